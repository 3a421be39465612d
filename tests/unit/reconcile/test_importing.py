from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from test_every_case import every_case

from accessctl.model.change import Change, ChangeKind
from accessctl.model.fact import Source
from accessctl.model.finding import Holds
from accessctl.model.import_step import Action, ImportStep
from accessctl.model.journal_view import Block
from accessctl.model.live import LiveAssistant, LiveClinic, Presence
from accessctl.model.policy import Policy, RecordAccessPolicy
from accessctl.model.practice import Clinic, Entry, Practice, RecordAccess
from accessctl.model.rules import Rules
from accessctl.model.settings import LiveSettings, Settings
from accessctl.reconcile.case import Situation
from accessctl.reconcile.diff import diff
from accessctl.reconcile.importing import decide
from builders import (
    DAY,
    ISSUER,
    NOW,
    OWNER,
    entry,
    fact,
    handoff,
    journal,
    live,
    mail,
    managed,
    observation,
    practice,
    situation,
)

HERE = practice().where
ONE_CLINIC = practice(clinics=(Clinic("escazu", "Escazú", HERE),))


def steps(declared: Practice, *rows: LiveAssistant, **more: object) -> tuple[ImportStep, ...]:
    """Return the steps for a practice with these people live."""
    return decide(situation(declared, observation(*rows), **more))  # type: ignore[arg-type]


def codes(found: tuple[ImportStep, ...]) -> list[str]:
    """Return what the steps are about."""
    return [step.code for step in found]


def written(step: ImportStep) -> dict[str, object]:
    """Return what a step writes, without the address."""
    return {key: value for key, value in step.values.items() if key != "email"}


def marks(step: ImportStep) -> set[tuple[str, str]]:
    """Return the marks of a step."""
    return {(mark.key, mark.code) for mark in step.marks}


def after_import(before: Situation, found: tuple[ImportStep, ...]) -> Situation:
    """Return the situation once the files say what the steps write."""
    declared = before.practice
    entries = {item.email: item for item in declared.assistants}
    clinics = list(declared.clinics)
    for step in found:
        said = dict(step.values)
        if step.action is Action.ADD_CLINIC:
            clinics.append(Clinic(str(said["id"]), str(said["name"]), HERE))
        if step.email is None or step.action not in (Action.ADD_ENTRY, Action.SET_ENTRY):
            continue
        old = entries.get(step.email) or Entry(step.email, HERE, 1)
        if "record_access" in said:
            said["record_access"] = RecordAccess() if said["record_access"] else None
        if "billing" in said:
            said["billing"] = bool(said["billing"])
        for key in ("surnames", "clinics"):
            if key in said:
                said[key] = tuple(said[key])  # type: ignore[arg-type]
        entries[step.email] = replace(old, **said)  # type: ignore[arg-type]
    return replace(
        before, practice=replace(declared, assistants=tuple(entries.values()), clinics=tuple(clinics))
    )


def test_the_plan_after_an_import_changes_nobody_but_those_it_left_as_they_are() -> None:
    """Walked over the cases: an import leaves no change for somebody live, save where it says so."""
    excused = 0
    for case in every_case(every=7):
        before = case.situation
        found = decide(before)
        after = after_import(before, found)
        notes = [step for step in found if step.action is Action.NOTE]
        assert decide(after) == tuple(notes)
        seen = before.observation
        for change in diff(after).effects.changes:
            if seen is not None and change.email in seen.assistants:
                assert any(_excuses(note, change) for note in notes), (change, found)
                excused += 1
    assert excused


def _excuses(note: ImportStep, change: Change) -> bool:
    """Say whether a note says that the plan still has this to change."""
    facet = note.code.partition("-")[0]
    kinds = {"record": ("record",), "billing": ("billing",), "clinics": ("clinics", "centre")}
    return note.email == change.email and any(kind in change.kind for kind in kinds.get(facet, ("",)))


def test_nobody_declared_and_nobody_live_gives_nothing() -> None:
    """An empty practice stays empty."""
    assert steps(practice()) == ()


def test_somebody_live_and_undeclared_becomes_an_entry_with_all_that_is_known() -> None:
    """The entry says what is live, no more and no less."""
    (step,) = steps(practice(), live("ana", Presence.ACTIVE, "cima", "escazu", record_access=True))
    assert (step.action, step.code, step.email) == (Action.ADD_ENTRY, "added", mail("ana"))
    said = {
        "name": "Ana",
        "surnames": ["Mora", "Jiménez"],
        "clinics": ["escazu", "cima"],
        "record_access": True,
    }
    assert written(step) == said
    assert marks(step) == set()


def test_a_pending_invitation_is_imported_and_an_expired_one_is_not() -> None:
    """Declaring somebody whose invitation expired would send it again."""
    found = steps(practice(), live("ana", Presence.INVITED), live("luz", Presence.EXPIRED))
    assert codes(found) == ["added", "expired"]


def test_what_is_unknown_is_marked_and_never_written() -> None:
    """A person has to look it up."""
    row = live("ana", clinics=None, record_access=None, billing=None, name=None, surnames=())
    (step,) = steps(practice(), row)
    assert written(step) == {}
    keys = {"name": "name-unknown", "clinics": "clinics-unknown"}
    assert marks(step) == {*keys.items(), ("record_access", "record-unknown"), ("billing", "billing-unknown")}


def test_what_a_person_attested_is_known_although_no_reader_sees_it() -> None:
    """The journal's facts count as in the plan."""
    known = replace(managed(), record_access=fact(True, 1, Source.ATTESTED))
    row = live("ana", record_access=None)
    assert written(steps(practice(), row, view=journal({"ana": known}))[0])["record_access"] is True


def test_in_a_practice_with_one_clinic_unknown_clinics_need_no_mark() -> None:
    """There is nothing to choose."""
    (step,) = steps(ONE_CLINIC, live("ana", clinics=None))
    assert "clinics" not in step.values
    assert marks(step) == set()


@pytest.mark.parametrize(
    ("policy", "code"),
    [
        (RecordAccessPolicy(reason_required=True), "record-reason"),
        (RecordAccessPolicy(until_required=True), "record-until"),
        (RecordAccessPolicy(reason_required=True, until_required=True), "record-reason-until"),
    ],
)
def test_a_reason_that_the_policy_asks_for_is_marked_and_not_made_up(
    policy: RecordAccessPolicy, code: str
) -> None:
    """An invented reason would stand in the audit trail."""
    rules = Rules(policy=Policy(record_access=policy))
    (step,) = steps(practice(), live("ana", record_access=True), rules=rules)
    assert written(step)["record_access"] is True
    assert marks(step) == {("record_access", code)}


def test_owner_protected_people_and_the_own_account_are_never_written() -> None:
    """They may not be declared as assistants."""
    rules = Rules(
        Settings(live=LiveSettings(account=mail("bot"))), Policy(protected=frozenset({mail("jefa")}))
    )
    found = steps(practice(), live(OWNER), live("bot"), live("jefa"), rules=rules)
    assert sorted(codes(found)) == ["own-account", "owner", "protected"]
    assert {step.action for step in found} == {Action.NOTE}


def test_an_earlier_address_of_somebody_declared_is_not_declared_beside_the_new_one() -> None:
    """One person, one entry."""
    declared = practice(entry("ana", previously=(mail("ana.m"),)))
    assert codes(steps(declared, live("ana"), live("ana.m"))) == ["earlier-address"]


def test_somebody_revoked_in_an_emergency_is_not_declared_again() -> None:
    """A new entry would settle the emergency, which is a person's to do."""
    view = journal({"ana": managed(emergency=Block(NOW - DAY, None))})
    assert codes(steps(practice(), live("ana"), view=view)) == ["emergency"]


@pytest.mark.parametrize(
    "kind",
    [
        ChangeKind.REVOKE,
        ChangeKind.CANCEL_INVITATION,
        ChangeKind.REQUEST_REMOVAL_AT_CENTRE,
        ChangeKind.REQUEST_RECORD_REMOVAL,
        ChangeKind.REQUEST_BILLING_REMOVAL,
    ],
)
def test_somebody_whose_removal_is_under_way_is_not_declared_again(kind: ChangeKind) -> None:
    """The owner was asked to remove this person, or a centre, support or the issuer's owner what is left."""
    view = journal({"ana": managed()}, handoff("ana", kind))
    assert codes(steps(practice(), live("ana"), view=view)) == ["leaving"]


def test_drift_is_imported_and_said_to_be_drift() -> None:
    """Who reviews the import shall look twice."""
    assert codes(steps(practice(), live("ana"), view=journal())) == ["added-drift"]


def test_names_are_made_to_fit_the_form() -> None:
    """Two surnames, on one line, nothing that cannot be seen."""
    (step,) = steps(practice(), live("ana", name=" Ana\n\u202eLucía", surnames=("De", "la", "O")))
    assert written(step) | {"clinics": 0} == {"name": "Ana Lucía", "surnames": ["De", "la O"], "clinics": 0}


@pytest.mark.parametrize(("who", "clinic", "code"), [("a b@x.example", "escazu", "address-unusable")])
def test_an_address_that_no_file_can_declare_is_said(who: str, clinic: str, code: str) -> None:
    """It would make the whole file unreadable."""
    assert codes(steps(practice(), live(who, Presence.ACTIVE, clinic))) == [code]


def test_a_clinic_that_no_file_can_declare_leaves_the_person_as_is() -> None:
    """Half of somebody's clinics would be taken away by the next plan."""
    found = steps(
        practice(entry("luz")), live("ana", Presence.ACTIVE, "A B"), live("luz", Presence.ACTIVE, "A B")
    )
    assert codes(found) == ["clinic-unusable", "clinic-unusable"]


def test_a_clinic_that_is_not_declared_is_added_under_the_name_that_is_shown() -> None:
    """The entries could not name it otherwise."""
    shown = (LiveClinic("norte", "Norte"), LiveClinic("sur", "Sur", single_record=True))
    seen = observation(live("ana", Presence.ACTIVE, "norte", "sur", "este"), clinics=shown)
    found = decide(situation(practice(), seen))
    assert [(step.code, step.values.get("name"), marks(step)) for step in found[:3]] == [
        ("clinic-added", "este", {("name", "clinic-name")}),
        ("clinic-added", "Norte", set()),
        ("clinic-added", "Sur", {("single_record", "single-record")}),
    ]


def test_a_second_clinic_makes_whoever_named_none_name_the_first() -> None:
    """Otherwise nobody could say which of the two is meant."""
    declared = replace(
        ONE_CLINIC, assistants=(entry("luz", keys={"email": (1, 1)}), entry("zoe", keys={"clinics": (1, 1)}))
    )
    found = steps(declared, live("ana", Presence.ACTIVE, "norte"), live("luz"), live("zoe"))
    assert codes(found) == ["clinic-added", "clinics-written", "added"]
    assert (found[1].email, written(found[1])) == (mail("luz"), {"clinics": ["escazu"]})


def test_billing_access_brings_its_issuer_where_it_is_known_and_a_mark_where_not() -> None:
    """Billing without an issuer is an error of the file."""
    seen = situation(practice(billing_issuer=None), observation(live("ana", billing=True)))
    known, unknown = decide(seen, ISSUER), decide(seen)
    assert codes(known) == ["issuer-added", "added"]
    assert known[0].values == {"billing_issuer": {"owner": ISSUER}}
    assert marks(unknown[0]) == {("billing", "issuer-unknown")}


def test_a_declared_person_follows_what_is_live() -> None:
    """Each facet is a step of its own."""
    declared = practice(entry("ana", "heredia", "escazu", billing=True), entry("luz", record_access=True))
    found = steps(
        declared,
        live("ana", Presence.ACTIVE, "escazu", "cima", record_access=True),
        live("luz", billing=True),
    )
    assert [(step.code, written(step)) for step in found] == [
        ("clinics-changed", {"clinics": ["escazu", "cima"]}),
        ("record-added", {"record_access": True}),
        ("billing-removed", {"billing": None}),
        ("record-removed", {"record_access": None}),
        ("billing-added", {"billing": True}),
    ]


def test_a_declared_person_who_is_live_as_declared_is_left_alone() -> None:
    """Nothing is written without need."""
    assert steps(practice(entry("ana", record_access=True)), live("ana", record_access=True)) == ()


def test_what_waits_for_an_invitation_s_acceptance_stays_declared() -> None:
    """More clinics, record access and billing come after it."""
    declared = practice(entry("ana", "escazu", "heredia", record_access=True, billing=True))
    assert steps(declared, live("ana", Presence.INVITED, "escazu")) == ()


@pytest.mark.parametrize(
    ("kind", "declared", "code"),
    [
        (ChangeKind.REQUEST_RECORD_ACCESS, entry("ana", record_access=True), "record-under-way"),
        (ChangeKind.REQUEST_BILLING, entry("ana", billing=True), "billing-under-way"),
        (ChangeKind.CHANGE_CLINICS, entry("ana", "heredia"), "clinics-under-way"),
    ],
)
def test_what_was_asked_of_somebody_stays_declared(kind: ChangeKind, declared: Entry, code: str) -> None:
    """An import takes no open request back."""
    view = journal({"ana": managed()}, handoff("ana", kind))
    assert codes(steps(practice(declared), live("ana"), view=view)) == [code]


def test_a_centre_that_was_asked_stays_declared() -> None:
    """The person is not there yet, but will be."""
    view = journal({"ana": managed()}, handoff("ana", ChangeKind.REQUEST_USER_AT_CENTRE, centre="cima"))
    assert steps(practice(entry("ana", "escazu", "cima")), live("ana"), view=view) == ()
    (step,) = steps(practice(entry("ana", "escazu", "cima")), live("ana"))
    assert written(step) == {"clinics": ["escazu"]}


@pytest.mark.parametrize(
    ("declared", "row", "code"),
    [
        (entry("ana"), None, "not-live"),
        (entry("ana"), live("ana", Presence.EXPIRED, "heredia"), "expired-declared"),
        (entry("ana", ends=date(2026, 11, 1)), live("ana"), "until-passed"),
        (entry("ana", starts=date(2026, 12, 1)), live("ana"), "not-begun"),
        (
            entry("ana", record_access=RecordAccess(until=date(2026, 11, 1))),
            live("ana", record_access=True),
            "record-ended",
        ),
    ],
)
def test_people_whom_the_plan_has_to_see_to_are_left_as_declared(
    declared: Entry, row: LiveAssistant | None, code: str
) -> None:
    """Invitations, resendings and ends are what the files ask for."""
    assert codes(steps(practice(declared), *([] if row is None else [row]))) == [code]


def test_an_entry_with_errors_is_left_to_the_person_who_mends_it() -> None:
    """What it means is not clear, and the plan changes nothing for it."""
    holds = Holds(entries={("santa-lucia", mail("ana")): "unknown-clinic"})
    found = steps(practice(entry("ana", "heredia")), live("ana", record_access=True), holds=holds)
    assert codes(found) == ["entry-held"]
