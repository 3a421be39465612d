"""Texts: errors."""

from __future__ import annotations

from accessctl.rendering.texts import Text
from accessctl.rendering.texts.errors_commands import TEXTS as COMMANDS
from accessctl.rendering.texts.errors_editing import TEXTS as EDITING
from accessctl.rendering.texts.errors_fleet import TEXTS as FLEET
from accessctl.rendering.texts.errors_forge import TEXTS as FORGE
from accessctl.rendering.texts.errors_history import TEXTS as HISTORY
from accessctl.rendering.texts.errors_huli import TEXTS as HULI
from accessctl.rendering.texts.errors_journal import TEXTS as JOURNAL
from accessctl.rendering.texts.errors_mail import TEXTS as MAIL
from accessctl.rendering.texts.errors_report import TEXTS as REPORT
from accessctl.rendering.texts.errors_review import TEXTS as REVIEW
from accessctl.rendering.texts.errors_setup import TEXTS as SETUP
from accessctl.rendering.texts.errors_verify import TEXTS as VERIFY
from accessctl.rendering.texts.errors_web import TEXTS as WEB

TEXTS: dict[str, Text] = {
    **COMMANDS,
    **EDITING,
    **FLEET,
    **FORGE,
    **HISTORY,
    **HULI,
    **JOURNAL,
    **MAIL,
    **REPORT,
    **REVIEW,
    **SETUP,
    **VERIFY,
    **WEB,
    "plan-file-invalid": Text(
        "The plan file is not as this program wrote it: {where} is missing, altered or wrong. "
        "Make it again with accessctl plan --out FILE.",
        "El archivo del plan no está como lo escribió este programa: {where} falta, se alteró o es "
        "incorrecto. "
        "Vuelva a hacerlo con accessctl plan --out ARCHIVO.",
    ),
    "plan-file-format": Text(
        "The file is not a plan that this version can read: its format is {found}, and {expected} is "
        "needed. "
        "Make it again with accessctl plan --out FILE.",
        "El archivo no es un plan que esta versión pueda leer: su formato es {found} y se necesita "
        "{expected}. "
        "Vuelva a hacerlo con accessctl plan --out ARCHIVO.",
    ),
    "letter-address-unusable": Text(
        "No mail can be written to or from {address}: it is not a usable address. Correct it in the files.",
        "No se puede escribir ningún correo a {address} ni desde ahí: no es un correo utilizable. "
        "Corríjalo en los archivos.",
    ),
    "letter-too-long": Text(
        "A letter would be longer than 256 KiB: a name in the practice's file is too long. Shorten it.",
        "Una carta tendría más de 256 KiB: un nombre en el archivo del consultorio es demasiado largo. "
        "Acórtelo.",
    ),
    "unknown-rule": Text(
        "There is no rule {rule} that could be skipped. docs/rules.md lists them.",
        "No hay ninguna regla {rule} que se pueda omitir. Están en docs/rules.md.",
    ),
    "unknown-rule.near": Text(
        "There is no rule {rule}; did you mean {suggestion}?",
        "No hay ninguna regla {rule}; ¿quiso decir {suggestion}?",
    ),
    "rule-not-skippable": Text(
        "The rule {rule} cannot be skipped: it keeps people from being let in or locked out by mistake.",
        "La regla {rule} no se puede omitir: evita que alguien entre o quede fuera por error.",
    ),
}
