"""Texts: the help of `accessctl roster …`."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "roster": Text(
        en="Work with the lists of assistants that owners keep (provider roster).",
        es="Trabaja con las listas de asistentes que llevan los titulares (proveedor roster).",
    ),
    "roster.template": Text(
        en="Write an empty list for a practice, to be filled in from what HuliPractice shows.",
        es="Escribe una lista vacía para un consultorio, por llenar con lo que muestra HuliPractice.",
    ),
    "roster.template.option.out": Text(
        en="Where to write it (default: standard output). A file that exists is left alone.",
        es="Dónde escribirla (si falta, en la salida estándar). No se toca un archivo que ya existe.",
    ),
    "roster.template.option.json": Text(
        en="As JSON instead of CSV.",
        es="En JSON en lugar de CSV.",
    ),
    "roster.check": Text(
        en="Read lists and show what was understood, or all that is wrong. Practices or files may be named.",
        es="Lee listas y muestra lo que se entendió, o todo lo que está mal. Se nombran consultorios o archivos.",
    ),
    "roster.check.option.practice": Text(
        en="Whose list the files are, where their names do not say it.",
        es="De qué consultorio son los archivos, si su nombre no lo dice.",
    ),
}
