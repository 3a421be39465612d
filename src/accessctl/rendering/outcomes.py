"""What became of a run's changes: what happened, not what was planned; as text and as `accessctl.apply/1`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from accessctl.model.change import Route
from accessctl.model.outcome import Outcome, Status
from accessctl.rendering import plan_phrases as phrases
from accessctl.rendering import style
from accessctl.rendering.json_values import instant, plain
from accessctl.rendering.lines import INDENT, aligned, person
from accessctl.rendering.voice import Voice

FORMAT = "accessctl.apply/1"

_ORDER = (Status.DONE, Status.HANDED_OFF, Status.FAILED, Status.SKIPPED, Status.FATE_UNKNOWN)
_SIGN = {
    Status.DONE: ("✓", style.green),
    Status.HANDED_OFF: ("→", style.cyan),
    Status.FAILED: ("✗", style.red),
    Status.SKIPPED: ("·", style.yellow),
    Status.FATE_UNKNOWN: ("?", style.red),
}


def outcomes_json(outcomes: Sequence[Outcome], run: str, digest: str | None) -> dict[str, object]:
    """Return the outcomes as `accessctl.apply/1`."""
    counts = Counter(outcome.status for outcome in outcomes)
    return {
        "format": FORMAT,
        "run": run,
        "digest": digest,
        "outcomes": [outcome_json(outcome) for outcome in outcomes],
        "summary": {
            "changes": len(outcomes),
            **{status.replace("-", "_"): counts[status] for status in Status},
        },
    }


def outcome_json(outcome: Outcome) -> dict[str, object]:
    """Return one outcome; `change` is the change's id."""
    change = outcome.change
    return {
        "change": change.id,
        "kind": str(change.kind),
        "practice": change.practice,
        "email": change.email,
        "recipient": change.recipient,
        "status": str(outcome.status),
        "at": instant(outcome.at),
        "reference": outcome.reference,
        "code": outcome.code,
        "params": {key: plain(outcome.params[key]) for key in sorted(outcome.params)},
    }


def outcomes_text(outcomes: Sequence[Outcome], run: str, language: str, *, color: bool, zone: str) -> str:
    """Return what happened, one line a change; what failed says why."""
    voice = Voice(language, zone)
    cells = [
        [
            voice.say("statuses", f"outcome.{outcome.status}"),
            phrases.step(voice, outcome.change.kind),
            voice.data(outcome.change.practice),
            person(phrases.full_name(outcome.change), outcome.change.email),
            phrases.access(voice, outcome.change),
        ]
        for outcome in outcomes
    ]
    lines = []
    for outcome, row in zip(outcomes, aligned(cells), strict=True):
        sign, paint = _SIGN[outcome.status]
        lines.append(f"{INDENT}{paint(f'{sign} {row[0]}', color)}  {'  '.join(row[1:])}".rstrip())
        lines += [style.dim(f"{INDENT * 3}{line}", color) for line in _below(voice, outcome)]
    headline = style.bold(_headline(voice, outcomes), color)
    title = style.dim(voice.say("statuses", "outcomes.run", {"run": run}), color)
    return "\n".join([*lines, *([""] if lines else []), headline, title]) + "\n"


def why_failed(voice: Voice, outcome: Outcome) -> str:
    """Return in words why a change did not go through."""
    if outcome.code is None:
        return voice.say("statuses", "outcome.no-reason")
    params = {"practice": outcome.change.practice, "email": outcome.change.email, **outcome.params}
    return phrases.failure(voice, outcome.code, params)


def _below(voice: Voice, outcome: Outcome) -> list[str]:
    said = []
    if outcome.status is Status.HANDED_OFF and outcome.change.recipient is not None:
        said.append(voice.say("statuses", "outcome.asked", {"recipient": outcome.change.recipient}))
    if outcome.status in {Status.FAILED, Status.SKIPPED} or outcome.code is not None:
        said.append(why_failed(voice, outcome))
    if outcome.status is Status.FATE_UNKNOWN:
        letter = outcome.change.route is Route.HANDOFF
        said.append(voice.say("statuses", f"outcome.fate-unknown.{'letter' if letter else 'remedy'}"))
    if outcome.reference is not None:
        said.append(voice.say("statuses", "outcome.reference", {"reference": outcome.reference}))
    return said


def _headline(voice: Voice, outcomes: Sequence[Outcome]) -> str:
    counts = Counter(outcome.status for outcome in outcomes)
    said = [
        voice.count("statuses", f"outcomes.{status}", counts[status]) for status in _ORDER if counts[status]
    ]
    return f"{', '.join(said)}." if said else voice.say("statuses", "outcomes.nothing")
