"""A run that was taken over: what it asked for stands as if it had said so itself."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import people
import pytest
import runs
from books import Edition, entry_of, make_book, practice_of
from judging import Judge
from play import rest
from seam import At
from simulation import Simulation


@pytest.mark.parametrize("lost", [False, True])
def test_a_recovered_letter_supersedes_what_it_takes_back_and_is_not_written_again(
    tmp_path: Path, *, lost: bool
) -> None:
    """Else the request that was taken back stays open, and is taken back in a second letter."""
    entries = [entry_of("ana", "cima", "escazu")], [entry_of("ana")], [entry_of("ana", "cima", "escazu")]
    declared = make_book(
        tmp_path / "book", [Edition({"lucia": practice_of("lucia", one)}) for one in entries]
    )
    world = Simulation(tmp_path, declared, 1)
    world.mailing = lost
    people.open_practices(world)
    for clinic in ("escazu", "cima"):
        people.add(world, "lucia", "ana@org.example", clinic)
    host = world.add_host("office")
    judge = Judge(world)
    for at in (0, 1):
        world.main[0] = host.clone.at = at
        world.run(host, runs.apply_now)
        world.pass_time(timedelta(hours=1))
    world.main[0] = host.clone.at = 2
    last = 24 if lost else 18
    world.run(host, runs.apply_now, At(last, "crash-after"))
    letters = [event for event in world.events if event.kind in {"letter", "laid"}]
    assert len(letters) == 2, "\n".join(world.trace)
    if lost:
        host.lose_disk()
        world.pass_time(timedelta(minutes=20))
    rest(world, judge)
    states = [record["state"] for record in world.journal().records("handoff")]
    assert len([event for event in world.events if event.kind in {"letter", "laid"}]) == 2
    assert "superseded" in states
    assert not judge.found
