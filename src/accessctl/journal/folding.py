"""Pure: the whole journal, folded record by record into the memory that the core is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from accessctl.journal import folding_people as people
from accessctl.journal.folding_fates import Fates
from accessctl.journal.folding_handoffs import believe, moved, opened
from accessctl.journal.folding_practices import PracticeDraft, continued, read_anew, reviewed, starts_anew
from accessctl.journal.folding_runs import RUN_KINDS, RunsDraft
from accessctl.model.change import REMOVALS, ChangeKind
from accessctl.model.handoff import NOT_DELIVERED, REMINDERS, UNCERTAIN
from accessctl.model.identity import Address
from accessctl.model.journal_view import JournalView, Removal
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind


@dataclass(slots=True)
class _Draft:
    """The view as the records are gone through."""

    runs: RunsDraft = field(default_factory=RunsDraft)
    practices: dict[str, PracticeDraft] = field(default_factory=dict)
    removals: list[Removal] = field(default_factory=list)
    fates: Fates = field(default_factory=Fates)
    handoffs: dict[str, PracticeDraft] = field(default_factory=dict)
    """Which practice a hand-off belongs to."""

    def practice(self, slug: str) -> PracticeDraft:
        found = self.practices.get(slug)
        if found is None:
            found = self.practices[slug] = PracticeDraft()
        return found


def fold(records: Iterable[Record]) -> JournalView:
    """Return what the records, in the order of the journal, say."""
    draft = _Draft()
    ordered = tuple(records)
    draft.fates.expect_takeovers(ordered)
    for record in ordered:
        if record.kind in RUN_KINDS:
            draft.runs.take(record)
            draft.fates.take_run(record)
        else:
            _KINDS[record.kind](draft, record)
    return JournalView(
        practices={slug: practice.frozen() for slug, practice in draft.practices.items()},
        last_commit=draft.runs.last_commit,
        whole_commit=draft.runs.whole_commit,
        narrow_commits=dict(draft.runs.narrow_commits),
        applied=frozenset(draft.runs.applied),
        removals=tuple(draft.removals),
        unknown_fates=draft.fates.unknown(),
        open_run=draft.runs.newest(),
        runs=draft.runs.runs,
        digest_at=draft.runs.digest_at,
    )


def _about_person(
    take: Callable[[people.PersonDraft, Record], None],
) -> Callable[[_Draft, Record], None]:
    def taken(draft: _Draft, record: Record) -> None:
        if record.practice is not None and record.email is not None:
            take(draft.practice(record.practice).person(record.email), record)
            draft.fates.observe(record)

    return taken


def _observation(draft: _Draft, record: Record) -> None:
    slug = record.practice
    if slug is None:
        return
    _continue(draft, slug, record.reference)
    practice = draft.practice(slug)
    if starts_anew(practice, record):
        practice = draft.practices[slug] = _new_life(draft, slug, practice)
    read_anew(practice, record)


def _new_life(draft: _Draft, slug: str, before: PracticeDraft) -> PracticeDraft:
    """Return what a practice begins anew with: after a release, what somebody still waits for is kept."""
    kept = {name: item for name, item in before.handoffs.items() if item.pending and before.released}
    new = PracticeDraft(people=people.carried_over(before.people), handoffs=kept)
    for name in before.handoffs:
        draft.handoffs.pop(name, None)
    draft.handoffs.update(dict.fromkeys(kept, new))
    draft.fates.forget(slug)
    return new


def _continue(draft: _Draft, slug: str, earlier: str | None) -> None:
    """Let a practice go on under its new slug, unless that one has a life of its own already."""
    if earlier is None or earlier == slug or earlier not in draft.practices:
        return
    later = draft.practices.get(slug)
    if later is not None and later.observed_at is not None and not later.released:
        return
    practice = draft.practices[slug] = continued(draft.practices.pop(earlier), later)
    for name, handoff in practice.handoffs.items():
        practice.handoffs[name] = replace(handoff, practice=slug)
        draft.handoffs[name] = practice
    draft.removals = [
        replace(item, practice=slug) if item.practice == earlier else item for item in draft.removals
    ]
    draft.fates.rename(earlier, slug)


def _released(draft: _Draft, record: Record) -> None:
    if record.practice is not None:
        draft.practice(record.practice).released = True


def _review(draft: _Draft, record: Record) -> None:
    if record.practice is not None:
        practice = draft.practice(record.practice)
        practice.review = reviewed(practice.review, record)


def _outcome(draft: _Draft, record: Record) -> None:
    if record.practice is None or record.email is None or draft.fates.is_known_better(record):
        return
    draft.fates.take_outcome(record)
    practice = draft.practice(record.practice)
    if record.outcome is Status.DONE:
        people.carry_out(practice.person(record.email), record)
        _count_removal(draft, record.practice, record.email, record)
    elif record.outcome is Status.HANDED_OFF or (record.outcome is Status.FATE_UNKNOWN and record.handoff):
        _hand_off(draft, practice, record)


def _hand_off(draft: _Draft, practice: PracticeDraft, record: Record) -> None:
    handoff = opened(record)
    if handoff is None:
        return
    practice.handoffs.pop(handoff.id, None)  # asked for once more: it is the newest now
    practice.handoffs[handoff.id] = handoff
    draft.handoffs[handoff.id] = practice
    if record.outcome is Status.HANDED_OFF:
        if handoff.kind in REMOVALS:
            practice.person(handoff.email).seen = False
        _count_removal(draft, handoff.practice, handoff.email, record)


def _count_removal(draft: _Draft, slug: str, email: Address, record: Record) -> None:
    """Count for the guards; an address that is replaced by another is no removal."""
    last = record.change is ChangeKind.REQUEST_REMOVAL_AT_CENTRE and record.after is not None
    if record.change not in REMOVALS and not (last and record.after is not None and not record.after.clinics):
        return
    if record.replaces is None:
        draft.removals.append(Removal(record.at, slug, email))


def _answer(draft: _Draft, record: Record) -> None:
    """Move a hand-off on; an answer to one of a life that the practice has left says nothing any more."""
    practice = draft.handoffs.get(record.handoff or "")
    if practice is None or record.handoff is None:
        return
    handoff = moved(practice.handoffs[record.handoff], record)
    practice.handoffs[handoff.id] = handoff
    believe(practice.person(handoff.email), handoff)
    if handoff.state not in REMINDERS and record.code not in {NOT_DELIVERED, UNCERTAIN}:
        draft.fates.settle(handoff.practice, handoff.email, handoff.kind)


_KINDS: Mapping[RecordKind, Callable[[_Draft, Record], None]] = {
    RecordKind.ADOPTED: _about_person(people.observe),
    RecordKind.UNMANAGED: _about_person(people.observe),
    RecordKind.DRIFT: _about_person(people.observe),
    RecordKind.SEEN: _about_person(people.observe),
    RecordKind.GONE: _about_person(people.leave),
    RecordKind.BLOCKED: _about_person(people.block),
    RecordKind.RESTORED: _about_person(people.restore),
    RecordKind.EMERGENCY: _about_person(people.revoke_at_once),
    RecordKind.OBSERVATION: _observation,
    RecordKind.RELEASED: _released,
    RecordKind.REVIEW: _review,
    RecordKind.REVIEWED: _review,
    RecordKind.OUTCOME: _outcome,
    RecordKind.HANDOFF: _answer,
}
