"""From live to desired: the whole table, practice by practice. Pure.

Gates first; then exactly one row for presence; then, for declared people, one row each for clinics,
record access and billing; last the hand-off row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accessctl.model.change import REMOVALS, Change
from accessctl.model.identity import Address
from accessctl.model.journal_view import UnknownFate
from accessctl.model.live import Presence
from accessctl.model.plan import Notice
from accessctl.reconcile.case import Case, Situation
from accessctl.reconcile.clinic_rows import centres, clinic_row, not_offered
from accessctl.reconcile.desired import Desired, replaced_addresses, resolve
from accessctl.reconcile.effects import NOTHING, Effects, as_handoff, blocks, total
from accessctl.reconcile.facet_rows import flags
from accessctl.reconcile.gates import gate
from accessctl.reconcile.handoff_rows import settle
from accessctl.reconcile.knowledge import Known, know
from accessctl.reconcile.presence_rows import presence_row
from accessctl.reconcile.reviewing import confirmed_alone


@dataclass(frozen=True, slots=True)
class Difference:
    """What one practice lacks, and what was known when the difference was taken."""

    situation: Situation
    effects: Effects
    cases: tuple[Case, ...]
    frozen: Notice | None = None


def diff(situation: Situation, fates: tuple[UnknownFate, ...] = ()) -> Difference:
    """Return the difference between what is desired and what is live in one practice."""
    frozen = gate(situation)
    if frozen is not None and frozen.code not in ("unobserved", "observation-too-old"):
        return Difference(situation, NOTHING, (), frozen)
    cases = cases_of(situation)
    if frozen is not None:
        return Difference(situation, total(_unseen(case, fates) for case in cases), cases, frozen)
    effects = total(effects_of(case, fates) for case in cases)
    return Difference(situation, effects + _gaps(situation), cases)


def _gaps(situation: Situation) -> Effects:
    """Say what of the practice nobody can make out."""
    observed = situation.observation
    if observed is None or not observed.gaps:
        return NOTHING
    told = (Notice(situation.slug, gap.code, params=gap.params) for gap in observed.gaps)
    return Effects(unverified=tuple(told))


def effects_of(case: Case, fates: tuple[UnknownFate, ...] = ()) -> Effects:
    """Return what the rows give for one person."""
    return NOTHING if as_declared(case) else by_rows(case, fates)


def as_declared(case: Case) -> bool:
    """Say whether somebody is there exactly as declared, with nothing else to be said of them.

    That is nearly everybody on nearly every day, and every row gives nothing for them. The test that walks
    all cases holds this against the rows.
    """
    desired, known = case.desired, case.known
    return (
        desired is not None
        and known.presence is Presence.ACTIVE
        and known.clinics == desired.clinics | desired.centres
        and known.record_access is desired.record_access
        and known.billing is desired.billing
        and desired.wanted
        and desired.held is None
        and not desired.unconfirmed
        and case.person.emergency is None
        and not any(item.email == case.email for item in case.situation.view.handoffs)
    )


def by_rows(case: Case, fates: tuple[UnknownFate, ...] = ()) -> Effects:
    """Return what the rows give for one person, whoever it is."""
    desired = case.desired
    if desired is not None and desired.held is not None and not case.in_emergency:
        return blocks(case, "entry-has-errors", None, rule=desired.held)
    rows = presence_row(case).gives(case)
    if case.desired is not None or case.known.clinics:
        rows += not_offered(case) + centres(case)
    if case.desired is not None:
        rows += clinic_row(case).gives(case) + flags(case)
    return settle(case, rows, fates)


def cases_of(situation: Situation) -> tuple[Case, ...]:
    """Return one case for each person who is declared, live, or remembered, in order of address."""
    practice, view, observed = situation.practice, situation.view, situation.observation
    asked_for = resolve(practice, situation.holds, situation.now)
    desired = confirmed_alone(asked_for, view, situation.rules.policy, situation.now)
    old_to_new = {old: new for old, new in replaced_addresses(practice).items() if old not in desired}
    live = {} if observed is None else observed.assistants
    asked = {item.email for item in view.handoffs if item.pending}
    emails = sorted({*desired, *live, *view.people, *old_to_new, *asked})
    known = {email: know(email, view.person(email), observed, situation.now) for email in emails}
    centre_ids, offered = situation.centre_ids, situation.offered
    return tuple(
        Case(
            situation=situation,
            email=email,
            desired=desired.get(email),
            person=view.person(email),
            known=known[email],
            centre_ids=centre_ids,
            offered=offered,
            replaces={old: known[old] for old, new in old_to_new.items() if new == email and known[old].live},
            replaced_by=_replacement(old_to_new.get(email), desired, known),
        )
        for email in emails
    )


def _replacement(
    new: Address | None, desired: Mapping[Address, Desired], known: Mapping[Address, Known]
) -> tuple[Address, Known] | None:
    if new is None or not (desired[new].wanted or desired[new].reason == "not-begun"):
        return None
    return new, known[new]


def _unseen(case: Case, fates: tuple[UnknownFate, ...]) -> Effects:
    """In a practice nobody could observe, only people who are to leave are asked about."""
    held = case.desired is not None and case.desired.held is not None
    if not case.in_emergency and (held or case.wanted or not case.person.managed):
        return NOTHING
    owner = case.situation.practice.owner
    effects = presence_row(case).gives(case)
    changes: tuple[Change, ...] = tuple(
        as_handoff(change, owner) if change.kind in REMOVALS else change for change in effects.changes
    )
    return settle(case, Effects(changes=changes, waiting=effects.waiting, blocked=effects.blocked), fates)
