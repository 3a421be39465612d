"""`accessctl resolve`: what git could not merge is joined by meaning, and what cannot be joined is named."""

from __future__ import annotations

import subprocess

import pytest

from world import GIT_ENV, World

FILE = """\
version: 1
practice: lucia
name: Clínica Lucía
owner: {email: owner@lucia.example, name: Elena Rojas}

clinics:
  - {id: escazu, name: Escazú}
  - {id: heredia, name: Heredia}

assistants:
  # reception
  - email: ana@org.example
    name: Ana
    surnames: [Mora, Jiménez]
    clinics: [escazu]

  - email: zoe@org.example
    name: Zoe
    surnames: [Mora, Jiménez]
    clinics: [heredia]
    until: 2027-06-30
"""
BEA = """
  # covers for Luz
  - email: bea@org.example
    name: Bea
    surnames: [Paz, Ríos]
    clinics: [escazu]
"""
DORA = BEA.replace("bea@", "dora@").replace("Bea", "Dora").replace("covers for Luz", "from the agency")
PATH = "practices/lucia.yaml"


def text(world: World) -> str:
    """Return the practice's file."""
    return (world.root / PATH).read_text(encoding="utf-8")


@pytest.fixture
def lucia(world: World) -> World:
    """Return a repository with one practice."""
    world.write(PATH, FILE)
    world.commit()
    return world


def conflict(world: World, one: str, other: str) -> None:
    """Leave the repository in the middle of a merge that git could not make by itself."""
    for branch, content in (("one", one), ("other", other)):
        world.git("checkout", "-q", "-b", branch, "main")
        world.write(PATH, content)
        world.commit(f"Edit on {branch}")
    world.git("checkout", "-q", "one")
    done = subprocess.run(
        ["git", "merge", "-q", "other"], cwd=world.root, env=GIT_ENV, check=False, capture_output=True
    )
    assert done.returncode == 1


def with_entry(entry: str) -> str:
    """Return the file with one more entry behind Ana's."""
    return FILE.replace("    clinics: [escazu]\n\n", f"    clinics: [escazu]\n{entry}\n")


def test_two_who_add_neighbours_are_both_there_with_their_comments(lucia: World) -> None:
    """The usual case: two new people at the same place of the alphabet."""
    conflict(lucia, with_entry(BEA), with_entry(DORA))
    answer = lucia.ok("resolve", PATH)
    assert answer.out == f"{PATH}: both sides are joined.\n"
    assert f"git add {PATH}" in answer.err
    assert text(lucia) == with_entry(f"{BEA}{DORA}")
    lucia.ok("validate")
    lucia.ok("fmt", "--check")
    assert lucia.git("ls-files", "--unmerged"), "adding the file is the person's to do"
    lucia.ok("resolve", PATH)
    by_hand = text(lucia).replace("covers for Luz", "covers for Luz until May")
    lucia.write(PATH, by_hand)
    again = lucia.run("resolve", PATH)
    assert (again.code, "git checkout --merge" in again.err, text(lucia)) == (1, True, by_hand)
    lucia.commit("Join")
    lucia.run("resolve")
    assert "nothing to do" in lucia.ok("resolve", PATH).out


def test_different_keys_of_one_person_are_joined(lucia: World) -> None:
    """One side gives an end, the other another clinic; a third change is the same on both."""
    one = FILE.replace("until: 2027-06-30", "until: 2027-03-31").replace("Escazú", "Escazú Centro")
    other = FILE.replace("clinics: [heredia]", "clinics: [heredia, escazu]  # mornings").replace(
        "Escazú", "Escazú Centro"
    )
    conflict(lucia, one, other)
    lucia.ok("resolve")
    assert text(lucia) == other.replace("until: 2027-06-30", "until: 2027-03-31")


def test_what_both_changed_differently_is_named_with_both_values_and_the_file_left(lucia: World) -> None:
    """Nobody's decision is taken by a program."""
    conflict(
        lucia,
        FILE.replace("until: 2027-06-30", "until: 2027-03-31"),
        FILE.replace("until: 2027-06-30", "until: 2027-09-30"),
    )
    before = text(lucia)
    answer = lucia.run("resolve", "lucia")
    assert answer.code == 1
    assert (
        "assistants › zoe@org.example › until: here (ours) 2027-03-31; there (theirs) 2027-09-30"
        in answer.out
    )
    assert text(lucia) == before
    assert "<<<<<<<" in before
    assert "keep the lines that are right" in answer.err
    lucia.git("checkout", "--theirs", PATH)
    assert "2027-09-30" in text(lucia)
    assert f"git checkout --ours {PATH}, or --theirs" in answer.err
    lucia.git("checkout", "--merge", PATH)
    clash = lucia.run("resolve", "--format", "json").json["files"][0]["clashes"][0]
    assert (clash["ours"], clash["theirs"]) == ("2027-03-31", "2027-09-30")


def test_one_who_is_taken_out_here_and_changed_there_is_a_persons_to_decide(lucia: World) -> None:
    """A leaver is not let in again because somebody wrote a note, nor the note lost unseen."""
    gone = FILE[: FILE.index("\n  - email: zoe")]
    conflict(lucia, gone, FILE.replace("2027-06-30", "2027-09-30"))
    answer = lucia.run("resolve")
    assert answer.code == 1
    assert "assistants › zoe@org.example: here (ours) taken out or not there" in answer.out


def test_a_new_file_on_both_sides_is_joined_without_a_beginning(world: World) -> None:
    """Both made the practice; what differs is named."""
    world.commit()
    conflict(world, FILE, FILE.replace("  - email: zoe", "  - email: yan"))
    world.ok("resolve")
    assert text(world).count("- email:") == 3


def test_errors_of_the_joined_file_are_shown(lucia: World) -> None:
    """Each side was right by itself; together they are one too many."""
    lucia.write("access/policy.yaml", "version: 1\nassistants: {at_most: 3}\n")
    lucia.commit()
    conflict(lucia, with_entry(BEA), with_entry(DORA))
    answer = lucia.run("resolve")
    assert answer.code == 1
    assert "both sides are joined" in answer.out
    assert "error[assistants-at-most]" in answer.err
    assert text(lucia).count("- email:") == 4


def test_a_side_with_errors_or_without_the_file_is_said(lucia: World) -> None:
    """What cannot be read cannot be joined."""
    conflict(lucia, FILE.replace("version: 1", "version: 2"), FILE.replace("version: 1", "version: 1  # x"))
    answer = lucia.run("resolve")
    assert (answer.code, "Our side" in answer.err) == (1, True)


def test_a_file_that_one_side_removed_is_said(lucia: World) -> None:
    """Whether a practice is released is decided by people."""
    lucia.git("checkout", "-q", "-b", "one")
    lucia.git("rm", "-q", PATH)
    lucia.commit("Release")
    lucia.git("checkout", "-q", "-b", "other", "main")
    lucia.write(PATH, FILE.replace("2027-06-30", "2027-09-30"))
    lucia.commit("Edit")
    done = subprocess.run(
        ["git", "merge", "-q", "one"], cwd=lucia.root, env=GIT_ENV, check=False, capture_output=True
    )
    assert done.returncode == 1
    answer = lucia.run("resolve", PATH)
    assert answer.code == 1
    assert "one side only" in answer.err
