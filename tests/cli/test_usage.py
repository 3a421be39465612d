"""What is typed wrong on the command line is answered with what was probably meant."""

from __future__ import annotations

import click
import pytest

from accessctl.cli.main import cli
from accessctl.cli.spanish_options import MEANT
from world import World, person


@pytest.fixture
def lucia(world: World) -> World:
    """Return a repository with one practice."""
    world.practice("lucia", person("ana"))
    world.commit()
    return world


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("assistant", "add", "lucia", "b@org.example", "--nombre", "Bea"), "--name"),
        (("assistant", "add", "lucia", "b@org.example", "--nombre=Bea"), "--name"),
        (("assistant", "add", "lucia", "b@org.example", "--apellidos", "Paz Ríos"), "--surnames"),
        (("assistant", "add", "lucia", "b@org.example", "--clínica", "escazu"), "--clinic"),
        (("assistant", "set", "lucia", "ana@org.example", "--desde", "2027-01-01"), "--from"),
        (("assistant", "set", "lucia", "ana@org.example", "--hasta", "2027-01-01"), "--until"),
        (("revoke", "lucia", "ana@org.example", "--motivo", "x"), "--reason"),
        (("practice", "add", "sol", "--titular", "sol@sol.example"), "--owner"),
        (("who", "--fecha", "2026-11-24"), "--on"),
        (("log", "--desde", "2026-11-24"), "--since"),
        (("plan", "--idioma", "es"), "--lang"),
        (("plan", "--formato", "json"), "--format"),
        (("plan", "--ayuda"), "--help"),
    ],
)
def test_an_option_in_spanish_is_answered_with_ours(
    lucia: World, arguments: tuple[str, ...], meant: str
) -> None:
    """Whoever reads the help in Spanish types the option in Spanish once."""
    answer = lucia.run(*arguments)
    assert answer.code == 2
    assert f"did you mean {meant}?" in answer.err


def test_an_option_that_is_no_word_is_answered_by_its_letters_or_not_at_all(lucia: World) -> None:
    """The Spanish word is no suggestion where the command has no such option."""
    assert "did you mean --skip?" in lucia.run("plan", "--skop", "x").err
    assert "--note" not in lucia.run("plan", "--nota", "x").err


def test_every_option_that_may_be_meant_is_one_of_the_program() -> None:
    """No advice ends in the next mistake."""
    known = {"--help"}
    waiting: list[click.Command] = [cli]
    while waiting:
        command = waiting.pop()
        known |= {name for param in command.params for name in param.opts}
        if isinstance(command, click.Group):
            context = click.Context(command)
            names = command.list_commands(context)
            waiting += [found for name in names if (found := command.get_command(context, name)) is not None]
    assert not {name for names in MEANT.values() for name in names} - known


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_word_too_many_is_named_and_nothing_of_another_language_with_it(
    lucia: World, language: str
) -> None:
    """`who` takes options; a practice as a word is answered by the word."""
    answer = lucia.run("who", "lucia", "--lang", language)
    assert answer.code == 2
    assert "lucia." in answer.err
    assert "Got unexpected" not in answer.err


def test_an_error_is_said_in_the_settings_language_where_the_environment_asks_for_none(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service has no LANG: half of its log was in another language than its settings."""
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    world.write("access/settings.yaml", "version: 1\nlanguage: es\n")
    world.practice("lucia", person("ana"))
    asked = ("login", "lucia")
    assert "no se trabaja en el navegador" in world.run(*asked).err
    assert "is not worked on" in world.run(*asked, "--lang", "en").err
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "is not worked on" in world.run(*asked).err
