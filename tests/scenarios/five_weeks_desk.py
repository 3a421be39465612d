"""What the player of the five weeks works with: the command line, the dice, the sandbox, and a diary."""

from __future__ import annotations

import random
import shlex
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from five_weeks_facts import Picture, stem
from five_weeks_files import Files

from world import GIT_ENV, Answer, World

DOCUMENTED = frozenset({0, 1, 2, 4, 5, 6, 7, 8})


class BrokenRuleError(AssertionError):
    """Something happened that nothing explains."""


@dataclass
class Desk:
    """One repository with its sandbox, its dice, and what was done so far."""

    root: Path
    seed: int
    world: World
    random: random.Random
    files: Files
    remote: bool
    diary: list[str] = field(default_factory=list)
    """Everything that was done, as a person would type it."""

    def run(self, *arguments: str, world: World | None = None) -> Answer:
        """Run accessctl; whatever it does, it never ends with a traceback or a bug."""
        self.diary.append("accessctl " + shlex.join(arguments))
        answer = (world or self.world).run(*arguments)
        if "Traceback" in answer.err or answer.code not in DOCUMENTED:
            self.fail(f"{arguments} ended with {answer.code}: {answer.err}")
        return answer

    def people(self, *arguments: str) -> bool:
        """Play a human of the sandbox; return whether it could be done."""
        return self.run("sandbox", *arguments).code == 0

    def add(self, slug: str, email: str, clinics: str) -> None:
        """Give somebody access by hand."""
        name = email.split("@", maxsplit=1)[0].capitalize()
        self.people("add", slug, email, "--clinics", clinics, "--name", name, "--surnames", "Mora Jiménez")

    def maybe(self, chance: float) -> bool:
        """Throw the dice."""
        return self.random.random() < chance

    def fail(self, *sentences: str) -> NoReturn:
        """End the play, with everything that led here."""
        diary = "\n".join(self.diary[-80:])
        raise BrokenRuleError(f"seed {self.seed}: " + "\n  ".join(sentences) + f"\n\n{diary}")

    # What there is

    def picture(self) -> Picture:
        """Look at the sandbox."""
        return Picture.of(self.world.run("sandbox", "dump").json)

    def plan(self) -> dict[str, Any]:
        """Return the plan of now, without a word in the diary."""
        return dict(self.world.run("plan", "--format", "json").json)

    def slug_of(self, practice: str) -> str:
        """Return the name that the sandbox knows a practice by."""
        for item in self.world.run("sandbox", "dump").json["practices"]:
            if stem(item["practice"]) == practice:
                return str(item["practice"])
        return next((slug for slug in self.files.practices if stem(slug) == practice), practice)

    def readable(self) -> list[str]:
        """Return the practices whose files can be read."""
        return sorted(set(self.files.practices) - self.files.broken)

    def faults(self) -> bool:
        """Say whether a fault is still planted."""
        with closing(sqlite3.connect(self.world.root / ".git/accessctl/sandbox.sqlite")) as state:
            return bool(state.execute("SELECT count(*) FROM faults").fetchone()[0])

    def handoffs(self) -> list[dict[str, Any]]:
        """Return all hand-offs, in an order that does not follow from their ids: those are random."""
        found = self.world.run("handoff", "list", "--all", "--format", "json").json["handoffs"]
        keys = ("opened_at", "practice", "email", "kind", "centre", "state")
        return sorted(found, key=lambda item: [str(item[key]) for key in keys])

    def journal(self) -> dict[str, str]:
        """Return the journal's files with their hashes."""
        done = subprocess.run(
            ["git", "ls-tree", "-r", "access-journal", "runs/"],
            cwd=self.where,
            check=False,
            capture_output=True,
            text=True,
            env=GIT_ENV,
        )
        return {line.split("\t")[1]: line.split()[2] for line in done.stdout.splitlines()}

    def journal_texts(self, names: set[str]) -> list[str]:
        """Return files of the journal."""
        return [
            self.world.git("-C", str(self.where), "show", f"access-journal:{name}") for name in sorted(names)
        ]

    @property
    def where(self) -> Path:
        """Where the journal is looked at."""
        return self.root / "remote.git" if self.remote else self.world.root
