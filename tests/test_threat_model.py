"""The threat model says what the code does: its tables are held against guards, codes, files."""

from __future__ import annotations

import re

import pytest

from accessctl.cli.redaction import redacted
from accessctl.execution.loosening import loosens
from accessctl.journal.hardening import command_line
from accessctl.rendering.texts import area
from source_codes import codes_given
from source_tree import REPOSITORY

PAGE = (REPOSITORY / "docs" / "threat-model.md").read_text(encoding="utf-8")
SOURCE = {path: path.read_text(encoding="utf-8") for path in (REPOSITORY / "src").rglob("*.py")}
CODE = re.compile(r"`([^`\n]+)`")


def section(heading: str) -> str:
    """Return what stands below a heading."""
    assert PAGE.count(f"\n## {heading}\n") == 1
    return PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def column(heading: str, number: int = 0) -> list[str]:
    """Return the cells of one column of a section's table, without its head."""
    rows = [line.strip("|").split(" | ") for line in section(heading).splitlines() if line.startswith("| ")]
    return [row[number].strip() for row in rows[1:]]


def test_every_guard_is_on_the_page_and_no_other() -> None:
    """What each one stops is said once."""
    answers = {"empty-answer", "shrunken-answer"}  # refused answers freeze a practice under the same code
    known = {*codes_given({"Violation": 0}, {"reconcile", "execution"}), *answers}
    assert sorted(column("What each guard stops")) == sorted(f"`{guard}`" for guard in known)


def test_every_sensitive_alteration_is_on_the_page_and_no_other() -> None:
    """Whatever leads a plan has a name that can be looked up."""
    known = {key.partition(".")[2] for key in area("plans") if key.startswith("alterations.")}
    said = section("Edits that are attacks").rpartition(
        "What an alteration is called in a plan, all of them:"
    )[2]
    assert set(CODE.findall(said)) == known


def test_every_trailer_that_loosens_is_an_attack_on_the_page() -> None:
    """One that is added later is added here."""
    (row,) = [cell for cell in column("Edits that are attacks") if "Restore" in cell]
    names = {"Accept-Live", "Restore", "Revoke-Unmanaged", *(f"Allow-{x}" for x in ("Removals", "Empty"))}
    assert all(loosens(name) for name in names)
    assert {name for name in names if name not in row} == {"Allow-Removals", "Allow-Empty"}


@pytest.mark.parametrize(
    "name", sorted({word for cell in column("Edits that are attacks", 3) for word in CODE.findall(cell)})
)
def test_every_attack_is_tried_by_a_test_that_exists(name: str) -> None:
    """A page cannot promise what nobody tries."""
    assert name.startswith("test_")
    texts = (path.read_text(encoding="utf-8") for path in (REPOSITORY / "tests").rglob("test_*.py"))
    assert sum(f"def {name}(" in text for text in texts) == 1


def test_every_attack_has_a_row_with_its_test() -> None:
    """And no test of a hostile pull request is left out."""
    text = (REPOSITORY / "tests/cli/test_hostile_pull_request.py").read_text(encoding="utf-8")
    tried = {word for cell in column("Edits that are attacks", 3) for word in CODE.findall(cell)}
    assert set(re.findall(r"^def (test_\w+)\(", text, re.MULTILINE)) <= tried


def variables() -> set[str]:
    """Return the names of the variables that the program reads by name."""
    text = "\n".join(SOURCE.values())
    found = set(re.findall(r'"(ACCESSCTL_[A-Z_]*[A-Z]|GIT(?:HUB|LAB)_TOKEN)"', text))
    return found | {f"{name}…" for name in re.findall(r'"(ACCESSCTL_[A-Z]+_)"', text)}


def test_every_variable_is_on_the_page_and_no_other() -> None:
    """Secret or not, whoever sets up a machine finds it here."""
    found = {word for word in CODE.findall(section("Secrets")) if re.fullmatch(r"[A-Z_]+…?", word)}
    assert found == {*variables(), "ACCESSCTL_HULI_KEY_…"}


def test_every_secret_of_the_page_is_kept_from_git_and_sieved_from_reports() -> None:
    """By its name: a variable that is added to the table alone fails here."""
    names = [name.replace("…", "SANTA_LUCIA") for cell in column("Secrets") for name in CODE.findall(cell)]
    for name in names:
        assert redacted("it was canario-4711", {name: "canario-4711"}) == "it was ***", name
    command = " ".join(command_line("git", ["status"], names))
    kept = {name for name in names if f"-u {name} " in command}
    assert set(names) - kept == {"ACCESSCTL_GIT_PASSWORD", "GITHUB_TOKEN", "GITLAB_TOKEN"}


def test_files_of_the_machine_are_those_of_the_architecture() -> None:
    """One page says what is lost with them, the other what they hold."""
    text = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
    known = set(re.findall(r"`\.git/accessctl/([^`]+)`", text))
    assert {cell.strip("`") for cell in column("Files of the machine")} == known


def test_whoever_opens_a_port_is_on_the_page() -> None:
    """There are two, and both say 127.0.0.1."""
    listens = re.compile(r"\.bind\(|make_server\(|create_server\(")
    found = {path.name for path, text in SOURCE.items() if listens.search(text)}
    assert found == {"serving.py", "watch_monitor.py"}
    assert column("What listens", 1) == ["127.0.0.1", "127.0.0.1"]
    for path, text in SOURCE.items():
        assert path.name not in found or 'HOST = "127.0.0.1"' in text
