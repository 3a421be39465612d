"""`accessctl fmt`: one layout, every comment, the same meaning, and pull requests that git can merge."""

from __future__ import annotations

import resource
import subprocess
from pathlib import Path

import pytest

from world import GIT_ENV, World

WILD = """\
# yaml-language-server: $schema=../schemas/practice.schema.json
#
# The smallest one there is.
practice: lucia
version: 1   # the first
assistants:
- {email: zoe@org.example, name: Zoe, surnames: [Mora, Jiménez], record_access: true}   # mornings
# reception
- surnames:
    - Mora
    - Jiménez
  name: "Eva"
  # until Luz is back
  until: '2027-06-30'
  email: EVA@org.example
clinics:
  - id: escazu
    name: Escazú
owner:
  name: Elena Rojas     # since 2019
  email: owner@lucia.example
name: Clínica Lucía
# the end
"""
LAID_OUT = """\
# yaml-language-server: $schema=../schemas/practice.schema.json
#
# The smallest one there is.
version: 1  # the first
practice: lucia
name: Clínica Lucía
owner:
  email: owner@lucia.example
  name: Elena Rojas  # since 2019

clinics:
  - {id: escazu, name: Escazú}

assistants:
  # reception
  - email: EVA@org.example
    name: Eva
    surnames: [Mora, Jiménez]
    # until Luz is back
    until: 2027-06-30

  # mornings
  - email: zoe@org.example
    name: Zoe
    surnames: [Mora, Jiménez]
    record_access: {}
# the end
"""


def text(world: World, slug: str = "lucia") -> str:
    """Return a practice's file."""
    return (world.root / "practices" / f"{slug}.yaml").read_bytes().decode()


@pytest.fixture
def wild(world: World) -> World:
    """Return a repository whose practice nobody laid out."""
    world.write("practices/lucia.yaml", WILD)
    world.commit()
    return world


def test_fmt_writes_the_one_layout_and_a_second_run_nothing(wild: World) -> None:
    """Order, spaces, quotes and brackets change; what it says, and every comment, does not."""
    before = wild.plan("--without-journal")["changes"]
    assert "written: practices/lucia.yaml" in wild.ok("fmt").out
    assert text(wild) == LAID_OUT
    assert wild.ok("fmt").out == "All 3 files are in the layout.\n"
    assert text(wild) == LAID_OUT
    origins = [change.pop("origin") for change in wild.plan("--without-journal")["changes"] + before]
    assert len(origins) == 4
    assert {(change["email"], str(change["after"])) for change in before} == {
        (change["email"], str(change["after"])) for change in wild.plan("--without-journal")["changes"]
    }


def test_check_lists_what_differs_and_writes_nothing(wild: World) -> None:
    """CI says which files, and ends with 1."""
    answer = wild.run("fmt", "--check")
    assert (answer.code, answer.out.splitlines()) == (
        1,
        [
            "not in the layout: practices/lucia.yaml",
            "1 file of 3 is not in the layout; `accessctl fmt` writes it.",
        ],
    )
    assert text(wild) == WILD
    assert wild.run("fmt", "--check", "--format", "json").json["changed"] == ["practices/lucia.yaml"]
    wild.ok("fmt", "lucia")
    assert wild.run("fmt", "--check").code == 0


def test_where_a_file_cannot_be_written_those_that_were_are_named(wild: World) -> None:
    """Each is whole, the old one or the new one, and nobody has to guess which is which."""
    large = "# a long remark\n" * 20_000
    for slug, more in (("marta", ""), ("nora", large), ("olga", "")):
        wild.write(f"practices/{slug}.yaml", WILD.replace("practice: lucia", f"practice: {slug}") + more)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
        answer = wild.run("fmt", "--lang", "en")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert answer.code == 1
    assert answer.err.splitlines()[:3] == [
        "written: practices/lucia.yaml",
        "written: practices/marta.yaml",
        "2 files were not written and are as they were.",
    ]
    assert "practices/nora.yaml" in answer.err.splitlines()[3]
    assert text(wild) == LAID_OUT
    for slug, more in (("nora", large), ("olga", "")):
        assert text(wild, slug) == WILD.replace("practice: lucia", f"practice: {slug}") + more
    assert [path.name for path in (wild.root / "practices").glob(".*")] == []


def test_lines_of_other_systems_and_marks_are_gone(wild: World) -> None:
    """What an editor on Windows writes is the same file."""
    wild.write("practices/lucia.yaml", "\ufeff" + WILD.replace("\n", "\r\n").removesuffix("\r\n"))
    wild.ok("fmt")
    assert text(wild) == LAID_OUT


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ("version: 1 ", "version"),
        ("  name: Elena Rojas ", "unknown-key"),
        ("until: '2027-06-30'", "wrong-type"),
        ("record_access: true", "duplicate-key"),
    ],
)
def test_a_file_with_errors_is_left_alone_and_named(wild: World, wrong: str, rule: str) -> None:
    """The others are laid out; a newer version is the message that it always is."""
    right = {
        "version": "version: 2 ",
        "unknown-key": "  nmae: Elena Rojas ",
        "wrong-type": "until: [2027]",
        "duplicate-key": "name: Zoe",
    }[rule]
    broken = WILD.replace(wrong, right)
    wild.write("practices/lucia.yaml", broken)
    wild.write("practices/sol.yaml", WILD.replace("lucia", "sol"))
    answer = wild.run("fmt")
    assert answer.code == 1
    assert "left alone, it has errors: practices/lucia.yaml" in answer.out
    assert f"error[{rule}]" in answer.err
    assert text(wild) == broken
    assert text(wild, "sol") == LAID_OUT.replace("lucia", "sol")


def test_upgrade_says_that_there_is_nothing_to_upgrade(wild: World) -> None:
    """Version 1 is the only one, and the files are laid out all the same."""
    answer = wild.ok("fmt", "--upgrade")
    assert "nothing to upgrade" in answer.err
    assert text(wild) == LAID_OUT


def test_files_folders_and_slugs_can_be_named_and_others_are_mistakes(wild: World) -> None:
    """Hooks give paths, people give slugs; what is not ours is not touched."""
    for name in ("practices/lucia.yaml", "practices", "practices/", "lucia", "."):
        wild.write("practices/lucia.yaml", WILD)
        wild.ok("fmt", name)
        assert text(wild) == LAID_OUT
    wild.write("README.md", "# Ours\n")
    for name in ("README.md", "practices/nobody.yaml", "/etc/passwd", ""):
        assert wild.run("fmt", name or "x").code == 2
    near = wild.run("fmt", "practices/lucai.yaml")
    assert "did you mean practices/lucia.yaml" in near.err


def test_settings_and_policy_keep_their_lines(wild: World) -> None:
    """Their authors lay them out; keys get their order, and comments stay."""
    wild.write(
        "access/policy.yaml",
        "protected:\n   - a@x.example   # the chair\n   - b@x.example\n\n# from the board\nversion: 1\n",
    )
    wild.ok("fmt")
    assert (wild.root / "access/policy.yaml").read_text() == (
        "# from the board\nversion: 1\nprotected:\n  - a@x.example  # the chair\n  - b@x.example\n"
    )


PEOPLE = ("ana", "carla", "elsa", "gina")


@pytest.fixture
def laid_out(world: World) -> World:
    """Return a repository with one practice in its layout."""
    people = "".join(
        f"\n  - email: {who}@org.example\n    name: {who.capitalize()}\n    surnames: [Mora, Jiménez]\n"
        for who in PEOPLE
    )
    rows = LAID_OUT.partition("  # reception")[0].rstrip("\n") + people
    world.write("practices/lucia.yaml", rows.replace("assistants:\n\n", "assistants:\n"))
    world.ok("fmt")
    world.commit()
    return world


def merged(world: World, one: list[str], other: list[str]) -> bool:
    """Make two branches with one edit each, merge them with plain git, and say whether git could."""
    for branch, command in (("one", one), ("other", other)):
        world.git("checkout", "-q", "-b", branch, "main")
        world.ok(*command)
        world.commit(f"Edit on {branch}")
    world.git("checkout", "-q", "one")
    done = subprocess.run(
        ["git", "merge", "-q", "-m", "Join", "other"],
        cwd=world.root,
        env=GIT_ENV,
        check=False,
        capture_output=True,
    )
    return done.returncode == 0


ADD = ["--name", "Nora", "--surnames", "Paz Ríos"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ["assistant", "add", "lucia", "bea@org.example", *ADD],
            ["assistant", "add", "lucia", "dora@org.example", *ADD],
        ),
        (
            ["assistant", "set", "lucia", "ana@org.example", "--until", "2027-06-30"],
            ["assistant", "set", "lucia", "carla@org.example", "--name", "Carlota"],
        ),
        (
            ["assistant", "remove", "lucia", "ana@org.example"],
            ["assistant", "remove", "lucia", "elsa@org.example"],
        ),
        (
            ["assistant", "remove", "lucia", "gina@org.example"],
            ["assistant", "set", "lucia", "carla@org.example", "--note", "x"],
        ),
        (
            ["assistant", "add", "lucia", "zoe@org.example", *ADD],
            ["assistant", "set", "lucia", "elsa@org.example", "--note", "x"],
        ),
        (
            ["assistant", "add", "lucia", "bea@org.example", *ADD],
            ["assistant", "set", "lucia", "elsa@org.example", "--note", "x"],
        ),
    ],
)
def test_pull_requests_about_different_people_merge_with_plain_git(
    laid_out: World, one: list[str], other: list[str]
) -> None:
    """Neither has to know of the other, and the joined file is valid and in its layout."""
    assert merged(laid_out, one, other)
    laid_out.ok("validate")
    laid_out.ok("fmt", "--check")
    said = text(laid_out)
    for words in (*one, *other):
        if words in ("Nora", "Carlota", "bea@org.example", "dora@org.example", "zoe@org.example"):
            assert words in said


def test_this_repositorys_own_files_and_those_that_init_and_practice_add_write_are_in_the_layout(
    world: World, tmp_path: Path
) -> None:
    """What people copy from is written as `fmt` writes it, or their first `fmt` changes what they did not."""
    own = Path(__file__).resolve().parents[2]
    assert world.run("--repo", str(own), "fmt", "--check").code == 0
    for provider in ("sandbox", "roster"):
        begun = str(tmp_path / provider)
        world.ok("init", begun, "--yes", "--provider", provider)
        world.ok("--repo", begun, "fmt", "--check")
        owner = ("--owner", "sol@sol.example", "--owner-name", "Sol Paz")
        world.ok("--repo", begun, "practice", "add", "sol", "--name", "Sol", *owner, "--clinic", "uno=Uno")
        world.ok("--repo", begun, "fmt", "--check")
