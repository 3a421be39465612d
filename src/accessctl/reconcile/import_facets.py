"""What an import changes in a declared entry: clinics and flags follow what is live. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accessctl.model.change import ChangeKind
from accessctl.model.identity import SLUG, Address
from accessctl.model.import_step import Action, FileValue, ImportStep, Mark
from accessctl.model.live import Presence
from accessctl.reconcile.case import Case
from accessctl.reconcile.desired import Desired
from accessctl.reconcile.facet_rows import BILLING, RECORD, Flag
from accessctl.reconcile.reviewing import confirmation_ends


def declared_steps(case: Case) -> Iterator[ImportStep]:
    """Yield the steps of a declared person."""
    stays = _why_it_stays(case)
    if stays is not None:
        yield ImportStep(Action.NOTE, stays, case.email)
        return
    if case.known.live and case.desired is not None and case.desired.held is None and case.wanted:
        yield from _clinics(case)
        yield from _flag(case, RECORD, "record_access")
        yield from _flag(case, BILLING, "billing")


def record_marks(case: Case) -> list[Mark]:
    """Return what a person has to add where record access is written down."""
    policy = case.situation.rules.policy.record_access
    needed = [
        name
        for name, wanted in (("reason", policy.reason_required), ("until", policy.until_required))
        if wanted
    ]
    return [Mark("record_access", f"record-{'-'.join(needed)}")] if needed else []


def requested(steps: Iterable[ImportStep], email: Address, key: str) -> FileValue | None:
    """Return what the steps make of a key of somebody's entry, or None."""
    found = [step.values[key] for step in steps if step.email == email and key in step.values]
    return found[-1] if found else None


def _why_it_stays(case: Case) -> str | None:
    """Return why the entry stays as it is, or None."""
    desired, live = case.desired, case.known.live
    if desired is None:
        return None
    if desired.held is not None:
        return "entry-held" if live else None
    if not case.wanted:
        return desired.reason if live else None
    if case.person.emergency is not None:  # an edit could bring back the entry that was revoked
        return "emergency-declared"
    if case.presence is Presence.EXPIRED:
        return "expired-declared"
    return None if live else ("not-live" if case.presence is Presence.ABSENT else "presence-unknown")


def _clinics(case: Case) -> Iterator[ImportStep]:
    known, entry = case.known.clinics, case.entry
    if known is None and case.desired is not None and case.desired.centres:
        yield ImportStep(Action.NOTE, "clinics-unseen", case.email)
    if not known or entry is None or not _clinics_differ(case):
        return
    unusable = [clinic for clinic in sorted(known) if not SLUG.fullmatch(clinic)]
    if unusable:
        yield ImportStep(Action.NOTE, "clinic-unusable", case.email, params={"clinic": unusable[0]})
        return
    if _pending(case, ChangeKind.CHANGE_CLINICS):
        yield ImportStep(Action.NOTE, "clinics-under-way", case.email)
        return
    leaving = _centres_under_way(case, ChangeKind.REQUEST_REMOVAL_AT_CENTRE)
    kept = known | case.not_offered | _centres_under_way(case, ChangeKind.REQUEST_USER_AT_CENTRE)
    wanted = [clinic for clinic in entry.clinics if clinic in kept]
    wanted += sorted(known - set(wanted) - leaving)
    if wanted and wanted != list(entry.clinics):
        params = {"before": entry.clinics, "after": tuple(wanted)}
        yield ImportStep(Action.SET_ENTRY, "clinics-changed", case.email, {"clinics": wanted}, params=params)


def _clinics_differ(case: Case) -> bool:
    live, wanted = case.live_clinics or frozenset(), case.wanted_clinics
    desired = case.desired.centres if case.desired else frozenset()
    if case.live_centres - case.wanted_centres or desired - case.live_centres:
        return True
    if case.presence is Presence.ACTIVE or case.situation.capabilities.changes_pending_clinics:
        return live != wanted
    return not live <= wanted  # more clinics wait for the invitation's acceptance


def _centres_under_way(case: Case, kind: ChangeKind) -> frozenset[str]:
    pending = case.situation.view.pending(case.email)
    return frozenset(item.centre for item in pending if item.kind is kind and item.centre is not None)


def _pending(case: Case, kind: ChangeKind) -> bool:
    return any(item.kind is kind for item in case.situation.view.pending(case.email))


def _flag(case: Case, flag: Flag, key: str) -> Iterator[ImportStep]:
    known, desired = flag.known(case), case.desired
    if desired is None or known is flag.desired(desired):
        return
    if known is None:
        if flag.desired(desired) and case.presence is Presence.ACTIVE:
            yield ImportStep(Action.NOTE, f"{flag.name}-unseen", case.email)
    elif _pending(case, flag.grant) or _pending(case, flag.withdraw):
        yield ImportStep(Action.NOTE, f"{flag.name}-under-way", case.email)
    elif known:
        yield from _found(case, flag, key)
    elif case.presence is Presence.ACTIVE:  # before that it only waits
        yield ImportStep(Action.SET_ENTRY, f"{flag.name}-removed", case.email, {key: None})


def _found(case: Case, flag: Flag, key: str) -> Iterator[ImportStep]:
    """Yield what becomes of a flag that is there and is not desired."""
    if flag is RECORD:
        declared = case.entry is not None and case.entry.record_access is not None
        if is_withheld(case):
            yield ImportStep(Action.NOTE, "record-unconfirmed", case.email)
        elif declared:
            yield ImportStep(Action.NOTE, "record-ended", case.email)
        if declared:
            return
    marks = tuple(record_marks(case)) if flag is RECORD else ()
    yield ImportStep(Action.SET_ENTRY, f"{flag.name}-added", case.email, {key: True}, marks)


def is_withheld(case: Case) -> bool:
    """Say whether the person's record access would be withheld as unconfirmed, were it declared."""
    situation = case.situation
    asking = Desired(case.email, None, wanted=True, record_access=True)
    ends = dict(confirmation_ends((asking,), situation.view, situation.rules.policy))
    return case.email in ends and ends[case.email] <= situation.now
