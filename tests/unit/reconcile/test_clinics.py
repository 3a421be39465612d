"""The clinics' rows: what is asked at a single-record centre, what is blocked, and what is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accessctl.model.change import Access, ChangeKind, Route
from accessctl.model.finding import Holds
from accessctl.model.handoff import HandoffState
from accessctl.model.journal_view import Block
from accessctl.model.live import LiveClinic, Presence
from accessctl.model.plan import Notice
from accessctl.model.practice import Clinic
from accessctl.model.rules import Loosened, Rules
from accessctl.model.settings import Settings
from accessctl.reconcile.diff import diff
from builders import (
    CENTRE,
    DAY,
    HERE,
    NOW,
    OWNER,
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
ASK, AWAY, CHANGE = (
    ChangeKind.REQUEST_USER_AT_CENTRE,
    ChangeKind.REQUEST_REMOVAL_AT_CENTRE,
    ChangeKind.CHANGE_CLINICS,
)
BOTH = practice(entry("ana", "escazu", "cima"))


def test_a_user_at_a_centre_is_asked_of_its_administrator_with_what_the_person_has_and_gains() -> None:
    """The other clinics stay as they are."""
    found = difference(BOTH, observation(live("ana")), journal({"ana": managed()}))
    (change,) = found.effects.changes
    assert (change.kind, change.route, change.recipient, change.centre) == (
        ASK,
        Route.HANDOFF,
        CENTRE,
        "cima",
    )
    assert change.before == Access(("escazu",), record_access=False, billing=False)
    assert change.after == Access(("cima", "escazu"), record_access=False, billing=False)
    assert (change.reason.code, change.reason.params) == ("centre-declared", {"clinic": "cima"})


def test_a_removal_at_a_centre_is_asked_of_its_administrator_with_what_stays() -> None:
    """The declaration names it no longer."""
    row = live("ana", Presence.ACTIVE, "escazu", "cima")
    found = difference(practice(entry("ana")), observation(row), journal({"ana": managed()}))
    (change,) = found.effects.changes
    assert (change.kind, change.recipient, change.centre) == (AWAY, CENTRE, "cima")
    assert change.before == Access(("cima", "escazu"), record_access=False, billing=False)
    assert change.after == Access(("escazu",), record_access=False, billing=False)
    assert (change.reason.code, change.reason.params) == ("centre-not-declared", {"clinic": "cima"})


def test_a_centre_that_is_not_declared_is_the_owners_to_ask() -> None:
    """Nobody knows its administrator."""
    declared = practice(entry("ana"), clinics=(Clinic("escazu", "Escazú", HERE),))
    row = live("ana", Presence.ACTIVE, "escazu", "cima")
    (change,) = difference(declared, observation(row), journal({"ana": managed()})).effects.changes
    assert (change.kind, change.centre, change.recipient) == (AWAY, "cima", OWNER)


def test_an_error_of_the_practice_stops_what_is_asked_for_at_a_centre_and_not_what_is_asked_away() -> None:
    """No grants; removals go on."""
    holds = Holds(grants={SLUG: "different-names"})
    found = difference(BOTH, observation(live("ana")), journal({"ana": managed()}), holds=holds)
    params = {"rule": "different-names", "clinic": "cima"}
    assert found.effects.changes == ()
    assert found.effects.blocked == (
        Notice(SLUG, "practice-has-errors", ANA, ASK, params, remedy="practice-has-errors"),
    )
    row = live("ana", Presence.ACTIVE, "escazu", "cima")
    away = difference(practice(entry("ana")), observation(row), journal({"ana": managed()}), holds=holds)
    assert [change.kind for change in away.effects.changes] == [AWAY]


@pytest.mark.parametrize(
    ("name", "surnames", "shown", "asked"),
    [
        ("Ana", ("Mora",), None, True),
        ("Ana", (), None, False),
        (None, ("Mora",), None, False),
        (None, (), None, False),
        (None, (), "Ana", True),
    ],
)
def test_a_centre_is_asked_with_a_whole_name_and_blocked_without_one(
    name: str | None, surnames: tuple[str, ...], shown: str | None, asked: object
) -> None:
    """The declared one, or the one that the live system shows."""
    declared = practice(entry("ana", "escazu", "cima", name=name, surnames=surnames))
    row = live("ana", name=shown, surnames=())
    found = difference(declared, observation(row), journal({"ana": managed()}))
    missing = Notice(SLUG, "name-missing", ANA, ASK, {"clinic": "cima"}, remedy="name-missing")
    assert [change.kind for change in found.effects.changes] == ([ASK] if asked else [])
    assert found.effects.blocked == (() if asked else (missing,))


@pytest.mark.parametrize(
    ("kind", "centre", "state", "presence", "unsure"),
    [
        (ASK, "cima", HandoffState.DONE_ATTESTED, Presence.ACTIVE, True),
        (ASK, "cima", HandoffState.CANCELLED, Presence.ACTIVE, False),
        (ASK, "otro", HandoffState.DONE_ATTESTED, Presence.ACTIVE, False),
        (AWAY, "cima", HandoffState.DONE_ATTESTED, Presence.ACTIVE, False),
        (ASK, "cima", HandoffState.DONE_ATTESTED, Presence.INVITED, False),
    ],
)
def test_where_clinics_are_unknown_a_centre_that_did_what_was_asked_is_not_asked_again(
    kind: ChangeKind, centre: str, state: HandoffState, presence: Presence, unsure: object
) -> None:
    """It said so; nobody can see it. Anything else that was asked is no answer to this."""
    view = journal({"ana": managed(clinics=None)}, handoff("ana", kind, state, centre=centre))
    found = difference(BOTH, observation(live("ana", presence, clinics=None)), view)
    asked = [change.kind for change in found.effects.changes if change.kind is ASK]
    assert asked == ([] if unsure else [ASK])
    told = (Notice(SLUG, "clinics-unknown", ANA),) if presence is Presence.ACTIVE else ()
    assert found.effects.unverified == told


def test_a_known_centre_that_is_missing_is_asked_again_although_it_once_did_it() -> None:
    """The person is seen not to be there."""
    done = handoff("ana", ASK, HandoffState.DONE_ATTESTED, centre="cima")
    found = difference(BOTH, observation(live("ana")), journal({"ana": managed()}, done))
    assert [change.kind for change in found.effects.changes] == [ASK]


def test_an_unreadable_address_holds_the_centres_of_who_leaves_and_not_of_who_stays() -> None:
    """Who stays is declared, and readable."""
    holds = Holds(removals={SLUG: "wrong-type"})
    row = live("ana", Presence.ACTIVE, "escazu", "cima")
    view = journal({"ana": managed()})
    gone = difference(practice(), observation(row), view, holds=holds)
    notice = Notice(SLUG, "unreadable-entry", ANA, AWAY, {"rule": "wrong-type"}, remedy="unreadable-entry")
    assert notice in gone.effects.blocked
    assert gone.effects.changes == ()
    stays = difference(practice(entry("ana")), observation(row), view, holds=holds)
    assert [change.kind for change in stays.effects.changes] == [AWAY]


def test_who_was_revoked_in_an_emergency_is_asked_away_from_every_centre_at_once() -> None:
    """Neither an unreadable file, nor a new address that is not there yet, holds it."""
    holds = Holds(removals={SLUG: "wrong-type"})
    row = live("ana", Presence.ACTIVE, "cima")
    for declared in (practice(), practice(entry("eva", previously=(ANA,)))):
        view = journal({"ana": managed(emergency=Block(NOW - DAY, None))})
        found = difference(declared, observation(row), view, holds=holds)
        kinds = [(change.kind, change.email) for change in found.effects.changes]
        assert (AWAY, ANA) in kinds


def test_an_earlier_address_leaves_its_centre_when_the_new_one_is_active() -> None:
    """And not before."""
    declared = practice(entry("eva", "cima", previously=(ANA,)))
    old = live("ana", Presence.ACTIVE, "cima", name="Eva")
    view = journal({"ana": managed(Presence.ACTIVE, "cima")})
    for new, away in ((live("eva", Presence.INVITED), []), (live("eva", Presence.ACTIVE, "cima"), [ANA])):
        found = difference(declared, observation(old, new), view)
        assert [change.email for change in found.effects.changes if change.kind is AWAY] == away
        assert [notice for notice in found.effects.waiting if notice.email == ANA] == []


def test_clinics_that_came_by_hand_are_taken_back_and_each_that_went_by_hand_is_blocked() -> None:
    """The declaration is as it was last applied."""
    declared = practice(entry("ana", "escazu", "heredia"))
    view = journal({"ana": managed(Presence.ACTIVE, "escazu", "heredia")})
    row = live("ana", Presence.ACTIVE, "escazu", "norte")
    found = difference(declared, observation(row), view)
    (change,) = found.effects.changes
    assert (change.kind, change.reason.code) == (CHANGE, "clinics-changed-by-hand")
    assert change.after.clinics == ("escazu",)
    gone = Notice(SLUG, "removed-by-hand", ANA, CHANGE, {"clinic": "heredia"}, remedy="removed-by-hand")
    assert found.effects.blocked == (gone,)


def test_clinics_that_came_by_hand_are_named_where_drift_is_only_reported() -> None:
    """All of them, in one line."""
    view = journal({"ana": managed()})
    row = live("ana", Presence.ACTIVE, "escazu", "norte", "heredia")
    rules = Rules(settings=Settings(drift="report"))
    found = difference(practice(entry("ana")), observation(row), view, rules=rules)
    assert found.effects.changes == ()
    assert found.effects.unmanaged == (
        Notice(SLUG, "clinics-drift-reported", ANA, params={"clinics": "heredia, norte"}),
    )


def test_more_clinics_of_a_pending_invitation_are_added_where_the_provider_can() -> None:
    """The centre's stays as it is."""
    here = situation(
        practice(entry("ana", "escazu", "heredia", "cima")),
        observation(live("ana", Presence.INVITED, "escazu", "cima")),
        journal({"ana": managed(Presence.INVITED)}),
    )
    able = replace(here, capabilities=replace(here.capabilities, changes_pending_clinics=True))
    (change,) = diff(able).effects.changes
    assert (change.kind, change.reason.code) == (CHANGE, "clinics-changed")
    assert change.before == Access(("cima", "escazu"), record_access=False, billing=False)
    assert change.after == Access(("cima", "escazu", "heredia"), record_access=False, billing=False)
    assert diff(here).effects.changes == ()


GRANTS_HELD = Holds(grants={SLUG: "different-names"})
HINDERED = Notice(
    SLUG, "practice-has-errors", ANA, CHANGE, {"rule": "different-names"}, remedy="practice-has-errors"
)


@pytest.mark.parametrize(
    ("there", "wanted", "left"),
    [
        (("escazu", "norte"), ("escazu", "heredia"), ("escazu",)),
        (("escazu",), ("escazu", "heredia"), None),
        (("norte",), ("heredia",), None),
    ],
)
def test_an_error_of_the_practice_lets_clinics_be_narrowed_and_not_widened(
    there: tuple[str, ...], wanted: tuple[str, ...], left: tuple[str, ...] | None
) -> None:
    """Nobody is left without a clinic for it: a whole swap waits."""
    view = journal({"ana": managed(Presence.ACTIVE, *there)})
    row = live("ana", Presence.ACTIVE, *there)
    found = difference(practice(entry("ana", *wanted)), observation(row), view, holds=GRANTS_HELD)
    done = [(change.kind, change.reason.code, change.after.clinics) for change in found.effects.changes]
    assert done == ([] if left is None else [(CHANGE, "clinics-changed", left)])
    assert found.effects.blocked == (HINDERED,)


def test_an_error_of_the_practice_holds_no_narrowing_and_no_error_holds_no_swap() -> None:
    """The change says why it comes."""
    view = journal({"ana": managed(Presence.ACTIVE, "escazu", "norte")})
    row = live("ana", Presence.ACTIVE, "escazu", "norte")
    narrowed = difference(practice(entry("ana")), observation(row), view, holds=GRANTS_HELD)
    swapped = difference(practice(entry("ana", "heredia")), observation(row), view)
    for found, clinic in ((narrowed, "escazu"), (swapped, "heredia")):
        (change,) = found.effects.changes
        assert (change.kind, change.reason.code, change.after.clinics) == (
            CHANGE,
            "clinics-changed",
            (clinic,),
        )
        assert found.effects.blocked == ()


def test_who_is_declared_for_single_record_clinics_alone_is_revoked_from_the_others() -> None:
    """The centre's stays; no invitation can name it."""
    view = journal({"ana": managed(Presence.ACTIVE, "escazu", "cima")})
    row = live("ana", Presence.ACTIVE, "escazu", "cima", record_access=False, billing=True)
    found = difference(practice(entry("ana", "cima", billing=True)), observation(row), view)
    (change,) = found.effects.changes
    assert (change.kind, change.reason.code) == (ChangeKind.REVOKE, "clinics-changed")
    assert change.after == Access(("cima",), record_access=False, billing=True)


def test_a_clinic_that_turned_out_single_record_is_told_of_who_does_not_reach_it_yet_alone() -> None:
    """Whoever has it keeps it: nobody has to be let in."""
    clinics = (LiveClinic("escazu", "Escazú"), LiveClinic("heredia", "Heredia", single_record=True))
    declared = practice(entry("ana", "escazu", "heredia"))
    for reached, told in ((("escazu", "heredia"), []), (("escazu",), ["heredia"])):
        seen = observation(live("ana", Presence.ACTIVE, *reached), clinics=clinics)
        found = difference(declared, seen, journal({"ana": managed(Presence.ACTIVE, *reached)}))
        blocked = [item for item in found.effects.blocked if item.code == "clinic-not-offered"]
        assert [item.params["clinic"] for item in blocked] == told


def test_a_clinic_that_is_not_offered_is_told_of_who_is_wanted_alone() -> None:
    """Who leaves, begins later or was revoked in an emergency is invited to none."""
    wanted = entry("ana", "escazu", "norte")
    found = difference(practice(wanted), observation(live("ana")), journal({"ana": managed()}))
    assert found.effects.blocked == (
        Notice(
            SLUG,
            "clinic-not-offered",
            ANA,
            ChangeKind.INVITE,
            {"clinic": "norte"},
            remedy="clinic-not-offered",
        ),
    )
    later = replace(wanted, starts=date(2026, 12, 1))
    urgent = managed(emergency=Block(NOW - DAY, wanted.meaning))
    for declared, person in ((later, managed()), (wanted, urgent)):
        told = difference(practice(declared), observation(live("ana")), journal({"ana": person})).effects
        assert "clinic-not-offered" not in [notice.code for notice in told.blocked]


def test_restore_gives_back_what_was_taken_away_by_hand() -> None:
    """`--restore SLUG EMAIL`."""
    view = journal({"ana": managed(Presence.ACTIVE, "escazu", "heredia")})
    declared = practice(entry("ana", "escazu", "heredia"))
    rules = Rules(loosened=Loosened(restore=frozenset({(SLUG, ANA)})))
    (change,) = difference(declared, observation(live("ana")), view, rules=rules).effects.changes
    assert (change.kind, change.after.clinics) == (CHANGE, ("escazu", "heredia"))
