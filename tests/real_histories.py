"""Repositories as they are found: converted from another format, grown by many hands, with everything odd.

Made with `git fast-import`, so that thousands of commits take seconds. A seed makes the same one again.
"""

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

START = 1_700_000_000
SETTINGS = b"version: 1\nlanguage: en\ntime_zone: UTC\n"
Practice = dict[str, Any]
HUGE = b"#" + b" " * (1 << 20)
NOISE = {
    "practices/README.md": b"# Practices\n\nsee: [the guide\n",
    "practices/.gitkeep": b"",
    "practices/Upper.yaml": b"version: 1\nassistants: [\n",
    "practices/other.yml": b"version: 1\npractice: other\n",
    "practices/archive/old.yaml": b"version: 1\npractice: old\nassistants: []\n",
    "practices/-dash.yaml": b"- a list\n",
    "people/list.toml": b"name = 'x'\n",
    "practices/con espacio.yaml": b"nothing\n",
    "practices/mañana.yaml": b"nothing\n",
}


@dataclass
class Writer:
    """Writes one repository as a stream; `random` decides everything."""

    random: random.Random
    people: int
    stream: bytearray = field(default_factory=bytearray)
    marks: int = 0
    tip: int = 0
    clock: int = START
    files: dict[str, Practice] = field(default_factory=dict)
    before: list[dict[str, Practice]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    count: int = 0
    """How many slugs were ever made."""

    def commit(self, changes: list[bytes], *others: int, parent: int | None = None, message: str = "") -> int:
        """Write a commit; return its mark."""
        self.marks += 1
        text = message.encode() or b"Change"
        name = self.random.choice(["Ana Admin", "Luz", "José Ñ"])
        self.stream += (
            f"commit refs/heads/{'main' if parent is None else 'side'}\nmark :{self.marks}\n".encode()
        )
        self.stream += f"author {name} <a@org.example> {self.clock - 50} -0600\n".encode()
        self.stream += f"committer {name} <a@org.example> {self.clock} +0200\n".encode()
        self.stream += b"data %d\n" % len(text) + text + b"\n"
        start = self.tip if parent is None else parent
        self.stream += b"from :%d\n" % start if start else b""
        self.stream += b"".join(b"merge :%d\n" % other for other in others)
        self.stream += b"".join(changes) + b"\n"
        if parent is None:
            self.tip = self.marks
        return self.marks

    def tick(self) -> None:
        """Let time pass, or not, or backwards."""
        self.clock += self.random.choice([0, 1, 1, 2, 59, 3600, 3600, 86_400, 40_000, -1, -7, -90_000])

    def put(self, path: str, data: bytes, mode: str = "100644") -> bytes:
        """Return the line that writes a file."""
        return (
            f"M {mode} inline {json.dumps(path, ensure_ascii=False)}\ndata {len(data)}\n".encode()
            + data
            + b"\n"
        )

    def save(self, slug: str) -> bytes:
        """Return the line that writes a practice's file, in one of many manners."""
        mode = self.random.choice(["100644"] * 9 + ["100755"])
        return self.put(f"practices/{slug}.yaml", self.text(self.files[slug]), mode)

    def text(self, value: Practice) -> bytes:
        """Return the text of a file, as one of many people or programs would write it."""
        way = self.random.randrange(8)
        if way == 0:
            return json.dumps(value, indent=self.random.choice([None, 2])).encode()
        if way == 1:
            return yaml.safe_dump(value, sort_keys=True, allow_unicode=True).encode()
        if way == 2:
            return yaml.safe_dump(value, default_flow_style=None, allow_unicode=True, width=60).encode()
        lines = [f"{key}: {json.dumps(item)}" for key, item in value.items() if key != "assistants"]
        lines.append("assistants:" if value["assistants"] else "assistants: []")
        for row in value["assistants"]:
            pairs = [f"{key}: {json.dumps(item)}" for key, item in row.items()]
            indent = "  " if way % 2 else ""
            lines += [f"{indent}- {pairs[0]}", *(f"{indent}  {pair}" for pair in pairs[1:])]
            if self.random.random() < 0.05:
                lines.append(self.random.choice(["", "# note", "  # - email: nobody@org.example"]))
        ending = "\r\n" if way == 4 else "\n"
        head = b"\xef\xbb\xbf" if way == 5 and self.random.random() < 0.3 else b""
        return head + (ending.join(lines) + ending * self.random.choice([0, 1, 1, 2])).encode()

    def person(self, email: str) -> Practice:
        """Return a random entry."""
        dice = self.random
        row: Practice = {"email": email if dice.random() < 0.9 else email.title()}
        if dice.random() < 0.6:
            row |= {
                "name": dice.choice(["Ana", "Luz", "Íñigo"]),
                "surnames": dice.choice([["Mora"], ["Mora", "Soto"]]),
            }
        row["clinics"] = dice.choice([["uno"], ["dos"], ["uno", "dos"], ["dos", "uno"]])
        record = dice.choice([None, None, False, True, {"reason": "x"}, {"until": self.day()}])
        if record is not None:
            row["record_access"] = record
        if dice.random() < 0.2:
            row["billing"] = True
        if dice.random() < 0.05:
            row["note"] = dice.choice(["a: b", "# no", "two\nlines", "'"])
        for key in ("from", "until"):
            if dice.random() < 0.06:
                row[key] = self.day()
        return row

    def day(self) -> str:
        """Return a day around now."""
        return (
            datetime.fromtimestamp(self.clock + self.random.randrange(-5, 30) * 86_400, UTC)
            .date()
            .isoformat()
        )

    def change(self, value: Practice) -> None:
        """Change one practice's people."""
        rows, dice = value["assistants"], self.random
        for _ in range(dice.choice([1, 1, 1, 2, 5])):
            roll = dice.random()
            if not rows or roll < 0.4:
                known = {row["email"].lower() for row in rows}
                email = f"p{dice.randrange(self.people)}@org.example"
                if email not in known:
                    rows.append(self.person(email))
            elif roll < 0.65:
                rows.pop(dice.randrange(len(rows)))
            else:
                at = dice.randrange(len(rows))
                rows[at] = self.person(rows[at]["email"].lower())
        if dice.random() < 0.1:
            dice.shuffle(rows)

    def new(self, slug: str) -> None:
        """Make a practice."""
        self.files[slug] = {
            "version": 1,
            "practice": slug,
            "name": f"Clínica {slug}",
            "owner": {"email": "owner@org.example", "name": "O"},
            "clinics": [{"id": "uno", "name": "Uno"}, {"id": "dos", "name": "Dos"}],
            "assistants": [],
        }
        self.change(self.files[slug])

    def fresh(self) -> str:
        """Return a slug that was never used, or one whose file is gone."""
        if self.gone and self.random.random() < 0.4:
            return self.gone.pop(self.random.randrange(len(self.gone)))
        self.count += 1
        return f"clinica-{self.count}"

    def remember(self) -> None:
        """Keep the state, to revert to it."""
        self.before = [*self.before[-3:], json.loads(json.dumps(self.files))]

    def pick(self, most: int = 1) -> list[str]:
        """Return some slugs that are there."""
        return self.random.sample(sorted(self.files), min(len(self.files), self.random.randint(1, most)))

    def step(self) -> None:
        """Write one commit of the main line, with all that it brings."""
        self.tick()
        self.remember()
        acts = [self.edit] * 20 + [self.create] * 4 + [self.merge] * 4
        acts += [self.rename, self.delete, self.spoil, self.spoil, self.noise, self.noise, self.revert]
        acts += [self.restyle, self.fold, self.root]
        self.random.choice(acts)()

    def edit(self) -> None:
        """Change some practices."""
        chosen = self.pick(self.random.choice([1, 1, 1, 2, 8]))
        for slug in chosen:
            self.change(self.files[slug])
        self.commit([self.save(slug) for slug in chosen])

    def create(self) -> None:
        """Add practices."""
        made = [self.fresh() for _ in range(self.random.choice([1, 1, 2, 5]))]
        for slug in made:
            self.new(slug)
        self.commit([self.save(slug) for slug in made])

    def merge(self) -> None:
        """Merge one or two branches, whose dates run as they like; what they did stands at the merge."""
        base, now = self.tip, self.clock
        tips, lines = [], []
        for _ in range(self.random.choice([1, 1, 2])):
            at = base
            for _ in range(self.random.choice([1, 2, 3])):
                self.clock = now + self.random.randrange(-200_000, 200_000)
                chosen = self.pick()
                for slug in chosen:
                    self.change(self.files[slug])
                lines += chosen
                at = self.commit([self.save(slug) for slug in chosen], parent=at)
            tips.append(at)
        self.clock = now + self.random.choice([0, 1, 300])
        self.commit(
            [self.save(slug) for slug in dict.fromkeys(lines)],
            *tips,
            message="Merge pull request #7 from x/y",
        )

    def rename(self) -> None:
        """Give practices other slugs; now and then two swap, or nobody says so."""
        gone = self.pick(2)
        changes = []
        for old in gone:
            value = self.files.pop(old)
            new = self.fresh()
            value["practice"] = new
            value["previously"] = [old] if self.random.random() < 0.8 else []
            if self.random.random() < 0.4:
                self.change(value)
            self.files[new] = value
            changes += [f"D practices/{old}.yaml\n".encode(), self.save(new)]
            self.gone.append(old)
        self.random.shuffle(changes)
        self.commit(changes)

    def delete(self) -> None:
        """Delete practices' files."""
        chosen = self.pick(3)
        for slug in chosen:
            del self.files[slug]
            self.gone.append(slug)
        self.commit([f"D practices/{slug}.yaml\n".encode() for slug in chosen])

    def spoil(self) -> None:
        """Commit a version that cannot be read; a later edit mends it."""
        slug = self.random.choice([*sorted(self.files), self.fresh()])
        if slug not in self.files:
            self.new(slug)
        path, good = f"practices/{slug}.yaml", self.text(self.files[slug])
        bad = [
            self.put(path, good + b"\nbroken: [\n"),
            self.put(path, b""),
            self.put(path, b"- a list\n"),
            self.put(path, b"<<<<<<< HEAD\n" + good),
            self.put(path, b"\xff\xfe" + good),
            self.put(path, good + b"\n" + HUGE),
            self.put(path, b"other.yaml", "120000"),
        ]
        self.commit([self.random.choice(bad)])

    def noise(self) -> None:
        """Commit what is no practice, or nothing at all."""
        chosen = self.random.sample(sorted(NOISE), self.random.choice([0, 1, 2]))
        data = str(self.marks).encode()
        self.commit([self.put(path, NOISE[path] + data) for path in chosen])

    def revert(self) -> None:
        """Go back some commits."""
        then = self.random.choice(self.before)
        lost = [slug for slug in self.files if slug not in then]
        changed = [slug for slug in then if then[slug] != self.files.get(slug)]
        self.files = json.loads(json.dumps(then))
        self.gone = [slug for slug in self.gone if slug not in then] + lost
        lines = [f"D practices/{slug}.yaml\n".encode() for slug in lost]
        self.commit([*lines, *(self.save(slug) for slug in changed)], message='Revert "Change"')

    def restyle(self) -> None:
        """Write many files otherwise, saying the same."""
        self.commit([self.save(slug) for slug in self.pick(40)])

    def fold(self) -> None:
        """Move a file into a folder, so out of sight; it comes back later."""
        slug = self.pick()[0]
        del self.files[slug]
        self.gone.append(slug)
        self.commit([f"R practices/{slug}.yaml practices/archive/{slug}.yaml\n".encode()])

    def root(self) -> None:
        """Merge another repository, with a root of its own."""
        slug = self.fresh()
        self.new(slug)
        self.marks += 1
        other = self.marks
        text = self.save(slug)
        self.stream += b"reset refs/heads/other\n\n"
        who = f"committer O <o@org.example> {START - 999} +0000"
        self.stream += f"commit refs/heads/other\nmark :{other}\n{who}\n".encode()
        self.stream += b"data 5\nRoots\n" + text + b"\n"
        self.commit([text], other, message="Merge another repository")


def make_real(root: Path, seed: int, *, commits: int, first: int, people: int) -> None:
    """Write a repository: a first commit of many files, then so many more."""
    writer = Writer(random.Random(seed), people)  # noqa: S311 - a seed, so that a failure can be repeated
    writer.commit([writer.put("people/list.toml", b"x = 1\n"), writer.put("access/settings.yaml", SETTINGS)])
    for _ in range(first):
        writer.new(writer.fresh())
    writer.tick()
    writer.commit([writer.save(slug) for slug in sorted(writer.files)], message="Convert (#1)")
    for _ in range(commits):
        if not writer.files:
            writer.create()
        writer.step()
    root.mkdir(parents=True)
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True, env=env)
    subprocess.run(
        ["git", "fast-import", "--quiet", "--force"],
        cwd=root,
        check=True,
        env=env,
        input=bytes(writer.stream),
    )
