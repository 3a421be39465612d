"""Golden files: what was rendered once, looked at by a person, and is compared from then on."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
ZONE = "America/Costa_Rica"


def compare(name: str, found: str) -> None:
    """Compare with a golden file, or write it where BLESS is set."""
    path = GOLDEN / name
    if os.environ.get("BLESS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")
