"""Texts: errors of reports."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "report-unknown-person": Text(
        en="Neither history nor journal knows {email}. `accessctl log --email` finds earlier addresses that were declared as `previously`.",
        es="Ni la historia ni la bitácora conocen a {email}. `accessctl log --email` encuentra correos anteriores declarados en `previously`.",
    ),
    "report-empty-period": Text(
        en="The period ends before it begins. Give --since an earlier day than --until or --on.",
        es="El periodo termina antes de empezar. Indique en --since un día anterior al de --until u --on.",
    ),
    "report-on-and-until": Text(
        en="--on and --until say the same. Give one of them.",
        es="--on y --until dicen lo mismo. Indique solo uno.",
    ),
    "report-not-written": Text(
        en="{path} could not be written: {why}.", es="No se pudo escribir {path}: {why}."
    ),
}
