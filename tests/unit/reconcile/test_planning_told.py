"""The plan's digest to the letter, what is not applied, and the instants at which the clock changes it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from accessctl.model.change import Access, Change, ChangeKind, Reason, Route
from accessctl.model.finding import Holds
from accessctl.model.journal_view import EMPTY_JOURNAL
from accessctl.model.live import Presence, Unobserved
from accessctl.model.plan import Notice, Plan, Violation
from accessctl.model.policy import Policy
from accessctl.model.practice import Declaration, RecordAccess
from accessctl.model.rules import Loosened, Rules
from accessctl.model.settings import LiveSettings, SendWindow, Settings
from accessctl.reconcile.diff import Difference
from accessctl.reconcile.ordering import ordered
from accessctl.reconcile.planning import Round, assemble, digest
from builders import (
    DAY,
    HOUR,
    NOW,
    SUPPORT,
    difference,
    entry,
    journal,
    live,
    mail,
    managed,
    observation,
    practice,
)

SLUG = "santa-lucia"
ANA = mail("ana")
INVITE = Change(
    ChangeKind.INVITE,
    SLUG,
    ANA,
    Route.DIRECT,
    Access((), record_access=False, billing=False),
    Access(("escazu",), record_access=False, billing=False),
    Reason("declared"),
)


def planned(*found: Difference, rules: Rules | None = None, **more: object) -> Plan:
    """Return the plan of some practices."""
    rules = rules or Rules()
    practices = {item.situation.slug: item.situation.practice for item in found}
    declaration = Declaration(rules.settings, Policy(), practices)
    start = Round(declaration, EMPTY_JOURNAL, rules, NOW)
    return assemble(found, replace(start, **more))  # type: ignore[arg-type]


def test_the_digest_is_that_of_the_changes_and_violations_as_they_are_documented() -> None:
    """Another program can compute it: sorted keys, no spaces, UTF-8 as it is."""
    refused = Violation("last-assistant", "clínica", ANA, {"since": NOW, "count": 2})
    plan = Plan(made_at=NOW, changes=(replace(INVITE, recipient=SUPPORT),), violations=(refused,))
    written = (
        '{"changes":[{"after":{"billing":false,"clinics":["escazu"],"record_access":false},'
        '"before":{"billing":false,"clinics":[],"record_access":false},'
        f'"email":"ana@santalucia.example","id":"{plan.changes[0].id}","kind":"invite",'
        '"practice":"santa-lucia","recipient":"soporte@hulipractice.example","route":"direct"}],'
        '"format":"accessctl.plan/1",'
        '"violations":[{"email":"ana@santalucia.example","guard":"last-assistant",'
        '"params":{"count":2,"since":"2026-11-24 16:00:00+00:00"},"practice":"clínica"}]}'
    )
    assert digest(plan) == hashlib.sha256(written.encode()).hexdigest()


def test_a_practice_that_is_only_planned_counts_for_no_guard() -> None:
    """Nothing of it is applied; what would be applied of another is judged."""
    there = [f"persona{number}" for number in range(5)]
    view = journal({name: managed() for name in there})
    rows = observation(*map(live, there))
    shown = difference(practice(entry("otra"), mode="plan-only"), rows, view)
    assert planned(shown).violations == ()
    done = difference(practice(entry("otra")), rows, view)
    assert [violation.guard for violation in planned(done).violations] == ["practice-removals"]


def test_a_file_that_cannot_be_read_and_errors_of_the_settings_are_told_as_frozen() -> None:
    """The practice by its slug; the settings and the policy by their files."""
    declaration = Declaration(Settings(), Policy(), {}, unreadable=frozenset({"rota"}))
    plan = planned(declaration=declaration, broken=("access/policy.yaml",))
    assert plan.frozen == (
        Notice("", "declaration-errors", params={"file": "access/policy.yaml"}),
        Notice("rota", "unreadable-file", remedy="unreadable-file"),
    )


def test_changes_of_one_person_at_several_centres_stand_in_the_centres_order() -> None:
    """And one without a centre before them."""
    at = [replace(INVITE, kind=ChangeKind.REQUEST_USER_AT_CENTRE, centre=name) for name in ("b", "a", None)]
    assert [change.centre for change in ordered(at, {})] == [None, "a", "b"]


@pytest.mark.parametrize(
    ("declared", "turns"),
    [
        (entry("ana", ends=date(2026, 11, 24)), datetime(2026, 11, 25, 6, tzinfo=UTC)),
        (entry("ana", ends=date(2026, 11, 23)), None),
        (entry("ana", starts=date(2026, 11, 24)), None),
        (entry("ana", starts=date(2026, 11, 25)), datetime(2026, 11, 25, 6, tzinfo=UTC)),
        (
            entry("ana", record_access=RecordAccess(until=date(2026, 11, 26))),
            datetime(2026, 11, 27, 6, tzinfo=UTC),
        ),
    ],
)
def test_a_plan_holds_until_the_day_turns_on_which_a_declared_date_takes_effect(
    declared: object, turns: datetime | None
) -> None:
    """Midnight where the practice is, told in UTC; a day that has begun changes nothing any more."""
    found = difference(practice(declared), observation(live("ana", record_access=True)))  # type: ignore[arg-type]
    until = planned(found).valid_until
    assert until == turns
    assert until is None or until.tzinfo is UTC


def test_a_plan_holds_until_what_was_read_is_too_old() -> None:
    """Only where it was read earlier: a reading of now is made anew by the apply."""
    rules = Rules(settings=Settings(live=LiveSettings(max_observation_age=2 * DAY)))
    before = observation(live("ana"), at=NOW - DAY)
    assert planned(difference(practice(entry("ana")), before, rules=rules)).valid_until == NOW + DAY
    now = difference(practice(entry("ana")), observation(live("ana")), rules=rules)
    assert planned(now).valid_until is None
    unread = difference(practice(entry("ana")), Unobserved(SLUG, "timeout"), rules=rules)
    assert planned(unread).valid_until is None


def test_a_plan_that_invites_holds_until_the_window_closes_where_the_practice_is() -> None:
    """At five in San José, or in Mexico; one that invites nobody holds longer."""
    window = SendWindow(frozenset({1}), time(8), time(17))
    rules = Rules(settings=Settings(send_window=window))
    for zone, hour in (("America/Costa_Rica", 23), ("America/Caracas", 21)):
        for rows in ((), (live("ana", Presence.EXPIRED),)):
            found = difference(practice(entry("ana"), time_zone=zone), observation(*rows), rules=rules)
            until = planned(found).valid_until
            assert until == datetime(2026, 11, 24, hour, tzinfo=UTC)
            assert until.tzinfo is UTC
    nobody = difference(practice(entry("ana")), observation(live("ana")), rules=rules)
    assert planned(nobody).valid_until is None


@pytest.mark.parametrize(("sendings", "rest"), [(1, 1), (2, 2), (3, 4), (10, 512), (11, 512), (0, 1)])
def test_an_invitation_that_ran_out_rests_twice_as_long_each_time_up_to_a_limit(
    sendings: int, rest: int
) -> None:
    """Counted from when it ran out; at the very instant it may be sent."""
    declared = entry("ana")
    pause = timedelta(minutes=30)
    rules = Rules(settings=Settings(back_off=pause, max_attempts=99))
    resend = ChangeKind.RESEND
    for early in (timedelta(seconds=1), timedelta(0)):
        sent_at = NOW - 48 * HOUR - pause * rest + early
        row = live("ana", Presence.EXPIRED, sent_at=sent_at, attempts=sendings)
        found = difference(practice(declared), observation(row), journal({}), rules=rules)
        until = NOW + early
        if early:
            assert found.effects.changes == ()
            assert found.effects.waiting == (Notice(SLUG, "back-off", ANA, resend, {"opens": until}, until),)
        else:
            (change,) = found.effects.changes
            assert (change.kind, change.reason.code) == (resend, "invitation-expired")
            assert change.reason.params == {"attempt": sendings + 1}
    now = replace(rules, loosened=Loosened(send_now=True))
    row = live("ana", Presence.EXPIRED, sent_at=NOW - 48 * HOUR, attempts=sendings)
    found = difference(practice(declared), observation(row), journal({}), rules=now)
    assert [change.kind for change in found.effects.changes] == [resend]


def test_what_hinders_an_invitation_names_the_step_that_it_hinders() -> None:
    """Inviting or sending again."""
    code = "practice-has-errors"
    holds = Holds(grants={SLUG: "different-names"})
    for rows, kind in (((), ChangeKind.INVITE), ((live("ana", Presence.EXPIRED),), ChangeKind.RESEND)):
        found = difference(practice(entry("ana")), observation(*rows), journal({}), holds=holds)
        assert found.effects.blocked == (
            Notice(SLUG, code, ANA, kind, {"rule": "different-names"}, remedy=code),
        )
