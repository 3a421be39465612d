"""The made-up organisation's files, and what its people commit: edits on plain dictionaries."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

NAMES = [
    f"{first}{number}" for number in range(9) for first in ("ana", "eva", "luz", "sol", "zoe", "mar", "paz")
]
CLINICS = ("escazu", "heredia", "cima")
WRONG_CLINIC = "no-hay-tal"

Entry = dict[str, Any]


def entry_of(name: str, clinics: list[str], **more: Any) -> Entry:
    """Return a declared assistant."""
    return {
        "email": f"{name}@org.example",
        "name": name.capitalize(),
        "surnames": ["Mora", "Jiménez"],
        "clinics": clinics,
        **more,
    }


def practice_of(slug: str, entries: list[Entry]) -> dict[str, Any]:
    """Return a practice with two ordinary clinics and a single-record one."""
    return {
        "version": 1,
        "practice": slug,
        "name": slug.replace("-", " ").title(),
        "owner": {"email": f"owner@{slug.split('-', maxsplit=1)[0]}.example", "name": "Elena Rojas"},
        "clinics": [
            {"id": "escazu", "name": "Escazú"},
            {"id": "heredia", "name": "Heredia"},
            {"id": "cima", "name": "CIMA", "single_record": {"administrator": "accesos@cima.example"}},
        ],
        "billing_issuer": {"owner": f"finanzas@{slug.split('-', maxsplit=1)[0]}.example"},
        "assistants": entries,
    }


@dataclass
class Files:
    """All practice files, as the people who edit them have them; a broken one is kept beside."""

    random: Random
    practices: dict[str, dict[str, Any]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    deleted: dict[str, dict[str, Any]] = field(default_factory=dict)
    hired: int = 0

    def write(self, root: Path) -> None:
        """Write them all, and remove whatever else there is."""
        directory = root / "practices"
        directory.mkdir(exist_ok=True)
        for path in directory.glob("*.yaml"):
            if path.stem not in self.practices:
                path.unlink()
        for slug, practice in self.practices.items():
            text = json.dumps(practice, ensure_ascii=False, indent=1) + "\n"  # JSON is YAML
            directory.joinpath(f"{slug}.yaml").write_text(
                text + ("]: broken\n" if slug in self.broken else ""), encoding="utf-8"
            )

    def state(self) -> tuple[dict[str, dict[str, Any]], set[str], dict[str, dict[str, Any]]]:
        """Return a copy, to go back to."""
        return copy.deepcopy((self.practices, self.broken, self.deleted))

    def new_name(self) -> str:
        """Return somebody who was never here."""
        self.hired += 1
        return NAMES[self.hired % len(NAMES)] + ("" if self.hired < len(NAMES) else f"x{self.hired}")

    def some_clinics(self) -> list[str]:
        """Choose one or more clinics, the single-record one now and then."""
        return [
            clinic for clinic in CLINICS if self.random.random() < (0.15 if clinic == "cima" else 0.5)
        ] or ["escazu"]

    def anybody(self) -> Iterator[tuple[str, int]]:
        """Yield somebody declared in a readable file: slug and place in the list."""
        found = [
            (slug, number)
            for slug, practice in sorted(self.practices.items())
            for number, entry in enumerate(practice["assistants"])
            if isinstance(entry["email"], str)
        ]
        if found:
            yield self.random.choice(found)

    def edit(self, today: date) -> str | None:
        """Make one edit that somebody might commit; return what it is, or None where it cannot be made."""
        edits = list(EDITS)
        name = self.random.choices(edits, [EDITS[edit][0] for edit in edits])[0]
        return f"{name}: {said}" if (said := EDITS[name][1](self, today)) else None


def _hire(files: Files, today: date) -> str | None:
    if not files.practices:
        return None
    random = files.random
    slug = random.choice(sorted(files.practices))
    entry = entry_of(files.new_name(), files.some_clinics())
    if random.random() < 0.2:
        entry["from"] = str(today + timedelta(days=random.randint(0, 5)))
    if random.random() < 0.25:
        entry["until"] = str(today + timedelta(days=random.randint(5, 15)))
    if random.random() < 0.2:
        entry["record_access"] = {"reason": "Prepara los expedientes"}
    elif random.random() < 0.15:
        entry["billing"] = True
    files.practices[slug]["assistants"].insert(0, entry)
    return f"{slug} {entry['email']}"


def _leave(files: Files, _: date) -> str | None:
    for slug, number in files.anybody():
        entry = files.practices[slug]["assistants"].pop(number)
        return f"{slug} {entry['email']}"
    return None


def _on_entry(change: Callable[[Files, Entry, date], None]) -> Callable[[Files, date], str | None]:
    def edit(files: Files, today: date) -> str | None:
        for slug, number in files.anybody():
            entry = files.practices[slug]["assistants"][number]
            change(files, entry, today)
            return f"{slug} {json.dumps(entry, ensure_ascii=False)}"
        return None

    return edit


def _dates(files: Files, entry: Entry, today: date) -> None:
    entry.pop("from", None)
    entry.pop("until", None)
    if files.random.random() < 0.5:
        entry["until"] = str(today + timedelta(days=files.random.randint(-1, 8)))
    elif files.random.random() < 0.4:
        entry["from"] = str(today + timedelta(days=files.random.randint(-1, 6)))


def _reclinic(files: Files, entry: Entry, _: date) -> None:
    entry["clinics"] = files.some_clinics()


def _record(files: Files, entry: Entry, today: date) -> None:
    if entry.pop("record_access", None) is None:
        entry["record_access"] = {"reason": "Digita las consultas"}
        if files.random.random() < 0.5:
            entry["record_access"]["until"] = str(today + timedelta(days=files.random.randint(1, 10)))


def _billing(_: Files, entry: Entry, __: date) -> None:
    if not entry.pop("billing", False):
        entry["billing"] = True


def _note(files: Files, entry: Entry, _: date) -> None:
    entry["note"] = f"nota {files.random.randint(1, 10**6)}"


def _address(files: Files, entry: Entry, _: date) -> None:
    entry["previously"] = [*entry.get("previously", []), entry["email"]]
    entry["email"] = f"{files.new_name()}@nueva.example"


def _wrong_clinic(_: Files, entry: Entry, __: date) -> None:
    entry["clinics"] = [*(c for c in entry["clinics"] if c != WRONG_CLINIC), WRONG_CLINIC]


def _mend(files: Files, _: date) -> str | None:
    mended = []
    for slug, practice in files.practices.items():
        for entry in practice["assistants"]:
            if WRONG_CLINIC in entry["clinics"]:
                entry["clinics"] = [c for c in entry["clinics"] if c != WRONG_CLINIC] or ["escazu"]
                mended.append(f"{slug} {entry['email']}")
        bad = [entry for entry in practice["assistants"] if not isinstance(entry["email"], str)]
        for entry in bad:
            practice["assistants"].remove(entry)
            mended.append(slug)
    mended += sorted(files.broken)
    files.broken.clear()
    return ", ".join(mended) or None


def _no_address(files: Files, _: date) -> str | None:
    if not files.practices:
        return None
    slug = files.random.choice(sorted(files.practices))
    files.practices[slug]["assistants"].append({**entry_of("nadie", ["escazu"]), "email": 5})
    return slug


def _break(files: Files, _: date) -> str | None:
    if not files.practices:
        return None
    slug = files.random.choice(sorted(files.practices))
    files.broken.add(slug)
    return slug


def _delete(files: Files, _: date) -> str | None:
    if len(files.practices) < 2:
        return None
    slug = files.random.choice(sorted(files.practices))
    files.deleted[slug] = files.practices.pop(slug)
    files.broken.discard(slug)
    return slug


def _undelete(files: Files, _: date) -> str | None:
    if not files.deleted:
        return None
    slug = files.random.choice(sorted(files.deleted))
    files.practices[slug] = files.deleted.pop(slug)
    return slug


def _rename(files: Files, _: date) -> str | None:
    whole = sorted(set(files.practices) - files.broken)
    if not whole:
        return None
    slug = files.random.choice(whole)
    practice = files.practices.pop(slug)
    stem, _, number = slug.partition("-")
    new = f"{stem}-{int(number or 0) + 1}"
    practice |= {"practice": new, "previously": [*practice.get("previously", []), slug]}
    files.practices[new] = practice
    return f"{slug} → {new}"


def _empty(files: Files, _: date) -> str | None:
    if not files.practices:
        return None
    slug = files.random.choice(sorted(files.practices))
    files.practices[slug]["assistants"] = []
    return slug


def _many_leave(files: Files, _: date) -> str | None:
    if not files.practices:
        return None
    slug = max(sorted(files.practices), key=lambda item: len(files.practices[item]["assistants"]))
    people = files.practices[slug]["assistants"]
    if len(people) < 3:
        return None
    del people[1:]
    return slug


def _mode(files: Files, _: date) -> str | None:
    if not files.practices:
        return None
    slug = files.random.choice(sorted(files.practices))
    practice = files.practices[slug]
    if practice.pop("mode", None) is None:
        practice["mode"] = "plan-only"
    return slug


def _new_clinic(files: Files, _: date) -> str | None:
    for slug, number in files.anybody():
        practice = files.practices[slug]
        if any(clinic["id"] == "nueva" for clinic in practice["clinics"]):
            return None
        practice["clinics"].append({"id": "nueva", "name": "Nueva"})
        practice["assistants"][number]["clinics"].append("nueva")
        return slug
    return None


EDITS: dict[str, tuple[float, Callable[[Files, date], str | None]]] = {
    "hire": (24, _hire),
    "leave": (12, _leave),
    "dates": (7, _on_entry(_dates)),
    "clinics": (8, _on_entry(_reclinic)),
    "record": (9, _on_entry(_record)),
    "billing": (6, _on_entry(_billing)),
    "note": (6, _on_entry(_note)),
    "address": (5, _on_entry(_address)),
    "wrong clinic": (2, _on_entry(_wrong_clinic)),
    "no address": (1, _no_address),
    "broken file": (1, _break),
    "mend": (6, _mend),
    "delete": (1.5, _delete),
    "undelete": (4, _undelete),
    "rename": (1.5, _rename),
    "empty": (1, _empty),
    "many leave": (2, _many_leave),
    "mode": (1.5, _mode),
    "new clinic": (1.5, _new_clinic),
}
