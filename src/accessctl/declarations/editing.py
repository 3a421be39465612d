"""Edits of a practice file that leave everything else as it is: comments, order, style, byte for byte.

Pure functions from a text to the next. Each reads its own result again and refuses to give out a text that
does not mean exactly what was asked; and each gives the text back unchanged where nothing is to be done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from accessctl.declarations.list_edits import Item, dash_of, insert_item, list_under, remove_item
from accessctl.declarations.mapping_edits import comments_above, drop_key, put_key
from accessctl.declarations.practice_document import AssistantDocument, ClinicDocument, PracticeDocument
from accessctl.declarations.source_text import Edit, SourceText, alike, in_block, read_source, start_of
from accessctl.declarations.yaml_nodes import MappingNode, SequenceNode
from accessctl.declarations.yaml_writing import Comments, Value, comment
from accessctl.errors import AccessctlError
from accessctl.model.identity import normalise_address

ASSISTANT_KEYS, CLINIC_KEYS, PRACTICE_KEYS = (
    tuple(field.alias or name for name, field in document.model_fields.items())
    for document in (AssistantDocument, ClinicDocument, PracticeDocument)
)
"""The keys of each part of the file, in the order in which they are written."""

_NO_COMMENTS: Comments = {}


def add_entry(text: str, values: Mapping[str, Value], comments: Comments = _NO_COMMENTS) -> str:
    """Declare an assistant, in order of address. Who is declared already stays as declared, if just so."""
    source = _readable(text)
    email = str(values["email"])
    number = _entry_number(source, email)
    if number is not None:
        if alike(source.value["assistants"][number], values):
            return text
        raise AccessctlError("edit-already-declared", email=email)
    after = _neighbour(source, email)
    item = Item(values, ASSISTANT_KEYS, comments)
    wanted = _changed(source, lambda value: _insert(value["assistants"], values, after))
    return _checked(source, insert_item(source, "assistants", item, after), wanted)


def set_entry(
    text: str, email: str, changes: Mapping[str, Value | None], comments: Comments = _NO_COMMENTS
) -> str:
    """Change keys of somebody's entry; `None` takes a key out. Comments go above the keys that change."""
    number = _entry_number(_readable(text), email)
    if number is None:
        raise AccessctlError("edit-not-declared", email=email)
    for key in sorted(changes, key=_rank):  # one by one: an edit beside another would not know of it
        text = _set_one(_readable(text), number, (key, changes[key]), comments.get(key, ()))
    return text


def remove_entry(text: str, email: str) -> str:
    """Take somebody's entry out, with the comments that belong to it."""
    source = _readable(text)
    number = _entry_number(source, email)
    if number is None:
        return text
    wanted = _changed(source, lambda value: value["assistants"].pop(number))
    return _checked(source, remove_item(source, "assistants", number), wanted)


def remove_every_entry(text: str, email: str) -> str:
    """Take out all entries of somebody who may be declared more than once by mistake."""
    wanted = normalise_address(email)
    source = _readable(text)
    for number in sorted((index for index, one in _addresses(source) if one == wanted), reverse=True):
        source = _readable(text)
        said = _changed(source, lambda value, at=number: value["assistants"].pop(at))  # type: ignore[misc]
        text = _checked(source, remove_item(source, "assistants", number), said)
    return text


def add_clinic(text: str, values: Mapping[str, Value], comments: Comments = _NO_COMMENTS) -> str:
    """Declare a clinic behind the others; one that is declared already stays as it is."""
    source = _readable(text)
    clinics = source.value["clinics"]
    if any(isinstance(item, dict) and item.get("id") == values["id"] for item in clinics):
        return text
    after = len(clinics) - 1 if clinics else None
    item = Item(values, CLINIC_KEYS, comments)
    wanted = _changed(source, lambda value: value["clinics"].append(dict(values)))
    return _checked(source, insert_item(source, "clinics", item, after), wanted)


def set_practice(text: str, key: str, value: Value, comments: Sequence[str] = ()) -> str:
    """Give one of the practice's own keys a value."""
    source = _readable(text)
    wanted = _changed(source, lambda whole: whole.__setitem__(key, value))
    return _checked(source, put_key(source, source.root, (key, value), PRACTICE_KEYS, comments), wanted)


def set_nested(text: str, key: str, inner: str, value: Value) -> str:
    """Give a key of one of a settings file's mappings a value; the mapping is made where there is none."""
    source = read_source(text)
    node = source.root.nodes.get(key)
    if node is not None and not isinstance(node, MappingNode):
        raise AccessctlError("edit-unreadable")
    wanted = _changed(source, lambda whole: whole.setdefault(key, {}).__setitem__(inner, value))
    if node is None:
        return _checked(source, put_key(source, source.root, (key, {inner: value}), ()), wanted)
    return _checked(source, put_key(source, node, (inner, value), ()), wanted)


def _set_one(source: SourceText, number: int, pair: tuple[str, Value | None], comments: Sequence[str]) -> str:
    key, value = pair
    listed = list_under(source, "assistants")
    node = listed.nodes[number]
    if not isinstance(node, MappingNode):
        raise AccessctlError("edit-unreadable")
    if value is None:
        wanted = _changed(source, lambda whole: whole["assistants"][number].pop(key, None))
        return _checked(source, drop_key(source, node, key), wanted)
    wanted = _changed(source, lambda whole: whole["assistants"][number].__setitem__(key, value))
    edits = list(put_key(source, node, (key, value), ASSISTANT_KEYS, comments))
    if edits and not in_block(node):
        line = dash_of(source, listed, number) if in_block(listed) else start_of(node)
        edits += comments_above(source, line, [comment(said) for said in comments])
    return _checked(source, edits, wanted)


def _readable(text: str) -> SourceText:
    source = read_source(text)
    for key in ("assistants", "clinics"):
        if not isinstance(source.root.nodes.get(key), SequenceNode):
            raise AccessctlError("edit-unreadable")
    return source


def _entry_number(source: SourceText, email: str) -> int | None:
    """Return the number of the entry with the address; one declared twice is nobody's to edit."""
    wanted = normalise_address(email)
    found = [index for index, address in _addresses(source) if address == wanted]
    if len(found) > 1:
        raise AccessctlError("edit-ambiguous", email=email)
    return found[0] if found else None


def _addresses(source: SourceText) -> Iterable[tuple[int, str]]:
    for index, item in enumerate(source.value["assistants"]):
        email = item.get("email") if isinstance(item, dict) else None
        if isinstance(email, str):
            yield index, normalise_address(email)


def _neighbour(source: SourceText, email: str) -> int | None:
    """Return the number of the entry whose address comes last before this one; in front of all: None."""
    wanted = normalise_address(email)
    before = [(address, index) for index, address in _addresses(source) if address < wanted]
    return max(before)[1] if before else None


def _rank(key: str) -> tuple[int, str]:
    return (ASSISTANT_KEYS.index(key) if key in ASSISTANT_KEYS else len(ASSISTANT_KEYS), key)


def _insert(items: list[Any], values: Mapping[str, Value], after: int | None) -> None:
    items.insert(0 if after is None else after + 1, dict(values))


def _changed(source: SourceText, change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """Return what the whole file shall say."""
    value = deepcopy(source.value)
    change(value)
    return value


def _checked(source: SourceText, edits: Iterable[Edit], wanted: dict[str, Any]) -> str:
    """Return the edited text, if it says just what it shall."""
    made = source.edited(edits)
    try:
        said = read_source(made)
    except AccessctlError:
        said = None
    if said is None or not alike(said.value, wanted):
        raise AccessctlError("edit-impossible")
    return made
