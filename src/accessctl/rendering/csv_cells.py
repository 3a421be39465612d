"""Tables for spreadsheets: no cell is one that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from accessctl.rendering.safe import clean

_RUN = ("=", "+", "-", "@", "\t", "|", "%")
"""What a spreadsheet takes for the beginning of a formula."""


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return the table as RFC 4180 writes it, every cell made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def safe_cell(value: object) -> str:
    """Return a cell's text on one line; what looks like a formula is text by its first character."""
    text = clean("" if value is None else str(value))
    return f"'{text}" if text.startswith(_RUN) else text
