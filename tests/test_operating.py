"""The page for administrators has a row for each code and guard, the one for practices for each request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest

from accessctl.cli.main import cli
from accessctl.execution.loosening import from_trailers
from accessctl.model.change import ChangeKind
from accessctl.model.rules import Loosened
from accessctl.rendering.texts import area
from readme import README, section
from source_codes import codes_given
from source_tree import REPOSITORY

PAGE = REPOSITORY / "docs" / "operating.md"
GUIDE = REPOSITORY / "docs" / "guia-para-consultorios.md"
LABELS = ("Cuenta y Preferencias", "Asistentes", "Invitar asistente", "Agregar otro", "Invitar")
ASKED: Mapping[ChangeKind, str] = {
    ChangeKind.INVITE: "invitar a una persona",
    ChangeKind.RESEND: "reenviar una invitación",
    ChangeKind.CANCEL_INVITATION: "anular una invitación",
    ChangeKind.CHANGE_CLINICS: "cambiar las clínicas",
    ChangeKind.REVOKE: "retirar el acceso",
    ChangeKind.CONFIRM_ACCEPTANCE: "decirnos si aceptó la invitación",
    ChangeKind.REQUEST_BILLING: "autorizar a alguien para facturar",
    ChangeKind.REQUEST_BILLING_REMOVAL: "quitar la autorización para facturar",
}
ROOMS = {"reconcile", "execution", "providers"}
TABLES: Mapping[str, tuple[str, Mapping[str, int | str]]] = {
    "### Blocked": ("blocked", {"blocks": 1, "Notice": 1}),
    "### Waiting": ("waiting", {"waits": 1}),
    "### Unverified": ("unverified", {"unverified": 1, "Gap": 0}),
    "### Unmanaged": ("unmanaged", {"shown": 1}),
    "### Frozen": ("frozen", {"Notice": 1}),
    "### Released": ("released", {"Notice": 1}),
    "### Renamed": ("renamed", {"Notice": 1}),
    "### Altered besides people": ("alterations", {"Notice": 1, "_of_file": 0}),
    "## The guards": ("guard", {"Violation": 0}),
}
NOTICES = ("blocked", "frozen", "released", "renamed", "alterations")
"""These are made by one call, and told apart by where their texts stand."""

ANSWERS = ("empty-answer", "shrunken-answer")
"""Refused answers freeze a practice, and its notice's code is handed on to a guard."""

GIT = {"--mirror"}
ROW = re.compile(r"^\| `([a-z-]+)` \| (.+?) \| (.+) \|$", re.MULTILINE)


def under(heading: str) -> str:
    """Return what stands below a heading, up to the next one of any rank."""
    text = PAGE.read_text(encoding="utf-8")
    assert text.count(f"\n{heading}\n") == 1
    return re.split(r"^##", text.partition(f"\n{heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def rows(heading: str) -> dict[str, tuple[str, str]]:
    """Return code → what the program says, and what to do."""
    found = ROW.findall(under(heading))
    assert len(found) == len({code for code, _, _ in found}), "a code has two rows"
    return {code: (said, remedy) for code, said, remedy in found}


def given(kind: str, functions: Mapping[str, int | str]) -> set[str]:
    """Return the codes of a kind that the program can give."""
    codes = set(codes_given(functions, ROOMS))
    if kind == "guard":
        assert set(ANSWERS) <= codes_given({"Notice": 1}, ROOMS).keys()
        return codes | set(ANSWERS)
    if kind in NOTICES:
        return {code for code in codes if f"{kind}.{code}" in area("plans")}
    return codes


def commands(command: click.Command, context: click.Context) -> Iterator[click.Command]:
    """Yield a command and all below it."""
    yield command
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, context)


@pytest.mark.parametrize("heading", list(TABLES))
def test_every_code_that_the_program_gives_has_a_row_and_no_other(heading: str) -> None:
    """Whoever meets a code finds it, and nobody looks for one that is never given."""
    kind, functions = TABLES[heading]
    wanted = given(kind, functions)
    assert wanted
    assert set(rows(heading)) == wanted


def test_no_code_is_left_between_the_tables() -> None:
    """What a call makes that no table asks for would be missed by all of them."""
    made = set(codes_given({"Notice": 1, "_of_file": 0}, ROOMS))
    assert made == {code for kind in NOTICES for code in given(kind, {"Notice": 1, "_of_file": 0})}


@pytest.mark.parametrize("heading", list(TABLES))
def test_a_row_quotes_what_the_program_says(heading: str) -> None:
    """The text of a plan shows sentences, not codes: the sentence leads to the row."""
    kind, _ = TABLES[heading]
    for code, (said, remedy) in rows(heading).items():
        assert said == re.sub(r"{\w+}", "…", area("plans")[f"{kind}.{code}"].en), code
        assert remedy.strip()


def test_every_option_that_the_page_names_is_one_of_the_program() -> None:
    """No advice ends in a usage error."""
    text = re.sub(r"```dockerfile\n.*?```", "", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))
    options = {
        name
        for command in commands(cli, click.Context(cli))
        for param in command.params
        for name in param.opts
    }
    assert {"--allow-removals", "--take-over"} <= named
    assert not named - options - GIT


def test_every_trailer_of_the_page_loosens_what_its_flag_does() -> None:
    """The table of trailers is whole, and each is understood."""
    table = re.findall(r"^\| `([A-Z][A-Za-z-]+): (.+?)` \| `(--[a-z-]+) (.+?)` \|$", _page(), re.MULTILINE)
    values = {"N": "12", "SLUG": "lucia", "SLUG EMAIL": "lucia ana@x.example"}
    for trailer, value, flag, same in table:
        assert flag == f"--{trailer.lower()}"
        assert value == same
        assert from_trailers([(trailer, values[value])]) != Loosened()
    assert len(table) == len({trailer for trailer, *_ in table}) == 7


def test_exit_codes_are_those_of_the_readme_in_the_same_order() -> None:
    """A pipeline finds advice for whatever it may get."""
    tables = [section(path.read_text(encoding="utf-8"), heading) for path, heading in EXIT_CODES]
    advised, listed = (re.findall(r"^\| (\d+) \|", table, re.MULTILINE) for table in tables)
    assert advised == listed
    assert len(listed) > 5


EXIT_CODES: tuple[tuple[Path, str], ...] = (
    (PAGE, "## Exit codes and pipelines"),
    (README, "## Exit codes"),
)


def _page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_subjects_and_labels_of_the_guide_are_those_that_people_see() -> None:
    """A secretary finds the mail by its subject, and the button by what stands on it."""
    text = GUIDE.read_text(encoding="utf-8")
    templates = REPOSITORY / "src" / "accessctl" / "handoffs" / "templates" / "es"
    notice = (templates / "notice_subject.txt.j2").read_text(encoding="utf-8")
    one = re.sub(r'\{\{ "Invitaciones" if .*? else "(.+?)" \}\}', r"\1", notice)
    subjects = (templates / "subject.txt.j2").read_text(encoding="utf-8") + one
    quoted = re.findall(r"^\| «(.+?)» \|", text, re.MULTILINE)
    assert len(quoted) == 6
    assert not [subject for subject in quoted if f"\n{subject}: " not in subjects]
    shown = "".join(path.read_text(encoding="utf-8") for path in templates.rglob("*.j2"))
    assert not [label for label in LABELS if f"«{label}»" not in shown or f"**{label}**" not in text]


def test_guide_has_a_line_for_whatever_an_owner_is_asked() -> None:
    """Each kind of step is said in the words of the letters and plans."""
    text = GUIDE.read_text(encoding="utf-8").lower()
    assert not [words for words in ASKED.values() if words not in text]
    requests = {kind for kind in ChangeKind if "record" not in kind and "centre" not in kind}
    assert ASKED.keys() == requests, "support and the centres are asked for the rest"
