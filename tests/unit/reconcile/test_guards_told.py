"""What a guard that refuses says: whom, how many, the limit, and the flag that loosens it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accessctl.model.change import Change, ChangeKind
from accessctl.model.handoff import HandoffState
from accessctl.model.identity import Address
from accessctl.model.journal_view import JournalView, Removal
from accessctl.model.live import Presence
from accessctl.model.plan import Violation
from accessctl.model.policy import Policy
from accessctl.model.rules import Loosened, Rules
from accessctl.model.settings import GuardSettings, LiveSettings, Settings
from accessctl.reconcile.diff import Difference, diff
from accessctl.reconcile.guards import counts_as_removal, guard, replacements
from builders import (
    HOUR,
    NOW,
    OWNER,
    difference,
    entry,
    handoff,
    journal,
    live,
    mail,
    managed,
    observation,
    practice,
    situation,
)

SLUG = "santa-lucia"
NOBODY = Rules(settings=Settings(guards=GuardSettings(removals_percent=0, removals_at_least=0)))
NONE_NEW = Rules(settings=Settings(guards=GuardSettings(invitations=0, record_grants=0)))


def names(count: int) -> list[str]:
    """Return so many different people."""
    return [f"persona{number:02}" for number in range(count)]


def of(slug: str, declared: list[str], there: list[str], **more: object) -> Difference:
    """Return the difference of a practice of that slug, whose people are all managed."""
    plain = situation(
        practice(*map(entry, declared), slug=slug),
        observation(*(live(name) for name in there), practice=slug),
        journal({name: managed() for name in there}, *more.pop("handoffs", ())),  # type: ignore[call-overload]
    )
    return diff(replace(plain, **more))  # type: ignore[arg-type]


def judged(
    *found: Difference, rules: Rules | None = None, removals: tuple[Removal, ...] = ()
) -> tuple[Violation, ...]:
    """Return what the guards say of all that the differences would change."""
    changes = [change for one in found for change in one.effects.changes]
    views = {one.situation.slug: one.situation.view for one in found}
    return guard(changes, found, JournalView(practices=views, removals=removals), rules or Rules(), NOW)


def test_too_many_removals_are_told_with_the_limit_and_the_earlier_ones() -> None:
    """103 managed people: a quarter of them, rounded down, may go in a day."""
    earlier = tuple(Removal(NOW - HOUR, "otro", mail(f"x{n}")) for n in range(5))
    found = of(SLUG, names(103)[:81], names(103))
    assert judged(found, removals=earlier) == (
        Violation(
            "removals",
            params={"count": 27, "limit": 25, "of": 103, "earlier": 5},
            flag="--allow-removals 27",
        ),
    )


def test_too_many_removals_in_one_practice_are_told_with_the_earlier_ones() -> None:
    """Three of five within a day, one of them an hour ago; the flag names all removals of the day."""
    earlier = (Removal(NOW - HOUR, SLUG, mail("x")), Removal(NOW - HOUR, "otro", mail("y")))
    assert judged(of(SLUG, names(4)[:2], names(4)), removals=earlier) == (
        Violation(
            "practice-removals",
            SLUG,
            params={"count": 3, "of": 5, "earlier": 1},
            flag="--allow-removals 4",
        ),
    )


def test_each_practice_that_loses_too_many_is_told_and_one_that_loses_nobody_is_not() -> None:
    """All violations are in one report, in the order of their guards and practices."""
    lost = [of(slug, names(4)[:1], names(4)) for slug in ("zapote", "alajuela")]
    kept = of("moravia", names(4), names(4))
    found = judged(kept, lost[0], kept, lost[1])
    assert [(violation.guard, violation.practice) for violation in found] == [
        ("practice-removals", "alajuela"),
        ("practice-removals", "zapote"),
    ]
    stranger = entry("otra", starts=date(2027, 1, 1))
    view = journal({"ana": managed()})
    emptied = [
        difference(practice(stranger, slug=slug), observation(live("ana"), practice=slug), view)
        for slug in ("zapote", "alajuela")
    ]
    assert judged(*lost, *emptied)[0] == Violation(
        "last-assistant", "alajuela", flag="--allow-empty alajuela"
    )


def test_violations_of_one_guard_and_practice_stand_in_the_order_of_their_addresses() -> None:
    """The same plan reads the same every time."""
    found = of(SLUG, [], names(3))
    turned = list(reversed(found.effects.changes))
    rules = Rules(policy=Policy(protected=frozenset(map(mail, names(3)))))
    said = guard(turned, [found], JournalView(), rules, NOW)
    assert [violation.email for violation in said] == [mail(name) for name in names(3)]


@pytest.mark.parametrize(
    ("email", "rules"),
    [
        (OWNER, Rules()),
        (mail("ana"), Rules(policy=Policy(protected=frozenset({mail("ana")})))),
        (mail("ana"), Rules(settings=Settings(live=LiveSettings(account=mail("ana"))))),
    ],
)
def test_the_owner_the_protected_and_the_programs_account_are_never_removed(
    email: Address, rules: Rules
) -> None:
    """However such a change came about: no flag lets it through."""
    found = of(SLUG, [], ["eva"])
    (change,) = found.effects.changes
    wrong = replace(change, email=email)
    assert guard([wrong], [found], JournalView(), rules, NOW) == (Violation("protected", SLUG, email),)
    elsewhere = replace(wrong, practice="otro")
    assert guard([elsewhere], [found], JournalView(), rules, NOW) == ()


def test_with_a_limit_of_nobody_one_removal_is_refused() -> None:
    """Nobody loosened it: no flag is not a flag of one."""
    found = of(SLUG, names(9)[:8], names(9))
    (violation,) = judged(found, rules=NOBODY)
    assert violation.params == {"count": 1, "limit": 0, "of": 9, "earlier": 0}
    assert judged(found, rules=replace(NOBODY, loosened=Loosened(removals=1))) == ()


def test_with_a_limit_of_none_one_invitation_and_one_request_for_record_access_are_refused() -> None:
    """Each is told with its number, the limit and the flag."""
    wanted = practice(entry("ana", record_access=True), entry("eva"))
    found = difference(wanted, observation(live("ana")))
    assert judged(found, rules=NONE_NEW) == (
        Violation("invitations", params={"count": 1, "limit": 0}, flag="--allow-invitations 1"),
        Violation("record-grants", params={"count": 1, "limit": 0}, flag="--allow-record-grants 1"),
    )
    assert judged(found, rules=replace(NONE_NEW, loosened=Loosened(invitations=1, record_grants=1))) == ()


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (ChangeKind.REQUEST_BILLING, HandoffState.SENT),
        (ChangeKind.REVOKE, HandoffState.REFUSED),
    ],
)
def test_somebody_asked_to_get_more_or_whose_removal_was_refused_stays(
    kind: ChangeKind, state: HandoffState
) -> None:
    """Another goes, and one who has no removal to come is still there: the practice is not emptied."""
    view = journal({name: managed() for name in names(2)}, handoff("persona00", kind, state))
    declared = practice(entry("persona00", billing=True))
    found = difference(declared, observation(live("persona00", billing=True), live("persona01")), view)
    assert "revoke" in {str(change.kind) for change in found.effects.changes}
    assert judged(found) == ()


def test_an_until_of_one_who_stays_does_not_excuse_that_the_last_goes() -> None:
    """Only an `until` of those who leave says that the practice is to be empty."""
    past = entry("eva", ends=date(2026, 11, 1))
    found = difference(practice(past), observation(live("ana")), journal({"ana": managed()}))
    assert [violation.guard for violation in judged(found)] == ["last-assistant"]


def cancelled_and_invited() -> list[Change]:
    """Return a cancelling and the invitation that takes its place."""
    view = journal({"ana": managed(Presence.INVITED)})
    found = difference(practice(entry("ana", "heredia")), observation(live("ana", Presence.INVITED)), view)
    return list(found.effects.changes)


def test_a_cancelled_invitation_is_a_removal_unless_the_same_person_is_invited_in_the_same_practice() -> None:
    """Another's invitation, another practice's, or any other change takes nobody's place."""
    cancel, invite = cancelled_and_invited()
    assert not counts_as_removal(cancel, [cancel, invite])
    assert counts_as_removal(cancel, [cancel])
    assert counts_as_removal(cancel, [cancel, replace(invite, email=mail("eva"))])
    assert counts_as_removal(cancel, [cancel, replace(invite, practice="otro")])
    assert counts_as_removal(cancel, [cancel, replace(invite, kind=ChangeKind.REQUEST_BILLING)])
    revoke = replace(cancel, kind=ChangeKind.REVOKE)
    assert counts_as_removal(revoke, [revoke, invite])
    left = replace(cancel, reason=replace(cancel.reason, code="not-declared"))
    assert counts_as_removal(left, [left, invite])


def test_an_earlier_address_is_replaced_by_an_invitation_of_this_run_or_one_that_the_journal_knows() -> None:
    """Nothing else that names an earlier address takes its place."""
    cancel, invite = cancelled_and_invited()
    old = replace(cancel, email=mail("vieja"), reason=replace(cancel.reason, code="replaced"))
    for_it = replace(invite, replaces=old.email)
    assert replacements([old, for_it], []) == (old,)
    assert replacements([old, invite], []) == ()
    assert replacements([old, replace(for_it, kind=ChangeKind.RESEND)], []) == ()
    knows = difference(practice(), observation(), journal({"ana": managed(replaces=old.email)}))
    assert replacements([old], [knows]) == (old,)
    assert replacements([old, for_it], [knows, of("otro", [], ["eva"])]) == (old,)
