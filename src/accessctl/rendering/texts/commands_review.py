"""Texts: the help of `accessctl review`."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "review": Text(
        en="Look at all access again from time to time, and sign it off in the journal.",
        es="Revisa de vez en cuando todos los accesos y deja la firma en la bitácora.",
    ),
    "review.start": Text(
        en="Begin a review of the practices named, or of all.",
        es="Comienza la revisión de los consultorios nombrados, o de todos.",
    ),
    "review.show": Text(
        en="Show what has to be looked at, person by person.",
        es="Muestra qué hay que revisar, persona por persona.",
    ),
    "review.sign": Text(
        en="Sign the review of a practice off, if nothing changed since it began.",
        es="Firma la revisión de un consultorio, si nada cambió desde que comenzó.",
    ),
    "review.sign.option.by": Text(en="Who signs, as they say.", es="Quién firma, según dice."),
    "review.status": Text(
        en="Show when each practice was last reviewed, and which review is overdue.",
        es="Muestra cuándo se revisó cada consultorio por última vez y qué revisión está atrasada.",
    ),
}
