from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from accessctl.cli.sandbox_command import sandbox
from accessctl.errors import AccessctlError, UsageError
from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.practice import Clinic, Practice
from accessctl.rendering.texts.commands_sandbox import TEXTS

NOW = datetime(2026, 11, 24, 10, 0, 0, 123, tzinfo=UTC)
HERE = Location("practices/santa-lucia.yaml")
PRACTICE = Practice(
    slug="santa-lucia",
    name="Clínica Santa Lucía",
    owner=Address("elena.rojas@santalucia.example"),
    owner_name="Elena Rojas",
    where=HERE,
    clinics=(
        Clinic("escazu", "Escazú", HERE),
        Clinic("cima", "CIMA", HERE, administrator=Address("a@b.example")),
    ),
    billing_issuer=Address("finanzas@santalucia.example"),
)
ANA = "ana.mora@santalucia.example"


@dataclass
class Around:
    """The command line around the commands."""

    directory: Path
    language: str = "en"
    said: list[str] = field(default_factory=list)

    def sandbox_path(self) -> Path:
        """Return where the state is."""
        return self.directory / "state" / "sandbox.sqlite"

    def machine_now(self) -> datetime:
        """Return the machine's time."""
        return NOW

    def practice(self, slug: str) -> Practice | None:
        """Return the one declared practice."""
        return PRACTICE if slug == PRACTICE.slug else None

    def echo(self, text: str) -> None:
        """Remember what was said."""
        self.said.append(text)


Run = Callable[..., str]


@pytest.fixture
def around(tmp_path: Path) -> Around:
    """Give a command line that speaks English."""
    return Around(tmp_path)


@pytest.fixture
def run(around: Around) -> Run:
    """Run one command; return what it said, or raise what it raised."""

    def call(*words: str, stdin: bytes | None = None) -> str:
        around.said.clear()
        result = CliRunner().invoke(sandbox, list(words), obj=around, input=stdin, standalone_mode=False)
        if result.exception:
            raise result.exception
        return "\n".join(around.said)

    return call


def assistants(run: Run) -> Any:
    """Return the people of the first practice in the dump."""
    return json.loads(run("dump"))["practices"][0]["assistants"]


def invite(run: Run) -> None:
    """Load an invitation of Ana."""
    person = {"email": ANA, "accepted": False, "sent_at": "2026-11-24T09:00:00Z", "clinics": ["escazu"]}
    file = {
        "format": "accessctl.live/1",
        "practices": [{"practice": "santa-lucia", "assistants": [person]}],
    }
    assert run("load", "-", stdin=json.dumps(file).encode()) == "Loaded 1 practice."


def test_accept_says_so_in_one_line_in_either_language(around: Around, run: Run) -> None:
    """The confirming line is in the language of the command line."""
    invite(run)
    assert run("accept", "santa-lucia", ANA.upper()) == f"{ANA} accepted the invitation of santa-lucia."
    invite(run)
    around.language = "es"
    assert run("accept", "santa-lucia", ANA) == f"{ANA} aceptó la invitación de santa-lucia."
    assert assistants(run)[0]["accepted"] is True


def test_decline_and_remove_take_the_person_away(run: Run) -> None:
    """Both leave nobody."""
    for word in ("decline", "remove"):
        invite(run)
        assert ANA in run(word, "santa-lucia", ANA)
        assert assistants(run) == []


def test_add_gives_the_clinics_named(run: Run) -> None:
    """Clinics are separated by commas; the practice comes from its declaration."""
    run("add", "santa-lucia", ANA, "--clinics", "escazu, cima", "--name", "Ana", "--surnames", "Mora Gil")
    (ana,) = assistants(run)
    assert (ana["clinics"], ana["name"], ana["surnames"]) == (["cima", "escazu"], "Ana", ["Mora", "Gil"])


def test_add_when_the_address_is_none_is_a_usage_error(run: Run) -> None:
    """A name in the place of an address brings nobody into being."""
    with pytest.raises(UsageError):
        run("add", "santa-lucia", "ana", "--clinics", "escazu")


def test_grants_and_withdrawals_set_the_flags(run: Run) -> None:
    """Support and the issuer's owner, on and off."""
    run("add", "santa-lucia", ANA, "--clinics", "escazu")
    for what, key in (("record", "record_access"), ("billing", "billing")):
        for word, value in (("grant", True), ("withdraw", False)):
            assert ANA in run(f"{word}-{what}", "santa-lucia", ANA)
            assert assistants(run)[0][key] is value


def test_add_clinic_makes_a_clinic_to_choose(run: Run) -> None:
    """A clinic created by hand can be given."""
    run("add-clinic", "santa-lucia", "heredia", "--name", "Heredia", "--single-record")
    run("add", "santa-lucia", ANA, "--clinics", "heredia")
    clinics = json.loads(run("dump"))["practices"][0]["clinics"]
    assert {"id": "heredia", "name": "Heredia", "single_record": True} in clinics


def test_reset_and_advance_tell_the_time(run: Run) -> None:
    """The clock starts at the machine's second, or where it is told to."""
    assert run("reset") == "The sandbox is empty; its clock shows 2026-11-24T10:00:00Z."
    assert run("advance", "1d12h").endswith("2026-11-25T22:00:00Z.")
    assert "2027-01-01T06:00:00Z" in run("reset", "--now", "2027-01-01T00:00:00-06:00")
    with pytest.raises(UsageError):
        run("reset", "--now", "tomorrow")


def test_load_of_a_file_that_is_not_there_is_one_clear_error(run: Run, tmp_path: Path) -> None:
    """The file is named."""
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(AccessctlError) as caught:
            run("load", str(path))
        assert caught.value.code == "live-file-unreadable"


def test_dump_loads_again(run: Run, tmp_path: Path) -> None:
    """What was printed is a live file."""
    invite(run)
    text = run("dump")
    file = tmp_path / "live.json"
    file.write_text(text, encoding="utf-8")
    run("reset")
    run("load", str(file))
    assert run("dump") == text


def test_fault_says_what_will_happen_and_how_often(run: Run) -> None:
    """Once or more, anywhere or in one practice."""
    assert run("fault", "timeout-after") == "The fault timeout-after will happen once."
    assert run("fault", "empty-answer", "--practice", "santa-lucia", "--times", "3") == (
        "The fault empty-answer will happen 3 times in santa-lucia."
    )
    for words in (("earthquake",), ("timeout-after", "--times", "0")):
        with pytest.raises(UsageError):
            run("fault", *words)


def test_help_of_every_command_and_option_is_a_key_with_a_text() -> None:
    """No command is without help, and no text without its command."""
    keys = {str(sandbox.help)}
    context = click.Context(sandbox)
    for name in sandbox.list_commands(context):
        command = sandbox.get_command(context, name)
        assert command is not None
        keys.add(str(command.help))
        keys.update(str(item.help) for item in command.params if isinstance(item, click.Option))
    assert {key for key in keys if not key.startswith("option.")} == set(TEXTS)
