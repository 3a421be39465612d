"""The gates: what holds a whole practice still, and what is said of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accessctl.model.change import ChangeKind
from accessctl.model.finding import Holds
from accessctl.model.handoff import HandoffState
from accessctl.model.journal_view import JournalView
from accessctl.model.live import Unobserved
from accessctl.model.plan import Notice, Violation
from accessctl.model.rules import Rules
from accessctl.model.settings import LiveSettings, Settings
from accessctl.reconcile.gates import gate
from accessctl.reconcile.guards import guard
from builders import (
    DAY,
    NOW,
    difference,
    entry,
    handoff,
    journal,
    live,
    managed,
    observation,
    practice,
    situation,
)

SLUG = "santa-lucia"
NAMES = [f"persona{number:02}" for number in range(6)]


@pytest.mark.parametrize(
    ("rule", "code"),
    [("two-practices-one-account", "shared-account"), ("file-not-yaml", "practice-has-errors")],
)
def test_a_practice_whose_file_is_wrong_is_frozen_and_the_rule_is_told(rule: str, code: str) -> None:
    """Whatever else is known: nothing in or out."""
    declared = practice(entry("ana"))
    frozen = gate(situation(declared, observation(), holds=Holds(frozen={SLUG: rule, "otro": "x"})))
    assert frozen == Notice(SLUG, code, params={"rule": rule}, remedy=code)
    found = difference(declared, observation(live("eva")), holds=Holds(frozen={SLUG: rule}))
    assert (found.effects.changes, found.cases, found.frozen) == ((), (), frozen)


def test_an_error_in_another_practice_freezes_nothing_here() -> None:
    """Errors stay where they are."""
    assert gate(situation(practice(), observation(), holds=Holds(frozen={"otro": "file-not-yaml"}))) is None


def test_a_practice_that_could_not_be_read_says_why() -> None:
    """The provider's own code and parameters are told with it."""
    unread = Unobserved(SLUG, "huli-timeout", {"seconds": 30})
    assert gate(situation(practice(), unread)) == Notice(
        SLUG, "unobserved", params={"cause": "huli-timeout", "seconds": 30}, remedy="unobserved"
    )


def test_an_observation_is_believed_up_to_its_greatest_age_and_no_longer() -> None:
    """Seven days are enough; a second more is not."""
    rules = Rules(settings=Settings(live=LiveSettings(max_observation_age=7 * DAY)))
    oldest = observation(at=NOW - 7 * DAY)
    assert gate(situation(practice(), oldest, rules=rules)) is None
    older = observation(at=NOW - 7 * DAY - timedelta(seconds=1))
    assert gate(situation(practice(), older, rules=rules)) == Notice(
        SLUG, "observation-too-old", params={"as_of": older.at}, remedy="observation-too-old"
    )


def test_an_answer_that_is_refused_tells_how_many_there_were_and_are() -> None:
    """The notice and the guard's violation say the same, and the violation names its flag."""
    view = journal({name: managed() for name in NAMES})
    found = difference(practice(*map(entry, NAMES)), observation(live(NAMES[0])), view)
    params = {"before": 6, "now": 1}
    assert found.frozen == Notice(SLUG, "shrunken-answer", params=params, remedy="shrunken-answer")
    assert guard((), [found], JournalView({SLUG: view}), Rules(), NOW) == (
        Violation("shrunken-answer", SLUG, params=params, flag=f"--accept-live {SLUG}"),
    )


@pytest.mark.parametrize(
    ("kind", "state", "refused"),
    [
        (ChangeKind.REVOKE, HandoffState.SENT, None),
        (ChangeKind.REVOKE, HandoffState.REFUSED, "empty-answer"),
        (ChangeKind.REQUEST_RECORD_ACCESS, HandoffState.SENT, "empty-answer"),
    ],
)
def test_only_people_whose_removal_is_still_asked_for_are_not_missed(
    kind: ChangeKind, state: HandoffState, refused: str | None
) -> None:
    """The last two are gone from the answer: expected after an open request to remove them, else a fault."""
    asked = [handoff(name, kind, state) for name in NAMES[:2]]
    view = journal({name: managed() for name in NAMES[:2]}, *asked)
    found = gate(situation(practice(*map(entry, NAMES[:2])), observation(), view))
    assert (None if found is None else found.code) == refused
