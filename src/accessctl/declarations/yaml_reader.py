"""YAML text → a tree with places, on PyYAML's event stream (libyaml's where it is there).

What YAML can do and a declaration needs not (anchors, tags, several documents…) is refused, each with
its own problem, so that no file means more than what a reviewer reads in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from accessctl.declarations.encoding import text_of
from accessctl.declarations.problems import MANY, TOO_MANY, FileProblemError, Problem, too_many
from accessctl.declarations.scalars import FIRST, plain_value
from accessctl.declarations.syntax import DEPTH_AT_MOST, syntax_problem
from accessctl.declarations.yaml_nodes import Key, MappingNode, Node, SequenceNode, place_of

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_Scalar, _MappingStart, _MappingEnd = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.MappingEndEvent
_SequenceStart, _SequenceEnd = yaml.SequenceStartEvent, yaml.SequenceEndEvent
ITEMS_AT_MOST = 2000
"""Items of one list. No practice has so many; tens of thousands would hold everybody's check up."""
_OF_ENTRIES_TOO = frozenset({"name", "clinics", "previously"})
_BEGIN_AN_ENTRY = frozenset({"email", "id"})


@dataclass(frozen=True, slots=True)
class Tree:
    """A file as read: its plain value, the places of its parts, and what is wrong with it."""

    value: Any = None
    root: Node | None = None
    problems: tuple[Problem, ...] = ()


def read_yaml(data: bytes) -> Tree:
    """Read one document; a file that is no YAML gives a tree without a root, and the problem."""
    problems: list[Problem] = []
    try:
        text = text_of(data)
        builder = _Builder(_LOADER(text).get_event, careful="\t" in text or "\\" in text, problems=problems)
        return builder.document()
    except FileProblemError as error:
        told = problems if error.problem.code == TOO_MANY else []
        return Tree(problems=(*told, error.problem))
    except (yaml.YAMLError, ValueError) as error:  # a ValueError is an escape beyond Unicode
        return Tree(problems=(syntax_problem(error, text),))


@dataclass(slots=True)
class _Builder:
    """Turns events into nodes; `careful` looks at the characters of each scalar."""

    next: Any
    careful: bool
    problems: list[Problem] = field(default_factory=list)
    path: list[Key] = field(default_factory=list)

    def document(self) -> Tree:
        """Read the whole stream, which must hold one document."""
        self.next()
        event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            return Tree(problems=(Problem("empty-file", 1, 1),))
        if event.version not in (None, (1, 2)) or event.tags:
            self.problem("directive", event)
        value, root = self.node(self.next(), 1)
        self.next()
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            self.path.clear()
            self.problem("several-documents", event)
        return Tree(value, root, tuple(self.problems))

    def node(self, event: Any, depth: int) -> tuple[Any, Node]:
        """Return the plain value and the node that the event begins."""
        kind = event.__class__
        if kind is _Scalar:
            return self.scalar(event), event
        if kind is yaml.AliasEvent:
            self.problem("anchor.alias", event, {"name": event.anchor})
            return None, event
        if event.anchor is not None or event.tag is not None:
            self.refuse_extras(event)
        if depth > DEPTH_AT_MOST:
            line, column = place_of(event)
            raise FileProblemError(Problem("too-deep", line, column, params={"limit": DEPTH_AT_MOST}))
        node = self.mapping(event, depth) if kind is _MappingStart else self.sequence(event, depth)
        return node.value, node

    def mapping(self, start: Any, depth: int) -> MappingNode:
        """Read pairs up to the mapping's end."""
        node, take = MappingNode(start.start_mark), self.next
        values, keys, nodes = node.value, node.keys, node.nodes
        begins_anew = False  # a dash is missing before an entry: what follows is said with its first key
        while (event := take()).__class__ is not _MappingEnd:
            key = self.key(event, depth)
            again = key in values
            if again:
                first = place_of(keys[key])[0]
                dashless = key in _BEGIN_AN_ENTRY and self.in_a_list()
                if dashless or not begins_anew:
                    self.problem(
                        self.again(key, dashless=dashless), event, {"key": key, "first_line": first}, key=key
                    )
                begins_anew = begins_anew or dashless
            of_key = event
            self.path.append(key)
            value, child = self.node(take(), depth + 1)
            self.path.pop()
            if not again:
                values[key], keys[key], nodes[key] = value, of_key, child
        if start.flow_style:
            node.end = event.end_mark
        return node

    def sequence(self, start: Any, depth: int) -> SequenceNode:
        """Read items up to the sequence's end."""
        node, take = SequenceNode(start.start_mark), self.next
        while (event := take()).__class__ is not _SequenceEnd:
            if len(node.value) == ITEMS_AT_MOST:
                line, column = place_of(event)
                raise FileProblemError(
                    Problem("too-long-list", line, column, params={"limit": ITEMS_AT_MOST})
                )
            self.path.append(len(node.value))
            value, child = self.node(event, depth + 1)
            self.path.pop()
            node.value.append(value)
            node.nodes.append(child)
        if start.flow_style:
            node.end = event.end_mark
        return node

    def key(self, event: Any, depth: int) -> str:
        """Return the key's text, whatever it looks like: `2001` is a key as good as `name`."""
        if event.__class__ is not _Scalar:
            self.problem("wrong-type.key", event, key="")
            self.node(event, depth + 1)
            return ""
        if event.anchor is not None or event.tag is not None or self.careful:
            self.scalar(event)
        if event.value == "<<" and event.implicit[0]:
            self.problem("anchor.merge", event, key="<<")
        return str(event.value)

    def scalar(self, event: Any) -> Any:
        """Return what the scalar means."""
        text = event.value
        if event.anchor is not None or event.tag is not None:
            self.refuse_extras(event)
        if self.careful and (match := _FORBIDDEN.search(text)):
            self.problem("encoding.control", event, {"character": f"U+{ord(match[0]):04X}"})
        if event.implicit[0] and text[:1] in FIRST:
            return plain_value(text)
        return text

    def refuse_extras(self, event: Any) -> None:
        """Note the anchor and the tag before a node."""
        if event.anchor is not None:
            self.problem("anchor", event, {"name": event.anchor})
        if event.tag is not None:
            self.problem("tag", event, {"tag": event.tag})

    def again(self, key: str, *, dashless: bool) -> str:
        """Return the code for a key that is there already."""
        if dashless:
            return "duplicate-key.dash"
        return "duplicate-key.margin" if not self.path and key in _OF_ENTRIES_TOO else "duplicate-key"

    def in_a_list(self) -> bool:
        """Say whether what is being read is an item of a list."""
        return bool(self.path) and isinstance(self.path[-1], int)

    def problem(
        self, code: str, event: Any, params: Mapping[str, object] | None = None, *, key: Key | None = None
    ) -> None:
        """Note what is wrong at the event, or at a key that is not on the path yet."""
        line, column = place_of(event)
        path = (*self.path, key) if key is not None else tuple(self.path)
        self.problems.append(Problem(code, line, column, path, params or {}))
        if len(self.problems) >= MANY:
            raise FileProblemError(too_many(line, column))
