"""Everything the program knows can be had from the remote; formats go forward, never back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from test_remembered_journal import LOOKS

from world import World, person

ANSWERS = (*LOOKS, ("verify",), ("report", "--from", "2026-11-01", "--to", "2026-11-30", "--format", "json"))


@pytest.fixture
def shared(world: World, tmp_path: Path) -> World:
    """Return a clone of a remote, with a journal of several runs; the live system is a file beside both."""
    world.git("init", "-q", "--bare", "-b", "main", str(tmp_path / "remote.git"))
    world.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    world.ok("journal", "init")
    world.practice("lucia", person("ana", record_access={"reason": "R"}), person("luz"))
    world.commit()
    world.git("push", "-q", "origin", "main")
    world.ok("apply", "--yes")
    for who in ("ana", "luz"):
        world.sandbox("accept", "lucia", f"{who}@org.example")
    world.ok("apply", "--yes")
    world.sandbox("remove", "lucia", "luz@org.example")
    world.run("apply", "--yes")
    return world


def answers(world: World) -> list[tuple[int, str, str]]:
    """Return what is said of the present, the past and the journal."""
    return [(found.code, found.out, found.err) for found in (world.run(*words) for words in ANSWERS)]


def test_a_clone_that_has_nothing_but_the_remote_answers_the_same(shared: World, tmp_path: Path) -> None:
    """A lost disk costs time, and no knowledge."""
    other = World(tmp_path / "other")
    shared.git("clone", "-q", str(tmp_path / "remote.git"), str(other.root))
    _move_sandbox(shared, other)
    assert answers(other) == answers(shared)
    assert other.run("apply", "--yes").code == shared.run("apply", "--yes").code


def test_what_is_remembered_may_be_deleted_at_any_time(shared: World) -> None:
    """Memories are made anew from the branch; the local branch and refs are such memories too."""
    before = answers(shared)
    for path in (shared.root / ".git" / "accessctl").iterdir():
        if not path.name.startswith("sandbox"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for ref in shared.git(
        "for-each-ref", "--format=%(refname)", "refs/accessctl", "refs/heads/access-journal"
    ).split():
        shared.git("update-ref", "-d", ref)
    assert answers(shared) == before


def test_a_journal_of_a_newer_program_is_refused_by_name(shared: World) -> None:
    """An older program neither guesses nor writes beside what it does not understand."""
    tip = shared.git("ls-remote", "origin", "access-journal").split()[0]
    newer = _with_newer_file(shared, tip)
    shared.git("push", "-q", "origin", f"{newer}:refs/heads/access-journal")
    for words in (("plan",), ("apply", "--yes"), ("log",), ("verify",), ("handoff", "list")):
        found = shared.run(*words)
        assert found.code == 1, words
        assert "accessctl.journal/2" in found.out + found.err, words
    assert shared.git("ls-remote", "origin", "access-journal").split()[0] == newer


def _with_newer_file(world: World, tip: str) -> str:
    """Return a commit after the tip, with a file as a later version may write it."""
    path = "runs/2026/12/900000-0a0b0c0d.note.jsonl"
    text = '{"format":"accessctl.journal/2","run":"900000-0a0b0c0d","part":"note","records":0}\n'
    script = (
        f"commit refs/newer\ncommitter Ana <ana@org.example> 1796000000 +0000\ndata 3\nRun\nfrom {tip}\n"
        f"M 100644 inline {path}\ndata {len(text)}\n{text}\n"
    )
    command = ["git", "fast-import", "--quiet", "--force"]
    subprocess.run(command, cwd=world.root, input=script.encode(), check=True)
    return world.git("rev-parse", "refs/newer").strip()


def _move_sandbox(source: World, to: World) -> None:
    """Let both look at one live system; all else that the first one keeps stays with it."""
    kept = source.root / ".git" / "accessctl"
    (to.root / ".git" / "accessctl").mkdir()
    for path in kept.glob("sandbox*"):
        (to.root / ".git" / "accessctl" / path.name).symlink_to(path)
