"""Who approved which commit by signature, kept on disk: safe to delete at any time.

Commit, signers and keys are all fixed by the commit's id, so what is kept cannot become stale; it is used to
show history and never to decide what is applied.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from accessctl import __version__
from accessctl.history.store import read_whole, write_whole

FORMAT = f"accessctl.approvals/1 {__version__}"

Kept = Mapping[str, tuple[str, ...]]
"""The approvers' addresses by commit; nobody approved: an empty tuple."""


def read_approvals(path: Path) -> Kept:
    """Return what was kept, or nothing where it cannot be used."""
    head, _, body = (read_whole(path) or b"").partition(b"\n")
    if head != _head(body):
        return {}
    try:
        return {commit: tuple(map(_text, names)) for commit, names in json.loads(body).items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def write_approvals(path: Path, kept: Kept) -> None:
    """Keep them: whole or not at all."""
    body = json.dumps(kept, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    write_whole(path, _head(body) + b"\n" + body)


def _head(body: bytes) -> bytes:
    return f"{FORMAT} {hashlib.sha256(body).hexdigest()}".encode("ascii")
