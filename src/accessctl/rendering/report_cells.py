"""What a report's page is made of, whatever it is written as: figures, tables and cells in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from accessctl.model.event import Commit
from accessctl.model.fact import Fact, Source
from accessctl.model.report import Period
from accessctl.rendering.json_values import instant
from accessctl.rendering.texts import say
from accessctl.rendering.voice import Voice

AREA = "reports"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in words; `sort` puts it in order where the words do not, `note` is said smaller."""

    text: str
    note: str = ""
    sort: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the head of each row is the one that names it."""

    key: str
    title: str
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One section of a report; without rows its `empty` sentence stands there."""

    key: str
    title: str
    intro: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number at the top."""

    value: str
    label: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """The chart's series: labels of the days and two counts."""

    days: tuple[str, ...]
    people: tuple[int, ...]
    record: tuple[int, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report in words."""

    language: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]
    notices: tuple[Cell, ...]
    curve: Curve | None
    tables: tuple[Table, ...]
    foot: str
    ticked: bool = False
    """Whether backticks mark what is typed, as in our sentences; those of other people's texts are held."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A voice that makes tables and cells of the reports' texts."""

    voice: Voice
    names: Mapping[str, str] = field(default_factory=dict)
    """What people are called, for what has addresses alone."""

    def say(self, key: str, **params: object) -> str:
        """Return a text of the reports; what comes from outside is made harmless."""
        return self.voice.say(AREA, key, params)

    def fill(self, key: str, **said: object) -> str:
        """Return a text filled with what is said already: nothing is to be escaped twice."""
        return say(self.voice.language, AREA, key, said)

    def table(self, key: str, columns: str, rows: Iterable[tuple[Cell, ...]]) -> Table:
        """Return a table; the columns are keys, the row's head is marked with a star."""
        return Table(
            key=key,
            title=self.say(f"table.{key}"),
            intro=self.say(f"table.{key}.intro"),
            columns=tuple(
                Column(name.strip("*"), self.say(f"column.{name.strip('*')}"), head="*" in name)
                for name in columns.split()
            ),
            rows=tuple(rows),
            empty=self.say(f"table.{key}.empty"),
        )

    def data(self, text: str | None, note: str | None = None) -> Cell:
        """Return something from a file or a live system."""
        return Cell(self.voice.data(text or ""), self.voice.data(note) if note else "")

    def person(self, name: str, email: str) -> Cell:
        """Return a person by name, with the address below."""
        name = name or self.names.get(email, "")
        if not name:
            return Cell(self.voice.data(email), sort=email)
        return Cell(self.voice.data(name), self.voice.data(email), sort=name.casefold())

    def at(self, at: datetime | None, note: str = "") -> Cell:
        """Return an instant."""
        if at is None:
            return Cell("–", note)
        local = at.astimezone(ZoneInfo(self.voice.zone))
        return Cell(f"{self.short(local.date())}, {local:%H:%M}", note, sort=instant(at))

    def day(self, day: date | None, note: str = "") -> Cell:
        """Return a day."""
        if day is None:
            return Cell("–", note, sort="9999")
        return Cell(self.short(day), note, sort=day.isoformat())

    def short(self, day: date) -> str:
        """Return a day as a table has room for it."""
        month = say(self.voice.language, "moments", f"month.{day.month}")[:3]
        return self.fill("day.short", day=day.day, month=month, year=day.year)

    def today(self, period: Period) -> date:
        """Return the local day that the state is of."""
        return period.day or period.until.astimezone(ZoneInfo(self.voice.zone)).date()

    def left(self, days: int) -> Cell:
        """Return how many days are left."""
        text = self.say("left.today") if not days else self.voice.count(AREA, "left", days)
        return Cell(text, sort=f"{days:05d}")

    def span(self, length: timedelta | None) -> str:
        """Return a length of time."""
        if length is None:
            return "–"
        return self.voice.span(max(length, timedelta()))

    def lasting(self, length: timedelta | None, note: str = "") -> Cell:
        """Return a length of time that sorts."""
        seconds = 0 if length is None else int(length.total_seconds())
        return Cell(self.span(length), note, sort=f"{max(seconds, 0):015d}")

    def commit(self, commit: Commit | None) -> Cell:
        """Return who declared something, and where it was reviewed."""
        if commit is None:
            return Cell("–")
        if commit.pull_request is None:
            note = self.say("commit", commit=commit.id[:10])
        else:
            note = self.say("commit.pull-request", commit=commit.id[:10], number=commit.pull_request)
        return Cell(self.voice.data(commit.author), note)

    def approvers(self, commit: Commit | None) -> Cell:
        """Return who is said to have approved, and whether that is more than a claim."""
        if commit is None or not commit.approvals:
            return Cell(self.say("approval.none"))
        verified = [item.by for item in commit.approvals if item.verified]
        names = verified or [item.by for item in commit.approvals]
        key = "approval.verified" if verified else "approval.claimed"
        return Cell(self.voice.listing(dict.fromkeys(names)), self.say(key))

    def fact(self, fact: Fact[bool] | None, *, asked: bool) -> Cell:
        """Return what is known of a facet in the live system."""
        if fact is None:
            key = "fact.asked" if asked else "fact.unknown"
            return Cell(self.say(key), tone="warn" if asked else "")
        key = "fact.yes" if fact.value else "fact.no"
        return Cell(self.say(key), self.source(fact.source, fact.at))

    def source(self, source: Source, at: datetime) -> str:
        """Return how something is known, and since when."""
        return self.fill(f"source.{source}", at=self.at(at).text)
