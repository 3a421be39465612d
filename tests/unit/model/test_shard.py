"""Each practice is in one part of its repository, whoever else is there."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessctl.model.shard import Shard


@given(st.text(), st.integers(1, 40))
def test_every_slug_is_in_exactly_one_part(slug: str, of: int) -> None:
    """Nobody is applied twice, nobody never."""
    assert [Shard(number, of).holds(slug) for number in range(1, of + 1)].count(True) == 1


def test_parts_are_about_as_large_as_each_other() -> None:
    """So that no job waits long for another."""
    parts = [Shard(number, 4) for number in range(1, 5)]
    counts = Counter(part.number for part in parts for slug in range(4000) if part.holds(f"practice-{slug}"))
    assert all(900 < count < 1100 for count in counts.values())


def test_part_of_a_practice_is_the_same_on_every_machine() -> None:
    """It is written down here, since two versions at work at once must agree."""
    slugs = ("santa-lucia", "derma", "san-jose", "cima")
    assert [next(n for n in (1, 2, 3) if Shard(n, 3).holds(slug)) for slug in slugs] == [3, 1, 2, 1]


@pytest.mark.parametrize(
    "text", ["", "1", "0/2", "3/2", "1/0", "1/1001", "-1/2", "1/2/3", " 1/2", "1/2\n", "a/b", "01/2", "1.0/2"]
)
def test_what_names_no_part_is_refused(text: str) -> None:
    """A job with a wrong number would leave practices out."""
    with pytest.raises(ValueError, match=r"^" if text else r"^$"):
        Shard.read(text)


def test_part_is_read_as_it_is_written() -> None:
    """The first is 1."""
    assert (Shard.read("1/1"), Shard.read("12/1000")) == (Shard(1, 1), Shard(12, 1000))
