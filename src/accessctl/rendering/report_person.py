"""The dated proof for one person in words."""

from __future__ import annotations

from collections.abc import Iterator

from accessctl.model.report import Facet, LooseEnd, Proof, Seat, Term
from accessctl.rendering.report_cells import Cell, Figure, Page, Table, Wording
from accessctl.rendering.report_rows import ending_row, event_row, names_of, sources_table, state_cell
from accessctl.rendering.voice import Voice


def proof_page(proof: Proof, voice: Voice) -> Page:
    """Return the proof as a page."""
    words = Wording(voice, names_of(proof.seats, proof.events))
    count = len(proof.loose)
    verdict = Cell(words.say("proof.open" if count else "proof.closed"), tone="bad" if count else "good")
    names = (*(seat.name for seat in proof.seats), *(term.name for term in proof.terms))
    name = next(filter(None, names), "")
    return Page(
        language=voice.language,
        title=words.say("proof.title", who=name or proof.email),
        subtitle=words.say("pack.subtitle", at=proof.period.until),
        facts=(
            (words.say("fact.addresses"), voice.listing(proof.addresses)),
            (words.say("fact.zone"), voice.data(proof.zone)),
            (words.say("fact.live"), words.say("fact.live.yes" if proof.live else "fact.live.no")),
        ),
        figures=(
            Figure(str(len(proof.terms)), words.say("figure.terms")),
            Figure(str(sum(seat.may_be_there for seat in proof.seats)), words.say("figure.there")),
            Figure(str(count), words.say("figure.loose"), "bad" if count else "good"),
        ),
        notices=(verdict,),
        curve=None,
        tables=tuple(_tables(proof, words)),
        foot=words.say("foot", at=proof.period.now),
    )


def _tables(proof: Proof, words: Wording) -> Iterator[Table]:
    yield words.table("loose", "what* practice person since", (_loose(item, words) for item in proof.loose))
    yield words.table(
        "standing",
        "practice* person state record billing",
        (_standing(seat, words, proof) for seat in proof.seats),
    )
    yield words.table(
        "terms",
        "practice* person what since declared-by approved",
        (_term(term, words) for term in proof.terms),
    )
    yield words.table(
        "person-endings",
        "person* practice what ended asked confirmed",
        (ending_row(ending, words, proof.period) for term in proof.terms for ending in term.endings),
    )
    yield words.table(
        "life",
        "when person* practice what declared-by approved why",
        (event_row(event, words) for event in proof.events),
    )
    yield sources_table(proof.practices, words)


def _loose(item: LooseEnd, words: Wording) -> tuple[Cell, ...]:
    note = ""
    if item.handoff is not None:
        asked = words.voice.say("plans", f"kind.{item.handoff.kind}")
        note = words.fill(
            "loose.handoff.note", what=asked, recipient=words.voice.value(item.handoff.recipient)
        )
    return (
        Cell(words.say(f"loose.{item.what}"), note, tone="bad"),
        words.data(item.practice),
        words.data(item.email or "–"),
        words.at(item.since),
    )


def _standing(seat: Seat, words: Wording, proof: Proof) -> tuple[Cell, ...]:
    return (
        words.data(seat.practice),
        words.person(seat.name, seat.email),
        state_cell(seat, words, proof.period) if seat.declared or seat.may_be_there else _gone(seat, words),
        words.fact(seat.record_access, asked=seat.asked_record),
        words.fact(seat.billing, asked=seat.asked_billing),
    )


def _gone(seat: Seat, words: Wording) -> Cell:
    note = "" if seat.presence is None else words.source(seat.presence.source, seat.presence.at)
    return Cell(words.say(f"state.{seat.state}"), note, tone="good")


def _term(term: Term, words: Wording) -> tuple[Cell, ...]:
    facets = [words.voice.listing(term.clinics)]
    for facet, had in ((Facet.RECORD, term.record_access), (Facet.BILLING, term.billing)):
        if had:
            facets.append(words.say(f"facet.{facet}"))
    return (
        words.data(term.practice),
        words.person(term.name, term.email),
        Cell(", ".join(facets)),
        words.at(term.since),
        words.commit(term.commit),
        words.approvers(term.commit),
    )
