"""A process of a fleet that dies in the middle loses nothing and doubles nothing."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from accessctl.fleet import crew
from accessctl.fleet.ledger import Ledger
from fleet_process import AFTER, BEFORE, NOTED
from fleet_world import Fleet, until
from world import person

SLUGS = tuple(f"p{number}" for number in range(6))


@pytest.fixture
def busy(fleet: Fleet) -> Fleet:
    """Return a repository with work for several processes, and a letter to write."""
    for slug in SLUGS:
        fleet.world.practice(slug, person(f"ana.{slug}"), person(f"eva.{slug}"), person(f"sol.{slug}"))
    fleet.world.practice("carta", person("zoe", "escazu", "cima"))
    fleet.world.commit()
    fleet.world.ok("fleet", "enqueue")
    return fleet


def all_is_done_once(fleet: Fleet) -> None:
    """See to it that everybody was invited once, and that the journal knows it of everybody."""
    assert len(fleet.mails) == len(set(fleet.mails)) == 3 * len(SLUGS) + 1
    assert fleet.world.steps() == []
    records = fleet.world.journal()
    done = [record for record in records if record["kind"] == "outcome" and record["outcome"] == "done"]
    assert sorted(record["email"] for record in done) == sorted(fleet.mails)
    assert len(list((fleet.world.root / ".git/accessctl/outbox").glob("*.eml"))) == 1
    assert fleet.world.run("verify").code == 0
    assert fleet.status()["rounds"][0]["exit_code"] == 0
    assert fleet.status()["jobs"]["practices"] == {"waiting": 0, "running": 0, "failed": 0}


def test_workers_that_die_at_a_change_leave_it_to_another_that_looks_first(
    busy: Fleet, tmp_path: Path
) -> None:
    """Nobody but the live system knows whether it was done; what was is not done again.

    One dies with the effect still ahead, the other with it behind; neither came to say so.
    """
    ends = [
        {"FLEET_NO_ROUNDS": "1", "FLEET_DIES": where, "FLEET_DIED": str(tmp_path / where)}
        for where in (BEFORE, AFTER)
    ]
    worker = ("fleet", "worker", "--concurrency", "1")
    with busy.process(*worker, **ends[0]) as early, busy.process(*worker, **ends[1]) as late:
        until(lambda: len(busy.status()["workers"]) == 2)
        with busy.process("fleet", "drain", "--concurrency", "1", FLEET_SECONDS="0.1") as other:
            for doomed in (early, late):
                doomed.communicate(timeout=100)
                assert doomed.returncode == -signal.SIGKILL
            other.communicate(timeout=100)
            assert other.returncode == 0
    all_is_done_once(busy)
    codes = [record.get("code") for record in busy.world.journal() if record["kind"] == "outcome"]
    assert codes.count("seen-done") == 1


def test_a_round_whose_process_died_is_taken_up_by_the_next_and_not_by_an_apply(
    busy: Fleet, tmp_path: Path
) -> None:
    """Others may still be at it until its lease has run out; then nobody waits for the lock's own time."""
    more = {"FLEET_DIES": NOTED, "FLEET_DIED": str(tmp_path / "died")}
    with busy.process("fleet", "worker", FLEET_SECONDS="0.05", **more) as doomed:
        doomed.communicate(timeout=100)
        assert doomed.returncode == -signal.SIGKILL
    assert busy.world.run("apply", "--yes").code == 8
    assert busy.world.run("fleet", "drain").code == 0
    all_is_done_once(busy)
    taken = [record for record in busy.world.journal() if record["kind"] == "takeover"]
    assert [record["code"] for record in taken] == ["asked"]


def test_a_process_that_is_told_to_end_hands_its_round_on(busy: Fleet) -> None:
    """After the change at hand; what was done is in the journal, the rest is another's."""
    with busy.process("fleet", "worker", "--concurrency", "1", FLEET_SECONDS="0.2") as ending:
        until(lambda: len(busy.mails) > 1)
        ending.terminate()
        ending.communicate(timeout=100)
        assert ending.returncode == 0
    assert 1 < len(busy.mails) < 3 * len(SLUGS)
    assert busy.world.run("fleet", "drain").code == 0
    all_is_done_once(busy)


def test_a_change_that_only_the_database_asks_for_is_not_made(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes there has merged nothing: the journal's open run says what is meant."""
    monkeypatch.setattr(crew, "TRIES", 0)
    real = Ledger.write

    def write(ledger: Ledger, changes: Sequence[tuple[str, str, Any]]) -> None:
        real(ledger, [*changes, *(("forged", slug, _forged(value)) for _, slug, value in changes)])

    monkeypatch.setattr(Ledger, "write", write)
    fleet.world.practice("lucia", person("ana"))
    fleet.world.commit()
    fleet.round()
    assert fleet.mails == ["ana@org.example"]
    assert fleet.status()["jobs"]["practices"]["failed"] == 1


def _forged(change: dict[str, Any]) -> dict[str, Any]:
    return {**change, "email": "mallory@org.example"}
