"""Reports as `accessctl.report/1`: no word in it depends on the language."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accessctl.model.fact import Fact
from accessctl.model.handoff import Handoff
from accessctl.model.report import (
    DriftSeen,
    Ending,
    FacetGrant,
    Mark,
    NextEnd,
    Pack,
    Period,
    PracticeSource,
    Proof,
    ReviewDue,
    Seat,
    Term,
)
from accessctl.rendering.json_history import commit_json, event_json, gap_json
from accessctl.rendering.json_values import access_json, instant, instant_or_none

REPORT = "accessctl.report/1"
SEES = ["settings", "agenda", "patient-registry"]
"""What every assistant can see and edit; the record is beside it, for those with record access."""


def pack_json(pack: Pack) -> dict[str, object]:
    """Return the access-review pack."""
    return {
        "format": REPORT,
        "kind": "review",
        **_period(pack.period),
        "time_zone": pack.zone,
        "practices_asked": list(pack.slugs),
        "live": pack.live,
        "every_assistant_sees": SEES,
        "practices": [_source(item) for item in pack.practices],
        "roster": [_seat(seat) for seat in pack.seats],
        "record_access": [_grant(grant, pack.period) for grant in pack.record_access],
        "billing": [_grant(grant, pack.period) for grant in pack.billing],
        "invitations": [_seat(seat) for seat in pack.invitations],
        "ends_next": [_next(end) for end in pack.ends_next],
        "changes": [event_json(event) for event in pack.events],
        "drift": [_drift(item) for item in pack.drift],
        "open_handoffs": [_handoff(item) for item in pack.open_handoffs],
        "handoff_durations": [
            {
                "kind": str(item.kind),
                "count": item.count,
                "median_seconds": _seconds(item.median),
                "longest_seconds": _seconds(item.longest),
            }
            for item in pack.durations
        ],
        "endings": [_ending(ending) for ending in pack.endings],
        "over_time": [
            {"day": point.day.isoformat(), "people": point.people, "record_access": point.record_access}
            for point in pack.points
        ],
        "reviews": [_review(item) for item in pack.reviews],
        "gaps": [gap_json(gap) for gap in pack.gaps],
    }


def _review(item: ReviewDue) -> dict[str, object]:
    state = item.state
    return {
        "practice": item.practice,
        "signed_at": instant_or_none(state.signed_at),
        "by": state.by,
        "begun_at": instant_or_none(state.started_at),
        "open": state.open,
        "due": instant_or_none(item.due),
        "overdue": item.overdue,
    }


def proof_json(proof: Proof) -> dict[str, object]:
    """Return the proof for one person."""
    return {
        "format": REPORT,
        "kind": "person",
        **_period(proof.period),
        "time_zone": proof.zone,
        "email": proof.email,
        "addresses": list(proof.addresses),
        "live": proof.live,
        "closed": not proof.loose,
        "open": [
            {
                "practice": item.practice,
                "email": item.email or None,
                "what": str(item.what),
                "since": instant_or_none(item.since),
                "handoff": None if item.handoff is None else _handoff(item.handoff),
            }
            for item in proof.loose
        ],
        "standing": [_seat(seat) for seat in proof.seats],
        "grants": [_term(term) for term in proof.terms],
        "events": [event_json(event) for event in proof.events],
        "practices": [_source(item) for item in proof.practices],
        "gaps": [gap_json(gap) for gap in proof.gaps],
    }


def _next(end: NextEnd) -> dict[str, object]:
    return {
        "practice": end.seat.practice,
        "email": end.seat.email,
        "what": str(end.facet),
        "last_day": end.on.isoformat(),
        "days": end.days,
    }


def _drift(item: DriftSeen) -> dict[str, object]:
    return {
        "practice": item.practice,
        "email": item.email,
        "since": instant_or_none(item.since),
        "ended_at": instant_or_none(item.ended_at),
        "unmanaged": item.unmanaged,
    }


def _period(period: Period) -> dict[str, object]:
    return {
        "made_at": instant(period.now),
        "since": instant(period.since),
        "until": instant(period.until),
        "on": None if period.day is None else period.day.isoformat(),
    }


def _source(item: PracticeSource) -> dict[str, object]:
    return {
        "practice": item.slug,
        "name": item.name,
        "observed_at": instant_or_none(item.observed_at),
        "failure": item.failure,
    }


def _seat(seat: Seat) -> dict[str, object]:
    holding = seat.declared
    declared: dict[str, object] | None = None
    if holding is not None:
        declared = {
            **access_json(holding.access),
            "from": None if holding.starts is None else holding.starts.isoformat(),
            "until": None if holding.ends is None else holding.ends.isoformat(),
            "record_access_reason": holding.record_reason,
            "record_access_until": None if holding.record_until is None else holding.record_until.isoformat(),
            "since": instant_or_none(holding.since),
            "changed": instant_or_none(holding.changed),
            **commit_json(holding.commit),
        }
    return {
        "practice": seat.practice,
        "email": seat.email,
        "name": seat.name or None,
        "state": str(seat.state),
        "declared": declared,
        "presence": _fact(seat.presence),
        "clinics": _fact(seat.clinics),
        "record_access": _fact(seat.record_access),
        "billing": _fact(seat.billing),
        "record_access_asked": seat.asked_record,
        "billing_asked": seat.asked_billing,
        "invitation_sent_at": instant_or_none(seat.sent_at),
        "drift_since": instant_or_none(seat.drift_since),
        "unmanaged": seat.unmanaged,
    }


def _fact(fact: Fact[Any] | None) -> dict[str, object] | None:
    if fact is None:
        return None
    value = sorted(fact.value) if isinstance(fact.value, frozenset) else fact.value
    return {"value": value, "at": instant(fact.at), "source": str(fact.source)}


def _grant(grant: FacetGrant, period: Period) -> dict[str, object]:
    holding, age = grant.seat.declared, grant.age(period.until)
    until = None if holding is None else holding.record_until
    return {
        "practice": grant.seat.practice,
        "email": grant.seat.email,
        "name": grant.seat.name or None,
        "what": str(grant.facet),
        "declared": grant.commit is not None,
        "lapsed": grant.lapsed,
        "reason": None if holding is None else holding.record_reason,
        "since": instant_or_none(grant.since),
        "age_seconds": None if age is None else _seconds(age),
        "until": None if until is None else until.isoformat(),
        **commit_json(grant.commit),
    }


def _handoff(item: Handoff) -> dict[str, object]:
    return {
        "id": item.id,
        "kind": str(item.kind),
        "practice": item.practice,
        "email": item.email,
        "recipient": item.recipient,
        "state": str(item.state),
        "asked_at": instant(item.opened_at),
        "changed_at": instant(item.changed_at),
    }


def _ending(ending: Ending) -> dict[str, object]:
    return {
        "practice": ending.practice,
        "email": ending.email,
        "what": str(ending.facet),
        "ended_at": instant(ending.at),
        "how": str(ending.how),
        "commit": None if ending.commit is None else ending.commit.id,
        "asked": _mark(ending, ending.asked),
        "confirmed": _mark(ending, ending.confirmed),
        "needed": ending.needed,
        "open": ending.is_open,
    }


def _mark(ending: Ending, mark: Mark | None) -> dict[str, object] | None:
    if mark is None:
        return None
    return {
        "at": instant(mark.at),
        "after_seconds": _seconds(mark.at - ending.at),
        "step": str(mark.step),
        "by": mark.by,
        "recipient": mark.recipient,
    }


def _term(term: Term) -> dict[str, object]:
    return {
        "practice": term.practice,
        "email": term.email,
        "name": term.name or None,
        "clinics": list(term.clinics),
        "record_access": term.record_access,
        "billing": term.billing,
        "since": instant(term.since),
        **commit_json(term.commit),
        "endings": [_ending(ending) for ending in term.endings],
    }


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())
