"""What is live, as `accessctl.status/1`: the live format with states, and what is still under way."""

from __future__ import annotations

from collections.abc import Iterable

from accessctl.model.live import LiveAssistant, Observation, Presence, Unobserved
from accessctl.model.status import Status
from accessctl.rendering.json_values import instant, plain

FORMAT = "accessctl.status/1"


def status_json(status: Status) -> dict[str, object]:
    """Return the status; a facet that nobody can see is left out."""
    seen = {slug: item for slug, item in status.observations.items() if isinstance(item, Observation)}
    missed = [item for item in status.observations.values() if isinstance(item, Unobserved)]
    return {
        "format": FORMAT,
        "now": instant(status.now),
        "users": _users(seen.values()),
        "practices": [_practice(status, slug, seen[slug]) for slug in sorted(seen)],
        "handoffs": [
            {
                "id": handoff.id,
                "kind": str(handoff.kind),
                "practice": handoff.practice,
                "email": handoff.email,
                "recipient": handoff.recipient,
                "state": str(handoff.state),
                "opened_at": instant(handoff.opened_at),
                "changed_at": instant(handoff.changed_at),
            }
            for handoff in status.handoffs
        ],
        "ends_soon": [
            {"practice": item.practice, "email": item.email, "what": item.what, "on": item.on.isoformat()}
            for item in status.ends_soon
        ],
        "unobserved": [
            {"practice": item.practice, "code": item.code, "params": plain(item.params)}
            for item in sorted(missed, key=lambda item: item.practice)
        ],
    }


def _users(observations: Iterable[Observation]) -> list[dict[str, object]]:
    """Return the registered users that the observations show."""
    found: dict[str, dict[str, object]] = {}
    for observation in observations:
        for email, user in observation.registrations.items():
            if user.registered:
                found[email] = {"email": email, "name": user.name, "surnames": list(user.surnames)}
    return [found[email] for email in sorted(found)]


def _practice(status: Status, slug: str, seen: Observation) -> dict[str, object]:
    declared = status.practices.get(slug)
    value: dict[str, object] = {
        "practice": slug,
        "owner": None if declared is None else declared.owner,
        "billing_issuer": None if declared is None else declared.billing_issuer,
        "assistants": [assistant_json(seen.assistants[email]) for email in sorted(seen.assistants)],
    }
    if seen.clinics is not None:
        value["clinics"] = [
            {"id": clinic.id, "name": clinic.name, "single_record": clinic.single_record}
            for clinic in seen.clinics
        ]
    if seen.gaps:
        value["gaps"] = [{"code": gap.code, "params": plain(gap.params)} for gap in seen.gaps]
    return value


def assistant_json(assistant: LiveAssistant) -> dict[str, object]:
    """Return one assistant with its state; what is unknown is left out."""
    known: dict[str, object | None] = {
        "email": assistant.email,
        "name": assistant.name,
        "surnames": list(assistant.surnames) if assistant.name is not None or assistant.surnames else None,
        "accepted": assistant.presence is Presence.ACTIVE,
        "sent_at": None if assistant.sent_at is None else instant(assistant.sent_at),
        "attempts": assistant.attempts,
        "clinics": None if assistant.clinics is None else sorted(assistant.clinics),
        "record_access": assistant.record_access,
        "billing": assistant.billing,
        "state": str(assistant.presence),
    }
    return {key: value for key, value in known.items() if value is not None}
