"""Real repositories and bare remotes for the journal's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from journal_repositories import NOON, README, git, make_repository

from accessctl.journal.gateway import Gateway
from accessctl.journal.initialising import journal_init
from accessctl.journal.reading import Branch
from accessctl.model.settings import JournalSettings


@pytest.fixture(autouse=True)
def _no_outer_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the tests away from the git configuration of whoever runs them."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository of its own, without a remote."""
    return make_repository(tmp_path / "alone")


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """Make an empty bare repository."""
    where = tmp_path / "remote.git"
    where.mkdir()
    git(where, "init", "-q", "--bare")
    return where


@pytest.fixture
def opened() -> Iterator[Callable[..., Branch]]:
    """Open the journal branch of a repository; its processes end with the test."""
    with ExitStack() as stack:

        def make(where: Path, root: str | None = None, **settings: str) -> Branch:
            gateway = stack.enter_context(Gateway(where))
            return Branch(gateway, JournalSettings(root=root, **settings), README)

        yield make


@pytest.fixture
def local(repository: Path, opened: Callable[..., Branch]) -> Branch:
    """Initialise a journal without a remote."""
    return opened(repository, journal_init(opened(repository), NOON))


@pytest.fixture
def pair(tmp_path: Path, remote: Path, opened: Callable[..., Branch]) -> tuple[Branch, Branch]:
    """Open two clones' journals on one remote."""
    one, two = (make_repository(tmp_path / name) for name in ("one", "two"))
    for where in (one, two):
        git(where, "remote", "add", "origin", str(remote))
    root = journal_init(opened(one), NOON)
    return opened(one, root), opened(two, root)
