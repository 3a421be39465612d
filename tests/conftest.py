"""What all tests share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from world import World, make_world

# hundreds of commands are started as processes: as at a user's, none of them compiles the program anew
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# the suite says the same of the same tree; `--hypothesis-profile=search` looks further
settings.register_profile("suite", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=1000, deadline=None, print_blob=True)
# script/mutation asks the same tests thousands of times: few examples, and none made smaller
settings.register_profile(
    "mutants", derandomize=True, deadline=None, max_examples=10, phases=(Phase.explicit, Phase.generate)
)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on whose machine it runs on."""
    names = "LANG LC_ALL LC_MESSAGES NO_COLOR ACCESSCTL_ACTOR GITHUB_ACTOR GITHUB_TOKEN GITLAB_TOKEN"
    for name in names.split():
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Return an empty access repository with its sandbox."""
    return make_world(tmp_path / "repo")
