"""How much the longest tests try: a part in the suite, all of it in `script/thorough`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
THOROUGH = bool(os.environ.get("THOROUGH"))


def examples(number: int) -> int:
    """Return how many of so many examples are drawn."""
    return number if THOROUGH else number // 5


def some(cases: Iterable[T], every: int) -> Iterator[T]:
    """Yield each so-manieth case, or all of them."""
    return islice(cases, 0, None, 1 if THOROUGH else every)
