"""Small repositories with a history of one's own making, and how to ask about it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from accessctl.execution.practice_versions import VersionReader
from accessctl.history.answers import Question, When, who
from accessctl.history.changes import declared_events
from accessctl.history.chronicle import History
from accessctl.history.engine import Asked, load_history
from accessctl.journal.gateway import Gateway

NOON = 1_790_000_000
"""A second of 21 September 2026."""

HEAD = """\
version: 1
practice: {slug}
name: {slug}
owner: {{email: owner@org.example, name: Elena Rojas}}
{more}clinics: [{{id: escazu, name: Escazú}}]
assistants:
"""


def practice(slug: str, *entries: str, more: str = "") -> str:
    """Return a file; an entry is what stands behind its dash."""
    rows = "".join(f"  - {entry}\n" for entry in entries)
    head = HEAD.format(slug=slug, more=f"{more}\n" if more else "")
    return head + rows if entries else head.replace("assistants:\n", "assistants: []\n")


def entry(name: str, more: str = "") -> str:
    """Return an entry's text."""
    return f"{{email: {name}@org.example{', ' if more else ''}{more}}}"


@dataclass
class Repository:
    """A repository under one's hands."""

    root: Path

    def git(self, *arguments: str, at: int = NOON, author: str = "Ana") -> str:
        """Run git at a second."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        for role, name in (("AUTHOR", author), ("COMMITTER", "Hub")):
            env |= {f"GIT_{role}_NAME": name, f"GIT_{role}_EMAIL": f"{name.lower()}@org.example"}
            env[f"GIT_{role}_DATE"] = f"{at} +0000"
        env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, check=True, capture_output=True, text=True, env=env
        )
        return done.stdout.strip()

    def commit(self, files: dict[str, str | None], message: str = "Change", at: int = NOON) -> str:
        """Write or delete practices and commit; return the commit."""
        for slug, text in files.items():
            path = self.root / "practices" / f"{slug}.yaml"
            path.parent.mkdir(exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, at=at)
        return self.git("rev-parse", "HEAD")

    def history(self, revision: str | None = None, *, use_cache: bool = False) -> History:
        """Return what the program says of it."""
        with Gateway(self.root) as gateway:
            return load_history(gateway, Asked("main", revision, use_cache), VersionReader())

    def events(self) -> list[str]:
        """Return the events as `practice person kind`, in the order of history."""
        history = self.history()
        return [
            f"{event.practice} {event.email.partition('@')[0]} {event.kind}"
            for event in declared_events(history, history.lives)
        ]


def make(root: Path) -> Repository:
    """Make an empty repository."""
    root.mkdir(parents=True)
    repository = Repository(root)
    repository.git("init", "-q", "-b", "main")
    return repository


def moment(seconds: int) -> When:
    """Return the moment that is asked about."""
    return When(datetime.fromtimestamp(seconds, UTC))


def people(history: History, seconds: int, question: Question | None = None) -> list[str]:
    """Return who is declared at a second, as `practice person`."""
    found = who(history, question or Question(), moment(seconds), "UTC")
    return [f"{item.practice} {item.email.partition('@')[0]}" for item in found]
