"""Guards that refused, as text and JSON."""

from __future__ import annotations

from collections.abc import Sequence

from accessctl.model.plan import Violation
from accessctl.rendering import plan_phrases as phrases
from accessctl.rendering.json_plan import violation_json
from accessctl.rendering.voice import Voice


def violations_json(violations: Sequence[Violation]) -> list[dict[str, object]]:
    """Return the violations as JSON values."""
    return [violation_json(violation) for violation in violations]


def violations_text(violations: Sequence[Violation], language: str, *, zone: str) -> str:
    """Return a line for each violation, and one for the flag that loosens it."""
    voice = Voice(language, zone)
    lines = [voice.say("plans", "section.violations")]
    for item in violations:
        who = [voice.data(text) for text in (item.practice, item.email) if text]
        lines.append(f"  ✗ {': '.join([*who, phrases.violation(voice, item)])}")
        if item.flag:
            lines.append(f"      {voice.say('plans', 'violation.flag', {'flag': item.flag})}")
    return "\n".join(lines)
