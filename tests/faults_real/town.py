"""A small town: a bare remote, two clones on machines of their own, whoever pushes, one live system for all.

The town is built once and put back for each round. `asked` and `reasons` are what was pushed, in words of
its own: what the judge compares with.
"""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import bystanders
from machines import Job, Machine, plain

from accessctl.model.identity import Address
from accessctl.providers.sandbox import livefile, people
from accessctl.providers.sandbox.store import Store
from mail_server import Mailbox
from world import GIT_ENV, START, World, make_world, person, there

SETTINGS = """\
version: 1
language: en
time_zone: America/Costa_Rica
live: {{provider: sandbox, account: accesos@org.example, path: {live}}}
handoffs: {{from: accesos@org.example}}
lock: {{time_to_live: {life}s}}
"""
PRACTICES = ("lucia", "derma")
CLINICS = (("escazu",), ("heredia",), ("escazu", "heredia"), ("escazu", "cima"))
MACHINES = ("uno", "dos")
LIFE = timedelta(hours=48)
Entry = dict[str, Any]
Key = tuple[str, str]
"""A practice and an address."""


def first() -> dict[Key, Entry]:
    """Return whom the town begins with: all of them active."""
    entries: dict[Key, Entry] = {}
    for slug in PRACTICES:
        for number in range(8):
            clinics = CLINICS[number % 3]
            facets = {"record_access": number == 1, "billing": number == 2}
            entries[slug, f"{slug}{number}@org.example"] = {"clinics": clinics, **facets}
    return entries


@dataclass
class Town:
    """Everything that one round plays in."""

    root: Path
    lock_life: int = 60
    """In seconds."""
    box: Mailbox = field(default_factory=Mailbox)
    mail_url: str = ""
    site: bystanders.Site | None = None
    machines: dict[str, Machine] = field(default_factory=dict)
    asked: list[dict[Key, Entry]] = field(default_factory=list)
    """What each push declares, oldest first."""
    reasons: Counter[Key] = field(default_factory=Counter)
    """How often the entry was changed by a push: there is no other reason to ask anybody anew."""
    passed: timedelta = timedelta()
    ahead: float = 0.0
    newcomers: int = 0
    jobs: list[Job] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.author = World(self.root / "author")
        self.remote = self.root / "remote.git"
        self.live = self.root / "live.sqlite"
        self.store = Store(self.live, datetime(2026, 11, 24, 16, tzinfo=UTC))

    def clone(self, machine: str) -> World:
        """Return the clone that a machine works in."""
        return World(self.root / machine)

    def run(self, machine: str, *arguments: str) -> Job:
        """Start a command on a machine, in its clone."""
        environment = plain({**GIT_ENV, "ACCESSCTL_SMTP_URL": self.mail_url})
        job = self.machines[machine].start(
            self.clone(machine).root, *arguments, environment=environment, ahead=self.ahead
        )
        self.jobs.append(job)
        return job

    def pull(self, machine: str) -> None:
        """Bring a clone to what was pushed, as a pipeline's check-out does."""
        self.clone(machine).git("pull", "-q", "--ff-only", "origin", "main")

    def push(self, rng: random.Random, edits: int) -> None:
        """Declare something else, and push it."""
        entries = {key: dict(entry) for key, entry in self.asked[-1].items()}
        for _ in range(edits):
            edit(self, rng, entries)
        self.declare(entries)
        self.author.commit(f"Change number {len(self.asked)}")
        self.author.git("push", "-q", "origin", "main")
        self.asked.append(entries)

    def declare(self, entries: dict[Key, Entry]) -> None:
        """Write the files."""
        for slug in PRACTICES:
            mine = [(who, entry) for (place, who), entry in entries.items() if place == slug]
            self.author.practice(
                slug,
                *(
                    person(
                        who.partition("@")[0],
                        *entry["clinics"],
                        record_access={"reason": "R"} if entry["record_access"] else False,
                        billing=entry["billing"],
                    )
                    for who, entry in mine
                ),
            )

    def advance(self, hours: int) -> None:
        """Let time pass in the live system."""
        people.advance(self.store, timedelta(hours=hours))
        self.passed += timedelta(hours=hours)

    def accept(self, slug: str, who: str) -> bool:
        """Let somebody accept, who may have been invited; say whether that went."""
        try:
            people.accept(self.store, people.Place(slug), Address(who))
        except Exception:  # noqa: BLE001 - not invited, or no longer
            return False
        return True

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """Ask the live system's file itself."""
        with self.store.reading() as state:
            return list(state.execute(question).fetchall())

    def build(self) -> None:
        """Make the town, everybody in it known and managed."""
        make_world(self.author.root, SETTINGS.format(live=self.live, life=self.lock_life))
        self.author.git("init", "-q", "--bare", "-b", "main", "--template=", str(self.remote))
        self.author.git("remote", "add", "origin", str(self.remote))
        self.author.ok("journal", "init")
        self.author.write("access/settings.yaml", self._settings() + "guards: {removals: {at_least: 40}}\n")
        self.declare(first())
        self.author.commit()
        self.author.git("push", "-q", "origin", "main")
        self._people()
        for name in MACHINES:
            self.author.git("clone", "-q", "--template=", str(self.remote), str(self.root / name))
        self.clone(MACHINES[0]).ok("apply", "--yes")
        for name in ("author", "remote.git", *MACHINES):
            shutil.copytree(self.root / name, self.root / "kept" / name, symlinks=True)

    def _settings(self) -> str:
        return (self.author.root / "access/settings.yaml").read_text(encoding="utf-8")

    def _people(self) -> None:
        value = {
            "format": "accessctl.live/1",
            "now": START,
            "users": [],
            "practices": [
                {
                    "practice": slug,
                    "owner": f"owner@{slug}.example",
                    "billing_issuer": f"finanzas@{slug}.example",
                    "clinics": [
                        {"id": name, "single_record": name == "cima"}
                        for name in ("escazu", "heredia", "cima")
                    ],
                    "assistants": [
                        there(who.partition("@")[0], *entry["clinics"])
                        | {name: entry[name] for name in ("record_access", "billing")}
                        for (place, who), entry in first().items()
                        if place == slug
                    ],
                }
                for slug in PRACTICES
            ],
            "mails": [],
        }
        self.store.reset(datetime(2026, 11, 24, 16, tzinfo=UTC))
        livefile.load(self.store, json.dumps(value).encode())

    def restore(self) -> None:
        """Put everything back to where it began."""
        for name in ("author", "remote.git", *MACHINES):
            shutil.rmtree(self.root / name)
            shutil.copytree(self.root / "kept" / name, self.root / name, symlinks=True)
        self._people()
        for kept in (self.box.contents, self.box.envelopes, self.jobs):
            kept.clear()
        self.asked, self.reasons = [first()], Counter()
        self.passed, self.ahead, self.newcomers = timedelta(), 0.0, 0


def edit(town: Town, rng: random.Random, entries: dict[Key, Entry]) -> None:
    """Change one thing of what is declared."""
    kind = rng.choice(("add", "add", "remove", "clinics", "record_access", "record_access", "billing"))
    if kind == "add":
        town.newcomers += 1
        key = (rng.choice(PRACTICES), f"n{town.newcomers}@org.example")
        facets = {"record_access": rng.random() < 0.4, "billing": rng.random() < 0.3}
        entries[key] = {"clinics": rng.choice(CLINICS), **facets}
        town.reasons[key] += 1
        return
    key = rng.choice(sorted(entries))
    if kind == "remove":
        if sum(place == key[0] for place, _ in entries) > 6:  # else more than half might go: a guard's matter
            del entries[key]
    elif kind == "clinics":
        entries[key]["clinics"] = rng.choice(CLINICS)
    else:
        entries[key][kind] = not entries[key][kind]
    town.reasons[key] += 1


@contextmanager
def standing(root: Path, lock_life: int = 60) -> Iterator[Town]:
    """Build a town, with a mail server, the sandbox's own server and two machines."""
    root.mkdir(parents=True, exist_ok=True)
    town = Town(root, lock_life)
    with ExitStack() as stack:
        town.box, where = stack.enter_context(bystanders.mail())
        town.mail_url = f"smtp://{where}?timeout=20"
        town.build()
        town.site = stack.enter_context(bystanders.site(town.author.root, root))
        papers = root / "papers"
        papers.mkdir()
        for name in MACHINES:
            town.machines[name] = Machine(name, papers)
            stack.callback(town.machines[name].end)
        yield town
