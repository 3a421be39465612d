"""Texts: findings of reading, from the file's name to its last value, and of local schemas."""

from __future__ import annotations

from accessctl.rendering.texts import Text
from accessctl.rendering.texts.findings_shapes import TEXTS as SHAPES
from accessctl.rendering.texts.findings_values import TEXTS as VALUES
from accessctl.rendering.texts.findings_yaml import TEXTS as YAML

_FILES: dict[str, Text] = {
    "file-name": Text(
        "`{name}` cannot be a practice's file",
        "`{name}` no puede ser el archivo de un consultorio",
    ),
    "file-name.hint": Text(
        "name it with lower-case letters, digits and hyphens, as santa-lucia.yaml",
        "use minúsculas, números y guiones, como en santa-lucia.yaml",
    ),
    "file-name.case": Text(
        "the name `{name}` differs from another file's only in upper and lower case",
        "el nombre `{name}` solo se distingue del de otro archivo por las mayúsculas",
    ),
    "file-name.case.hint": Text(
        "delete or rename one of the two: some computers cannot keep both",
        "borre uno de los dos o cámbiele el nombre: algunas computadoras no pueden guardar ambos",
    ),
    "file-name.ending": Text(
        "`{name}` is not read: a practice's file ends in .yaml",
        "`{name}` no se lee: el archivo de un consultorio termina en .yaml",
    ),
    "file-name.ending.hint": Text(
        "rename it so that it ends in .yaml, or move it out of practices/",
        "cámbiele el nombre para que termine en .yaml, o sáquelo de practices/",
    ),
    "file-name.directory": Text(
        "the directory `{name}` is not read: practices stand in practices/ itself",
        "el directorio `{name}` no se lee: los consultorios están en practices/ mismo",
    ),
    "file-name.directory.hint": Text(
        "move its files into practices/, or the directory elsewhere",
        "pase sus archivos a practices/, o el directorio a otro lugar",
    ),
    "file-name.stray": Text(
        "`{name}` is not read: it is no practice's file",
        "`{name}` no se lee: no es el archivo de un consultorio",
    ),
    "file-name.stray.hint": Text(
        "rename it so that it ends in .yaml if it is one, or move it out of practices/; a README.md may stay",
        "si lo es, cámbiele el nombre para que termine en .yaml; si no, sáquelo de practices/; "
        "un README.md puede quedarse",
    ),
    "file-name.access": Text(
        "`{name}` is not read: the files are access/settings.yaml, access/policy.yaml and access/page-map.yaml",
        "`{name}` no se lee: los archivos son access/settings.yaml, access/policy.yaml y access/page-map.yaml",
    ),
    "file-name.access.hint": Text(
        "rename it, in lower case and with the ending .yaml",
        "cámbiele el nombre: en minúsculas y con la terminación .yaml",
    ),
    "file-name.local-schema": Text(
        "`{name}` is not used: no file has a schema of this name",
        "`{name}` no se usa: ningún archivo tiene un esquema con ese nombre",
    ),
    "file-name.local-schema.hint": Text(
        "name it practice.schema.json, settings.schema.json or policy.schema.json",
        "póngale practice.schema.json, settings.schema.json o policy.schema.json",
    ),
    "file-place": Text(
        "`{name}` declares a practice and is not read: such files are read in practices/ alone",
        "`{name}` declara un consultorio y no se lee: esos archivos solo se leen en practices/",
    ),
    "file-place.hint": Text("move it to {right}", "páselo a {right}"),
    "file-place.folder": Text(
        "the folder `{name}` holds practices' files and is not read: only practices/ is, in lower case",
        "la carpeta `{name}` tiene archivos de consultorios y no se lee: solo se lee practices/, en minúsculas",
    ),
    "file-place.folder.hint": Text(
        "move its files into practices/, or give the folder that name",
        "pase sus archivos a practices/, o póngale ese nombre a la carpeta",
    ),
    "file-too-large": Text(
        "`{name}` is larger than {limit} KiB and is not read",
        "`{name}` pesa más de {limit} KiB y no se lee",
    ),
    "file-too-large.hint": Text(
        "declare less in one file; a real practice needs a few KiB",
        "declare menos en un solo archivo; un consultorio real ocupa unos pocos KiB",
    ),
    "symlink": Text(
        "`{name}` is a link that leads out of the repository, and is not followed",
        "`{name}` es un enlace que sale del repositorio, y no se sigue",
    ),
    "symlink.any": Text(
        "`{name}` is a link, and none is followed in a change that is being reviewed",
        "`{name}` es un enlace, y en un cambio que está en revisión no se sigue ninguno",
    ),
    "symlink.any.hint": Text(
        "put the file itself there",
        "ponga ahí el archivo mismo",
    ),
    "symlink.hint": Text(
        "put the file itself there",
        "ponga ahí el archivo mismo",
    ),
    "not-a-file": Text(
        "`{name}` is not an ordinary file and is not opened",
        "`{name}` no es un archivo común y no se abre",
    ),
    "not-a-file.hint": Text(
        "put an ordinary file there",
        "ponga ahí un archivo común",
    ),
    "not-a-file.folder": Text(
        "`{name}` is not a directory",
        "`{name}` no es un directorio",
    ),
    "not-a-file.folder.hint": Text(
        "make `{name}` a directory, and put the files there",
        "haga de `{name}` un directorio y ponga ahí los archivos",
    ),
    "not-a-file.unreadable": Text(
        "`{name}` cannot be read: {reason}",
        "no se puede leer `{name}`: {reason}",
    ),
    "not-a-file.unreadable.hint": Text(
        "give yourself the right to read it, and see that it is there",
        "revise que exista y que usted tenga permiso de leerlo",
    ),
    "missing-file": Text(
        "there is no {file}: every setting has its default",
        "no existe {file}: todos los ajustes tienen su valor predeterminado",
    ),
    "missing-file.hint": Text(
        "make the file with the line `version: 1`, and what you want otherwise",
        "cree el archivo con la línea `version: 1` y lo que quiera cambiar",
    ),
    "missing-file.everything": Text(
        "there is nothing declared here: neither {file} nor a file in practices/",
        "aquí no hay nada declarado: ni {file} ni archivos en practices/",
    ),
    "missing-file.everything.hint": Text(
        "run this in the directory of an access repository, or name it with --repo",
        "ejecútelo en el directorio de un repositorio de accesos, o indíquelo con --repo",
    ),
    "empty-file": Text(
        "the file is empty",
        "el archivo está vacío",
    ),
    "empty-file.hint": Text(
        "write what it declares, or delete it if nothing is meant",
        "escriba lo que declara, o bórrelo si no se quiere declarar nada",
    ),
}

_LOCAL: dict[str, Text] = {
    "local-schema": Text(
        "{schema} asks for `{keyword}`: {asked}",
        "{schema} pide `{keyword}`: {asked}",
    ),
    "local-schema.hint": Text(
        "keep to your organisation's own schema, or change it",
        "siga el esquema propio de su organización, o cámbielo",
    ),
    "local-schema.described": Text(
        "{schema} asks for `{keyword}`: {asked} ({description})",
        "{schema} pide `{keyword}`: {asked} ({description})",
    ),
    "local-schema.described.hint": Text(
        "keep to your organisation's own schema, or change it",
        "siga el esquema propio de su organización, o cámbielo",
    ),
    "local-schema.not-json": Text(
        "{schema} is not valid JSON",
        "{schema} no es JSON válido",
    ),
    "local-schema.not-json.hint": Text(
        "mend it at this place, or delete it",
        "corríjalo en este punto, o bórrelo",
    ),
    "local-schema.broken": Text(
        "{schema} is not a schema that can be used ({problem})",
        "{schema} no es un esquema que se pueda usar ({problem})",
    ),
    "local-schema.broken.hint": Text(
        "mend it after JSON Schema 2020-12, or delete it",
        "corríjalo según JSON Schema 2020-12, o bórrelo",
    ),
    "local-schema.runaway": Text(
        "{schema} came to no end within {seconds} s on {file}; it was not asked again",
        "{schema} no terminó en {seconds} s con {file}; no se le volvió a preguntar",
    ),
    "local-schema.runaway.hint": Text(
        "look at each `pattern`: a repetition inside a repetition, as in (a+)+, can take for ever",
        "revise cada `pattern`: una repetición dentro de otra, como en (a+)+, puede no terminar nunca",
    ),
    "local-schema.remote": Text(
        "{schema} refers to `{reference}`, which is outside the file and is never fetched",
        "{schema} hace referencia a `{reference}`, que está fuera del archivo y nunca se busca",
    ),
    "local-schema.remote.hint": Text(
        "copy the part into `$defs` of the schema, and refer to it with #/$defs/…",
        "copie esa parte en `$defs` del esquema y haga referencia a ella con #/$defs/…",
    ),
}

TEXTS: dict[str, Text] = {**_FILES, **_LOCAL, **YAML, **SHAPES, **VALUES}
