"""Texts: findings about the keys of the three files, and about values of another type."""

from __future__ import annotations

from accessctl.rendering.texts import Text

_KEYS: dict[str, Text] = {
    "unknown-key": Text(
        "there is no key `{key}` here",
        "aquí no existe la clave `{key}`",
    ),
    "unknown-key.hint": Text(
        "delete it; docs/declaration-reference.md lists the keys",
        "bórrela; docs/declaration-reference.md tiene la lista de claves",
    ),
    "unknown-key.near": Text(
        "there is no key `{key}` here",
        "aquí no existe la clave `{key}`",
    ),
    "unknown-key.near.hint": Text(
        "did you mean `{suggestion}`?",
        "¿quiso decir `{suggestion}`?",
    ),
    "missing-key": Text(
        "the key `{key}` is missing",
        "falta la clave `{key}`",
    ),
    "missing-key.hint": Text(
        "write `{key}:` here, with its value",
        "escriba aquí `{key}:` con su valor",
    ),
    "missing-key.assistants": Text(
        "the key `{key}` is missing: nobody can say whether the practice is to be emptied",
        "falta la clave `{key}`: no se sabe si se quiere vaciar el consultorio",
    ),
    "missing-key.assistants.hint": Text(
        "list the assistants, or write `assistants: []` if there are to be none",
        "ponga la lista de asistentes, o escriba `assistants: []` si no debe haber ninguno",
    ),
    "null-value": Text(
        "`{key}` has no value",
        "`{key}` no tiene valor",
    ),
    "null-value.hint": Text(
        "write a value, or delete the key; put the word null in quotes if it is meant as a text",
        "escriba un valor o borre la clave; ponga la palabra null entre comillas si es un texto",
    ),
    "null-value.list": Text(
        "`{key}` has no value",
        "`{key}` no tiene valor",
    ),
    "null-value.list.hint": Text(
        "write `{key}: []` for an empty list",
        "escriba `{key}: []` para una lista vacía",
    ),
    "version": Text(
        "`version` must be a whole number from 1, not {value}",
        "`version` debe ser un número entero desde 1, no {value}",
    ),
    "version.hint": Text(
        "write `version: {known}`",
        "escriba `version: {known}`",
    ),
    "version.missing": Text(
        "the file does not say its `version`",
        "el archivo no indica su `version`",
    ),
    "version.missing.hint": Text(
        "write `version: {known}` as the first line",
        "escriba `version: {known}` en la primera línea",
    ),
    "version.newer": Text(
        "the file is of version {value}, and this accessctl knows versions up to {known}",
        "el archivo es de la versión {value}, y este accessctl conoce hasta la versión {known}",
    ),
    "version.newer.hint": Text(
        "use a newer accessctl",
        "use un accessctl más nuevo",
    ),
}

_TYPES: dict[str, Text] = {
    "wrong-type.document": Text(
        "the file must be keys with values, not {value}",
        "el archivo debe tener claves con valores, no {value}",
    ),
    "wrong-type.document.hint": Text(
        "begin with `version: 1`; the files in practices/ show how it goes on",
        "empiece con `version: 1`; los archivos de practices/ muestran cómo sigue",
    ),
    "wrong-type.key": Text(
        "a list or mapping cannot be a key",
        "una lista o un grupo de claves no puede ser una clave",
    ),
    "wrong-type.key.hint": Text(
        "write a simple word; look at the ? and the brackets",
        "escriba una palabra simple; revise el ? y los corchetes",
    ),
    "wrong-type.entry": Text(
        "each assistant is keys with values, not {value}",
        "cada asistente se escribe con claves y valores, no {value}",
    ),
    "wrong-type.entry.hint": Text(
        "write `- email: ana.mora@santalucia.example`, and the other keys below `email`",
        "escriba `- email: ana.mora@santalucia.example`, y las otras claves debajo de `email`",
    ),
    "wrong-type.text": Text(
        "`{key}` must be a text, not {value}",
        "`{key}` debe ser un texto, no {value}",
    ),
    "wrong-type.text.hint": Text(
        "write a text; put it in quotes if it looks like a number, or like true, false or null",
        "escriba un texto; entre comillas si parece un número, o true, false o null",
    ),
    "wrong-type.flag": Text(
        "`{key}` must be true or false, not {value}",
        "`{key}` debe ser true o false, no {value}",
    ),
    "wrong-type.flag.hint": Text(
        "write true or false, without quotes",
        "escriba true o false, sin comillas",
    ),
    "wrong-type.flag-word": Text(
        "`{key}` must be true or false; `{value}` is a text",
        "`{key}` debe ser true o false; `{value}` es un texto",
    ),
    "wrong-type.flag-word.hint": Text(
        "write {suggestion}",
        "escriba {suggestion}",
    ),
    "wrong-type.flag-or-mapping": Text(
        "`{key}` must be true, false, or a mapping with `reason` and `until`, not {value}",
        "`{key}` debe ser true, false, o llevar `reason` y `until`, no {value}",
    ),
    "wrong-type.flag-or-mapping.hint": Text(
        'write for example `{key}: {{reason: "…", until: 2027-01-31}}`',
        'escriba, por ejemplo, `{key}: {{reason: "…", until: 2027-01-31}}`',
    ),
    "wrong-type.number": Text(
        "`{key}` must be a whole number, not {value}",
        "`{key}` debe ser un número entero, no {value}",
    ),
    "wrong-type.number.hint": Text(
        "write digits, without quotes",
        "escriba solo dígitos, sin comillas",
    ),
    "wrong-type.list": Text(
        "`{key}` must be a list, not {value}",
        "`{key}` debe ser una lista, no {value}",
    ),
    "wrong-type.list.hint": Text(
        "write it in brackets, as `{key}: [one, two]`, or one item a line with a hyphen",
        "escríbala entre corchetes, como `{key}: [uno, dos]`, o un elemento por línea con un guion",
    ),
    "wrong-type.mapping": Text(
        "`{key}` must be keys with values, not {value}",
        "`{key}` debe llevar claves con valores, no {value}",
    ),
    "wrong-type.mapping.hint": Text(
        "write the keys below `{key}`, indented; docs/declaration-reference.md lists them",
        "escriba las claves debajo de `{key}`, con sangría; docs/declaration-reference.md tiene la lista",
    ),
}

TEXTS: dict[str, Text] = {**_KEYS, **_TYPES}
