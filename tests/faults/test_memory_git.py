"""Git in memory answers as real git does: what the simulator shows holds for the real one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from books import Book, _git
from memory_git import Clone, MemoryGateway
from memory_objects import Repository

from accessctl.journal.gateway import Gateway
from accessctl.journal.reading import Branch, Journal, read_journal
from accessctl.journal.runs import Head, write_note
from accessctl.journal.writing import root_commit
from accessctl.model.settings import JournalSettings

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class _Free:
    def git(self, _: str, do: Any) -> Any:
        return do()

    network = git


def _notes(gateway: Gateway) -> tuple[list[str | None], Journal]:
    """Make a branch of a pinned root, write two notes, one of them from behind; return tips and journal."""
    loose = Branch(gateway, JournalSettings(), "# Journal\n")
    root = root_commit(loose, NOON)
    branch = Branch(gateway, JournalSettings(root=root), "# Journal\n")
    assert gateway.run(
        "push", "--force-with-lease=refs/heads/access-journal:", "--", "origin", f"{root}:{branch.ref}"
    )
    before = read_journal(branch)
    tips: list[str | None] = [before.tip]
    for number in range(2):  # the second one is written by who still knows the first state
        head = Head(command="handoff", actor="Ana", at=NOON, nonce=f"0000000{number}", summary="said")
        tips.append(write_note(branch, head, lambda _: (), before).journal.tip)
    return tips, read_journal(branch)


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """Return a real repository with a bare remote."""
    _git(tmp_path, "init", "-q", "--bare", "-b", "main", "remote.git")
    _git(tmp_path, "init", "-q", "-b", "main", "work")
    work = tmp_path / "work"
    _git(work, "config", "user.name", "Ana Admin")
    _git(work, "config", "user.email", "ana.admin@org.example")
    _git(work, "remote", "add", "origin", str(tmp_path / "remote.git"))
    return work


def test_the_same_notes_get_the_same_ids_in_memory_and_on_disk(tmp_path: Path, real: Path) -> None:
    """Objects, trees, commits, pushes, lost races, and what is read back."""
    clone = Clone(tmp_path / "clone", Book((real,), ("",)), 0, Repository(), [0])
    with Gateway(real) as gateway:
        on_disk = _notes(gateway)
    in_memory = _notes(MemoryGateway(clone, _Free()))  # type: ignore[arg-type]
    assert in_memory[0] == on_disk[0]
    assert in_memory[1].files == on_disk[1].files
    assert len(in_memory[1].files) == 2
