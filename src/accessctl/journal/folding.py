"""Pure: the whole journal, folded record by record into the memory that the core is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from accessctl.journal import folding_people as people
from accessctl.journal.folding_draft import Draft
from accessctl.journal.folding_handoffs import believe, moved, opened
from accessctl.journal.folding_practices import PracticeDraft, continued, read_anew, reviewed, starts_anew
from accessctl.journal.folding_runs import RUN_KINDS
from accessctl.model.change import REMOVALS, ChangeKind
from accessctl.model.handoff import NOT_DELIVERED, REMINDERS, UNCERTAIN
from accessctl.model.identity import Address
from accessctl.model.journal_view import JournalView, Removal
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind


def fold(records: Iterable[Record]) -> JournalView:
    """Return what the records, in the order of the journal, say."""
    return begin(records).frozen()


def begin(records: Iterable[Record]) -> Draft:
    """Return what the records of a whole journal say, to go on from."""
    draft = Draft()
    ordered = tuple(records)
    draft.fates.expect_takeovers(ordered)
    _take(draft, ordered)
    return draft


def go_on(draft: Draft, records: Sequence[Record]) -> bool:
    """Take records that come after all that were taken; say whether that is the same as folding them all.

    Where a run takes another one over it is not: what the dead run said of itself is looked for beforehand.
    """
    if any(record.kind is RecordKind.TAKEOVER for record in records):
        return False
    _take(draft, records)
    return True


def _take(draft: Draft, records: Iterable[Record]) -> None:
    for record in records:
        if record.kind in RUN_KINDS:
            draft.runs.take(record)
            draft.fates.take_run(record)
        else:
            _KINDS[record.kind](draft, record)


def _about_person(
    take: Callable[[people.PersonDraft, Record], None],
) -> Callable[[Draft, Record], None]:
    def taken(draft: Draft, record: Record) -> None:
        if record.practice is not None and record.email is not None:
            take(draft.practice(record.practice).person(record.email), record)
            draft.fates.observe(record)

    return taken


def _observation(draft: Draft, record: Record) -> None:
    slug = record.practice
    if slug is None:
        return
    _continue(draft, slug, record.reference)
    practice = draft.practice(slug)
    if starts_anew(practice, record):
        practice = _new_life(draft, slug, practice)
        draft.shelf.put(slug, practice)
    read_anew(practice, record)


def _new_life(draft: Draft, slug: str, before: PracticeDraft) -> PracticeDraft:
    """Return what a practice begins anew with: after a release, what somebody still waits for is kept."""
    kept = {name: item for name, item in before.handoffs.items() if item.pending and before.released}
    new = PracticeDraft(people=people.carried_over(before.people), handoffs=kept)
    for name in before.handoffs:
        draft.handoffs.pop(name, None)
    draft.handoffs.update(dict.fromkeys(kept, slug))
    draft.fates.forget(slug)
    return new


def _continue(draft: Draft, slug: str, earlier: str | None) -> None:
    """Let a practice go on under its new slug, unless that one has a life of its own already."""
    if earlier is None or earlier == slug or earlier not in draft.shelf:
        return
    later = draft.shelf.get(slug)
    if later is not None and later.observed_at is not None and not later.released:
        return
    practice = continued(draft.shelf.take(earlier), later)
    draft.shelf.put(slug, practice)
    for name, handoff in practice.handoffs.items():
        practice.handoffs[name] = replace(handoff, practice=slug)
        draft.handoffs[name] = slug
    draft.removals = [
        replace(item, practice=slug) if item.practice == earlier else item for item in draft.removals
    ]
    draft.fates.rename(earlier, slug)


def _released(draft: Draft, record: Record) -> None:
    if record.practice is not None:
        draft.practice(record.practice).released = True


def _review(draft: Draft, record: Record) -> None:
    if record.practice is not None:
        practice = draft.practice(record.practice)
        practice.review = reviewed(practice.review, record)


def _outcome(draft: Draft, record: Record) -> None:
    if record.practice is None or record.email is None or draft.fates.is_known_better(record):
        return
    draft.fates.take_outcome(record)
    practice = draft.practice(record.practice)
    if record.outcome is Status.DONE:
        people.carry_out(practice.person(record.email), record)
        _count_removal(draft, record.practice, record.email, record)
    elif record.outcome is Status.HANDED_OFF or (record.outcome is Status.FATE_UNKNOWN and record.handoff):
        _hand_off(draft, practice, record)


def _hand_off(draft: Draft, practice: PracticeDraft, record: Record) -> None:
    handoff = opened(record)
    if handoff is None:
        return
    practice.handoffs.pop(handoff.id, None)  # asked for once more: it is the newest now
    practice.handoffs[handoff.id] = handoff
    draft.handoffs[handoff.id] = handoff.practice
    if record.outcome is Status.HANDED_OFF:
        if handoff.kind in REMOVALS:
            practice.person(handoff.email).seen = False
        _count_removal(draft, handoff.practice, handoff.email, record)


def _count_removal(draft: Draft, slug: str, email: Address, record: Record) -> None:
    """Count for the guards; an address that is replaced by another is no removal."""
    last = record.change is ChangeKind.REQUEST_REMOVAL_AT_CENTRE and record.after is not None
    if record.change not in REMOVALS and not (last and record.after is not None and not record.after.clinics):
        return
    if record.replaces is None:
        draft.removals.append(Removal(record.at, slug, email))


def _answer(draft: Draft, record: Record) -> None:
    """Move a hand-off on; an answer to one of a life that the practice has left says nothing any more."""
    slug = draft.handoffs.get(record.handoff or "")
    if slug is None or record.handoff is None:
        return
    practice = draft.practice(slug)
    handoff = moved(practice.handoffs[record.handoff], record)
    practice.handoffs[handoff.id] = handoff
    believe(practice.person(handoff.email), handoff)
    if handoff.state not in REMINDERS and record.code not in {NOT_DELIVERED, UNCERTAIN}:
        draft.fates.settle(handoff.practice, handoff.email, handoff.kind)


_KINDS: Mapping[RecordKind, Callable[[Draft, Record], None]] = {
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
