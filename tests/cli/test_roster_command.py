from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from accessctl.cli.main import run as run_command
from accessctl.rendering.texts.commands_roster import TEXTS

SETTINGS = "version: 1\nlanguage: en\nlive: {provider: roster, directory: listas}\n"
PRACTICE = """\
version: 1
practice: santa-lucia
name: Clínica Santa Lucía
owner: {email: elena.rojas@santalucia.example, name: Elena Rojas}
clinics:
  - {id: escazu, name: Santa Lucía Escazú}
  - {id: heredia, name: Santa Lucía Heredia}
assistants: []
"""
LIST = """\
# fecha: 2026-01-05 10:00
correo;nombre;apellidos;estado;clínicas;expediente;facturación;invitado el
ana.mora@santalucia.example;Ana;Mora Jiménez;activo;escazu;no;no;
luz.vega@santalucia.example;Luz;Vega;invitado;;;;2026-01-05
"""
BROKEN = """\
fecha;2026-01-05
correo;estdo
ana.mora@santalucia.example;activo
ana.mora@santalucia.example;activo
"""


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a repository with one practice and an empty directory of lists."""
    for name, text in (("access/settings.yaml", SETTINGS), ("practices/santa-lucia.yaml", PRACTICE)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "listas").mkdir()
    return tmp_path


@pytest.fixture
def run(root: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a roster command in the repository."""

    def call(command: str, *words: str, language: str = "en") -> Said:
        line = ["roster", command, "--repo", str(root), "--lang", language, *words]
        monkeypatch.setattr("sys.argv", ["accessctl", *line])
        code = run_command(line)
        return Said(code, *capfd.readouterr())

    return call


def write(root: Path, text: str, name: str = "listas/santa-lucia.csv") -> Path:
    """Write a list."""
    (root / name).write_text(text, encoding="utf-8")
    return root / name


def test_check_shows_what_was_understood(root: Path, run: Run) -> None:
    """People, states, clinics, and what the list leaves open; times are the practice's."""
    write(root, LIST)
    said = run("check", "santa-lucia")
    assert said.code == 0
    unknown = "clinics unknown; record access unknown; billing access unknown"
    assert [" ".join(line.split()) for line in said.out.splitlines()] == [
        "listas/santa-lucia.csv: list of santa-lucia, as of 5 January 2026, 10:00; 2 people, the whole list",
        "active Ana Mora Jiménez <ana.mora@santalucia.example> escazu",
        f"invited, sent 5 January 2026, 00:00 Luz Vega <luz.vega@santalucia.example> {unknown}",
    ]


def test_check_in_json_leaves_out_what_is_unknown(root: Path, run: Run) -> None:
    """One contract, and no sentence in it that a program would need."""
    write(root, LIST)
    said = run("check", "santa-lucia", "--format", "json")
    answer: Any = json.loads(said.out)
    assert answer["format"] == "accessctl.roster/1"
    (found,) = answer["lists"]
    assert (found["as_of"], found["complete"], found["problems"]) == ("2026-01-05T16:00:00Z", True, [])
    assert found["assistants"][0] == {
        "email": "ana.mora@santalucia.example",
        "state": "active",
        "name": "Ana",
        "surnames": ["Mora", "Jiménez"],
        "clinics": ["escazu"],
        "record_access": False,
        "billing": False,
    }
    assert found["assistants"][1].keys() == {"email", "state", "name", "surnames", "sent_at"}


@pytest.mark.parametrize(
    ("language", "words"), [("en", "did you mean “estado”?"), ("es", "¿quiso decir «estado»?")]
)
def test_check_of_a_wrong_list_tells_everything_at_once(
    root: Path, run: Run, language: str, words: str
) -> None:
    """Each problem on a line of its own, with its place; the exit code is 1."""
    write(root, BROKEN)
    said = run("check", "santa-lucia", language=language)
    assert said.code == 1
    assert f"listas/santa-lucia.csv:2:2: {'there is' if language == 'en' else 'no existe'}" in said.out
    assert words in said.out
    assert "listas/santa-lucia.csv:4:1: ana.mora@santalucia.example" in said.out


def test_check_of_several_lists_fails_if_one_is_wrong(root: Path, run: Run) -> None:
    """The others are shown all the same."""
    write(root, LIST)
    other = write(root, BROKEN, "otra.csv")
    said = run("check", "santa-lucia", str(root / "listas" / "santa-lucia.csv"))
    assert said.code == 0
    said = run("check", str(root / "listas" / "santa-lucia.csv"), str(other), "--practice", "santa-lucia")
    assert said.code == 1
    assert "2 people" in said.out


def test_check_of_a_missing_list_says_how_to_make_one(run: Run) -> None:
    """The first command of the first day."""
    said = run("check", "santa-lucia")
    assert said.code == 1
    assert "accessctl roster template santa-lucia" in said.out


def test_check_of_a_file_that_is_nobodys_asks_whose_it_is(root: Path, run: Run) -> None:
    """Without a practice there are no clinics to compare with."""
    said = run("check", str(write(root, LIST, "lista.csv")))
    assert said.code == 2
    assert "--practice" in said.err
    assert run("check", "santa-lucya").code == 2


def test_check_of_a_file_that_is_not_there_is_one_clear_message(root: Path, run: Run) -> None:
    """Named by the user, wherever it should have been."""
    said = run("check", str(root / "nada.csv"), "--practice", "santa-lucia")
    assert said.code == 1
    assert "nada.csv: the list cannot be read" in said.out


def test_template_to_a_file_is_written_once(root: Path, run: Run) -> None:
    """A second one would overwrite what the owner filled in."""
    path = root / "listas" / "santa-lucia.csv"
    assert run("template", "santa-lucia", "--out", str(path)).code == 0
    made = path.read_bytes()
    assert made.startswith(b"\xef\xbb\xbf# fecha: ")
    said = run("template", "santa-lucia", "--out", str(path))
    assert said.code == 1
    assert "is there already" in said.err
    assert path.read_bytes() == made
    assert run("template", "santa-lucia", "--out", str(root / "no" / "where.csv")).code == 1


def test_template_without_a_file_goes_to_standard_output(run: Run) -> None:
    """To be piped anywhere; nothing else is printed."""
    said = run("template", "santa-lucia")
    assert said.code == 0
    assert "correo;nombre;apellidos" in said.out
    assert json.loads(run("template", "santa-lucia", "--json").out)["asistentes"] == []


@pytest.mark.parametrize("command", ["template", "check"])
def test_help_is_in_both_languages(run: Run, command: str) -> None:
    """No key is left as it is."""
    text = TEXTS[f"roster.{command}"]
    assert text.en.split()[0] in run(command, "--help").out
    assert text.es.split()[0] in run(command, "--help", language="es").out
