"""`accessctl validate`, as a pre-commit hook and as a person run it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from accessctl.execution import reading
from world import World, person


@pytest.fixture
def crowd(world: World) -> World:
    """Return a repository of three practices; two speak of one person with two names."""
    world.practice("uno", person("ana.mora", "escazu"))
    world.practice("dos", person("ana.mora", "escazu", name="Eva", surnames=["Coto", "Solís"]))
    world.practice("tres", person("luz.vargas", "escazu", surnames=["Vargas"]))
    world.commit()
    return world


def rules(world: World, *arguments: str) -> list[tuple[str, str]]:
    """Return the findings as file and rule."""
    answer = world.run("validate", "--format", "json", *arguments)
    assert answer.code in (0, 1), answer
    return [(finding["file"], finding["rule"]) for finding in answer.json["findings"]]


def test_named_files_show_what_is_in_them_and_what_names_them(crowd: World) -> None:
    """A hook passes what changed; what lies between two files is found from either."""
    (clash,) = [item for item in rules(crowd) if item[1] == "different-names"]
    assert ("practices/tres.yaml", "one-surname") in rules(crowd)
    assert rules(crowd, "practices/uno.yaml") == [clash]
    assert rules(crowd, "practices/dos.yaml") == [clash]
    assert rules(crowd, "practices/tres.yaml") == [("practices/tres.yaml", "one-surname")]
    assert len(rules(crowd, "practices/tres.yaml", "practices/uno.yaml")) == 2


def test_exit_code_is_that_of_what_is_shown(crowd: World) -> None:
    """An error elsewhere does not stop a commit that has nothing to do with it."""
    assert crowd.run("validate").code == 1
    assert crowd.run("validate", "practices/dos.yaml").code == 1
    assert crowd.run("validate", "practices/tres.yaml").code == 0
    answer = crowd.run("validate", "practices/tres.yaml", "--skip", "one-surname")
    assert (answer.code, answer.out) == (0, "No problems found: 1 practice, 1 assistant.\n")


@pytest.mark.parametrize("file", ["access/settings.yaml", "access/policy.yaml", "access", "practices"])
def test_file_that_everything_is_judged_by_shows_everything(crowd: World, file: str) -> None:
    """Whoever tightens the policy sees whom it hits."""
    assert rules(crowd, file) == rules(crowd)
    assert rules(crowd, "practices/tres.yaml", file) == rules(crowd)


def test_generated_schema_is_no_mistake_and_no_concern(crowd: World) -> None:
    """A hook may pass it."""
    crowd.write("schemas/practice.schema.json", "{}")
    assert rules(crowd, "schemas/practice.schema.json") == []


def test_deleted_file_shows_what_still_names_it(crowd: World) -> None:
    """Its practice is gone; an exception for it is left."""
    exception = "{rule: separate, practice: tres, reason: x, until: 2030-01-01}"
    crowd.write("access/policy.yaml", f"version: 1\nexceptions: [{exception}]\n")
    crowd.commit()
    (crowd.root / "practices" / "tres.yaml").unlink()
    assert rules(crowd, "practices/tres.yaml") == [("access/policy.yaml", "exception-unknown-practice")]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("practices/nadie.yaml", "There is no file practices/nadie.yaml"),
        ("practices/trez.yaml", "Did you mean practices/tres.yaml?"),
        ("trez", "Did you mean practices/tres.yaml?"),
        ("nadie", "There is no file nadie"),
        ("README.md", "README.md declares nothing"),
        ("../elsewhere.yaml", "../elsewhere.yaml lies outside"),
        ("/etc/passwd", "/etc/passwd lies outside"),
        ("/", "/ lies outside"),
        (".", ". declares nothing"),
    ],
)
def test_file_that_cannot_be_meant_is_a_usage_error(crowd: World, file: str, said: str) -> None:
    """A name misspelt must not pass for a file without problems."""
    answer = crowd.run("validate", "--lang", "en", file)
    assert answer.code == 2
    assert said in answer.err


def test_unknown_file_outside_of_git_is_said_as_clearly(tmp_path: Path) -> None:
    """Nobody can know of a deleted one there."""
    world = World(tmp_path)
    world.write("practices/uno.yaml", "version: 1\n")
    answer = world.run("validate", "practices/dos.yaml", "--lang", "en")
    assert (answer.code, answer.err.partition(",")[0]) == (2, "error: There is no file practices/dos.yaml")


def test_file_may_be_named_from_anywhere(crowd: World, tmp_path: Path) -> None:
    """By a path relative to where one stands, by an absolute one, through a link to the repository."""
    (tmp_path / "link").symlink_to(crowd.root)
    only = rules(crowd, "practices/tres.yaml")
    for path in (crowd.root / "practices" / "tres.yaml", tmp_path / "link" / "practices" / "tres.yaml"):
        assert rules(crowd, str(path)) == only
        assert rules(crowd, os.path.relpath(path, crowd.root)) == only
    inside = World(crowd.root / "practices")
    assert rules(inside, "tres.yaml") == only


def test_practice_may_be_named_by_its_slug(crowd: World) -> None:
    """As every other command takes it; a deleted one too, from wherever one stands."""
    only = rules(crowd, "practices/tres.yaml")
    assert rules(crowd, "tres") == only
    assert rules(World(crowd.root / "practices"), "tres") == only
    (crowd.root / "practices" / "tres.yaml").unlink()
    assert rules(crowd, "tres") == []


def test_file_that_cannot_be_read_as_a_practice_shows_why(crowd: World) -> None:
    """And nothing else."""
    crowd.write("practices/tres.yaml", "version: [\n")
    found = rules(crowd, "practices/tres.yaml")
    assert {file for file, _ in found} == {"practices/tres.yaml"}


def test_findings_are_the_same_cold_and_warm(crowd: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered changes nothing but the time; a line's text is quoted as it is now."""
    monkeypatch.setattr(reading, "SMALL", -1)
    cold = crowd.run("validate").out
    kept = [path.name for path in (crowd.root / ".git" / "accessctl").glob("declarations-*")]
    assert len(kept) == 1
    assert crowd.run("validate").out == cold
    assert [rule for _, rule in rules(crowd, "practices/dos.yaml")] == ["different-names"]
    path = crowd.root / "practices" / "tres.yaml"
    path.write_text("# nueva\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    warm = crowd.run("validate").out
    monkeypatch.setattr(reading, "SMALL", 1 << 30)
    assert crowd.run("validate").out == warm != cold


def test_what_acts_reads_the_files_themselves(crowd: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file under the git directory must not decide who is let in."""
    monkeypatch.setattr(reading, "SMALL", -1)
    (crowd.root / "practices" / "dos.yaml").unlink()
    crowd.commit()
    crowd.ok("plan")
    (kept,) = (crowd.root / ".git" / "accessctl").glob("declarations-*")
    asked: list[Path] = []
    monkeypatch.setattr(reading, "read_store", asked.append)
    crowd.ok("plan")
    assert asked == [kept]
    asked.clear()
    crowd.run("apply", "--yes")
    crowd.run("revoke", "uno", "ana.mora@org.example", "--reason", "x")
    assert asked == []
