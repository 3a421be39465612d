"""The exact steps of one request, line by line: the same in its mail and in `handoff show`."""

from __future__ import annotations

from accessctl.handoffs.item import Item, item_of_change, item_of_handoff
from accessctl.handoffs.plain import one_line
from accessctl.handoffs.templating import SHIPPED, Templates
from accessctl.model.change import Change
from accessctl.model.handoff import Handoff
from accessctl.model.practice import Practice


def steps_of_change(
    change: Change, practice: Practice, language: str, templates: Templates = SHIPPED
) -> tuple[str, ...]:
    """Return what has to be done for a change, as lines."""
    return lines_of(item_of_change("", change, practice), practice, language, templates)


def steps_of_handoff(
    handoff: Handoff, practice: Practice, language: str, templates: Templates = SHIPPED
) -> tuple[str, ...]:
    """Return what has to be done for a hand-off, as lines."""
    return lines_of(item_of_handoff(handoff, practice), practice, language, templates)


def lines_of(item: Item, practice: Practice, language: str, templates: Templates) -> tuple[str, ...]:
    """Return the lines of one request."""
    values: dict[str, object] = {"item": item, "practice": one_line(practice.name)}
    lines = tuple(templates.render(language, f"steps/{item.kind}.txt.j2", values).rstrip().splitlines())
    if not item.cancels:
        return lines
    return (*lines, "", *templates.render(language, "cancels.txt.j2", values).rstrip().splitlines())
