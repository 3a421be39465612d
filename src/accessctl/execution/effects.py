"""Carrying out one change on the live system: patient with what can pass, honest about the rest."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from accessctl.errors import CredentialsError, ProviderError, TransientError
from accessctl.execution.workplace import Workplace
from accessctl.model.change import Change, ChangeKind
from accessctl.model.live import INVITATION_LIFE, LiveAssistant, Observation, Presence
from accessctl.model.outcome import Outcome, Status
from accessctl.model.practice import Practice

TRIES = 3
PAUSE_SECONDS = 0.2
_OF_INVITATIONS = frozenset({ChangeKind.INVITE, ChangeKind.RESEND, ChangeKind.CANCEL_INVITATION})


class Overseer(Protocol):
    """A run, as whoever carries its direct changes out sees it."""

    def must_stop(self) -> bool:
        """Say whether nothing more may be begun; to be asked before each change, and while one waits."""
        ...

    def skipped(self, change: Change) -> Outcome:
        """Return the outcome of a change that was not begun."""
        ...

    def refused(self, change: Change, error: CredentialsError) -> Outcome:
        """Return the outcome of the change at which the live system no longer accepted us."""
        ...


def one_by_one(hands: Hands, run: Overseer, changes: Sequence[Change]) -> Iterator[Outcome]:
    """Carry direct changes out, one after the other, in this process."""
    for change in changes:
        if run.must_stop():
            yield run.skipped(change)
            continue
        try:
            yield carry_out(hands, hands.place.declaration.practices[change.practice], change)
        except CredentialsError as error:
            yield run.refused(change, error)


@dataclass(frozen=True, slots=True)
class Hands:
    """What carries changes out; `pause` waits between two tries (seconds), `carry` yields the outcomes."""

    place: Workplace
    pause: Callable[[float], None] = time.sleep
    carry: Callable[[Hands, Overseer, Sequence[Change]], Iterator[Outcome]] = one_by_one


def carry_out(hands: Hands, practice: Practice, change: Change) -> Outcome:
    """Carry out one direct change and say what became of it. `CredentialsError` passes through."""
    place = hands.place
    since = place.now
    for attempt in range(1, TRIES + 1):
        try:
            receipt = place.writer.carry_out(practice, change)
        except CredentialsError:
            raise
        except TransientError as error:
            seen = took_effect(place, practice, change, since)
            if seen is True:
                return Outcome(change, Status.DONE, place.now, code="seen-done")
            if seen is None:
                return Outcome(change, Status.FATE_UNKNOWN, place.now, code=error.code, params=error.params)
            if attempt == TRIES:
                return Outcome(change, Status.FAILED, place.now, code=error.code, params=error.params)
            hands.pause(PAUSE_SECONDS * 2**attempt)
        except ProviderError as error:
            return Outcome(change, Status.FAILED, place.now, code=error.code, params=error.params)
        else:
            return Outcome(change, Status.DONE, place.now, reference=receipt.reference)
    raise AssertionError("every try returns or raises")


def took_effect(place: Workplace, practice: Practice, change: Change, since: datetime) -> bool | None:
    """Look whether a change whose answer was lost took effect; None where nobody can see."""
    try:
        observed = place.reader.observe([practice], {}).get(practice.slug)
    except ProviderError:
        return None
    if not isinstance(observed, Observation):
        return None
    return shows(change, observed, since)


def shows(change: Change, observed: Observation, since: datetime) -> bool | None:
    """Say whether an observation shows a direct change, begun at `since`, as done; None: nobody can tell."""
    row = observed.assistants.get(change.email)
    if row is None and not observed.lacks(change.email):
        return None
    if row is None and change.kind in _OF_INVITATIONS and not observed.shows_invitations:
        return None
    match change.kind:
        case ChangeKind.INVITE | ChangeKind.RESEND:
            return row is not None and _was_sent(change, row, observed.at, since)
        case ChangeKind.CANCEL_INVITATION:
            return row is None or _is_another(change, row, since)
        case ChangeKind.REVOKE:
            return row is None or _only_at_centres(row, observed)
        case ChangeKind.CHANGE_CLINICS:
            if row is None or row.clinics is None:
                return None if row is not None else False
            return row.clinics == frozenset(change.after.clinics or ())
        case _:
            return None


def _is_another(change: Change, row: LiveAssistant, since: datetime) -> bool:
    """Say whether what is there now is the invitation that took the cancelled one's place."""
    if row.presence is Presence.ACTIVE:
        return False
    before = change.before.clinics
    other = None not in (before, row.clinics) and row.clinics != frozenset(before or ())
    return other or (row.sent_at is not None and row.sent_at >= since)


def _only_at_centres(row: LiveAssistant, observed: Observation) -> bool | None:
    """Say whether somebody is left with what only a centre can take: a revocation took the rest.

    None: there are such clinics, and nobody shows where the person is.
    """
    centres = frozenset(clinic.id for clinic in observed.clinics or () if clinic.single_record)
    if row.clinics is None:
        return None if centres else False
    return bool(row.clinics) and row.clinics <= centres


def _was_sent(change: Change, row: LiveAssistant, observed_at: datetime, since: datetime) -> bool | None:
    """Say whether this invitation was sent, and not an earlier one, for other clinics or before.

    One that ran out since was sent as well; where nobody shows when, an expired one may be an older one.
    """
    if row.presence is Presence.ACTIVE:
        return True
    if row.clinics is not None and row.clinics != frozenset(change.after.clinics or ()):
        return False
    if row.sent_at is not None:
        return row.sent_at >= since
    if row.presence is Presence.INVITED:
        return True
    return None if observed_at >= since + INVITATION_LIFE else False
