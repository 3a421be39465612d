"""What somebody types who takes the options for words of their own language, and which option that is."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import click

MEANT: Mapping[str, tuple[str, ...]] = {
    "agregar-clinica": ("--add-clinic",),
    "apellido": ("--surname", "--surnames"),
    "apellidos": ("--surnames", "--surname"),
    "ayuda": ("--help",),
    "clinica": ("--clinic", "--clinics"),
    "clinicas": ("--clinics", "--clinic"),
    "consultorio": ("--practice",),
    "correo": ("--email",),
    "desde": ("--from", "--since"),
    "dia": ("--on",),
    "duena": ("--owner",),
    "dueno": ("--owner",),
    "el": ("--on",),
    "etiqueta": ("--label",),
    "evidencia": ("--evidence",),
    "expediente": ("--record-access",),
    "facturacion": ("--billing",),
    "fecha": ("--on",),
    "formato": ("--format",),
    "hasta": ("--until", "--to"),
    "idioma": ("--lang", "--language"),
    "lengua": ("--lang", "--language"),
    "motivo": ("--reason",),
    "nombre": ("--name",),
    "nota": ("--note",),
    "organizacion": ("--organization",),
    "por": ("--by",),
    "practica": ("--practice",),
    "proveedor": ("--provider",),
    "quitar": ("--clear", "--remove-clinic"),
    "quitar-clinica": ("--remove-clinic",),
    "rama": ("--branch",),
    "razon": ("--reason",),
    "repositorio": ("--repo",),
    "salida": ("--out",),
    "sin-color": ("--no-color",),
    "si": ("--yes",),
    "tipo": ("--kind",),
    "titular": ("--owner",),
    "todos": ("--all",),
    "zona-horaria": ("--time-zone",),
}
"""Without dashes and accents → the options that may be meant, the likelier first."""


def option_meant(error: click.NoSuchOption) -> str | None:
    """Return the option of the command at hand that the Spanish word stands for."""
    command = None if error.ctx is None else error.ctx.command
    if command is None or error.ctx is None:
        return None
    known = {name for param in command.get_params(error.ctx) for name in param.opts}
    decomposed = unicodedata.normalize("NFKD", error.option_name.lstrip("-").lower().replace("_", "-"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return next((name for name in MEANT.get(bare, ()) if name in known), None)
