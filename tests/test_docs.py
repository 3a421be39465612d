"""The documentation says what the program does: its links resolve, its tables are whole, its steps work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from accessctl import __version__, errors
from accessctl.cli import apply_command, error_boundary, plan_command
from accessctl.cli.command_reference import commands_markdown
from accessctl.cli.main import cli
from accessctl.declarations.reference import reference_markdown
from accessctl.rendering.rules_reference import rules_markdown
from accessctl.validation.catalogue import CATALOGUE
from accessctl.validation.exceptions import POLICY_RULES
from readme import README, anchors, links, pages, section, shell
from source_tree import REPOSITORY

DOCS = REPOSITORY / "docs"


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_links_of_a_page_resolve(page: Path) -> None:
    """Every link within the repository leads to a file, and to a heading of it."""
    for target in links(page):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), target
        assert not anchor or anchor in anchors(found), target


def test_every_page_is_reached_from_the_index() -> None:
    """Nobody has to know of a page to find it."""
    indexes = (DOCS / "README.md", DOCS / "decisions" / "README.md")
    reached = {(page.parent / target).resolve() for page in indexes for target in links(page)}
    assert not [page for page in DOCS.rglob("*.md") if page not in reached and page not in indexes]


def test_every_command_is_named_in_the_readme() -> None:
    """The table of commands is whole."""
    text = README.read_text(encoding="utf-8")
    names = cli.list_commands(click.Context(cli))
    assert not [name for name in names if f"| `accessctl {name}` |" not in text]


def test_generated_pages_are_current(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are as `script/reference` and `script/rules` would write them now."""
    monkeypatch.setenv("LC_ALL", "en")
    for name, text in {
        "commands.md": commands_markdown(),
        "declaration-reference.md": reference_markdown(),
        "rules.md": rules_markdown(CATALOGUE, POLICY_RULES),
    }.items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, f"{name}: run script/bless"


def test_exit_codes_of_the_readme_are_those_of_the_program() -> None:
    """Every code that a command can end with is in the table, and no other."""
    table = section(README.read_text(encoding="utf-8"), "## Exit codes")
    listed = [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)]
    classes = [value for value in vars(errors).values() if isinstance(value, type)]
    known = {value.exit_code for value in classes if issubclass(value, errors.AccessctlError)}
    known |= {error_boundary.BUG, error_boundary.USAGE, error_boundary.INTERRUPTED, 0}
    known |= {plan_command.PENDING, plan_command.REFUSED, apply_command.PARTIAL}
    assert len(listed) == len(set(listed))
    assert set(listed) == known


def typed(heading: str, home: Path) -> str:
    """Type the commands of a section one after the other, and return what they print."""
    steps = shell(section(README.read_text(encoding="utf-8"), heading))
    for line in ("script/bootstrap\n", ". .venv/bin/activate\n"):
        steps = steps.replace(line, "")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "LC_"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        [shutil.which("sh") or "sh", "-e", "-c", steps],
        env=environment | {"HOME": str(home), "PATH": path, "LANG": "C.UTF-8"},
        cwd=home,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_day_one_of_the_readme_works_as_written(tmp_path: Path) -> None:
    """From a list of assistants to a letter for the owner."""
    said = typed("## Day one: a list is enough", tmp_path)
    assert "1 person, the whole list" in said
    (letter,) = (tmp_path / "accesos/.git/accessctl/outbox").iterdir()
    assert "luz.vargas@santalucia.example" in letter.read_text(encoding="utf-8")
    assert "luz.vargas@santalucia.example" in said.splitlines()[-1]


def test_first_practice_of_the_readme_works_as_written(tmp_path: Path) -> None:
    """Whoever types the commands one after the other gets through to an empty plan."""
    said = typed("## A first practice on the sandbox", tmp_path)
    assert "rosa.brenes@sanrafael.example accepted" in said
    assert "ask for record access" in said
    assert said.rstrip().endswith("what is declared is what is live.")


def test_changelog_has_a_place_for_what_is_not_released() -> None:
    """Everybody knows where to say what changed, and the version is the package's own."""
    assert "\n## [Unreleased]\n" in (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f'version = "{__version__}"' in (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("script", sorted((REPOSITORY / "script").iterdir()), ids=lambda path: path.name)
def test_script_says_what_it_does_and_can_be_run(script: Path) -> None:
    """Each one is executable, begins with what it is for, and stands in CONTRIBUTING.md."""
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[1].startswith("# ")
    assert f"script/{script.name}" in (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_bootstrap_says_so_where_no_python_is_to_be_found(tmp_path: Path) -> None:
    """On a bare machine there is one clear message, and nothing is made."""
    copy, tools = tmp_path / "a bare machine", tmp_path / "tools"
    (copy / "script").mkdir(parents=True)
    shutil.copy(REPOSITORY / "script" / "bootstrap", copy / "script")
    tools.mkdir()
    for name in ("git", "dirname"):
        (tools / name).symlink_to(shutil.which(name) or name)
    done = subprocess.run(
        [shutil.which("sh") or "sh", str(copy / "script" / "bootstrap")],
        env={"PATH": str(tools)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Python 3.11 or newer is missing" in done.stderr
    assert not (copy / ".venv").exists()
