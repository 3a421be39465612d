"""Whom `doctor` looks at: the repository, read once, whatever is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from accessctl.declarations.discovery import Found, discover
from accessctl.declarations.loading import declaration_of
from accessctl.errors import AccessctlError
from accessctl.execution.workplace import Surroundings, Workplace, open_workplace
from accessctl.journal.gateway import Gateway
from accessctl.journal.reading import Branch, Journal, read_journal
from accessctl.model.practice import Declaration
from accessctl.model.settings import Settings


@dataclass
class Subject:
    """One repository. What is asked more than once is read once; a failure is raised each time."""

    around: Surroundings
    gateway: Gateway | None
    why_not: AccessctlError | None = None
    """Why there is no repository."""
    ask_mail: bool = False
    """Whether the mail server is to be asked whether it lets us in."""

    @property
    def git(self) -> Gateway:
        """The repository; the catalogue asks only where there is one."""
        assert self.gateway is not None  # noqa: S101 - kept by the catalogue
        return self.gateway

    @cached_property
    def found(self) -> Found:
        """The declaration's files."""
        return discover(self.around.root)

    @cached_property
    def declaration(self) -> Declaration:
        """What they say."""
        return declaration_of(self.found)

    @property
    def settings(self) -> Settings:
        """The settings, with defaults where they cannot be read."""
        return self.declaration.settings

    @cached_property
    def branch(self) -> Branch:
        """The journal's branch."""
        return Branch(self.git, self.settings.journal, "")

    @cached_property
    def journal(self) -> Journal:
        """The journal, fetched."""
        return read_journal(self.branch)

    @cached_property
    def place(self) -> Workplace:
        """The repository, opened as commands do."""
        return open_workplace(self.around, replace(self.declaration, findings=()), self.found.files)

    def text(self, path: str) -> str | None:
        """Return a file's text; None where there is none that can be read."""
        try:
            return (self.around.root / path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def close(self) -> None:
        """End what was started."""
        if "place" in self.__dict__:
            self.place.close()
        if self.gateway is not None:
            self.gateway.close()


def subject_at(around: Surroundings, *, ask_mail: bool = False) -> Subject:
    """Return the subject at a place, a repository or not."""
    try:
        return Subject(around, Gateway(around.root), ask_mail=ask_mail)
    except AccessctlError as error:
        return Subject(around, None, error)
