"""A file as a tree of what it says, each part with the comments that stand at it.

What is kept of the text is its comments, in order, and the blank lines beside them: everything else can be
written anew from the values. Where a comment belongs is decided in `comment_places`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from accessctl.declarations.source_text import column_of, end_of, in_block, start_of
from accessctl.declarations.yaml_nodes import MappingNode, Node, SequenceNode

BLANK = ""
"""Stands for a blank line among comments."""

_TO_DASH = re.compile(r"(?:\s|#[^\n]*)*-")


@dataclass(slots=True)
class Unit:
    """The whole file, a key with its value, or an item of a list, with the comments that stand at it.

    `above` and `below` hold lines of their own; `beside` ends the line of the key or item; `inside` stands
    above the first item of a list, or above all of the file, and belongs to none of what follows.
    """

    parts: dict[str, Unit] | list[Unit] | None = None
    scalar: Any = None
    above: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    on_lines: bool = False
    """Whether the value was a collection written on lines."""

    @property
    def value(self) -> Any:
        """What the unit says, as a plain value."""
        match self.parts:
            case None:
                return self.scalar
            case dict():
                return {key: unit.value for key, unit in self.parts.items()}
            case _:
                return [unit.value for unit in self.parts]

    @property
    def below_units(self) -> Iterator[Unit]:
        """The units that are parts of this one."""
        match self.parts:
            case dict():
                yield from self.parts.values()
            case list():
                yield from self.parts

    @property
    def commented_within(self) -> bool:
        """Whether a comment stands somewhere in the value, so that one line cannot hold it."""
        return bool(self.inside or self.below) or any(
            unit.above or unit.beside or unit.commented_within for unit in self.below_units
        )


@dataclass(slots=True)
class Spot:
    """Where a unit stands in the text; `first` and `last` are the offsets of its value."""

    unit: Unit
    owner: Spot | None
    start: int
    column: int
    first: int
    last: int
    inner: int | None
    """The column of the lines of a collection in block style, or of one that an item is written as."""
    flow: bool
    item: bool


@dataclass(slots=True)
class Surveyed:
    """A file's units in the order of the text, and the parts of the text in which no comment can be."""

    root: Unit
    spots: list[Spot]
    closed: list[tuple[int, int]]


def survey(root: MappingNode, text: str) -> Surveyed:
    """Return the units of a tree that was read without a problem, nothing attached to them yet."""
    survey_ = _Survey(text)
    unit = Unit(on_lines=in_block(root))
    survey_.fill(unit, root, None)
    return Surveyed(unit, survey_.spots, closed_of(root, text))


def closed_of(root: Node, text: str) -> list[tuple[int, int]]:
    """Return where scalars stand: there no comment begins (of a block text: below its first line)."""
    found: list[tuple[int, int]] = []
    _close(root, text, found)
    return found


def _close(node: Any, text: str, found: list[tuple[int, int]]) -> None:
    if isinstance(node, MappingNode):
        for key, child in node.nodes.items():
            mark: Any = node.keys[key]
            found.append((mark.start_mark.index, mark.end_mark.index))
            _close(child, text, found)
    elif isinstance(node, SequenceNode):
        for child in node.nodes:
            _close(child, text, found)
    elif node.style in ("|", ">"):
        found.append((text.find("\n", node.start_mark.index), end_of(node, text)))
    else:
        found.append((node.start_mark.index, node.end_mark.index))


@dataclass(slots=True)
class _Survey:
    text: str
    spots: list[Spot] = field(default_factory=list)

    def fill(self, unit: Unit, node: MappingNode | SequenceNode, spot: Spot | None) -> None:
        """Give a unit its parts, and note where each of them stands."""
        if isinstance(node, MappingNode):
            unit.parts = parts = {}
            for key, child in node.nodes.items():
                mark: Any = node.keys[key].start_mark
                parts[key] = self.part(child, node.value[key], spot, (mark.index, mark.column), item=False)
            return
        unit.parts = items = []
        at, block = start_of(node), in_block(node)
        for child, said in zip(node.nodes, node.value, strict=True):
            dash = _TO_DASH.match(self.text, at) if block else None
            place = (dash.end() - 1, column_of(node)) if dash else (start_of(child), column_of(child))
            items.append(self.part(child, said, spot, place, item=True))
            at = end_of(child, self.text)

    def part(self, node: Any, value: Any, owner: Spot | None, place: tuple[int, int], *, item: bool) -> Unit:
        """Return the unit of a key's value or of an item."""
        start, column = place
        unit = Unit()
        if isinstance(node, MappingNode | SequenceNode):
            unit.on_lines = block = in_block(node)
            inner = column_of(node) if block else (column + 2 if item else None)
            ends = (start_of(node), end_of(node, self.text))
            spot = Spot(unit, owner, start, column, *ends, inner, flow=not block, item=item)
            self.spots.append(spot)
            self.fill(unit, node, spot)
            return unit
        unit.scalar = value
        end = end_of(node, self.text)
        self.spots.append(
            Spot(unit, owner, start, column, node.start_mark.index, end, None, flow=False, item=item)
        )
        return unit
