"""What an observation teaches the journal: adopted, unmanaged, drift, seen, gone, first blocked. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from accessctl.model.change import Access
from accessctl.model.fact import Fact, Source, T, newest
from accessctl.model.journal_view import REMOVED_BY_HAND
from accessctl.model.live import LiveAssistant, Observation, Presence
from accessctl.model.plan import Notice
from accessctl.model.record import Record, RecordKind
from accessctl.reconcile.case import Case
from accessctl.reconcile.diff import Difference
from accessctl.reconcile.endings import seen_done

REMEMBERED_BLOCKS = ("removed-by-hand", "invitation-unanswered")
"""Blocks that a later commit lifts: the journal notes when each was first seen."""


def learn(difference: Difference) -> tuple[Record, ...]:
    """Return the records that this practice's observation adds to the journal; none if nothing is new."""
    situation = difference.situation
    observation = situation.observation
    if observation is None or difference.frozen is not None:
        return ()
    people = [record for case in difference.cases for record in _person(case, observation)]
    first = observation.complete and situation.adoption_is_ahead
    head = [_observation(difference, observation)] if first or people or situation.known_as else []
    lifted = [_restored(case) for case in difference.cases if case.restored]
    return (*head, *people, *_blocked(difference), *lifted, *seen_done(situation))


def learn_releases(released: Iterable[Notice], now: datetime) -> tuple[Record, ...]:
    """Return a record for each practice whose file is gone."""
    return tuple(Record(kind=RecordKind.RELEASED, at=now, practice=notice.practice) for notice in released)


def _observation(difference: Difference, observation: Observation) -> Record:
    practice = difference.situation.practice
    people = "\n".join(sorted(observation.assistants))
    return Record(
        kind=RecordKind.OBSERVATION,
        at=observation.at,
        practice=practice.slug,
        provider=practice.provider,
        account=practice.account,
        complete=observation.complete,
        count=observation.count,
        digest=hashlib.sha256(people.encode()).hexdigest()[:16],
        reference=difference.situation.known_as,
    )


def _person(case: Case, observation: Observation) -> Iterable[Record]:
    row = observation.assistants.get(case.email)
    if row is None:
        if _is_gone(case, observation):
            yield _record(RecordKind.GONE, case, observation, None)
        return
    if case.presence is Presence.ABSENT:
        return  # known to have left since: what was read is older than that
    kind = _kind(case, observation, row)
    if kind is not None:
        yield _record(kind, case, observation, row)


def _is_gone(case: Case, observation: Observation) -> bool:
    """Say whether somebody the journal has as there is seen gone, a removal of ours included."""
    before = case.person.presence
    if before is None or before.at > observation.at:
        return False
    if not observation.shows_absent(case.email, case.person.invited_at):
        return False
    unseen = before.value is Presence.ABSENT and before.source is not Source.OBSERVED and case.person.managed
    return before.value is not Presence.ABSENT or unseen


def _kind(case: Case, observation: Observation, row: LiveAssistant) -> RecordKind | None:
    person = case.person
    held = case.desired is not None and case.desired.held is not None
    declared = (case.desired is not None and not held) or case.replaced_by is not None
    changed = _facts_changed(case, observation, row) or _settles(case, row)
    if declared:
        return (RecordKind.SEEN if changed else None) if person.managed else RecordKind.ADOPTED
    if person.managed or person.unmanaged or (person.drift_since is not None and person.seen):
        return RecordKind.SEEN if changed else None
    if held or case.situation.adoption_is_ahead:
        return RecordKind.UNMANAGED if observation.complete else None
    return RecordKind.DRIFT


def _facts_changed(case: Case, observation: Observation, row: LiveAssistant) -> bool:
    person, at = case.person, observation.at
    return (
        _is_news(row.presence, person.presence, at)
        or _is_news(row.clinics, person.clinics, at)
        or _is_news(row.record_access, person.record_access, at, default=False)
        or _is_news(row.billing, person.billing, at, default=False)
    )


def _is_news(value: T | None, before: Fact[T] | None, at: datetime, default: T | None = None) -> bool:
    if value is None or (before is None and value == default):
        return False
    fact = Fact(value, at, Source.OBSERVED)
    return before is None or (before.value != value and newest(fact, before) is fact)


def _settles(case: Case, row: LiveAssistant) -> bool:
    """Say whether a declared value is seen live that was never settled as such."""
    desired, settled = case.desired, case.person.settled
    if desired is None or desired.held is not None or not desired.wanted:
        return False
    if row.presence is not Presence.ACTIVE:
        return False
    pairs = (
        (desired.clinics | desired.centres, row.clinics, settled.clinics),
        (desired.record_access, row.record_access, settled.record_access or False),
        (desired.billing, row.billing, settled.billing or False),
    )
    return any(declared == live and declared != before for declared, live, before in pairs)


def _record(kind: RecordKind, case: Case, observation: Observation, row: LiveAssistant | None) -> Record:
    desired = case.desired
    wanted = desired is not None and desired.wanted and desired.held is None
    clinics = None if row is None or row.clinics is None else tuple(sorted(row.clinics))
    return Record(
        kind=kind,
        at=observation.at,
        practice=case.situation.slug,
        email=case.email,
        presence=Presence.ABSENT if row is None else row.presence,
        after=None if row is None else Access(clinics, row.record_access, row.billing),
        sent_at=None if row is None else row.sent_at,
        attempts=None if row is None else row.attempts,
        declared=desired.access if desired is not None and wanted else None,
        entry=case.meaning,
        observed_between=(case.situation.view.observed_at, observation.at),
    )


def _restored(case: Case) -> Record:
    return Record(
        kind=RecordKind.RESTORED,
        at=case.situation.now,
        practice=case.situation.slug,
        email=case.email,
        entry=case.meaning,
    )


def _blocked(difference: Difference) -> Iterable[Record]:
    cases = {case.email: case for case in difference.cases}
    noted: set[tuple[str, str]] = set()
    for case in difference.cases:
        if _taken_while_held(case):
            noted.add((case.email, REMOVED_BY_HAND))
            yield _block(case, REMOVED_BY_HAND)
    for notice in difference.effects.blocked:
        if notice.email is None or notice.code not in REMEMBERED_BLOCKS:
            continue
        case = cases[notice.email]
        block = case.person.blocks.get(notice.key)
        known = block is not None and block.entry == case.meaning
        if known or (notice.email, notice.key) in noted:
            continue
        noted.add((notice.email, notice.key))
        yield _block(case, notice.key)


def _taken_while_held(case: Case) -> bool:
    """Say whether somebody was removed by hand while an error held the entry still."""
    held = case.desired is not None and case.desired.held is not None
    known = REMOVED_BY_HAND in case.person.blocks
    return held and not known and case.presence is Presence.ABSENT and case.taken_away


def _block(case: Case, key: str) -> Record:
    return Record(
        kind=RecordKind.BLOCKED,
        at=case.situation.now,
        practice=case.situation.slug,
        email=case.email,
        code=key,
        entry=case.meaning,
        attempts=case.known.attempts,
    )
