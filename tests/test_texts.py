"""Whatever the program can say has words, in English and in Spanish."""

from __future__ import annotations

import pkgutil
import re
import string
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from accessctl import errors
from accessctl.cli.error_boundary import AREAS as ERROR_AREAS
from accessctl.cli.main import cli
from accessctl.rendering import texts
from accessctl.rendering.texts import LANGUAGES, Text, area
from source_codes import codes_given

MODULES = sorted(module.name for module in pkgutil.iter_modules(texts.__path__))
ALL = [
    pytest.param(text, id=f"{name}:{key}")
    for name in MODULES
    for key, text in import_module(f"{texts.__name__}.{name}").TEXTS.items()
]
ERRORS = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.AccessctlError)
}
GIVEN: dict[str, dict[str, int | str]] = {
    "reason": {"step": 3},
    "waiting": {"waits": 1},
    "blocked": {"blocks": 1},
    "unmanaged": {"shown": 1},
    "unverified": {"unverified": 1},
    "guard": {"Violation": 0},
}
ROOT = Path(__file__).parents[1]
IN_SPANISH = ("como-se-hace.md", "guia-para-consultorios.md", "lista-de-asistentes.md", "tutorial-es.md")
FROZEN = "unreadable-file shared-account practice-has-errors unobserved observation-too-old"


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the path of a command and of all below it."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, (*path, name))


def keys_of(path: tuple[str, ...]) -> set[str]:
    """Return the keys that stand for the help of a command and of its options."""
    command: click.Command = cli
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    options = [param for param in command.params if isinstance(param, click.Option)]
    assert command.help
    assert all(option.help for option in options), path
    return {command.help, *(str(option.help) for option in options)}


@pytest.mark.parametrize("text", ALL)
def test_text_is_whole_in_both_languages(text: Text) -> None:
    """None is empty, and both fill in the same values."""
    assert text.en.strip()
    assert text.es.strip()
    filled = [
        {name for _, name, _, _ in string.Formatter().parse(said) if name is not None}
        for said in (text.en, text.es)
    ]
    assert filled[0] == filled[1]


def test_every_error_has_a_text_where_the_boundary_looks() -> None:
    """No error of ours ends as a bug because nobody wrote its sentence."""
    given: dict[str, int | str] = dict.fromkeys(ERRORS, 0) | {"__init__": 0}
    raised = codes_given(given)
    assert {"unknown-practice", "journal-busy", "plan-stale", "locked"} <= raised.keys()
    known = {key for name in ERROR_AREAS for key in area(name)}
    assert not {code: places for code, places in raised.items() if code not in known}


@pytest.mark.parametrize(("section", "functions"), list(GIVEN.items()), ids=list(GIVEN))
def test_every_code_of_a_plan_has_a_text(section: str, functions: dict[str, int | str]) -> None:
    """What the rows and guards give is said in words, and what is blocked with its remedy."""
    given = codes_given(functions, {"reconcile", "execution"})
    assert len(given) >= 3
    wanted = {f"{section}.{code}" for code in given}
    if section == "blocked":
        wanted |= {f"{key}.remedy" for key in wanted}
    assert not wanted - area("plans").keys()


def test_every_code_that_freezes_has_a_text() -> None:
    """A practice that is held still says why."""
    given = codes_given({"Notice": 1}, {"reconcile"})
    assert given.keys() >= {*FROZEN.split(), "released"}
    altered = {key.partition(".")[2] for key in area("plans") if key.startswith("alterations.")}
    apart = {"released", "renamed"}
    wanted = {
        *(f"{code}.{code}" for code in apart),
        *(f"frozen.{code}" for code in given.keys() - altered - apart),
    }
    assert not wanted - area("plans").keys()


def test_every_outcome_code_has_a_text() -> None:
    """What failed or was skipped says why."""
    given = codes_given({"Outcome": "code"}, {"execution"})
    given |= codes_given({"Outcome": "code", "_skipped": 0})
    assert {"seen-done", "interrupted"} <= given.keys()
    assert not given.keys() - {key for name in ("errors", "sandbox", "roster") for key in area(name)}


@pytest.mark.parametrize("path", list(commands(cli)), ids=lambda path: " ".join(path) or "accessctl")
def test_help_is_words_in_both_languages(path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """No line of any command's help is a bare key, and the two languages differ."""
    said = []
    for language in LANGUAGES:
        monkeypatch.setenv("LC_ALL", language)
        result = CliRunner().invoke(cli, [*path, "--help"], standalone_mode=False)
        assert result.exit_code == 0, result.output
        said.append(result.output)
        words = {line.rpartition("  ")[2].strip() for line in result.output.splitlines()}
        assert not words & (keys_of(path) - {"accessctl"})
        assert not [word for word in words if word.startswith(("option.", "heading.", "sandbox."))]
    assert said[0] != said[1]


def test_a_merge_has_one_word_in_spanish() -> None:
    """A change is *incorporado*; *fusionar* is what git itself does to a file that `resolve` is about."""
    others = re.compile(r"\b(integr(?!idad)|fusi[oó]n)", re.IGNORECASE)
    known = {f"{param.id}": param.values[0] for param in ALL}
    found = {key for key, text in known.items() if isinstance(text, Text) and others.search(text.es)}
    assert {key.partition(":")[2] for key in found} == {"resolve", "resolve.nothing"}
    of_pages = re.compile(r"\b(integr(a|ar|ado|aría|ó|e)|fusi(ón|onar|ona|one))\b", re.IGNORECASE)
    pages = [*(ROOT / "src").rglob("*.j2"), *map((ROOT / "docs").joinpath, IN_SPANISH)]
    assert len(pages) > len(IN_SPANISH)
    assert [page.name for page in pages if of_pages.search(page.read_text(encoding="utf-8"))] == []
