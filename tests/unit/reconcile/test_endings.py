"""Which open hand-offs an observation shows to be done."""

from __future__ import annotations

import pytest

from accessctl.model.change import Access, ChangeKind
from accessctl.model.journal_view import Person
from accessctl.model.live import LiveAssistant, Presence
from accessctl.reconcile.endings import is_done, shows_done
from builders import HOUR, NOW, handoff, live, managed, observation

ACTIVE, INVITED, EXPIRED = Presence.ACTIVE, Presence.INVITED, Presence.EXPIRED
K = ChangeKind
UNKNOWN = live("ana", clinics=None, record_access=None, billing=None)
PLAIN = live("ana")
AT_CENTRE = live("ana", ACTIVE, "cima", "escazu")
WITH_RECORD = live("ana", record_access=True)
WITH_BILLING = live("ana", billing=True)

# kind, the rows that show it done, those that do not; None is "not in the list, and nobody can say more"
SHOWN: list[tuple[ChangeKind, list[LiveAssistant | None], list[LiveAssistant | None]]] = [
    (K.REQUEST_RECORD_ACCESS, [WITH_RECORD], [PLAIN, WITH_BILLING, UNKNOWN, None]),
    (K.REQUEST_RECORD_REMOVAL, [PLAIN, WITH_BILLING], [WITH_RECORD, UNKNOWN, None]),
    (K.REQUEST_BILLING, [WITH_BILLING], [PLAIN, WITH_RECORD, UNKNOWN, None]),
    (K.REQUEST_BILLING_REMOVAL, [PLAIN, WITH_RECORD], [WITH_BILLING, UNKNOWN, None]),
    (K.REQUEST_USER_AT_CENTRE, [AT_CENTRE], [PLAIN, UNKNOWN, None]),
    (K.REQUEST_REMOVAL_AT_CENTRE, [PLAIN], [AT_CENTRE, UNKNOWN, None]),
    (K.CHANGE_CLINICS, [AT_CENTRE], [PLAIN, live("ana", ACTIVE, "cima"), UNKNOWN, None]),
    (
        K.INVITE,
        [PLAIN, UNKNOWN, live("ana", INVITED, "cima", "escazu"), live("ana", INVITED, clinics=None)],
        [live("ana", INVITED), live("ana", EXPIRED, "cima", "escazu"), None],
    ),
    (K.RESEND, [PLAIN, live("ana", INVITED)], [live("ana", EXPIRED), None]),
    (
        K.CANCEL_INVITATION,
        [
            live("ana", INVITED, sent_at=NOW - 23 * HOUR),
            live("ana", INVITED, "cima", sent_at=NOW - 30 * HOUR),
            live("ana", INVITED, "cima", sent_at=None),
        ],
        [
            live("ana", INVITED, sent_at=NOW - 24 * HOUR),
            live("ana", INVITED, sent_at=None),
            live("ana", INVITED, clinics=None, sent_at=NOW - 30 * HOUR),
            None,
        ],
    ),
    (K.REVOKE, [], [PLAIN, live("ana", INVITED), None]),
    (K.CONFIRM_ACCEPTANCE, [PLAIN, live("ana", EXPIRED)], [None]),
]
BY_ABSENCE = {
    K.REQUEST_REMOVAL_AT_CENTRE,
    K.CANCEL_INVITATION,
    K.REVOKE,
    K.CONFIRM_ACCEPTANCE,
}


def asked(kind: ChangeKind) -> object:
    """Return what was asked a day ago: from one clinic to two, the centre's among them."""
    return handoff("ana", kind, after=Access(("escazu", "cima")), centre="cima")


@pytest.mark.parametrize(("kind", "done", "not_done"), SHOWN, ids=[str(kind) for kind, _, _ in SHOWN])
def test_each_kind_is_done_by_what_shows_its_effect_and_by_nothing_else(
    kind: ChangeKind, done: list[LiveAssistant | None], not_done: list[LiveAssistant | None]
) -> None:
    """A facet that nobody can see proves nothing."""
    open_one = asked(kind)
    assert [is_done(open_one, row, absent=False) for row in done] == [True] * len(done)  # type: ignore[arg-type]
    assert [is_done(open_one, row, absent=False) for row in not_done] == [False] * len(not_done)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", list(ChangeKind))
def test_absence_ends_what_asks_somebody_out_and_nothing_that_grants_or_concerns_the_record(
    kind: ChangeKind,
) -> None:
    """That somebody is gone proves nothing about the record."""
    assert is_done(asked(kind), None, absent=True) is (kind in BY_ABSENCE)  # type: ignore[arg-type]


def test_an_invitation_whose_clinics_were_not_known_is_another_only_by_its_time() -> None:
    """What was before cannot be compared with."""
    open_one = handoff("ana", K.CANCEL_INVITATION, before=Access(None))
    assert not is_done(open_one, live("ana", INVITED, sent_at=NOW - 30 * HOUR), absent=False)
    assert is_done(open_one, live("ana", INVITED, sent_at=NOW - HOUR), absent=False)


def test_an_invitation_without_clinics_is_asked_for_as_one_without() -> None:
    """All wanted clinics unknown: any invitation that names some is another."""
    open_one = handoff("ana", K.INVITE, after=Access(None))
    assert not is_done(open_one, live("ana", INVITED), absent=False)
    assert is_done(open_one, live("ana", INVITED, clinics=frozenset()), absent=False)


def test_an_observation_of_before_the_request_shows_nothing_and_one_of_the_same_time_does() -> None:
    """It saw what was there when somebody was asked."""
    open_one = handoff("ana", K.REQUEST_RECORD_ACCESS, opened_at=NOW)
    row = live("ana", record_access=True)
    assert shows_done(open_one, observation(row, at=NOW), managed())
    assert not shows_done(open_one, observation(row, at=NOW - HOUR / 3600), managed())


def test_only_a_whole_list_shows_that_somebody_is_gone() -> None:
    """Or one that would have shown an invitation that was sent before it was read."""
    open_one = handoff("ana", K.REVOKE)
    assert shows_done(open_one, observation(), managed())
    assert not shows_done(open_one, observation(complete=False), Person(sent_at=None))
    assert not shows_done(open_one, observation(live("ana")), managed())
