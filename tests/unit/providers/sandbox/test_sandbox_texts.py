from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import accessctl
from accessctl.providers.sandbox.livefile_shape import CODES
from accessctl.rendering.texts import area
from accessctl.rendering.texts import sandbox as texts

SOURCE = Path(accessctl.__file__).parent
FILES = [
    SOURCE / "providers" / "catalog.py",
    *sorted((SOURCE / "providers" / "sandbox").rglob("*.py")),
    SOURCE / "cli" / "sandbox_command.py",
]


def raised() -> Iterator[tuple[str, frozenset[str]]]:
    """Find each error made with a code, and the parameters it is given."""
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if not node.func.id.endswith("Error") or not node.args:
                continue
            if isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value), frozenset(str(word.arg) for word in node.keywords)


def placeholders(text: str) -> set[str]:
    """Return the parameters that a text wants."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


RAISED = sorted(set(raised()) | {(code, frozenset({"path", "format"})) for code in CODES.values()}, key=repr)


@pytest.mark.parametrize(("code", "params"), RAISED)
def test_error_that_is_raised_has_texts_that_its_parameters_fill(code: str, params: frozenset[str]) -> None:
    """No message ends in a KeyError, in either language."""
    for text in {**area("errors"), **texts.TEXTS}[code]:
        assert placeholders(text) <= params


def test_text_that_no_code_raises_does_not_linger() -> None:
    """Each refusal's text belongs to an error that exists."""
    codes = {code for code, _ in RAISED} | {"live-file-wrong"}
    stale = {key for key in texts.TEXTS if not key.startswith("sandbox.")} - codes
    assert stale == set()


@pytest.mark.parametrize("key", sorted(texts.TEXTS))
def test_text_says_the_same_parameters_in_both_languages(key: str) -> None:
    """Neither language knows more than the other."""
    en, es = texts.TEXTS[key]
    assert placeholders(en) == placeholders(es)
    assert en != es
