"""Texts: what is wrong with the journal's files, line by line, and with what they say was done."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "found.file-truncated": Text(
        "The file breaks off in the middle of a line.", "El archivo se corta a mitad de una línea."
    ),
    "found.file-empty": Text("The file holds no record.", "El archivo no tiene ningún registro."),
    "found.head-malformed": Text(
        "The file's first line is not its own ({field}).",
        "La primera línea del archivo no es la suya ({field}).",
    ),
    "found.format-newer": Text(
        "The file is of a newer format ({format}). Update the program.",
        "El archivo tiene un formato más nuevo ({format}). Actualice el programa.",
    ),
    "found.record-count": Text(
        "The file's first line counts another number of records: a record was taken out or put in.",
        "La primera línea del archivo cuenta otra cantidad de registros: se quitó o se agregó alguno.",
    ),
    "found.record-malformed": Text(
        "The record cannot be read ({field}).", "El registro no se puede leer ({field})."
    ),
    "found.record-of-another-run": Text(
        "The record names the run {found} in a file of {expected}.",
        "El registro nombra la corrida {found} en un archivo de {expected}.",
    ),
    "found.record-out-of-sequence": Text(
        "The record has the number {found} where {expected} was expected.",
        "El registro tiene el número {found} donde se esperaba {expected}.",
    ),
    "found.record-not-as-written": Text(
        "The record is not written as the program writes it.",
        "El registro no está escrito como lo escribe el programa.",
    ),
    "found.record-out-of-place": Text(
        "A record of the kind {kind} has no place here ({part}).",
        "Un registro del tipo {kind} no tiene lugar aquí ({part}).",
    ),
    "found.wrong-month": Text(
        "By its own time the file belongs at {expected}.",
        "Por su propia hora, el archivo iría en {expected}.",
    ),
    "found.command-differs": Text(
        "The run ends as {found} and began as {expected}.",
        "La corrida termina como {found} y comenzó como {expected}.",
    ),
    "found.intent-twice": Text(
        "The run intends the change {change} twice.", "La corrida se propone dos veces el cambio {change}."
    ),
    "found.change-id-differs": Text(
        "The change calls itself {found}, and what it says gives {expected}: it was altered.",
        "El cambio se llama {found} y lo que dice da {expected}: fue alterado.",
    ),
    "found.intent-without-outcome": Text(
        "The run has ended without saying what became of the change {change} in {practice}.",
        "La corrida terminó sin decir qué fue del cambio {change} en {practice}.",
    ),
    "found.outcome-without-intent": Text(
        "There is an outcome of the change {change}, which the run {run} never intended.",
        "Hay un resultado del cambio {change}, que la corrida {run} nunca se propuso.",
    ),
    "found.outcome-of-another-run": Text(
        "There is an outcome of the run {run}, which is not taken over here.",
        "Hay un resultado de la corrida {run}, que aquí no se toma a cargo.",
    ),
    "found.outcome-differs": Text(
        "The outcome of the change {change} says otherwise than its intent ({fields}).",
        "El resultado del cambio {change} dice otra cosa que lo propuesto ({fields}).",
    ),
    "found.outcome-twice": Text(
        "The change {change} has two outcomes.", "El cambio {change} tiene dos resultados."
    ),
    "found.handoff-unknown": Text(
        "An answer names the hand-off {handoff}, which nobody was asked for.",
        "Una respuesta nombra la gestión {handoff}, que nadie pidió.",
    ),
    "found.effect-without-rule": Text(
        "The change {change} names no rule that it follows from ({rule}).",
        "El cambio {change} no nombra ninguna regla de la que salga ({rule}).",
    ),
    "found.effect-without-commit": Text(
        "The change {change} follows from no declared commit and from no emergency ({rule}).",
        "El cambio {change} no sale de ningún commit declarado ni de una emergencia ({rule}).",
    ),
    "found.declared-missing": Text(
        "The declared commit {declared} does not exist in this repository.",
        "El commit declarado {declared} no existe en este repositorio.",
    ),
    "found.declared-not-on-branch": Text(
        "The declared commit {declared} is not on the branch that is applied.",
        "El commit declarado {declared} no está en la rama que se aplica.",
    ),
    "found.declared-beside-branch": Text(
        "The commit {declared} was applied; the branch contains it by a merge only, and never stood there.",
        "Se aplicó el commit {declared}; la rama solo lo contiene por una incorporación y nunca estuvo en él.",
    ),
}
