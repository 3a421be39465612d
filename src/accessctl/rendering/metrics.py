"""The rounds of `watch` as Prometheus metrics: numbers only, no address and no practice's name."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge

from accessctl.model.watching import Round

_GAUGES = {
    "round_timestamp_seconds": "When the last round began.",
    "round_duration_seconds": "How long the last round took.",
    "round_ok": "1 if the last round looked at everything, else 0.",
    "managed_people": "People who are managed, in all practices.",
    "waiting": "What waits for time or for somebody known.",
    "blocked": "What waits for a person to decide.",
    "frozen": "Practices held still.",
    "handoffs_pending": "Hand-offs that somebody still has to act on.",
    "unknown_fates": "Effects whose fate nobody could tell.",
    "violations": "What guards refused in the last round.",
}


class Metrics:
    """What a monitor asks for, kept up with each round."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._gauges = {
            name: Gauge(f"accessctl_{name}", text, registry=self.registry) for name, text in _GAUGES.items()
        }
        self._rounds = Counter("accessctl_rounds", "Rounds made.", ["result"], registry=self.registry)
        self._changes = Counter(
            "accessctl_changes",
            "Changes, by what became of them.",
            ["kind", "status"],
            registry=self.registry,
        )

        self._reminders = Counter(
            "accessctl_reminders",
            "Reminders, by what became of them.",
            ["state", "status"],
            registry=self.registry,
        )

    def take(self, found: Round) -> None:
        """Take note of a round; where nothing could be looked at, the last counts stay."""
        ok = not found.troubles
        self._set("round_timestamp_seconds", found.at.timestamp())
        self._set("round_duration_seconds", found.seconds)
        self._set("round_ok", ok)
        self._rounds.labels("ok" if ok else "failed").inc()
        if found.trouble is not None:
            return
        self._set("managed_people", found.managed)
        self._set("handoffs_pending", found.pending)
        self._set("unknown_fates", found.unknown_fates)
        self._set("waiting", sum(part.waiting for part in found.parts))
        self._set("blocked", sum(part.blocked for part in found.parts))
        self._set("frozen", sum(part.frozen for part in found.parts))
        self._set("violations", sum(len(part.violations) for part in found.parts))
        for outcome in found.outcomes:
            self._changes.labels(str(outcome.change.kind), str(outcome.status)).inc()

        for item in found.reminders:
            self._reminders.labels(str(item.reminder.state), str(item.status)).inc()

    def _set(self, name: str, value: float) -> None:
        self._gauges[name].set(value)
