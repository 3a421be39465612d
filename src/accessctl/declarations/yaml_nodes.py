"""The tree that the reader builds: plain values beside the places where they stand.

A scalar's node is the parser's own event: making one more object for each of two million scalars
would cost a second. Lines and columns count from 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

Key = str | int
Path = tuple[Key, ...]
Place = tuple[int, int]


@dataclass(slots=True)
class MappingNode:
    """A mapping; `value` holds the plain values, `keys` and `nodes` the places of each key's two sides."""

    start: Any
    end: Any = None
    value: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, yaml.ScalarEvent] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)


@dataclass(slots=True)
class SequenceNode:
    """A sequence; `nodes` stand beside the plain items of `value`."""

    start: Any
    end: Any = None
    value: list[Any] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)


Node = MappingNode | SequenceNode | yaml.Event


def place_of(node: Node) -> Place:
    """Return the line and column where the node begins."""
    mark: Any = node.start_mark if isinstance(node, yaml.Event) else node.start
    return (mark.line + 1, mark.column + 1)


def last_line(node: Node, text: bytes) -> int:
    """Return the last line of the text that the node says something on; no comment or blank line after it."""
    if isinstance(node, yaml.Event):
        return _last_line_of_scalar(node, text)
    if node.end is not None:  # in brackets or braces
        return int(node.end.line + 1)
    nodes = list(node.nodes.values()) if isinstance(node, MappingNode) else node.nodes
    return last_line(nodes[-1], text) if nodes else place_of(node)[0]


def _last_line_of_scalar(event: Any, text: bytes) -> int:
    line = int(event.end_mark.line + 1)
    if getattr(event, "style", None) not in ("|", ">"):
        return line
    # A block text's end mark stands on the line after it, and after the blank lines that follow.
    if event.end_mark.column == 0:
        line -= 1
    lines = text.split(b"\n", line)[:line]
    while line > event.start_mark.line + 1 and not lines[line - 1].strip():
        line -= 1
    return line


def child_of(node: Node, key: Key) -> Node | None:
    """Return the node under the key or index."""
    if isinstance(node, MappingNode):
        return node.nodes.get(str(key))
    if isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.nodes):
        return node.nodes[key]
    return None


def value_place(root: Node, path: Iterable[Key]) -> Place:
    """Return the place of the value at the path; of the last part that is there, if it is not."""
    node = root
    for key in path:
        child = child_of(node, key)
        if child is None:
            break
        node = child
    return place_of(node)


def key_place(root: Node, path: Path) -> Place:
    """Return the place of the path's last key; of the value, where the last part is an index."""
    node: Node | None = root
    for key in path[:-1]:
        node = child_of(node, key) if node is not None else None
    if path and isinstance(node, MappingNode) and str(path[-1]) in node.keys:
        return place_of(node.keys[str(path[-1])])
    return value_place(root, path)
