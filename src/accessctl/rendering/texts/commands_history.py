"""Texts: the help of `accessctl log`, `who` and `diff`."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "log": Text(
        en="Show who was given or lost access, by whom and in which pull request, newest first.",
        es="Muestra a quién se dio o quitó acceso, quién lo hizo y en qué pull request; lo más reciente primero.",
    ),
    "log.option.practice": Text(
        en="Only this practice, under its earlier names too. May be repeated.",
        es="Solo este consultorio, también con sus nombres anteriores. Se puede repetir.",
    ),
    "log.option.email": Text(
        en="Only this person, under earlier and later addresses too.",
        es="Solo esta persona, también con sus otros correos, anteriores y posteriores.",
    ),
    "log.option.since": Text(
        en="From this day or time on (2026-11-30, 2026-11-30T08:00, 2026-11-30T14:00:00Z).",
        es="Desde este día u hora (2026-11-30, 2026-11-30T08:00, 2026-11-30T14:00:00Z).",
    ),
    "log.option.until": Text(
        en="Up to this day, all of it, or time.", es="Hasta este día, completo, o esta hora."
    ),
    "log.option.kind": Text(
        en="Only events of this kind. May be repeated.", es="Solo eventos de este tipo. Se puede repetir."
    ),
    "log.option.clock": Text(
        en="Only what was declared, applied or effective. May be repeated.",
        es="Solo lo declarado (declared), lo aplicado (applied) o lo efectivo (effective). Se puede repetir.",
    ),
    "log.option.record-access": Text(
        en="Only what bears on record access, the grants and removals that carry it included.",
        es="Solo lo que toca el acceso al expediente, incluidas las altas y bajas que lo llevan.",
    ),
    "history.option.ref": Text(
        en="Ask about the history of this revision instead of the configured branch.",
        es="Consulta la historia de esta revisión en lugar de la rama configurada.",
    ),
    "history.option.without-journal": Text(
        en="Only what git declares; the journal is not read.",
        es="Solo lo declarado en git; no se lee la bitácora.",
    ),
    "who": Text(
        en="Show who had access on a day, to what, since when, and because of which commit.",
        es="Muestra quién tenía acceso un día, a qué, desde cuándo y por cuál commit.",
    ),
    "who.option.on": Text(
        en="The end of this day, or this time; without it, now. Without an offset a time is local.",
        es="El final de este día, o esta hora; si falta, ahora. Una hora sin desfase es local.",
    ),
    "who.option.record-access": Text(
        en="Only those who may open the medical record.", es="Solo quienes pueden abrir el expediente."
    ),
    "who.option.clock": Text(
        en="What was declared (default), applied, or in effect; the last two are the journal's.",
        es="Lo declarado (lo usual), lo aplicado o lo efectivo; estos dos los dice la bitácora.",
    ),
    "who.option.any-date": Text(
        en="Also those whose first day is still ahead or whose last day has passed.",
        es="También aquellos cuyo primer día aún no llega o cuyo último día ya pasó.",
    ),
    "diff": Text(
        en=(
            "Show what two revisions declare differently. REVISIONS is REV1..REV2, or REV1...REV2 for what REV2\n"
            "changed since the two parted. No live system is asked."
        ),
        es=(
            "Muestra qué declaran distinto dos revisiones. REVISIONS es REV1..REV2, o REV1...REV2 para lo que REV2\n"
            "cambió desde que se separaron. No se consulta ningún sistema."
        ),
    ),
}
