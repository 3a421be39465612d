"""Texts: the help of `accessctl report …`."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "report": Text(
        en="Write the access-review pack: who has what, why, who approved it, what ends, what is open.",
        es="Escribe el informe para la revisión de accesos: quién tiene qué, por qué, quién aprobó, qué termina.",
    ),
    "report.option.practice": Text(
        en="Only this practice, under its earlier names too. May be repeated.",
        es="Solo este consultorio, también con sus nombres anteriores. Se puede repetir.",
    ),
    "report.option.on": Text(
        en="As of the end of this day, or this time; without it, now. The same as --until.",
        es="Al final de este día, o a esta hora; si falta, ahora. Es lo mismo que --until.",
    ),
    "report.option.since": Text(
        en="The period begins with this day or time (default: the policy's reviews.every, else 90 days).",
        es="El periodo empieza este día u hora (si falta: reviews.every de la política, o bien 90 días).",
    ),
    "report.option.until": Text(
        en="The period ends with this day, all of it, or time.",
        es="El periodo termina con este día, completo, o esta hora.",
    ),
    "report.option.out": Text(
        en="Write to this file; its ending (.html, .md, .csv, .json) chooses the format.",
        es="Escribe en este archivo; su terminación (.html, .md, .csv, .json) decide el formato.",
    ),
    "report.option.without-live": Text(
        en="Do not ask the live system; say what the journal knows.",
        es="No consulta el sistema vigente; dice lo que sabe la bitácora.",
    ),
    "report.person": Text(
        en="Write the dated proof for one person: every grant, its end, and what is still open.",
        es="Escribe la constancia de una persona: cada acceso, su fin y lo que sigue abierto.",
    ),
    "report.written": Text(en="Written to {path}.", es="Se escribió en {path}."),
}
