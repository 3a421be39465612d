"""Small files to read, and ways to ask what was found in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from declared_texts import HEAD, PRACTICE, SETTINGS, Load

from accessctl.declarations.loading import load_files
from accessctl.model.practice import Declaration, Practice


@pytest.fixture
def load_texts() -> Load:
    """Return a function that reads files given as texts, with minimal settings unless told otherwise."""

    def read(files: dict[str, str | bytes] | None = None, **texts: str) -> Declaration:
        named = {SETTINGS: "version: 1\n", **(files or {})}
        named |= {f"practices/{slug.replace('_', '-')}.yaml": text for slug, text in texts.items()}
        return load_files(
            {path: text.encode() if isinstance(text, str) else text for path, text in named.items()}
        )

    return read


@pytest.fixture
def load_entries(load_texts: Load) -> Callable[[str], tuple[Declaration, Practice]]:
    """Return a function that reads one practice with these assistants."""

    def read(entries: str) -> tuple[Declaration, Practice]:
        declaration = load_texts(santa_lucia=f"{HEAD}assistants:\n{entries}")
        return declaration, declaration.practices["santa-lucia"]

    return read


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return the root of a small repository on disk."""
    for folder in ("access", "practices", "schemas/local"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / SETTINGS).write_text("version: 1\n")
    (tmp_path / PRACTICE).write_text(HEAD + "assistants: []\n")
    return tmp_path


@pytest.fixture
def checkout() -> Path:
    """Return the root of this repository."""
    return Path(__file__).parents[3]
