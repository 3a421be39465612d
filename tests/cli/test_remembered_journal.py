"""The remembered journal, through the commands: it saves time, and decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from accessctl.journal import recalling
from accessctl.journal.sealed_files import read_sealed, write_sealed
from world import World, person

LOOKS = (
    ("plan", "--format", "json"),
    ("plan", "--practice", "lucia"),
    ("status", "--format", "json"),
    ("handoff", "list", "--all", "--format", "json"),
    ("review", "show", "--format", "json"),
    ("who", "--on", "2027-01-01", "--clock", "effective", "--format", "json"),
    ("log", "--format", "json"),
)


@pytest.fixture(autouse=True)
def _however_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember small journals too."""
    monkeypatch.setattr(recalling, "FEW", -1)


@pytest.fixture
def lived(world: World) -> World:
    """Return a world with a journal: Ana has access, Luz was put out by hand, a request is open."""
    world.practice("lucia", person("ana", record_access={"reason": "R"}), person("luz"))
    world.practice("marta", person("eva"))
    world.commit()
    world.ok("apply", "--yes")
    world.sandbox("accept", "lucia", "ana@org.example")
    world.sandbox("accept", "lucia", "luz@org.example")
    world.sandbox("advance", "1h")
    world.ok("apply", "--yes")
    world.sandbox("remove", "lucia", "luz@org.example")
    world.sandbox("advance", "1h")
    assert "blocked: 1" in world.run("apply", "--yes").err
    return world


def memory(world: World) -> Path:
    """Return where the journal is remembered."""
    (found,) = (world.root / ".git" / "accessctl").glob("journal-*.cache")
    return found


def looked(world: World) -> list[tuple[int, str, str]]:
    """Return what every command that looks at the journal says."""
    answers = [world.run(*arguments) for arguments in LOOKS]
    assert {answer.code for answer in answers} <= {0, 6}, answers
    return [(answer.code, answer.out, answer.err) for answer in answers]


def delete(path: Path) -> None:
    """Delete it."""
    path.unlink()


def cut_off(path: Path) -> None:
    """Let it end in the middle."""
    path.write_bytes(path.read_bytes()[:200])


def scribble(path: Path) -> None:
    """Write something else in its place."""
    path.write_bytes(b"\x80\x04cposix\nsystem\n")


def edit(path: Path) -> None:
    """Change what it says, as somebody with an editor would."""
    path.write_bytes(path.read_bytes().replace(b"removed-by-hand", b"removed-by-luck"))


@pytest.mark.parametrize("damage", [delete, cut_off, scribble, edit])
def test_commands_say_the_same_whatever_became_of_the_memory(
    lived: World, damage: Callable[[Path], None]
) -> None:
    """Nobody has to know that it is there."""
    first = looked(lived)
    assert looked(lived) == first
    damage(memory(lived))
    assert looked(lived) == first


def test_commands_say_with_a_memory_what_they_say_without(
    lived: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after an apply, which does not write it, went on from what is remembered."""
    lived.run("plan")
    lived.practice("marta", person("eva", "heredia"), person("rosa"))
    lived.commit()
    assert "invite rosa" in lived.steps()
    lived.run("apply", "--yes")
    assert "rosa@org.example" in lived.live()["marta"]
    found = looked(lived)
    memory(lived).unlink()
    monkeypatch.setattr(recalling, "FEW", 10**9)
    assert looked(lived) == found
    assert not memory_exists(lived)


def memory_exists(world: World) -> bool:
    """Say whether any journal is remembered."""
    return bool([*(world.root / ".git" / "accessctl").glob("journal-*.cache")])


def forge(world: World) -> None:
    """Let the memory say, well sealed, that nobody put anybody out."""
    name = recalling._name()
    body = read_sealed(memory(world), name)
    assert body is not None
    assert b'"removed-by-hand"' in body
    write_sealed(memory(world), name, body.replace(b'"removed-by-hand"', b'"removed-by-luck"'))


def test_forged_memory_gives_nobody_access(lived: World) -> None:
    """It can mislead who looks; what is done, and said to the journal, rests on the branch."""
    assert "invite luz" not in lived.steps()
    forge(lived)
    assert "invite luz" in lived.steps()
    lived.run("plan", "--out", "forged.json")
    stale = lived.run("apply", "--yes", "forged.json")
    assert "plan" in stale.err
    assert stale.code == 7, stale
    (lived.root / "forged.json").unlink()
    lived.sandbox("advance", "1h")
    lived.run("apply", "--yes")
    assert "luz@org.example" not in lived.live()["lucia"]


def test_forged_memory_takes_nothing_from_verify(lived: World) -> None:
    """It proves the branch, and asks nothing else."""
    honest = lived.run("verify", "--format", "json").json
    lived.run("plan")
    forge(lived)
    proved = lived.run("verify", "--format", "json").json
    assert {**proved, "at": None} == {**honest, "at": None}
