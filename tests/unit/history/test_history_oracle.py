"""What the program says of random histories is what a slow and simple reader says."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

import history_oracle as oracle
from accessctl.execution.practice_versions import LARGE, VersionReader
from accessctl.history.answers import Question, When, who
from accessctl.history.changes import declared_events
from accessctl.history.chronicle import History
from accessctl.history.engine import Asked, load_history
from accessctl.journal.gateway import Gateway
from random_histories import make_history
from real_histories import make_real


def told(root: Path, *, large: int = 0, use_cache: bool = False) -> History:
    """Return the program's history; by default every file is cut at its entries."""
    with Gateway(root) as gateway:
        return load_history(gateway, Asked("main", use_cache=use_cache), VersionReader(large=large))


def program_events(history: History) -> list[tuple[str, str, str, str]]:
    """Return the events as the oracle writes them."""
    return sorted(
        (event.commit.id if event.commit else "", event.practice, event.email, str(event.kind))
        for event in declared_events(history, history.lives)
    )


def program_who(history: History, seconds: int) -> dict[tuple[str, str], tuple[dict[str, object], str, int]]:
    """Return the answer at a second as the oracle writes it."""
    when = When(datetime.fromtimestamp(seconds, UTC))
    return {
        (item.practice, item.email): (
            {
                "clinics": list(item.access.clinics or ()),
                "record_access": item.access.record_access,
                "billing": item.access.billing,
                "name": item.name,
                "surnames": list(item.surnames),
                "from": None if item.starts is None else item.starts.isoformat(),
                "until": None if item.ends is None else item.ends.isoformat(),
                "record_until": None if item.record_until is None else item.record_until.isoformat(),
            },
            item.commit.id if item.commit else "",
            int(item.since.timestamp()) if item.since else 0,
        )
        for item in who(history, Question(), when, "UTC")
    }


@pytest.mark.parametrize("seed", range(12))
def test_events_and_answers_of_a_random_history_are_those_of_the_oracle(seed: int, tmp_path: Path) -> None:
    """Every event, and every answer on each commit's second and on those around it."""
    root = tmp_path / "repo"
    make_history(root, seed)
    found = oracle.snapshots(root)
    history = told(root)
    assert program_events(history) == oracle.events(found)
    for seconds in sorted({item.seconds + shift for item in found for shift in (-1, 0, 1)}):
        assert program_who(history, seconds) == oracle.who(found, seconds, oracle.day_of(seconds)), seconds
    assert told(root, large=1 << 30) == history


@pytest.mark.parametrize("seed", range(6))
def test_repository_as_they_are_found_is_told_as_the_oracle_tells_it(seed: int, tmp_path: Path) -> None:
    """Converted files, noise, links, other line ends, huge files, reverts, merges and roots of any date."""
    root = tmp_path / "repo"
    make_real(root, seed, commits=60, first=20, people=40)
    found = oracle.snapshots(root)
    history = told(root, large=0 if seed % 2 else LARGE)
    assert program_events(history) == oracle.events(found)
    dice = random.Random(seed)  # noqa: S311 - a seed, so that a failure can be repeated
    for _ in range(150):
        seconds = dice.choice(found).seconds + dice.choice([-1, 0, 1, dice.randrange(-90_000, 90_000)])
        assert program_who(history, seconds) == oracle.who(found, seconds, oracle.day_of(seconds)), seconds


@pytest.mark.parametrize("seed", range(100, 104))
def test_history_that_is_asked_after_every_commit_is_the_one_that_is_asked_once(
    seed: int, tmp_path: Path
) -> None:
    """The cache, extended commit by commit and through force-pushes, never says anything else."""
    root = tmp_path / "repo"
    scribe = make_history(root, seed, commits=4)
    for number in range(14):
        scribe.step()
        if number % 5 == 4:  # a force-push: back to an older commit, and on from there
            scribe.git("reset", "-q", "--hard", f"HEAD~{scribe.random.choice([1, 2, 3])}")
            scribe.files = {slug: value for slug, value in scribe.files.items() if _is_there(root, slug)}
        assert told(root, use_cache=True) == told(root)


def _is_there(root: Path, slug: str) -> bool:
    return (root / "practices" / f"{slug}.yaml").exists()
