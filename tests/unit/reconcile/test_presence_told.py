"""What each row for presence says: which step, for whom, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accessctl.model.change import Access, ChangeKind, Route
from accessctl.model.fact import Source
from accessctl.model.finding import Holds
from accessctl.model.live import Presence, Unobserved
from accessctl.model.plan import Notice
from accessctl.model.policy import Policy
from accessctl.model.rules import Rules
from accessctl.model.settings import Settings
from builders import (
    DAY,
    HOUR,
    NOW,
    OWNER,
    SUPPORT,
    codes,
    difference,
    entry,
    fact,
    journal,
    kinds,
    live,
    mail,
    managed,
    observation,
    practice,
)


def test_whose_acceptance_nobody_knows_is_asked_of_the_owner_with_what_the_person_has() -> None:
    """Invited longer ago than an invitation is good for, and nobody can look."""
    asked = managed(presence=fact(Presence.INVITED, 60, Source.APPLIED), sent_at=NOW - 60 * HOUR, seen=False)
    found = difference(practice(entry("ana")), observation(complete=False), journal({"ana": asked}))
    (change,) = found.effects.changes
    assert (change.kind, change.reason.code) == (ChangeKind.CONFIRM_ACCEPTANCE, "acceptance-unknown")
    assert (change.route, change.recipient) == (Route.HANDOFF, OWNER)
    assert change.before == change.after == Access(("escazu",), record_access=False, billing=False)


def test_what_waits_for_acceptance_or_for_its_day_says_which_step_and_until_when() -> None:
    """The date is the declared one; the invitation's end is its own."""
    declared = practice(
        entry("ana"), entry("eva", starts=date(2026, 12, 1)), entry("sol", ends=date(2026, 11, 1))
    )
    found = difference(declared, observation(live("ana", Presence.INVITED)), journal({}))
    invite = ChangeKind.INVITE
    assert found.effects.waiting == (
        Notice("santa-lucia", "acceptance", mail("ana"), invite, until=NOW + 28 * HOUR),
        Notice("santa-lucia", "starts-on", mail("eva"), invite, {"date": date(2026, 12, 1)}),
    )
    assert found.effects.changes == ()


def test_an_expired_invitation_for_other_clinics_stands_while_the_new_one_may_not_be_sent() -> None:
    """Nothing can be accepted any more, so there is no hurry; one that is good is cancelled at once."""
    holds = Holds(grants={"santa-lucia": "different-names"})
    declared = practice(entry("ana", "heredia"))
    for state, done in ((Presence.EXPIRED, []), (Presence.INVITED, ["cancel-invitation ana"])):
        view = journal({"ana": managed(state)})
        found = difference(declared, observation(live("ana", state)), view, holds=holds)
        assert kinds(found) == done
        assert codes(found.effects.blocked) == ["practice-has-errors"]
    again = difference(
        declared, observation(live("ana", Presence.EXPIRED)), journal({"ana": managed(Presence.EXPIRED)})
    )
    cancel, invite = again.effects.changes
    assert (cancel.reason.code, cancel.after) == (
        "clinics-changed",
        Access((), record_access=False, billing=False),
    )
    assert invite.after.clinics == ("heredia",)


def test_who_is_only_shown_is_shown_with_how_they_stand_and_since_when() -> None:
    """Unmanaged with the record open is told apart; drift says since when, or now."""
    rows = (live("eva", record_access=True), live("sol", Presence.INVITED))
    unmanaged = difference(practice(), observation(*rows)).effects.unmanaged
    assert [(notice.code, notice.params) for notice in unmanaged] == [
        ("unmanaged", {"state": "active", "record_access": True}),
        ("unmanaged", {"state": "invited"}),
    ]
    rules = Rules(settings=Settings(drift="report"))
    before = replace(managed(), managed=False, drift_since=NOW - DAY)
    drift = difference(practice(), observation(*rows), journal({"eva": before}), rules=rules)
    assert [(notice.code, notice.params) for notice in drift.effects.unmanaged] == [
        ("drift-reported", {"state": "active", "since": NOW - DAY}),
        ("drift-reported", {"state": "invited", "since": NOW}),
    ]
    keep = Rules(policy=Policy(protected=frozenset({mail("eva"), mail("jefa")})))
    view = journal({"jefa": managed(Presence.ABSENT)})
    shown = difference(practice(), observation(*rows[:1]), view, rules=keep)
    assert [(notice.code, notice.email, notice.params) for notice in shown.effects.unmanaged] == [
        ("protected", mail("eva"), {"state": "active"})
    ]


@pytest.mark.parametrize("there", [False, True])
def test_an_entry_with_errors_is_blocked_with_its_rule_and_nothing_happens(there: object) -> None:
    """Whether or not the person is there."""
    holds = Holds(entries={("santa-lucia", mail("ana")): "unknown-clinic"})
    rows = (live("ana"),) if there else ()
    view = journal({"ana": managed(Presence.ACTIVE if there else Presence.ABSENT)})
    found = difference(practice(entry("ana")), observation(*rows), view, holds=holds)
    assert found.effects.changes == ()
    assert found.effects.blocked == (
        Notice(
            "santa-lucia",
            "entry-has-errors",
            mail("ana"),
            params={"rule": "unknown-clinic"},
            remedy="entry-has-errors",
        ),
    )


def test_a_pending_invitation_of_unknown_clinics_is_waited_for() -> None:
    """What nobody can see is no reason to cancel it, nor to send another."""
    for state, done in ((Presence.INVITED, []), (Presence.EXPIRED, ["resend ana"])):
        row = live("ana", state, clinics=None)
        view = journal({"ana": managed(state, clinics=None)})
        assert kinds(difference(practice(entry("ana")), observation(row), view)) == done


def test_somebody_protected_or_a_stranger_of_unknown_presence_is_asked_out_by_nobody() -> None:
    """Only who is ours, and not protected, is."""
    unsure = managed(presence=fact(Presence.INVITED, 60, Source.APPLIED), sent_at=NOW - 60 * HOUR, seen=False)
    keep = Rules(policy=Policy(protected=frozenset({mail("ana")})))
    unseen = observation(complete=False)
    assert kinds(difference(practice(), unseen, journal({"ana": unsure}), rules=keep)) == []
    stranger = replace(unsure, managed=False)
    assert kinds(difference(practice(), unseen, journal({"ana": stranger}))) == []


def test_where_nobody_could_look_only_leavers_are_asked_out_and_the_owner_is_asked() -> None:
    """Not who is wanted, has an entry with errors, or was never ours; what is left over goes to support."""
    unread = Unobserved("santa-lucia", "timeout")
    holds = Holds(entries={("santa-lucia", mail("mala")): "unknown-clinic"})
    declared = practice(entry("mala", ends=date(2026, 11, 1)), entry("queda"), entry("nueva"))
    people = {
        "mala": managed(),
        "queda": managed(record_access=fact(True)),
        "sale": managed(record_access=fact(True)),
        "ajena": replace(managed(), managed=False, unmanaged=True),
    }
    found = difference(declared, unread, journal(people), holds=holds)
    assert [(change.kind, change.email, change.route) for change in found.effects.changes] == [
        (ChangeKind.REVOKE, mail("sale"), Route.HANDOFF),
        (ChangeKind.REQUEST_RECORD_REMOVAL, mail("sale"), Route.HANDOFF),
    ]
    assert [change.recipient for change in found.effects.changes] == [OWNER, SUPPORT]


def test_where_nobody_could_look_a_replaced_address_still_waits_for_the_new_one() -> None:
    """The wait is told there as well."""
    unread = Unobserved("santa-lucia", "timeout")
    declared = practice(entry("eva", previously=(mail("ana"),)))
    found = difference(declared, unread, journal({"ana": managed()}))
    assert found.effects.changes == ()
    assert codes(found.effects.waiting) == ["revoke-after-replacement"]
