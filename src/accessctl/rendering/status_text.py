"""What is live, for people: who may work where, what is pending, what ends soon, who still has to act."""

from __future__ import annotations

from collections.abc import Iterator

from accessctl.model.live import INVITATION_LIFE, LiveAssistant, Observation, Presence, Unobserved
from accessctl.model.status import Status
from accessctl.rendering import plan_phrases as phrases
from accessctl.rendering import style
from accessctl.rendering.handoff_text import handoff_lines
from accessctl.rendering.lines import INDENT, person, table
from accessctl.rendering.texts import has
from accessctl.rendering.voice import Voice

_PAINT = {Presence.ACTIVE: style.green, Presence.INVITED: style.yellow, Presence.EXPIRED: style.red}


def status_text(status: Status, language: str, *, color: bool) -> str:
    """Return the status as text."""
    voice = Voice(language, status.zone)
    lines = [style.dim(voice.say("statuses", "status.at", {"now": status.now}), color)]
    if not status.observations and not status.unreadable:
        lines.append(voice.say("statuses", "status.no-practices"))
    for slug in sorted(status.observations):
        lines += ["", *_practice(voice, status, slug, color=color)]
    for slug in status.unreadable:
        lines += ["", style.bold(voice.data(slug), color)]
        lines.append(style.red(f"{INDENT}{voice.say('statuses', 'status.unreadable')}", color))
    if status.ends_soon:
        lines += ["", style.bold(voice.say("statuses", "ends.title"), color)]
        lines += table(
            [
                [
                    voice.data(item.practice),
                    voice.data(item.email),
                    voice.say("statuses", f"ends.{item.what}", {"on": item.on}),
                ]
                for item in status.ends_soon
            ]
        )
    if status.handoffs:
        lines += ["", style.bold(voice.say("statuses", "handoffs.title"), color)]
        lines += handoff_lines(voice, status.handoffs, status.now, INDENT)
    return "\n".join(lines) + "\n"


def _practice(voice: Voice, status: Status, slug: str, *, color: bool) -> Iterator[str]:
    declared = status.practices.get(slug)
    title = style.bold(voice.data(slug), color)
    if declared is not None:
        owner = person(declared.owner_name, declared.owner)
        title += f"  {voice.data(declared.name)}, {voice.say('statuses', 'status.owner', {'owner': owner})}"
    yield title
    seen = status.observations[slug]
    if isinstance(seen, Unobserved):
        yield style.red(f"{INDENT}{_why(voice, seen)}", color)
        return
    yield from _people(voice, status, seen, color=color)


def _people(voice: Voice, status: Status, seen: Observation, *, color: bool) -> Iterator[str]:
    people = [seen.assistants[email] for email in sorted(seen.assistants)]
    if not people and not seen.gaps:
        yield f"{INDENT}{voice.say('statuses', 'status.nobody')}"
    rows = table(
        [
            [
                _state(voice, status, assistant),
                person(" ".join(filter(None, (assistant.name, *assistant.surnames))), assistant.email),
                _reach(voice, assistant),
            ]
            for assistant in people
        ]
    )
    for assistant, row in zip(people, rows, strict=True):
        paint = _PAINT.get(assistant.presence)
        yield paint(row, color) if paint is not None and assistant.presence is not Presence.ACTIVE else row
    for gap in seen.gaps:
        yield style.yellow(f"{INDENT}{voice.code('plans', f'unverified.{gap.code}', gap.params)}", color)


def _state(voice: Voice, status: Status, assistant: LiveAssistant) -> str:
    said = voice.say("statuses", f"state.{assistant.presence}")
    if assistant.sent_at is None or assistant.presence is Presence.ACTIVE:
        return said
    if assistant.presence is Presence.INVITED:
        left = assistant.sent_at + INVITATION_LIFE - status.now
        return f"{said}, {voice.say('statuses', 'state.time-left', {'left': left})}"
    return f"{said}, {voice.say('statuses', 'state.sent', {'at': assistant.sent_at})}"


def _reach(voice: Voice, assistant: LiveAssistant) -> str:
    parts = []
    if assistant.clinics is None:
        parts.append(voice.say("statuses", "facet.clinics.unknown"))
    elif assistant.clinics:
        parts.append(", ".join(voice.data(clinic) for clinic in sorted(assistant.clinics)))
    else:
        parts.append(voice.say("statuses", "facet.clinics.none"))
    for name, value in (("record", assistant.record_access), ("billing", assistant.billing)):
        if value is not False:
            parts.append(voice.say("statuses", f"facet.{name}.{'unknown' if value is None else 'yes'}"))
    return "; ".join(parts)


def _why(voice: Voice, missed: Unobserved) -> str:
    params = {"practice": missed.practice, **missed.params}
    if has("plans", f"frozen.{missed.code}"):
        return voice.say("plans", f"frozen.{missed.code}", params)
    why = phrases.failure(voice, missed.code, params)
    return f"{voice.say('statuses', 'status.unobserved')}: {why}"
