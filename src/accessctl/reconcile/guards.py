"""The guards: all of them run before the first write, and every violation is in one report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from accessctl.model.change import REMOVALS, Change, ChangeKind
from accessctl.model.identity import Address
from accessctl.model.journal_view import JournalView, Removal
from accessctl.model.plan import Violation
from accessctl.model.rules import Rules
from accessctl.reconcile.diff import Difference

SMALL_PRACTICE = 4
"""Practices below this size are guarded by the last-assistant rule alone."""


def guard(
    changes: Sequence[Change],
    differences: Iterable[Difference],
    journal: JournalView,
    rules: Rules,
    now: datetime,
) -> tuple[Violation, ...]:
    """Return every guard that refuses these changes, in a stable order."""
    looked_at = tuple(differences)
    recent = _recent(journal, rules, now)
    removals = [change for change in changes if counts_as_removal(change, changes)]
    found = [
        *_removals(removals, looked_at, journal, rules, recent),
        *_per_practice(removals, changes, looked_at, rules, recent),
        *_protected(removals, looked_at, rules),
        *_grants(changes, rules),
        *_answers(looked_at),
    ]
    return tuple(sorted(found, key=lambda item: (item.guard, item.practice or "", item.email or "")))


def counts_as_removal(change: Change, changes: Iterable[Change]) -> bool:
    """Say whether a change takes somebody away: replacing an address or an invitation does not."""
    if change.kind not in REMOVALS or change.reason.code == "replaced":
        return False
    person = (change.practice, change.email)
    if change.kind is ChangeKind.CANCEL_INVITATION and change.reason.code == "clinics-changed":
        return not any(
            other.kind is ChangeKind.INVITE and (other.practice, other.email) == person for other in changes
        )
    return True


def _recent(journal: JournalView, rules: Rules, now: datetime) -> tuple[Removal, ...]:
    since = now - rules.settings.guards.removals_window
    return tuple(removal for removal in journal.removals if removal.at > since)


def _removals(
    removals: Sequence[Change],
    differences: Sequence[Difference],
    journal: JournalView,
    rules: Rules,
    recent: Sequence[Removal],
) -> Iterable[Violation]:
    limits = rules.settings.guards
    managed = max(journal.managed, _ours(differences))
    limit = max(limits.removals_at_least, managed * limits.removals_percent // 100)
    count = len(removals) + len(recent)
    if removals and count > max(limit, rules.loosened.removals or 0):
        params = {"count": count, "limit": limit, "of": managed, "earlier": len(recent)}
        yield Violation("removals", params=params, flag=f"--allow-removals {count}")


def _ours(differences: Iterable[Difference]) -> int:
    return sum(case.ours for difference in differences for case in difference.cases)


def _per_practice(
    removals: Sequence[Change],
    changes: Sequence[Change],
    differences: Iterable[Difference],
    rules: Rules,
    recent: Sequence[Removal],
) -> Iterable[Violation]:
    allowed = rules.loosened.removals is not None and len(removals) + len(recent) <= rules.loosened.removals
    gone: dict[str, set[Address]] = {}
    for change in removals:
        gone.setdefault(change.practice, set()).add(change.email)
    arriving = {change.practice for change in changes if change.kind is ChangeKind.INVITE}
    for difference in differences:
        slug = difference.situation.slug
        if slug not in gone:
            continue
        there = [case for case in difference.cases if case.known.live]
        earlier = sum(removal.practice == slug for removal in recent)
        size, count = len(there) + earlier, len(gone[slug]) + earlier
        if size >= SMALL_PRACTICE and count * 2 > size and not allowed:
            yield Violation(
                "practice-removals",
                slug,
                params={"count": count, "of": size, "earlier": earlier},
                flag=f"--allow-removals {len(removals) + len(recent)}",
            )
        empties = {case.email for case in there} <= gone[slug] and slug not in arriving
        if empties and not _asked_to_be_empty(difference, gone[slug]) and slug not in rules.loosened.empty:
            yield Violation("last-assistant", slug, flag=f"--allow-empty {slug}")


def _asked_to_be_empty(difference: Difference, gone: set[Address]) -> bool:
    """Say whether the file itself says so: `assistants: []`, or an `until` for each who leaves."""
    practice = difference.situation.practice
    if not practice.assistants and not practice.held:
        return True
    leaving = [case for case in difference.cases if case.email in gone]
    return all(case.desired is not None and case.desired.reason == "until-passed" for case in leaving)


def _protected(
    removals: Iterable[Change], differences: Iterable[Difference], rules: Rules
) -> Iterable[Violation]:
    owners = {item.situation.slug: item.situation.practice.owner for item in differences}
    for change in removals:
        if change.practice in owners and change.email in rules.never_touched(owners[change.practice]):
            yield Violation("protected", change.practice, change.email)


def _grants(changes: Sequence[Change], rules: Rules) -> Iterable[Violation]:
    limits, loosened = rules.settings.guards, rules.loosened
    invitations = sum(change.kind is ChangeKind.INVITE for change in changes)
    if invitations > max(limits.invitations, loosened.invitations or 0):
        params = {"count": invitations, "limit": limits.invitations}
        yield Violation("invitations", params=params, flag=f"--allow-invitations {invitations}")
    grants = sum(change.kind is ChangeKind.REQUEST_RECORD_ACCESS for change in changes)
    if grants > max(limits.record_grants, loosened.record_grants or 0):
        params = {"count": grants, "limit": limits.record_grants}
        yield Violation("record-grants", params=params, flag=f"--allow-record-grants {grants}")


def _answers(differences: Iterable[Difference]) -> Iterable[Violation]:
    for difference in differences:
        frozen = difference.frozen
        if frozen is not None and frozen.code in ("empty-answer", "shrunken-answer"):
            slug = frozen.practice
            yield Violation(frozen.code, slug, params=frozen.params, flag=f"--accept-live {slug}")


def people_there(difference: Difference) -> frozenset[Address]:
    """Return who is there now, as far as is known."""
    return frozenset(case.email for case in difference.cases if case.known.live)
