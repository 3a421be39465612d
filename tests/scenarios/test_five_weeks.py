"""Five weeks of a made-up organisation, played at random and judged by an oracle of its own.

`script/weeks` plays more of them.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from five_weeks import play

from thoroughness import THOROUGH


@pytest.mark.parametrize(("seed", "days"), [(202, 35), (7, 10)] if THOROUGH else [(7, 6)])
def test_whatever_is_played_nothing_happens_that_nothing_explains(
    tmp_path: Path, seed: int, days: int
) -> None:
    """Who has access, who lost it, what was mailed, and what the plan says it waits for."""
    play(tmp_path, seed, days=days)


def test_applies_that_die_are_taken_over_and_nothing_is_done_twice(tmp_path: Path) -> None:
    """Some days in which runs are killed half-way."""
    play(tmp_path, 11, killing=True, days=8 if THOROUGH else 5)
