"""The rows of a report's tables."""

from __future__ import annotations

from collections.abc import Iterable

from accessctl.model.event import AccessEvent, Grant
from accessctl.model.handoff import Handoff
from accessctl.model.live import INVITATION_LIFE
from accessctl.model.report import (
    DriftSeen,
    EndedBy,
    Ending,
    Facet,
    FacetGrant,
    Mark,
    Period,
    PracticeSource,
    ReviewDue,
    Seat,
    SeatState,
)
from accessctl.rendering.events import event_phrase
from accessctl.rendering.report_cells import Cell, Table, Wording

_TONES = {
    SeatState.ACTIVE: "good",
    SeatState.INVITED: "warn",
    SeatState.EXPIRED: "bad",
    SeatState.UNKNOWN: "warn",
}


def state_cell(seat: Seat, words: Wording, period: Period) -> Cell:
    """Return how somebody stands, how that is known, and whether the files say so."""
    notes = []
    fact = seat.presence
    if fact is not None:
        notes.append(words.source(fact.source, fact.at))
    text, tone = words.say(f"state.{seat.state}"), _TONES.get(seat.state, "")
    day = words.today(period)
    if seat.declared is None:
        text, tone = words.fill("state.undeclared", state=text), "bad"
    elif seat.declared.ends is not None and seat.declared.ends < day and seat.may_be_there:
        text, tone = words.fill("state.over", state=text), "bad"
    return Cell(text, ", ".join(notes), tone=tone)


def seat_row(seat: Seat, words: Wording, period: Period) -> tuple[Cell, ...]:
    """Return one person: who, where, how they stand, what is declared."""
    holding = seat.declared
    clinics = holding.access.clinics if holding is not None else None
    if holding is None and seat.clinics is not None:
        clinics = tuple(sorted(seat.clinics.value))
    return (
        words.person(seat.name, seat.email),
        words.data(seat.practice),
        Cell(words.voice.listing(clinics)) if clinics else Cell(words.say("fact.unknown")),
        state_cell(seat, words, period),
        _facet(seat, Facet.RECORD, words),
        _facet(seat, Facet.BILLING, words),
        words.at(None if holding is None else holding.since),
        words.day(None if holding is None else holding.ends),
        words.commit(None if holding is None else holding.commit),
    )


def _facet(seat: Seat, facet: Facet, words: Wording) -> Cell:
    """Return what is declared of a facet, and what is known of it where that is something else."""
    record = facet is Facet.RECORD
    access = None if seat.declared is None else seat.declared.access
    declared = access is not None and bool(access.record_access if record else access.billing)
    fact = seat.record_access if record else seat.billing
    asked = seat.asked_record if record else seat.asked_billing
    text = words.say("fact.yes" if declared else "fact.no")
    if fact is not None and fact.value is declared:
        return Cell(text, tone="warn" if declared and record else "")
    if fact is None and not declared and not asked:
        return Cell(text, words.say("known.unverified"))
    if fact is None:
        return Cell(text, words.say("known.asked" if asked else "known.unknown"), tone="warn")
    return Cell(
        text, words.say("known.yes" if fact.value else "known.no"), tone="bad" if fact.value else "warn"
    )


def grant_row(grant: FacetGrant, words: Wording, period: Period) -> tuple[Cell, ...]:
    """Return one record access."""
    holding = grant.seat.declared
    reason = None if holding is None else holding.record_reason
    until = None if holding is None else holding.record_until
    undeclared = Cell(words.say("grant.lapsed" if grant.lapsed else "grant.undeclared"), tone="bad")
    return (
        words.person(grant.seat.name, grant.seat.email),
        words.data(grant.seat.practice),
        undeclared if grant.commit is None else words.data(reason or words.say("grant.no-reason")),
        words.approvers(grant.commit),
        _since(grant, words, period),
        words.day(until),
        words.fact(grant.seat.record_access, asked=grant.seat.asked_record),
    )


def billing_row(grant: FacetGrant, words: Wording, period: Period) -> tuple[Cell, ...]:
    """Return one billing access."""
    undeclared = Cell(words.say("grant.lapsed" if grant.lapsed else "grant.undeclared"), tone="bad")
    return (
        words.person(grant.seat.name, grant.seat.email),
        words.data(grant.seat.practice),
        undeclared if grant.commit is None else words.commit(grant.commit),
        words.approvers(grant.commit),
        _since(grant, words, period),
        words.fact(grant.seat.billing, asked=grant.seat.asked_billing),
    )


def _since(grant: FacetGrant, words: Wording, period: Period) -> Cell:
    age = grant.age(period.until)
    return words.at(grant.since, "" if age is None else words.say("age", age=age))


def invitation_row(seat: Seat, words: Wording) -> tuple[Cell, ...]:
    """Return one invitation."""
    lapses = None if seat.sent_at is None else seat.sent_at + INVITATION_LIFE
    return (
        words.person(seat.name, seat.email),
        words.data(seat.practice),
        Cell(words.say(f"state.{seat.state}"), tone=_TONES.get(seat.state, "")),
        words.at(seat.sent_at),
        words.at(lapses),
    )


def names_of(seats: Iterable[Seat], events: Iterable[AccessEvent]) -> dict[str, str]:
    """Return what people are called, by address: as declared now, else as declared last."""
    names: dict[str, str] = {}
    for event in events:
        for side in (event.after, event.before):
            if isinstance(side, Grant):
                names.setdefault(event.email, " ".join(filter(None, (side.name, *side.surnames))))
    return names | {seat.email: seat.name for seat in seats if seat.name}


def event_row(event: AccessEvent, words: Wording) -> tuple[Cell, ...]:
    """Return one event: when, who, where, what, by whom, approved by whom, why."""
    side = event.after if isinstance(event.after, Grant) else event.before
    name = " ".join(filter(None, (side.name, *side.surnames))) if isinstance(side, Grant) else ""
    grant = event.after if isinstance(event.after, Grant) else None
    reason = event.reason or (grant.record_reason if grant is not None and grant.record_access else None)
    if event.commit is not None:
        by = words.commit(event.commit)
    else:
        by = words.data(event.by, words.say("run", run=event.run) if event.run else None)
    return (
        words.at(event.at),
        words.person(name, event.email),
        words.data(event.practice),
        Cell(_capital(event_phrase(words.voice, event))),
        by if by.text else Cell("–"),
        words.approvers(event.commit) if event.commit is not None else Cell("–"),
        words.data(reason) if reason else Cell("–"),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def drift_row(item: DriftSeen, words: Wording) -> tuple[Cell, ...]:
    """Return somebody who is or was there undeclared."""
    if item.since is not None:
        key = "drift.by-hand"
    else:
        key = "drift.unmanaged" if item.unmanaged else "drift.leftover"
    return (
        words.person("", item.email),
        words.data(item.practice),
        Cell(words.say(key)),
        words.at(item.since),
        words.at(item.ended_at) if item.ended_at is not None else Cell(words.say("drift.there"), tone="bad"),
    )


def handoff_row(item: Handoff, words: Wording, period: Period) -> tuple[Cell, ...]:
    """Return one open hand-off: what, for whom, asked of whom, since when."""
    return (
        Cell(words.voice.say("plans", f"kind.{item.kind}")),
        words.person("", item.email),
        words.data(item.practice),
        words.data(item.recipient or "–"),
        words.at(item.opened_at, words.voice.say("handoffs", f"state.{item.state}")),
        words.lasting(period.until - item.opened_at),
    )


def ending_row(ending: Ending, words: Wording, period: Period) -> tuple[Cell, ...]:
    """Return one end: declared when and how, asked and confirmed when and how much later."""
    how = words.say(f"ended.{ending.how}")
    note = how if ending.commit is None else f"{how}, {words.commit(ending.commit).note}"
    return (
        words.person(ending.name, ending.email),
        words.data(ending.practice),
        Cell(words.say(f"facet.{ending.facet}")),
        words.at(ending.at, note),
        _mark(ending, ending.asked, words, period),
        _mark(ending, ending.confirmed, words, period),
    )


def _mark(ending: Ending, mark: Mark | None, words: Wording, period: Period) -> Cell:
    if mark is not None:
        key = "mark.after" if mark.at >= ending.at else "mark.before"
        step = words.voice.say("history", f"step.{mark.step}", {"by": mark.by, "recipient": mark.recipient})
        note = words.fill(key, step=step, span=words.span(abs(mark.at - ending.at)))
        return words.at(mark.at, note)
    if not ending.needed:
        return Cell(words.say("mark.not-needed"))
    if ending.how is EndedBy.RELEASED:
        return Cell(words.say("mark.released"))
    if mark is ending.asked and ending.confirmed is not None:
        return Cell("–")
    return Cell(words.say("mark.open", span=period.until - ending.at), tone="bad")


def review_row(item: ReviewDue, words: Wording) -> tuple[Cell, ...]:
    """Return when a practice's access was last looked at, by whom, and when it is to be looked at again."""
    state = item.state
    never = Cell(words.say("review.never"), tone="warn")
    by = words.say("review.by", by=state.by) if state.by else ""
    if item.due is None:
        due = Cell("–")
    elif item.overdue:
        due = Cell(words.say("review.overdue"), words.at(item.due).text, tone="bad")
    else:
        due = words.at(item.due)
    return (
        words.data(item.practice),
        never if state.signed_at is None else words.at(state.signed_at, by),
        words.at(state.started_at) if state.open else Cell("–"),
        due,
    )


def sources_table(practices: tuple[PracticeSource, ...], words: Wording) -> Table:
    """Return what the report rests on: when each practice was last read."""
    return words.table(
        "sources",
        "practice* name looked",
        (
            (
                words.data(item.slug),
                words.data(item.name),
                _looked(item, words),
            )
            for item in practices
        ),
    )


def _looked(item: PracticeSource, words: Wording) -> Cell:
    if item.failure is not None:
        return Cell(words.say("looked.failed"), words.at(item.observed_at).text, tone="bad")
    return words.at(item.observed_at) if item.observed_at else Cell(words.say("looked.never"), tone="warn")
