"""A killed apply is taken over by the next, and two runs never work at once."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from world import GIT_ENV, World, person

PEOPLE = 60


def start(world: World, *arguments: str) -> subprocess.Popen[str]:
    """Start accessctl as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "accessctl", *arguments],
        cwd=world.root,
        env=GIT_ENV,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def noted(world: World) -> int:
    """Return how many outcomes the run at work has written ahead."""
    files = list((world.root / ".git/accessctl/runs").glob("*.jsonl"))
    return sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files)


def wait_for(world: World, outcomes: int) -> None:
    """Wait until a run at work has come so far."""
    deadline = time.monotonic() + 20
    while noted(world) < outcomes and time.monotonic() < deadline:
        time.sleep(0.002)


@pytest.fixture
def crowded(world: World) -> World:
    """Return a repository with many people to invite and two letters to write."""
    names = [f"p{number:02}" for number in range(PEOPLE)]
    world.write(
        "access/settings.yaml",
        (world.root / "access/settings.yaml").read_text() + "guards: {invitations: 99}\n",
    )
    world.practice("lucia", *map(person, names), person("zoe", "escazu", "cima"))
    world.commit()
    return world


@pytest.mark.parametrize("outcomes", [0, 1, 25, PEOPLE])
def test_a_killed_apply_is_finished_by_the_next_and_nothing_is_sent_twice(
    crowded: World, outcomes: int
) -> None:
    """Whatever was done is found out; whatever was not is done."""
    run = start(crowded, "apply", "--yes")
    wait_for(crowded, outcomes)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    crowded.ok("apply", "--yes")
    mails = [mail["to"] for mail in crowded.sandbox("dump").json["mails"]]
    assert len(mails) == len(set(mails)) == PEOPLE + 1
    assert len(list((crowded.root / ".git/accessctl/outbox").iterdir())) == 1
    assert crowded.steps() == []
    opened = [record for record in crowded.journal() if record["kind"] == "run"]
    ended = {record["run"] for record in crowded.journal() if record["kind"] == "closed"}
    taken = {record["reference"] for record in crowded.journal() if record["kind"] == "takeover"}
    assert {record["run"] for record in opened} == ended | taken
    done = [r for r in crowded.journal() if r["kind"] == "outcome" and r["change"] == "invite"]
    assert len({record["email"] for record in done}) == PEOPLE + 1


def test_a_killed_apply_of_one_practice_is_finished_by_a_round_that_knows_the_practice(
    crowded: World,
) -> None:
    """What can be seen done is done, though the round also looks after a commit without that practice."""
    practice = crowded.root / "practices/lucia.yaml"
    text = practice.read_text(encoding="utf-8")
    practice.unlink()
    crowded.practice("ana-rosa", person("rosa"))
    crowded.commit()
    crowded.ok("apply", "--yes")
    practice.write_text(text, encoding="utf-8")
    crowded.commit()
    run = start(crowded, "apply", "--yes", "--practice", "lucia")
    wait_for(crowded, 5)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    crowded.ok("watch", "--once")
    told = [record["outcome"] for record in crowded.journal() if record["kind"] == "outcome"]
    assert "fate-unknown" not in told
    assert len(told) == PEOPLE + 3  # zoe is invited, and asked for at her centre


def test_a_run_at_work_locks_the_others_out(crowded: World) -> None:
    """Exit code 8, with the holder's name."""
    run = start(crowded, "apply", "--yes")
    wait_for(crowded, 1)
    run.send_signal(signal.SIGSTOP)
    try:
        locked = crowded.run("apply", "--yes")
        assert locked.code == 8
        assert "Ana Admin" in locked.err
        assert crowded.run("plan").code == 0
    finally:
        run.send_signal(signal.SIGCONT)
        run.communicate()
    assert run.returncode == 0
    assert crowded.steps() == []


def test_ctrl_c_stops_between_two_changes_and_journals_what_was_done(crowded: World) -> None:
    """Exit code 130; the next run does the rest."""
    run = start(crowded, "apply", "--yes", "--format", "json")
    wait_for(crowded, 3)
    run.send_signal(signal.SIGINT)
    out, _ = run.communicate()
    assert run.returncode == 130
    statuses = [outcome["status"] for outcome in json.loads(out)["outcomes"]]
    assert "done" in statuses
    assert "skipped" in statuses
    invited = len(crowded.live()["lucia"])
    assert statuses.count("done") == invited
    crowded.ok("apply", "--yes")
    assert len(crowded.sandbox("dump").json["mails"]) == PEOPLE + 1
    assert crowded.steps() == []


def test_what_a_run_on_a_lost_disk_mailed_is_shown_as_unknown_and_not_repeated(
    crowded: World, tmp_path: Path
) -> None:
    """A CI runner loses its disk: a person decides about the mail."""
    crowded.git("init", "-q", "--bare", "-b", "main", str(tmp_path / "remote.git"))
    crowded.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    crowded.ok("journal", "init")
    crowded.commit()
    crowded.git("push", "-q", "origin", "main")
    run = start(crowded, "apply", "--yes")
    wait_for(crowded, 2)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    for path in (crowded.root / ".git/accessctl/runs").iterdir():
        path.unlink()
    answer = crowded.run("apply", "--yes")
    assert answer.code == 5
    assert [item["code"] for item in crowded.plan()["blocked"]] == ["fate-unknown"]
    assert not (crowded.root / ".git/accessctl/outbox").exists()
    (handoff,) = crowded.ok("handoff", "list", "--format", "json").json["handoffs"]
    assert handoff["id"] in crowded.ok("plan").out
    crowded.ok("handoff", "cancel", handoff["id"])
    assert crowded.steps() == ["request-user-at-centre zoe"]
    assert len(crowded.sandbox("dump").json["mails"]) == PEOPLE + 1


def test_a_run_whose_opening_was_never_answered_has_sent_nothing_and_nobody_is_asked(
    crowded: World, tmp_path: Path
) -> None:
    """The remote took it, hung up and was gone; this is the disk of the run that never came to work."""
    remote, gone = tmp_path / "remote.git", tmp_path / "gone.git"
    crowded.git("init", "-q", "--bare", "-b", "main", str(remote))
    crowded.git("remote", "add", "origin", str(remote))
    crowded.ok("journal", "init")
    crowded.commit()
    crowded.git("push", "-q", "origin", "main")
    hook = remote / "hooks/post-receive"
    hook.write_text(f"#!/bin/sh\nmv '{remote}' '{gone}'\nkill -9 $PPID\n")
    hook.chmod(0o755)
    run = start(crowded, "apply", "--yes")
    run.communicate()
    assert run.returncode == 1
    gone.rename(remote)
    hook.unlink()
    assert "runs/" in crowded.git("-C", str(remote), "ls-tree", "-r", "--name-only", "access-journal")
    assert crowded.sandbox("dump").json["mails"] == []
    answer = crowded.run("apply", "--yes")
    assert (answer.code, crowded.plan()["blocked"]) == (0, []), answer.out
    assert len(list((crowded.root / ".git/accessctl/outbox").iterdir())) == 1


def test_two_clones_racing_leave_one_whole_journal(crowded: World, tmp_path: Path) -> None:
    """Compare-and-swap: one wins, the other is locked out, refused or finds nothing to do."""
    crowded.git("init", "-q", "--bare", "-b", "main", str(tmp_path / "remote.git"))
    crowded.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    crowded.ok("journal", "init")
    crowded.commit()
    crowded.git("push", "-q", "origin", "main")
    other = World(tmp_path / "other")
    crowded.git("clone", "-q", str(tmp_path / "remote.git"), str(other.root))
    (other.root / ".git/accessctl").symlink_to(crowded.root / ".git/accessctl")
    runs = [start(place, "apply", "--yes") for place in (crowded, other, crowded, other)]
    for run in runs:
        run.communicate()
    assert {run.returncode for run in runs} <= {0, 7, 8}
    assert 0 in {run.returncode for run in runs}
    mails = [mail["to"] for mail in crowded.sandbox("dump").json["mails"]]
    assert len(mails) == len(set(mails)) == PEOPLE + 1
    assert crowded.steps() == []
    assert other.steps() == []
