"""A second, slow and simple reading of history, to compare with: it shares no code with the program.

The tree of each first-parent commit is listed, each file read with plain `yaml.safe_load`.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

FILE = re.compile(r"practices/([a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?)\.yaml")
Row = dict[str, Any]
State = dict[str, dict[str, Row]]


@dataclass
class Snapshot:
    """One first-parent commit: its date and who it declares, by slug and address."""

    commit: str
    seconds: int
    state: State
    previously: dict[str, list[str]] = field(default_factory=dict)


def run_git(where: Path, *arguments: str) -> str:
    """Run plain git."""
    done = subprocess.run(["git", *arguments], cwd=where, check=True, capture_output=True, text=True)
    return done.stdout


def snapshots(where: Path, branch: str = "main") -> list[Snapshot]:
    """Return every first-parent commit, oldest first."""
    lines = run_git(where, "log", "--first-parent", "--reverse", "--format=%H %ct", branch).splitlines()
    reader = _Reader(where)
    found: list[Snapshot] = []
    for commit, seconds in (line.split() for line in lines):
        before = found[-1] if found else None
        state, previously = _read(reader, commit, before)
        found.append(Snapshot(commit, int(seconds), state, previously))
    return found


@dataclass
class _Reader:
    """Reads whole trees; what a blob says is kept, for most files stay as they are."""

    where: Path
    trees: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    people: dict[str, tuple[dict[str, Row], list[str]] | None] = field(default_factory=dict)

    def files(self, commit: str) -> list[tuple[str, str, str]]:
        """Return mode, blob and slug of every practice's file."""
        tree = run_git(self.where, "rev-parse", "-q", "--verify", f"{commit}^{{tree}}").strip()
        if tree not in self.trees:
            rows = run_git(self.where, "ls-tree", "-z", commit, "practices/").split("\0")[:-1]
            parts = [(row.split("\t")[0].split(), row.split("\t")[1]) for row in rows]
            self.trees[tree] = [
                (mode, blob, found[1])
                for (mode, kind, blob), path in parts
                if kind != "tree" and (found := FILE.fullmatch(path))
            ]
        return self.trees[tree]

    def read(self, mode: str, blob: str) -> tuple[dict[str, Row], list[str]] | None:
        """Return people and earlier slugs; `None` for what is no readable file."""
        if not mode.startswith("100"):
            return None
        if blob not in self.people:
            self.people[blob] = self._parsed(blob)
        return self.people[blob]

    def _parsed(self, blob: str) -> tuple[dict[str, Row], list[str]] | None:
        text = subprocess.run(
            ["git", "cat-file", "blob", blob], cwd=self.where, check=True, capture_output=True
        ).stdout
        if len(text) > 1024 * 1024:
            return None
        try:
            value = yaml.safe_load(text.decode("utf-8"))
            rows = {row["email"].strip().lower(): _row(row, value["clinics"]) for row in value["assistants"]}
            return rows, value.get("previously", [])
        except (yaml.YAMLError, UnicodeDecodeError, TypeError, KeyError, AttributeError):
            return None


def _read(reader: _Reader, commit: str, before: Snapshot | None) -> tuple[State, dict[str, list[str]]]:
    state: State = {}
    previously: dict[str, list[str]] = {}
    for mode, blob, slug in reader.files(commit):
        said = reader.read(mode, blob)
        if said is None:
            state[slug] = before.state.get(slug, {}) if before else {}
        else:
            state[slug], previously[slug] = said
    return state, previously


def _row(row: Row, clinics: list[Row]) -> Row:
    chosen = row.get("clinics") or ([clinics[0]["id"]] if len(clinics) == 1 else [])
    record = row.get("record_access", False)
    return {
        "clinics": sorted(chosen),
        "record_access": record is not False,
        "billing": row.get("billing", False),
        "name": row.get("name"),
        "surnames": row.get("surnames", []),
        "from": _text(row.get("from")),
        "until": _text(row.get("until")),
        "record_until": _text(record.get("until")) if isinstance(record, dict) else None,
    }


def _text(day: object) -> str | None:
    return None if day is None else str(day)


def carried(before: Snapshot | None, now: Snapshot, slug: str) -> dict[str, Row]:
    """Return who was declared before in the practice that the slug goes on with."""
    if before is None:
        return {}
    if slug in before.state:
        return before.state[slug]
    return next((before.state[earlier] for earlier in renamed(before, now, slug)), {})


def renamed(before: Snapshot | None, now: Snapshot, slug: str) -> list[str]:
    """Return the slug that a new one goes on from, where there is one."""
    if before is None or slug in before.state:
        return []
    earlier = now.previously.get(slug, [])
    return [name for name in earlier if name in before.state and name not in now.state][:1]


def events(found: list[Snapshot]) -> list[tuple[str, str, str, str]]:
    """Return every event as (commit, slug, address, kind), sorted."""
    told = []
    for index, now in enumerate(found):
        before = found[index - 1] if index else None
        went_on = set()
        for slug, people in now.state.items():
            old = carried(before, now, slug)
            went_on |= set(renamed(before, now, slug))
            for email in old.keys() | people.keys():
                kinds = _kinds(old.get(email), people.get(email))
                told += [(now.commit, slug, email, kind) for kind in kinds]
        for slug in (before.state.keys() - now.state.keys() - went_on) if before else ():
            told += [(now.commit, slug, email, "revoked") for email in before.state[slug]]
    return sorted(told)


def _kinds(old: Row | None, new: Row | None) -> list[str]:
    if old is None or new is None:
        return ["granted" if new else "revoked"]
    kinds = ["clinics"] if old["clinics"] != new["clinics"] else []
    for key, name in (("record_access", "record-access"), ("billing", "billing")):
        if old[key] != new[key]:
            kinds.append(f"{name}-{'granted' if new[key] else 'withdrawn'}")
    record = old["record_access"] and new["record_access"] and old["record_until"] != new["record_until"]
    if record or (old["from"], old["until"]) != (new["from"], new["until"]):
        kinds.append("dates")
    if (old["name"], old["surnames"]) != (new["name"], new["surnames"]):
        kinds.append("name")
    return kinds


def at(found: list[Snapshot], seconds: int) -> int:
    """Return the index of the last commit, in the order of history, that is not dated later; -1 for none."""
    return max((index for index, item in enumerate(found) if item.seconds <= seconds), default=-1)


def who(found: list[Snapshot], seconds: int, today: str) -> dict[tuple[str, str], tuple[Row, str, int]]:
    """Return who is declared at a time and on its day: the row, and the commit and date of its grant."""
    index = at(found, seconds)
    if index < 0:
        return {}
    answer = {}
    for slug, people in found[index].state.items():
        for email, row in people.items():
            if (row["from"] or today) <= today <= (row["until"] or today):
                opened = _opened(found, index, slug, email)
                over = (row["record_until"] or today) < today
                shown = row | {"record_access": row["record_access"] and not over}
                answer[slug, email] = (shown, opened.commit, opened.seconds)
    return answer


def _opened(found: list[Snapshot], index: int, slug: str, email: str) -> Snapshot:
    while index > 0:
        now, before = found[index], found[index - 1]
        old = carried(before, now, slug).get(email)
        if old is None or _broken(old, now.state[slug][email], day_of(now.seconds)):
            break
        if slug not in before.state:
            (slug,) = renamed(before, now, slug)
        index -= 1
    return found[index]


def _broken(old: Row, new: Row, today: str) -> bool:
    """Say whether a change of dates ends an interval: a new term after the last, or one put off."""
    over = (old["until"] or today) < today
    begun = (old["from"] or today) <= today <= (old["until"] or today)
    return old != new and (over or (begun and (new["from"] or today) > today))


def day_of(seconds: int) -> str:
    """Return the day in UTC."""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
