"""A file's text → the same in the one layout, proved to say the same and to have lost no comment.

A file that has errors is nobody's to write anew. Why no library writes it: docs/decisions.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from typing import Any

from accessctl.declarations.comment_places import commented, comments_of
from accessctl.declarations.commented import Unit
from accessctl.declarations.layout import canonical, policy_lines, practice_lines, settings_lines
from accessctl.declarations.policy_document import PolicyDocument
from accessctl.declarations.practice_document import PracticeDocument
from accessctl.declarations.settings_document import SettingsDocument
from accessctl.declarations.shape_checking import check_shape, check_version
from accessctl.declarations.shapes import Document
from accessctl.declarations.source_files import POLICY, SETTINGS
from accessctl.declarations.source_text import SourceText, alike, read_source
from accessctl.declarations.yaml_nodes import MappingNode
from accessctl.declarations.yaml_reader import Tree, read_yaml
from accessctl.errors import AccessctlError

_Layout = tuple[type[Document], Callable[[Unit], Iterator[str]], Callable[[Any], Any]]


def formatted(path: str, data: bytes) -> bytes:
    """Return the file in its layout; one that has errors of form, or of a newer version, is refused."""
    source = readable(path, data)
    made = written_file(path, commented(source))
    if made != data:
        _prove(source, made, _layout(path)[2])
    return made


def laid_out(path: str, data: bytes) -> bytes:
    """Return the file as `formatted` does, unproved: fit to be compared, not to be written."""
    return written_file(path, commented(readable(path, data)))


def written_file(path: str, unit: Unit) -> bytes:
    """Return the file that says what the unit says, comments included, in its layout."""
    _, lines, _ = _layout(path)
    return "\n".join([*lines(unit), ""]).encode()


def readable(path: str, data: bytes) -> SourceText:
    """Return the text of a file that has no error of form, its lines ended as ours are."""
    bare = _unix(data)
    tree = read_yaml(bare)
    shape, _, _ = _layout(path)
    if not isinstance(tree.root, MappingNode) or tree.problems:
        raise AccessctlError("edit-unreadable")
    if check_version(tree) is not None or check_shape(shape, tree)[0] is None:
        raise AccessctlError("edit-unreadable")
    return _source(bare, tree)


def _source(bare: bytes, tree: Tree) -> SourceText:
    assert isinstance(tree.root, MappingNode)  # noqa: S101 - who asks has looked
    return SourceText(bare.decode(), tree.root, tree.value)


def _unix(data: bytes) -> bytes:
    bare = data.removeprefix(codecs.BOM_UTF8)
    return bare.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in bare else bare


def _layout(path: str) -> _Layout:
    if path == SETTINGS:
        return SettingsDocument, settings_lines, dict
    if path == POLICY:
        return PolicyDocument, policy_lines, dict
    return PracticeDocument, practice_lines, canonical


def _prove(source: SourceText, made: bytes, meaning: Callable[[Any], Any]) -> None:
    """Raise unless the new text says what the old one said, and has each of its comments."""
    try:
        said = read_source(made.decode())
    except AccessctlError:
        said = None
    if (
        said is None
        or not alike(said.value, meaning(source.value))
        or comments_of(said) != comments_of(source)
    ):
        raise AccessctlError("edit-impossible")
