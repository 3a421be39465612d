from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import accessctl
from accessctl.rendering.texts import roster as texts

SOURCE = Path(accessctl.__file__).parent
FILES = [*sorted((SOURCE / "providers" / "roster").rglob("*.py")), SOURCE / "cli" / "roster_command.py"]


def raised() -> Iterator[tuple[str, frozenset[str]]]:
    """Find each code that the roster tells or raises, with its parameters."""
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                code = str(node.args[0].value)
                if code.startswith("roster-"):
                    dicts = [arg for arg in node.args if isinstance(arg, ast.Dict)]
                    given = [ast.literal_eval(key) for one in dicts for key in one.keys if key]
                    yield code, frozenset({"where", *given, *(str(word.arg) for word in node.keywords)})


RAISED = sorted(set(raised()), key=repr)


def placeholders(text: str) -> set[str]:
    """Return the parameters that a text wants."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("code", "params"), RAISED)
def test_problem_that_is_told_has_texts_that_its_parameters_fill(code: str, params: frozenset[str]) -> None:
    """No message ends in a KeyError, in either language."""
    for text in texts.TEXTS[code]:
        assert placeholders(text) <= params


def test_text_of_a_problem_that_nobody_tells_does_not_linger() -> None:
    """Each text belongs to a problem that exists."""
    assert {key for key in texts.TEXTS if key.startswith("roster-")} == {code for code, _ in RAISED}
