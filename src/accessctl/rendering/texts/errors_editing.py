"""Texts: what keeps a declaration's file from being edited or written."""

from __future__ import annotations

from accessctl.rendering.texts import Text

TEXTS: dict[str, Text] = {
    "edit-unreadable": Text(
        en="The file is not edited while it has errors of form: accessctl validate shows them.",
        es="El archivo no se modifica mientras tenga errores de forma: accessctl validate los muestra.",
    ),
    "edit-ambiguous": Text(
        en="{email} is declared more than once in this file; keep one entry, then try again.",
        es="{email} está declarado más de una vez en este archivo; deje una sola entrada e inténtelo de nuevo.",
    ),
    "edit-not-declared": Text(
        en="{email} is not declared in this file.", es="{email} no está declarado en este archivo."
    ),
    "edit-already-declared": Text(
        en="{email} is declared in this file already, in another way.",
        es="{email} ya está declarado en este archivo, de otra manera.",
    ),
    "edit-impossible": Text(
        en="The file is written in a way that cannot be edited safely; nothing was changed. Edit it by hand.",
        es="El archivo está escrito de una forma que no se puede modificar con seguridad; no se cambió nada. Modifíquelo a mano.",
    ),
    "file-changed": Text(
        en="{file} was changed by somebody else meanwhile; it was left alone. Try again.",
        es="Mientras tanto, alguien más cambió {file}; no se tocó. Inténtelo de nuevo.",
    ),
    "import-declaration-errors": Text(
        en="Nothing is imported while the settings or the policy have errors ({rules}): who is protected would be a guess. `accessctl validate` shows them.",
        es="No se importa nada mientras la configuración o la política tengan errores ({rules}): no se sabría quién está protegido. `accessctl validate` los muestra.",
    ),
    "import-unknown-practice": Text(
        en="There is no practice {practice}: no file declares it, and the live system does not list it.",
        es="No hay ningún consultorio {practice}: ningún archivo lo declara y el sistema no lo muestra.",
    ),
    "import-which": Text(
        en="Name the practices to import, or say --all for every one.",
        es="Indique los consultorios que se importan, o use --all para todos.",
    ),
}
