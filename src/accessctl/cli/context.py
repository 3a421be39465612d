"""What every command is given: the repository, the language, the format, and how to print."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accessctl.errors import UsageError
from accessctl.rendering.texts import say

if TYPE_CHECKING:
    from accessctl.declarations.discovery import Found
    from accessctl.execution.base_revision import Base
    from accessctl.execution.reading import Reading
    from accessctl.execution.workplace import Workplace
    from accessctl.model.practice import Declaration, Practice
    from accessctl.model.rules import Loosened
    from accessctl.model.settings import Settings


@dataclass
class Context:
    """One invocation. Filled by the common options, wherever on the line they stand."""

    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    repo: Path | None = None
    language_flag: str | None = None
    format: str = "text"
    no_color: bool = False
    verbose: bool = False
    quiet: bool = False
    write: Callable[[str, bool], None] = field(default=lambda text, err: click.echo(text, err=err))
    """Where words go, and whether they are for standard error."""
    base_revision: str | None = None
    """By whose settings, policy and schemas the change is read; None: by its own."""
    remembering: bool = True
    """Whether files that were read before need not be read again; what grants access reads them itself."""

    @cached_property
    def root(self) -> Path:
        """The repository: `--repo`, else the nearest directory upwards that holds declarations."""
        if self.repo is not None:
            if not self.repo.is_dir():
                raise UsageError("no-such-directory", path=str(self.repo))
            return self.repo.resolve()
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / "access").is_dir() or (folder / "practices").is_dir():
                return folder
        return here

    @cached_property
    def found(self) -> Found:
        """The files of the repository, read once: what is quoted is what was checked."""
        from accessctl.declarations.discovery import discover  # noqa: PLC0415 - when needed

        if self.base is None:
            return discover(self.root)
        from accessctl.execution.base_revision import found_on  # noqa: PLC0415 - git, when needed
        from accessctl.journal.gateway import Gateway  # noqa: PLC0415

        with Gateway(self.root) as gateway:
            return found_on(gateway, self.root, self.base)

    @cached_property
    def base(self) -> Base | None:
        """The revision by whose rules a change is planned, where one is named."""
        if self.base_revision is None:
            return None
        from accessctl.execution.base_revision import base_of  # noqa: PLC0415 - git, when needed
        from accessctl.journal.gateway import Gateway  # noqa: PLC0415

        with Gateway(self.root) as gateway:
            return base_of(gateway, self.base_revision)

    @cached_property
    def declaration(self) -> Declaration:
        """What the files of the repository say."""
        return self.reading.declaration

    @cached_property
    def reading(self) -> Reading:
        """The reading of those files."""
        from accessctl.execution.reading import Reading  # noqa: PLC0415 - pydantic and yaml

        return Reading(self.root, self.found, self.remembering, self.machine_now())

    @cached_property
    def settings(self) -> Settings:
        """What the settings say, without reading the practices for it."""
        if "declaration" in self.__dict__ or self.base_revision is not None:
            return self.declaration.settings
        from accessctl.declarations.discovery import discover  # noqa: PLC0415 - when needed
        from accessctl.declarations.loading import declaration_of  # noqa: PLC0415

        return declaration_of(discover(self.root, ("access",))).settings

    @cached_property
    def language(self) -> str:
        """`--lang`, else the environment's, else the settings', else Spanish."""
        return self.wished_language or self.settings.language

    @property
    def wished_language(self) -> str | None:
        """What flag or environment ask for."""
        return self.language_flag or language_of(self.environment)

    def language_of_errors(self) -> str | None:
        """Return the language to say an error in; settings that cannot be read ask for none."""
        if self.wished_language is not None:
            return self.wished_language
        try:
            return self.settings.language if (self.root / "access" / "settings.yaml").is_file() else None
        except Exception:  # noqa: BLE001 - another error is being told: how, must not become a second one
            return None

    @property
    def color(self) -> bool:
        """Whether standard output takes colour."""
        return not self.no_color and not self.environment.get("NO_COLOR") and sys.stdout.isatty()

    @property
    def zone(self) -> str:
        """The repository's time zone, for times in text."""
        return self.settings.time_zone

    def echo(self, text: str) -> None:
        """Print a line to standard output."""
        self.write(text, False)

    def tell(self, text: str) -> None:
        """Print a line to standard error, unless asked to be quiet."""
        if not self.quiet:
            self.write(text, True)

    def insist(self, text: str) -> None:
        """Print a line to standard error, quiet or not: it says why the command did not do its work."""
        self.write(text, True)

    def say(self, key: str, **params: object) -> str:
        """Return a text of the command line."""
        return say(self.language, "commands", key, params)

    def machine_now(self) -> datetime:
        """Return the machine's time in UTC."""
        return datetime.now(UTC)

    def sandbox_path(self) -> Path:
        """Return where the sandbox keeps its state."""
        from accessctl.execution.workplace import sandbox_path  # noqa: PLC0415 - git, when needed
        from accessctl.journal.gateway import Gateway  # noqa: PLC0415

        return sandbox_path(self.root, Gateway(self.root), self.declaration.settings.live.path)

    def practice(self, slug: str) -> Practice | None:
        """Return the declared practice of that slug, if there is one."""
        return self.declaration.practices.get(slug)

    def workplace(self, skip: tuple[str, ...] = (), loosened: Loosened | None = None) -> Workplace:
        """Open the repository for work; its git ends with the command."""
        from accessctl.execution.workplace import Surroundings, open_workplace  # noqa: PLC0415 - git, when needed

        surroundings = Surroundings(self.root, self.machine_now, self.environment, self.base, self.reading)
        place = open_workplace(surroundings, self.declaration, self.found.files, frozenset(skip), loosened)
        click.get_current_context().call_on_close(place.close)
        return place


def language_of(environment: Mapping[str, str]) -> str | None:
    """Return the language that the environment asks for; `C` and the like ask for none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            found = value.lower()[:2]
            return found if found in ("en", "es") else None
    return None
