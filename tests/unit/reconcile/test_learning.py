"""What an observation teaches the journal, and that it teaches nothing twice."""

from __future__ import annotations

from dataclasses import replace

from accessctl.model.change import ChangeKind
from accessctl.model.fact import Source
from accessctl.model.finding import Holds
from accessctl.model.handoff import HandoffState
from accessctl.model.journal_view import Block, Settled
from accessctl.model.live import Presence, Unobserved
from accessctl.model.record import Record, RecordKind
from accessctl.model.rules import Loosened, Rules
from accessctl.reconcile.learning import learn
from builders import (
    DAY,
    HOUR,
    NOW,
    difference,
    entry,
    fact,
    handoff,
    journal,
    live,
    mail,
    managed,
    observation,
    practice,
)


def kinds(records: tuple[Record, ...]) -> list[str]:
    """Return what was learned, in order."""
    return [str(record.kind) for record in records]


def test_a_practice_as_the_journal_has_it_teaches_nothing() -> None:
    """The no-op first: a run that learns nothing writes nothing."""
    found = difference(practice(entry("ana")), observation(live("ana")), journal({"ana": managed()}))
    assert learn(found) == ()


def test_a_first_observation_adopts_the_declared_and_notes_the_others_as_unmanaged() -> None:
    """Drift exists only after it."""
    records = learn(difference(practice(entry("ana")), observation(live("ana"), live("eva"))))
    assert kinds(records) == ["observation", "adopted", "unmanaged"]
    assert (records[0].count, records[0].complete) == (2, True)
    assert records[1].declared is not None


def test_a_first_empty_observation_is_noted_too() -> None:
    """From now on whoever appears is drift."""
    assert kinds(learn(difference(practice(), observation()))) == ["observation"]


def test_an_incomplete_first_observation_calls_nobody_unmanaged() -> None:
    """The reader does not say that it lists everybody."""
    records = learn(difference(practice(), observation(live("eva"), complete=False)))
    assert kinds(records) == []


def test_somebody_new_and_undeclared_after_adoption_is_drift_and_noted_once() -> None:
    """First seen now; the next run knows."""
    found = difference(practice(), observation(live("eva")), journal({}))
    assert kinds(learn(found)) == ["observation", "drift"]
    known = replace(managed(), managed=False, drift_since=NOW - DAY)
    assert learn(difference(practice(), observation(live("eva")), journal({"eva": known}))) == ()


def test_an_accepted_invitation_is_seen_between_two_observations() -> None:
    """Between them the answer is unknown."""
    asked = managed(
        Presence.INVITED,
        presence=fact(Presence.INVITED, 20, Source.APPLIED),
        sent_at=NOW - 20 * HOUR,
        seen=False,
    )
    records = learn(difference(practice(entry("ana")), observation(live("ana")), journal({"ana": asked})))
    assert kinds(records) == ["observation", "seen"]
    assert records[1].presence is Presence.ACTIVE
    assert records[1].observed_between == (NOW - DAY, NOW)


def test_an_invitation_that_stands_as_we_sent_it_teaches_nothing() -> None:
    """The second run after an apply writes nothing."""
    asked = managed(
        Presence.INVITED,
        presence=fact(Presence.INVITED, 20, Source.APPLIED),
        sent_at=NOW - 20 * HOUR,
        record_access=None,
        billing=None,
        seen=False,
    )
    found = difference(
        practice(entry("ana")), observation(live("ana", Presence.INVITED)), journal({"ana": asked})
    )
    assert learn(found) == ()


def test_somebody_gone_is_noted_once() -> None:
    """By hand, or by us: the removal is seen done."""
    others = {"eva": managed(), "sol": managed()}
    rows = (live("eva"), live("sol"))
    entries = (entry("eva"), entry("sol"))
    removed = managed(Presence.ABSENT, presence=fact(Presence.ABSENT, 1, Source.APPLIED), seen=False)
    for person in (managed(), removed):
        found = difference(practice(*entries), observation(*rows), journal({"ana": person, **others}))
        assert kinds(learn(found)) == ["observation", "gone"]
    after = managed(Presence.ABSENT, seen=False)
    assert learn(difference(practice(*entries), observation(*rows), journal({"ana": after, **others}))) == ()


def test_a_block_that_a_commit_lifts_is_noted_with_what_the_entry_means() -> None:
    """Once: the second run finds it in the journal."""
    declared = entry("ana")
    rows = observation(live("eva"), live("sol"))
    entries = practice(declared, entry("eva"), entry("sol"))
    others = {"eva": managed(), "sol": managed()}
    records = learn(difference(entries, rows, journal({"ana": managed(), **others})))
    assert [(r.code, r.entry) for r in records if r.kind is RecordKind.BLOCKED] == [
        ("removed-by-hand", declared.meaning)
    ]
    noted = managed(
        Presence.ABSENT, blocks={"removed-by-hand": Block(NOW - DAY, declared.meaning)}, seen=False
    )
    assert learn(difference(entries, rows, journal({"ana": noted, **others}))) == ()


def test_a_facet_taken_away_by_hand_is_noted_under_its_own_name() -> None:
    """The person is there: only the record access is blocked."""
    person = managed(
        record_access=fact(True), settled=Settled(frozenset({"escazu"}), record_access=True, billing=False)
    )
    found = difference(
        practice(entry("ana", record_access=True)), observation(live("ana")), journal({"ana": person})
    )
    blocked = [record.code for record in learn(found) if record.kind is RecordKind.BLOCKED]
    assert blocked == ["removed-by-hand:request-record-access"]


def test_a_restored_person_is_noted() -> None:
    """So that the next run does not block again."""
    rules = Rules(loosened=Loosened(restore=frozenset({("santa-lucia", mail("ana"))})))
    found = difference(
        practice(entry("ana")), observation(live("ana")), journal({"ana": managed()}), rules=rules
    )
    assert kinds(learn(found)) == ["restored"]


def test_an_open_request_whose_effect_is_seen_is_done() -> None:
    """Closed by observation, together with the new fact."""
    asked = handoff("ana", ChangeKind.REQUEST_RECORD_ACCESS)
    found = difference(
        practice(entry("ana", record_access=True)),
        observation(live("ana", record_access=True)),
        journal({"ana": managed()}, asked),
    )
    records = learn(found)
    assert kinds(records) == ["observation", "seen", "handoff"]
    assert records[2].state is HandoffState.DONE_OBSERVED


def test_that_somebody_is_gone_does_not_prove_that_the_record_is_closed() -> None:
    """Whether record access survives a removal is not known."""
    asked = handoff("ana", ChangeKind.REQUEST_RECORD_REMOVAL)
    gone = managed(Presence.ABSENT, record_access=fact(True), seen=False)
    found = difference(practice(), observation(), journal({"ana": gone}, asked))
    assert RecordKind.HANDOFF not in {record.kind for record in learn(found)}


def test_an_entry_with_errors_is_not_adopted() -> None:
    """What cannot be trusted is not taken over; and it is no drift either."""
    holds = Holds(entries={("santa-lucia", mail("ana")): "unknown-clinic"})
    records = learn(difference(practice(entry("ana")), observation(live("ana")), holds=holds))
    assert kinds(records) == ["observation", "unmanaged"]


def test_a_refused_answer_teaches_nothing() -> None:
    """An empty answer after a non-empty one is not believed."""
    found = difference(practice(entry("ana")), observation(), journal({"ana": managed()}))
    assert found.frozen is not None
    assert found.frozen.code == "empty-answer"
    assert learn(found) == ()
    assert learn(difference(practice(), Unobserved("santa-lucia", "timeout"), journal({}))) == ()


def test_a_fact_newer_than_the_observation_stands() -> None:
    """An old list does not undo what a person has said since."""
    said = managed(record_access=fact(True, 1, Source.ATTESTED))
    old = observation(live("ana"), at=NOW - 5 * HOUR)
    found = difference(practice(entry("ana", record_access=True)), old, journal({"ana": said}))
    assert learn(found) == ()
    assert found.effects.changes == ()


def test_an_entry_that_an_error_holds_teaches_nothing_twice() -> None:
    """What it asks for is not believed, so it is never seen to be there as declared."""
    held = Holds(entries={("santa-lucia", mail("ana")): "unknown-clinic"})
    person = managed(billing=fact(True))
    found = difference(
        practice(entry("ana", billing=True)),
        observation(live("ana", billing=True)),
        journal({"ana": person}),
        holds=held,
    )
    assert learn(found) == ()
