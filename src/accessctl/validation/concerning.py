"""Which of a repository's findings concern some of its files: those in them, and those that name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accessctl.model.finding import Finding
from accessctl.model.practice import Practice

_NAMING = {
    "practice-twice": ("others",),
    "two-practices-one-account": ("others",),
    "previously-slug-twice": ("others",),
    "different-names": ("other",),
    "old-address-elsewhere": ("other",),
    "similar-address": ("other",),
    "confusable-address": ("other",),
    "record-access-differs": ("has", "lacks"),
    "exception-expired": ("exempt",),
    "exception-unknown-practice": ("exempt", "suggestion"),
}
"""By rule: the parameters that name another practice, its file or one of its addresses."""


@dataclass(frozen=True, slots=True)
class Concern:
    """Files, and how findings elsewhere name them."""

    files: frozenset[str]
    names: frozenset[str]
    """Slugs, paths and addresses."""


def concern_of(files: Iterable[str], stems: Iterable[str], practices: Iterable[Practice]) -> Concern:
    """Return what concerns the files; `stems` are the slugs that they stand for, read or not."""
    listed = frozenset(files)
    names: set[str] = {*listed, *stems}
    for practice in practices:
        names |= {practice.slug, practice.owner, practice.billing_issuer or practice.owner}
        names |= {clinic.administrator for clinic in practice.clinics if clinic.administrator}
        names |= {entry.email for entry in practice.assistants}
    return Concern(listed, frozenset(names))


def concerning(findings: Iterable[Finding], concern: Concern) -> tuple[Finding, ...]:
    """Return the findings in the files or about them, in their order."""
    return tuple(finding for finding in findings if _concerns(finding, concern))


def _concerns(finding: Finding, concern: Concern) -> bool:
    if finding.where.file in concern.files or not concern.names.isdisjoint(finding.practices):
        return True
    named = (name for key in _NAMING.get(finding.rule, ()) for name in _listed(finding.params.get(key)))
    return not concern.names.isdisjoint(named)


def _listed(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return [str(item) for item in value] if isinstance(value, list | tuple) else ()
