"""The cache: only ever a quicker way to the same answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from history_repositories import NOON, Repository, entry, practice

from accessctl.execution.practice_versions import VersionReader
from accessctl.history import engine
from accessctl.history.codec import decode, encode
from accessctl.history.reading import Trouble, Version
from accessctl.journal.gateway import Gateway


def cache_of(repository: Repository) -> Path:
    """Return the one file that there is."""
    (path,) = (repository.root / ".git" / "accessctl").iterdir()
    return path


@pytest.fixture
def kept(repository: Repository) -> Repository:
    """Return a repository of two commits whose history is kept."""
    repository.commit({"a": practice("a", entry("ana", "record_access: {reason: R, until: 2027-01-31}"))})
    repository.commit({"b": "broken: ["}, "Add b (#2)\n\nReviewed-by: Luz", at=NOON + 5)
    repository.history(use_cache=True)
    return repository


def test_history_comes_back_from_its_bytes_as_it_was(kept: Repository) -> None:
    """Nothing is lost: grants, dates, approvals, gaps."""
    history = kept.history()
    assert decode(encode(history)) == history
    assert kept.history(use_cache=True) == history


def test_cache_is_its_owners_alone_and_safe_to_delete(kept: Repository) -> None:
    """Names and addresses are in it."""
    path, history = cache_of(kept), kept.history()
    assert path.stat().st_mode & 0o777 == 0o600
    path.unlink()
    assert kept.history(use_cache=True) == history


@pytest.mark.parametrize("damage", [b"", b"{}", b"accessctl.history/99 x\n{}"])
def test_cache_that_is_not_ours_is_read_anew(kept: Repository, damage: bytes) -> None:
    """Another version's, a stranger's, an empty one."""
    path, history = cache_of(kept), kept.history()
    path.write_bytes(damage)
    assert kept.history(use_cache=True) == history
    assert decode(path.read_bytes()) == history


def test_cache_that_lost_a_byte_is_read_anew(kept: Repository) -> None:
    """A full disk must not change who had access."""
    path, history = cache_of(kept), kept.history()
    whole = path.read_bytes()
    for data in (whole[:-1], whole.replace(b"ana@", b"eva@")):
        path.write_bytes(data)
        assert kept.history(use_cache=True) == history


def test_only_new_contents_are_read(kept: Repository) -> None:
    """One more commit costs what it touches."""
    kept.commit({"a": practice("a", entry("luz"))}, at=NOON + 9)
    read: list[str] = []
    reader = VersionReader()

    def noted(path: str, data: bytes) -> Version | Trouble:
        read.append(path)
        return reader(path, data)

    with Gateway(kept.root) as gateway:
        engine.load_history(gateway, engine.Asked("main"), noted)
        engine.load_history(gateway, engine.Asked("main"), noted)
    assert read == ["practices/a.yaml"]


def test_another_revision_is_asked_without_changing_what_is_kept(kept: Repository) -> None:
    """A look at a branch must not cost the next look at main."""
    before = cache_of(kept).read_bytes()
    kept.git("checkout", "-q", "-b", "side", "HEAD~1")
    kept.commit({"c": practice("c", entry("eva"))}, at=NOON + 9)
    kept.git("checkout", "-q", "main")
    assert kept.history("side", use_cache=True) == kept.history("side")
    assert cache_of(kept).read_bytes() == before


def test_place_that_cannot_be_written_costs_only_time(kept: Repository) -> None:
    """A read-only mirror can be asked, too."""
    path = cache_of(kept)
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("in the way")
    assert kept.history(use_cache=True) == kept.history()


def test_blob_that_was_there_before_is_read_once(repository: Repository) -> None:
    """A revert brings back a content that is known."""
    files = [practice("a", entry("ana")), practice("a", entry("luz"))]
    for number in range(6):
        repository.commit({"a": files[number % 2]}, at=NOON + number)
    read: list[str] = []
    reader = VersionReader()

    def noted(path: str, data: bytes) -> Version | Trouble:
        read.append(path)
        return reader(path, data)

    with Gateway(repository.root) as gateway:
        engine.load_history(gateway, engine.Asked("main", use_cache=False), noted)
    assert len(read) == 2
