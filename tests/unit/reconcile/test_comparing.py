"""What moved between a saved plan and the plan of now, and why: the file, the live system or the clock."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accessctl.model.change import Access, Change, ChangeKind, Origin, Reason, Route
from accessctl.model.moved import Moved
from accessctl.model.plan import Plan
from accessctl.reconcile.comparing import CLOCK_REASONS, compare
from builders import HOUR, NOW, SUPPORT, mail

INVITE = Change(
    ChangeKind.INVITE,
    "santa-lucia",
    mail("ana"),
    Route.DIRECT,
    Access((), record_access=False, billing=False),
    Access(("escazu",), record_access=False, billing=False),
    Reason("declared"),
)
OTHERS = (
    replace(INVITE, practice="otro"),
    replace(INVITE, email=mail("eva")),
    replace(INVITE, kind=ChangeKind.RESEND),
    replace(INVITE, centre="cima"),
)


def plan(*changes: Change, **more: object) -> Plan:
    """Return a plan of these changes, good for an hour."""
    plain = Plan(made_at=NOW, changes=changes, valid_until=NOW + HOUR, tree="one")
    return replace(plain, **more)  # type: ignore[arg-type]


def causes(saved: Plan, now: Plan) -> list[tuple[str, str]]:
    """Return how and why each change moved."""
    return [(moved.kind, moved.cause) for moved in compare(saved, now)]


def test_two_plans_of_the_same_changes_differ_in_nothing() -> None:
    """However much later, and from whichever files."""
    assert compare(plan(INVITE), plan(INVITE, made_at=NOW + 5 * HOUR, tree="two")) == ()


@pytest.mark.parametrize("other", OTHERS)
def test_a_change_of_another_practice_person_kind_or_centre_is_another_change(other: Change) -> None:
    """It is new, and the first one is gone."""
    assert compare(plan(INVITE), plan(other)) == (Moved("new", "live", other), Moved("gone", "live", INVITE))


def test_a_change_that_would_do_something_else_is_altered_and_both_are_told() -> None:
    """The same step for the same person, to another end."""
    now = replace(INVITE, after=Access(("heredia",), record_access=False, billing=False))
    assert compare(plan(INVITE), plan(now, tree="two")) == (Moved("altered", "file", now, INVITE),)
    to_another = replace(INVITE, recipient=SUPPORT)
    assert compare(plan(INVITE), plan(to_another, tree="two")) == (
        Moved("altered", "file", to_another, INVITE),
    )


def test_who_has_something_else_now_was_altered_live_whatever_became_of_the_files() -> None:
    """What is known of the person moved, which no file does."""
    now = replace(INVITE, before=Access(("heredia",), record_access=False, billing=False))
    late = plan(now, tree="two", made_at=NOW + HOUR)
    assert causes(plan(INVITE), late) == [("altered", "live")]


@pytest.mark.parametrize("reason", sorted(CLOCK_REASONS))
def test_what_comes_about_by_time_alone_is_the_clocks_once_the_plan_ran_out(reason: str) -> None:
    """At the very instant, and not a moment before; other files change nothing about it."""
    timely = replace(INVITE, reason=Reason(reason))
    for tree in ("one", "two"):
        assert causes(plan(), plan(timely, made_at=NOW + HOUR, tree=tree)) == [("new", "clock")]
    early = NOW + HOUR - HOUR / 3600
    assert causes(plan(), plan(timely, made_at=early)) == [("new", "live")]
    assert causes(plan(), plan(timely, made_at=early, tree="two")) == [("new", "file")]
    assert causes(plan(valid_until=None), plan(timely, made_at=NOW + HOUR)) == [("new", "live")]


def test_what_the_files_say_is_the_files_and_drift_never_is() -> None:
    """Nobody declared drift."""
    late = NOW + 2 * HOUR
    assert causes(plan(), plan(INVITE, tree="two", made_at=late)) == [("new", "file")]
    drift = replace(INVITE, origin=Origin(drift_since=NOW))
    assert causes(plan(), plan(drift, tree="two")) == [("new", "live")]
    assert causes(plan(), plan(drift, tree="two", made_at=late)) == [("new", "clock")]
    assert causes(plan(drift), plan(tree="two")) == [("gone", "live")]
    assert causes(plan(INVITE), plan(tree="two")) == [("gone", "file")]


def test_changes_at_two_centres_are_two_changes() -> None:
    """Each has a letter of its own."""
    here, there = replace(INVITE, centre="cima"), replace(INVITE, centre="norte")
    assert compare(plan(here), plan(there)) == (Moved("new", "live", there), Moved("gone", "live", here))
