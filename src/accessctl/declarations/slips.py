"""What people who never saw YAML get wrong, found in the lines themselves.

The parser complains where it gives up, often a line later and in words about tokens; the slip is in plain
sight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

KEYS = frozenset(
    {
        *("version", "practice", "previously", "name", "owner", "time_zone", "language", "live", "mode"),
        *("clinics", "billing_issuer", "assistants", "id", "label", "email", "surnames", "record_access"),
        *("billing", "from", "until", "note", "reason"),
    }
)
"""The keys of a practice's file: only of these it is sure that a line was to be a key and its value."""

MISREAD = frozenset({"yaml-syntax", "yaml-syntax.colon", "yaml-syntax.deeper", "yaml-syntax.key",
                     "yaml-syntax.indent", "yaml-syntax.start"})  # fmt: skip
"""What the parser says of all of these slips."""

_BULLET = re.compile(r"\s*(?:([–—−•·▪●])|(\*)[ \t])")
_BARE_DASH = re.compile(r"\s*-(\w+)\s*:")
_NO_SPACE = re.compile(r"\s*(?:-\s+)?([A-Za-z_]+):(?=[^ \t\r])(?!//)")
_NO_COLON = re.compile(r"\s*(?:-\s+)?([A-Za-z_]+)(?=\s|$)(?!.*:(?:\s|$))")
_BEGINS_AN_ENTRY = re.compile(r"\s+(email|id):\s")
_EMPTY_LIST = re.compile(r"\s*([A-Za-z_]+):\s*\[\s*\]\s*(?:#.*)?")
_NUMBER_OF_LINES = 2


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong, at a line and column from 1; `key` is the key that it is about."""

    code: str
    line: int
    column: int
    key: str = ""
    character: str = ""


def slip_near(lines: Sequence[str], line: int, code: str) -> Slip | None:
    """Return the slip in the line (from 0) where the parser gave up with that code, or in the one before."""
    before = _before(lines, line)
    for number in before:
        for slip in _slips(lines[number], number + 1):
            return slip
    if len(before) > 1 and lines[before[-1]].lstrip().startswith("- "):
        empty = _EMPTY_LIST.fullmatch(lines[before[0]].rstrip())
        if empty is not None:
            return Slip("yaml-syntax.not-empty", before[0] + 1, empty.start(1) + 1, empty[1])
    found = _BEGINS_AN_ENTRY.match(lines[line]) if line < len(lines) else None
    if code == "yaml-syntax.indent" and found is not None:
        return Slip("yaml-syntax.no-dash", line + 1, found.start(1) + 1, found[1])
    return None


def _before(lines: Sequence[str], line: int) -> list[int]:
    """Return the last lines that say something up to this one, the earlier first: it misled the parser."""
    saying = [
        number
        for number in range(min(line, len(lines) - 1), -1, -1)
        if lines[number].strip() and not lines[number].lstrip().startswith("#")
    ]
    return saying[:_NUMBER_OF_LINES][::-1]


def _slips(text: str, line: int) -> Iterator[Slip]:
    margin = text[: len(text) - len(text.lstrip())]
    odd = margin.strip(" \t")
    if odd:
        yield Slip("yaml-syntax.odd-space", line, margin.index(odd[0]) + 1)
    elif text.startswith("```"):
        yield Slip("yaml-syntax.fence", line, 1)
    elif found := _BULLET.match(text):
        sign = found[1] or found[2]
        yield Slip("yaml-syntax.bullet", line, text.index(sign) + 1, character=sign)
    elif (found := _BARE_DASH.match(text)) and found[1] in KEYS:
        yield Slip("yaml-syntax.dash", line, text.index("-") + 1)
    elif (found := _NO_SPACE.match(text)) and found[1].lower() in KEYS:
        yield Slip("yaml-syntax.space", line, found.end() + 1, found[1])
    elif (found := _NO_COLON.match(text)) and found[1] in KEYS:
        yield Slip("yaml-syntax.key", line, found.start(1) + 1, found[1])
