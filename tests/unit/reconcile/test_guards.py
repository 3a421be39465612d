"""Every guard: what it refuses, what it lets through, and which flag loosens it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accessctl.model.change import Access, ChangeKind
from accessctl.model.journal_view import JournalView, PracticeView, Removal
from accessctl.model.live import Presence
from accessctl.model.plan import Violation
from accessctl.model.practice import Practice
from accessctl.model.rules import Loosened, Rules
from accessctl.model.settings import GuardSettings, Settings
from accessctl.reconcile.guards import guard
from builders import (
    DAY,
    HOUR,
    NOW,
    difference,
    entry,
    handoff,
    journal,
    live,
    mail,
    managed,
    observation,
    practice,
)

SLUG = "santa-lucia"


def names(count: int) -> list[str]:
    """Return so many different people."""
    return [f"persona{number:02}" for number in range(count)]


def refused(
    declared: Practice,
    there: list[str],
    rules: Rules | None = None,
    removals: tuple[Removal, ...] = (),
    others: int = 0,
) -> tuple[Violation, ...]:
    """Return what the guards say when `there` are live and managed, and `declared` is wanted.

    `others` people are managed in another practice; `removals` were journalled before.
    """
    view = journal({name: managed() for name in there})
    found = difference(declared, observation(*(live(name) for name in there)), view, rules=rules)
    elsewhere = PracticeView(people={mail(f"otra{n}@otro.example"): managed() for n in range(others)})
    whole = JournalView(practices={SLUG: view, "otro": elsewhere}, removals=removals)
    return guard(found.effects.changes, [found], whole, rules or Rules(), NOW)


def guards(found: tuple[Violation, ...]) -> list[str]:
    """Return the names of the guards that refused."""
    return [violation.guard for violation in found]


def test_a_plan_that_removes_nobody_passes() -> None:
    """The no-op first."""
    assert refused(practice(*map(entry, names(3))), names(3)) == ()


def test_ten_removals_pass_and_eleven_are_refused_in_a_small_repository() -> None:
    """At least ten, whatever the percentage says."""
    stay = names(30)[:20]
    assert guards(refused(practice(*map(entry, stay)), names(30), None)) == []
    assert guards(refused(practice(*map(entry, names(30)[:19])), names(30))) == ["removals"]


def test_a_quarter_of_all_managed_people_passes_and_one_more_is_refused() -> None:
    """25 % of the whole repository, where that is more than ten."""
    assert guards(refused(practice(*map(entry, names(60)[:35])), names(60), others=40)) == []
    (violation,) = refused(practice(*map(entry, names(60)[:34])), names(60), others=40)
    assert violation.guard == "removals"
    assert (violation.params["count"], violation.params["limit"]) == (26, 25)
    assert violation.flag == "--allow-removals 26"


def test_removals_of_the_last_24_hours_count_and_older_ones_do_not() -> None:
    """No guard is passed by running often."""
    recent = tuple(Removal(NOW - 23 * HOUR, "otro", mail(f"x{n}")) for n in range(9))
    old = tuple(replace(item, at=NOW - 24 * HOUR) for item in recent)
    declared = practice(*map(entry, names(30)[:28]))
    assert guards(refused(declared, names(30), None, recent)) == ["removals"]
    assert guards(refused(declared, names(30), None, old)) == []


def test_allow_removals_loosens_up_to_its_number() -> None:
    """And no further."""
    declared = practice(*map(entry, names(30)[:19]))
    assert refused(declared, names(30), Rules(loosened=Loosened(removals=11))) == ()
    assert guards(refused(declared, names(30), Rules(loosened=Loosened(removals=10)))) == ["removals"]


def test_more_than_half_of_a_practice_of_four_is_refused() -> None:
    """Percentages of the whole are useless in a small practice."""
    assert guards(refused(practice(*map(entry, names(4)[:2])), names(4))) == []
    (violation,) = refused(practice(entry("persona00")), names(4))
    assert (violation.guard, violation.practice) == ("practice-removals", SLUG)
    assert refused(practice(entry("persona00")), names(4), Rules(loosened=Loosened(removals=3))) == ()


def test_more_than_half_in_two_runs_of_one_day_is_refused() -> None:
    """The journal's removals of the practice count as having been there."""
    earlier = tuple(Removal(NOW - HOUR, SLUG, mail(f"x{n}")) for n in range(2))
    assert guards(refused(practice(entry("persona00"), entry("persona01")), names(3), None, earlier)) == [
        "practice-removals"
    ]


def test_a_practices_last_assistant_is_kept() -> None:
    """Unless a named flag says so."""
    stranger = entry("otra", starts=date(2027, 1, 1))
    (violation,) = refused(practice(stranger), ["ana"])
    assert (violation.guard, violation.flag) == ("last-assistant", f"--allow-empty {SLUG}")
    assert refused(practice(stranger), ["ana"], Rules(loosened=Loosened(empty=frozenset({SLUG})))) == ()


def test_an_empty_list_in_the_file_may_empty_a_practice() -> None:
    """`assistants: []` says so itself."""
    assert refused(practice(), ["ana"]) == ()


def test_an_until_may_empty_a_practice() -> None:
    """The end was declared."""
    assert refused(practice(entry("ana", ends=date(2026, 11, 23))), ["ana"]) == ()


def test_the_last_assistant_may_go_when_another_is_invited() -> None:
    """The practice is not left alone: the revocation goes after the invitation."""
    assert refused(practice(entry("eva")), ["ana"]) == ()


def test_drift_counts_as_a_removal() -> None:
    """Twelve strangers in one practice are looked at by a person first."""
    rows = [live(name) for name in names(12)]
    found = difference(practice(entry("ana")), observation(live("ana"), *rows), journal({"ana": managed()}))
    whole = JournalView(practices={SLUG: found.situation.view})
    assert guards(guard(found.effects.changes, [found], whole, Rules(), NOW)) == [
        "practice-removals",
        "removals",
    ]


def test_a_changed_address_is_no_removal() -> None:
    """Old and new are one person."""
    declared = entry("ana", previously=(mail("ana@old.example"),))
    rules = Rules(settings=Settings(guards=GuardSettings(removals_percent=0, removals_at_least=0)))
    view = journal({"ana@old.example": managed(), "ana": managed(replaces=mail("ana@old.example"))})
    found = difference(practice(declared), observation(live("ana"), live("ana@old.example")), view)
    assert [str(change.kind) for change in found.effects.changes] == ["revoke"]
    assert guard(found.effects.changes, [found], JournalView({SLUG: view}), rules, NOW) == ()


def test_an_address_that_only_claims_to_be_an_earlier_one_is_a_removal() -> None:
    """Nobody was invited in its place: `previously` is no way past the guards."""
    victims = [mail(f"{name}@otra.example") for name in names(12)]
    declared = practice(replace(entry("ana"), previously=tuple(victims)))
    rows = [live(victim, name="Ana") for victim in victims]
    people = {victim: managed() for victim in victims}
    view = journal({**people, "ana": managed()})
    found = difference(declared, observation(live("ana"), *rows), view)
    assert len(found.effects.changes) == 12
    assert guards(guard(found.effects.changes, [found], JournalView({SLUG: view}), Rules(), NOW)) == [
        "practice-removals",
        "removals",
    ]


def test_an_earlier_address_of_another_name_is_blocked_and_not_removed() -> None:
    """It is somebody else's."""
    declared = practice(replace(entry("ana"), previously=(mail("jefe@otra.example"),)))
    view = journal({"jefe@otra.example": managed(), "ana": managed()})
    found = difference(declared, observation(live("ana"), live("jefe@otra.example")), view)
    assert found.effects.changes == ()
    assert [notice.code for notice in found.effects.blocked] == ["name-mismatch"]


def test_one_person_removed_again_and_again_in_a_day_counts_once() -> None:
    """Somebody keeps letting the same stranger in by hand; the guard must not keep the stranger in."""
    earlier = tuple(Removal(NOW - HOUR, SLUG, mail("intrusa")) for _ in range(4))
    view = journal({name: managed() for name in names(3)})
    rows = [live(name) for name in names(3)]
    found = difference(practice(*map(entry, names(3))), observation(live("intrusa"), *rows), view)
    whole = JournalView({SLUG: view}, removals=earlier)
    assert [str(change.kind) for change in found.effects.changes] == ["revoke"]
    assert guard(found.effects.changes, [found], whole, Rules(), NOW) == ()


def test_people_whose_removal_was_asked_are_as_good_as_gone() -> None:
    """One a day, each by a letter to the owner: the last one is the last assistant all the same."""
    asked = handoff("persona00", ChangeKind.REVOKE)
    view = journal({name: managed() for name in names(2)}, asked)
    declared = practice(entry("otra", starts=date(2027, 1, 1)))
    found = difference(declared, observation(*(live(name) for name in names(2))), view)
    assert guards(guard(found.effects.changes, [found], JournalView({SLUG: view}), Rules(), NOW)) == [
        "last-assistant"
    ]


def test_people_asked_out_of_their_last_centre_are_as_good_as_gone() -> None:
    """One a day, each by a letter to the centre: the last one is the last assistant all the same."""
    kind = ChangeKind.REQUEST_REMOVAL_AT_CENTRE
    asked = handoff("persona00", kind, centre="cima", after=Access(()))
    view = journal({name: managed(Presence.ACTIVE, "cima") for name in names(2)}, asked)
    rows = (live(name, Presence.ACTIVE, "cima") for name in names(2))
    found = difference(practice(entry("otra", starts=date(2027, 1, 1))), observation(*rows), view)
    assert [str(change.kind) for change in found.effects.changes] == ["request-removal-at-centre"]
    assert guards(guard(found.effects.changes, [found], JournalView({SLUG: view}), Rules(), NOW)) == [
        "last-assistant"
    ]


def test_leaving_the_last_single_record_clinic_counts_as_a_removal() -> None:
    """The centre administrator is the only way out of it."""
    rows = [live(name, Presence.ACTIVE, "cima") for name in names(12)]
    view = journal({name: managed(Presence.ACTIVE, "cima") for name in names(12)})
    found = difference(practice(entry("ana")), observation(live("ana"), *rows), view)
    assert {str(change.kind) for change in found.effects.changes} == {"request-removal-at-centre"}
    assert "removals" in guards(
        guard(found.effects.changes, [found], JournalView({SLUG: view}), Rules(), NOW)
    )


def test_an_invitation_cancelled_to_be_sent_anew_is_no_removal() -> None:
    """The person is invited again in the same run."""
    rules = Rules(settings=Settings(guards=GuardSettings(removals_percent=0, removals_at_least=0)))
    view = journal({"ana": managed(Presence.INVITED)})
    found = difference(practice(entry("ana", "heredia")), observation(live("ana", Presence.INVITED)), view)
    assert len(found.effects.changes) == 2
    assert guard(found.effects.changes, [found], JournalView({SLUG: view}), rules, NOW) == ()


@pytest.mark.parametrize(("count", "expected"), [(50, []), (51, ["invitations"])])
def test_fifty_invitations_pass_and_one_more_is_refused(count: int, expected: list[str]) -> None:
    """A mass invitation is as bad as a mass removal."""
    found = difference(practice(*map(entry, names(count))), observation())
    assert guards(guard(found.effects.changes, [found], JournalView(), Rules(), NOW)) == expected
    loosened = Rules(loosened=Loosened(invitations=count))
    assert guard(found.effects.changes, [found], JournalView(), loosened, NOW) == ()


@pytest.mark.parametrize(("count", "expected"), [(10, []), (11, ["record-grants"])])
def test_ten_requests_for_record_access_pass_and_one_more_is_refused(count: int, expected: list[str]) -> None:
    """Each opens patients' records."""
    wanted = practice(*(entry(name, record_access=True) for name in names(count)))
    found = difference(wanted, observation(*(live(name) for name in names(count))))
    assert guards(guard(found.effects.changes, [found], JournalView(), Rules(), NOW)) == expected
    loosened = Rules(loosened=Loosened(record_grants=count))
    assert guard(found.effects.changes, [found], JournalView(), loosened, NOW) == ()


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (1, 0, ["empty-answer"]),
        (6, 0, ["empty-answer"]),
        (6, 2, ["shrunken-answer"]),
        (6, 3, []),
        (4, 2, []),
        (5, 2, ["shrunken-answer"]),
        (3, 1, []),
    ],
)
def test_an_empty_or_much_shorter_answer_is_refused(before: int, now: int, expected: list[str]) -> None:
    """Less than half of the people and at least three fewer: more likely a fault than a fact."""
    declared = practice(*map(entry, names(before)))
    view = journal({name: managed() for name in names(before)})
    rows = observation(*(live(name) for name in names(now)))
    found = difference(declared, rows, view)
    assert guards(guard(found.effects.changes, [found], JournalView({SLUG: view}), Rules(), NOW)) == expected
    rules = Rules(loosened=Loosened(accept_live=frozenset({SLUG})))
    accepted = difference(declared, rows, view, rules=rules)
    assert accepted.frozen is None


def test_removals_journalled_since_the_last_observation_are_no_shrinking() -> None:
    """What we took out ourselves is not missed."""
    people = {name: managed() for name in names(2)}
    ours = {name: managed(Presence.ABSENT, seen=False) for name in names(6)[2:]}
    found = difference(
        practice(*map(entry, names(2))),
        observation(*(live(name) for name in names(2))),
        journal({**people, **ours}, observed_at=NOW - DAY),
    )
    assert found.frozen is None
