"""Texts: errors of `accessctl verify`."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "checkpoint-malformed": Text(
        en="{file}, line {line}: this is no tip of a journal. A line begins with a full commit id, or with # "
        "where it is a comment.",
        es="{file}, línea {line}: no es una punta de una bitácora. Cada línea comienza con el identificador "
        "completo de un commit, o con # si es un comentario.",
    ),
    "checkpoint-unreadable": Text(
        en="The checkpoint file {file} cannot be read. Check the name.",
        es="No se puede leer el archivo de puntos de control {file}. Revise el nombre.",
    ),
    "checkpoint-unwritable": Text(
        en="The checkpoint file {file} cannot be written. Check the name and the directory.",
        es="No se puede escribir el archivo de puntos de control {file}. Revise el nombre y la carpeta.",
    ),
}
