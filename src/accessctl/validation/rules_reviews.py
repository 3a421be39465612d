"""The rule about reviews: it needs the journal, which the files alone do not tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from accessctl.model.finding import Finding, Severity
from accessctl.model.practice import Practice
from accessctl.validation.places import practice_place


def review_overdue(
    due: Mapping[str, datetime], practices: Mapping[str, Practice], now: datetime
) -> Iterator[Finding]:
    """Find practices whose access had to be looked at again by now; `due` is by slug."""
    for slug, at in sorted(due.items()):
        if at <= now:
            where = practice_place(practices[slug], "practice")
            params = {"practice": slug, "due": at.date(), "days": (now - at).days}
            yield Finding("review-overdue", Severity.WARNING, where, params, practices=(slug,))
