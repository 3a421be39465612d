"""Texts: statuses: what became of a run, what moved since a saved plan, what is live."""

from __future__ import annotations

from accessctl.rendering.texts import Text

OUTCOMES: dict[str, Text] = {
    "outcome.done": Text("done", "hecho"),
    "outcome.failed": Text("failed", "falló"),
    "outcome.skipped": Text("not done", "no se hizo"),
    "outcome.handed-off": Text("handed to somebody", "en gestión"),
    "outcome.fate-unknown": Text("fate unknown", "no se sabe si se hizo"),
    "outcome.asked": Text("asked of {recipient}", "se pidió a {recipient}"),
    "outcome.reference": Text("reference {reference}", "referencia {reference}"),
    "outcome.fate-unknown.remedy": Text(
        "nobody can tell whether this took effect: look in HuliPractice before it is tried again",
        "no se sabe si tuvo efecto: revise en HuliPractice antes de intentarlo de nuevo",
    ),
    "outcome.fate-unknown.letter": Text(
        "it is not sent again unless a person says so: ask whether it came, and see accessctl handoff list",
        "no se vuelve a enviar si una persona no lo pide: pregunte si llegó, y vea accessctl handoff list",
    ),
    "outcome.no-reason": Text("no reason was given", "no se indicó el motivo"),
    "outcomes.nothing": Text("Nothing was changed.", "No se cambió nada."),
    "outcomes.done.one": Text("1 step done", "1 paso hecho"),
    "outcomes.done.many": Text("{n} steps done", "{n} pasos hechos"),
    "outcomes.handed-off.one": Text("1 handed to somebody", "1 en gestión con otra persona"),
    "outcomes.handed-off.many": Text("{n} handed to other people", "{n} en gestión con otras personas"),
    "outcomes.failed.one": Text("1 failed", "1 falló"),
    "outcomes.failed.many": Text("{n} failed", "{n} fallaron"),
    "outcomes.skipped.one": Text("1 not done", "1 no se hizo"),
    "outcomes.skipped.many": Text("{n} not done", "{n} no se hicieron"),
    "outcomes.fate-unknown.one": Text("the fate of 1 is unknown", "de 1 no se sabe si se hizo"),
    "outcomes.fate-unknown.many": Text("the fate of {n} is unknown", "de {n} no se sabe si se hicieron"),
    "outcomes.run": Text("Run {run}", "Corrida {run}"),
}

MOVED: dict[str, Text] = {
    "moved.title": Text("Since this plan was saved:", "Desde que se guardó este plan:"),
    "moved.nothing": Text(
        "Nothing moved since this plan was saved.", "Nada cambió desde que se guardó este plan."
    ),
    "moved.new": Text("newly needed", "ahora hace falta"),
    "moved.gone": Text("no longer needed", "ya no hace falta"),
    "moved.altered": Text("altered", "cambió"),
    "moved.was": Text("was: {was}", "antes: {was}"),
    "cause.file": Text("the files changed", "cambiaron los archivos"),
    "cause.live": Text("HuliPractice changed", "cambió HuliPractice"),
    "cause.clock": Text("time has passed", "pasó el tiempo"),
}

LIVE: dict[str, Text] = {
    "status.at": Text("As of {now}", "Al {now}"),
    "status.owner": Text("owner {owner}", "titular {owner}"),
    "status.nobody": Text("nobody has access", "nadie tiene acceso"),
    "status.unobserved": Text("could not be read", "no se pudo leer"),
    "status.unreadable": Text(
        "its file cannot be read: nobody gets in or out until it is mended; `accessctl validate` shows why",
        "su archivo no se puede leer: nadie entra ni sale hasta que se corrija; `accessctl validate` dice por qué",
    ),
    "status.no-practices": Text("No practice is declared.", "No hay consultorios declarados."),
    "state.active": Text("active", "activa"),
    "state.invited": Text("invited", "invitada"),
    "state.expired": Text("invitation expired", "invitación vencida"),
    "state.time-left": Text("expires in {left}", "vence en {left}"),
    "state.sent": Text("sent {at}", "enviada el {at}"),
    "facet.record.yes": Text("record access", "acceso al expediente"),
    "facet.record.unknown": Text("record access unknown", "acceso al expediente: no se sabe"),
    "facet.billing.yes": Text("billing access", "acceso a facturación"),
    "facet.billing.unknown": Text("billing access unknown", "acceso a facturación: no se sabe"),
    "facet.clinics.unknown": Text("clinics unknown", "clínicas: no se sabe"),
    "facet.clinics.none": Text("no clinic", "ninguna clínica"),
    "ends.title": Text("Ends within 14 days", "Termina en los próximos 14 días"),
    "ends.access": Text("access ends; the last day is {on}", "termina el acceso; el último día es el {on}"),
    "ends.record_access": Text(
        "record access ends; the last day is {on}",
        "termina el acceso al expediente; el último día es el {on}",
    ),
    "handoffs.title": Text("Open hand-offs", "Gestiones abiertas"),
}

TEXTS: dict[str, Text] = {**OUTCOMES, **MOVED, **LIVE}
