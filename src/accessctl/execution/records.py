"""Changes and outcomes as journal records: addresses, no names."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from accessctl.model.change import Change, Route
from accessctl.model.handoff import BY_MAIL, Handoff, HandoffState
from accessctl.model.outcome import Outcome
from accessctl.model.record import Record, RecordKind


def intent(
    change: Change, at: datetime, handoff: str | None, reference: str | None, *, by_mail: bool = False
) -> Record:
    """Return what the run is about to do; `reference` is the Message-ID that a hand-off's mail will have."""
    return replace(
        _record(RecordKind.INTENT, change, at),
        code=change.reason.code,
        origin=origin_value(change),
        handoff=handoff,
        reference=reference,
        params=BY_MAIL if by_mail and reference is not None else None,
    )


def outcome_record(outcome: Outcome, handoff: str | None) -> Record:
    """Return what became of a change."""
    change = outcome.change
    return replace(
        _record(RecordKind.OUTCOME, change, outcome.at),
        outcome=outcome.status,
        reference=outcome.reference,
        code=outcome.code,
        params={key: str(value) for key, value in outcome.params.items()} or None,
        handoff=handoff if change.route is Route.HANDOFF else None,
    )


def _record(kind: RecordKind, change: Change, at: datetime) -> Record:
    """Return what an intent and its outcome say alike."""
    return Record(
        kind=kind,
        at=at,
        practice=change.practice,
        email=change.email,
        change=change.kind,
        change_id=change.id,
        route=str(change.route),
        before=change.before,
        after=change.after,
        entry=change.entry,
        recipient=change.recipient,
        requester=change.origin.author_email,
        centre=change.centre,
        replaces=change.replaces,
    )


def superseded_record(handoff: Handoff, at: datetime, by: str) -> Record:
    """Return that another request takes the place of a hand-off."""
    return replace(Record.of_handoff(handoff, at, HandoffState.SUPERSEDED), params={"superseded_by": by})


def origin_value(change: Change) -> dict[str, object] | None:
    """Return where a change comes from, without names."""
    origin = change.origin
    value: dict[str, object] = {}
    if origin.where is not None:
        value |= {"file": origin.where.file, "line": origin.where.line}
    if origin.commit is not None:
        value["commit"] = origin.commit
    if origin.drift_since is not None:
        value["drift_since"] = origin.drift_since.isoformat()
    return value or None
