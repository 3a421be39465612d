"""What the files ask for and what the sandbox shows, read apart from the program.

Nothing here imports the program: the files are read with `yaml.safe_load`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]
"""Practice (by the name it never loses) → address → row."""


def stem(slug: str) -> str:
    """Return the part of a slug that a renaming keeps."""
    return slug.split("-", maxsplit=1)[0]


@dataclass(frozen=True)
class Wish:
    """What one entry asks for today."""

    wanted: bool
    held: bool
    clinics: frozenset[str]
    record: bool
    billing: bool
    meaning: str


@dataclass
class Declared:
    """What one file asks for today."""

    slug: str
    readable: bool = True
    plan_only: bool = False
    removals_held: bool = False
    owner: str = ""
    single: frozenset[str] = frozenset()
    people: dict[str, Wish] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)


def read_files(root: Path, now: datetime) -> dict[str, Declared]:
    """Return what the files of a checkout ask for at an instant."""
    today = now.astimezone(ZoneInfo("America/Costa_Rica")).date()
    return {stem(path.stem): _read(path, today) for path in sorted((root / "practices").glob("*.yaml"))}


def _read(path: Path, today: date) -> Declared:
    try:
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError:
        return Declared(path.stem, readable=False)
    known = {clinic["id"] for clinic in value["clinics"]}
    single = frozenset(clinic["id"] for clinic in value["clinics"] if "single_record" in clinic)
    found = Declared(path.stem, owner=value["owner"]["email"], single=single)
    found.plan_only = value.get("mode") == "plan-only"
    for entry in value["assistants"]:
        if not isinstance(entry["email"], str):
            found.removals_held = True
            continue
        found.people[entry["email"]] = _wish(entry, known, today)
        found.replaced |= dict.fromkeys(entry.get("previously", ()), entry["email"])
    return found


def _wish(entry: dict[str, Any], known: set[str], today: date) -> Wish:
    record = entry.get("record_access") or {}
    record = {} if record is True else record
    begun = "from" not in entry or date.fromisoformat(entry["from"]) <= today
    ended = "until" in entry and date.fromisoformat(entry["until"]) < today
    lasts = "until" not in record or today <= date.fromisoformat(record["until"])
    return Wish(
        wanted=begun and not ended,
        held=not set(entry["clinics"]) <= known,
        clinics=frozenset(entry["clinics"]),
        record=entry.get("record_access", False) is not False and lasts,
        billing=bool(entry.get("billing")),
        meaning=json.dumps({**entry, "clinics": sorted(entry["clinics"])}, sort_keys=True),
    )


@dataclass
class Deed:
    """One command that may change access, with what it answered."""

    code: int
    outcomes: list[dict[str, Any]]
    declared: dict[str, Declared]
    faults: bool = False
    dying: bool = False
    """Whether an apply was killed before it: what it did is the deed's too."""
    restore: frozenset[tuple[str, str]] = frozenset()
    revoke_unmanaged: frozenset[str] = frozenset()
    emergency: tuple[str, str] | None = None

    @property
    def refused(self) -> bool:
        """Whether nothing may have happened."""
        return self.code not in (0, 5)

    @property
    def erring(self) -> bool:
        """Whether something did not come off, or an error in the files holds something."""
        files = self.declared.values()
        held = any(not file.readable or file.removals_held for file in files)
        held = held or any(wish.held for file in files for wish in file.people.values())
        return held or any(item["status"] not in ("done", "handed-off") for item in self.outcomes)

    def failed(self, practice: str, email: str) -> bool:
        """Say whether something did not come off for that person."""
        return any(
            (stem(item["practice"]), item["email"]) == (practice, email)
            and item["status"] not in ("done", "handed-off")
            for item in self.outcomes
        )


@dataclass
class Picture:
    """The sandbox at one moment."""

    now: datetime
    rows: Rows
    mails: list[dict[str, Any]]
    offered: dict[str, frozenset[str]]

    @classmethod
    def of(cls, dump: dict[str, Any]) -> Picture:
        """Read a dump."""
        return cls(
            now=datetime.fromisoformat(dump["now"]).astimezone(UTC),
            rows={
                stem(item["practice"]): {row["email"]: {"sent_at": None, **row} for row in item["assistants"]}
                for item in dump["practices"]
            },
            mails=dump["mails"],
            offered={
                stem(item["practice"]): frozenset(
                    clinic["id"] for clinic in item["clinics"] if not clinic["single_record"]
                )
                for item in dump["practices"]
            },
        )
