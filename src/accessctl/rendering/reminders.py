"""Reminders, as a line for people and as JSON."""

from __future__ import annotations

from accessctl.model.outcome import Status
from accessctl.model.reminder import Reminded
from accessctl.rendering import style
from accessctl.rendering.json_values import plain
from accessctl.rendering.lines import INDENT
from accessctl.rendering.plan_phrases import failure
from accessctl.rendering.voice import Voice


def reminded_json(item: Reminded) -> dict[str, object]:
    """Return what became of a reminder; `handoffs` are ids, `reference` is the mail's Message-ID."""
    return {
        "practice": item.reminder.practice,
        "recipient": item.reminder.recipient,
        "state": str(item.reminder.state),
        "handoffs": [handoff.id for handoff in item.reminder.handoffs],
        "status": str(item.status),
        "reference": item.reference,
        "code": item.code,
        "params": {key: plain(item.params[key]) for key in sorted(item.params)},
    }


def reminded_line(voice: Voice, item: Reminded, *, color: bool) -> str:
    """Return whom a reminder was for, and why it did not go out where it did not."""
    reminder = item.reminder
    params = {
        "recipient": reminder.recipient,
        "practice": reminder.practice,
        "ids": ", ".join(handoff.id for handoff in reminder.handoffs),
        "why": "" if item.code is None else failure(voice, item.code, item.params),
    }
    if item.status is Status.HANDED_OFF:
        return INDENT + style.cyan(voice.say("watching", f"watch.{reminder.state}", params), color)
    return INDENT + style.red(voice.say("watching", f"watch.reminder-{item.status}", params), color)
