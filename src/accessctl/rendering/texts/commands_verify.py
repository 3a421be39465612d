"""Texts: the help of `accessctl verify`, and what it says of checkpoints."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "verify": Text(
        en="Prove that nothing of the journal was altered, and that everything in it follows from something.",
        es="Prueba que no se alteró nada de la bitácora y que todo lo que contiene sale de algo declarado.",
    ),
    "verify.option.checkpoint": Text(
        en="A file with earlier tips, one a line: the journal must contain each.",
        es="Un archivo con puntas anteriores, una por línea: la bitácora debe contenerlas todas.",
    ),
    "verify.option.write-checkpoint": Text(
        en="Append the present tip to this file, if nothing is wrong.",
        es="Agrega la punta actual a este archivo, si todo está en orden.",
    ),
    "verify.kept": Text(en="The tip was added to {file}.", es="La punta se agregó a {file}."),
    "verify.not-kept": Text(
        en="The tip was not added to {file}, because the journal is not as it should be.",
        es="La punta no se agregó a {file}, porque la bitácora no está como debería.",
    ),
}
