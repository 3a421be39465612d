from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import accessctl.journal
from accessctl.journal.remotes import Pushed, Verdict
from accessctl.journal.writing import refused
from accessctl.rendering.texts.errors_journal import TEXTS

SOURCES = sorted(Path(accessctl.journal.__file__).parent.glob("*.py"))


def raised() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield every error code in the room's source, with the names of its parameters."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id.endswith("Error")
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value), frozenset(str(item.arg) for item in node.keywords)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("code", "params"), sorted(set(raised()), key=str))
def test_error_of_the_journal_has_both_texts_and_all_that_they_name(
    code: str, params: frozenset[str]
) -> None:
    """No error lacks its message or a value in it, in either language."""
    text = TEXTS[code]
    assert placeholders(text.en) == placeholders(text.es) <= params


@pytest.mark.parametrize("verdict", [Verdict.PROTECTED, Verdict.REJECTED, Verdict.UNKNOWN])
def test_push_without_success_has_both_texts(verdict: Verdict, local: object) -> None:
    """The codes that follow from a verdict are there too."""
    error = refused(local, Pushed(verdict, "no"))  # type: ignore[arg-type]
    assert placeholders(TEXTS[error.code].es) <= set(error.params)


def test_texts_of_the_journal_are_all_used() -> None:
    """A text that nothing says is taken out."""
    verdicts = {"journal-branch-protected", "journal-push-rejected", "journal-push-failed"}
    elsewhere = {"git-not-trusted", "not-a-git-repository", "journal-readme"}
    assert set(TEXTS) == {code for code, _ in raised()} | verdicts | elsewhere
