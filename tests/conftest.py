"""What all tests share."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, settings

from world import World, make_world

if TYPE_CHECKING:
    from fleet_server import FleetServer
    from fleet_world import Fleet

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


@pytest.fixture(scope="session")
def postgres() -> Iterator[FleetServer]:
    """Return a PostgreSQL that was started once."""
    from fleet_server import started  # noqa: PLC0415 - few tests need it

    with started() as server:
        yield server


@pytest.fixture
def fleet(world: World, postgres: FleetServer, monkeypatch: pytest.MonkeyPatch) -> Fleet:
    """Return an empty access repository whose rounds are a fleet's."""
    from fleet_world import Fleet  # noqa: PLC0415 - as above

    url = postgres.database()
    monkeypatch.setenv("ACCESSCTL_FLEET_URL", url)
    return Fleet(world, url).set_up()


@pytest.fixture(scope="session")
def program() -> str:
    """Return Debian's Chromium; where there is none, or nothing drives it, tests say so and are skipped."""
    if find_spec("playwright") is None:
        pytest.skip("playwright is not installed (pip install playwright)")
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    return found


@pytest.fixture(scope="session")
def started(program: str) -> Iterator[Callable[[Any], Any]]:
    """Lend one Chromium, which is started once."""
    del program
    from lent_chromium import started_once  # noqa: PLC0415 - only where it is installed

    with started_once() as lend:
        yield lend


@pytest.fixture
def lent(started: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages be opened in a browser that is there already: its start is a second of each test."""
    monkeypatch.setattr("accessctl.providers.huli.web.desk.Chromium", started)
