"""The guards: all of them run before the first write, and every violation is in one report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from accessctl.model.change import REMOVALS, Change, ChangeKind
from accessctl.model.handoff import Handoff
from accessctl.model.identity import Address
from accessctl.model.journal_view import JournalView, Removal
from accessctl.model.plan import Violation
from accessctl.model.rules import Rules
from accessctl.reconcile.diff import Difference
from accessctl.reconcile.quiet import Quiet

SMALL_PRACTICE = 4
"""Practices below this size are guarded by the last-assistant rule alone."""


def guard(
    changes: Sequence[Change],
    differences: Iterable[Difference | Quiet],
    journal: JournalView,
    rules: Rules,
    now: datetime,
) -> tuple[Violation, ...]:
    """Return every guard that refuses these changes, in a stable order."""
    everywhere = tuple(differences)
    looked_at = tuple(item for item in everywhere if isinstance(item, Difference))
    recent = _recent(journal, rules, now)
    replaced = replacements(changes, looked_at)
    removals = [change for change in changes if counts_as_removal(change, changes, replaced)]
    found = [
        *_removals(removals, ours(everywhere), journal, rules, recent),
        *_per_practice(removals, changes, looked_at, rules, recent),
        *_protected(removals, looked_at, rules),
        *_grants(changes, rules),
        *_answers(looked_at),
    ]
    return tuple(sorted(found, key=lambda item: (item.guard, item.practice or "", item.email or "")))


def counts_as_removal(change: Change, changes: Iterable[Change], replaced: Iterable[Change] = ()) -> bool:
    """Say whether a change takes somebody away: replacing an address or an invitation does not.

    `replaced` are the removals of earlier addresses whose successor was really invited in their place.
    """
    if change.kind is ChangeKind.REQUEST_REMOVAL_AT_CENTRE:
        return change.after.clinics == ()
    if change.kind not in REMOVALS or change in tuple(replaced):
        return False
    if change.reason.code != "clinics-changed" or change.kind is not ChangeKind.CANCEL_INVITATION:
        return True
    person = (change.practice, change.email)
    return not any(
        other.kind is ChangeKind.INVITE and (other.practice, other.email) == person for other in changes
    )


def replacements(changes: Sequence[Change], differences: Iterable[Difference]) -> tuple[Change, ...]:
    """Return the removals of earlier addresses in whose place we invited, or now invite, the new one."""
    taken = {(change.practice, change.replaces) for change in changes if change.kind is ChangeKind.INVITE}
    for difference in differences:
        slug, people = difference.situation.slug, difference.situation.view.people
        taken |= {(slug, person.replaces) for person in people.values()}
    return tuple(
        change
        for change in changes
        if change.reason.code == "replaced" and (change.practice, change.email) in taken
    )


def _recent(journal: JournalView, rules: Rules, now: datetime) -> tuple[Removal, ...]:
    since = now - rules.settings.guards.removals_window
    return tuple(removal for removal in journal.removals if removal.at > since)


def _removals(
    removals: Sequence[Change],
    here: int,
    journal: JournalView,
    rules: Rules,
    recent: Sequence[Removal],
) -> Iterable[Violation]:
    limits = rules.settings.guards
    managed = max(journal.managed, here)
    limit = max(limits.removals_at_least, managed * limits.removals_percent // 100)
    count = len(_people(removals) | {(item.practice, item.email) for item in recent})
    if removals and count > max(limit, rules.loosened.removals or 0):
        params = {"count": count, "limit": limit, "of": managed, "earlier": count - len(_people(removals))}
        yield Violation("removals", params=params, flag=f"--allow-removals {count}")


def ours(looked_at: Iterable[Difference | Quiet]) -> int:
    """Return how many people are managed, or adopted by this declaration, in some practices."""
    return sum(
        item.ours if isinstance(item, Quiet) else sum(case.ours for case in item.cases) for item in looked_at
    )


def _people(changes: Iterable[Change]) -> set[tuple[str, Address]]:
    return {(change.practice, change.email) for change in changes}


def _per_practice(
    removals: Sequence[Change],
    changes: Sequence[Change],
    differences: Iterable[Difference],
    rules: Rules,
    recent: Sequence[Removal],
) -> Iterable[Violation]:
    total = len(_people(removals) | {(item.practice, item.email) for item in recent})
    allowed = rules.loosened.removals is not None and total <= rules.loosened.removals
    arriving = {change.practice for change in changes if change.kind is ChangeKind.INVITE}
    for difference in differences:
        slug = difference.situation.slug
        now = {email for practice, email in _people(removals) if practice == slug}
        if not now:
            continue
        there = people_there(difference)
        gone = now | {removal.email for removal in recent if removal.practice == slug}
        size = len(there | gone)
        if size >= SMALL_PRACTICE and len(gone) * 2 > size and not allowed:
            params = {"count": len(gone), "of": size, "earlier": len(gone - now)}
            yield Violation("practice-removals", slug, params=params, flag=f"--allow-removals {total}")
        leaving = now | _asked_to_leave(difference)
        empties = there <= leaving and slug not in arriving
        if empties and not _asked_to_be_empty(difference, now) and slug not in rules.loosened.empty:
            yield Violation("last-assistant", slug, flag=f"--allow-empty {slug}")


def _asked_to_leave(difference: Difference) -> set[Address]:
    """Return the people whose removal somebody was asked for and has not carried out yet."""
    handoffs = difference.situation.view.handoffs
    return {item.email for item in handoffs if item.pending and (item.kind.removes or _leaves_nothing(item))}


def _leaves_nothing(item: Handoff) -> bool:
    """Say whether somebody is asked out of the last centre: that takes them out like any removal."""
    return item.kind is ChangeKind.REQUEST_REMOVAL_AT_CENTRE and item.after.clinics == ()


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
