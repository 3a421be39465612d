"""Plain values → YAML text as a person would type it: one line each, quoted only where it must be."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from accessctl.declarations.scalars import plain_value

Value = str | int | float | bool | Sequence["Value"] | Mapping[str, "Value"]
"""What a declaration can say; there is no null in it."""

Comments = Mapping[str, Sequence[str]]
"""Comments by the key above which they stand."""

_PLAIN = re.compile(r"[^\W_](?:[^\n,\[\]{}#:]|:(?=[^\s,\[\]{}])|(?<=\S)#)*")
_OTHER_MEANING = re.compile(r"(?:y|n|yes|no|on|off|[-+]?[\d_]+(?::[\d_]+)+(?:\.\d*)?)", re.IGNORECASE)
"""What older YAML readers take for a truth value or a time of day."""


def written(value: Value) -> str:
    """Return the value on one line, fit for a line of its own as well as inside brackets."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case str():
            return _text(value)
        case Mapping():
            return "{" + pairs(value) + "}"
        case _:
            return "[" + ", ".join(written(item) for item in value) + "]"


def pairs(values: Mapping[str, Value]) -> str:
    """Return the inside of a mapping in braces."""
    return ", ".join(f"{written(key)}: {written(value)}" for key, value in values.items())


def comment(text: str) -> str:
    """Return the text as one comment, whatever is in it."""
    return "# " + " ".join("".join(char if char.isprintable() else " " for char in text).split())


def block_item(values: Mapping[str, Value], comments: Comments, keys: Sequence[str]) -> list[str]:
    """Return an item of a list as lines, one key each; `keys` is the order in which they stand.

    A comment may stand at a key that the item lacks: there it says that a person has to add it.
    """
    names = [*keys, *(key for key in values if key not in keys)]
    lines: list[str] = []
    for key in names:
        lines += [comment(text) for text in comments.get(key, ())]
        if key in values:
            lines.append(f"{written(key)}: {written(values[key])}")
    first = next((index for index, line in enumerate(lines) if not line.startswith("#")), 0)
    above = lines[:first]
    return [*above, *(f"{'- ' if index == 0 else '  '}{line}" for index, line in enumerate(lines[first:]))]


@lru_cache(maxsize=16384)
def _text(text: str) -> str:
    """Return the text as it is written; keys, clinics and names come again and again."""
    plain = _PLAIN.fullmatch(text) and text == text.strip() and text.isprintable()
    if plain and plain_value(text) == text and not _OTHER_MEANING.fullmatch(text):
        return text
    return "".join(
        char if char.isprintable() or char == " " else _escaped(char)
        for char in json.dumps(text, ensure_ascii=False)
    )


def _escaped(char: str) -> str:
    number = ord(char)
    if number <= 0xFF:
        return f"\\x{number:02X}"
    return f"\\u{number:04X}" if number <= 0xFFFF else f"\\U{number:08X}"
