"""Taking somebody out: every change whole, with its reason, what is left, and who is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accessctl.model.change import Access, Change, ChangeKind, Route
from accessctl.model.fact import Source
from accessctl.model.finding import Holds
from accessctl.model.journal_view import Block, Person
from accessctl.model.live import Presence, Unobserved
from accessctl.model.plan import Notice
from accessctl.model.rules import Loosened, Rules
from accessctl.reconcile.removals import GONE
from builders import (
    DAY,
    HOUR,
    ISSUER,
    NOW,
    OWNER,
    SUPPORT,
    difference,
    entry,
    fact,
    journal,
    live,
    mail,
    managed,
    observation,
    practice,
)

SLUG = "santa-lucia"
UNREADABLE = Holds(removals={SLUG: "wrong-type"})
EVERYTHING = Access(("escazu",), record_access=True, billing=True)
LEFT = Access((), record_access=True, billing=True)
REVOKE, CANCEL = ChangeKind.REVOKE, ChangeKind.CANCEL_INVITATION
RECORD, BILLING = ChangeKind.REQUEST_RECORD_REMOVAL, ChangeKind.REQUEST_BILLING_REMOVAL


def told(changes: tuple[Change, ...]) -> list[tuple[ChangeKind, str, Access]]:
    """Return each change's kind, reason, and what is left after it."""
    return [(change.kind, change.reason.code, change.after) for change in changes]


def all_of_it(kind: ChangeKind, reason: str) -> list[tuple[ChangeKind, str, Access]]:
    """Return what a removal is together with the withdrawal of both flags."""
    return [
        (kind, reason, GONE),
        (RECORD, reason, replace(LEFT, record_access=False)),
        (BILLING, reason, replace(LEFT, billing=False)),
    ]


def revoked_in_an_emergency(*clinics: str, **more: object) -> Person:
    """Return somebody undeclared whom a person revoked a day ago."""
    return managed(Presence.ACTIVE, *clinics, emergency=Block(NOW - DAY, None), **more)


def test_who_leaves_with_both_flags_is_revoked_and_each_flag_is_asked_back() -> None:
    """From support, and from the issuer's owner; each letter says what the person had."""
    row = live("ana", record_access=True, billing=True)
    found = difference(practice(), observation(row), journal({"ana": managed()}))
    assert told(found.effects.changes) == all_of_it(REVOKE, "not-declared")
    assert {change.before for change in found.effects.changes} == {EVERYTHING}
    ways = [(change.route, change.recipient) for change in found.effects.changes]
    assert ways == [(Route.DIRECT, None), (Route.HANDOFF, SUPPORT), (Route.HANDOFF, ISSUER)]


@pytest.mark.parametrize("state", [Presence.INVITED, Presence.EXPIRED])
def test_who_is_invited_and_not_wanted_has_the_invitation_cancelled_and_both_flags_asked_back(
    state: Presence,
) -> None:
    """A flag may be there before the invitation is taken."""
    row = live("ana", state, record_access=True, billing=True)
    found = difference(practice(), observation(row), journal({"ana": managed()}))
    assert told(found.effects.changes) == all_of_it(CANCEL, "not-declared")


def test_a_flag_that_was_never_there_is_not_asked_back() -> None:
    """Nor one that nobody knows of."""
    for flag in (False, None):
        row = live("ana", record_access=flag, billing=flag)
        view = journal({"ana": managed(record_access=None, billing=None)})
        found = difference(practice(), observation(row), view)
        assert told(found.effects.changes) == [
            (REVOKE, "not-declared", GONE),
        ]


@pytest.mark.parametrize(
    ("declared", "reason"),
    [
        (practice(entry("ana", ends=date(2026, 11, 23))), "until-passed"),
        (practice(), "not-declared"),
    ],
)
def test_whose_presence_nobody_knows_is_removed_by_the_owner_and_both_flags_are_asked_back(
    declared: object, reason: str
) -> None:
    """Remove, or cancel the invitation: whichever it is, with the reason why."""
    unsure = managed(
        presence=fact(Presence.INVITED, 60, Source.APPLIED),
        sent_at=NOW - 60 * HOUR,
        record_access=fact(True),
        billing=fact(True),
        seen=False,
    )
    found = difference(declared, observation(complete=False), journal({"ana": unsure}))
    assert told(found.effects.changes) == all_of_it(REVOKE, reason)
    assert [change.recipient for change in found.effects.changes] == [OWNER, SUPPORT, ISSUER]
    assert {change.route for change in found.effects.changes} == {Route.HANDOFF}


@pytest.mark.parametrize(
    ("state", "kind"), [(Presence.ACTIVE, REVOKE), (Presence.INVITED, CANCEL), (Presence.EXPIRED, CANCEL)]
)
def test_who_was_revoked_in_an_emergency_is_taken_out_whatever_else_is_held(
    state: Presence, kind: ChangeKind
) -> None:
    """An unreadable file holds every removal but this one, and the flags go with it."""
    row = live("ana", state, record_access=True, billing=True)
    view = journal({"ana": revoked_in_an_emergency()})
    found = difference(practice(), observation(row), view, holds=UNREADABLE)
    assert told(found.effects.changes) == all_of_it(kind, "emergency")
    assert found.effects.changes[0].route is Route.DIRECT


def test_who_was_revoked_in_an_emergency_and_is_perhaps_there_is_removed_by_the_owner() -> None:
    """Nobody can see it, and a file that cannot be read does not hold it either."""
    unsure = revoked_in_an_emergency(
        presence=fact(Presence.INVITED, 60, Source.APPLIED),
        sent_at=NOW - 60 * HOUR,
        record_access=fact(True),
        billing=fact(True),
        seen=False,
    )
    found = difference(practice(), observation(complete=False), journal({"ana": unsure}), holds=UNREADABLE)
    assert told(found.effects.changes) == all_of_it(REVOKE, "emergency")
    assert found.effects.changes[0].recipient == OWNER


def test_who_reaches_single_record_clinics_alone_is_taken_out_there_and_the_flags_are_asked_back() -> None:
    """There is nothing to revoke: the centre is asked, and support and the issuer's owner are."""
    row = live("ana", Presence.ACTIVE, "cima", record_access=True, billing=True)
    for person, reason in (
        (managed(Presence.ACTIVE, "cima"), "not-declared"),
        (revoked_in_an_emergency("cima"), "emergency"),
    ):
        found = difference(practice(), observation(row), journal({"ana": person}))
        asked = told(tuple(change for change in found.effects.changes if change.centre is None))
        assert asked == all_of_it(REVOKE, reason)[1:]
        assert [change.centre for change in found.effects.changes if change.centre] == ["cima"]


@pytest.mark.parametrize(
    ("flags", "reason", "kinds"),
    [
        ({"record_access": fact(True), "billing": fact(True)}, "leftover-record", [RECORD, BILLING]),
        ({"record_access": fact(True)}, "leftover-record", [RECORD]),
        ({"billing": fact(True)}, "leftover-billing", [BILLING]),
    ],
)
def test_what_is_left_of_somebody_gone_is_asked_back_with_its_own_reason(
    flags: dict[str, object], reason: str, kinds: list[ChangeKind]
) -> None:
    """The person is out already; the record, or the issuer, is not."""
    gone = managed(Presence.ABSENT, seen=False, **flags)
    found = difference(practice(), observation(), journal({"ana": gone}))
    assert [(change.kind, change.reason.code) for change in found.effects.changes] == [
        (kind, reason) for kind in kinds
    ]


def test_an_unreadable_address_blocks_each_removal_and_names_what_it_blocks() -> None:
    """Revoking, cancelling, asking the owner, asking a leftover back: each is told with the rule."""
    unsure = managed(presence=fact(Presence.INVITED, 60, Source.APPLIED), sent_at=NOW - 60 * HOUR, seen=False)
    gone = managed(Presence.ABSENT, record_access=fact(True), seen=False)
    people = {"ana": managed(), "eva": managed(), "ines": unsure, "sol": gone}
    rows = observation(live("ana"), live("eva", Presence.INVITED), complete=False)
    found = difference(practice(), rows, journal(people), holds=UNREADABLE)
    assert found.effects.changes == ()
    assert found.effects.blocked == tuple(
        Notice(SLUG, "unreadable-entry", mail(name), kind, {"rule": "wrong-type"}, remedy="unreadable-entry")
        for name, kind in (("ana", REVOKE), ("eva", CANCEL), ("ines", REVOKE), ("sol", RECORD))
    )


def test_what_holds_a_removal_holds_the_withdrawals_of_who_reaches_single_record_clinics_alone() -> None:
    """There is no revocation to hold: the letters to the centre and to support are held instead."""
    row = live("ana", Presence.ACTIVE, "cima", record_access=True)
    view = journal({"ana": managed(Presence.ACTIVE, "cima")})
    held = difference(practice(), observation(row), view, holds=UNREADABLE)
    assert held.effects.changes == ()
    assert [(notice.code, notice.kind) for notice in held.effects.blocked] == [
        ("unreadable-entry", RECORD),
        ("unreadable-entry", ChangeKind.REQUEST_REMOVAL_AT_CENTRE),
    ]
    plain = replace(row, record_access=False)
    told_once = difference(practice(), observation(plain), view, holds=UNREADABLE)
    assert [notice.kind for notice in told_once.effects.blocked] == [ChangeKind.REQUEST_REMOVAL_AT_CENTRE]


def test_an_earlier_address_at_single_record_clinics_keeps_its_flags_until_the_new_one_is_active() -> None:
    """Else the person would be without it in between."""
    declared = practice(entry("ana", "cima", previously=(mail("vieja"),)))
    old = live("vieja", Presence.ACTIVE, "cima", name="Ana", record_access=True)
    view = journal({"vieja": managed(Presence.ACTIVE, "cima")})
    before = difference(declared, observation(old, complete=False), view).effects
    assert [change.email for change in before.changes if change.email == mail("vieja")] == []
    after = difference(declared, observation(old, live("ana", Presence.ACTIVE, "cima")), view).effects
    assert {(change.kind, change.reason.code) for change in after.changes} == {
        (RECORD, "replaced"),
        (ChangeKind.REQUEST_REMOVAL_AT_CENTRE, "centre-not-declared"),
    }


def test_an_earlier_address_of_another_name_at_single_record_clinics_is_asked_nowhere() -> None:
    """It is somebody else's: neither the centre nor support hears of it."""
    declared = practice(entry("ana", "cima", previously=(mail("jefe"),)))
    shown = live("jefe", Presence.ACTIVE, "cima", name="Luis", surnames=("Soto",), record_access=True)
    view = journal({"jefe": managed(Presence.ACTIVE, "cima")})
    found = difference(declared, observation(shown, live("ana", Presence.ACTIVE, "cima")), view)
    assert found.effects.changes == ()
    assert {(notice.code, notice.kind) for notice in found.effects.blocked} == {
        ("name-mismatch", RECORD),
        ("name-mismatch", ChangeKind.REQUEST_REMOVAL_AT_CENTRE),
    }


def test_an_earlier_address_stays_until_the_new_one_is_active() -> None:
    """The revocation waits, and says for whom."""
    declared = practice(entry("ana", previously=(mail("vieja"),)))
    view = journal({"vieja": managed()})
    rows = observation(live("vieja", name="Ana"), live("ana", Presence.INVITED))
    waiting = difference(declared, rows, view).effects.waiting
    assert Notice(SLUG, "revoke-after-replacement", mail("vieja"), REVOKE, {"new": mail("ana")}) in waiting
    done = difference(declared, observation(live("vieja", name="Ana"), live("ana")), view)
    assert told(done.effects.changes) == [(REVOKE, "replaced", GONE)]


def test_an_earlier_address_of_another_name_is_blocked_and_both_names_are_told() -> None:
    """Whoever decides sees whom the entry names, and whom the live system shows."""
    declared = practice(entry("ana", previously=(mail("jefe"),)))
    shown = live("jefe", name="Luis", surnames=("Soto", "Vega"))
    found = difference(declared, observation(shown, live("ana")), journal({"jefe": managed()}))
    assert found.effects.blocked == (
        Notice(
            SLUG,
            "name-mismatch",
            mail("jefe"),
            REVOKE,
            {"declared": "Ana Mora Jiménez", "registered": "Luis Soto Vega"},
            remedy="name-mismatch",
        ),
    )


def test_a_leaver_where_nobody_could_look_is_held_by_an_unreadable_address_as_well() -> None:
    """What cannot be read may name the leaver."""
    unread = Unobserved(SLUG, "timeout")
    found = difference(practice(), unread, journal({"ana": managed()}), holds=UNREADABLE)
    assert found.effects.changes == ()
    assert [notice.code for notice in found.effects.blocked] == ["unreadable-entry"]


def test_an_unmanaged_person_revoked_by_the_flag_is_told_so() -> None:
    """And drift is told as drift."""
    rules = Rules(loosened=Loosened(revoke_unmanaged=frozenset({SLUG})))
    row = live("eva", record_access=True, billing=True)
    found = difference(practice(), observation(row), rules=rules)
    assert told(found.effects.changes) == all_of_it(REVOKE, "revoke-unmanaged")
    drift = difference(practice(), observation(row), journal({}))
    assert told(drift.effects.changes) == all_of_it(REVOKE, "drift")
