"""Edits of one mapping: put a key, change it, take it out, in block style as well as in braces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from accessctl.declarations.source_text import (
    Edit,
    SourceText,
    alike,
    column_of,
    end_of,
    in_block,
    start_of,
)
from accessctl.declarations.yaml_nodes import MappingNode, Node, SequenceNode
from accessctl.declarations.yaml_writing import Value, comment, written


def put_key(
    source: SourceText,
    node: MappingNode,
    pair: tuple[str, Value],
    order: Sequence[str],
    comments: Sequence[str] = (),
) -> Iterator[Edit]:
    """Yield the edits that give a key its value; a new key stands where `order` has it.

    Comments are put above the key, in block style only: in braces they are the caller's to place.
    """
    key, value = pair
    said = [comment(text) for text in comments] if in_block(node) else []
    if key not in node.nodes:
        yield _new_key(source, node, pair, order, said)
    elif not alike(node.value[key], value):
        yield from comments_above(source, start_of(node.keys[key]), said)
        yield from _changed(source, node, key, value)


def comments_above(source: SourceText, index: int, said: Sequence[str]) -> Iterator[Edit]:
    """Yield the edit that puts comments above the line with the offset, indented as that line is."""
    line = source.text[source.line_start(index) : source.line_end(index)]
    indent = line[: len(line) - len(line.lstrip())]
    if said:
        yield source.before_line(index, [f"{indent}{text}" for text in said])


def drop_key(source: SourceText, node: MappingNode, key: str) -> Iterator[Edit]:
    """Yield the edits that take a key out; comments above it stay, the one behind its value goes."""
    if key not in node.nodes:
        return
    start, end = start_of(node.keys[key]), end_of(node.nodes[key], source.text)
    if not in_block(node):
        yield from cut_from_brackets(source, start, end)
    elif source.starts_line(start):
        yield Edit(source.line_start(start), source.line_end(end))
    else:
        yield from _pulled_up(source, node, start, end)


def cut_from_brackets(source: SourceText, start: int, end: int) -> Iterator[Edit]:
    """Yield the edit that takes a part out of brackets or braces, with one of the commas beside it."""
    text = source.text
    after = end + len(text[end:]) - len(text[end:].lstrip())
    if text[after : after + 1] == ",":
        after += 1
        while text[after : after + 1] == " ":
            after += 1
        yield Edit(start, after)
        return
    before = len(text[:start].rstrip())
    if text[before - 1 : before] == ",":
        yield Edit(before - 1, end)
    else:  # the only one, or a comment stands between: a comma too many does no harm there
        yield Edit(start, end)


def _indent(node: MappingNode) -> int:
    return column_of(next(iter(node.keys.values())))


def _new_key(
    source: SourceText,
    node: MappingNode,
    pair: tuple[str, Value],
    order: Sequence[str],
    said: list[str],
) -> Edit:
    key, value = pair
    new = f"{written(key)}: {written(value)}"
    if not node.nodes:
        return Edit(start_of(node), end_of(node, source.text), f"{{{new}}}")
    earlier = order[: order.index(key)] if key in order else tuple(node.nodes)
    before = next((name for name in reversed(earlier) if name in node.nodes), None)
    if before is None:
        first = start_of(next(iter(node.keys.values())))
        joined = f"{source.newline}{' ' * _indent(node)}" if in_block(node) else ", "
        return Edit(first, first, f"{new}{joined}")
    end = end_of(node.nodes[before], source.text)
    if not in_block(node):
        return Edit(end, end, f", {new}")
    return source.after_line(end, [f"{' ' * _indent(node)}{line}" for line in (*said, new)])


def _changed(source: SourceText, node: MappingNode, key: str, value: Value) -> Iterator[Edit]:
    old = node.nodes[key]
    if isinstance(old, MappingNode) and isinstance(value, Mapping) and _nested(old, value):
        for name in sorted(old.value.keys() - value.keys()):
            yield from drop_key(source, old, name)
        for pair in value.items():
            yield from put_key(source, old, pair, tuple(value))
        return
    kept = _kept_items(old, value)
    if kept is not None and isinstance(old, SequenceNode):
        yield from _changed_items(source, old, kept, list(value)[len(kept) :])  # type: ignore[arg-type]
        return
    start, end = start_of(old), end_of(old, source.text)
    if not in_block(old):
        space = " " if start == end else ""
        yield Edit(start, end, f"{space}{written(value)}")
        return
    colon = source.text.index(":", end_of(node.keys[key], source.text)) + 1
    yield Edit(colon, colon, f" {written(value)}")
    yield Edit(source.line_start(start), source.line_end(end))


def _nested(old: MappingNode, value: Mapping[str, Value]) -> bool:
    """Say whether the mapping can be changed key by key, so that comments between its lines stay."""
    return in_block(old) and bool(old.value.keys() & value.keys())


def _kept_items(old: Node, value: Value) -> list[object] | None:
    """Return the items that a list in block style keeps, where the new one begins with just those."""
    if not isinstance(old, SequenceNode) or not in_block(old) or not isinstance(value, list | tuple):
        return None
    kept = [item for item in old.value if item in value]
    return kept if kept and kept == list(value)[: len(kept)] else None


def _changed_items(
    source: SourceText, old: SequenceNode, kept: list[object], added: list[Value]
) -> Iterator[Edit]:
    for item, node in zip(old.value, old.nodes, strict=True):
        if item not in kept:
            start, end = start_of(node), end_of(node, source.text)
            yield Edit(source.line_start(start), source.line_end(end))
    if added:
        last = end_of(old.nodes[-1], source.text)
        yield source.after_line(last, [f"{' ' * column_of(old)}- {written(item)}" for item in added])


def _pulled_up(source: SourceText, node: MappingNode, start: int, end: int) -> Iterator[Edit]:
    """Take out the key behind an item's dash: the next one takes its place, if no comment stands between."""
    following = [start_of(mark) for mark in node.keys.values() if start_of(mark) > start]
    if not following:
        yield Edit(start, end, "{}")
        return
    gap = source.text[end : min(following)]
    yield Edit(start, end if gap.strip() else min(following))
