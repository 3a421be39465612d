"""The texts of letters: the program's own, and in their place an organisation's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from accessctl.errors import AccessctlError

if TYPE_CHECKING:
    from accessctl.handoffs.template_set import TemplateSet

SILENT = "∅"
"""The reason of a text that says nothing."""
_SPEAKING = frozenset(
    f"{name}.txt.j2" for name in ("letter", "subject", "notice", "notice_subject", "digest", "digest_subject")
)
TEMPLATES = Path(__file__).parent / "templates"


class Templates:
    """The texts of letters: `own` are an organisation's, named as `es/letter.txt.j2`, read from `where`."""

    def __init__(self, own: Mapping[str, str] | None = None, where: str = "") -> None:
        self.own = dict(own or {})
        self.where = where

    @cached_property
    def _sets(self) -> dict[str, TemplateSet]:
        from accessctl.handoffs.template_set import TemplateSet  # noqa: PLC0415 - jinja2, when a letter is written

        def of(folder: str) -> TemplateSet:
            return TemplateSet(lambda name: self._source(folder, name))

        return {folder: of(folder) for folder in ("es", "en")}

    def render(self, language: str, template: str, values: Mapping[str, object]) -> str:
        """Return a template filled, in Spanish unless English is asked for, or raise `template-broken`."""
        folder = folder_of(language)
        templates = self._sets[folder]
        from accessctl.handoffs.template_set import Fault  # noqa: PLC0415 - as above

        if not self.own:
            try:
                return templates.fill(template, values)
            except ValueError as cause:  # names without end, in a template that repeats them
                raise AccessctlError("letter-too-long") from cause
        found = templates.try_to_fill(template, values, self.where)
        if isinstance(found, str):
            if found.strip() or not _speaks(template):
                return found
            found = Fault(None, 1, SILENT)
        file = found.file or f"{self.where}/{folder}/{template}"
        params = {"file": file, "line": found.line, "reason": found.reason[:200], "runaway": found.runaway}
        raise AccessctlError("template-broken", **params)

    def _source(self, folder: str, template: str) -> tuple[str, str] | None:
        """Return a template's text and its file."""
        name = f"{folder}/{template}"
        if name in self.own:
            return self.own[name], f"{self.where}/{name}"
        if name not in shipped():
            return None
        path = TEMPLATES / name
        return path.read_text(encoding="utf-8"), str(path)


def _speaks(template: str) -> bool:
    """Say whether a mail without this text would ask for nothing: the parts of one may be left empty."""
    return template.startswith("steps/") or template in _SPEAKING


def folder_of(language: str) -> str:
    """Return which of the two sets of templates speaks a language."""
    return "en" if language == "en" else "es"


@cache
def shipped() -> frozenset[str]:
    """Return the names of the program's own templates, as `es/letter.txt.j2`."""
    return frozenset(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.j2"))


SHIPPED = Templates()
"""The program's own texts."""
