from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from roster_builders import ANA, NOW, PRACTICE, csv

from accessctl.model.live import Observation, Unobserved
from accessctl.providers.roster.files import SIZE_AT_MOST
from accessctl.providers.roster.reader import RosterReader

LIST = csv("correo", ANA)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a repository with an empty directory of lists."""
    (tmp_path / "repository" / "rosters").mkdir(parents=True)
    (tmp_path / "repository" / ".git").mkdir()
    return tmp_path / "repository"


def seen(root: Path, directory: str | None = None) -> Observation | Unobserved:
    """Read the practice."""
    return RosterReader(root, directory, NOW).observe([PRACTICE], {})[PRACTICE.slug]


def missed(root: Path, directory: str | None = None) -> str:
    """Read the practice, which cannot be read; return why."""
    found = seen(root, directory)
    assert isinstance(found, Unobserved)
    return found.code


@pytest.mark.parametrize(("directory", "folder"), [(None, "rosters"), ("listas/2026/", "listas/2026")])
def test_list_is_found_in_the_settings_directory(root: Path, directory: str | None, folder: str) -> None:
    """Relative to the repository's root, wherever the command runs."""
    (root / folder).mkdir(parents=True, exist_ok=True)
    (root / folder / "santa-lucia.csv").write_text(LIST, encoding="utf-8")
    found = seen(root, directory)
    assert isinstance(found, Observation)
    assert list(found.assistants) == [ANA]
    assert (found.clinics, found.registrations) == (None, {})


def test_list_under_an_earlier_slug_is_still_the_practices(root: Path) -> None:
    """A practice that was renamed keeps its list; its own name wins."""
    (root / "rosters" / "lucia.csv").write_text(LIST, encoding="utf-8")
    assert isinstance(seen(root), Observation)
    (root / "rosters" / "santa-lucia.csv").write_text(csv("correo"), encoding="utf-8")
    found = seen(root)
    assert isinstance(found, Observation)
    assert found.assistants == {}


def test_missing_list_says_where_it_should_be(root: Path) -> None:
    """Also where not even the directory is there."""
    found = seen(root)
    assert isinstance(found, Unobserved)
    assert (found.code, found.params["where"]) == ("roster-missing", "rosters/santa-lucia.csv")
    assert missed(root, "nowhere") == "roster-missing"


@pytest.mark.parametrize(
    "name", ["Santa-Lucia.csv", "santa-lucia.CSV", "santa-lucia.xlsx", "santa-lucia.txt"]
)
def test_list_under_nearly_the_right_name_is_pointed_out(root: Path, name: str) -> None:
    """A workbook in the list's place is the likeliest mistake of all."""
    (root / "rosters" / name).write_text(LIST, encoding="utf-8")
    assert missed(root) == "roster-misnamed"


def test_two_lists_of_one_practice_are_refused(root: Path) -> None:
    """Which one is newer, nobody knows."""
    (root / "rosters" / "santa-lucia.csv").write_text(LIST, encoding="utf-8")
    (root / "rosters" / "santa-lucia.json").write_text("{}", encoding="utf-8")
    assert missed(root) == "roster-two-files"


def test_link_to_a_list_in_the_repository_is_followed(root: Path) -> None:
    """A link is fine as long as it stays inside."""
    (root / "real.csv").write_text(LIST, encoding="utf-8")
    (root / "rosters" / "santa-lucia.csv").symlink_to(root / "real.csv")
    assert isinstance(seen(root), Observation)


@pytest.mark.parametrize("target", ["../outside.csv", ".git/inside.csv"])
def test_link_out_of_the_repository_is_refused(root: Path, target: str) -> None:
    """A commit can carry links to anywhere."""
    (root / target).write_text(LIST, encoding="utf-8")
    (root / "rosters" / "santa-lucia.csv").symlink_to(root / target)
    assert missed(root) == "roster-outside"


@pytest.mark.parametrize("directory", ["..", "../other", ".git", "/"])
def test_directory_outside_the_repository_is_refused(root: Path, directory: str) -> None:
    """Settings can name any path; only those inside are read."""
    assert missed(root, directory) == "roster-outside"


def test_directory_that_is_a_link_outwards_is_refused(root: Path, tmp_path: Path) -> None:
    """The link may stand anywhere on the way."""
    (tmp_path / "santa-lucia.csv").write_text(LIST, encoding="utf-8")
    (root / "listas").symlink_to(tmp_path)
    assert missed(root, "listas") == "roster-outside"


def test_pipe_or_directory_in_the_lists_place_is_refused_without_waiting(root: Path) -> None:
    """Opening a pipe would wait for ever."""
    path = root / "rosters" / "santa-lucia.csv"
    os.mkfifo(path)
    assert missed(root) == "roster-not-a-file"
    path.unlink()
    path.mkdir()
    assert missed(root) == "roster-not-a-file"


def test_list_of_more_than_a_mebibyte_is_refused(root: Path) -> None:
    """No practice has ten thousand assistants."""
    path = root / "rosters" / "santa-lucia.csv"
    path.write_bytes(LIST.encode() + b"\n" * (SIZE_AT_MOST - len(LIST.encode())))
    assert isinstance(seen(root), Observation)
    path.write_bytes(LIST.encode() + b"\n" * SIZE_AT_MOST)
    assert missed(root) == "roster-too-large"


def test_list_with_problems_is_unobserved_with_the_first_ones_place(root: Path) -> None:
    """One practice's mistake is not another's."""
    (root / "rosters" / "santa-lucia.csv").write_text(
        csv("correo;estado", f"{ANA};x", ";y"), encoding="utf-8"
    )
    (root / "rosters" / "rosa.csv").write_text(LIST, encoding="utf-8")
    found = RosterReader(root, None, NOW).observe([PRACTICE, replace(PRACTICE, slug="rosa")], {})
    santa_lucia = found["santa-lucia"]
    assert isinstance(santa_lucia, Unobserved)
    assert santa_lucia.params["where"] == "rosters/santa-lucia.csv:3:2"
    assert santa_lucia.params["problems"] == 3
    assert isinstance(found["rosa"], Observation)
