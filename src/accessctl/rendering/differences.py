"""What two revisions declare differently, as text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from accessctl.model.event import AccessEvent, Gap, Grant
from accessctl.model.plan import Notice
from accessctl.rendering import style
from accessctl.rendering.events import event_phrase, gap_lines
from accessctl.rendering.json_history import DIFF, event_json, gap_json
from accessctl.rendering.json_plan import notice_json
from accessctl.rendering.lines import INDENT, person
from accessctl.rendering.voice import Voice


@dataclass(frozen=True, slots=True)
class Compared:
    """What is to be shown of a comparison; a practice is `(what, slug, earlier slug)`."""

    older: str
    newer: str
    practices: Sequence[tuple[str, str, str | None]]
    events: Sequence[AccessEvent]
    alterations: Sequence[Notice]
    gaps: Sequence[Gap]

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.practices or self.events or self.alterations or self.gaps)


def diff_json(found: Compared) -> dict[str, object]:
    """Return the comparison as `accessctl.diff/1`."""
    shown = ("practice", "email", "kind", "before", "after")
    return {
        "format": DIFF,
        "older": found.older,
        "newer": found.newer,
        "practices": [
            {"practice": slug, "what": what, "earlier": earlier} for what, slug, earlier in found.practices
        ],
        "changes": [{key: event_json(event)[key] for key in shown} for event in found.events],
        "alterations": [notice_json(item) for item in found.alterations],
        "gaps": [gap_json(gap) for gap in found.gaps],
    }


def diff_text(found: Compared, voice: Voice, *, color: bool) -> str:
    """Return the comparison as text."""
    if found.empty:
        return voice.say("history", "diff.nothing") + "\n"
    names = {"older": found.older[:10], "newer": found.newer[:10]}
    lines = [voice.say("history", "diff.title", names)]
    for slug, notes, events in _by_practice(voice, found):
        lines += ["", style.bold(voice.data(slug), color), *(f"{INDENT}{note}" for note in notes)]
        lines += [
            f"{INDENT}{person(_name(event), event.email)}: {event_phrase(voice, event)}" for event in events
        ]
    if found.alterations:
        lines += ["", style.bold(voice.say("history", "diff.alterations"), color)]
        lines += [f"{INDENT}{where}: {said}" for where, said in _alterations(voice, found.alterations)]
    return "\n".join([*lines, *gap_lines(voice, found.gaps, color=color)]) + "\n"


def diff_markdown(found: Compared, voice: Voice) -> str:
    """Return the comparison as Markdown; the voice makes what comes from files harmless for it."""
    if found.empty:
        return voice.say("history", "diff.nothing") + "\n"
    names = {"older": found.older[:10], "newer": found.newer[:10]}
    lines = [f"### {voice.say('history', 'diff.title', names)}"]
    for slug, notes, events in _by_practice(voice, found):
        lines += ["", f"**{voice.data(slug)}**", "", *(f"- {note}" for note in notes)]
        for event in events:
            who = " ".join(filter(None, (voice.data(_name(event)), voice.data(event.email))))
            lines.append(f"- {who}: {event_phrase(voice, event)}")
    if found.alterations:
        lines += ["", f"**{voice.say('history', 'diff.alterations')}**", ""]
        lines += [f"- {where}: {said}" for where, said in _alterations(voice, found.alterations)]
    gaps = [line.strip() for line in gap_lines(voice, found.gaps, color=False) if line]
    if gaps:
        lines += ["", f"**{gaps[0]}**", "", *(f"- {line}" for line in gaps[1:])]
    return "\n".join(lines) + "\n"


def _by_practice(voice: Voice, found: Compared) -> Iterator[tuple[str, list[str], list[AccessEvent]]]:
    notes: dict[str, list[str]] = {}
    for what, slug, earlier in found.practices:
        notes.setdefault(slug, []).append(voice.say("history", f"diff.{what}", {"earlier": earlier}))
    events: dict[str, list[AccessEvent]] = {}
    for event in found.events:
        events.setdefault(event.practice, []).append(event)
    for slug in sorted(notes.keys() | events.keys()):
        yield slug, notes.get(slug, []), events.get(slug, [])


def _alterations(voice: Voice, items: Iterable[Notice]) -> Iterator[tuple[str, str]]:
    for item in items:
        where = voice.data(item.practice) or voice.say("history", "diff.repository")
        yield where, voice.code("plans", f"alterations.{item.code}", item.params)


def _name(event: AccessEvent) -> str:
    side = event.after if isinstance(event.after, Grant) else event.before
    return " ".join(filter(None, (side.name, *side.surnames))) if isinstance(side, Grant) else ""
