"""Reviews of access as text and as the contract `accessctl.review/1`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accessctl.model.review import PracticeReview, ReviewItem
from accessctl.rendering import style
from accessctl.rendering.json_values import access_json, instant_or_none
from accessctl.rendering.lines import INDENT, person
from accessctl.rendering.voice import Voice


def reviews_json(found: Sequence[PracticeReview]) -> dict[str, object]:
    """Return the reviews as JSON values."""
    return {"format": "accessctl.review/1", "practices": [_practice_json(item) for item in found]}


def _practice_json(item: PracticeReview) -> dict[str, object]:
    state = item.state
    return {
        "practice": item.practice,
        "digest": item.digest,
        "started_at": instant_or_none(state.started_at),
        "open": state.open,
        "reviewed_at": instant_or_none(state.signed_at),
        "by": state.by,
        "due": instant_or_none(item.due),
        "overdue": item.overdue,
        "people": [
            {
                "email": who.email,
                "name": who.name or None,
                "declared": None if who.declared is None else access_json(who.declared),
                "marks": list(who.marks),
                "now": who.now,
            }
            for who in item.items
        ],
    }


def reviews_text(found: Sequence[PracticeReview], voice: Voice, *, people: bool, color: bool) -> str:
    """Return the state of each review, with everybody who is to be looked at if `people` are wanted."""
    if not found:
        return voice.say("reviews", "no-practices") + "\n"
    lines: list[str] = []
    for item in found:
        lines += [style.bold(voice.data(item.practice), color), *_state(item, voice, color=color)]
        if people:
            lines += [line for who in item.items for line in _person(who, voice)]
            lines += [] if item.items else [INDENT + voice.say("reviews", "nobody")]
    return "\n".join(lines) + "\n"


def _state(item: PracticeReview, voice: Voice, *, color: bool) -> Iterator[str]:
    state = item.state
    if state.signed_at is None:
        yield INDENT + voice.say("reviews", "never")
    else:
        yield INDENT + voice.say("reviews", "last", {"at": state.signed_at, "by": state.by})
    if state.open:
        yield INDENT + style.yellow(voice.say("reviews", "open", {"at": state.started_at}), color)
    if item.due is not None:
        paint = style.red if item.overdue else style.dim
        key = "overdue" if item.overdue else "due"
        yield INDENT + paint(voice.say("reviews", key, {"due": item.due}), color)


def _person(who: ReviewItem, voice: Voice) -> Iterator[str]:
    yield INDENT + voice.data(person(who.name, who.email))
    if who.declared is not None and who.declared.clinics:
        yield INDENT * 2 + voice.say("reviews", "clinics", {"clinics": who.declared.clinics})
    for mark in who.marks:
        yield INDENT * 2 + voice.say("reviews", f"mark.{mark}", {"now": who.now})
