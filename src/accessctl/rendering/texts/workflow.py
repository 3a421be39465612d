"""Texts of a run: what the journal's commits and its README say."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "run.opens.one": Text(en="about to make 1 change", es="por hacer 1 cambio"),
    "run.opens.many": Text(en="about to make {n} changes", es="por hacer {n} cambios"),
    "run.renews.one": Text(en="still at work, 1 done", es="sigue en curso, 1 hecho"),
    "run.renews.many": Text(en="still at work, {n} done", es="sigue en curso, {n} hechos"),
    "run.closes.one": Text(en="1 change made", es="1 cambio hecho"),
    "run.closes.many": Text(en="{n} changes made", es="{n} cambios hechos"),
    "note.review.one": Text(en="1 practice to be reviewed", es="1 consultorio por revisar"),
    "note.review.many": Text(en="{n} practices to be reviewed", es="{n} consultorios por revisar"),
    "note.reviewed": Text(en="review of {practice} signed off", es="revisión de {practice} firmada"),
    "note.remind.one": Text(en="about to send 1 reminder", es="por enviar 1 recordatorio"),
    "note.remind.many": Text(en="about to send {n} reminders", es="por enviar {n} recordatorios"),
    "note.not-reminded.one": Text(en="1 reminder could not be sent", es="no se pudo enviar 1 recordatorio"),
    "note.not-reminded.many": Text(
        en="{n} reminders could not be sent", es="no se pudieron enviar {n} recordatorios"
    ),
    "note.digest.one": Text(en="digest with 1 overdue hand-off", es="resumen con 1 gestión atrasada"),
    "note.digest.many": Text(
        en="digest with {n} overdue hand-offs", es="resumen con {n} gestiones atrasadas"
    ),
    "note.send.one": Text(en="1 mail of the outbox", es="1 correo de la bandeja de salida"),
    "note.send.many": Text(en="{n} mails of the outbox", es="{n} correos de la bandeja de salida"),
    "note.handoff": Text(en="hand-off {handoff}: {state}", es="gestión {handoff}: {state}"),
}
