"""Settings and policy part by part: what is wrong is reported, the rest is still read.

An error in either makes apply refuse; reading the rest lets a plan show what it can.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from accessctl.declarations.problems import Problem
from accessctl.declarations.quantities import day_of, duration_of
from accessctl.declarations.shape_checking import check_shape, check_version, shown
from accessctl.declarations.shapes import VERSION, Document
from accessctl.declarations.yaml_nodes import Path, value_place
from accessctl.declarations.yaml_reader import Tree

D = TypeVar("D", bound=Document)


def check_in_part(
    shape: type[D], tree: Tree, *, durations: Iterable[Path] = (), days: Iterable[Path] = ()
) -> tuple[D | None, list[Problem]]:
    """Return the document without its wrong top-level parts, and the problems; None if it is not readable.

    `durations` and `days` are paths whose texts have a shape, and may mean nothing all the same.
    """
    wrong_version = check_version(tree)
    if tree.root is None or wrong_version is not None:
        return None, [*tree.problems, *([wrong_version] if wrong_version else [])]
    document, problems = check_shape(shape, tree)
    known = {problem.path for problem in problems}
    meaningless = [
        *_meaningless(tree, durations, "wrong-value.too-long"),
        *_meaningless(tree, days, "wrong-value.no-such-day"),
    ]
    problems += [problem for problem in meaningless if problem.path not in known]
    if not problems:
        return document, []
    wrong = {problem.path[0] for problem in problems if problem.path}
    right = {key: value for key, value in tree.value.items() if key not in wrong}
    document, _ = check_shape(shape, Tree({**right, "version": VERSION}, tree.root))
    return document, problems


def _meaningless(tree: Tree, paths: Iterable[Path], code: str) -> Iterable[Problem]:
    read = day_of if code == "wrong-value.no-such-day" else duration_of
    for path in paths:
        text = _value_at(tree.value, path)
        if not isinstance(text, str) or tree.root is None:
            continue
        try:
            read(text)
        except (ValueError, LookupError):
            params = {"key": path[-1], "value": shown(text)}
            yield Problem(code, *value_place(tree.root, path), path=path, params=params)


def _value_at(value: Any, path: Path) -> Any:
    for key in path:
        try:
            value = value[key]
        except (LookupError, TypeError):
            return None
    return value
