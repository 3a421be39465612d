"""Whether an invitation may go out now, and what stands in its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from accessctl.model.change import Access, ChangeKind
from accessctl.model.identity import names_match
from accessctl.model.live import INVITATION_LIFE
from accessctl.model.settings import SendWindow
from accessctl.reconcile.case import Case
from accessctl.reconcile.desired import zone
from accessctl.reconcile.effects import NOTHING, Effects, blocks, only, step, waits

UNANSWERED = "invitation-unanswered"
LONGEST_COUNT = 10
"""So many sendings lengthen the rest; more would be years."""


def invite(case: Case) -> Effects:
    """Invite for the clinics that can be chosen, or say what stands in the way."""
    if not case.wanted_clinics:
        return NOTHING  # the rows of the clinics say why
    hindered = _hindrance(case, ChangeKind.INVITE)
    if hindered is not NOTHING:
        return hindered
    after = Access(tuple(sorted(case.wanted_clinics)), record_access=False, billing=False)
    old = min(case.replaces, default=None)
    if old is not None:
        change = step(case, ChangeKind.INVITE, after, "replaced", old=old, new=case.email)
        return only(replace(change, replaces=old))
    return only(step(case, ChangeKind.INVITE, after, _reason(case), attempt=case.sendings + 1))


def resend(case: Case) -> Effects:
    """Send the expired invitation again, or say what stands in the way."""
    hindered = _hindrance(case, ChangeKind.RESEND)
    if hindered is not NOTHING:
        return hindered
    rested = rests_until(case)
    if rested is not None:
        return waits(case, "back-off", ChangeKind.RESEND, rested, opens=rested)
    change = step(case, ChangeKind.RESEND, case.known.access, "invitation-expired", attempt=case.sendings + 1)
    return only(change)


def rests_until(case: Case) -> datetime | None:
    """Return until when an invitation that ran out rests, or None where it may be sent again now.

    The first one that ran out rests once the settings' time, the next one twice, then four times.
    """
    rules = case.situation.rules
    pause, sent_at = rules.settings.back_off, case.known.sent_at
    if pause is None or sent_at is None or rules.loosened.send_now:
        return None
    rested = sent_at + INVITATION_LIFE + pause * 2 ** max(0, min(case.sendings, LONGEST_COUNT) - 1)
    return rested if case.situation.now < rested else None


def _reason(case: Case) -> str:
    if case.restored:
        return "restored"
    return "declared" if case.desired is None else case.desired.reason


def _hindrance(case: Case, kind: ChangeKind) -> Effects:
    rules = case.situation.rules
    unanswered = UNANSWERED in case.person.blocks and case.holds_still(UNANSWERED)
    if unanswered or case.sendings >= rules.settings.max_attempts:
        return blocks(case, "invitation-unanswered", kind, attempts=case.sendings)
    held = case.situation.holds.grants.get(case.situation.slug)
    if held is not None:
        return blocks(case, "practice-has-errors", kind, rule=held)
    if kind is ChangeKind.INVITE:
        named = _name_hindrance(case)
        if named is not NOTHING:
            return named
    opens = (
        None
        if rules.loosened.send_now
        else next_opening(rules.settings.send_window, case.situation.now, case.situation.practice.time_zone)
    )
    return NOTHING if opens is None else waits(case, "send-window", kind, opens, opens=opens)


def _name_hindrance(case: Case) -> Effects:
    entry, registration = case.entry, case.registration
    if entry is None:
        return NOTHING
    declared = tuple(filter(None, (entry.name, *entry.surnames)))
    if registration is None or not registration.registered:
        if not entry.name or not entry.surnames:
            return blocks(case, "name-missing", ChangeKind.INVITE)
        return NOTHING
    shown = tuple(filter(None, (registration.name, *registration.surnames)))
    if declared and shown and not names_match(declared, shown):
        return blocks(
            case, "name-mismatch", ChangeKind.INVITE, declared=" ".join(declared), registered=" ".join(shown)
        )
    return NOTHING


def next_opening(window: SendWindow | None, now: datetime, time_zone: str) -> datetime | None:
    """Return when invitations may go out next, or None if they may go out now."""
    if window is None:
        return None
    local = now.astimezone(zone(time_zone))
    if local.weekday() in window.days and window.opens <= local.time() < window.closes:
        return None
    for days in range(8):
        day = local.date() + timedelta(days=days)
        opening = datetime.combine(day, window.opens, zone(time_zone))
        if day.weekday() in window.days and opening > now:
            return opening.astimezone(now.tzinfo)
    return None
