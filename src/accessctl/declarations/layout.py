"""The one way in which a file is written: order of keys, lines, spaces, blank lines.

A key a line; what is short and holds no comment in brackets or braces; an assistant always on lines, in order
of address, with a blank line between two, so that git can merge changes to neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, get_args

from accessctl.declarations.commented import BLANK, Unit
from accessctl.declarations.list_edits import WIDTH
from accessctl.declarations.policy_document import PolicyDocument
from accessctl.declarations.practice_document import PracticeDocument
from accessctl.declarations.settings_document import SettingsDocument
from accessctl.declarations.shapes import Document
from accessctl.declarations.yaml_writing import written
from accessctl.model.identity import normalise_address

ENTRIES = "assistants"
SPACED = ("clinics", "billing_issuer", ENTRIES)
"""The keys of a practice that a blank line stands above."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys of a mapping in their order, each with the shape of what is below it."""

    document: type[Document] | None = None
    keys: Mapping[str, Shape] = field(default_factory=dict)
    as_written: bool = False
    """Whether what was written on lines stays on lines: settings and policy are laid out by their authors."""

    def of(self, key: str) -> Shape:
        """Return the shape below a key."""
        return self.keys.get(key) or Shape(as_written=self.as_written)


@cache
def shape_of(document: type[Document], *, as_written: bool = False) -> Shape:
    """Return the shape that the document's fields say."""
    keys = {}
    for name, about in document.model_fields.items():
        inner = next(_documents(about.annotation), None)
        shape = None if inner is None else shape_of(inner, as_written=as_written)
        keys[about.alias or name] = shape or Shape(as_written=as_written)
    return Shape(document, keys, as_written)


def practice_lines(root: Unit) -> Iterator[str]:
    """Yield the lines of a practice's file."""
    yield from _file(root, shape_of(PracticeDocument))


def settings_lines(root: Unit) -> Iterator[str]:
    """Yield the lines of the settings."""
    yield from _file(root, shape_of(SettingsDocument, as_written=True))


def policy_lines(root: Unit) -> Iterator[str]:
    """Yield the lines of the policy."""
    yield from _file(root, shape_of(PolicyDocument, as_written=True))


def canonical(value: Any) -> Any:
    """Return what a practice's file says as the layout has it: entries in order, record access a mapping."""
    if not isinstance(value.get(ENTRIES), list):
        return value
    entries = [
        {**entry, "record_access": {}} if entry.get("record_access") is True else entry
        for entry in value[ENTRIES]
    ]
    return {**value, ENTRIES: sorted(entries, key=lambda entry: normalise_address(str(entry["email"])))}


def _documents(annotation: Any) -> Iterator[type[Document]]:
    if isinstance(annotation, type) and issubclass(annotation, Document):
        yield annotation
    for inner in get_args(annotation):
        yield from _documents(inner)


def _file(root: Unit, shape: Shape) -> Iterator[str]:
    practice = shape.document is PracticeDocument
    yield from _stripped(root.inside)
    for number, (key, unit) in enumerate(_ordered(root, shape)):
        above = _stripped(unit.above) if practice and unit.above == [BLANK] else unit.above
        if practice and key in SPACED:
            above = [BLANK, *_stripped(above)]
        if number == 0 and root.inside[-1:] in ([], [BLANK]):
            above = _stripped(above)
        yield from _indented(above, "")
        yield from _pair((key, unit), shape.of(key), "", entries=practice and key == ENTRIES)
    yield from _indented(root.below, "")


def _pair(pair: tuple[str, Unit], shape: Shape, indent: str, *, entries: bool = False) -> Iterator[str]:
    """Yield the lines of a key and its value, but for what stands above them."""
    key, unit = pair
    first, *others = unit.beside or [""]
    for more in others:  # a line has one end: what came from several lines stands above
        yield f"{indent}{more}"
    behind = f"  {first}" if first else ""
    head = f"{indent}{written(key)}:"
    if unit.parts is None:
        prose = _prose(unit.scalar)
        if prose is None:
            yield f"{head} {written(unit.scalar)}{behind}"
            return
        yield f"{head} {prose[0]}{behind}"
        yield from (f"{indent}  {line}" if line else "" for line in prose[1:])
        return
    if not unit.parts:  # an empty collection has no line inside
        yield from _indented([line for line in (*unit.inside, *unit.below) if line], indent)
        yield f"{head} {_flow(unit, shape)}{behind}"
        return
    if not entries and not _on_lines(unit, shape):
        flow = f"{head} {_flow(unit, shape)}"
        if len(flow) <= WIDTH:
            yield flow + behind
            return
    yield head + behind
    yield from _collection(unit, shape, f"{indent}  ", entries=entries)


def _collection(unit: Unit, shape: Shape, indent: str, *, entries: bool = False) -> Iterator[str]:
    if isinstance(unit.parts, dict):
        yield from _keys(unit, shape, indent)
    else:
        yield from _indented(_stripped(unit.inside), indent)
        items = list(unit.below_units)
        if entries:
            items = sorted((_entry(item) for item in items), key=_address)
        for number, item in enumerate(items):
            yield from _item(item, shape, indent, first=number == 0, entry=entries)
    yield from _indented(unit.below, indent)


def _keys(unit: Unit, shape: Shape, indent: str, above: list[str] | None = None) -> Iterator[str]:
    """Yield the lines of a mapping; of the first key's comments, `above` are printed already."""
    for number, (key, part) in enumerate(_ordered(unit, shape)):
        lines = part.above if part.above != [BLANK] else []
        if number == 0:
            lines = [] if above is not None else _stripped(lines)
        yield from _indented(lines, indent)
        yield from _pair((key, part), shape.of(key), indent)


def _item(item: Unit, shape: Shape, indent: str, *, first: bool, entry: bool) -> Iterator[str]:
    above = item.above
    if first:
        above = _stripped(above)
    elif entry:
        above = [BLANK, *_stripped(above)]
    elif above == [BLANK]:
        above = []
    ordered = _ordered(item, shape)
    if ordered:  # what stands above its first line stands above the item
        first_key = ordered[0][1]
        above = (
            [*above, *_stripped(first_key.above)]
            if above[-1:] in ([], [BLANK])
            else [*above, *first_key.above]
        )
        first_key.above = []
    if not first and BLANK in above:  # else the first comment would seem to belong to the item before
        above = [BLANK, *_stripped(above)]
    flow = f"{indent}- {_flow(item, shape)}"
    if not item.parts or (not entry and not _on_lines(item, shape) and len(flow) <= WIDTH):
        yield from _indented([*above, *item.beside[1:]], indent)
        yield flow + (f"  {item.beside[0]}" if item.beside else "")
        return
    above = [*above, *item.beside]
    if ordered:
        above += ordered[0][1].beside[1:]
        ordered[0][1].beside = ordered[0][1].beside[:1]
    yield from _indented(above, indent)
    lines = _collection(item, shape, f"{indent}  ")
    yield f"{indent}- {next(lines)[len(indent) + 2 :]}"
    yield from lines


def _entry(item: Unit) -> Unit:
    """Return the entry with record access as a mapping, where it is granted."""
    parts = item.parts if isinstance(item.parts, dict) else {}
    access = parts.get("record_access")
    if access is None or access.scalar is not True:
        return item
    return replace(item, parts={**parts, "record_access": replace(access, parts={}, scalar=None)})


def _address(item: Unit) -> str:
    parts = item.parts if isinstance(item.parts, dict) else {}
    return normalise_address(str(parts["email"].scalar))


def _ordered(unit: Unit, shape: Shape) -> list[tuple[str, Unit]]:
    parts = unit.parts if isinstance(unit.parts, dict) else {}
    known = [(key, parts[key]) for key in shape.keys if key in parts]
    return [*known, *((key, part) for key, part in parts.items() if key not in shape.keys)]


def _on_lines(unit: Unit, shape: Shape) -> bool:
    """Say whether the value does not stand in brackets: mappings in a list are read one a line."""
    listed = isinstance(unit.parts, list) and any(isinstance(part.parts, dict) for part in unit.parts)
    return listed or (shape.as_written and unit.on_lines) or unit.commented_within


def _flow(unit: Unit, shape: Shape) -> str:
    match unit.parts:
        case None:
            return written(unit.scalar)
        case dict():
            said = (f"{written(key)}: {_flow(part, shape.of(key))}" for key, part in _ordered(unit, shape))
            return "{" + ", ".join(said) + "}"
        case _:
            return "[" + ", ".join(_flow(part, shape) for part in unit.parts) + "]"


def _prose(value: object) -> list[str] | None:
    """Return the lines of a text of several lines, the sign first, where they can be read as such."""
    if not isinstance(value, str) or "\n" not in value.rstrip("\n"):
        return None
    ending = len(value) - len(value.rstrip("\n"))
    lines = value.rstrip("\n").split("\n")
    readable = all(line.isprintable() and line == line.rstrip() for line in lines)
    if ending > 1 or not readable or not lines[0] or lines[0][0].isspace():
        return None
    return ["|" if ending else "|-", *lines]


def _stripped(lines: list[str]) -> list[str]:
    """Return the lines without blank ones in front."""
    return lines[1:] if lines[:1] == [BLANK] else lines


def _indented(lines: list[str], indent: str) -> Iterator[str]:
    return (f"{indent}{line}" if line else "" for line in lines)
