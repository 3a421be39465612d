"""A tree against its file's shape: the document, or every problem with its place and its own words."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from accessctl.declarations.problems import MANY, Problem, too_many
from accessctl.declarations.refusals import empty, missing, refusal, unknown
from accessctl.declarations.scalars import plain_value
from accessctl.declarations.shapes import VERSION, Document
from accessctl.declarations.yaml_nodes import Key, Node, Path, key_place, value_place
from accessctl.declarations.yaml_reader import Tree

D = TypeVar("D", bound=Document)

_SHOWN_AT_MOST = 60


def check_version(tree: Tree) -> Problem | None:
    """Return what is wrong with the format's version, which decides how all the rest is read."""
    if tree.root is None:
        return None
    if not isinstance(tree.value, dict):
        return Problem(
            "wrong-type.document", *value_place(tree.root, ()), params={"value": shown(tree.value)}
        )
    if "version" not in tree.value:
        return Problem("version.missing", *value_place(tree.root, ()), params={"known": VERSION})
    version, place = tree.value["version"], value_place(tree.root, ("version",))
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        params = {"value": shown(version), "known": VERSION}
        return Problem("version", *place, path=("version",), params=params)
    if version > VERSION:
        params = {"value": shown(version), "known": VERSION}
        return Problem("version.newer", *place, path=("version",), params=params)
    return None


def check_shape(shape: type[D], tree: Tree) -> tuple[D | None, list[Problem]]:
    """Return the document, or else all problems; those of reading come first, and are not said twice."""
    known = list(tree.problems)
    try:
        document = shape.model_validate(tree.value)
    except ValidationError as error:
        said = {problem.path for problem in known}
        news = (found for found in shape_problems(shape, tree, error) if found.path not in said)
        found = _without_misspelt([*islice(news, MANY)])
        if len(found) + len(known) >= MANY:
            found.append(too_many(found[-1].line, found[-1].column))
        return None, known + found
    return (None if known else document), known


def _without_misspelt(problems: list[Problem]) -> list[Problem]:
    """Leave out that a key is missing where it stands there misspelt, which is said."""
    meant = {
        (*problem.path[:-1], problem.params["suggestion"])
        for problem in problems
        if problem.code in ("unknown-key.near", "unknown-key.space")
    }
    return [problem for problem in problems if problem.rule != "missing-key" or problem.path not in meant]


def shape_problems(shape: type[Document], tree: Tree, error: ValidationError) -> Iterable[Problem]:
    """Yield one problem for each thing that the shape refuses."""
    for detail in error.errors(include_url=False):
        path = _without_branch(tuple(detail["loc"]), detail["input"])
        if detail["type"] == "too_short" and detail["input"]:
            continue  # pydantic counts the items that are right: the others are reported themselves
        if path is not None and tree.root is not None:
            yield _problem(shape, tree.root, path, detail)


def shown(value: Any) -> str:
    """Return the value as a person would write it, not too long."""
    if isinstance(value, str):
        return _short(value) if plain_value(value) == value else f'"{_short(value)}"'
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    if value is None:
        return "null"
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return _short(written)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_AT_MOST else text[: _SHOWN_AT_MOST - 1] + "…"


def _without_branch(path: Path, value: Any) -> Path | None:
    """Take pydantic's branch names out of the path; None for the branch that the author did not mean."""
    match path:
        case ("assistants", int(), "record_access", "bool") if isinstance(value, dict):
            return None
        case ("assistants", int(), "record_access", "RecordAccessDocument"):
            return None
        case ("assistants", int(), "record_access", "bool" | "RecordAccessDocument", *rest):
            return (*path[:3], *rest)
        case _:
            return path


def _problem(shape: type[Document], root: Node, path: Path, detail: Any) -> Problem:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if path and path[-1] == "[key]":
        path, kind, value = path[:-1], "bad_key", path[-2]
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    params: dict[str, object] = {"key": key, "value": shown(value)}
    if kind == "missing":
        return Problem(missing(path), *value_place(root, path[:-1]), path=path, params={"key": key})
    if kind == "extra_forbidden":
        code, more = unknown(key, path, _keys_of(shape, path[:-1]))
        return Problem(code, *key_place(root, path), path=path, params={"key": key, **more})
    if value is None:
        return Problem(empty(kind, path), *key_place(root, path), path=path, params={"key": key})
    place = key_place(root, path) if kind == "bad_key" else value_place(root, path)
    code, more = refusal(kind, value, context, path)
    return Problem(code, *place, path=path, params={**params, **more})


def _keys_of(shape: type[Document], path: Iterable[Key]) -> list[str]:
    """Return the keys that the shape knows at the path."""
    part: type[Document] | None = shape
    for key in path:
        if isinstance(key, str) and part is not None:
            part = next((_part(field) for field in _fields(part) if field[0] == key), None)
    return [name for name, _ in _fields(part)] if part is not None else []


def _fields(shape: type[Document]) -> list[tuple[str, Any]]:
    return [(field.alias or name, field.annotation) for name, field in shape.model_fields.items()]


def _part(field: tuple[str, Any]) -> type[Document] | None:
    """Return the shape inside a field's type, however it is wrapped."""
    waiting = [field[1]]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, Document):
            return kind
        waiting.extend(get_args(kind))
    return None
