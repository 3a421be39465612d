"""Texts: errors of `accessctl init`, `doctor` and `completion`."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "init-not-a-directory": Text(
        en="{path} is a file. Name a directory, or one that is to be made.",
        es="{path} es un archivo. Indique un directorio, o uno que se deba crear.",
    ),
    "init-bare": Text(
        en="{path} is a git repository without a work tree. Clone it, and run `accessctl init` in the clone.",
        es="{path} es un repositorio de git sin árbol de trabajo. Clónelo y ejecute `accessctl init` en el clon.",
    ),
    "init-inside-repository": Text(
        en="{path} lies inside the git repository {top}. Run `accessctl init` there, or choose a place outside of it.",
        es="{path} está dentro del repositorio de git {top}. Ejecute `accessctl init` ahí, o elija un lugar fuera de él.",
    ),
    "init-identity-missing": Text(
        en='Git does not know who you are. Say `git config --global user.name "Your Name"` and `git config --global user.email you@example.org`, and try again.',
        es='Git no sabe quién es usted. Use `git config --global user.name "Su Nombre"` y `git config --global user.email usted@example.org`, e intente de nuevo.',
    ),
    "init-answer-unusable": Text(
        en="No repository can be begun with that: {message}. Nothing was written.",
        es="Con eso no se puede comenzar un repositorio: {message}. No se escribió nada.",
    ),
    "init-name": Text(
        en="{value} cannot be the name of a practice: it needs letters or digits, on one line.",
        es="{value} no puede ser el nombre de un consultorio: necesita letras o números, en una sola línea.",
    ),
    "init-owner": Text(
        en="{value} does not name an owner. Write it like: Elena Rojas <elena.rojas@santalucia.example>",
        es="{value} no indica un titular. Escríbalo así: Elena Rojas <elena.rojas@santalucia.example>",
    ),
    "init-provider": Text(
        en="{value} is neither sandbox nor roster.", es="{value} no es ni sandbox ni roster."
    ),
    "init-ci": Text(
        en="{value} is none of github, gitlab, both, none.",
        es="{value} no es ninguno de github, gitlab, both, none.",
    ),
    "init-slug": Text(
        en="{slug} cannot be a practice's file name: lower-case letters, digits and hyphens, such as santa-lucia.",
        es="{slug} no puede ser el nombre del archivo de un consultorio: minúsculas, números y guiones, como santa-lucia.",
    ),
    "init-settings-unreadable": Text(
        en="{file} has errors, so the journal was not begun. `accessctl validate` shows them; then run `accessctl init` again.",
        es="{file} tiene errores, así que no se comenzó la bitácora. `accessctl validate` los muestra; después ejecute `accessctl init` de nuevo.",
    ),
}
