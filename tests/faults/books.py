"""Declared repositories for the simulator: real git, made once; each has a few commits in a row."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from memory_git import Book, Clone, MemoryGateway
from memory_objects import Repository

from accessctl.declarations.discovery import discover
from accessctl.execution.reading import Reading
from accessctl.execution.workplace import _readme
from accessctl.journal.reading import Branch
from accessctl.journal.writing import root_commit
from accessctl.model.settings import JournalSettings
from world import GIT_ENV

SETTINGS = """\
version: 1
language: en
time_zone: America/Costa_Rica
live: {{provider: sandbox, account: accesos@org.example}}
guards: {{removals: {{percent: 25, at_least: {at_least}}}, invitations: {invitations}}}
invitations: {{max_attempts: 2}}
"""
CLINICS = [
    {"id": "escazu", "name": "Escazú"},
    {"id": "heredia", "name": "Heredia"},
    {"id": "cima", "name": "CIMA", "single_record": {"administrator": "accesos@cima.example"}},
]
BEGUN = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

Files = dict[str, dict[str, Any]]
"""The practices' files by slug."""


@dataclass
class Edition:
    """One commit: what its practices say, and its message."""

    practices: Files
    message: str = "Change who has access"


@dataclass
class Declared:
    """A book with what is needed to open it: who is declared at each commit, and the journal's root."""

    book: Book
    editions: tuple[Edition, ...]
    at_least: int
    root: Repository | None = None
    """A repository that holds the journal's first commit; None: no root is pinned, and there is no remote."""
    _readings: dict[int, Reading] = field(default_factory=dict)

    @property
    def pinned(self) -> bool:
        """Say whether the journal lives on a remote."""
        return self.root is not None

    @property
    def slugs(self) -> tuple[str, ...]:
        """The practices of all commits."""
        return tuple(sorted({slug for edition in self.editions for slug in edition.practices}))

    def reading(self, at: int) -> Reading:
        """Return the reading of a commit's files, made once."""
        if at not in self._readings:
            root = self.book.trees[at]
            self._readings[at] = Reading(root, discover(root), remembering=False)
        return self._readings[at]

    def entries(self, at: int, slug: str) -> dict[str, dict[str, Any]]:
        """Return a practice's declared assistants at a commit, by address."""
        practice = self.editions[at].practices.get(slug, {"assistants": []})
        return {entry["email"]: entry for entry in practice["assistants"]}


def make_book(
    where: Path, editions: Sequence[Edition], *, pinned: bool = True, at_least: int = 2, invitations: int = 50
) -> Declared:
    """Make the repository with real git: a work tree for each commit, on a branch that ends there."""
    source = where / "source"
    source.mkdir(parents=True)
    _git(source, "init", "-q", "-b", "main")
    settings = SETTINGS.format(at_least=at_least, invitations=invitations)
    root = _journal_root(where) if pinned else None
    if root is not None:
        settings += f"journal: {{remote: origin, root: {root.refs['refs/heads/access-journal']}}}\n"
    _write(source, "access/settings.yaml", settings)
    _write(source, "access/policy.yaml", "version: 1\nprotected: [jefa@org.example]\n")
    commits, trees = [], []
    for number, edition in enumerate(editions):
        for slug, practice in edition.practices.items():
            _write(
                source, f"practices/{slug}.yaml", json.dumps(practice, ensure_ascii=False, indent=1) + "\n"
            )
        _git(source, "add", "-A")
        _git(source, "commit", "-q", "--allow-empty", "-m", edition.message, at=number)
        commits.append(_git(source, "rev-parse", "HEAD"))
    for number, commit in enumerate(commits):
        tree = where / f"tree{number}"
        _git(where, "clone", "-q", "--shared", "--no-checkout", str(source), str(tree))
        _git(tree, "checkout", "-q", "-B", "main", commit)
        _git(tree, "config", "user.name", "Ana Admin")
        _git(tree, "config", "user.email", "ana.admin@org.example")
        trees.append(tree)
    return Declared(Book(tuple(trees), tuple(commits)), tuple(editions), at_least, root)


def _journal_root(where: Path) -> Repository:
    class _Free:
        def git(self, _: str, do: Any) -> Any:
            return do()

    _git(where, "init", "-q", "-b", "main", "empty")
    book = Book((where / "empty",), ("",))
    clone = Clone(where / "empty" / ".git", book, 0, None, [0])
    gateway = MemoryGateway(clone, _Free())  # type: ignore[arg-type]
    branch = Branch(gateway, JournalSettings(), _readme())
    commit = root_commit(branch, BEGUN)
    clone.here.refs["refs/heads/access-journal"] = commit
    return clone.here


def _write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def _git(where: Path, *arguments: str, at: int = 0) -> str:
    when = f"@{int(BEGUN.timestamp()) + 3600 * at} +0000"
    done = subprocess.run(
        ["git", *arguments],
        cwd=where,
        check=True,
        capture_output=True,
        text=True,
        env=GIT_ENV | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when},
    )
    return done.stdout.strip()


# What is declared


def practice_of(slug: str, entries: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return a practice's file."""
    return {
        "version": 1,
        "practice": slug,
        "name": slug.title(),
        "owner": {"email": f"owner@{slug}.example", "name": "Elena Rojas"},
        "clinics": CLINICS,
        "billing_issuer": {"owner": f"finanzas@{slug}.example"},
        "assistants": list(entries),
    }


def entry_of(name: str, *clinics: str, **more: Any) -> dict[str, Any]:
    """Return a declared assistant."""
    return {
        "email": f"{name}@org.example",
        "name": name.capitalize(),
        "surnames": ["Mora", "Jiménez"],
        "clinics": list(clinics or ("escazu",)),
        **more,
    }


def random_editions(dice: random.Random, count: int = 5) -> list[Edition]:
    """Return some commits in a row, each a few edits on."""
    practices: Files = {
        slug: practice_of(
            slug,
            [_some_entry(dice, f"{slug}{number}") for number in range(dice.randint(2, 5))],
        )
        for slug in ("lucia", "otra")[: dice.randint(1, 2)]
    }
    editions = [Edition(json.loads(json.dumps(practices)))]
    fresh = iter(range(100))
    for _ in range(count - 1):
        for _ in range(dice.randint(1, 3)):
            _edit(dice, practices, fresh)
        message = "Change who has access"
        if dice.random() < 0.2:
            message += f"\n\nAllow-Removals: {dice.randint(1, 6)}"
        editions.append(Edition(json.loads(json.dumps(practices)), message))
    return editions


def _some_entry(dice: random.Random, name: str) -> dict[str, Any]:
    entry = entry_of(name, *_some_clinics(dice))
    if dice.random() < 0.3:
        entry["record_access"] = True
    if dice.random() < 0.2:
        entry["billing"] = True
    if dice.random() < 0.1:
        entry["until"] = date(2026, 11, dice.randint(25, 30)).isoformat()
    if dice.random() < 0.1:
        entry["from"] = date(2026, 11, dice.randint(25, 30)).isoformat()
    if "from" in entry and "until" in entry:
        del entry["from"]
    return entry


def _some_clinics(dice: random.Random) -> list[str]:
    return sorted(dice.sample(["escazu", "heredia", "cima"], dice.choice([1, 1, 1, 2, 2, 3])))


def _edit(dice: random.Random, practices: Files, fresh: Any) -> None:
    practice = practices[dice.choice(sorted(practices))]
    entries = practice["assistants"]
    what = dice.choice(
        [
            "add",
            "add",
            "remove",
            "remove",
            "remove",
            "clinics",
            "clinics",
            "record",
            "billing",
            "move",
            "purge",
        ]
    )
    if what == "add" or not entries:
        entries.append(_some_entry(dice, f"nueva{next(fresh)}"))
        return
    entry = dice.choice(entries)
    match what:
        case "remove":
            entries.remove(entry)
        case "purge":
            del entries[: dice.randint(1, 3)]
        case "clinics":
            entry["clinics"] = _some_clinics(dice)
        case "record":
            entry["record_access"] = not entry.get("record_access", False)
        case "billing":
            entry["billing"] = not entry.get("billing", False)
        case _:
            old = entry["email"]
            name = f"movida{next(fresh)}"
            entry |= {"email": f"{name}@org.example", "previously": [*entry.get("previously", []), old]}


@cache
def library(where: Path, number: int) -> Declared:
    """Return one of the books, made at most once in a process."""
    dice = random.Random(f"book {number}")  # noqa: S311 - the same book again is what is wanted
    return make_book(
        where / f"book{number}",
        random_editions(dice),
        pinned=dice.random() < 0.9,
        at_least=dice.choice([1, 2, 2, 3, 10]),
        invitations=dice.choice([50, 50, 3]),
    )
