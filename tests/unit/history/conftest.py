"""What the tests of history share."""

from __future__ import annotations

from pathlib import Path

import pytest
from history_repositories import Repository, make


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return an empty repository."""
    return make(tmp_path / "repo")
