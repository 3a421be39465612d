from __future__ import annotations

import time
from datetime import timedelta
from itertools import count

import pytest
from journal_repositories import NOON

from accessctl.journal.folding import fold
from accessctl.model.change import Access, ChangeKind
from accessctl.model.fact import Fact, Source
from accessctl.model.handoff import HandoffState
from accessctl.model.identity import Address
from accessctl.model.journal_view import Block, JournalView, Person, Removal, Settled
from accessctl.model.live import Presence
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind

ANA = Address("ana@x.example")
HOUR = timedelta(hours=1)
K = RecordKind
C = ChangeKind
RUN1, RUN2, RUN3 = "000001-aaaaaaaa", "000002-bbbbbbbb", "000003-cccccccc"


def journal(*records: Record, run: str = RUN1) -> JournalView:
    """Fold the records, numbered; a record that names a run keeps it."""
    numbers = count(1)
    return fold(_numbered(record, run, next(numbers)) for record in records)


def _numbered(record: Record, run: str, seq: int) -> Record:
    values = {name: getattr(record, name) for name in Record.__dataclass_fields__}
    return Record(**{**values, "run": record.run or run, "seq": seq})


def about(kind: RecordKind, at: timedelta = timedelta(), **fields: object) -> Record:
    values: dict[str, object] = {"practice": "p", "email": ANA, **fields}
    return Record(kind=kind, at=NOON + at, **values)  # type: ignore[arg-type]


def outcome(
    change: ChangeKind, status: Status = Status.DONE, at: timedelta = timedelta(), **more: object
) -> Record:
    return about(K.OUTCOME, at, change=change, outcome=status, change_id=f"id-{change}", **more)


def handed_off(change: ChangeKind, at: timedelta = timedelta(), **more: object) -> Record:
    return outcome(change, Status.HANDED_OFF, at, **{"handoff": "h1", "reference": "<m@x.example>", **more})


def answer(state: HandoffState, at: timedelta = HOUR, **more: object) -> Record:
    return about(K.HANDOFF, at, handoff="h1", state=state, **more)


def observation(at: timedelta = timedelta(), slug: str = "p", **more: object) -> Record:
    values: dict[str, object] = {
        "provider": "sandbox",
        "account": "p",
        "complete": True,
        "digest": "d",
        **more,
    }
    return Record(kind=K.OBSERVATION, at=NOON + at, practice=slug, **values)  # type: ignore[arg-type]


def ana(*records: Record) -> Person:
    return journal(*records).practices["p"].person(ANA)


def observed(value: object, at: timedelta = timedelta()) -> Fact[object]:
    return Fact(value, NOON + at, Source.OBSERVED)


def applied(value: object, at: timedelta = timedelta()) -> Fact[object]:
    return Fact(value, NOON + at, Source.APPLIED)


def attested(value: object, at: timedelta = HOUR) -> Fact[object]:
    return Fact(value, NOON + at, Source.ATTESTED)


LIVE = {"presence": Presence.ACTIVE, "after": Access(("a", "b"), True, False)}


def test_nothing_folds_to_an_empty_view() -> None:
    """No records, no memory."""
    assert fold(()) == JournalView()


# people who were seen


@pytest.mark.parametrize("kind", [K.ADOPTED, K.UNMANAGED, K.DRIFT, K.SEEN])
def test_seen_person_has_the_observed_facts(kind: RecordKind) -> None:
    """Each of the four kinds carries what was read, as observed facts."""
    person = ana(about(kind, sent_at=NOON, attempts=2, entry="e", **LIVE))
    assert person.presence == observed(Presence.ACTIVE)
    assert person.clinics == observed(frozenset({"a", "b"}))
    assert person.record_access == observed(True)
    assert person.billing == observed(False)
    assert person.sent_at == NOON
    assert person.seen
    assert person.attempts_seen == (("e", 2),)


def test_seen_facet_that_is_unknown_keeps_what_was_known() -> None:
    """A reader that cannot tell does not make anything unknown."""
    person = ana(about(K.SEEN, **LIVE), about(K.SEEN, HOUR, after=Access(None, None, None)))
    assert person.clinics == observed(frozenset({"a", "b"}))
    assert person.record_access == observed(True)
    assert person.presence == observed(Presence.ACTIVE)


def test_adopted_person_is_managed_and_no_longer_unmanaged_or_drift() -> None:
    """Declared and found live: from now on ours."""
    person = ana(about(K.UNMANAGED), about(K.DRIFT), about(K.ADOPTED, HOUR))
    assert (person.managed, person.unmanaged, person.drift_since) == (True, False, None)


def test_unmanaged_person_is_unmanaged() -> None:
    """Live before adoption: shown, never touched."""
    person = ana(about(K.UNMANAGED))
    assert (person.managed, person.unmanaged) == (False, True)


def test_drift_counts_from_the_first_time_it_was_seen() -> None:
    """A second look does not make drift younger."""
    assert ana(about(K.DRIFT), about(K.DRIFT, HOUR)).drift_since == NOON


def test_seen_facts_say_nothing_about_management() -> None:
    """Changed facts alone neither adopt nor release."""
    person = ana(about(K.ADOPTED, **LIVE), about(K.SEEN, HOUR, presence=Presence.EXPIRED))
    assert (person.managed, person.unmanaged) == (True, False)
    assert person.presence == observed(Presence.EXPIRED, HOUR)


@pytest.mark.parametrize(
    ("presence", "kept"),
    [(Presence.INVITED, False), (Presence.ACTIVE, False), (Presence.EXPIRED, True), (None, True)],
)
def test_block_removed_by_hand_ends_when_the_person_is_back(presence: Presence | None, kept: bool) -> None:  # noqa: FBT001
    """Only somebody invited or active again is back."""
    person = ana(about(K.BLOCKED, code="removed-by-hand"), about(K.SEEN, presence=presence))
    assert ("removed-by-hand" in person.blocks) is kept


def test_declared_value_settles_only_where_it_was_seen_live() -> None:
    """A facet is settled when declared and observed agree; others keep what they had."""
    person = ana(
        about(K.ADOPTED, after=Access(("b", "a"), True, None), declared=Access(("a", "b"), False, True))
    )
    assert person.settled == Settled(frozenset({"a", "b"}), None, None)
    person = ana(
        about(K.ADOPTED, after=Access(("a",), True, False), declared=Access(("a",), True, False)),
        about(K.SEEN, after=Access(("b",), False, True), declared=Access(("a",), True, False)),
    )
    assert person.settled == Settled(frozenset({"a"}), True, False)


# people who left


def test_gone_person_is_absent_unseen_and_no_longer_managed() -> None:
    """A removal that was seen done ends management, drift and the rest."""
    person = ana(about(K.ADOPTED, **{**LIVE, "after": Access(("a",))}), about(K.DRIFT), about(K.GONE, HOUR))
    assert person.presence == observed(Presence.ABSENT, HOUR)
    assert (person.seen, person.managed, person.unmanaged, person.drift_since) == (False, False, False, None)


@pytest.mark.parametrize("facet", [{"record_access": True}, {"billing": True}])
def test_gone_person_stays_managed_while_something_is_known_to_be_granted(facet: dict[str, bool]) -> None:
    """Record access or billing that nobody took back has still to be asked back."""
    kind = C.REQUEST_RECORD_REMOVAL if "record_access" in facet else C.REQUEST_BILLING_REMOVAL
    records = [about(K.ADOPTED, presence=Presence.ACTIVE, after=Access(("a",), **facet)), about(K.GONE)]
    assert ana(*records).managed
    asked = handed_off(kind)
    assert ana(*records, asked).managed
    assert not ana(*records, asked, answer(HandoffState.DONE_ATTESTED)).managed


def test_gone_person_who_reappears_is_drift_and_not_managed() -> None:
    """Management does not come back by itself."""
    person = ana(about(K.ADOPTED), about(K.GONE, HOUR), about(K.DRIFT, 2 * HOUR, presence=Presence.ACTIVE))
    assert (person.managed, person.drift_since, person.seen) == (False, NOON + 2 * HOUR, True)


# blocks and emergencies


def test_block_keeps_its_time_while_the_entry_means_the_same() -> None:
    """First seen counts; an entry that changed begins a new block."""
    first, again = about(K.BLOCKED, code="x", entry="e"), about(K.BLOCKED, HOUR, code="x", entry="e")
    assert ana(first, again).blocks == {"x": Block(NOON, "e")}
    changed = about(K.BLOCKED, HOUR, code="x", entry="f", attempts=3)
    person = ana(first, changed)
    assert person.blocks == {"x": Block(NOON + HOUR, "f")}
    assert person.attempts_seen == (("f", 3),)


def test_emergency_marks_the_entry_and_makes_the_person_managed() -> None:
    """Revoked at once: remembered with what the entry meant."""
    person = ana(about(K.EMERGENCY, entry="e"))
    assert (person.emergency, person.managed) == (Block(NOON, "e"), True)


def test_what_a_person_restored_is_no_longer_blocked_until_it_is_seen_there_again() -> None:
    """A lifted block stays lifted while the request is on its way, and counts anew afterwards."""
    taken = "removed-by-hand:request-record-access"
    lifted = (about(K.EMERGENCY, entry="e"), about(K.BLOCKED, code=taken, entry="e"), about(K.RESTORED))
    person = ana(*lifted)
    assert person.emergency is None
    assert person.blocks[taken].entry == "lifted"
    seen = about(K.SEEN, HOUR, presence=Presence.ACTIVE, after=Access(("a",), True, None))
    assert taken not in ana(*lifted, seen).blocks


def test_clinics_changed_by_us_are_no_longer_blocked() -> None:
    """If they are taken away by hand again, that is another time."""
    taken = "removed-by-hand:change-clinics"
    person = ana(about(K.BLOCKED, code=taken, entry="e"), outcome(C.CHANGE_CLINICS, after=Access(("a",))))
    assert taken not in person.blocks


def test_of_two_observations_at_one_instant_the_later_record_holds() -> None:
    """A sandbox's clock may stand still while people act."""
    first = about(K.ADOPTED, presence=Presence.ACTIVE, after=Access(("a",), False, None))
    later = about(K.SEEN, presence=Presence.ACTIVE, after=Access(("a", "b"), True, None))
    person = ana(first, later)
    assert person.clinics is not None
    assert person.record_access is not None
    assert (person.clinics.value, person.record_access.value) == (frozenset({"a", "b"}), True)


# outcomes


def test_invited_person_is_managed_with_applied_presence_and_clinics() -> None:
    """Our own invitation is a fact of ours, counted as a sending, and settles the clinics."""
    person = ana(
        about(K.UNMANAGED),
        about(K.BLOCKED, code="removed-by-hand"),
        about(K.BLOCKED, code="other"),
        outcome(C.INVITE, after=Access(("a",)), entry="e"),
    )
    assert person.presence == applied(Presence.INVITED)
    assert person.clinics == applied(frozenset({"a"}))
    assert person.settled.clinics == frozenset({"a"})
    assert person.sent_at == NOON
    assert person.sendings == (("e", NOON),)
    assert (person.managed, person.unmanaged) == (True, False)
    assert set(person.blocks) == {"other"}


@pytest.mark.parametrize(("entry", "left"), [("e", True), ("f", False)])
def test_emergency_ends_with_an_invitation_for_another_meaning(entry: str, left: bool) -> None:  # noqa: FBT001
    """Only a later commit that touches the entry lifts it."""
    person = ana(about(K.EMERGENCY, entry="e"), outcome(C.INVITE, entry=entry))
    assert (person.emergency is not None) is left


def test_resent_invitation_counts_as_a_sending() -> None:
    """The 48 hours begin anew."""
    person = ana(outcome(C.INVITE, entry="e"), outcome(C.RESEND, at=HOUR, entry="e"))
    assert person.presence == applied(Presence.INVITED, HOUR)
    assert person.sent_at == NOON + HOUR
    assert person.sendings == (("e", NOON), ("e", NOON + HOUR))


@pytest.mark.parametrize("kind", [C.CANCEL_INVITATION, C.REVOKE])
def test_removal_makes_absent_and_counts_for_the_guards(kind: ChangeKind) -> None:
    """Managed until it is seen done."""
    view = journal(about(K.ADOPTED, **LIVE), outcome(kind, at=HOUR))
    person = view.practices["p"].person(ANA)
    assert person.presence == applied(Presence.ABSENT, HOUR)
    assert (person.seen, person.managed) == (False, True)
    assert view.removals == (Removal(NOON + HOUR, "p", ANA),)


def test_removal_at_the_very_time_of_the_observation_holds() -> None:
    """A clock that stands still (a sandbox's) does not undo what we did after looking."""
    assert ana(about(K.ADOPTED, **LIVE), outcome(C.REVOKE)).presence == applied(Presence.ABSENT)


@pytest.mark.parametrize("record", [outcome, handed_off])
def test_replacement_is_no_removal_for_the_guards(record: object) -> None:
    """A person who only changes address does not count."""
    assert journal(record(C.REVOKE, replaces="new@x.example")).removals == ()  # type: ignore[operator]


def test_changed_clinics_are_applied_and_settled() -> None:
    """Our own change is a fact, and the declaration as last applied."""
    person = ana(about(K.ADOPTED, **LIVE), outcome(C.CHANGE_CLINICS, at=HOUR, after=Access(("c",))))
    assert person.clinics == applied(frozenset({"c"}), HOUR)
    assert person.settled.clinics == frozenset({"c"})


@pytest.mark.parametrize("status", [Status.FAILED, Status.SKIPPED, Status.FATE_UNKNOWN])
def test_outcome_that_is_not_done_changes_no_fact(status: Status) -> None:
    """Only what was done, or handed off, has happened."""
    view = journal(outcome(C.REVOKE, status), outcome(C.INVITE, status))
    assert view.removals == ()
    assert view.practices["p"].person(ANA) == Person()


# fates


def fates(*records: Record) -> list[ChangeKind]:
    return [fate.kind for fate in journal(*records).unknown_fates]


def test_fate_unknown_is_shown_until_something_tells() -> None:
    """It names run, person and change."""
    (fate,) = journal(outcome(C.INVITE, Status.FATE_UNKNOWN)).unknown_fates
    assert (fate.at, fate.run, fate.practice, fate.email) == (NOON, RUN1, "p", ANA)
    assert (fate.kind, fate.change_id) == (C.INVITE, "id-invite")


@pytest.mark.parametrize(
    "later",
    [
        about(K.SEEN, run=RUN2),
        about(K.GONE, run=RUN2),
        about(K.ADOPTED, run=RUN2),
        outcome(C.INVITE, run=RUN2),
        outcome(C.INVITE, Status.FAILED, run=RUN2),
        outcome(C.REVOKE, run=RUN2),
        outcome(C.REVOKE, Status.HANDED_OFF, run=RUN2),
    ],
)
def test_fate_is_told_by_a_later_look_or_outcome(later: Record) -> None:
    """What shows live is told by seeing the person, or by the next thing done to them."""
    assert fates(outcome(C.INVITE, Status.FATE_UNKNOWN), later) == []


@pytest.mark.parametrize(
    "later",
    [
        about(K.SEEN, run=RUN2, email=Address("other@x.example")),
        about(K.SEEN, run=RUN2, practice="q"),
        about(K.SEEN),
        outcome(C.INVITE, Status.SKIPPED, run=RUN2),
        outcome(C.RESEND, Status.FAILED, run=RUN2),
        outcome(C.REQUEST_RECORD_ACCESS, Status.HANDED_OFF, run=RUN2),
        about(K.BLOCKED, code="x", run=RUN2),
    ],
)
def test_fate_is_not_told_by_what_says_nothing_about_it(later: Record) -> None:
    """Somebody else, a change that was skipped, the run that could not tell: none of them tells."""
    assert fates(outcome(C.INVITE, Status.FATE_UNKNOWN), later) == [C.INVITE]


def test_fate_of_a_mail_is_not_told_by_seeing_the_person() -> None:
    """A request whose mail may have gone out is never silently repeated."""
    lost = outcome(C.REQUEST_RECORD_ACCESS, Status.FATE_UNKNOWN)
    assert fates(lost, about(K.SEEN, run=RUN2, presence=Presence.ACTIVE, after=Access(("a",), False))) == [
        C.REQUEST_RECORD_ACCESS
    ]
    assert fates(lost, about(K.SEEN, run=RUN2, after=Access(("a",), True))) == []
    assert fates(lost, outcome(C.REQUEST_RECORD_REMOVAL, Status.HANDED_OFF, run=RUN2)) == []
    assert fates(lost, handed_off(C.REQUEST_RECORD_ACCESS, run=RUN2)) == []


def takeover(run: str = RUN2, dead: str = RUN1) -> Record:
    return Record(kind=K.TAKEOVER, at=NOON, run=run, reference=dead)


def closed(run: str = RUN1) -> Record:
    return Record(kind=K.CLOSED, at=NOON, run=run)


def test_late_close_tells_a_fate_that_its_heir_could_not() -> None:
    """The dead run's own word comes first in the journal, and is the better one."""
    view = journal(
        closed(), outcome(C.INVITE, run=RUN1), takeover(), outcome(C.INVITE, Status.FATE_UNKNOWN, run=RUN2)
    )
    assert view.unknown_fates == ()
    assert view.practices["p"].person(ANA).presence == applied(Presence.INVITED)


@pytest.mark.parametrize("first", [Status.FAILED, Status.FATE_UNKNOWN, Status.HANDED_OFF])
def test_what_an_heir_told_of_another_run_is_no_word_on_what_it_did_itself(first: Status) -> None:
    """It died as well, and asked for the same: whether its own letter went out, nobody knows."""
    ask = C.REQUEST_RECORD_ACCESS
    view = journal(
        takeover(RUN2, RUN1),
        outcome(ask, first, run=RUN2, params={"run": RUN1}, code="recovered"),
        about(K.INTENT, run=RUN2, change=ask, change_id=f"id-{ask}"),
        takeover(RUN3, RUN2),
        outcome(ask, Status.FATE_UNKNOWN, run=RUN3, params={"run": RUN2}, code="recovered"),
        closed(RUN3),
    )
    assert [(fate.run, fate.told_by) for fate in view.unknown_fates] == [(RUN2, RUN3)]


def test_late_close_and_its_heir_count_one_sending_once() -> None:
    """Both say that the invitation went out: it went out once; the heir's own change counts."""
    dead = [closed(), outcome(C.INVITE, run=RUN1, entry="e"), outcome(C.REVOKE, run=RUN1)]
    heir = [takeover(), outcome(C.INVITE, run=RUN2, entry="e"), outcome(C.REVOKE, run=RUN2)]
    view = journal(*dead, *heir)
    assert len(view.practices["p"].person(ANA).sendings) == 1
    assert len(view.removals) == 1
    view = journal(*dead, *heir, closed(RUN2), outcome(C.INVITE, run=RUN2, entry="e"))
    assert len(view.practices["p"].person(ANA).sendings) == 2


def test_heir_who_saw_done_what_the_dead_run_thought_failed_is_believed() -> None:
    """A time-out that was taken for a failure, and then seen live."""
    view = journal(
        closed(), outcome(C.INVITE, Status.FAILED, run=RUN1), takeover(), outcome(C.INVITE, run=RUN2)
    )
    assert view.practices["p"].person(ANA).presence == applied(Presence.INVITED)


# hand-offs


def test_handed_off_change_is_a_sent_hand_off() -> None:
    """All that the record says of it is there."""
    (found,) = (
        journal(
            handed_off(
                C.REQUEST_USER_AT_CENTRE,
                recipient="r@x.example",
                requester="q@x.example",
                centre="cima",
                entry="e",
                after=Access(("cima",)),
            )
        )
        .practices["p"]
        .handoffs
    )
    assert (found.id, found.kind, found.state) == ("h1", C.REQUEST_USER_AT_CENTRE, HandoffState.SENT)
    assert (found.message_id, found.recipient, found.requester) == (
        "<m@x.example>",
        "r@x.example",
        "q@x.example",
    )
    assert (found.centre, found.entry, found.after) == ("cima", "e", Access(("cima",)))
    assert (found.opened_at, found.changed_at) == (NOON, NOON)


def test_handed_off_change_whose_mail_was_not_sent_is_open() -> None:
    """Somebody still has to send it."""
    (found,) = journal(handed_off(C.REQUEST_BILLING, code="open")).practices["p"].handoffs
    assert found.state is HandoffState.OPEN


@pytest.mark.parametrize("kind", [C.REVOKE, C.CANCEL_INVITATION])
def test_handed_off_removal_counts_for_the_guards_and_is_no_longer_expected(kind: ChangeKind) -> None:
    """Asked for is as good as removed for the count; the facts wait for the answer."""
    view = journal(about(K.ADOPTED, **LIVE), handed_off(kind, HOUR))
    person = view.practices["p"].person(ANA)
    assert (person.seen, person.presence) == (False, observed(Presence.ACTIVE))
    assert view.removals == (Removal(NOON + HOUR, "p", ANA),)


def test_answer_moves_the_hand_off_on() -> None:
    """State, who, evidence and reason are the newest said."""
    view = journal(
        handed_off(C.REQUEST_RECORD_ACCESS),
        answer(HandoffState.REFUSED, by="support", evidence="a mail", params={"reason": "not the owner"}),
    )
    (found,) = view.practices["p"].handoffs
    assert (found.state, found.by, found.evidence) == (HandoffState.REFUSED, "support", "a mail")
    assert (found.reason, found.changed_at, found.pending) == ("not the owner", NOON + HOUR, False)


def test_hand_off_asked_for_again_is_open_again_and_newest() -> None:
    """The same request after a cancelled one counts anew."""
    view = journal(
        handed_off(C.REQUEST_BILLING),
        handed_off(C.REQUEST_RECORD_ACCESS, handoff="h2"),
        answer(HandoffState.CANCELLED),
        handed_off(C.REQUEST_BILLING, 2 * HOUR),
    )
    assert [(item.id, item.pending) for item in view.practices["p"].handoffs] == [("h2", True), ("h1", True)]


@pytest.mark.parametrize(
    ("kind", "facet", "value"),
    [
        (C.REQUEST_RECORD_ACCESS, "record_access", True),
        (C.REQUEST_RECORD_REMOVAL, "record_access", False),
        (C.REQUEST_BILLING, "billing", True),
        (C.REQUEST_BILLING_REMOVAL, "billing", False),
        (C.REVOKE, "presence", Presence.ABSENT),
        (C.CANCEL_INVITATION, "presence", Presence.ABSENT),
        (C.CONFIRM_ACCEPTANCE, "presence", Presence.ACTIVE),
        (C.INVITE, "presence", Presence.INVITED),
        (C.RESEND, "presence", Presence.INVITED),
        (C.CHANGE_CLINICS, "clinics", frozenset({"n"})),
        (C.REQUEST_USER_AT_CENTRE, "clinics", frozenset({"a", "b", "cima"})),
        (C.REQUEST_REMOVAL_AT_CENTRE, "clinics", frozenset({"a"})),
    ],
)
def test_attested_answer_gives_an_attested_fact(kind: ChangeKind, facet: str, value: object) -> None:
    """A person's word is a fact of its time, for each kind of change."""
    centre = "b" if kind is C.REQUEST_REMOVAL_AT_CENTRE else "cima"
    asked = handed_off(kind, centre=centre, after=Access(("n",)))
    person = ana(about(K.ADOPTED, **LIVE), asked, answer(HandoffState.DONE_ATTESTED))
    assert getattr(person, facet) == attested(value)
    for state in (HandoffState.REFUSED, HandoffState.CANCELLED, HandoffState.SUPERSEDED):
        if (kind, state) == (C.CONFIRM_ACCEPTANCE, HandoffState.REFUSED):
            continue  # a no to this question is an answer
        assert getattr(ana(about(K.ADOPTED, **LIVE), asked, answer(state)), facet) == observed(
            {"presence": Presence.ACTIVE, "clinics": frozenset({"a", "b"}), "record_access": True}.get(
                facet, False
            )
        )


def test_an_owner_who_says_no_to_the_question_makes_the_invitation_one_that_ran_out() -> None:
    """The answer to `confirm-acceptance` is a fact, whichever it is."""
    asked, refused = handed_off(C.CONFIRM_ACCEPTANCE), answer(HandoffState.REFUSED)
    for sent in (
        outcome(C.INVITE),
        about(K.ADOPTED, **{**LIVE, "presence": Presence.INVITED, "attempts": 1}),
    ):
        assert ana(sent, asked, refused).presence == attested(Presence.EXPIRED)


def test_an_owner_who_says_no_where_no_sending_is_known_makes_the_person_absent() -> None:
    """The run that died may never have come to send it."""
    asked, refused = handed_off(C.CONFIRM_ACCEPTANCE), answer(HandoffState.REFUSED)
    assert ana(asked, refused).presence == attested(Presence.ABSENT)


def test_attested_answer_loses_against_an_observation_as_new() -> None:
    """The newest fact wins, on a tie the observed one; the journal's order does not matter here."""
    asked = handed_off(C.REQUEST_RECORD_REMOVAL)
    for at in (HOUR, 2 * HOUR):
        person = ana(asked, about(K.SEEN, at, **LIVE), answer(HandoffState.DONE_ATTESTED))
        assert person.record_access == observed(True, at)


def test_attested_centre_says_nothing_where_the_other_clinics_are_unknown() -> None:
    """One clinic does not make the rest known."""
    person = ana(handed_off(C.REQUEST_USER_AT_CENTRE, centre="cima"), answer(HandoffState.DONE_ATTESTED))
    assert person.clinics is None


def test_invitation_attested_by_hand_counts_like_our_own() -> None:
    """Managed, sent then, one sending, its clinics."""
    person = ana(
        about(K.BLOCKED, code="removed-by-hand"),
        handed_off(C.INVITE, entry="e", after=Access(("a",))),
        answer(HandoffState.DONE_ATTESTED),
    )
    assert (person.managed, person.sent_at, person.sendings) == (True, NOON + HOUR, (("e", NOON + HOUR),))
    assert (person.clinics, person.settled.clinics) == (attested(frozenset({"a"})), frozenset({"a"}))
    assert person.blocks == {}
    again = ana(handed_off(C.RESEND, entry="e"), answer(HandoffState.DONE_ATTESTED))
    assert again.sendings == (("e", NOON + HOUR),)


def test_observed_answer_gives_no_fact_of_its_own() -> None:
    """The look itself is a record of its own; only an invitation by hand makes managed."""
    for kind in ChangeKind:
        person = ana(handed_off(kind, after=Access(("a",))), answer(HandoffState.DONE_OBSERVED))
        assert person == Person(managed=kind is C.INVITE)


def test_answer_to_an_unknown_hand_off_says_nothing() -> None:
    """Nor does it make a practice or person."""
    assert journal(answer(HandoffState.DONE_ATTESTED)).practices == {}


# practices


def test_observation_sets_provider_account_time_and_digest() -> None:
    """A complete observation is remembered."""
    view = journal(observation(account="4001")).practices["p"]
    assert (view.provider, view.account, view.observed_at, view.people_digest) == (
        "sandbox",
        "4001",
        NOON,
        "d",
    )


def test_naming_the_account_of_a_practice_makes_it_no_other() -> None:
    """Nobody who was unmanaged becomes drift by it, and no emergency is forgotten."""
    view = journal(observation(), about(K.UNMANAGED, **LIVE), observation(HOUR, account="4001"))
    assert view.practices["p"].person(ANA).unmanaged


def test_a_file_that_came_back_keeps_emergencies_blocks_and_open_requests() -> None:
    """No deletion undoes them, and no mail goes twice; who was managed is found anew."""
    view = journal(
        observation(),
        about(K.ADOPTED, **LIVE),
        about(K.EMERGENCY, entry="e"),
        handed_off(C.REQUEST_BILLING),
        Record(kind=K.RELEASED, at=NOON, practice="p"),
        observation(HOUR),
    )
    practice = view.practices["p"]
    assert practice.person(ANA).emergency == Block(NOON, "e")
    assert practice.person(ANA).presence is None
    assert [item.pending for item in practice.handoffs] == [True]


def test_incomplete_observation_is_no_adoption() -> None:
    """Only a reader that lists everybody tells who was there before."""
    assert journal(observation(complete=False)).practices["p"].observed_at is None


@pytest.mark.parametrize("other", [{"provider": "huli"}, {"account": "4002"}])
def test_other_provider_or_account_starts_anew(other: dict[str, str]) -> None:
    """People and hand-offs of another live account are none of this one's."""
    view = journal(
        observation(account="4001"),
        about(K.ADOPTED, **LIVE),
        handed_off(C.REQUEST_BILLING),
        outcome(C.RESEND, Status.FATE_UNKNOWN),
        observation(HOUR, **{"account": "4001", **other}),
        answer(HandoffState.DONE_ATTESTED, 2 * HOUR),
    )
    practice = view.practices["p"]
    assert (practice.people, practice.handoffs, view.unknown_fates) == ({}, (), ())
    assert practice.observed_at == NOON + HOUR


def test_same_provider_and_account_goes_on() -> None:
    """Another set of people is no other practice; nor is a first account."""
    view = journal(
        about(K.ADOPTED, **LIVE),
        handed_off(C.INVITE),
        observation(account=None, provider=None),
        observation(HOUR),
    )
    assert ANA in view.practices["p"].people
    assert len(view.practices["p"].handoffs) == 1


def test_released_practice_starts_anew_when_its_file_comes_back() -> None:
    """Released is remembered; observed again it begins from nothing."""
    records = (observation(), about(K.ADOPTED, **LIVE), Record(kind=K.RELEASED, at=NOON, practice="p"))
    released = journal(*records).practices["p"]
    assert released.released
    assert ANA in released.people
    back = journal(*records, observation(HOUR)).practices["p"]
    assert (back.released, back.people) == (False, {})


@pytest.mark.parametrize("account", ["q", "p", "4001"])
def test_renamed_practice_goes_on_under_its_new_slug(account: str) -> None:
    """People, hand-offs, removals and fates follow, also where the account is only the slug."""
    before = "4001" if account == "4001" else "p"
    view = journal(
        observation(account=before),
        about(K.ADOPTED, **LIVE),
        handed_off(C.REQUEST_RECORD_ACCESS),
        outcome(C.CANCEL_INVITATION),
        outcome(C.RESEND, Status.FATE_UNKNOWN),
        about(K.SEEN, HOUR, practice="q", email=Address("new@x.example")),
        observation(HOUR, "q", reference="p", account=account),
        answer(HandoffState.DONE_ATTESTED, 2 * HOUR, practice="q"),
    )
    assert set(view.practices) == {"q"}
    assert set(view.practices["q"].people) == {ANA, "new@x.example"}
    assert view.practices["q"].people[ANA].record_access == attested(True, 2 * HOUR)
    assert [(item.practice, item.pending) for item in view.practices["q"].handoffs] == [("q", False)]
    assert [item.practice for item in view.removals] == ["q"]
    assert [item.practice for item in view.unknown_fates] == ["q"]


def test_rename_told_twice_does_not_take_another_practices_life() -> None:
    """A slug that was given to a new practice since keeps its own people."""
    view = journal(
        observation(),
        observation(HOUR, "q", reference="p"),
        observation(2 * HOUR, "p"),
        about(K.ADOPTED, **LIVE),
        observation(3 * HOUR, "q", reference="p"),
    )
    assert set(view.practices["p"].people) == {ANA}
    assert view.practices["q"].people == {}


# runs


def head(run: str, **more: object) -> Record:
    values: dict[str, object] = {"command": "apply", "commit": f"commit-of-{run}", "actor": "Ana", **more}
    return Record(kind=K.RUN, at=NOON, run=run, **values)  # type: ignore[arg-type]


def test_last_commit_is_that_of_the_last_apply() -> None:
    """Other commands declare nothing."""
    view = journal(head(RUN1), head(RUN2, command="watch"), head(RUN3, commit=None))
    assert (view.last_commit, view.runs) == (f"commit-of-{RUN1}", 3)


def test_open_run_is_the_one_without_an_end() -> None:
    """Neither closed nor taken over; the newest expiry holds."""
    intent = about(K.INTENT, run=RUN3, change=C.INVITE)
    renewal = Record(kind=K.RENEWAL, at=NOON, run=RUN3, expires_at=NOON + 3 * HOUR)
    early = Record(kind=K.RENEWAL, at=NOON, run=RUN3, expires_at=NOON + 2 * HOUR)
    view = journal(
        head(RUN1, expires_at=NOON + HOUR),
        closed(RUN1),
        head(RUN2, expires_at=NOON + HOUR),
        head(RUN3, expires_at=NOON + HOUR, holder={"host": "h", "since": "2026-11-05T11:00:00Z"}),
        takeover(RUN3, RUN2),
        intent,
        renewal,
        early,
    )
    (found,) = view.open_runs
    assert (found.run, found.expires_at, found.since) == (RUN3, NOON + 3 * HOUR, NOON - HOUR)
    assert (found.holder["host"], found.actor, len(found.intents)) == ("h", "Ana", 1)


def test_no_run_is_open_after_a_close() -> None:
    """Nothing is held."""
    assert journal(head(RUN1, expires_at=NOON), closed(RUN1)).open_runs == ()


def ten_years(runs: int) -> list[Record]:
    """Return ten records a run."""
    records = []
    for number in range(1, runs + 1):
        run, person = f"{number:06d}-aaaaaaaa", Address(f"a{number % (runs // 4)}@x.example")
        records.append(head(run, expires_at=NOON))
        records += [about(K.INTENT, run=run, email=person, change=C.INVITE)] * 4
        records.append(closed(run))
        records += [
            about(K.SEEN, run=run, email=person, **LIVE),
            outcome(C.INVITE, run=run, email=person, after=Access(("a",))),
            handed_off(C.REQUEST_BILLING, run=run, email=person, handoff=run),
            about(K.HANDOFF, run=run, handoff=run, state=HandoffState.DONE_ATTESTED),
        ]
    return records


def test_folding_ten_years_costs_as_many_times_more_as_there_are_more_runs() -> None:
    """Cost grows with the journal and not with its square, whatever the machine: half of it takes half."""
    took = []
    for runs in (2_000, 8_000):
        records = ten_years(runs)
        tries = []
        for _ in range(3):
            begun = time.process_time()
            view = fold(records)
            tries.append(time.process_time() - begun)
            assert (view.runs, len(view.practices["p"].people)) == (runs, runs // 4)
        took.append(min(tries))  # what else the machine does is in the others
    assert took[1] < took[0] * 8  # four times as many runs
