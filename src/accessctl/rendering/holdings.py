"""Who had access, for people and for spreadsheets: practice by practice, with since when and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from accessctl.model.event import Certainty, Clock, Gap, Holding
from accessctl.rendering import style
from accessctl.rendering.csv_cells import csv_text
from accessctl.rendering.events import commit_phrase, gap_lines, reach
from accessctl.rendering.json_history import holding_json
from accessctl.rendering.lines import INDENT, person
from accessctl.rendering.voice import Voice

HEAD = [
    "practice",
    "email",
    "name",
    "surnames",
    "clinics",
    "record_access",
    "billing",
    "since",
    "commit",
    "author",
    "pull_request",
    "changed",
    "certainty",
    "declared",
    "from",
    "until",
    "record_access_reason",
    "record_access_until",
    "run",
]


def who_text(
    title: str,
    holdings: Sequence[Holding],
    gaps: Sequence[Gap],
    voice: Voice,
    *,
    color: bool,
) -> str:
    """Return who had access as text; the title says by which clock and when."""
    lines = [style.bold(title, color)]
    if not holdings:
        lines.append(f"{INDENT}{voice.say('history', 'who.nobody')}")
    for practice, people in groupby(holdings, key=lambda item: item.practice):
        lines += ["", style.bold(voice.data(practice), color)]
        for item in people:
            lines += _person(voice, item, color=color)
    lines += gap_lines(voice, gaps, color=color)
    return "\n".join(lines) + "\n"


def who_title(voice: Voice, on: date | datetime, clock: Clock) -> str:
    """Return what the answer is about."""
    return voice.say("history", f"who.title.{clock}", {"on": on})


def _person(voice: Voice, item: Holding, *, color: bool) -> Iterable[str]:
    name = " ".join(filter(None, (item.name, *item.surnames)))
    yield f"{INDENT}{person(name, item.email)}  {reach(voice, item.access)}{_dates(voice, item)}"
    said = []
    if item.certainty is Certainty.UNKNOWN:
        said.append(style.yellow(voice.say("history", "certainty.unknown"), color))
    elif item.certainty is not Certainty.DECLARED:
        said.append(voice.say("history", f"certainty.{item.certainty}"))
    if not item.declared:
        said.append(style.red(voice.say("history", "who.undeclared"), color))
    if item.since is not None:
        said.append(voice.say("history", "who.since", {"since": item.since}))
    if item.commit is not None:
        said.append(commit_phrase(voice, item.commit))
    if item.access.record_access and item.record_reason:
        said.append(voice.say("history", "who.reason", {"reason": item.record_reason}))
    yield f"{INDENT}{INDENT}{'; '.join(said)}"


def _dates(voice: Voice, item: Holding) -> str:
    days = (("from", item.starts), ("until", item.ends), ("record-until", item.record_until))
    said = [voice.say("history", f"dates.{name}", {"day": day}) for name, day in days if day is not None]
    return f"  ({', '.join(said)})" if said else ""


def who_csv(holdings: Iterable[Holding]) -> str:
    """Return who had access as CSV."""
    return csv_text(HEAD, ([_cell(holding_json(item)[name]) for name in HEAD] for item in holdings))


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(map(str, value)) if isinstance(value, list) else value
