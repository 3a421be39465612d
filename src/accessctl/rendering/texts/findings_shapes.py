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
    "unknown-key.space": Text(
        "a space is missing after the colon in `{key}`",
        "falta un espacio después de los dos puntos en `{key}`",
    ),
    "unknown-key.space.hint": Text("write `{suggestion}: {value}`", "escriba `{suggestion}: {value}`"),
    "unknown-key.indent": Text(
        "there is no key `{key}` here, at the beginning of a line",
        "aquí, al inicio de la línea, no existe la clave `{key}`",
    ),
    "unknown-key.indent.hint": Text(
        "if it is about what stands above, indent it as far as its other keys",
        "si es de la persona o clínica de arriba, déle la misma sangría que a sus otras claves",
    ),
    "missing-key.entry": Text(
        "the key `{key}` is missing",
        "falta la clave `{key}`",
    ),
    "missing-key.entry.hint": Text(
        "write `{key}:` with the address; or, if this is still about the person above, take the dash away",
        "escriba `{key}:` con la dirección; o, si esto todavía es de la persona de arriba, quite el guion",
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
        "write a value, or delete the key; put a text in quotes that is the word null or begins with #",
        "escriba un valor o borre la clave; ponga entre comillas un texto que sea la palabra null o empiece con #",
    ),
    "null-value.list": Text(
        "`{key}` has no value",
        "`{key}` no tiene valor",
    ),
    "null-value.list.hint": Text(
        "write `{key}: []` for an empty list",
        "escriba `{key}: []` para una lista vacía",
    ),
    "null-value.filled-list": Text(
        "`{key}` has no value",
        "`{key}` no tiene valor",
    ),
    "null-value.filled-list.hint": Text(
        "name at least one, as `{key}: […]`, or delete the key",
        "ponga al menos un elemento, como `{key}: […]`, o borre la clave",
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
    "wrong-type.entry-space": Text(
        "a space is missing after the colon in {value}",
        "falta un espacio después de los dos puntos en {value}",
    ),
    "wrong-type.entry-space.hint": Text("write `- {suggestion}`", "escriba `- {suggestion}`"),
    "wrong-type.assistants": Text(
        "`{key}` must be a list with a dash before each person, not {value}",
        "`{key}` debe ser una lista con un guion antes de cada persona, no {value}",
    ),
    "wrong-type.assistants.hint": Text(
        "begin each person with a dash, as `- email: ana.mora@santalucia.example`, and align the other keys "
        "below `email`",
        "comience cada persona con un guion, como `- email: ana.mora@santalucia.example`, y alinee las otras "
        "claves debajo de `email`",
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
    "wrong-type.record-yes": Text(
        "`{key}` must be true, false, or a mapping with `reason` and `until`; `{value}` is a text",
        "`{key}` debe ser true, false, o llevar `reason` y `until`; `{value}` es un texto",
    ),
    "wrong-type.record-yes.hint": Text(
        'write `{key}: {{reason: "…", until: 2027-06-30}}` with why and until when, or just true',
        'escriba `{key}: {{reason: "…", until: 2027-06-30}}` con el motivo y la fecha, o solo true',
    ),
    "wrong-type.record-no": Text(
        "`{key}` must be true, false, or a mapping with `reason` and `until`; `{value}` is a text",
        "`{key}` debe ser true, false, o llevar `reason` y `until`; `{value}` es un texto",
    ),
    "wrong-type.record-no.hint": Text(
        "write false, or leave the key out: nobody has record access without it",
        "escriba false, o quite la clave: sin ella nadie tiene acceso al expediente",
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
    "wrong-type.list-near": Text(
        "`{key}` must be a list, not {value}",
        "`{key}` debe ser una lista, no {value}",
    ),
    "wrong-type.list-near.hint": Text(
        "write it in brackets, as `{key}: {suggestion}`",
        "escríbala entre corchetes, como `{key}: {suggestion}`",
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
