"""Pure: the text of a practice's file, cut at its entries, where it is written in plain block style.

Cutting is a guess from the lines alone. Whoever uses it lets the parser judge: an entry's text counts only
when the parser found exactly that entry at its first line, with another entry after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ASSISTANTS = re.compile(rb"^assistants:[ ]*(?:#[^\n]*)?$", re.MULTILINE)
_FIRST = re.compile(rb"\n( *)- ")
_PASSED_OVER = re.compile(rb"(?:\n *(?:#[^\n]*)?(?=\n))*")
_NEXT_KEY = re.compile(rb"\n(?=[^ \n#])")
_NEXT_KEY_FLUSH = re.compile(rb"\n(?=[^ \n#-]|-[^ ])")

SENTINEL = b"email: last@accessctl.invalid"
"""An entry of our own after the others: where it is not found, something before it did not end."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A file's text in pieces; `mark` stood before each entry."""

    head: bytes
    mark: bytes
    entries: list[bytes]
    tail: bytes

    def text(self, entries: list[bytes]) -> bytes:
        """Return a text with the same frame, other entries and the sentinel."""
        return b"".join((self.head, *[self.mark + entry for entry in (*entries, SENTINEL)], b"\n", self.tail))

    def first_lines(self, entries: list[bytes]) -> list[int]:
        """Return the lines on which the entries, and then the sentinel, begin in such a text."""
        line = self.head.count(b"\n") + 2
        lines = [line]
        for entry in entries:
            line += entry.count(b"\n") + 1
            lines.append(line)
        return lines


def cut_text(text: bytes) -> Cut | None:
    """Cut a text at its entries; `None` where its lines do not look like plain block style."""
    found = list(_ASSISTANTS.finditer(text))
    if len(found) != 1 or b"\r" in text:
        return None
    end = found[0].end()
    passed = _PASSED_OVER.match(text, end)
    start = passed.end() if passed is not None else end
    first = _FIRST.match(text, start)
    if first is None:
        return None
    mark = first[0]
    pattern = _NEXT_KEY if first[1] else _NEXT_KEY_FLUSH
    after = pattern.search(text, start + 1)
    stop = after.start() if after is not None else len(text)
    entries = text[start:stop].split(mark)[1:]
    return Cut(text[:start], mark, entries, text[stop:])
