"""A slice of what `script/faults` plays: everything fails now and then, and nothing is lost or done twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import every_kind
import pytest
import runs
from books import Declared, library
from judging import Judge
from play import Play, play_seed, rest
from seam import Seam
from simulation import Simulation

from accessctl.journal.gateway import Answer
from accessctl.model.change import Change, ChangeKind
from accessctl.model.practice import Practice
from accessctl.providers.interface import Receipt

EVERY = 53
"""So many points lie between two that the suite tries; `script/faults --every` tries them all."""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where declared repositories are made."""
    return tmp_path_factory.mktemp("books")


@pytest.fixture(scope="module")
def every(books: Path) -> Declared:
    """Return the repository whose last commit asks for each kind of change."""
    return every_kind.book(books)


@pytest.mark.parametrize("seed", [*range(3, 400, 40)])
def test_whatever_fails_nothing_happens_that_nothing_explains(books: Path, seed: int) -> None:
    """Crashes, lost answers, full disks, jumping clocks, other runners, people: one seed after the other."""
    found, trace = play_seed(library(books, 3), seed)
    assert not found, "\n".join(trace[-120:])


def test_a_seed_played_twice_gives_the_same_trace_to_the_last_effect(books: Path) -> None:
    """What failed once can be looked at again."""
    assert play_seed(library(books, 3), 83) == play_seed(library(books, 3), 83)


def test_the_plan_that_dies_everywhere_holds_each_kind_of_change(tmp_path: Path, every: Declared) -> None:
    """A kind that is added later has to be added there."""
    ended = every_kind.undisturbed(tmp_path, every, mailing=True)
    assert every_kind.kinds(ended) == {str(kind) for kind in ChangeKind}


@pytest.mark.parametrize("mailing", [True, False])
def test_a_run_that_dies_at_an_effect_is_recovered_and_nothing_is_lost_or_repeated(
    tmp_path: Path, every: Declared, *, mailing: bool
) -> None:
    """Some of the points, before and after an effect, with the disk kept and lost."""
    (tmp_path / "whole").mkdir()
    count = every_kind.undisturbed(tmp_path / "whole", every, mailing=mailing).count
    for point in every_kind.points(count, mailing=mailing)[7::EVERY]:
        place = tmp_path / f"{point.index}-{point.fault}-{point.lost}"
        place.mkdir()
        found, trace = every_kind.die(place, every, point)
        assert not found, "\n".join(map(str, [point, *trace[-120:]]))


@pytest.mark.parametrize("index", [19, 23, 33])
def test_a_run_that_is_overtaken_stops_before_its_next_step(
    tmp_path: Path, every: Declared, index: int
) -> None:
    """Its lock ran out while it slept, and another runner did everything meanwhile."""
    found, trace = every_kind.overtaken(tmp_path, every, index, mailing=True)
    assert not found, "\n".join(trace[-120:])


def test_a_run_that_sleeps_while_it_renews_its_lock_does_nothing_more(
    tmp_path: Path, every: Declared, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it wakes, the lock that it just got is over, and another runner may be at work."""
    world = every_kind.prepared(tmp_path, every, mailing=False)
    network, sleeps = Seam.network, [timedelta(minutes=8), timedelta(minutes=20)]

    def sleepy(self: Seam, name: str, do: Callable[[], Answer]) -> Answer:
        answer = network(self, name, do)
        if name == "push" and sleeps:
            world.machine_now += sleeps.pop(0)
        return answer

    monkeypatch.setattr(Seam, "network", sleepy)
    begun = len(world.events)
    assert world.run(world.hosts[0], runs.apply_now).how == "done"
    assert not sleeps
    assert not [event for event in world.events[begun:] if event.kind == "write"]


# What the judge is good for: programs broken on purpose


def _judged(world: Simulation) -> str:
    """Run once on the first host and come to rest; return what the judge says."""
    judge = Judge(world)
    judge.look()
    judge.ended(world.run(world.hosts[0], runs.apply_now))
    judge.look()
    rest(world, judge)
    return "\n".join(judge.found)


def test_a_runner_that_acts_before_its_journal_is_pushed_is_found_out(
    tmp_path: Path, every: Declared, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An intent that nobody else can read is none."""
    world = every_kind.prepared(tmp_path, every, mailing=False)
    network = Seam.network
    monkeypatch.setattr(
        Seam,
        "network",
        lambda self, name, do: Answer(0, b"", "") if name == "push" else network(self, name, do),
    )
    assert "the journal did not know" in _judged(world)


def test_a_runner_that_sends_an_invitation_again_on_a_lost_answer_is_found_out(
    tmp_path: Path, every: Declared, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first one may have arrived."""
    from adapters import SimulatedWriter  # noqa: PLC0415 - what is broken here

    carry_out = SimulatedWriter.carry_out

    def stubborn(self: SimulatedWriter, practice: Practice, change: Change) -> Receipt:
        receipt = carry_out(self, practice, change)
        return carry_out(self, practice, change) if change.kind is ChangeKind.INVITE else receipt

    world = every_kind.prepared(tmp_path, every, mailing=False)
    monkeypatch.setattr(SimulatedWriter, "carry_out", stubborn)
    assert "was still good" in _judged(world)


def test_a_runner_that_goes_on_without_its_lock_is_found_out(
    tmp_path: Path, every: Declared, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It slept, another took over, and all is being done by two."""
    from accessctl.execution.apply import _Work  # noqa: PLC0415 - what is broken here

    monkeypatch.setattr(_Work, "must_stop", lambda _: False)
    found, _ = every_kind.overtaken(tmp_path, every, 19, mailing=False)
    assert any("after another runner had taken over" in said for said in found)


def test_a_program_without_guards_is_found_out(
    tmp_path: Path, books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards are judged by what happened to people, not by what the program says of it."""
    from accessctl.reconcile import planning  # noqa: PLC0415 - what is broken here

    monkeypatch.setattr(planning, "guard", lambda *_: ())
    found = Play(tmp_path, library(books, 4), 16).play()
    assert any("are let be" in said for said in found)
