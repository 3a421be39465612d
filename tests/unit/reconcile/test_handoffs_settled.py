"""The table's last row: what a person carries out is asked once, and taken back when it must be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accessctl.model.change import Access, ChangeKind, Route
from accessctl.model.handoff import HandoffState
from accessctl.model.journal_view import Block, UnknownFate
from accessctl.model.live import Presence
from accessctl.model.plan import Notice
from accessctl.model.rules import Loosened, Rules
from accessctl.reconcile.diff import diff
from accessctl.reconcile.handoff_rows import same, superseded
from builders import (
    CENTRE,
    DAY,
    HOUR,
    ISSUER,
    NOW,
    OWNER,
    SUPPORT,
    Difference,
    difference,
    entry,
    handoff,
    journal,
    live,
    mail,
    managed,
    observation,
    practice,
    situation,
)

SLUG = "santa-lucia"
ANA = mail("ana")
K = ChangeKind
NOTHING_LIVE = Access(("escazu",), record_access=False, billing=False)


def taken_back(found: Difference) -> list[tuple[ChangeKind, Access]]:
    """Return what is asked not to happen after all, and what stays."""
    changes = [change for change in found.effects.changes if change.reason.code == "taken-back"]
    assert {change.route for change in changes} <= {Route.HANDOFF}
    assert all(change.reason.params == {"handoff": "h-1"} for change in changes)
    return [(change.kind, change.after) for change in changes]


def test_an_open_request_is_waited_for_and_told_since_when_and_of_whom() -> None:
    """The reader sees whom to ask."""
    asked = handoff("ana", K.REQUEST_RECORD_ACCESS, recipient=SUPPORT)
    declared = practice(entry("ana", record_access=True))
    found = difference(declared, observation(live("ana")), journal({"ana": managed()}, asked))
    params = {"handoff": "h-1", "since": NOW - DAY, "recipient": SUPPORT}
    assert found.effects.waiting == (Notice(SLUG, "open-handoff", ANA, asked.kind, params),)
    assert found.effects.changes == ()


def test_an_open_request_that_is_seen_done_waits_for_nobody() -> None:
    """Whether or not the journal has it yet."""
    asked = handoff("ana", K.REQUEST_RECORD_ACCESS)
    declared = practice(entry("ana", record_access=True))
    row = live("ana", record_access=True)
    found = difference(declared, observation(row), journal({"ana": managed()}, asked))
    assert (found.effects.changes, found.effects.waiting) == ((), ())


def test_only_of_requests_that_name_clinics_another_set_is_another_request() -> None:
    """Whoever is asked for the record is asked for it once."""
    for kind, alike in ((K.REQUEST_RECORD_ACCESS, True), (K.INVITE, False), (K.CHANGE_CLINICS, False)):
        asked = handoff("ana", kind)
        wanted = practice(entry("ana", "heredia", record_access=True))
        (change,) = difference(wanted, observation()).effects.changes
        here = replace(change, kind=kind)
        assert same(asked, here) is alike
        assert same(replace(asked, after=here.after), here)
        assert not same(replace(asked, after=here.after, email=mail("eva")), here)
        assert not same(replace(asked, after=here.after, centre="cima"), here)


@pytest.mark.parametrize(
    ("kind", "opposite", "recipient"),
    [
        (K.REQUEST_RECORD_ACCESS, K.REQUEST_RECORD_REMOVAL, SUPPORT),
        (K.REQUEST_BILLING, K.REQUEST_BILLING_REMOVAL, ISSUER),
    ],
)
def test_a_request_that_is_no_longer_wanted_is_taken_back_to_the_state_it_started_from(
    kind: ChangeKind, opposite: ChangeKind, recipient: str
) -> None:
    """Of whoever was asked, or of whoever is asked now where the journal names nobody."""
    before = Access(("heredia",), record_access=True, billing=True)
    flags = {"record_access": None, "billing": None}
    for asked_of, told in ((OWNER, OWNER), (None, recipient)):
        asked = handoff("ana", kind, before=before, recipient=asked_of)
        view = journal({"ana": managed(**flags)}, asked)
        found = difference(practice(entry("ana")), observation(live("ana", **flags)), view)
        assert taken_back(found) == [(opposite, before)]
        assert [change.recipient for change in found.effects.changes] == [told]


@pytest.mark.parametrize("kind", [K.REQUEST_RECORD_ACCESS, K.REQUEST_BILLING])
def test_a_request_that_is_still_wanted_is_not_taken_back(kind: ChangeKind) -> None:
    """Nor is it asked twice."""
    asked = handoff("ana", kind)
    declared = practice(entry("ana", record_access=True, billing=True))
    row = live("ana", record_access=None, billing=None)
    found = difference(declared, observation(row), journal({"ana": managed()}, asked))
    assert taken_back(found) == []


def test_a_request_at_a_centre_is_taken_back_at_the_same_centre() -> None:
    """Each centre has a letter of its own."""
    asked = handoff("ana", K.REQUEST_USER_AT_CENTRE, centre="cima", recipient=CENTRE)
    view = journal({"ana": managed()}, asked)
    found = difference(practice(entry("ana")), observation(live("ana")), view)
    assert taken_back(found) == [(K.REQUEST_REMOVAL_AT_CENTRE, asked.before)]
    assert [(change.centre, change.recipient) for change in found.effects.changes] == [("cima", CENTRE)]
    wanted = difference(practice(entry("ana", "escazu", "cima")), observation(live("ana")), view)
    assert wanted.effects.changes == ()


def test_a_removal_that_was_asked_for_is_taken_back_by_naming_every_clinic_that_stays() -> None:
    """The wanted ordinary ones, and the centre's, which the owner cannot change."""
    asked = handoff("ana", K.REVOKE, recipient=OWNER)
    row = live("ana", Presence.ACTIVE, "escazu", "cima", record_access=True, billing=True)
    declared = practice(entry("ana", "heredia", "cima", record_access=True, billing=True))
    found = difference(declared, observation(row), journal({"ana": managed(Presence.ACTIVE, "cima")}, asked))
    (only,) = [change for change in found.effects.changes if change.kind is K.CHANGE_CLINICS]
    assert only.after.clinics == ("cima", "heredia")


@pytest.mark.parametrize(
    ("clinic", "back"), [("escazu", [(K.CHANGE_CLINICS, NOTHING_LIVE)]), ("heredia", [])]
)
def test_a_cancelling_that_was_asked_for_is_taken_back_only_where_the_invitation_may_stand(
    clinic: str, back: list[object]
) -> None:
    """To be invited anew for another clinic is another thing."""
    asked = handoff("ana", K.CANCEL_INVITATION, recipient=OWNER, opened_at=NOW - HOUR)
    view = journal({"ana": managed(Presence.INVITED)}, asked)
    row = live("ana", Presence.INVITED)
    found = difference(practice(entry("ana", clinic)), observation(row), view)
    assert taken_back(found) == back


def test_clinics_that_were_asked_for_and_are_no_longer_wanted_are_asked_for_as_they_are_now() -> None:
    """The live ones are the wanted ones again: only the letter to the owner says otherwise."""
    asked = handoff("ana", K.CHANGE_CLINICS, after=Access(("heredia",)), recipient=OWNER)
    view = journal({"ana": managed()}, asked)
    found = difference(practice(entry("ana")), observation(live("ana")), view)
    assert taken_back(found) == [(K.CHANGE_CLINICS, NOTHING_LIVE)]
    assert found.effects.changes[0].recipient == OWNER
    kept = replace(asked, after=Access(("escazu", "cima")))
    still = difference(practice(entry("ana")), observation(live("ana")), journal({"ana": managed()}, kept))
    assert taken_back(still) == []


def test_clinics_that_were_asked_for_are_left_asked_for_while_something_else_is_said_of_the_person() -> None:
    """Somebody who leaves, or was revoked in an emergency, gets no letter about clinics; nor one twice."""
    asked = handoff("ana", K.CHANGE_CLINICS, after=Access(("heredia",)), recipient=OWNER)
    for declared, person in (
        (practice(), managed()),
        (practice(entry("ana")), managed(emergency=Block(NOW - DAY, entry("ana").meaning))),
        (practice(entry("ana", "norte")), managed()),
    ):
        found = difference(declared, observation(live("ana")), journal({"ana": person}, asked))
        assert taken_back(found) == []
    record = replace(asked, kind=K.REQUEST_RECORD_ACCESS)
    declared = practice(entry("ana", record_access=True))
    found = difference(declared, observation(live("ana")), journal({"ana": managed()}, record))
    assert taken_back(found) == []


def test_a_refusal_stands_until_the_entry_is_touched_a_flag_lifts_it_or_an_emergency_came_later() -> None:
    """An emergency of before the refusal was known to whoever refused."""
    declared = entry("ana", "cima")
    no = handoff(
        "ana", K.REQUEST_REMOVAL_AT_CENTRE, HandoffState.REFUSED, centre="cima", entry=declared.meaning
    )
    row = live("ana", Presence.ACTIVE, "cima")
    for at, blocked in ((NOW - 2 * DAY, True), (NOW - DAY, True), (NOW - HOUR, False)):
        person = managed(Presence.ACTIVE, "cima", emergency=Block(at, declared.meaning))
        found = difference(practice(declared), observation(row), journal({"ana": person}, no))
        assert ("refused" in [notice.code for notice in found.effects.blocked]) is blocked
        assert (
            K.REQUEST_REMOVAL_AT_CENTRE in [change.kind for change in found.effects.changes]
        ) is not blocked


def test_a_refused_request_for_the_record_is_lifted_by_restore() -> None:
    """And told with whom and which, where it stands."""
    declared = entry("ana", record_access=True)
    no = handoff("ana", K.REQUEST_RECORD_ACCESS, HandoffState.REFUSED, entry=declared.meaning)
    view = journal({"ana": managed()}, no)
    found = difference(practice(declared), observation(live("ana")), view)
    params = {"recipient": SUPPORT, "handoff": "h-1"}
    assert found.effects.blocked == (
        Notice(SLUG, "refused", ANA, K.REQUEST_RECORD_ACCESS, params, remedy="refused"),
    )
    rules = Rules(loosened=Loosened(restore=frozenset({(SLUG, ANA)})))
    lifted = difference(practice(declared), observation(live("ana")), view, rules=rules)
    assert [change.kind for change in lifted.effects.changes] == [K.REQUEST_RECORD_ACCESS]


def test_what_is_taken_back_supersedes_the_persons_removals_and_other_clinics_do_not() -> None:
    """A change of clinics for its own sake leaves a removal as it is."""
    removals = [handoff("ana", kind) for kind in (K.REVOKE, K.CANCEL_INVITATION)]
    found = difference(
        practice(entry("ana")), observation(live("ana")), journal({"ana": managed()}, removals[0])
    )
    (back,) = found.effects.changes
    assert superseded(back, removals) == tuple(removals)
    plain = replace(back, reason=replace(back.reason, code="clinics-changed"))
    assert superseded(plain, removals) == ()
    other = replace(back, kind=K.REQUEST_BILLING)
    assert superseded(other, removals) == ()
    assert superseded(replace(back, email=mail("eva")), removals) == ()


def test_a_removal_supersedes_all_that_grants_and_nothing_that_removes() -> None:
    """An invitation cancelled to be sent anew takes nothing back."""
    every = [handoff("ana", kind) for kind in ChangeKind]
    (revoke,) = difference(practice(), observation(live("ana")), journal({"ana": managed()})).effects.changes
    assert {item.kind for item in superseded(revoke, every)} == {
        K.INVITE,
        K.RESEND,
        K.CONFIRM_ACCEPTANCE,
        K.REQUEST_USER_AT_CENTRE,
        K.REQUEST_RECORD_ACCESS,
        K.REQUEST_BILLING,
        K.CHANGE_CLINICS,
    }
    anew = replace(revoke, reason=replace(revoke.reason, code="clinics-changed"))
    assert superseded(anew, every) == ()


RUN = "000001-00000001"


def unknown_fate(kind: ChangeKind, hours_ago: float, handoff_id: str | None = None) -> UnknownFate:
    """Return what a dead run may have done to Ana so many hours ago."""
    return UnknownFate(NOW - hours_ago * HOUR, RUN, SLUG, ANA, kind, "c-1", handoff_id)


def test_a_letter_of_unknown_fate_is_blocked_with_its_run_its_time_and_its_hand_off() -> None:
    """A person decides: nothing is silently repeated."""
    here = situation(
        practice(entry("ana", record_access=True)), observation(live("ana")), journal({"ana": managed()})
    )
    lost = unknown_fate(K.REQUEST_RECORD_ACCESS, 3, "h-7")
    found = diff(here, (lost,))
    params = {"run": RUN, "since": lost.at, "handoff": "h-7"}
    assert found.effects.changes == ()
    assert found.effects.blocked == (
        Notice(SLUG, "fate-unknown", ANA, K.REQUEST_RECORD_ACCESS, params, remedy="fate-unknown"),
    )
    for other in (
        replace(lost, practice="otro"),
        replace(lost, email=mail("eva")),
        replace(lost, kind=K.REQUEST_BILLING),
    ):
        assert [change.kind for change in diff(here, (other,)).effects.changes] == [K.REQUEST_RECORD_ACCESS]


def test_an_invitation_that_may_be_under_way_waits_until_it_would_have_run_out_and_no_longer() -> None:
    """Then the owner is asked what became of it."""
    unseen = observation(complete=False, shows_invitations=False)
    here = situation(practice(entry("ana")), unseen, journal({}))
    lost = unknown_fate(K.INVITE, 47)
    until = NOW + HOUR
    params = {"run": RUN, "since": lost.at}
    assert diff(here, (lost,)).effects.waiting == (
        Notice(SLUG, "invitation-unknown", ANA, K.INVITE, params, until),
    )
    (asked,) = diff(here, (unknown_fate(K.INVITE, 48),)).effects.changes
    assert (asked.kind, asked.recipient) == (K.CONFIRM_ACCEPTANCE, OWNER)
    assert (asked.reason.code, asked.after) == ("acceptance-unknown", Access(None, None, None))


@pytest.mark.parametrize(("hours", "goes"), [(-1, False), (0, True), (1, True)])
def test_what_is_seen_at_the_time_of_an_unknown_step_or_later_tells_its_fate(
    hours: int, goes: object
) -> None:
    """Somebody seen absent since was not invited: the invitation goes out."""
    here = situation(practice(entry("ana")), observation(), journal({}))
    fate = unknown_fate(K.INVITE, hours)
    assert [change.kind for change in diff(here, (fate,)).effects.changes] == ([K.INVITE] if goes else [])


def test_a_step_that_may_be_repeated_is_repeated_whatever_became_of_it() -> None:
    """To revoke twice does no more than once."""
    here = situation(practice(), observation(live("ana")), journal({"ana": managed()}))
    fate = unknown_fate(K.REVOKE, -1)
    assert [change.kind for change in diff(here, (fate,)).effects.changes] == [K.REVOKE]


def test_only_an_attested_end_of_the_same_request_is_denied_by_what_is_seen() -> None:
    """A later opposite one, or an end that was observed, is no attestation."""
    declared = practice(entry("ana", record_access=True))
    said = handoff("ana", K.REQUEST_RECORD_ACCESS, HandoffState.DONE_ATTESTED)
    back = handoff("ana", K.REQUEST_RECORD_REMOVAL, HandoffState.DONE_ATTESTED)
    billing = handoff("ana", K.REQUEST_BILLING, HandoffState.DONE_ATTESTED)
    seen = replace(said, state=HandoffState.DONE_OBSERVED)
    for history, reason in (
        ((said,), "attestation-denied"),
        ((said, billing), "attestation-denied"),
        ((said, back), "record-declared"),
        ((seen,), "record-declared"),
    ):
        view = journal({"ana": managed()}, *history)
        (change,) = difference(declared, observation(live("ana")), view).effects.changes
        assert change.reason.code == reason
        if reason == "attestation-denied":
            assert change.reason.params == {"handoff": "h-1", "by": "?"}


def test_what_is_taken_back_leaves_the_flags_as_they_are() -> None:
    """The letter is about the clinics."""
    asked = handoff("ana", K.REVOKE, recipient=OWNER)
    row = live("ana", record_access=True, billing=True)
    declared = practice(entry("ana", record_access=True, billing=True))
    found = difference(declared, observation(row), journal({"ana": managed()}, asked))
    stays = Access(("escazu",), record_access=True, billing=True)
    assert taken_back(found) == [(K.CHANGE_CLINICS, stays)]


def test_an_invitation_that_somebody_sent_and_that_is_gone_is_sent_again_without_blame() -> None:
    """It ran out since, or was declined: nobody's word is denied."""
    said = handoff("ana", K.INVITE, HandoffState.DONE_ATTESTED, by="Rosa")
    (change,) = difference(practice(entry("ana")), observation(), journal({}, said)).effects.changes
    assert (change.kind, change.reason.code) == (K.INVITE, "declared")


def test_a_request_supersedes_its_opposite_at_the_same_centre_alone() -> None:
    """What is asked of one centre says nothing of another."""
    grant = replace(
        difference(
            practice(entry("ana", record_access=True)), observation(live("ana")), journal({"ana": managed()})
        ).effects.changes[0],
        centre="cima",
    )
    assert grant.kind is K.REQUEST_RECORD_ACCESS
    here = handoff("ana", K.REQUEST_RECORD_REMOVAL, centre="cima")
    there = replace(here, centre="otro")
    billing = replace(here, kind=K.REQUEST_BILLING_REMOVAL)
    assert superseded(grant, (there, here, billing)) == (here,)


def test_an_owner_who_was_asked_what_became_of_an_invitation_is_not_asked_again() -> None:
    """The request is waited for, as any other."""
    unseen = observation(complete=False, shows_invitations=False)
    asked = handoff("ana", K.CONFIRM_ACCEPTANCE, recipient=OWNER)
    found = diff(situation(practice(entry("ana")), unseen, journal({}, asked)), (unknown_fate(K.INVITE, 48),))
    assert found.effects.changes == ()
    assert [(notice.code, notice.kind) for notice in found.effects.waiting] == [
        ("open-handoff", K.CONFIRM_ACCEPTANCE)
    ]


def test_each_request_that_is_no_longer_wanted_is_taken_back_once_whatever_stands_before_it() -> None:
    """Two letters that ask for the same are undone by one."""
    done = handoff("ana", K.REQUEST_RECORD_ACCESS, HandoffState.DONE_OBSERVED, recipient=SUPPORT)
    asked = handoff("ana", K.REQUEST_BILLING, recipient=ISSUER)
    again = replace(asked, id="h-2", change_id="c-2")
    view = journal({"ana": managed()}, done, asked, again)
    found = difference(practice(entry("ana")), observation(live("ana")), view)
    assert [kind for kind, _ in taken_back(found)] == [K.REQUEST_BILLING_REMOVAL]
