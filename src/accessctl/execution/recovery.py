"""What a dead run left behind: what is seen done is done, what nobody can know is said to be unknown."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from accessctl.errors import ProviderError
from accessctl.execution.effects import shows
from accessctl.execution.records import superseded_record
from accessctl.execution.workplace import Workplace, state_directory
from accessctl.handoffs.outbox import SENDING, SENT
from accessctl.journal.folding_runs import open_runs
from accessctl.journal.reading import Journal
from accessctl.journal.runs import why_dead
from accessctl.model.change import Change, Reason, Route
from accessctl.model.handoff import BY_MAIL
from accessctl.model.journal_view import JournalView, OpenRun
from accessctl.model.live import Observation
from accessctl.model.outcome import TAKES_PLACE, Status
from accessctl.model.record import Record, RecordKind
from accessctl.reconcile.handoff_rows import superseded


@dataclass(frozen=True, slots=True)
class _Told:
    """What the dead run noted, and whether this is its disk, with its letters."""

    noted: Mapping[str, Mapping[str, str | None]] | None
    here: bool


def dead_runs(place: Workplace, running: Iterable[OpenRun], take_over: str | None) -> tuple[OpenRun, ...]:
    """Return the open runs whose lock no longer counts: expired, their process gone, or named."""
    now, here = place.clock(), place.edges.process()
    return tuple(run for run in running if why_dead(run, now, here, take_over) is not None)


def recover(place: Workplace, dead: Iterable[OpenRun], view: JournalView) -> tuple[Record, ...]:
    """Return an outcome for each intent of the dead runs, from what can be seen now.

    With it go the requests whose place this took, as the run itself would have said.
    """
    return tuple(record for run in dead for record in _recovered(place, run, view))


def _recovered(place: Workplace, run: OpenRun, view: JournalView) -> Iterable[Record]:
    ahead = place.edges.write_ahead(state_directory(place.gateway), run.run.rpartition("-")[2])
    told = _Told(ahead.read(), ahead.here())
    observed = _observe(
        place, {intent.practice or "" for intent in run.intents if intent.route == Route.DIRECT}
    )
    for intent in run.intents:
        status, reference = _fate(place, intent, told, observed)
        if status is not None:
            yield replace(
                intent,
                kind=RecordKind.OUTCOME,
                at=intent.at if status is Status.DONE else place.now,
                outcome=status,
                reference=reference,
                code="recovered",
                params={**(intent.params or {}), "run": run.run},
                origin=None,
                run="",
                seq=0,
            )
        if status in TAKES_PLACE:
            yield from _superseded(place, intent, view)


def _superseded(place: Workplace, intent: Record, view: JournalView) -> Iterable[Record]:
    practice = place.declaration.practices.get(intent.practice or "")
    if practice is None or intent.email is None:
        return
    for item in superseded(_as_change(intent), view.of(practice).pending(intent.email)):
        yield superseded_record(item, place.now, intent.change_id or "")


def _observe(place: Workplace, slugs: Iterable[str]) -> Mapping[str, Observation]:
    practices = [place.declaration.practices[slug] for slug in slugs if slug in place.declaration.practices]
    try:
        found = place.reader.observe(practices, {})
    except ProviderError:
        return {}
    return {slug: seen for slug, seen in found.items() if isinstance(seen, Observation)}


def _fate(
    place: Workplace,
    intent: Record,
    told: _Told,
    observed: Mapping[str, Observation],
) -> tuple[Status | None, str | None]:
    """Return what became of an intent, or no status where it was not begun and is planned anew."""
    known = None if told.noted is None else told.noted.get(intent.change_id or "")
    if known is not None and known["status"] != Status.SKIPPED:
        return Status(known["status"] or Status.FATE_UNKNOWN), known["reference"]
    if intent.route == Route.HANDOFF:
        return _fate_of_letter(place, intent, known_disk=told.here)
    seen = observed.get(intent.practice or "")
    done = None if seen is None else shows(_as_change(intent), seen, intent.at)
    if done is None:
        return Status.FATE_UNKNOWN, None
    return (Status.DONE, None) if done else (None, None)


def _fate_of_letter(
    place: Workplace, intent: Record, *, known_disk: bool
) -> tuple[Status | None, str | None]:
    """Tell a letter's fate from where it lies in the outbox."""
    letter, outbox = intent.reference, place.outbox
    if letter is not None and outbox.holds(letter, SENT):
        return Status.HANDED_OFF, letter
    if letter is not None and outbox.holds(letter, SENDING):
        return Status.FATE_UNKNOWN, letter
    if letter is not None and not _by_mail(intent) and outbox.holds(letter):
        return Status.HANDED_OFF, letter
    # on the run's own disk an outbox without the mail, or with one that was not yet handed over, proves that
    # it never went out
    return (None, None) if known_disk else (Status.FATE_UNKNOWN, letter)


def _by_mail(intent: Record) -> bool:
    return BY_MAIL.items() <= dict(intent.params or {}).items()


def drop_unsent(place: Workplace, journal: Journal, dead: Iterable[str], recovered: Iterable[Record]) -> None:
    """Remove the letters that dead runs did not come to give to a server: they are asked for anew."""
    told = {record.reference for record in recovered}
    names = set(dead)
    for run in open_runs(journal.records):
        for intent in run.intents if run.run in names else ():
            letter = intent.reference
            if letter is not None and _by_mail(intent) and letter not in told:
                with contextlib.suppress(OSError):
                    place.outbox.drop(letter)


def _as_change(intent: Record) -> Change:
    """Return as much of the intended change as it takes to see what became of it, and of others."""
    if intent.change is None or intent.email is None or intent.before is None or intent.after is None:
        raise ValueError(intent.kind)
    return Change(
        kind=intent.change,
        practice=intent.practice or "",
        email=intent.email,
        route=Route.DIRECT,
        before=intent.before,
        after=intent.after,
        reason=Reason(intent.code or "recovered"),
        centre=intent.centre,
    )
