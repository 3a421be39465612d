"""Names on the branch: run ids, and the path of each immutable file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

FOLDER = "runs/"
OPEN, NOTE, CLOSE = "open", "note", "close"

_RUN = re.compile(r"(\d{6,12})-([0-9a-f]{8})")
_PATH = re.compile(
    r"runs/\d{4}/\d{2}/((\d{6,12})-[0-9a-f]{8})\.(open|note|close|renew-([1-9]\d{0,5}))\.jsonl"
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a file stands in the order of the journal: by run, then open, renewals, close; never by clock."""

    number: int
    run: str
    rank: int
    renewal: int
    part: str
    path: str


def run_id(number: int, nonce: str) -> str:
    """Return a run's id; the number puts it in order, the random part tells two claims apart."""
    name = f"{number:06d}-{nonce}"
    if not _RUN.fullmatch(name):
        raise ValueError(name)
    return name


def run_number(run: str) -> int:
    """Return the number of a run id."""
    return int(run.partition("-")[0])


def renewal(count: int) -> str:
    """Return the name of a run's n-th renewal."""
    return f"renew-{count}"


def file_path(run: str, part: str, at: datetime) -> str:
    """Return the path of a run's file."""
    when = at.astimezone(UTC)
    return f"{FOLDER}{when.year:04d}/{when.month:02d}/{run}.{part}.jsonl"


def place_of(path: str) -> Place | None:
    """Return where a path belongs, or None if it is no path of a run's file."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    run, number, part, renewals = found.groups()
    rank = {OPEN: 0, NOTE: 0, CLOSE: 2}.get(part, 1)
    return Place(int(number), run, rank, int(renewals or 0), part, path)
