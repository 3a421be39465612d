"""The access-review pack in words: its figures, its curve and its tables."""

from __future__ import annotations

from collections.abc import Iterator

from accessctl.model.report import (
    Pack,
)
from accessctl.rendering.report_cells import Cell, Curve, Figure, Page, Table, Wording
from accessctl.rendering.report_rows import (
    billing_row,
    drift_row,
    ending_row,
    event_row,
    grant_row,
    handoff_row,
    invitation_row,
    names_of,
    review_row,
    seat_row,
    sources_table,
)
from accessctl.rendering.voice import Voice


def pack_page(pack: Pack, voice: Voice) -> Page:
    """Return the pack as a page."""
    words = Wording(voice, names_of(pack.seats, pack.events))
    overdue = sum(ending.is_open for ending in pack.endings)
    drift = sum(item.ended_at is None for item in pack.drift)
    people = len({seat.email for seat in pack.seats})
    figures = (
        Figure(str(people), words.say("figure.people")),
        Figure(str(len(pack.record_access)), words.say("figure.record")),
        Figure(str(len(pack.invitations)), words.say("figure.invitations")),
        Figure(str(len(pack.open_handoffs)), words.say("figure.handoffs")),
        Figure(str(overdue), words.say("figure.endings"), "bad" if overdue else "good"),
        Figure(str(drift), words.say("figure.drift"), "bad" if drift else "good"),
    )
    return Page(
        language=voice.language,
        title=words.say("pack.title"),
        subtitle=words.say("pack.subtitle", at=pack.period.until),
        facts=tuple(_facts(pack, words)),
        figures=figures,
        notices=tuple(_sight(pack, words)),
        curve=_curve(pack, words),
        tables=tuple(_tables(pack, words)),
        foot=words.say("foot", at=pack.period.now),
    )


def _facts(pack: Pack, words: Wording) -> Iterator[tuple[str, str]]:
    yield (
        words.say("fact.period"),
        words.say("fact.period.is", since=pack.period.since, until=pack.period.until),
    )
    every = words.say("fact.practices.all")
    yield words.say("fact.practices"), words.voice.listing(pack.slugs) if pack.slugs else every
    yield words.say("fact.zone"), words.voice.data(pack.zone)
    yield words.say("fact.live"), words.say("fact.live.yes" if pack.live else "fact.live.no")


def _sight(pack: Pack, words: Wording) -> Iterator[Cell]:
    """Yield what every assistant can see: nobody may believe that it is little."""
    known = {grant.seat.email for grant in pack.record_access}
    yield Cell(words.say("sight.all"))
    yield Cell(words.say("sight.record", count=len(known)))


def _curve(pack: Pack, words: Wording) -> Curve | None:
    if len(pack.points) < 2:
        return None
    first, last = pack.points[0], pack.points[-1]
    return Curve(
        days=tuple(words.voice.day(point.day) for point in pack.points),
        people=tuple(point.people for point in pack.points),
        record=tuple(point.record_access for point in pack.points),
        summary=words.say(
            "curve.summary",
            first=first.day,
            last=last.day,
            people_first=first.people,
            people_last=last.people,
            record_first=first.record_access,
            record_last=last.record_access,
        ),
    )


def _tables(pack: Pack, words: Wording) -> Iterator[Table]:
    yield from _access(pack, words)
    yield from _time(pack, words)
    yield from _work(pack, words)
    yield sources_table(pack.practices, words)
    if pack.gaps:
        yield _gaps(pack, words)


def _access(pack: Pack, words: Wording) -> Iterator[Table]:
    """Yield who has what."""
    period = pack.period
    yield words.table(
        "roster",
        "person* practice clinics state record billing since last-day declared-by",
        (seat_row(seat, words, period) for seat in pack.seats),
    )
    yield words.table(
        "record",
        "person* practice reason approved since until live",
        (grant_row(grant, words, period) for grant in pack.record_access),
    )
    yield words.table(
        "billing",
        "person* practice declared-by approved since live",
        (billing_row(grant, words, period) for grant in pack.billing),
    )
    yield words.table(
        "invitations",
        "person* practice state sent lapses",
        (invitation_row(seat, words) for seat in pack.invitations),
    )


def _time(pack: Pack, words: Wording) -> Iterator[Table]:
    """Yield what ends and what changed."""
    yield words.table(
        "ends",
        "person* practice what last-day left",
        (
            (
                words.person(end.seat.name, end.seat.email),
                words.data(end.seat.practice),
                Cell(words.say(f"facet.{end.facet}")),
                words.day(end.on),
                words.left(end.days),
            )
            for end in pack.ends_next
        ),
    )
    yield words.table(
        "changes",
        "when person* practice what declared-by approved why",
        (event_row(event, words) for event in pack.events),
    )


def _work(pack: Pack, words: Wording) -> Iterator[Table]:
    """Yield what people have to look at or to do, and what became of it."""
    period = pack.period
    yield words.table(
        "drift", "person* practice what since ended", (drift_row(item, words) for item in pack.drift)
    )
    yield words.table(
        "handoffs",
        "what* person practice recipient asked waiting",
        (handoff_row(item, words, period) for item in pack.open_handoffs),
    )
    yield words.table(
        "durations",
        "what* done median longest",
        (
            (
                Cell(words.voice.say("plans", f"kind.{item.kind}")),
                Cell(str(item.count), sort=f"{item.count:09d}"),
                words.lasting(item.median),
                words.lasting(item.longest),
            )
            for item in pack.durations
        ),
    )
    yield words.table(
        "endings",
        "person* practice what ended asked confirmed",
        (ending_row(ending, words, period) for ending in pack.endings),
    )
    yield words.table(
        "reviews", "practice* reviewed begun due", (review_row(item, words) for item in pack.reviews)
    )


def _gaps(pack: Pack, words: Wording) -> Table:
    return words.table(
        "gaps",
        "practice* person rule commit",
        (
            (
                words.data(gap.practice),
                words.data(gap.email or "–"),
                words.data(gap.code, str(gap.line)),
                words.commit(gap.commit),
            )
            for gap in pack.gaps
        ),
    )
