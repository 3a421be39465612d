"""Run each test of the contract on every provider."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import HARNESSES, Harness


@pytest.fixture(params=sorted(HARNESSES))
def harness(request: pytest.FixtureRequest, tmp_path: Path) -> Harness:
    """One provider with an empty live system."""
    return HARNESSES[request.param](tmp_path)
