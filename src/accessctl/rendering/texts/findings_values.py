"""Texts: findings about values that are of the right type and still not right."""

from __future__ import annotations

from accessctl.rendering.texts import Text

_FORMS: dict[str, tuple[Text, Text]] = {
    "slug": (
        Text("a short name", "un nombre corto"),
        Text(
            "use lower-case letters, digits and hyphens, 64 at most, as santa-lucia",
            "use minúsculas, números y guiones, 64 como máximo, como santa-lucia",
        ),
    ),
    "clinic": (
        Text("the `id` of a clinic", "el `id` de una clínica"),
        Text(
            "write the clinic's short `id` from the list above, not its name",
            "escriba el `id` corto de la clínica, como está en la lista de arriba, no su nombre",
        ),
    ),
    "rule": (
        Text("the name of a rule", "el nombre de una regla"),
        Text(
            "write it as findings show it, as record-access-at-most",
            "escríbalo como lo muestran los hallazgos, como record-access-at-most",
        ),
    ),
    "line": (
        Text("a text of one line", "un texto de una línea"),
        Text("write something, without line breaks", "escriba algo, sin saltos de línea"),
    ),
    "text": (
        Text("a text", "un texto"),
        Text("write something, or delete the key", "escriba algo, o borre la clave"),
    ),
    "address": (
        Text("an e-mail address", "una dirección de correo"),
        Text(
            "write one address with one @ and no spaces, as ana.mora@santalucia.example",
            "escriba una sola dirección, con una @ y sin espacios, como ana.mora@santalucia.example",
        ),
    ),
    "domain": (
        Text("a domain", "un dominio"),
        Text(
            "write what stands after the @, as santalucia.example",
            "escriba lo que va después de la @, como santalucia.example",
        ),
    ),
    "mailbox": (
        Text("a mailbox's name", "el nombre de un buzón"),
        Text(
            "write what stands before the @, as recepcion",
            "escriba lo que va antes de la @, como recepcion",
        ),
    ),
    "path": (
        Text("a path on the pages' host", "una ruta dentro del sitio de las páginas"),
        Text(
            "begin it with / and leave the host out: it comes from the environment alone",
            "empiécela con / y no escriba el sitio: solo lo dice el entorno",
        ),
    ),
    "date": (
        Text("a date", "una fecha"),
        Text("write year, month and day, as 2027-01-31", "escriba año, mes y día, como 2027-01-31"),
    ),
    "duration": (
        Text("a duration", "una duración"),
        Text(
            "write a number and s, m, h or d, as 90d or 15m",
            "escriba un número y s, m, h o d, como 90d o 15m",
        ),
    ),
    "hours": (
        Text("a span of hours", "un horario"),
        Text("write it in 24 hours, as 08:00-17:00", "escríbalo en 24 horas, como 08:00-17:00"),
    ),
    "time-zone": (
        Text("a time zone", "una zona horaria"),
        Text(
            "write a name of the IANA list, as America/Costa_Rica",
            "escriba un nombre de la lista de IANA, como America/Costa_Rica",
        ),
    ),
    "branch": (
        Text("the name of a branch", "el nombre de una rama"),
        Text(
            "use letters, digits, dots, hyphens and slashes, as main",
            "use letras, números, puntos, guiones y barras, como main",
        ),
    ),
    "remote": (
        Text("a remote", "un remoto"),
        Text(
            "write a remote's name, as origin, or an address, without spaces",
            "escriba el nombre de un remoto, como origin, o una dirección, sin espacios",
        ),
    ),
    "commit": (
        Text("a commit's full id", "el identificador completo de un commit"),
        Text(
            "write all 40 characters, in quotes; `accessctl journal init` does it for you",
            "escriba los 40 caracteres, entre comillas; `accessctl journal init` lo hace por usted",
        ),
    ),
    "user-id": (
        Text("a HuliPractice user's number", "el número de un usuario de HuliPractice"),
        Text("write the number, as 2001", "escriba el número, como 2001"),
    ),
}

_VALUES: dict[str, Text] = {
    "wrong-value": Text(
        "`{key}` cannot be {value}",
        "`{key}` no puede ser {value}",
    ),
    "wrong-value.hint": Text(
        "docs/declaration-reference.md says what it can be",
        "docs/declaration-reference.md dice qué puede ser",
    ),
    "wrong-value.slug-near": Text(
        "`{key}` must be a short name in lower-case letters, digits and hyphens; `{value}` is not",
        "`{key}` debe ser un nombre corto en minúsculas, sin tildes ni espacios; `{value}` no lo es",
    ),
    "wrong-value.slug-near.hint": Text("write `{suggestion}`", "escriba `{suggestion}`"),
    "wrong-value.date-near": Text(
        "`{key}` must be a date, year first; `{value}` is not",
        "`{key}` debe ser una fecha que empiece por el año; `{value}` no lo es",
    ),
    "wrong-value.date-near.hint": Text("write {suggestion}", "escriba {suggestion}"),
    "wrong-value.date-either": Text(
        "`{key}` must be a date, year first; `{value}` can be read in two ways",
        "`{key}` debe ser una fecha que empiece por el año; `{value}` se puede leer de dos maneras",
    ),
    "wrong-value.date-either.hint": Text(
        "write {suggestion} or {other}, year, month and day",
        "escriba {suggestion} o {other}: año, mes y día",
    ),
    "wrong-value.no-such-day": Text(
        "`{key}`: there is no day {value}",
        "`{key}`: no existe el día {value}",
    ),
    "wrong-value.no-such-day.hint": Text(
        "look at the calendar",
        "revise el calendario",
    ),
    "wrong-value.too-long": Text(
        "`{key}`: {value} is longer than a hundred years",
        "`{key}`: {value} es más de cien años",
    ),
    "wrong-value.too-long.hint": Text(
        "write a shorter duration",
        "escriba una duración más corta",
    ),
    "wrong-value.choice": Text(
        "`{key}` cannot be {value}; it is one of: {allowed}",
        "`{key}` no puede ser {value}; es uno de estos valores: {allowed}",
    ),
    "wrong-value.choice.hint": Text(
        "choose one of them",
        "escoja uno de ellos",
    ),
    "wrong-value.choice-near": Text(
        "`{key}` cannot be {value}; it is one of: {allowed}",
        "`{key}` no puede ser {value}; es uno de estos valores: {allowed}",
    ),
    "wrong-value.choice-near.hint": Text(
        "did you mean {suggestion}?",
        "¿quiso decir {suggestion}?",
    ),
    "wrong-value.empty-list": Text(
        "`{key}` is an empty list",
        "`{key}` es una lista vacía",
    ),
    "wrong-value.empty-list.hint": Text(
        "name at least one, or delete the key",
        "ponga al menos un elemento, o borre la clave",
    ),
    "wrong-value.too-many": Text(
        "`{key}` has more than {limit} items",
        "`{key}` tiene más de {limit} elementos",
    ),
    "wrong-value.too-many.hint": Text(
        "keep {limit} at most; a compound surname is one item, as `[de la O, Mora]`",
        "deje {limit} como máximo; un apellido compuesto es un solo elemento, como `[de la O, Mora]`",
    ),
    "wrong-value.too-small": Text(
        "`{key}` must be at least {limit}, not {value}",
        "`{key}` debe ser al menos {limit}, no {value}",
    ),
    "wrong-value.too-small.hint": Text(
        "write {limit} or more",
        "escriba {limit} o más",
    ),
    "wrong-value.too-large": Text(
        "`{key}` must be {limit} at most, not {value}",
        "`{key}` debe ser {limit} como máximo, no {value}",
    ),
    "wrong-value.too-large.hint": Text(
        "write {limit} or less",
        "escriba {limit} o menos",
    ),
}


def _form_texts() -> dict[str, Text]:
    """Say of each form that a value has not got it."""
    texts: dict[str, Text] = {}
    for kind, (name, hint) in _FORMS.items():
        code = f"wrong-value.{kind}"
        texts[code] = Text(
            f"`{{key}}` must be {name.en}; `{{value}}` is not",
            f"`{{key}}` debe ser {name.es}; `{{value}}` no lo es",
        )
        texts[f"{code}.hint"] = hint
    return texts


TEXTS: dict[str, Text] = {**_VALUES, **_form_texts()}
