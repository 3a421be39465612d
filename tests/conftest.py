"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from world import World, make_world


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on whose machine it runs on."""
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "ACCESSCTL_ACTOR", "GITHUB_ACTOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Return an empty access repository with its sandbox."""
    return make_world(tmp_path / "repo")
