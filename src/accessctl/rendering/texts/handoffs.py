"""Texts: hand-offs as lists and pages; the mails themselves are in `handoffs/templates/`."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "state.open": Text("to be sent", "abierta, por enviar"),
    "state.sent": Text("in the outbox", "en la bandeja de salida"),
    "state.mailed": Text("sent", "enviada"),
    "state.unknown": Text(
        "sent, perhaps: nobody knows whether it arrived", "quizás enviada: no se sabe si llegó"
    ),
    "state.reminded": Text("reminded", "recordada"),
    "state.escalated": Text("escalated", "escalada"),
    "state.done:observed": Text("done, seen in HuliPractice", "confirmada, comprobada en HuliPractice"),
    "state.done:attested": Text("done, attested by a person", "confirmada por una persona"),
    "state.refused": Text("refused", "rechazada"),
    "state.cancelled": Text("cancelled", "anulada"),
    "state.superseded": Text("superseded", "reemplazada"),
    "list.none": Text("No hand-offs.", "No hay gestiones."),
    "list.age": Text("for {age}", "desde hace {age}"),
    "list.recipient": Text("to {recipient}", "para {recipient}"),
    "list.nobody": Text("to nobody yet", "aún sin destinatario"),
    "show.title": Text("Hand-off {id}", "Gestión {id}"),
    "show.step": Text("Step", "Paso"),
    "show.practice": Text("Practice", "Consultorio"),
    "show.person": Text("Person", "Persona"),
    "show.recipient": Text("Who has to act", "Quién debe actuar"),
    "show.centre": Text("Medical centre", "Centro médico"),
    "show.state": Text("State", "Estado"),
    "show.opened": Text("Opened", "Abierta el"),
    "show.changed": Text("Last change", "Último cambio"),
    "show.requester": Text("Asked for by", "La pidió"),
    "show.by": Text("Said by", "Lo dijo"),
    "show.evidence": Text("Evidence", "Constancia"),
    "show.reason": Text("Reason", "Motivo"),
    "show.message": Text("Mail", "Correo"),
    "show.steps": Text("What has to be done:", "Lo que hay que hacer:"),
    "show.attested": Text(
        "This was said by a person; HuliPractice has not been seen to confirm it.",
        "Esto lo dijo una persona; no se ha comprobado en HuliPractice.",
    ),
}
