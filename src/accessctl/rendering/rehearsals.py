"""A rehearsal as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accessctl.model.rehearsal import Rehearsal
from accessctl.rendering import plan_phrases as phrases
from accessctl.rendering import style
from accessctl.rendering.lines import INDENT
from accessctl.rendering.texts import say
from accessctl.rendering.voice import Voice


def rehearsals_text(rehearsals: Sequence[Rehearsal], voice: Voice, *, color: bool) -> str:
    """Return each change with its steps, or with what was in the way."""
    if not rehearsals:
        return say(voice.language, "commands_web", "rehearsal.nothing")
    lines: list[str] = []
    for item in rehearsals:
        change = item.change
        head = (
            f"{phrases.step(voice, change.kind)}  {voice.data(change.practice)}  {voice.data(change.email)}"
        )
        lines.append(style.bold(head, color))
        lines += [f"{INDENT}{_step(voice, *step)}" for step in item.steps]
        if item.code is not None:
            params = {"practice": change.practice, "email": change.email, **item.params}
            lines.append(f"{INDENT}{phrases.failure(voice, item.code, params)}")
    failed = sum(item.code is not None for item in rehearsals)
    end = say(voice.language, "commands_web", "rehearsal.end", {"count": len(rehearsals), "failed": failed})
    return "\n".join([*lines, "", end])


def rehearsals_json(rehearsals: Sequence[Rehearsal]) -> dict[str, Any]:
    """Return the contract `accessctl.rehearsal/1`."""
    return {
        "format": "accessctl.rehearsal/1",
        "changes": [
            {
                "id": item.change.id,
                "kind": str(item.change.kind),
                "practice": item.change.practice,
                "email": item.change.email,
                "steps": [{"code": code, "what": what} for code, what in item.steps],
                "code": item.code,
                "params": {key: str(value) for key, value in item.params.items()},
            }
            for item in rehearsals
        ],
    }


def _step(voice: Voice, code: str, what: str) -> str:
    return say(voice.language, "commands_web", f"rehearsal.{code}", {"what": voice.data(what)})
