"""A few rounds of `script/faults --real`: real processes are killed, at real servers and a real remote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from machines import can_be_apart
from real_rounds import Pace, play
from town import Town, standing
from two_runners import work_together


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Return a town for all rounds: each puts it back to where it began."""
    root: Path = tmp_path_factory.mktemp("faults") / "town"
    with standing(root) as built:
        yield built


@pytest.mark.parametrize("seed", ["8"])
def test_whatever_is_killed_nothing_is_lost_and_nothing_happens_twice(town: Town, seed: str) -> None:
    """The judge reads mails, rows and the journal's lines; both clones end with nothing to do."""
    played = play(town, seed, Pace(0.5, 0.5))
    assert played.found == [], played.trace


def test_two_machines_work_one_at_a_time_and_come_to_rest(town: Town) -> None:
    """Both apply and watch at once, some die, and people push meanwhile."""
    played = work_together(town, "3", Pace(0.5, 0.5), standing_still=0)
    assert played.found == [], played.trace
    assert played.counts["runs opened"] > 1


@pytest.mark.skipif(not can_be_apart(), reason="takes Linux, and the right to make machines")
def test_machine_that_is_destroyed_takes_everything_with_it(town: Town) -> None:
    """Else a round would show less than it says: what ran there is gone, and there is another one."""
    machine = town.machines["uno"]
    town.restore()
    job = town.run("uno", "watch", "--every", "1h")
    assert job.wait(0.3) is None
    boots = machine.boots
    machine.destroy()
    assert job.end() < 0
    assert machine.boots == boots + 1
    assert town.run("uno", "verify").end() == 0
