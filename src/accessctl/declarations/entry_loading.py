"""One assistant's entry → an `Entry`, or what is held in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accessctl.declarations.practice_document import AssistantDocument, RecordAccessDocument
from accessctl.declarations.problem_findings import finding_of
from accessctl.declarations.problems import Problem
from accessctl.declarations.quantities import day_of
from accessctl.declarations.yaml_nodes import (
    MappingNode,
    Node,
    SequenceNode,
    last_line,
    place_of,
    value_place,
)
from accessctl.model.finding import Finding, Location, Stops
from accessctl.model.identity import Address, normalise_address
from accessctl.model.practice import Entry, HeldEntry, RecordAccess

_AN_ADDRESS = re.compile(r"[^@\s:,;<>()\"“”‘’«»]+@[^@\s:,;<>()\"“”‘’«»]+")
"""What is surely one address and nothing around it; `email:ana@x.example` would be held under a wrong one."""
_AMBIGUOUS = frozenset({"duplicate-key", "anchor", "tag", "encoding"})
"""What makes it unclear which value is meant."""

_DATES = (("from",), ("until",), ("record_access", "until"))


@dataclass(frozen=True, slots=True)
class EntrySource:
    """Where an entry stands: its file, practice and text, its number there, its node and value."""

    file: str
    practice: str
    text: bytes
    index: int
    node: Node
    value: Any


def load_entry(
    source: EntrySource, document: AssistantDocument, only_clinic: tuple[str, ...]
) -> Entry | None:
    """Return the entry; None where a date of it is on no calendar."""
    try:
        starts, ends = _day(document.starts), _day(document.ends)
        access = _record_access(document.record_access)
    except ValueError:
        return None
    return Entry(
        email=normalise_address(document.email),
        where=Location(source.file, *place_of(source.node)),
        end_line=last_line(source.node, source.text),
        written=document.email,
        name=document.name,
        surnames=document.surnames,
        clinics=document.clinics or only_clinic,
        record_access=access,
        billing=document.billing,
        starts=starts,
        ends=ends,
        previously=tuple([normalise_address(address) for address in document.previously]),
        note=document.note,
        keys=_keys(source.node),
    )


def date_problems(source: EntrySource) -> list[Problem]:
    """Return the dates of the entry that are on no calendar."""
    found = []
    for path in _DATES:
        value = source.value
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        try:
            _day(value)
        except ValueError:
            params = {"key": path[-1], "value": value}
            place = value_place(source.node, path)
            full = ("assistants", source.index, *path)
            found.append(Problem("wrong-value.no-such-day", *place, path=full, params=params))
    return found


def hold_entry(source: EntrySource, problems: Sequence[Problem]) -> tuple[list[HeldEntry], list[Finding]]:
    """Return what stands for a bad entry, and its findings.

    The person counts as declared, under every address of theirs that can be read. Where one cannot, it
    might be anybody's: nobody of the practice is removed.
    """
    where = Location(source.file, *place_of(source.node))
    email, earlier = _own_address(source, problems), _earlier_addresses(source, problems)
    addresses = [email, *(earlier if earlier is not None else (None,))]
    held = [HeldEntry(address, where) for address in addresses]
    findings = [
        finding_of(problem, source.file, _stops(email, earlier, problem), (source.practice,), email=email)
        for problem in problems
    ]
    return held, findings


def _stops(email: Address | None, earlier: Iterable[Address] | None, problem: Problem) -> Stops:
    if email is None or (earlier is None and "previously" in problem.path):
        return Stops.REMOVALS
    return Stops.ENTRY


def _own_address(source: EntrySource, problems: Iterable[Problem]) -> Address | None:
    value = source.value
    written = value.get("email") if isinstance(value, dict) else value
    if any(problem.path[2:3] == ("email",) and problem.rule in _AMBIGUOUS for problem in problems):
        return None
    return _address(written)


def _earlier_addresses(source: EntrySource, problems: Iterable[Problem]) -> tuple[Address, ...] | None:
    """Return the earlier addresses; None where they cannot be read."""
    written = source.value.get("previously", []) if isinstance(source.value, dict) else []
    if any(problem.path[2:3] == ("previously",) and problem.rule in _AMBIGUOUS for problem in problems):
        return None
    if not isinstance(written, list):
        return None
    addresses = tuple(_address(item) for item in written)
    known = tuple(address for address in addresses if address is not None)
    return known if len(known) == len(addresses) else None


def _address(written: object) -> Address | None:
    if isinstance(written, str) and _AN_ADDRESS.fullmatch(written):
        return normalise_address(written)
    return None


def _keys(node: Node) -> dict[str, tuple[int, int]]:
    if not isinstance(node, MappingNode):
        return {}
    marks: list[tuple[str, Any]] = [(key, event.start_mark) for key, event in node.keys.items()]
    places = {key: (mark.line + 1, mark.column + 1) for key, mark in marks}
    clinics = node.nodes.get("clinics")
    if isinstance(clinics, SequenceNode):
        places.update((f"clinics.{index}", place_of(item)) for index, item in enumerate(clinics.nodes))
    return places


def _day(text: object) -> date | None:
    return day_of(text) if isinstance(text, str) else None


def _record_access(written: bool | RecordAccessDocument) -> RecordAccess | None:  # noqa: FBT001 - as the file says it
    if isinstance(written, bool):
        return RecordAccess() if written else None
    return RecordAccess(written.reason, _day(written.until))
