"""No guard is passed by running often: whatever is split over the runs of a day counts together."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from accessctl.model.journal_view import JournalView, Person, Removal
from accessctl.model.rules import Rules
from accessctl.reconcile.diff import diff
from accessctl.reconcile.guards import guard
from builders import NOW, entry, journal, live, managed, observation, practice, situation

PEOPLE = [f"persona{number:02}" for number in range(40)]
LIMIT = 10
"""Ten, which is a quarter of the forty."""

STEPS = st.lists(
    st.tuples(st.integers(min_value=1, max_value=180), st.integers(min_value=0, max_value=40)),
    min_size=1,
    max_size=12,
)
"""How many minutes later, and how many people the file then still declares."""


@given(STEPS)
def test_removals_of_a_day_never_exceed_the_limit_however_they_are_split(
    steps: list[tuple[int, int]],
) -> None:
    """Each run does what its guards let through; within any 24 hours that is ten at the most."""
    there, now = list(PEOPLE), NOW
    removals: tuple[Removal, ...] = ()
    people: dict[str, Person] = {name: managed() for name in there}
    for minutes, kept in steps:
        now += timedelta(minutes=minutes)
        declared = practice(*(entry(name) for name in there[:kept] or there[:1]))
        view = journal({name: people[name] for name in there})
        seen = replace(observation(*(live(name) for name in there)), at=now)
        found = diff(replace(situation(declared, seen, view), now=now))
        whole = JournalView({"santa-lucia": view}, removals=removals)
        if guard(found.effects.changes, [found], whole, Rules(), now):
            continue
        gone = {change.email for change in found.effects.changes}
        removals += tuple(Removal(now, "santa-lucia", email) for email in gone)
        there = [name for name in there if entry(name).email not in gone]
    for last in removals:
        day = [item for item in removals if last.at - timedelta(hours=24) < item.at <= last.at]
        assert len(day) <= LIMIT
