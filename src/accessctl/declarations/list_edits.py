"""Edits of one list: put an item in at its place, or take one out, with the comments that belong to it.

A comment belongs to the item below it when no blank line parts them, and to the item above it when it is
indented deeper than the list's dashes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accessctl.declarations.mapping_edits import cut_from_brackets
from accessctl.declarations.source_text import (
    Edit,
    SourceText,
    column_of,
    end_of,
    in_block,
    start_of,
)
from accessctl.declarations.yaml_nodes import MappingNode, SequenceNode
from accessctl.declarations.yaml_writing import Comments, Value, block_item, pairs
from accessctl.errors import AccessctlError

WIDTH = 110
"""An item in braces that would be longer is written on lines."""


@dataclass(frozen=True, slots=True)
class Item:
    """A new item, the order of its keys, and the comments that stand at them."""

    values: Mapping[str, Value]
    keys: Sequence[str]
    comments: Comments

    @property
    def in_braces(self) -> str:
        """The item on one line."""
        known = {key: self.values[key] for key in self.keys if key in self.values}
        return "{" + pairs({**known, **self.values}) + "}"

    @property
    def lines(self) -> list[str]:
        """The item on lines, with its comments."""
        return block_item(self.values, self.comments, self.keys)


def list_under(source: SourceText, key: str) -> SequenceNode:
    """Return the list under a key of the text, which must have one."""
    node = source.root.nodes[key]
    assert isinstance(node, SequenceNode)  # noqa: S101 - who asks has looked
    return node


def insert_item(source: SourceText, key: str, item: Item, after: int | None) -> Iterator[Edit]:
    """Yield the edits that put an item behind the one of that number, or in front of all.

    A list in brackets becomes one on lines, where it stands alone and no comment would be lost.
    """
    node = list_under(source, key)
    if in_block(node):
        yield _on_lines(source, node, item, after)
    elif in_block(source.root) and not _has_comments(source, node):
        yield from _spread(source, key, item, after)
    else:
        yield _in_brackets(source, node, item, after)


def remove_item(source: SourceText, key: str, index: int) -> Iterator[Edit]:
    """Yield the edits that take an item out."""
    node = list_under(source, key)
    if not in_block(node):
        item = node.nodes[index]
        yield from cut_from_brackets(source, start_of(item), end_of(item, source.text))
        return
    start, end = _extent(source, node, index)
    if index == 0:  # the comments above the first one may be about the whole list
        start = source.line_start(dash_of(source, node, index))
    if len(node.nodes) == 1:
        colon = source.text.index(":", end_of(source.root.keys[key], source.text)) + 1
        yield Edit(colon, colon, " []")
    elif index + 1 < len(node.nodes):
        while (following := source.line_end(end)) > end and not source.text[end:following].strip():
            end = following
    else:
        while start and not source.text[source.line_start(start - 1) : start].strip():
            start = source.line_start(start - 1)
    yield Edit(start, end)


def dash_of(source: SourceText, node: SequenceNode, index: int) -> int:
    """Return the offset of an item's dash, which may stand on an earlier line than the item."""
    column = column_of(node)
    line = source.line_start(start_of(node.nodes[index]))
    while source.text[line : line + column].strip() or source.text[line + column : line + column + 1] != "-":
        if line == 0:
            raise AccessctlError("edit-impossible")
        line = source.line_start(line - 1)
    return line + column


def _extent(source: SourceText, node: SequenceNode, index: int) -> tuple[int, int]:
    """Return where the lines of an item begin and end, with the comments that belong to it."""
    start = source.line_start(dash_of(source, node, index))
    above = _end(source, node, index - 1) if index else source.line_end(_opening(source, node))
    while start > above and source.text[source.line_start(start - 1) : start].lstrip().startswith("#"):
        start = source.line_start(start - 1)
    return start, _end(source, node, index)


def _end(source: SourceText, node: SequenceNode, index: int) -> int:
    end = source.line_end(end_of(node.nodes[index], source.text))
    while _belongs(source.text[end : (following := source.line_end(end))], column_of(node)):
        end = following
    return end


def _opening(source: SourceText, node: SequenceNode) -> int:
    """Return an offset on the line of the list's key."""
    return max(start_of(key) for key in source.root.keys.values() if start_of(key) < start_of(node))


def _belongs(line: str, column: int) -> bool:
    bare = line.lstrip()
    return bare.startswith("#") and len(line) - len(bare) > column


def _on_lines(source: SourceText, node: SequenceNode, item: Item, after: int | None) -> Edit:
    indent = " " * column_of(node)
    lines = [f"{indent}{line}" for line in _styled(node, item, len(indent))]
    parted = _parted(source, node, after)
    if after is None:
        start, _ = _extent(source, node, 0)
        return source.before_line(start, [*lines, *([""] if parted else [])])
    end = _end(source, node, after)
    return source.after_line(end - 1, [*([""] if parted else []), *lines])


def _styled(node: SequenceNode, item: Item, indent: int) -> list[str]:
    braces = f"- {item.in_braces}"
    all_braces = all(isinstance(one, MappingNode) and not in_block(one) for one in node.nodes)
    short = indent + len(braces) <= WIDTH and not item.comments
    return [braces] if all_braces and short else item.lines


def _parted(source: SourceText, node: SequenceNode, after: int | None) -> bool:
    """Say whether blank lines part the items, here or else where the nearest two stand."""
    if len(node.nodes) == 1:
        only = node.nodes[0]
        return in_block(only) and len(only.nodes) > 1 if isinstance(only, MappingNode) else False
    first = min(after or 0, len(node.nodes) - 2)
    end, start = _extent(source, node, first)[1], _extent(source, node, first + 1)[0]
    return start > end


def _has_comments(source: SourceText, node: SequenceNode) -> bool:
    """Say whether there may be a comment inside the brackets."""
    return "#" in source.text[start_of(node) : end_of(node, source.text)]


def _spread(source: SourceText, key: str, item: Item, after: int | None) -> Iterator[Edit]:
    """Write a list in brackets as one on lines, each item as it was, and the new one among them."""
    node = list_under(source, key)
    text, indent = source.text, "  "
    old = [f"{indent}- {text[start_of(one) : end_of(one, text)]}" for one in node.nodes]
    new = [f"{indent}{line}" for line in _styled(node, item, len(indent))]
    if not old:
        new = [f"{indent}{line}" for line in item.lines]
    at = 0 if after is None else after + 1
    start, end = start_of(node), end_of(node, text)
    yield Edit(len(text[:start].rstrip(" ")), end)
    yield source.after_line(end, [*old[:at], *new, *old[at:]])


def _in_brackets(source: SourceText, node: SequenceNode, item: Item, after: int | None) -> Edit:
    text = source.text
    if not node.nodes:
        end = end_of(node, text) - 1
        return Edit(end, end, item.in_braces)
    beside = node.nodes[after or 0]
    start, end = start_of(beside), end_of(beside, text)
    own_line = source.starts_line(start)
    gap = source.newline + text[source.line_start(start) : start] if own_line else " "
    if after is None:
        return Edit(start, start, f"{item.in_braces},{gap}")
    return Edit(end, end, f",{gap}{item.in_braces}")
