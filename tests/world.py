"""A repository with its sandbox, worked with through the command line as a person would."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accessctl.cli.main import run

SETTINGS = """\
version: 1
language: en
time_zone: America/Costa_Rica
live: {provider: sandbox, account: accesos@org.example}
"""
START = "2026-11-24T16:00:00Z"


@dataclass(frozen=True)
class Answer:
    """What one command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output as JSON."""
        return json.loads(self.out)


@dataclass
class World:
    """One clone of an access repository."""

    root: Path

    def git(self, *arguments: str) -> str:
        """Run git in the repository."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, check=True, capture_output=True, text=True, env=GIT_ENV
        )
        return done.stdout.strip()

    def write(self, path: str, text: str) -> None:
        """Write a file of the repository."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def practice(self, slug: str, *assistants: Mapping[str, Any], **more: Any) -> None:
        """Write a practice with two ordinary clinics and a single-record one."""
        value: dict[str, Any] = {
            "version": 1,
            "practice": slug,
            "name": slug.replace("-", " ").title(),
            "owner": {"email": f"owner@{slug}.example", "name": "Elena Rojas"},
            "clinics": [
                {"id": "escazu", "name": "Escazú"},
                {"id": "heredia", "name": "Heredia"},
                {"id": "cima", "name": "CIMA", "single_record": {"administrator": "accesos@cima.example"}},
            ],
            "billing_issuer": {"owner": f"finanzas@{slug}.example"},
            "assistants": list(assistants),
        } | more
        # JSON is YAML: the reader takes it as it is
        self.write(f"practices/{slug}.yaml", json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def commit(self, message: str = "Change the declarations") -> str:
        """Commit everything; return the commit."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def run(self, *arguments: str, stdin: str = "") -> Answer:
        """Run accessctl in this process, at the repository's root."""
        out, err = io.StringIO(), io.StringIO()
        with (
            contextlib.chdir(self.root),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            _stdin(stdin),
        ):
            code = run(list(arguments))
        return Answer(code, out.getvalue(), err.getvalue())

    def ok(self, *arguments: str) -> Answer:
        """Run a command that must end with 0."""
        answer = self.run(*arguments)
        assert answer.code == 0, (arguments, answer)
        return answer

    def sandbox(self, *arguments: str) -> Answer:
        """Play the people of the sandbox."""
        return self.ok("sandbox", *arguments)

    def load(self, *practices: Mapping[str, Any], users: list[Mapping[str, Any]] | None = None) -> None:
        """Load a live state of some practices."""
        value = {
            "format": "accessctl.live/1",
            "now": START,
            "users": users or [],
            "practices": [
                {"owner": f"owner@{item['practice']}.example", "clinics": CLINICS, **item}
                for item in practices
            ],
            "mails": [],
        }
        path = self.root / ".git" / "live.json"
        path.write_text(json.dumps(value), encoding="utf-8")
        self.sandbox("load", str(path))

    def live(self) -> dict[str, dict[str, Any]]:
        """Return the sandbox's assistants: practice → address → row."""
        dump = self.sandbox("dump").json
        return {
            practice["practice"]: {row["email"]: row for row in practice["assistants"]}
            for practice in dump["practices"]
        }

    def plan(self, *arguments: str) -> dict[str, Any]:
        """Return the plan of now."""
        return dict(self.run("plan", "--format", "json", *arguments).json)

    def steps(self, *arguments: str) -> list[str]:
        """Return the plan's steps as `kind person`."""
        return [f"{c['kind']} {c['email'].split('@')[0]}" for c in self.plan(*arguments)["changes"]]

    def journal(self) -> list[dict[str, Any]]:
        """Return all records of the journal branch, oldest file first."""
        listed = self.git("ls-tree", "-r", "--name-only", "access-journal", "runs/")
        files = sorted(listed.splitlines(), key=lambda path: (path.split(".")[0], "close" in path))
        return [
            json.loads(line)
            for file in files
            for line in self.git("show", f"access-journal:{file}").splitlines()[1:]
        ]

    @property
    def journal_commits(self) -> int:
        """How many commits the journal branch has."""
        return int(self.git("rev-list", "--count", "access-journal"))


CLINICS = [
    {"id": "escazu", "name": "Escazú", "single_record": False},
    {"id": "heredia", "name": "Heredia", "single_record": False},
    {"id": "cima", "name": "CIMA", "single_record": True},
]
GIT_ENV = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Ana Admin",
    "GIT_AUTHOR_EMAIL": "ana.admin@org.example",
    "GIT_COMMITTER_NAME": "Ana Admin",
    "GIT_COMMITTER_EMAIL": "ana.admin@org.example",
}


def person(who: str, /, *clinics: str, **more: Any) -> dict[str, Any]:
    """Return a declared assistant."""
    return {
        "email": f"{who}@org.example",
        "name": who.split(".", maxsplit=1)[0].capitalize(),
        "surnames": ["Mora", "Jiménez"],
        "clinics": list(clinics or ("escazu",)),
        **more,
    }


def there(name: str, *clinics: str, accepted: bool = True, **more: Any) -> dict[str, Any]:
    """Return a live assistant."""
    return {
        "email": f"{name}@org.example",
        "name": name.capitalize(),
        "surnames": ["Mora", "Jiménez"],
        "accepted": accepted,
        "sent_at": "2026-11-24T00:00:00Z",
        "attempts": 1,
        "clinics": list(clinics or ("escazu",)),
        "record_access": False,
        "billing": False,
        **more,
    }


def make_world(root: Path, settings: str = SETTINGS) -> World:
    """Make an empty access repository whose sandbox's clock stands at `START`."""
    root.mkdir(parents=True, exist_ok=True)
    world = World(root)
    world.git("init", "-q", "-b", "main")
    world.git("config", "user.name", "Ana Admin")
    world.git("config", "user.email", "ana.admin@org.example")
    world.write("access/settings.yaml", settings)
    world.write("access/policy.yaml", "version: 1\n")
    world.commit("Begin")
    world.sandbox("reset", "--now", START)
    return world


@contextlib.contextmanager
def _stdin(text: str) -> Iterator[None]:

    before, sys.stdin = sys.stdin, io.StringIO(text)
    try:
        yield
    finally:
        sys.stdin = before
