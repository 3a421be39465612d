"""The simulated world: clocks, hosts, the live system, the remote, mail; and what really happened in it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

from adapters import edges_of, hide_invited
from books import Declared
from memory_git import Clone
from memory_objects import Repository
from seam import Chooser, Crash, NoFault, Seam
from witness import Event, Journal, Row, row_of

from accessctl.errors import AccessctlError
from accessctl.execution.workplace import Surroundings, Workplace, open_workplace
from accessctl.handoffs.smtp_url import VARIABLE
from accessctl.journal.gateway import Answer
from accessctl.model.change import Change
from accessctl.model.live import Observation, Unobserved
from accessctl.model.rules import Loosened
from accessctl.providers.sandbox.people import advance
from accessctl.providers.sandbox.rows import assistants_among
from accessctl.providers.sandbox.store import Store, clock

START = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
BRANCH = "refs/heads/access-journal"


@dataclass
class Host:
    """One machine that runs the program; an ephemeral one loses its disk after each run."""

    name: str
    clone: Clone
    ephemeral: bool = False
    machine: str = "m0"
    living: set[int] = field(default_factory=set)

    def lose_disk(self) -> None:
        """Lose everything; what runs here next is another machine."""
        shutil.rmtree(self.clone.directory, ignore_errors=True)
        self.clone.lose()
        self.machine = f"m{int(self.machine[1:]) + 1}"


@dataclass
class Ended:
    """How a run ended: `crashed`, an error's code, or what it returned."""

    how: str
    value: Any = None
    count: int = 0


LOOSE = Loosened(
    removals=100,
    empty=frozenset({"lucia", "otra"}),
    invitations=100,
    record_grants=100,
    accept_live=frozenset({"lucia", "otra"}),
)
Act = Callable[[Workplace, str], Any]
"""What a run does with its workplace, under the name that it has in the journal."""


class Simulation:
    """One world; everything in it follows from its seed."""

    def __init__(self, directory: Path, declared: Declared, seed: int) -> None:
        self.directory = directory
        self.declared = declared
        self.dice = random.Random(seed)  # noqa: S311 - the same world again is what is wanted
        self.machine_now = START
        self.store = Store(directory / "sandbox.sqlite", START)
        self.main = [0]
        self.remote = Repository() if declared.pinned else None
        if self.remote is not None and declared.root is not None:
            self.remote.take(declared.root, declared.root.refs[BRANCH])
            self.remote.refs[BRANCH] = declared.root.refs[BRANCH]
        self.mailing = False
        self.loosened = False
        """Whether somebody lets runs do more than the guards would."""
        self.blind: set[str] = set()
        self.hosts: list[Host] = []
        self.trace: list[str] = []
        self.events: list[Event] = []
        self.answers: dict[tuple[str, ...], Any] = {}
        self.on_disturbance: Callable[[str, Seam], None] = lambda *_: None
        self._late: list[Callable[[], object]] = []
        self._pids = 100
        self._live: datetime | None = None
        self._double = False

    # Machines and processes

    def add_host(self, name: str, *, ephemeral: bool = False) -> Host:
        """Add a machine with a clone of its own."""
        clone = Clone(self.directory / name, self.declared.book, 0, self.remote, self.main)
        host = Host(name, clone, ephemeral)
        self.hosts.append(host)
        return host

    def run(self, host: Host, act: Act, chooser: Chooser | None = None) -> Ended:
        """Run the program once on a host, at the commit that its clone has."""
        self._pids += 1
        pid = self._pids
        nonce = f"{self.dice.getrandbits(32):08x}"
        seam = Seam(self, f"{host.name}/{nonce}", chooser or NoFault())
        host.living.add(pid)
        self.note("begin", seam.name, at_commit=host.clone.at)
        try:
            place = self._open(host, seam, pid)
            ended = Ended("done", act(place, nonce))
        except Crash:
            ended = Ended("crashed")
        except AccessctlError as error:
            ended = Ended(error.code)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            ended = Ended("bug", error)
        ended.count = seam.count
        host.living.discard(pid)
        self.tell(f"{seam.name} ended: {ended.how}")
        self.note("end", seam.name, at_commit=host.clone.at, said=ended.how)
        if host.ephemeral:
            host.lose_disk()
        return ended

    def _open(self, host: Host, seam: Seam, pid: int) -> Workplace:
        at = host.clone.at
        reading = self.declared.reading(at)
        variables = {VARIABLE: "smtp://127.0.0.1:25"} if self.mailing else {}
        edges = edges_of(self, host, seam, pid)
        root = self.declared.book.trees[at]
        around = Surroundings(root, lambda: self.machine_now, variables, reading=reading, edges=edges)
        loosened = LOOSE if self.loosened else None
        return open_workplace(around, reading.declaration, reading.found.files, loosened=loosened)

    # Time

    @property
    def live_now(self) -> datetime:
        """What the live system's clock shows."""
        if self._live is None:
            with self.store.reading() as state:
                self._live = clock(state)
        return self._live

    def tick(self) -> None:
        """Let the machine's clock go on a little."""
        self.machine_now += timedelta(seconds=1)

    def pass_time(self, span: timedelta) -> None:
        """Let time pass everywhere."""
        self.tell(f"time passes: {span}")
        self.machine_now += span
        advance(self.store, span)
        self._live = None

    # What is remembered

    def tell(self, line: str) -> None:
        """Add a line to the trace."""
        self.trace.append(line)

    def note(self, kind: str, who: str, **more: Any) -> Event:
        """Witness something."""
        event = Event(len(self.events), kind, who, self.live_now, **more)
        self.events.append(event)
        return event

    @property
    def journal_repository(self) -> Repository:
        """Where the journal really lives."""
        return self.remote if self.remote is not None else self.hosts[0].clone.here

    def journal(self) -> Journal:
        """Return the journal as it is where it lives."""
        return Journal.of(self.journal_repository, BRANCH)

    def rows(self) -> dict[str, dict[str, Row]]:
        """Return who is in each practice."""
        with self.store.reading() as state:
            found = assistants_among(state, list(self.declared.slugs))
            now = clock(state)
        return {
            slug: {str(email): row_of(item, now) for email, item in found.get(slug, {}).items()}
            for slug in self.declared.slugs
        }

    def dimmed(self, slug: str, seen: Observation | Unobserved) -> Observation | Unobserved:
        """Return as much of what is there as a practice's live system shows."""
        return hide_invited(seen) if slug in self.blind and isinstance(seen, Observation) else seen

    @contextmanager
    def witnessing(self, seam: Seam, change: Change) -> Iterator[None]:
        """Witness a request that reaches the live system, and what it changes."""
        people = self.rows().get(change.practice, {})
        before = people.get(change.email)
        tip = self.journal_repository.refs.get(BRANCH)
        event = self.note(
            "write",
            seam.name,
            practice=change.practice,
            email=str(change.email),
            what=str(change.kind),
            change=change.id,
            before=before,
            after=before,
            tip=tip,
            doubled=self._double,
            others={email: row.state for email, row in people.items()},
        )
        yield
        event.after = self.rows().get(change.practice, {}).get(change.email)
        event.took = event.after != event.before

    @contextmanager
    def doubled(self) -> Iterator[None]:
        """Mark what arrives as a copy made on the way."""
        self._double = True
        try:
            yield
        finally:
            self._double = False

    def lied(self, seam: Seam) -> None:
        """Witness that a run was told something old."""
        self.note("lie", seam.name)

    def laid(self, seam: Seam, message_id: str, path: Path) -> None:
        """Witness a letter that waits for a person to send it."""
        self._letter(seam, "laid", message_id, path.read_bytes()).path = path

    def delivered(self, seam: Seam, data: bytes) -> None:
        """Witness a letter that a server took."""
        message = message_from_bytes(data)
        self._letter(seam, "letter", str(message["Message-ID"]), data)

    def _letter(self, seam: Seam, kind: str, message_id: str, data: bytes) -> Event:
        message = message_from_bytes(data)
        tip = self.journal_repository.refs.get(BRANCH)
        return self.note(
            kind,
            seam.name,
            practice=str(message["X-Accessctl-Practice"] or ""),
            email=str(message["To"]),
            message=message_id,
            tip=tip,
            took=True,
        )

    # What goes wrong around a run

    def stale_tip(self) -> Answer | None:
        """Return an answer about the remote's branch that is late."""
        repository = self.journal_repository
        earlier = list(repository.line_of(repository.refs[BRANCH]))[1:4]
        if not earlier:
            return None
        return Answer(0, f"{self.dice.choice(earlier)}\t{BRANCH}\n".encode(), "")

    def later(self, do: Callable[[], object]) -> None:
        """Let something arrive only after the run that asked for it is over."""
        self._late.append(do)

    def arrive(self) -> None:
        """Let what was under way arrive."""
        late, self._late = self._late, []
        for do in late:
            self.tell("something late arrives")
            do()

    def disturb(self, fault: str, seam: Seam) -> None:
        """Let something happen in the middle of a run."""
        if fault == "jump-forward":
            self.machine_now += timedelta(minutes=self.dice.choice([8, 16, 40]))
        elif fault == "jump-back":
            self.machine_now -= timedelta(minutes=self.dice.choice([5, 30]))
            self.note("jump-back", seam.name)
        else:
            self.on_disturbance(fault, seam)
