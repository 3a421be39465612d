"""The table's rows for clinics: ordinary ones are compared, single-record ones are asked for."""

from __future__ import annotations

from dataclasses import replace

from accessctl.model.change import Access, Change, ChangeKind
from accessctl.model.journal_view import FACET_BLOCKS
from accessctl.model.live import Presence
from accessctl.reconcile.case import Case
from accessctl.reconcile.effects import (
    NOTHING,
    Effects,
    Row,
    blocks,
    held_access,
    only,
    shown,
    step,
    total,
    unverified,
    was_done,
)
from accessctl.reconcile.removals import held_back


def _active(case: Case) -> bool:
    return case.wanted and not case.in_emergency and case.presence is Presence.ACTIVE


def _differs(case: Case) -> bool:
    return case.live_clinics is not None and case.live_clinics != case.wanted_clinics


def _by_hand(case: Case) -> bool:
    """Whether the clinics were changed by hand, the declaration being as last applied."""
    settled = case.person.settled.clinics
    if settled is None or settled - case.centre_ids != case.wanted_clinics or case.restored:
        return False
    return case.holds_still(FACET_BLOCKS[ChangeKind.CHANGE_CLINICS])


def _keep_common(case: Case) -> Effects:
    """Narrow to what is both live and declared; what was taken away by hand waits for a person."""
    live = case.live_clinics or frozenset()
    common = live & case.wanted_clinics
    if not common:
        return _declared_clinics(case)
    missing = tuple(
        blocks(case, "removed-by-hand", ChangeKind.CHANGE_CLINICS, clinic=clinic)
        for clinic in sorted(case.wanted_clinics - live)
    )
    if common == live:
        return total(missing)
    if case.situation.rules.report_drift:
        added = ", ".join(sorted(live - common))
        return total(missing) + shown(case, "clinics-drift-reported", clinics=added)
    return total((only(_to(case, common, "clinics-changed-by-hand")), *missing))


def _declared_clinics(case: Case) -> Effects:
    wanted = case.wanted_clinics
    if not wanted and not case.wanted_centres:
        return NOTHING  # nothing that can be chosen is left: `clinic-not-offered` says so
    if not wanted:  # no invitation names a single-record clinic: only the centre can leave somebody there
        after = replace(held_access(case), clinics=tuple(sorted(case.live_centres)))
        return only(step(case, ChangeKind.REVOKE, after, "clinics-changed"))
    live = case.live_clinics or frozenset()
    held = case.situation.holds.grants.get(case.situation.slug)
    if held is not None and wanted - live:
        kept = live & wanted
        hindered = blocks(case, "practice-has-errors", ChangeKind.CHANGE_CLINICS, rule=held)
        return (
            hindered if kept in (live, frozenset()) else hindered + only(_to(case, kept, "clinics-changed"))
        )
    return only(_to(case, wanted, "clinics-changed"))


def _to(case: Case, ordinary: frozenset[str], reason: str) -> Change:
    """Change the ordinary clinics; the single-record ones are left as they are."""
    clinics = tuple(sorted(ordinary | case.live_centres))
    return step(case, ChangeKind.CHANGE_CLINICS, replace(case.known.access, clinics=clinics), reason)


CLINIC_ROWS: tuple[Row, ...] = (
    Row(
        "active, same clinics",
        lambda case: _active(case) and case.live_clinics is not None and not _differs(case),
    ),
    Row(
        "active, clinics unknown",
        lambda case: _active(case) and case.live_clinics is None,
        lambda case: unverified(case, "clinics-unknown"),
    ),
    Row(
        "active, clinics changed by hand",
        lambda case: _active(case) and _differs(case) and _by_hand(case),
        _keep_common,
    ),
    Row(
        "active, other clinics",
        lambda case: _active(case) and _differs(case) and not _by_hand(case),
        _declared_clinics,
    ),
    Row("not active", lambda case: not _active(case)),
)


def clinic_row(case: Case) -> Row:
    """Return the one row that applies to the ordinary clinics."""
    return next(row for row in CLINIC_ROWS if row.applies(case))


def not_offered(case: Case) -> Effects:
    """Block the clinics that the live system does not offer, one by one."""
    if not case.wanted or case.in_emergency:
        return NOTHING
    refused = {
        clinic
        for clinic in (case.desired.clinics if case.desired else ())
        if clinic in case.not_offered
        or (clinic in case.centre_ids and clinic not in (case.known.clinics or ()))
    }
    return total(
        blocks(case, "clinic-not-offered", ChangeKind.INVITE, clinic=clinic) for clinic in sorted(refused)
    )


def centres(case: Case) -> Effects:
    """Ask the centre administrators, one by one, for what the single-record clinics lack or have too much."""
    if case.in_emergency or not case.wanted:
        return total(_ask_away(case, clinic) for clinic in sorted(case.live_centres) if _leaves(case))
    declared = case.desired.centres if case.desired else frozenset()
    missing = sorted(declared - case.live_centres)
    extra = sorted(case.live_centres - case.wanted_centres)
    return total(
        [*(_ask_for(case, clinic) for clinic in missing), *(_ask_away(case, clinic) for clinic in extra)]
    )


def _leaves(case: Case) -> bool:
    """Whether somebody is to leave now: an earlier address stays until the new one is active."""
    if case.in_emergency:
        return True
    if case.replaced_by is not None and case.replaced_by[1].presence is not Presence.ACTIVE:
        return False
    return case.removable


def _ask_for(case: Case, clinic: str) -> Effects:
    if (
        case.known.clinics is None
        and case.presence is Presence.ACTIVE
        and was_done(case, ChangeKind.REQUEST_USER_AT_CENTRE, clinic)
    ):
        return NOTHING  # the row of the ordinary clinics says that they are unknown
    held = case.situation.holds.grants.get(case.situation.slug)
    if held is not None:
        return blocks(
            case, "practice-has-errors", ChangeKind.REQUEST_USER_AT_CENTRE, rule=held, clinic=clinic
        )
    entry = case.entry
    if entry is None or not ((entry.name and entry.surnames) or case.known.name):
        return blocks(case, "name-missing", ChangeKind.REQUEST_USER_AT_CENTRE, clinic=clinic)
    gained = tuple(sorted({*(case.known.clinics or ()), clinic}))
    return only(
        _at_centre(case, ChangeKind.REQUEST_USER_AT_CENTRE, clinic, Access(gained), "centre-declared")
    )


def _ask_away(case: Case, clinic: str) -> Effects:
    held = NOTHING if case.wanted else held_back(case, ChangeKind.REQUEST_REMOVAL_AT_CENTRE)
    if held is not NOTHING:
        return held
    left = tuple(sorted((case.known.clinics or frozenset()) - {clinic}))
    return only(
        _at_centre(case, ChangeKind.REQUEST_REMOVAL_AT_CENTRE, clinic, Access(left), "centre-not-declared")
    )


def _at_centre(case: Case, kind: ChangeKind, clinic: str, after: Access, reason: str) -> Change:
    practice = case.situation.practice
    declared = practice.clinic(clinic)
    administrator = None if declared is None else declared.administrator
    change = step(case, kind, replace(held_access(case), clinics=after.clinics), reason, clinic=clinic)
    return replace(change, centre=clinic, recipient=administrator or practice.owner)
