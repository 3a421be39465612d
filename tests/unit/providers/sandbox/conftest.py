"""A sandbox in a temporary directory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sandbox_builders import NOW

from accessctl.providers.sandbox.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a sandbox whose file does not exist yet."""
    made = Store(tmp_path / "deep" / "sandbox.sqlite", NOW)
    yield made
    made.close()
