"""What moved between a saved plan and now, each with its cause."""

from __future__ import annotations

from collections.abc import Sequence

from accessctl.model.moved import Moved
from accessctl.rendering import plan_phrases as phrases
from accessctl.rendering import style
from accessctl.rendering.json_plan import change_json
from accessctl.rendering.lines import INDENT, aligned, person
from accessctl.rendering.voice import Voice

_PAINT = {"new": style.green, "gone": style.red, "altered": style.yellow}
_SIGN = {"new": "+", "gone": "-", "altered": "~"}


def stale_text(moved: Sequence[Moved], language: str, *, color: bool, zone: str) -> str:
    """Return what is newly needed, no longer needed or altered."""
    voice = Voice(language, zone)
    if not moved:
        return voice.say("statuses", "moved.nothing") + "\n"
    cells = [
        [
            f"{_SIGN[item.kind]} {voice.say('statuses', f'moved.{item.kind}')}",
            phrases.step(voice, item.change.kind),
            voice.data(item.change.practice),
            person(phrases.full_name(item.change), item.change.email),
            phrases.access(voice, item.change),
        ]
        for item in moved
    ]
    lines = [style.bold(voice.say("statuses", "moved.title"), color)]
    for item, row in zip(moved, aligned(cells), strict=True):
        head = _PAINT[item.kind](row[0], color)
        lines.append(f"{INDENT}{'  '.join([head, *row[1:]])}".rstrip())
        lines += [style.dim(f"{INDENT * 3}{line}", color) for line in _below(voice, item)]
    return "\n".join(lines) + "\n"


def stale_json(moved: Sequence[Moved]) -> list[dict[str, object]]:
    """Return what moved as plain JSON values."""
    return [
        {
            "moved": item.kind,
            "cause": item.cause,
            "change": change_json(item.change),
            "was": None if item.was is None else change_json(item.was),
        }
        for item in moved
    ]


def _below(voice: Voice, item: Moved) -> list[str]:
    cause = voice.say("statuses", f"cause.{item.cause}")
    said = [" · ".join([cause, phrases.why(voice, item.change), *phrases.whence(voice, item.change.origin)])]
    acts = phrases.actor(voice, item.change)
    if acts is not None:
        said.append(acts)
    if item.was is not None:
        parts = [phrases.step(voice, item.was.kind), phrases.access(voice, item.was)]
        if item.was.recipient is not None and item.was.recipient != item.change.recipient:
            parts.append(voice.data(item.was.recipient))
        said.append(voice.say("statuses", "moved.was", {"was": ", ".join(parts)}))
    return said
