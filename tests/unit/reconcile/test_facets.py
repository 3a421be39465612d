"""Each row of the table for clinics, record access and billing, and for hand-offs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from accessctl.model.change import Access, ChangeKind, Route
from accessctl.model.fact import Source
from accessctl.model.handoff import HandoffState
from accessctl.model.journal_view import Block, Settled
from accessctl.model.live import LiveClinic, Presence
from accessctl.model.practice import RecordAccess
from accessctl.model.rules import Rules
from accessctl.model.settings import Settings
from accessctl.reconcile.handoff_rows import superseded
from builders import (
    CENTRE,
    DAY,
    ISSUER,
    NOW,
    OWNER,
    SUPPORT,
    codes,
    difference,
    entry,
    fact,
    handoff,
    journal,
    kinds,
    live,
    managed,
    observation,
    practice,
)

BY_HAND = "removed-by-hand:change-clinics"


def clinics_after(found: object) -> list[object]:
    """Return the clinics that the changes lead to."""
    return [change.after.clinics for change in found.effects.changes]  # type: ignore[attr-defined]


def test_other_clinics_than_declared_are_changed() -> None:
    """The plain change."""
    found = difference(practice(entry("ana", "escazu", "heredia")), observation(live("ana")))
    assert kinds(found) == ["change-clinics ana"]
    assert clinics_after(found) == [("escazu", "heredia")]


def test_a_clinic_added_by_hand_is_taken_away() -> None:
    """Drift towards more access is removed."""
    found = difference(
        practice(entry("ana")),
        observation(live("ana", Presence.ACTIVE, "escazu", "heredia")),
        journal({"ana": managed()}),
    )
    assert clinics_after(found) == [("escazu",)]
    assert found.effects.changes[0].reason.code == "clinics-changed-by-hand"


def test_a_clinic_taken_away_by_hand_waits_for_a_person() -> None:
    """Drift towards less access is blocked, that clinic only."""
    found = difference(
        practice(entry("ana", "escazu", "heredia")),
        observation(live("ana")),
        journal({"ana": managed(Presence.ACTIVE, "escazu", "heredia")}),
    )
    assert kinds(found) == []
    (block,) = found.effects.blocked
    assert (block.code, block.params["clinic"]) == ("removed-by-hand", "heredia")


def test_clinics_swapped_by_hand_come_back_to_what_is_both_live_and_declared() -> None:
    """One added, one taken away."""
    found = difference(
        practice(entry("ana", "escazu", "heredia")),
        observation(live("ana", Presence.ACTIVE, "escazu", "norte")),
        journal({"ana": managed(Presence.ACTIVE, "escazu", "heredia")}),
    )
    assert clinics_after(found) == [("escazu",)]
    assert codes(found.effects.blocked) == ["removed-by-hand"]


def test_clinics_with_nothing_in_common_come_back_to_the_declared_ones() -> None:
    """Nobody is left with no clinic at all."""
    found = difference(
        practice(entry("ana")),
        observation(live("ana", Presence.ACTIVE, "heredia")),
        journal({"ana": managed()}),
    )
    assert clinics_after(found) == [("escazu",)]


def test_a_touched_entry_lifts_the_block_of_a_clinic_taken_away_by_hand() -> None:
    """A note will do here as well."""
    before = entry("ana", "escazu", "heredia")
    person = managed(Presence.ACTIVE, "escazu", "heredia", blocks={BY_HAND: Block(NOW - DAY, before.meaning)})
    found = difference(
        practice(replace(before, note="sí, en las dos")), observation(live("ana")), journal({"ana": person})
    )
    assert clinics_after(found) == [("escazu", "heredia")]


def test_clinics_added_by_hand_are_only_shown_where_drift_is_reported() -> None:
    """`drift: report`."""
    found = difference(
        practice(entry("ana")),
        observation(live("ana", Presence.ACTIVE, "escazu", "heredia")),
        journal({"ana": managed()}),
        rules=Rules(settings=Settings(drift="report")),
    )
    assert kinds(found) == []
    assert codes(found.effects.unmanaged) == ["clinics-drift-reported"]


def test_unknown_clinics_are_unverified_and_not_changed() -> None:
    """Nobody guesses."""
    found = difference(practice(entry("ana", "heredia")), observation(live("ana", clinics=None)))
    assert kinds(found) == []
    assert "clinics-unknown" in codes(found.effects.unverified)


def test_record_access_is_asked_for_where_the_same_plan_leaves_the_person() -> None:
    """Support told of a clinic that the person is just taken out of would open the record there."""
    may = RecordAccess("she prepares the records")
    for declared, there in ((("heredia",), ("escazu",)), (("escazu", "heredia"), ("escazu",))):
        found = difference(
            practice(replace(entry("ana", *declared), record_access=may)),
            observation(live("ana", Presence.ACTIVE, *there)),
        )
        assert kinds(found) == ["change-clinics ana", "request-record-access ana"]
        assert clinics_after(found) == [declared, declared]


def test_record_access_leaves_out_a_centre_that_is_asked_back() -> None:
    """Two letters of one day must not contradict each other."""
    may = RecordAccess("she prepares the records")
    found = difference(
        practice(replace(entry("ana"), record_access=may)),
        observation(live("ana", Presence.ACTIVE, "escazu", "cima")),
    )
    assert clinics_after(found) == [("escazu",), ("escazu",)]


def test_record_access_where_nobody_sees_the_clinics_names_the_declared_ones() -> None:
    """Support is told to open it there and nowhere else: so it is told where."""
    may = RecordAccess("she prepares the records")
    found = difference(
        practice(replace(entry("ana", "escazu"), record_access=may)),
        observation(replace(live("ana"), clinics=None)),
    )
    assert kinds(found) == ["request-record-access ana"]
    assert clinics_after(found) == [("escazu",)]


def test_a_single_record_clinic_is_asked_of_its_administrator_and_the_others_go_on() -> None:
    """One request for each centre."""
    found = difference(practice(entry("ana", "escazu", "cima")), observation())
    invite, request = found.effects.changes
    assert (invite.kind, invite.after.clinics) == (ChangeKind.INVITE, ("escazu",))
    assert (request.kind, request.route, request.recipient, request.centre) == (
        ChangeKind.REQUEST_USER_AT_CENTRE,
        Route.HANDOFF,
        CENTRE,
        "cima",
    )


def test_somebody_wanted_only_in_single_record_clinics_is_not_invited() -> None:
    """No invitation can reach such a clinic."""
    found = difference(practice(entry("ana", "cima")), observation())
    assert kinds(found) == ["request-user-at-centre ana"]


def test_somebody_there_in_the_single_record_clinic_needs_nothing() -> None:
    """Only the ordinary clinics are compared."""
    found = difference(
        practice(entry("ana", "escazu", "cima")), observation(live("ana", Presence.ACTIVE, "escazu", "cima"))
    )
    assert kinds(found) == []


def test_a_single_record_clinic_no_longer_declared_is_asked_back() -> None:
    """Beside nothing else."""
    found = difference(practice(entry("ana")), observation(live("ana", Presence.ACTIVE, "escazu", "cima")))
    assert kinds(found) == ["request-removal-at-centre ana"]


def test_a_leaver_in_both_kinds_of_clinic_is_revoked_and_asked_back() -> None:
    """Two ways out."""
    found = difference(
        practice(),
        observation(live("ana", Presence.ACTIVE, "escazu", "cima")),
        journal({"ana": managed()}),
    )
    assert kinds(found) == ["revoke ana", "request-removal-at-centre ana"]


def test_a_leaver_in_single_record_clinics_only_is_not_revoked() -> None:
    """The administrator is the only way."""
    found = difference(
        practice(), observation(live("ana", Presence.ACTIVE, "cima")), journal({"ana": managed()})
    )
    assert kinds(found) == ["request-removal-at-centre ana"]


def test_a_clinic_that_is_not_offered_is_blocked_and_the_others_go_on() -> None:
    """That clinic only."""
    seen = observation(clinics=(LiveClinic("escazu", "Escazú"),))
    found = difference(practice(entry("ana", "escazu", "heredia")), seen)
    assert clinics_after(found) == [("escazu",)]
    (block,) = found.effects.blocked
    assert (block.code, block.params["clinic"]) == ("clinic-not-offered", "heredia")


def test_a_clinic_that_turns_out_single_record_is_blocked_not_offered() -> None:
    """Not declared as single-record: a person has to say so in the file."""
    seen = observation(clinics=(LiveClinic("escazu", "Escazú", single_record=True),))
    found = difference(practice(entry("ana")), seen)
    assert kinds(found) == []
    assert codes(found.effects.blocked) == ["clinic-not-offered"]


def test_record_access_is_asked_of_support_once_active() -> None:
    """With name, surnames and address."""
    found = difference(practice(entry("ana", record_access=True)), observation(live("ana")))
    (change,) = found.effects.changes
    assert (change.kind, change.recipient, change.sensitive) == (
        ChangeKind.REQUEST_RECORD_ACCESS,
        SUPPORT,
        True,
    )
    assert (change.before.record_access, change.after.record_access) == (False, True)


def test_record_access_and_billing_wait_for_acceptance() -> None:
    """Nobody asks support about somebody who is not there."""
    found = difference(
        practice(entry("ana", record_access=True, billing=True)), observation(live("ana", Presence.INVITED))
    )
    assert kinds(found) == []
    assert codes(found.effects.waiting) == [
        "acceptance",
        "record-after-acceptance",
        "billing-after-acceptance",
    ]


def test_record_access_without_a_name_is_blocked() -> None:
    """Support needs the name."""
    nameless = live("ana", name=None, surnames=())
    found = difference(
        practice(replace(entry("ana", record_access=True), name=None, surnames=())), observation(nameless)
    )
    assert codes(found.effects.blocked) == ["name-missing"]


def test_record_access_taken_away_by_hand_waits_for_a_person() -> None:
    """Observed yes before, the declaration as last applied."""
    person = managed(
        record_access=fact(True), settled=Settled(frozenset({"escazu"}), record_access=True, billing=False)
    )
    found = difference(
        practice(entry("ana", record_access=True)), observation(live("ana")), journal({"ana": person})
    )
    assert kinds(found) == []
    assert codes(found.effects.blocked) == ["removed-by-hand"]


def test_record_access_not_declared_is_withdrawn() -> None:
    """Whoever gave it."""
    found = difference(practice(entry("ana")), observation(live("ana", record_access=True)))
    assert kinds(found) == ["request-record-removal ana"]


def test_record_access_whose_until_has_passed_is_withdrawn() -> None:
    """And the person stays."""
    timed = entry("ana", record_access=RecordAccess(until=date(2026, 11, 23)))
    found = difference(practice(timed), observation(live("ana", record_access=True)))
    assert kinds(found) == ["request-record-removal ana"]
    assert found.effects.changes[0].reason.code == "record-until-passed"


def test_billing_is_asked_of_the_issuers_owner_both_ways() -> None:
    """Yes and no."""
    found = difference(
        practice(entry("ana", billing=True), entry("eva")),
        observation(live("ana"), live("eva", billing=True)),
    )
    assert kinds(found) == ["request-billing ana", "request-billing-removal eva"]
    assert {change.recipient for change in found.effects.changes} == {ISSUER}


def test_an_unknown_flag_that_nobody_declared_is_unverified() -> None:
    """No change."""
    found = difference(practice(entry("ana")), observation(live("ana", record_access=None)))
    assert kinds(found) == []
    assert codes(found.effects.unverified) == ["record-unknown"]


def test_an_unknown_flag_that_is_declared_is_asked_once() -> None:
    """Never asked: the change is made. Asked before: unverified."""
    declared = practice(entry("ana", record_access=True))
    seen = observation(live("ana", record_access=None))
    assert kinds(difference(declared, seen)) == ["request-record-access ana"]
    done = handoff("ana", ChangeKind.REQUEST_RECORD_ACCESS, HandoffState.DONE_OBSERVED)
    person = managed(record_access=None)
    found = difference(declared, seen, journal({"ana": person}, done))
    assert kinds(found) == []
    assert codes(found.effects.unverified) == ["record-unknown"]


def test_the_same_open_request_is_waited_for() -> None:
    """One mail, not one a day."""
    asked = handoff("ana", ChangeKind.REQUEST_RECORD_ACCESS)
    found = difference(
        practice(entry("ana", record_access=True)),
        observation(live("ana")),
        journal({"ana": managed()}, asked),
    )
    assert kinds(found) == []
    (waiting,) = found.effects.waiting
    assert (waiting.code, waiting.params["handoff"]) == ("open-handoff", "h-1")


def test_a_cancelled_request_is_made_anew() -> None:
    """If it is still wanted."""
    asked = handoff("ana", ChangeKind.REQUEST_RECORD_ACCESS, HandoffState.CANCELLED)
    found = difference(
        practice(entry("ana", record_access=True)),
        observation(live("ana")),
        journal({"ana": managed()}, asked),
    )
    assert kinds(found) == ["request-record-access ana"]


def test_a_request_no_longer_wanted_is_taken_back() -> None:
    """Support may not have acted yet; it must not."""
    asked = handoff("ana", ChangeKind.REQUEST_RECORD_ACCESS)
    found = difference(practice(entry("ana")), observation(live("ana")), journal({"ana": managed()}, asked))
    (change,) = found.effects.changes
    assert (change.kind, change.reason.code) == (ChangeKind.REQUEST_RECORD_REMOVAL, "taken-back")


def test_a_leavers_open_request_is_taken_back_even_when_nobody_is_there() -> None:
    """A request that outlives its person would open the record."""
    asked = handoff("ana", ChangeKind.REQUEST_RECORD_ACCESS)
    gone = managed(Presence.ABSENT, seen=False)
    found = difference(practice(), observation(), journal({"ana": gone}, asked))
    assert kinds(found) == ["request-record-removal ana"]


def test_what_somebody_confirmed_and_is_seen_undone_is_asked_again_and_says_so() -> None:
    """An attested yes, never observed, now observed no."""
    said = handoff("ana", ChangeKind.REQUEST_RECORD_ACCESS, HandoffState.DONE_ATTESTED, by="Rosa")
    person = managed(record_access=fact(True, 5, Source.ATTESTED))
    found = difference(
        practice(entry("ana", record_access=True)), observation(live("ana")), journal({"ana": person}, said)
    )
    (change,) = found.effects.changes
    assert (change.kind, change.reason.code) == (ChangeKind.REQUEST_RECORD_ACCESS, "attestation-denied")
    assert change.reason.params == {"handoff": "h-1", "by": "Rosa"}


def test_a_removal_that_was_asked_of_the_owner_is_taken_back_when_the_person_is_wanted_again() -> None:
    """The owner may not have acted yet; it must not happen."""
    asked = handoff("ana", ChangeKind.REVOKE, recipient=OWNER)
    found = difference(practice(entry("ana")), observation(live("ana")), journal({"ana": managed()}, asked))
    (change,) = found.effects.changes
    assert (change.kind, change.reason.code, change.recipient) == (
        ChangeKind.CHANGE_CLINICS,
        "taken-back",
        OWNER,
    )
    assert superseded(change, [asked]) == (asked,)


def test_an_invitation_that_was_asked_of_the_owner_is_taken_back_when_nobody_wants_it() -> None:
    """Removed from the file before the owner came to it."""
    asked = handoff("ana", ChangeKind.INVITE, recipient=OWNER)
    found = difference(practice(), observation(), journal({}, asked))
    (change,) = found.effects.changes
    assert (change.kind, change.reason.code, change.route) == (
        ChangeKind.CANCEL_INVITATION,
        "taken-back",
        Route.HANDOFF,
    )
    assert superseded(change, [asked]) == (asked,)


def test_another_set_of_clinics_takes_the_place_of_the_request_before() -> None:
    """Only the newest letter counts."""
    asked = handoff("ana", ChangeKind.CHANGE_CLINICS, after=Access(("escazu", "heredia")), recipient=OWNER)
    found = difference(
        practice(entry("ana", "heredia")), observation(live("ana")), journal({"ana": managed()}, asked)
    )
    (change,) = found.effects.changes
    assert change.after.clinics == ("heredia",)
    assert superseded(change, [asked]) == (asked,)
