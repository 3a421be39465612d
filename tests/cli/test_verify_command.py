"""`accessctl verify`: the journal, proved against the repository and an auditor's file."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lives import live_through
from world import GIT_ENV, World, person


def pinned(world: World, tmp_path: Path) -> World:
    """Give the repository a remote and a journal that the settings pin."""
    world.git("init", "-q", "--bare", "-b", "main", str(tmp_path / "remote.git"))
    world.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    world.ok("journal", "init")
    world.commit("Pin the journal")
    world.git("push", "-q", "origin", "main")
    return world


def findings(world: World, *arguments: str) -> list[dict[str, Any]]:
    """Return what verify finds."""
    return list(world.run("verify", "--format", "json", *arguments).json["findings"])


def codes(world: World, *arguments: str) -> list[str]:
    """Return the codes of what verify finds."""
    return [item["code"] for item in findings(world, *arguments)]


def test_an_untouched_journal_of_a_whole_life_is_clean(world: World) -> None:
    """Applies, a drift, a hand-off that was answered, an emergency, and what settles it."""
    live_through(world)
    world.practice("lucia", person("luz"), person("eva", record_access={"reason": "R"}, billing=True))
    world.commit()
    world.ok("apply", "--yes")
    world.sandbox("accept", "lucia", "eva@org.example")
    world.sandbox("add", "lucia", "zoe@org.example", "--clinics", "escazu")
    world.ok("apply", "--yes", "--allow-removals", "9")
    for handoff in world.ok("handoff", "list", "--format", "json").json["handoffs"]:
        world.ok("handoff", "done", handoff["id"], "--by", "rosa@soporte.example")
    world.ok("revoke", "lucia", "eva@org.example", "--reason", "Perdió el teléfono")
    world.practice("lucia", person("luz", "heredia"))
    world.commit()
    world.ok("apply", "--yes", "--allow-removals", "9")
    answer = world.ok("verify", "--format", "json").json
    assert (answer["format"], answer["clean"], answer["findings"]) == ("accessctl.verify/1", True, [])
    assert answer["commits"] == world.journal_commits
    assert answer["records"] == len(world.journal())
    assert answer["tip"] == world.git("rev-parse", "access-journal")
    assert answer["signatures"] == "not-required"


def test_verify_before_the_first_apply_says_that_there_is_no_journal(world: World) -> None:
    """Only a sandbox can be in that state; nothing is wrong with it."""
    assert "no journal yet" in world.ok("verify", "--lang", "en").out


def test_a_checkpoint_is_written_read_and_grows(world: World, tmp_path: Path) -> None:
    """One tip a line, with its time; a tip that is the last one already is not repeated."""
    file = tmp_path / "tips.txt"
    file.write_text("# tips of the journal\n\n", encoding="ascii")
    world.practice("lucia", person("ana"))
    world.commit()
    for _ in range(2):
        world.ok("apply", "--yes")
        world.ok("verify", "--write-checkpoint", str(file))
    world.practice("lucia", person("ana"), person("luz"))
    world.commit()
    world.ok("apply", "--yes")
    world.ok("verify", "--write-checkpoint", str(file))
    tips = [line.split()[0] for line in file.read_text(encoding="ascii").splitlines()[2:]]
    assert len(tips) == 2
    assert tips[-1] == world.git("rev-parse", "access-journal")
    answer = world.ok("verify", "--checkpoint", str(file), "--format", "json").json
    assert (answer["checkpoints"], answer["clean"]) == (2, True)


def test_a_journal_that_was_set_back_is_found_and_the_checkpoint_not_written(
    world: World, tmp_path: Path
) -> None:
    """A tip of something altered must not spread."""
    file = tmp_path / "tips.txt"
    world.practice("lucia", person("ana"))
    world.commit()
    world.ok("apply", "--yes")
    world.ok("verify", "--write-checkpoint", str(file))
    before = file.read_text(encoding="ascii")
    world.git("update-ref", "refs/heads/access-journal", "access-journal~2")
    answer = world.run("verify", "--write-checkpoint", str(file), "--lang", "en")
    assert answer.code == 1
    assert "checkpoint-not-on-branch" in answer.out
    assert "was not added" in answer.err
    assert file.read_text(encoding="ascii") == before


@pytest.mark.parametrize("line", ["HEAD", "access-journal", "abc123", "--all"])
def test_a_checkpoint_file_with_something_else_is_a_usage_error(
    world: World, tmp_path: Path, line: str
) -> None:
    """With its line; a name that moves would prove nothing."""
    file = tmp_path / "tips.txt"
    file.write_text(f"# tips\n{line}\n", encoding="ascii")
    answer = world.run("verify", "--checkpoint", str(file), "--lang", "en")
    assert (answer.code, f"{file}, line 2" in answer.err) == (2, True)


def test_a_checkpoint_file_that_is_missing_is_an_error(world: World, tmp_path: Path) -> None:
    """An auditor who names a file wants it compared."""
    assert world.run("verify", "--checkpoint", str(tmp_path / "none.txt")).code == 1


def test_tampering_is_named_in_words_of_both_languages(world: World, tmp_path: Path) -> None:
    """Code, sentence, file and commit."""
    world = pinned(world, tmp_path)
    world.practice("lucia", person("ana"))
    world.commit()
    world.git("push", "-q", "origin", "main")
    world.ok("apply", "--yes")
    forged = forge(world)
    for language, word in (("en", "A file was deleted."), ("es", "Se borró un archivo.")):
        answer = world.run("verify", "--lang", language)
        assert answer.code == 1
        assert "file-deleted" in answer.out
        assert word in answer.out
        assert forged[:12] in answer.out
    (item,) = findings(world)
    assert (item["severity"], item["commit"], item["line"]) == ("error", forged, None)
    assert item["path"].endswith(".close.jsonl")


def forge(world: World) -> str:
    """Delete the last run's end, with plain git and a push, and return the commit."""
    tree = world.root.parent / "journal"
    world.git("worktree", "add", "-q", "--force", "--detach", str(tree), "access-journal")
    for path in tree.rglob("*.close.jsonl"):
        path.unlink()
    inside = World(tree)
    inside.git("commit", "-q", "-a", "-m", "Tidy")
    inside.git("push", "-q", "origin", "HEAD:access-journal")
    forged = inside.git("rev-parse", "HEAD")
    world.git("worktree", "remove", "--force", str(tree))
    return forged


@pytest.fixture(name="published")
def _published(world: World, tmp_path: Path) -> World:
    """Return a repository with a remote, whose declaration is applied."""
    world = pinned(world, tmp_path)
    world.practice("lucia", person("ana"))
    world.commit()
    world.git("push", "-q", "origin", "main")
    world.ok("apply", "--yes")
    assert codes(world) == []
    return world


def test_a_journal_branch_that_was_replaced_is_found(published: World) -> None:
    """It begins with another commit than the settings pin."""
    other = published.git("commit-tree", "access-journal^{tree}", "-m", "Begin anew")
    published.git("push", "-q", "--force", "origin", f"{other}:refs/heads/access-journal")
    found = codes(published)
    assert {"root-not-pinned", "seen-not-on-branch"} <= set(found)


def test_a_declared_commit_that_left_the_branch_is_found(published: World) -> None:
    """Somebody rewrote what was reviewed, after it was applied."""
    applied = published.git("rev-parse", "HEAD")
    published.git("commit", "-q", "--amend", "-m", "Another commit")
    published.git("push", "-q", "--force", "origin", "main")
    found = findings(published)
    assert {item["code"] for item in found} == {"declared-not-on-branch"}
    assert {item["params"]["declared"] for item in found} == {applied}
    assert {item["line"] for item in found} >= {2}


def test_a_declared_commit_that_exists_nowhere_is_found(published: World, tmp_path: Path) -> None:
    """A fresh clone has what the branch contains, and no more."""
    published.git("commit", "-q", "--amend", "-m", "Another commit")
    published.git("push", "-q", "--force", "origin", "main")
    published.git("clone", "-q", f"file://{tmp_path / 'remote.git'}", str(tmp_path / "fresh"))
    assert set(codes(World(tmp_path / "fresh"))) == {"declared-missing"}


def committed(world: World, days: int) -> None:
    """Commit everything as it was committed so many days ago."""
    world.git("add", "-A")
    world.git("commit", "-q", "-m", "Change")
    tree, parent = world.git("rev-parse", "HEAD^{tree}"), world.git("rev-parse", "HEAD~1")
    message = f"tree {tree}\nparent {parent}\n"
    seconds = int((datetime.now(UTC) - timedelta(days=days)).timestamp())
    who = f"Ana Admin <ana.admin@org.example> {seconds} +0000"
    raw = world.root / ".git" / "raw-commit"
    raw.write_text(f"{message}author {who}\ncommitter {who}\n\nChange\n", encoding="utf-8")
    name = world.git("hash-object", "-t", "commit", "-w", str(raw))
    world.git("update-ref", "refs/heads/main", name)
    world.git("push", "-q", "origin", "main")


@pytest.mark.parametrize(("days", "expected"), [(8, ["declared-never-applied"]), (6, [])])
def test_what_was_declared_long_ago_and_never_applied_is_found(
    published: World, days: int, expected: list[str]
) -> None:
    """With whom it is about; a week is enough for any apply."""
    published.practice("lucia", person("ana"), person("luz"))
    committed(published, days)
    found = findings(published)
    assert [item["code"] for item in found] == expected
    for item in found:
        assert item["params"]["people"] == ["lucia luz@org.example"]
        assert item["params"]["declared"] == published.git("rev-parse", "HEAD")


def test_an_old_commit_that_asks_for_nothing_is_no_finding(published: World) -> None:
    """A note, other dates, or somebody whose first day has not come: an apply writes nothing for it."""
    published.practice("lucia", person("ana", note="Lunes"), person("luz", **{"from": "2099-01-01"}))
    committed(published, 30)
    assert codes(published) == []


def test_a_shallow_clone_is_refused(published: World, tmp_path: Path) -> None:
    """It cannot say whether a commit was on the branch."""
    url = f"file://{tmp_path / 'remote.git'}"
    published.git("clone", "-q", "--depth", "1", url, str(tmp_path / "shallow"))
    answer = World(tmp_path / "shallow").run("verify", "--lang", "en")
    assert (answer.code, "--unshallow" in answer.err) == (1, True)


def test_verify_writes_nothing(published: World) -> None:
    """Neither the branch nor what this clone remembers of it."""
    before = published.git("for-each-ref")
    published.ok("verify")
    assert published.git("for-each-ref") == before


def test_a_killed_run_is_shown_and_clean_again_once_it_was_taken_over(world: World) -> None:
    """The next apply ends it, and what it saw done is traced to the dead run's intents."""
    world.practice("lucia", *(person(f"p{number:02}") for number in range(40)))
    world.commit()
    run = subprocess.Popen([sys.executable, "-m", "accessctl", "apply", "--yes"], cwd=world.root, env=GIT_ENV)
    ahead, deadline = world.root / ".git/accessctl/runs", time.monotonic() + 20
    while time.monotonic() < deadline and not any(file.stat().st_size for file in ahead.glob("*.jsonl")):
        time.sleep(0.002)
    run.kill()
    run.wait()
    (open_run,) = findings(world)
    assert (open_run["code"], open_run["severity"]) == ("run-at-work", "warning")
    world.ok("apply", "--yes")
    assert any(record["kind"] == "takeover" for record in world.journal())
    assert codes(world) == []
