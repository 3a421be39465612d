"""A file's text beside its tree, and the small edits that keep everything else as it is, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from accessctl.declarations.yaml_nodes import MappingNode, Node, SequenceNode
from accessctl.declarations.yaml_reader import read_yaml
from accessctl.errors import AccessctlError

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of what stands between two offsets."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text that could be read without a problem: only there is it clear what an edit would mean."""

    text: str
    root: MappingNode
    value: dict[str, Any]
    mark: str = ""
    """The byte order mark, which is no part of the text."""

    @property
    def newline(self) -> str:
        """The line break that the text uses."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def line_start(self, index: int) -> int:
        """Return where the line of an offset begins."""
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """Return where the next line begins, or the text ends."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1

    def starts_line(self, index: int) -> bool:
        """Say whether nothing but spaces stands before the offset on its line."""
        return not self.text[self.line_start(index) : index].strip()

    def after_line(self, index: int, lines: Iterable[str]) -> Edit:
        """Return the edit that puts lines below the one with the offset."""
        at = self.line_end(index)
        body = "".join(line + self.newline for line in lines)
        if at == len(self.text) and not self.text.endswith("\n"):
            return Edit(at, at, self.newline + body.removesuffix(self.newline))
        return Edit(at, at, body)

    def before_line(self, index: int, lines: Iterable[str]) -> Edit:
        """Return the edit that puts lines above the one with the offset."""
        at = self.line_start(index)
        return Edit(at, at, "".join(line + self.newline for line in lines))

    def edited(self, edits: Iterable[Edit]) -> str:
        """Return the text with the edits made, the byte order mark kept.

        What is put in goes before what is taken out at the same place.
        """
        text, numbered = self.text, list(enumerate(edits))
        for _, edit in sorted(numbered, key=lambda item: (item[1].start, item[1].end, item[0]), reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        return self.mark + text


def read_source(text: str) -> SourceText:
    """Read a text that is to be edited; one that has problems is refused."""
    bare = text.removeprefix(_MARK)
    tree = read_yaml(bare.encode("utf-8", "surrogatepass"))
    if tree.problems or not isinstance(tree.root, MappingNode):
        raise AccessctlError("edit-unreadable")
    return SourceText(bare, tree.root, tree.value, text[: len(text) - len(bare)])


def start_of(node: Node) -> int:
    """Return the offset at which the node begins."""
    mark: Any = node.start_mark if isinstance(node, yaml.Event) else node.start
    return int(mark.index)


def end_of(node: Node, text: str) -> int:
    """Return the offset at which the node's own text ends; no comment and no blank line after it."""
    if isinstance(node, yaml.Event):
        mark: Any = node.end_mark
        literal = getattr(node, "style", None) in ("|", ">")
        return len(text[: mark.index].rstrip()) if literal else int(mark.index)
    if node.end is not None:
        return int(node.end.index)
    children = list(node.nodes.values()) if isinstance(node, MappingNode) else node.nodes
    return end_of(children[-1], text) if children else start_of(node)


def in_block(node: Node) -> bool:
    """Say whether the node is a collection that is written on lines, not in brackets or braces."""
    return isinstance(node, MappingNode | SequenceNode) and node.end is None


def column_of(node: Node) -> int:
    """Return the column of the node, from 0."""
    mark: Any = node.start_mark if isinstance(node, yaml.Event) else node.start
    return int(mark.column)


def alike(one: object, other: object) -> bool:
    """Say whether two plain values mean the same: the order of keys says nothing, but 1 is not true."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
