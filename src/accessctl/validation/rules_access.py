"""Rules about record access across practices."""

from __future__ import annotations

from collections.abc import Iterator

from accessctl.model.finding import Finding
from accessctl.model.practice import Declaration
from accessctl.validation.context import Context
from accessctl.validation.raising import entry_warning


def record_access_differs(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find people with record access here and none there: often it was forgotten in one of the two."""
    del declaration
    for declared in context.people.values():
        if len(declared) < 2:
            continue
        has = [practice.slug for practice, entry in declared if entry.record_access is not None]
        if not has or len(has) == len(declared):
            continue
        lacks = [(practice, entry) for practice, entry in declared if entry.record_access is None]
        practice, entry = lacks[0]
        slugs = [other.slug for other, _ in lacks]
        if practice.slug not in has:
            yield entry_warning("record-access-differs", practice, entry, "email", has=has, lacks=slugs)
