from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from journal_repositories import NOON, git

from accessctl.errors import AccessctlError, JournalError, LockedError, StalePlanError
from accessctl.journal.folding import fold
from accessctl.journal.folding_runs import open_runs
from accessctl.journal.holding import Holder, is_gone, this_process
from accessctl.journal.reading import Branch, Journal, read_journal
from accessctl.journal.runs import Head, Lock, Run, close_run, open_run, renew_run, write_note
from accessctl.model.change import Access, ChangeKind
from accessctl.model.identity import Address
from accessctl.model.journal_view import OpenRun
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind

LIFE = timedelta(minutes=15)
HERE = this_process()


def head(nonce: str = "aaaaaaaa", command: str = "apply") -> Head:
    return Head(
        command=command,
        actor="Ana <ana@org.example>",
        at=NOON,
        nonce=nonce,
        summary="1 to invite",
        commit="c0ffee",
        digest="d1",
    )


def lock(now: datetime = NOON, holder: Holder = HERE, take_over: str | None = None) -> Lock:
    return Lock(holder=holder, now=now, life=LIFE, take_over=take_over)


def intent(email: str = "ana@x.example") -> Record:
    return Record(
        kind=RecordKind.INTENT,
        at=NOON,
        practice="p",
        email=Address(email),
        change=ChangeKind.INVITE,
        change_id="c1",
        before=Access(()),
        after=Access(("c",)),
    )


def invites(_journal: Journal, _dead: tuple[OpenRun, ...]) -> Sequence[Record]:
    return (intent(),)


def started(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]


def opened_run(branch: Branch, nonce: str = "aaaaaaaa", **terms: object) -> Run:
    return open_run(branch, head(nonce), lock(**terms), invites)  # type: ignore[arg-type]


def outcome(status: Status = Status.DONE, change_id: str = "c1") -> Record:
    return replace(intent(), kind=RecordKind.OUTCOME, outcome=status, change_id=change_id)


def test_open_run_writes_head_and_intents_before_anything_happens(local: Branch) -> None:
    """The open file says who, from what, until when, and all that is about to be done."""
    run = opened_run(local)
    first, second = read_journal(local).records
    assert (first.kind, first.command, first.commit, first.digest) == (
        RecordKind.RUN,
        "apply",
        "c0ffee",
        "d1",
    )
    assert first.expires_at == NOON + LIFE
    assert first.holder == {**HERE.value(), "since": "2026-11-05T12:00:00Z"}
    assert second == replace(intent(), run=run.id, seq=2)
    assert run.id == "000001-aaaaaaaa"


def test_open_run_commit_names_the_run_for_people_and_programs(local: Branch) -> None:
    """The message can be read, and traced to commit and plan."""
    opened_run(local)
    assert git(local.gateway.root, "show", "-s", "--format=%B", "access-journal").splitlines() == [
        "apply 000001: 1 to invite",
        "",
        "Run: 000001-aaaaaaaa",
        "Declared-Commit: c0ffee",
        "Plan-Digest: d1",
        "Actor: Ana <ana@org.example>",
    ]


def test_open_run_while_another_is_open_is_locked(pair: tuple[Branch, Branch]) -> None:
    """One run at a time, over all clones; the error says who, since when, until when."""
    one, two = pair
    first = opened_run(one)
    with pytest.raises(LockedError) as caught:
        opened_run(two, "bbbbbbbb", now=NOON + LIFE - timedelta(seconds=1))
    assert caught.value.params["run"] == first.id
    assert caught.value.params["since"] == "2026-11-05T12:00:00Z"
    assert caught.value.params["expires_at"] == "2026-11-05T12:15:00Z"
    assert len(read_journal(two).files) == 1


def test_open_run_after_the_close_is_free(local: Branch) -> None:
    """A closed run holds nothing."""
    run = opened_run(local)
    close_run(local, run, NOON, "1 invited", (outcome(),))
    assert opened_run(local, "bbbbbbbb").id == "000002-bbbbbbbb"


def test_open_run_that_loses_the_race_for_the_lock_is_locked(pair: tuple[Branch, Branch]) -> None:
    """Of two runs that begin at once, the second one to push finds the first."""
    one, two = pair

    def slow(_journal: Journal, _dead: tuple[OpenRun, ...]) -> Sequence[Record]:
        opened_run(two, "bbbbbbbb")
        return (intent(),)

    with pytest.raises(LockedError) as caught:
        open_run(one, head(), lock(), slow)
    assert caught.value.params["run"] == "000001-bbbbbbbb"


def test_open_run_that_lost_a_race_asks_again_what_to_write(pair: tuple[Branch, Branch]) -> None:
    """What the plan was made of may have moved: the caller looks again, and may give up."""
    one, two = pair

    def once(journal: Journal, _dead: tuple[OpenRun, ...]) -> Sequence[Record]:
        if journal.files:
            raise StalePlanError("moved")
        other = opened_run(two, "bbbbbbbb")
        close_run(two, other, NOON, "done", (outcome(),))
        return (intent(),)

    with pytest.raises(StalePlanError):
        open_run(one, head(), lock(), once)
    assert open_runs(read_journal(one).records) == ()


def test_open_run_takes_over_an_expired_one_and_tells_of_its_intents(pair: tuple[Branch, Branch]) -> None:
    """At the expiry, and not before, the next run goes on and says what became of the dead one's intents."""
    one, two = pair
    first = opened_run(one)

    def tell(_journal: Journal, dead: tuple[OpenRun, ...]) -> Sequence[Record]:
        assert [item.run for item in dead] == [first.id]
        assert [item.change_id for item in dead[0].intents] == ["c1"]
        return (outcome(Status.FATE_UNKNOWN),)

    second = open_run(two, head("bbbbbbbb"), lock(NOON + LIFE), tell)
    records = read_journal(one).records
    takeover = next(item for item in records if item.kind is RecordKind.TAKEOVER)
    assert (takeover.run, takeover.reference, takeover.code) == (second.id, first.id, "expired")
    assert [item.run for item in open_runs(records)] == [second.id]
    assert [item.run for item in second.taken_over] == [first.id]


def test_open_run_takes_over_a_dead_process_of_this_machine_at_once(local: Branch) -> None:
    """Nobody waits a quarter of an hour for a process that was killed here."""
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        here = this_process()
        theirs = replace(here, pid=child.pid, started=started(child.pid))
        opened_run(local, holder=theirs)
        with pytest.raises(LockedError):
            opened_run(local, "bbbbbbbb", holder=here)
        child.kill()
        child.wait()
        run = opened_run(local, "bbbbbbbb", holder=here)
    finally:
        child.kill()
        child.communicate()
    records = read_journal(local).records
    assert [item.code for item in records if item.kind is RecordKind.TAKEOVER] == ["gone"]
    assert [item.run for item in open_runs(records)] == [run.id]


def test_process_with_a_reused_number_is_gone() -> None:
    """The same number with another start is another process."""
    here = this_process()
    assert not is_gone(here.value(), here)
    assert is_gone({**here.value(), "started": "1"}, here)


def test_process_killed_and_not_yet_buried_is_gone() -> None:
    """A zombie does nothing any more."""
    here = this_process()
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    theirs = {**here.value(), "pid": child.pid, "started": started(child.pid)}
    assert not is_gone(theirs, here)
    child.kill()
    try:
        while not is_gone(theirs, here):
            pass
    finally:
        child.communicate()


@pytest.mark.parametrize("key", ["host", "machine"])
def test_process_of_another_machine_is_never_known_to_be_gone(key: str) -> None:
    """Two containers of one name are two machines; only the clock frees the other's lock."""
    here = this_process()
    assert not is_gone({**here.value(), "started": "1", key: "other"}, here)


@pytest.mark.parametrize("pid", [None, "1", True, -1, 0, 2**40])
def test_process_number_that_is_none_is_not_asked_for(pid: object) -> None:
    """A forged holder cannot make us signal a group of processes."""
    here = this_process()
    assert not is_gone({**here.value(), "pid": pid}, here)


def test_open_run_takes_over_the_run_that_a_person_names(local: Branch) -> None:
    """Somebody who knows need not wait; the journal says that it was asked for."""
    first = opened_run(local)
    opened_run(local, "bbbbbbbb", take_over=first.id)
    takeover = next(item for item in read_journal(local).records if item.kind is RecordKind.TAKEOVER)
    assert takeover.code == "asked"


def test_take_over_of_a_run_that_is_not_open_is_an_error(local: Branch) -> None:
    """A mistyped run takes nothing over."""
    opened_run(local)
    with pytest.raises(AccessctlError) as caught:
        opened_run(local, "bbbbbbbb", take_over="000009-cccccccc")
    assert caught.value.code == "no-such-open-run"


def test_renewed_run_holds_for_another_life(pair: tuple[Branch, Branch]) -> None:
    """A renewal is due at half the life, is a file of its own, and keeps others out."""
    one, two = pair
    run = opened_run(one)
    half = NOON + LIFE / 2
    assert not run.due(half - timedelta(seconds=1))
    assert run.due(half)
    for step in (1, 2):
        run = renew_run(one, run, NOON + step * LIFE / 2, NOON, "renewed")
    assert run.expires_at == NOON + 2 * LIFE
    assert not run.holds(run.expires_at)
    assert [file.place.part for file in read_journal(two).files] == ["open", "renew-1", "renew-2"]
    with pytest.raises(LockedError):
        opened_run(two, "bbbbbbbb", now=NOON + LIFE + timedelta(minutes=1))
    close_run(one, run, NOON, "done", ())
    assert opened_run(two, "bbbbbbbb").id == "000002-bbbbbbbb"


def test_renewal_of_a_run_that_was_taken_over_raises(pair: tuple[Branch, Branch]) -> None:
    """Who lost the lock stops before the next effect."""
    one, two = pair
    run = opened_run(one)
    opened_run(two, "bbbbbbbb", now=NOON + LIFE)
    with pytest.raises(JournalError) as caught:
        renew_run(one, run, NOON + LIFE, NOON, "renewed")
    assert caught.value.code == "run-taken-over"


def test_renewal_that_cannot_be_pushed_raises(pair: tuple[Branch, Branch]) -> None:
    """Without the remote there is no lock."""
    one, _ = pair
    run = opened_run(one)
    git(one.gateway.root, "remote", "set-url", "origin", str(one.gateway.root.parent / "away.git"))
    with pytest.raises(JournalError):
        renew_run(one, run, NOON, NOON, "renewed")


def test_close_after_a_take_over_is_still_written(pair: tuple[Branch, Branch]) -> None:
    """What really happened is journalled, though the lock is another's by now."""
    one, two = pair
    run = opened_run(one)
    second = opened_run(two, "bbbbbbbb", now=NOON + LIFE)
    close_run(one, run, NOON, "1 invited", (outcome(),))
    journal = read_journal(two)
    assert [(file.place.number, file.place.part) for file in journal.files] == [
        (1, "open"),
        (1, "close"),
        (2, "open"),
    ]
    assert [item.run for item in open_runs(journal.records)] == [second.id]


def test_close_told_again_after_a_lost_answer_is_one_file(local: Branch) -> None:
    """The same close twice is one; another close of the same run is refused, in any month."""
    run = opened_run(local)
    done = close_run(local, run, NOON, "done", (outcome(),))
    assert close_run(local, run, NOON, "done", (outcome(),)).commit == done.commit
    for at in (NOON, NOON + timedelta(days=40)):
        with pytest.raises(JournalError) as caught:
            close_run(local, run, at, "done", ())
        assert caught.value.code == "journal-path-exists"


def test_note_needs_no_lock_and_holds_none(local: Branch) -> None:
    """A hand-off that a person reports is written while a run is at work."""
    run = opened_run(local)
    write_note(local, head("bbbbbbbb", "handoff done"), lambda _: (intent(),))
    view = fold(read_journal(local).records)
    (found,) = view.open_runs
    assert found.run == run.id
    assert view.runs == 2
    assert found.intents == (replace(intent(), run=run.id, seq=2),)


def test_nothing_on_the_branch_ever_changes_over_a_whole_life(pair: tuple[Branch, Branch]) -> None:
    """Open, renewal, take-over, late close, note: each commit adds one file."""
    one, two = pair
    run = opened_run(one)
    run = renew_run(one, run, NOON, NOON, "renewed")
    second = opened_run(two, "bbbbbbbb", now=NOON + LIFE)
    close_run(one, run, NOON, "late", (outcome(),))
    close_run(two, second, NOON, "done", (outcome(),))
    write_note(one, head("cccccccc", "handoff done"), lambda _: ())
    read_journal(two)
    log = git(one.gateway.root, "log", "--format=", "--name-status", "access-journal").splitlines()
    assert len(log) == 7
    assert all(line.startswith("A\t") for line in log)
