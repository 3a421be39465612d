"""The plan: its order, its digest, how long it holds, and what moved since."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime

from accessctl.model.change import ChangeKind
from accessctl.model.journal_view import EMPTY_JOURNAL, JournalView
from accessctl.model.live import Presence
from accessctl.model.plan import Plan
from accessctl.model.policy import Policy
from accessctl.model.practice import Declaration, Practice
from accessctl.model.rules import Rules
from accessctl.model.settings import SendWindow, Settings
from accessctl.reconcile.comparing import compare
from accessctl.reconcile.diff import Difference, diff
from accessctl.reconcile.invitations import next_opening
from accessctl.reconcile.planning import Round, assemble, digest
from builders import (
    HOUR,
    NOW,
    OWNER,
    difference,
    entry,
    journal,
    live,
    mail,
    managed,
    observation,
    practice,
    situation,
)


def planned(
    *found: Difference, journal_view: JournalView = EMPTY_JOURNAL, rules: Rules | None = None
) -> Plan:
    """Return the plan of some practices."""
    practices = {item.situation.slug: item.situation.practice for item in found}
    rules = rules or Rules()
    declaration = Declaration(rules.settings, Policy(), practices)
    return assemble(found, Round(declaration, journal_view, rules, NOW))


def steps(plan: Plan) -> list[str]:
    """Return the plan's steps in order."""
    return [f"{change.kind} {change.email.split('@')[0]}" for change in plan.changes]


def busy() -> tuple[Practice, Difference]:
    """Return a practice in which one of everything is to be done."""
    declared = practice(
        entry("nueva"),
        entry("menos"),
        entry("mas", "escazu", "heredia"),
        entry("vencida"),
        entry("expediente", record_access=True),
    )
    rows = observation(
        live("sale"),
        live("menos", Presence.ACTIVE, "escazu", "heredia"),
        live("mas"),
        live("vencida", Presence.EXPIRED),
        live("expediente"),
        live("pendiente", Presence.INVITED),
    )
    view = journal({"sale": managed(), "pendiente": managed(Presence.INVITED)})
    return declared, difference(declared, rows, view)


def test_removals_come_first_then_narrowing_then_grants_then_hand_offs() -> None:
    """A leaver's open access is the greater harm."""
    assert steps(planned(busy()[1])) == [
        "cancel-invitation pendiente",
        "revoke sale",
        "change-clinics menos",
        "change-clinics mas",
        "invite nueva",
        "resend vencida",
        "request-record-access expediente",
    ]


def test_a_revocation_that_would_empty_the_practice_goes_after_its_invitations() -> None:
    """Nobody is locked out in between."""
    found = difference(practice(entry("eva")), observation(live("ana")), journal({"ana": managed()}))
    assert steps(planned(found)) == ["invite eva", "revoke ana"]


def test_the_order_of_files_and_entries_changes_nothing() -> None:
    """Ten shuffles, one digest."""
    declared, _ = busy()
    rows = busy()[1].situation.observed
    view = busy()[1].situation.view
    seen = set()
    for seed in range(10):
        entries = list(declared.assistants)
        random.Random(seed).shuffle(entries)  # noqa: S311 - a shuffle, not a secret
        shuffled = replace(declared, assistants=tuple(entries))
        seen.add(digest(planned(diff(situation(shuffled, rows, view)))))
    assert len(seen) == 1


def test_times_reasons_and_what_waits_are_not_in_the_digest() -> None:
    """Somebody else's merge that asks for nothing new changes nothing."""
    plan = planned(busy()[1])
    later = replace(plan, made_at=NOW + HOUR, commit="abc", tree={"practices": "x"}, waiting=(), blocked=())
    assert digest(later) == digest(plan)
    assert digest(replace(plan, changes=plan.changes[1:])) != digest(plan)


def test_a_plan_only_practice_is_shown_and_never_applied() -> None:
    """`mode: plan-only`."""
    found = difference(practice(entry("ana"), mode="plan-only"), observation())
    plan = planned(found)
    assert len(plan.changes) == 1
    assert plan.applicable == ()


def test_a_practice_whose_file_is_gone_is_released_and_nobody_removed() -> None:
    """Said until the journal has it."""
    view = JournalView({"santa-lucia": journal({"ana": managed()})})
    plan = planned(journal_view=view)
    assert plan.changes == ()
    assert [notice.code for notice in plan.released] == ["released"]


def test_a_plan_holds_until_the_first_instant_that_would_change_it() -> None:
    """An invitation that runs out, a day that turns."""
    pending = difference(practice(entry("ana")), observation(live("ana", Presence.INVITED)))
    assert planned(pending).valid_until == NOW + 28 * HOUR
    dated = difference(practice(entry("ana", ends=date(2026, 11, 24))), observation(live("ana")))
    assert planned(dated).valid_until == datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
    still = difference(practice(entry("ana")), observation(live("ana")))
    assert planned(still).valid_until is None


def test_outside_the_send_window_invitations_wait_and_removals_do_not() -> None:
    """None goes out on a Friday evening to die on Sunday."""
    window = SendWindow(
        frozenset({0, 2}),
        datetime(2026, 1, 1, 8).time(),  # noqa: DTZ001 - a time of day
        datetime(2026, 1, 1, 17).time(),  # noqa: DTZ001
    )
    rules = Rules(settings=Settings(send_window=window))
    found = difference(
        practice(entry("eva"), entry("sol")),
        observation(live("ana"), live("sol", Presence.EXPIRED)),
        journal({"ana": managed()}),
        rules=rules,
    )
    plan = planned(found, rules=rules)
    assert steps(plan) == ["revoke ana"]
    assert {notice.code for notice in plan.waiting} == {"send-window"}
    wednesday = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
    assert plan.valid_until == wednesday
    assert next_opening(window, wednesday, "America/Costa_Rica") is None


def test_what_moved_is_told_with_its_cause() -> None:
    """New, gone and altered; by the file, the live system or the clock."""
    before = planned(difference(practice(entry("ana"), entry("eva")), observation()))
    saved = replace(before, tree={"practices": "one"}, valid_until=NOW + HOUR)
    seen = planned(difference(practice(entry("ana"), entry("eva")), observation(live("ana"))))
    gone = compare(saved, replace(seen, tree={"practices": "one"}))
    assert [(item.kind, item.cause, item.change.email) for item in gone] == [("gone", "live", mail("ana"))]
    filed = planned(difference(practice(entry("ana"), entry("eva"), entry("sol")), observation()))
    new = compare(saved, replace(filed, tree={"practices": "two"}))
    assert [(item.kind, item.cause, item.change.email) for item in new] == [("new", "file", mail("sol"))]
    ended = practice(entry("ana", ends=date(2026, 11, 23)))
    turned = planned(difference(ended, observation(live("ana"))))
    clock = compare(
        replace(saved, changes=()), replace(turned, made_at=NOW + 2 * HOUR, tree={"practices": "one"})
    )
    assert [(item.kind, item.cause) for item in clock] == [("new", "clock")]


def test_nothing_moved_is_nothing_to_tell() -> None:
    """The same plan."""
    plan = planned(busy()[1])
    assert compare(plan, plan) == ()


def test_hand_offs_name_who_must_act() -> None:
    """A change without a recipient would be nobody's."""
    plan = planned(busy()[1])
    asked = [change for change in plan.changes if change.route == "handoff"]
    assert {change.kind for change in asked} == {ChangeKind.REQUEST_RECORD_ACCESS}
    assert all(change.recipient not in (None, OWNER) for change in asked)
