"""Random access repositories: seeded, made of real commits, with everything that a history can hold."""

from __future__ import annotations

import json
import os
import random
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

START = 1_780_000_000
PEOPLE = [f"p{number}@org.example" for number in range(7)]
SLUGS = ["alfa", "beta", "gama", "delta"]


@dataclass
class Scribe:
    """Writes one repository; `random` decides everything."""

    root: Path
    random: random.Random
    clock: int = START
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def git(self, *arguments: str, **more: str) -> str:
        """Run git at the clock's time."""
        stamp = f"{self.clock} +0000"
        env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_AUTHOR_DATE": stamp,
            "GIT_COMMITTER_DATE": stamp,
            **{
                f"GIT_{role}_{what}": f"ana{'@org.example' * (what == 'EMAIL')}"
                for role in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")
            },
            **more,
        }
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, check=True, capture_output=True, text=True, env=env
        )
        return done.stdout.strip()

    def begin(self) -> None:
        """Make the repository and its first commit, which declares nobody."""
        self.root.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        (self.root / "access").mkdir()
        (self.root / "access" / "settings.yaml").write_text("version: 1\ntime_zone: UTC\nlanguage: en\n")
        self.commit("Begin")

    def commit(self, message: str) -> None:
        """Commit all of the work tree."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def tick(self) -> None:
        """Let time pass; now and then not at all, or backwards."""
        self.clock += self.random.choice([0, 1, 1, 60, 3600, 86_400, 40_000, -5, -100_000])

    def step(self) -> None:
        """Make one commit."""
        self.tick()
        acts = [self.edit] * 8 + [self.create] * 3
        acts += [self.rename, self.delete, self.break_file, self.merge, self.idle, self.idle]
        self.random.choice(acts)()

    def edit(self) -> None:
        """Change somebody in one or two practices."""
        for slug in self.random.sample(
            sorted(self.files), min(len(self.files), self.random.choice([1, 1, 2]))
        ):
            self.change(self.files[slug])
            self.write(slug)
        self.commit(self.random.choice(["Change", "Change (#12)", "Merge pull request #4 from x"]))

    def change(self, value: dict[str, Any]) -> None:
        """Change one practice's people."""
        rows = value["assistants"]
        for _ in range(self.random.choice([1, 1, 2, 3])):
            if not rows or self.random.random() < 0.35:
                known = {row["email"] for row in rows}
                fresh = [email for email in PEOPLE if email not in known]
                if fresh:
                    rows.append(self.person(self.random.choice(fresh)))
            elif self.random.random() < 0.3:
                rows.pop(self.random.randrange(len(rows)))
            else:
                row = self.random.choice(rows)
                row.update(self.person(row["email"]))
        if self.random.random() < 0.2:
            self.random.shuffle(rows)

    def person(self, email: str) -> dict[str, Any]:
        """Return a random entry."""
        row: dict[str, Any] = {"email": email}
        if self.random.random() < 0.5:
            row |= {"name": self.random.choice(["Ana", "Luz"]), "surnames": ["Mora"]}
        row["clinics"] = self.random.choice([["uno"], ["dos"], ["uno", "dos"], ["dos", "uno"]])
        row["record_access"] = self.random.choice(
            [False, False, True, {"reason": "x"}, {"until": self.day()}]
        )
        row["billing"] = self.random.random() < 0.2
        for key in ("from", "until"):
            if self.random.random() < 0.15:
                row[key] = self.day()
        return row

    def day(self) -> str:
        """Return a day that the history is likely to pass."""
        return datetime.fromtimestamp(START + self.random.randrange(8) * 86_400, UTC).date().isoformat()

    def write(self, slug: str) -> None:
        """Write a practice's file."""
        folder = self.root / "practices"
        folder.mkdir(exist_ok=True)
        (folder / f"{slug}.yaml").write_text(self.text(self.files[slug]))

    def text(self, value: dict[str, Any]) -> str:
        """Return the file's text: as a person or as a program would write it."""
        if self.random.random() < 0.3:
            return yaml.safe_dump(value, sort_keys=self.random.random() < 0.5, allow_unicode=True)
        lines = [f"{key}: {json.dumps(item)}" for key, item in value.items() if key != "assistants"]
        if not value["assistants"]:
            return "\n".join([*lines, "assistants: []"]) + "\n"
        lines.append("assistants:")
        for row in value["assistants"]:
            pairs = [f"{key}: {json.dumps(item)}" for key, item in row.items()]
            lines += [f"  - {pairs[0]}", *(f"    {pair}" for pair in pairs[1:])]
            if self.random.random() < 0.1:
                lines.append(self.random.choice(["", "  # a comment", "# - another"]))
        return "\n".join(lines) + "\n"

    def create(self) -> None:
        """Add a practice, or one that was there before."""
        slug = self.random.choice(SLUGS)
        if slug in self.files:
            return self.edit()
        self.files[slug] = {
            "version": 1,
            "practice": slug,
            "name": slug.title(),
            "owner": {"email": "owner@org.example", "name": "O"},
            "clinics": [{"id": "uno", "name": "Uno"}, {"id": "dos", "name": "Dos"}],
            "assistants": [],
        }
        self.change(self.files[slug])
        self.write(slug)
        self.commit("Create")
        return None

    def rename(self) -> None:
        """Give a practice another slug, now and then with a change of people, or forgetting to say so."""
        free = [slug for slug in SLUGS if slug not in self.files]
        if not self.files or not free:
            return self.edit()
        old, new = self.random.choice(sorted(self.files)), self.random.choice(free)
        value = self.files.pop(old)
        value["practice"] = new
        value["previously"] = [old] if self.random.random() < 0.8 else []
        self.files[new] = value
        if self.random.random() < 0.5:
            self.change(value)
        (self.root / "practices" / f"{old}.yaml").unlink()
        self.write(new)
        self.commit("Rename")
        return None

    def delete(self) -> None:
        """Delete a practice's file."""
        if self.files:
            slug = self.random.choice(sorted(self.files))
            del self.files[slug]
            (self.root / "practices" / f"{slug}.yaml").unlink()
        self.commit("Delete")

    def break_file(self) -> None:
        """Commit a file that cannot be read; a later edit mends it."""
        if self.files:
            slug = self.random.choice(sorted(self.files))
            path = self.root / "practices" / f"{slug}.yaml"
            path.write_text(path.read_text() + "broken: [\n")
        self.commit("Break")

    def idle(self) -> None:
        """Commit something that is no practice."""
        (self.root / "notes.txt").write_text(str(self.clock))
        self.commit("Notes")

    def merge(self) -> None:
        """Work on a branch, then merge it; what happened on it in between is no state of main."""
        self.git("checkout", "-q", "-b", "side")
        for _ in range(self.random.choice([1, 2])):
            self.tick()
            self.edit()
        self.tick()
        self.git("checkout", "-q", "main")
        (self.root / "notes.txt").write_text("main goes on")
        self.commit("Main goes on")
        self.tick()
        self.git(
            "merge", "-q", "--no-ff", "-m", "Merge pull request #9 from side\n\nReviewed-by: Luz", "side"
        )
        self.git("branch", "-q", "-D", "side")


def make_history(root: Path, seed: int, commits: int = 25) -> Scribe:
    """Make a random repository."""
    scribe = Scribe(root, random.Random(seed))  # noqa: S311 - a seed, so that a failure can be repeated
    scribe.begin()
    for _ in range(commits):
        scribe.step()
    return scribe
