"""The templates that ship with the program, in a sandbox: a missing value is an error, never a blank."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

TEMPLATES = Path(__file__).parent / "templates"


def render(language: str, template: str, values: dict[str, object]) -> str:
    """Return a template filled, in Spanish unless English is asked for."""
    folder = "en" if language == "en" else "es"
    return _environment(folder).get_template(template).render(values)


@cache
def _environment(folder: str) -> SandboxedEnvironment:
    return SandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES / folder),
        undefined=StrictUndefined,
        autoescape=False,  # a mail in plain text; its values are made one line each
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
