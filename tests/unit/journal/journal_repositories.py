"""Builders of real repositories for the journal's tests."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

NOON = datetime(2026, 11, 5, 12, tzinfo=UTC)
README = "# Access journal\n\nBitácora.\n"


def git(where: Path, *arguments: str, **options: str) -> str:
    """Run plain git, as a person would."""
    done = subprocess.run(
        ["git", *arguments], cwd=where, check=True, capture_output=True, text=True, input=options.get("stdin")
    )
    return done.stdout.strip()


def make_repository(where: Path) -> Path:
    """Make a repository with one commit, a user and a file."""
    where.mkdir(parents=True)
    git(where, "init", "-q", "-b", "main")
    git(where, "config", "user.name", "Ana Mora")
    git(where, "config", "user.email", "ana@org.example")
    (where / "practice.yaml").write_text("one\n")
    git(where, "add", ".")
    git(where, "commit", "-q", "-m", "One")
    return where
