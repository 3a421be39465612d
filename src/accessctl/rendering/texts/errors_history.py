"""Texts: errors of the history."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "history-shallow": Text(
        en="History was cut off when this repository was cloned, so nothing can be proved from it. Fetch the "
        "rest: `git fetch --unshallow` (in CI: fetch-depth 0).",
        es="Este repositorio se clonó sin toda su historia, así que no puede probar nada. Obtenga el resto con "
        "`git fetch --unshallow` (en CI: fetch-depth 0).",
    ),
    "history-no-branch": Text(
        en="There is no branch {branch} here, nor at a remote. Fetch it, correct `branch` in the settings, or "
        "name a revision with --ref.",
        es="Aquí no hay una rama {branch}, ni en un remoto. Obténgala, corrija `branch` en la configuración o "
        "indique una revisión con --ref.",
    ),
    "history-no-revision": Text(
        en="There is no revision {revision} in this repository.",
        es="No hay una revisión {revision} en este repositorio.",
    ),
    "history-no-practice": Text(
        en="There never was a practice {practice} on this branch. `accessctl log` shows which there were.",
        es="Nunca hubo un consultorio {practice} en esta rama. `accessctl log` muestra cuáles hubo.",
    ),
    "history-bad-moment.near": Text(
        en="{value}: days are written year, month, day; did you mean {near}?",
        es="{value}: las fechas se escriben año, mes y día; ¿quiso decir {near}?",
    ),
    "history-bad-moment.either": Text(
        en="{value}: days are written year, month, day; is it {near} or {other}?",
        es="{value}: las fechas se escriben año, mes y día; ¿es {near} o {other}?",
    ),
    "history-bad-moment": Text(
        en="{value} is no day and no time. Write it as 2026-11-30, 2026-11-30T08:00 or 2026-11-30T14:00:00Z.",
        es="{value} no es un día ni una hora. Escríbalo como 2026-11-30, 2026-11-30T08:00 o "
        "2026-11-30T14:00:00Z.",
    ),
    "diff-two-revisions": Text(
        en="{revision} names no two revisions. Write REV1..REV2, for example main..HEAD.",
        es="{revision} no nombra dos revisiones. Escriba REV1..REV2, por ejemplo main..HEAD.",
    ),
    "diff-nothing-in-common": Text(
        en="{older} and {newer} have no commit in common. Write them with two dots to compare them directly.",
        es="{older} y {newer} no tienen ningún commit en común. Escríbalas con dos puntos para compararlas "
        "directamente.",
    ),
}
