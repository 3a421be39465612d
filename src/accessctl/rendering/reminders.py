"""Reminders, as a line for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from accessctl.model.outcome import Status
from accessctl.model.reminder import Noticed, Reminded
from accessctl.model.sending import Sent
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


def noticed_json(item: Noticed) -> dict[str, object]:
    """Return what became of a notice about unanswered invitations."""
    return {
        "practice": item.practice,
        "recipient": item.recipient,
        "people": list(item.people),
        "status": str(item.status),
        "reference": item.reference,
        "code": item.code,
        "params": {key: plain(item.params[key]) for key in sorted(item.params)},
    }


def noticed_line(voice: Voice, item: Noticed, *, color: bool) -> str:
    """Return who was told that invitations went unanswered."""
    params = {
        "recipient": item.recipient,
        "practice": item.practice,
        "people": ", ".join(item.people),
        "why": "" if item.code is None else failure(voice, item.code, item.params),
    }
    well = item.status is Status.HANDED_OFF
    name = "notice" if well else f"notice-{item.status}"
    return INDENT + (style.cyan if well else style.red)(voice.say("watching", f"watch.{name}", params), color)


def sent_json(items: Sequence[Sent]) -> dict[str, object]:
    """Return what became of the mails of the outbox as `accessctl.sent/1`."""
    return {
        "format": "accessctl.sent/1",
        "mails": [
            {
                "message_id": item.message_id,
                "recipient": item.recipient,
                "handoffs": list(item.handoffs),
                "status": str(item.status),
                "again": item.again,
                "code": item.code,
                "params": {key: plain(item.params[key]) for key in sorted(item.params)},
            }
            for item in items
        ],
    }


def sent_line(voice: Voice, item: Sent, *, color: bool) -> str:
    """Return what became of one mail of the outbox."""
    params = {
        "recipient": item.recipient,
        "ids": ", ".join(item.handoffs) or item.message_id,
        "why": "" if item.code is None else failure(voice, item.code, item.params),
    }
    well = item.status is Status.HANDED_OFF
    name = ("again" if item.again else "mailed") if well else f"mail-{item.status}"
    return (style.green if well else style.red)(voice.say("watching", f"sent.{name}", params), color)
