"""Hand-offs as a list, a page and `accessctl.handoffs/1`; what was attested says so wherever shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from accessctl.model.handoff import Handoff, HandoffState
from accessctl.rendering import plan_phrases as phrases
from accessctl.rendering import style
from accessctl.rendering.json_values import access_json, instant
from accessctl.rendering.lines import INDENT, table
from accessctl.rendering.voice import Voice

FORMAT = "accessctl.handoffs/1"


def handoffs_json(handoffs: Sequence[Handoff]) -> dict[str, object]:
    """Return the hand-offs as `accessctl.handoffs/1`."""
    return {"format": FORMAT, "handoffs": [handoff_json(handoff) for handoff in handoffs]}


def handoff_json(handoff: Handoff) -> dict[str, object]:
    """Return one hand-off; `attested` says that it rests on a person's word."""
    return {
        "id": handoff.id,
        "change": handoff.change_id,
        "kind": str(handoff.kind),
        "practice": handoff.practice,
        "email": handoff.email,
        "recipient": handoff.recipient,
        "centre": handoff.centre,
        "before": access_json(handoff.before),
        "after": access_json(handoff.after),
        "state": str(handoff.state),
        "attested": handoff.state is HandoffState.DONE_ATTESTED,
        "opened_at": instant(handoff.opened_at),
        "changed_at": instant(handoff.changed_at),
        "requester": handoff.requester,
        "message_id": handoff.message_id,
        "mailed": handoff.mailed,
        "uncertain": handoff.uncertain,
        "by": handoff.by,
        "evidence": handoff.evidence,
        "reason": handoff.reason,
    }


def handoffs_text(
    handoffs: Sequence[Handoff], now: datetime, language: str, *, color: bool, zone: str
) -> str:
    """Return the hand-offs, one line each, with their age."""
    voice = Voice(language, zone)
    if not handoffs:
        return voice.say("handoffs", "list.none") + "\n"
    lines = handoff_lines(voice, handoffs, now)
    shown = [
        style.dim(line, color) if not handoff.pending else line
        for handoff, line in zip(handoffs, lines, strict=True)
    ]
    return "\n".join(shown) + "\n"


def handoff_lines(voice: Voice, handoffs: Sequence[Handoff], now: datetime, indent: str = "") -> list[str]:
    """Return one aligned line for each hand-off."""
    return table([_cells(voice, handoff, now) for handoff in handoffs], indent)


def handoff_text(handoff: Handoff, steps: Sequence[str], language: str, *, color: bool, zone: str) -> str:
    """Return one hand-off with all that is known of it and the exact steps."""
    voice = Voice(language, zone)
    title = style.bold(voice.say("handoffs", "show.title", {"id": handoff.id}), color)
    lines = [title, *table([[f"{label}:", value] for label, value in _facts(voice, handoff)])]
    if handoff.state is HandoffState.DONE_ATTESTED:
        lines += ["", style.yellow(voice.say("handoffs", "show.attested"), color)]
    if steps:
        lines += ["", voice.say("handoffs", "show.steps")]
        lines += [f"{INDENT}{voice.data(step)}" if step.strip() else "" for step in steps]
    return "\n".join(lines) + "\n"


def _cells(voice: Voice, handoff: Handoff, now: datetime) -> list[str]:
    recipient = voice.say("handoffs", "list.nobody")
    if handoff.recipient is not None:
        recipient = voice.say("handoffs", "list.recipient", {"recipient": handoff.recipient})
    age = voice.at(handoff.changed_at)
    if handoff.pending:
        age = voice.say("handoffs", "list.age", {"age": now - handoff.opened_at})
    return [
        voice.data(handoff.id),
        voice.data(handoff.practice),
        voice.data(handoff.email),
        phrases.step(voice, handoff.kind),
        recipient,
        _state(voice, handoff),
        age,
    ]


def _state(voice: Voice, handoff: Handoff) -> str:
    name: str = handoff.state
    if handoff.state is HandoffState.SENT:
        name = "unknown" if handoff.uncertain else "mailed" if handoff.mailed else name
    return voice.say("handoffs", f"state.{name}")


def _facts(voice: Voice, handoff: Handoff) -> list[tuple[str, str]]:
    facts: list[tuple[str, str | None]] = [
        ("step", phrases.step(voice, handoff.kind)),
        ("practice", handoff.practice),
        ("person", handoff.email),
        ("recipient", handoff.recipient),
        ("centre", handoff.centre),
        ("state", _state(voice, handoff)),
        ("opened", voice.at(handoff.opened_at)),
        ("changed", voice.at(handoff.changed_at)),
        ("requester", handoff.requester),
        ("by", handoff.by),
        ("evidence", handoff.evidence),
        ("reason", handoff.reason),
        ("message", handoff.message_id),
    ]
    return [
        (voice.say("handoffs", f"show.{name}"), voice.data(value))
        for name, value in facts
        if value is not None
    ]
