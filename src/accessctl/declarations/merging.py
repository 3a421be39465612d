"""Two changes of one file, made from the same beginning, joined by what they mean.

Entries are matched by address, clinics by id, everything else by key. What only one side changed is taken,
with its comments; what both changed differently is nobody's to decide here: it is a clash, with both values.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from accessctl.declarations.commented import Unit
from accessctl.declarations.source_text import alike
from accessctl.model.edit import Clash
from accessctl.model.identity import normalise_address

Path = tuple[str, ...]


@dataclass(slots=True)
class Merged:
    """The joined file, and what could not be joined: there it has what ours says."""

    root: Unit
    clashes: list[Clash] = field(default_factory=list)


def merge(base: Unit | None, ours: Unit, theirs: Unit) -> Merged:
    """Return the two sides joined; without a base both came into being by themselves."""
    merging = _Merging()
    root = merging.unit((), base, ours, theirs)
    return Merged(root or ours, merging.clashes)


@dataclass(slots=True)
class _Merging:
    clashes: list[Clash] = field(default_factory=list)

    def unit(self, path: Path, base: Unit | None, ours: Unit | None, theirs: Unit | None) -> Unit | None:
        """Return the unit that stands for the three; None where it is gone."""
        if ours is None or theirs is None:
            return self.one_sided(path, base, ours, theirs)
        old = base or Unit()
        joined = Unit(
            None,
            ours.scalar,
            _lines(old.above, ours.above, theirs.above),
            _lines(old.beside, ours.beside, theirs.beside),
            _lines(old.inside, ours.inside, theirs.inside),
            _lines(old.below, ours.below, theirs.below),
            ours.on_lines or theirs.on_lines,
        )
        if isinstance(ours.parts, dict) and isinstance(theirs.parts, dict):
            inner = base.parts if base is not None and isinstance(base.parts, dict) else {}
            joined.parts = self.keyed(path, inner, ours.parts, theirs.parts)
            return joined
        if isinstance(ours.parts, list) and isinstance(theirs.parts, list):
            listed = self.listed(path, base, ours.parts, theirs.parts)
            if listed is not None:
                joined.parts = listed
                return joined
        chosen = self.chosen(path, base, ours, theirs)
        joined.parts, joined.scalar = chosen.parts, chosen.scalar
        known = {*_within(old), *_within(chosen)}  # what was said inside the other value is not lost
        joined.above += [said for side in (ours, theirs) for said in _within(side) if said not in known]
        return joined

    def one_sided(self, path: Path, base: Unit | None, ours: Unit | None, theirs: Unit | None) -> Unit | None:
        """Return what becomes of a unit that a side lacks: new, or taken out, or a clash."""
        there = ours or theirs
        if there is None or base is None:
            return there
        if _same(base, there):
            return None
        self.clashes.append(Clash(path, _value(ours), _value(theirs)))
        return there

    def chosen(self, path: Path, base: Unit | None, ours: Unit, theirs: Unit) -> Unit:
        """Return the side that changed a value."""
        if _same(ours, theirs) or (base is not None and _same(base, theirs)):
            return ours
        if base is not None and _same(base, ours):
            return theirs
        self.clashes.append(Clash(path, _value(ours), _value(theirs)))
        return ours

    def keyed(
        self, path: Path, base: dict[str, Unit], ours: dict[str, Unit], theirs: dict[str, Unit]
    ) -> dict[str, Unit]:
        """Return two mappings joined key by key."""
        parts = {}
        for key in dict.fromkeys((*ours, *theirs)):
            unit = self.unit((*path, key), base.get(key), ours.get(key), theirs.get(key))
            if unit is not None:
                parts[key] = unit
        return parts

    def listed(
        self, path: Path, base: Unit | None, ours: list[Unit], theirs: list[Unit]
    ) -> list[Unit] | None:
        """Return two lists joined item by item; None where a list is one value, to be changed as a whole."""
        name = _NAMES.get(path) or (_content if len(path) < 3 and path[:1] != ("assistants",) else None)
        before = base.parts if base is not None and isinstance(base.parts, list) else []
        if name is None:
            return None
        tables = [{name(item): item for item in items} for items in (before, ours, theirs)]
        if any(len(table) != len(items) for table, items in zip(tables, (before, ours, theirs), strict=True)):
            return None
        was, here, there = tables
        joined: dict[str, Unit] = {}
        for one in _order([*here], [*there]):
            unit = self.unit((*path, one), was.get(one), here.get(one), there.get(one))
            if unit is not None:
                joined[one] = unit
        return list(joined.values())


def _address(item: Unit) -> str:
    return normalise_address(str(item.value["email"]))


def _id(item: Unit) -> str:
    return str(item.value["id"])


def _content(item: Unit) -> str:
    value = item.value
    return normalise_address(value) if isinstance(value, str) else json.dumps(value, sort_keys=True)


_NAMES: dict[Path, Callable[[Unit], str]] = {("assistants",): _address, ("clinics",): _id}
"""By what the items of a list are told apart."""


def _order(ours: list[str], theirs: list[str]) -> list[str]:
    """Return all names: in our order, and what only they have behind what stands before it there."""
    order = list(ours)
    for index, name in enumerate(theirs):
        if name not in order:
            before = next((one for one in reversed(theirs[:index]) if one in order), None)
            order.insert(0 if before is None else order.index(before) + 1, name)
    return order


def _lines(known: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Return the comments of both sides: those that a side took out are gone, those it wrote are there."""
    if theirs in (ours, known):
        return list(ours)
    if ours == known:
        return list(theirs)
    kept = [line for line in ours if line in theirs or line not in known]
    return [*kept, *(line for line in theirs if line and line not in known and line not in kept)]


def _within(unit: Unit) -> Iterator[str]:
    """Yield the comments inside a value."""
    for part in unit.below_units:
        yield from (said for said in (*part.above, *part.beside, *part.inside, *part.below) if said)
        yield from _within(part)


def _same(one: Unit, other: Unit) -> bool:
    return alike(_settled(one.value), _settled(other.value))


def _settled(value: Any) -> Any:
    """Return the value with record access in one form, so that a rewriting is no change."""
    if isinstance(value, dict) and isinstance(value.get("record_access"), bool):
        rest = {key: inner for key, inner in value.items() if key != "record_access"}
        return {**rest, "record_access": {}} if value["record_access"] else rest
    return value


def _value(unit: Unit | None) -> Any:
    return None if unit is None else unit.value
