"""Run each test of the contract on every provider."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import HARNESSES, Harness


@pytest.fixture(params=sorted(HARNESSES))
def harness(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Harness]:
    """One provider with an empty live system."""
    if request.param == "huli-web":
        request.getfixturevalue("lent")
    made = HARNESSES[request.param](tmp_path)
    yield made
    made.close()
