"""One repository, opened: its declaration, its live system, its journal and its outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from accessctl.errors import UsageError
from accessctl.execution.base_revision import Base
from accessctl.execution.edges import REAL, Edges
from accessctl.execution.own_templates import templates_of
from accessctl.execution.reading import Reading
from accessctl.handoffs.outbox import Outbox
from accessctl.handoffs.templating import SHIPPED, Templates
from accessctl.journal.gateway import Gateway
from accessctl.journal.reading import Branch
from accessctl.model.finding import Finding, Holds
from accessctl.model.identity import Address
from accessctl.model.page_map import PageMap
from accessctl.model.practice import Declaration, Practice
from accessctl.model.rules import Loosened, Rules
from accessctl.providers.catalog import Whereabouts
from accessctl.providers.routing import RoutedWriter, WholeReader
from accessctl.rendering.texts import LANGUAGES, say
from accessctl.validation.checking import check, holds
from accessctl.validation.nearness import nearest

Clock = Callable[[], datetime]

NOWHERE = Address("accessctl@localhost.invalid")
"""Who writes the hand-offs of a repository whose settings name nobody."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """Everything a command works with; `clock` is the machine's (UTC)."""

    root: Path
    gateway: Gateway
    declaration: Declaration
    files: Mapping[str, bytes]
    """The declaration's files as they were read."""
    findings: tuple[Finding, ...]
    holds: Holds
    rules: Rules
    branch: Branch
    reader: WholeReader
    writer: RoutedWriter
    outbox: Outbox
    clock: Clock
    environment: Mapping[str, str]
    templates: Templates = SHIPPED
    """What letters are written from."""
    skip: frozenset[str] = frozenset()
    """Rules that are left out."""
    base: Base | None = None
    """The revision by whose rules an unreviewed change is planned; None: by its own."""
    commit: str | None = None
    """The commit whose files these are, where they were not read from the work tree."""
    edges: Edges = REAL
    """What the world is touched with."""
    reading: Reading | None = None
    """How the files were read, where somebody remembers."""

    @property
    def now(self) -> datetime:
        """The live system's clock, where it has one, else the machine's."""
        return self.reader.now() or self.clock()

    def close(self) -> None:
        """Let go of git, and of what providers hold."""
        try:
            self.reader.close()
        finally:
            self.gateway.close()

    @property
    def sender(self) -> Address:
        """Who writes the hand-offs."""
        settings = self.rules.settings
        return settings.handoffs.sender or settings.live.account or NOWHERE

    def practices(self, slugs: Iterable[str] = ()) -> tuple[Practice, ...]:
        """Return the practices of those slugs, or all of them."""
        known = self.declaration.practices
        wanted = tuple(slugs)
        self.check_known(wanted)
        return tuple(known[slug] for slug in sorted(wanted or known) if slug in known)

    def check_known(self, slugs: Iterable[str]) -> None:
        """Raise where somebody named a practice that no file declares."""
        known = self.declaration.practices
        for slug in slugs:
            if slug not in known and slug not in self.declaration.unreadable:
                raise unknown_practice(slug, known)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a command runs: the repository's root, the machine's clock (UTC) and its environment.

    `check` finds what is wrong, where something is remembered of it; else the rules do.
    """

    root: Path
    clock: Clock
    environment: Mapping[str, str]
    base: Base | None = None
    reading: Reading | None = None
    """How the files were read, where somebody remembers."""
    commit: str | None = None
    """The commit whose files are read, in place of the work tree's."""
    edges: Edges = REAL


def open_workplace(
    around: Surroundings,
    declaration: Declaration,
    files: Mapping[str, bytes],
    skip: frozenset[str] = frozenset(),
    loosened: Loosened | None = None,
) -> Workplace:
    """Open the repository whose `files` say `declaration`."""
    root, clock = around.root, around.clock
    gateway = around.edges.git(root)
    settings = declaration.settings
    reading = around.reading
    reader, writer = open_practices(around, gateway, declaration)
    now = reader.now() or clock()
    findings = check(declaration, now, skip) if reading is None else reading.check(now, skip)
    outbox = settings.handoffs.outbox
    letters = root / outbox if outbox else state_directory(gateway) / "outbox"
    return Workplace(
        root=root,
        gateway=gateway,
        declaration=declaration,
        files=files,
        findings=findings,
        holds=holds(findings),
        rules=Rules(settings, declaration.policy, loosened or Loosened()),
        branch=Branch(gateway, settings.journal, _readme()),
        reader=reader,
        writer=writer,
        outbox=around.edges.outbox(letters),
        clock=clock,
        environment=around.environment,
        templates=templates_of(files, settings),
        skip=skip,
        base=around.base,
        commit=around.commit,
        edges=around.edges,
        reading=reading,
    )


def open_practices(
    around: Surroundings, gateway: Gateway, declaration: Declaration
) -> tuple[WholeReader, RoutedWriter]:
    """Open what reads and changes the practices."""
    reading = around.reading
    named = (
        {practice.provider for practice in declaration.practices.values()}
        if reading is None
        else reading.providers()
    )
    return around.edges.providers(named, _whereabouts(around, gateway, declaration))


def _whereabouts(around: Surroundings, gateway: Gateway, declaration: Declaration) -> Whereabouts:
    """Return what the providers need to find their live systems."""
    live = declaration.settings.live
    return Whereabouts(
        around.root,
        sandbox_path(around.root, gateway, live.path),
        around.clock(),
        live,
        around.clock,
        around.environment,
        state_directory(gateway),
        lambda: page_map_of(declaration),
    )


def page_map_of(declaration: Declaration) -> PageMap:
    """Return where things stand on the pages: as the organisation says, else as the program has it."""
    from accessctl.declarations.page_map_loading import shipped_page_map  # noqa: PLC0415 - few look at pages

    return declaration.page_map or shipped_page_map()


def unknown_practice(slug: str, known: Iterable[str]) -> UsageError:
    """Return the error of a slug that is not declared, with the one that was probably meant."""
    near = nearest(slug, known)
    code = "unknown-practice" if near is None else "unknown-practice.near"
    return UsageError(code, practice=slug, near=near)


def state_directory(gateway: Gateway) -> Path:
    """Return where this program keeps what is no part of the repository."""
    return gateway.common_dir() / "accessctl"


def sandbox_path(root: Path, gateway: Gateway, path: str | None) -> Path:
    """Return the file of the sandbox's state."""
    return root / path if path else state_directory(gateway) / "sandbox.sqlite"


def _readme() -> str:
    """Return what the journal branch says of itself, in both languages: anyone may come upon it."""
    return "\n".join(say(language, "errors_journal", "journal-readme") for language in LANGUAGES)
