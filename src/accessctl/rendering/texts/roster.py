"""Texts: what is wrong with a list of assistants, and what was understood of one."""

from __future__ import annotations

from accessctl.rendering.texts import Text


def _at(en: str, es: str) -> Text:
    """Return a problem's text, which begins with its place."""
    return Text("{where}: " + en, "{where}: " + es)


FILES: dict[str, Text] = {
    "roster-missing": _at(
        "the list of assistants is not there. Make one with accessctl roster template {practice}.",
        "no está la lista de asistentes. Haga una con accessctl roster template {practice}.",
    ),
    "roster-misnamed": _at(
        "the list is named {found}, which is not read. Save it as CSV under the name {wanted}.",
        "la lista se llama {found} y así no se lee. Guárdela como CSV con el nombre {wanted}.",
    ),
    "roster-two-files": _at(
        "there are two lists, {one} and {other}, and nobody knows which one holds. Delete one of them.",
        "hay dos listas, {one} y {other}, y no se sabe cuál vale. Borre una de las dos.",
    ),
    "roster-outside": _at(
        "the list is not inside the repository. Set live.directory to a folder of the repository, without "
        "links out of it.",
        "la lista no está dentro del repositorio. Ponga en live.directory una carpeta del repositorio, sin "
        "enlaces hacia afuera.",
    ),
    "roster-not-a-file": _at("this is not an ordinary file.", "esto no es un archivo común."),
    "roster-too-large": _at(
        "the list is larger than {limit} KiB and is not read.",
        "la lista pesa más de {limit} KiB y no se lee.",
    ),
    "roster-unreadable": _at("the list cannot be read: {reason}.", "no se puede leer la lista: {reason}."),
    "roster-workbook": _at(
        "this is a workbook, not CSV. In Excel: File, Save as, CSV UTF-8.",
        "esto es un libro de Excel, no un CSV. En Excel: Archivo, Guardar como, CSV UTF-8.",
    ),
    "roster-encoding": _at(
        "the letters cannot be read. Save the list as CSV UTF-8.",
        "las letras no se pueden leer. Guarde la lista como CSV UTF-8.",
    ),
    "roster-control": _at(
        "there is a character that no list has ({character}). Save the list as CSV UTF-8.",
        "hay un carácter que ninguna lista lleva ({character}). Guarde la lista como CSV UTF-8.",
    ),
    "roster-quotes": _at(
        "the quotation marks of this row do not match. A quotation mark inside a cell is doubled.",
        "las comillas de esta fila no calzan. Una comilla dentro de una celda va doble.",
    ),
    "roster-not-json": _at("this is not JSON.", "esto no es JSON."),
    "roster-not-a-list": _at(
        'a JSON list looks like {{"fecha": "2026-11-24 16:00", "asistentes": [{{"correo": "…"}}]}}.',
        'una lista en JSON es así: {{"fecha": "2026-11-24 16:00", "asistentes": [{{"correo": "…"}}]}}.',
    ),
    "roster-not-a-person": _at(
        'each assistant is an object such as {{"correo": "…"}}.',
        'cada asistente es un objeto, como {{"correo": "…"}}.',
    ),
    "roster-many-problems": _at(
        "{limit} things are wrong in this list; it was not read any further. The first ones may have one cause.",
        "hay {limit} cosas mal en esta lista; no se siguió leyendo. Las primeras pueden tener una sola causa.",
    ),
    "roster-not-text": _at(
        "this must be text, a list of texts, true, false or null.",
        "esto debe ser texto, una lista de textos, true, false o null.",
    ),
}

HEAD: dict[str, Text] = {
    "roster-as-of-missing": _at(
        "the list does not say when it was true. Begin it with a line such as # fecha: 2026-11-24 16:00",
        "la lista no dice de cuándo es. Ponga al inicio una línea como # fecha: 2026-11-24 16:00",
    ),
    "roster-as-of-wrong": _at(
        "“{value}” is not a date. Write when the list was true, as 2026-11-24 16:00.",
        "«{value}» no es una fecha. Escriba de cuándo es la lista, como 2026-11-24 16:00.",
    ),
    "roster-as-of-ahead": _at(
        "the list is dated {as_of}, which is still to come. Write when you looked in HuliPractice.",
        "la lista tiene fecha {as_of}, que aún no llega. Escriba cuándo la revisó en HuliPractice.",
    ),
    "roster-complete-unknown": _at(
        "“{value}” does not say whether this is the whole list. Write sí or no.",
        "«{value}» no dice si la lista está completa. Escriba sí o no.",
    ),
    "roster-said-twice": _at("“{key}” stands here twice.", "«{key}» aparece dos veces."),
    "roster-no-headings": _at(
        "the list has no row of headings. accessctl roster template makes one that has.",
        "la lista no tiene la fila de encabezados. accessctl roster template hace una que sí la tiene.",
    ),
    "roster-no-email-column": _at(
        "no column has the heading correo, so this is not read as the row of headings. People are known by "
        "their e-mail address.",
        "ninguna columna se llama correo, así que esta fila no sirve de encabezado. A cada persona se le "
        "reconoce por su correo.",
    ),
    "roster-column-unknown": _at(
        "there is no column “{column}”. The columns are {known}.",
        "no existe la columna «{column}». Las columnas son {known}.",
    ),
    "roster-column-unknown.near": _at(
        "there is no column “{column}”; did you mean “{suggestion}”?",
        "no existe la columna «{column}»; ¿quiso decir «{suggestion}»?",
    ),
    "roster-column-twice": _at(
        "the column {column} stands here twice.", "la columna {column} está dos veces."
    ),
}

CELLS: dict[str, Text] = {
    "roster-cell-beyond": _at(
        "“{value}” stands under no heading. Does the row have a separator too many?",
        "«{value}» no está bajo ningún encabezado. ¿Le sobra un separador a la fila?",
    ),
    "roster-email-missing": _at(
        "this row has no e-mail address. Fill it in, or delete the row.",
        "esta fila no tiene correo. Escríbalo o borre la fila.",
    ),
    "roster-email-wrong": _at(
        "“{value}” is not one e-mail address.", "«{value}» no es una dirección de correo."
    ),
    "roster-twice": _at(
        "{email} is in the list already. Leave one row for each person.",
        "{email} ya está en la lista. Deje una sola fila por persona.",
    ),
    "roster-surnames-twice": _at(
        "the surnames stand in two places. Use either apellidos or primer apellido and segundo apellido.",
        "los apellidos están en dos lugares. Use apellidos, o bien primer apellido y segundo apellido.",
    ),
    "roster-state-unknown": _at(
        "“{value}” is not a state. Write activo, invitado or vencida.",
        "«{value}» no es un estado. Escriba activo, invitado o vencida.",
    ),
    "roster-moment-wrong": _at(
        "“{value}” is not a date. Write it as 2026-11-24 16:00.",
        "«{value}» no es una fecha. Escríbala como 2026-11-24 16:00.",
    ),
    "roster-invited-later": _at(
        "the invitation ({sent_at}) is later than the list ({as_of}).",
        "la invitación ({sent_at}) es posterior a la lista ({as_of}).",
    ),
    "roster-clinic-unknown": _at(
        "the practice declares no clinic “{value}”. Its clinics are {known}.",
        "el consultorio no declara la clínica «{value}». Sus clínicas son {known}.",
    ),
    "roster-clinic-unknown.near": _at(
        "the practice declares no clinic “{value}”; did you mean “{suggestion}”?",
        "el consultorio no declara la clínica «{value}»; ¿quiso decir «{suggestion}»?",
    ),
    "roster-clinic-ambiguous": _at(
        "“{value}” may be several clinics. Write one of {ids}.",
        "«{value}» puede ser más de una clínica. Escriba uno de {ids}.",
    ),
    "roster-answer-unknown": _at(
        "“{value}” is no answer for {column}. Write sí or no, or leave the cell empty where nobody knows.",
        "«{value}» no es una respuesta para {column}. Escriba sí o no, o deje la celda vacía si no se sabe.",
    ),
}

COMMANDS: dict[str, Text] = {
    "roster-cannot": Text(
        "A list carries nothing out ({kind} in {practice}): the owner does it in HuliPractice.",
        "Una lista no hace ningún cambio ({kind} en {practice}): lo hace el titular en HuliPractice.",
    ),
    "roster-which-practice": Text(
        "{target} is neither a practice of this repository nor the list of one. Say whose list it is with --practice.",
        "{target} no es un consultorio de este repositorio ni la lista de uno. Indique de cuál es con --practice.",
    ),
    "roster-file-exists": Text(
        "{file} is there already and may hold somebody's work. Delete it first, or choose another name.",
        "{file} ya existe y puede tener trabajo de alguien. Bórrelo antes o elija otro nombre.",
    ),
    "roster-file-unwritable": Text(
        "{file} cannot be written: {reason}.", "No se puede escribir {file}: {reason}."
    ),
    "roster.written": Text("The empty list is in {file}.", "La lista vacía quedó en {file}."),
    "roster.list": Text(
        "{file}: list of {practice}, as of {as_of}", "{file}: lista de {practice}, del {as_of}"
    ),
    "roster.people.one": Text("{n} person", "{n} persona"),
    "roster.people.many": Text("{n} people", "{n} personas"),
    "roster.whole": Text("the whole list", "la lista completa"),
    "roster.part": Text("not the whole list", "no es la lista completa"),
    "roster.problems.one": Text(
        "1 thing is wrong; nothing of the list is used", "hay 1 error; no se usa nada de la lista"
    ),
    "roster.problems.many": Text(
        "{n} things are wrong; nothing of the list is used", "hay {n} errores; no se usa nada de la lista"
    ),
}

TEXTS: dict[str, Text] = {**FILES, **HEAD, **CELLS, **COMMANDS}
