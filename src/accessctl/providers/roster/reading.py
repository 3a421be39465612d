"""The bytes of a list → an observation, or all that is wrong with it: nothing is half read. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from accessctl.model.live import Observation
from accessctl.model.practice import Practice
from accessctl.model.roster import CheckedRoster
from accessctl.providers.roster.clinic_names import clinic_names
from accessctl.providers.roster.csv_sheet import read_csv
from accessctl.providers.roster.encoding import text_of
from accessctl.providers.roster.headings import ANSWERS, fold
from accessctl.providers.roster.json_sheet import read_json
from accessctl.providers.roster.moments import read_moment
from accessctl.providers.roster.people import Basis, read_people
from accessctl.providers.roster.sheet import TOP, Sheet, Trouble, UnreadableError

LEEWAY = timedelta(minutes=5)
"""How far the clock of whoever wrote the list may be ahead of ours."""


def read_roster(file: str, data: bytes, practice: Practice, now: datetime) -> CheckedRoster:
    """Read a practice's list; `file` is the name it goes by in messages, its ending says what it is."""
    trouble = Trouble(file)
    try:
        text = text_of(data, trouble)
        sheet = read_json(text, trouble) if file.lower().endswith(".json") else read_csv(text, trouble)
        observation = _observation(sheet, practice, now, trouble)
    except UnreadableError:
        return CheckedRoster(practice.slug, file, practice.time_zone, problems=tuple(trouble.problems))
    if trouble.problems or observation is None:
        return CheckedRoster(practice.slug, file, practice.time_zone, problems=tuple(trouble.problems))
    return CheckedRoster(practice.slug, file, practice.time_zone, observation)


def _observation(sheet: Sheet, practice: Practice, now: datetime, trouble: Trouble) -> Observation | None:
    as_of = _as_of(sheet, practice.time_zone, now, trouble)
    complete = _complete(sheet, trouble)
    people = read_people(sheet.rows, Basis(as_of, practice.time_zone, clinic_names(practice)), trouble)
    if as_of is None:
        return None
    return Observation(practice=practice.slug, at=as_of, complete=complete, assistants=people)


def _as_of(sheet: Sheet, zone: str, now: datetime, trouble: Trouble) -> datetime | None:
    """Return the list's own date. A file's time would not do: git does not keep it."""
    if sheet.as_of is None or not sheet.as_of.text:
        trouble.note("roster-as-of-missing", TOP if sheet.as_of is None else sheet.as_of.place)
        return None
    try:
        as_of = read_moment(sheet.as_of.text, zone)
    except ValueError:
        trouble.note("roster-as-of-wrong", sheet.as_of.place, value=sheet.as_of.text)
        return None
    if as_of > now + LEEWAY:
        trouble.note("roster-as-of-ahead", sheet.as_of.place, as_of=as_of, now=now)
    return min(as_of, now)


def _complete(sheet: Sheet, trouble: Trouble) -> bool:
    if sheet.complete is None or not sheet.complete.text:
        return True
    answer = ANSWERS.get(fold(sheet.complete.text))
    if answer is None:
        trouble.note("roster-complete-unknown", sheet.complete.place, value=sheet.complete.text)
    return answer is not False
