"""A walk over the cross product of all cases: each hits one row of each part of the table, and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

from accessctl.model.change import GRANTS, REMOVALS, ChangeKind
from accessctl.model.fact import Source
from accessctl.model.handoff import HandoffState
from accessctl.model.identity import Address
from accessctl.model.journal_view import Block, Person, Settled
from accessctl.model.live import LiveAssistant, Presence
from accessctl.model.policy import Policy, ReviewPolicy
from accessctl.model.practice import Entry, RecordAccess
from accessctl.model.rules import Loosened, Rules
from accessctl.model.settings import Settings
from accessctl.reconcile.case import Case
from accessctl.reconcile.clinic_rows import CLINIC_ROWS
from accessctl.reconcile.diff import as_declared, by_rows, cases_of, effects_of
from accessctl.reconcile.effects import NOTHING, Effects
from accessctl.reconcile.facet_rows import BILLING_ROWS, RECORD_ROWS
from accessctl.reconcile.presence_rows import PRESENCE_ROWS
from builders import (
    DAY,
    HOUR,
    NOW,
    entry,
    fact,
    handoff,
    journal,
    live,
    mail,
    managed,
    observation,
    practice,
    situation,
)
from thoroughness import some

PLAIN = entry("ana")
DECLARED: tuple[Entry | None, ...] = (
    None,
    PLAIN,
    entry("ana", "escazu", "heredia", record_access=True, billing=True),
    entry("ana", "cima"),
    entry("ana", "escazu", "cima", record_access=RecordAccess(until=date(2026, 11, 1))),
    entry("ana", starts=date(2026, 12, 1)),
    entry("ana", ends=date(2026, 11, 1)),
)
LIVE: tuple[LiveAssistant | None, ...] = (
    None,
    *(
        live("ana", presence, *clinics, record_access=flag, billing=flag)
        for presence, clinics, flag in product(
            (Presence.INVITED, Presence.EXPIRED, Presence.ACTIVE),
            (("escazu",), ("escazu", "heredia"), ("norte",), ("cima",), ("escazu", "cima")),
            (True, False, None),
        )
    ),
    *(
        live("ana", presence, clinics=None)
        for presence in (Presence.INVITED, Presence.EXPIRED, Presence.ACTIVE)
    ),
)
APPLIED = {age: fact(Presence.INVITED, age, Source.APPLIED) for age in (1, 50)}
JOURNAL: tuple[Person | None, ...] = (
    None,
    managed(seen=False),
    managed(Presence.ABSENT, record_access=fact(True), seen=False),
    managed(Presence.ABSENT, presence=fact(Presence.ABSENT, 1, Source.APPLIED), seen=False),
    managed(presence=APPLIED[1], sent_at=NOW - HOUR, sendings=((PLAIN.meaning, NOW - HOUR),), seen=False),
    managed(presence=APPLIED[50], sent_at=NOW - 50 * HOUR, sendings=((None, NOW - 50 * HOUR),), seen=False),
    replace(managed(), managed=False, unmanaged=True, seen=False),
    replace(managed(), managed=False, drift_since=NOW - DAY, seen=False),
    managed(emergency=Block(NOW - DAY, PLAIN.meaning), seen=False),
    managed(Presence.ABSENT, blocks={"removed-by-hand": Block(NOW - DAY, PLAIN.meaning)}, seen=False),
    managed(Presence.ABSENT, blocks={"removed-by-hand": Block(NOW - DAY, "another")}, seen=False),
)
GRANTED = managed(
    record_access=None,
    billing=None,
    settled=Settled(frozenset({"escazu"}), record_access=True, billing=True),
    seen=False,
)
ASKED = tuple(
    handoff("ana", kind, HandoffState.DONE_ATTESTED)
    for kind in (ChangeKind.REQUEST_RECORD_ACCESS, ChangeKind.REQUEST_BILLING)
)
RULES = (
    Rules(),
    Rules(settings=Settings(drift="report")),
    Rules(policy=Policy(protected=frozenset({mail("ana")}))),
    Rules(policy=Policy(reviews=ReviewPolicy(12 * HOUR, "remove"))),
    Rules(loosened=Loosened(revoke_unmanaged=frozenset({"santa-lucia"}))),
    Rules(loosened=Loosened(restore=frozenset({("santa-lucia", mail("ana"))}))),
)


TABLE = (PRESENCE_ROWS, CLINIC_ROWS, RECORD_ROWS, BILLING_ROWS)


def every_case(every: int = 1) -> Iterator[Case]:
    """Yield each combination of declaration, live state, journal, completeness, adoption and rules.

    `every`: of so many combinations, one is enough for the suite.
    """
    combinations = product(DECLARED, LIVE, (*JOURNAL, GRANTED), (True, False), (True, False), RULES)
    for declared, row, person, complete, adopted, rules in some(combinations, every):
        if person is not None and not adopted:
            continue  # the journal knows nobody of a practice that was never observed
        people = {} if person is None else {"ana": person}
        asked = ASKED if person is GRANTED else ()
        view = journal(people, *asked) if adopted else None
        entries = () if declared is None else (declared,)
        rows = () if row is None else (row,)
        found = cases_of(situation(practice(*entries), observation(*rows, complete=complete), view, rules))
        yield from found


def test_each_case_hits_exactly_one_row_of_each_part_and_every_row_is_hit() -> None:
    """The table is a function: nothing is decided twice and nothing is left undecided."""
    hits: Counter[str] = Counter()
    for case in every_case():
        for rows in TABLE:
            applying = [row.name for row in rows if row.applies(case)]
            assert len(applying) == 1, (applying, case.desired, case.known, case.person)
            hits[applying[0]] += 1
    assert {row.name for rows in TABLE for row in rows} == set(hits)


def test_whoever_is_there_as_declared_is_given_nothing_by_any_row() -> None:
    """So the rows need not be asked: nearly everybody is like that on nearly every day."""
    found = Counter(as_declared(case) for case in every_case())
    assert found[True] > 500
    assert all(by_rows(case) in (NOTHING, Effects()) for case in every_case() if as_declared(case))


def test_no_case_breaks_what_must_always_hold() -> None:
    """Nobody active is invited, nobody unmanaged or protected is removed, no file is exceeded."""
    for case in every_case(every=7):
        changes = effects_of(case).changes
        made = {change.kind for change in changes}
        if case.presence is Presence.ACTIVE:
            assert not made & {ChangeKind.INVITE, ChangeKind.RESEND, ChangeKind.CANCEL_INVITATION}
        if not case.wanted:
            assert not made & GRANTS
        allowed = bool(case.situation.rules.loosened.revoke_unmanaged)
        if case.unmanaged and not allowed:
            assert not made
        protected: frozenset[Address] = case.situation.rules.policy.protected
        if case.email in protected and not case.wanted:
            assert not made & REMOVALS
        for change in changes:
            if change.widens and case.desired is not None:
                gained = set(change.after.clinics or ()) - set(change.before.clinics or ())
                assert gained <= case.desired.clinics | case.desired.centres
                assert (
                    not change.after.record_access
                    or change.before.record_access
                    or case.desired.record_access
                )
