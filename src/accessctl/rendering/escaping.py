"""Text that comes from a file or a live system, made harmless for a host's Markdown and for a page."""

from __future__ import annotations

import re
import string

from accessctl.rendering.safe import clean

LONGEST = 200
"""How much of one value is shown."""

_CODE = re.compile(r"[\w.+:/@=,-]+", re.ASCII)
_SIGNS = {sign: f"&#{ord(sign)};" for sign in string.punctuation if sign not in ",'()-"}
# A host links `@name`, `#1` and the like in text that it has already decoded: the comment parts them.
_SIGNS |= {"@": "&#64;<!-- -->", "#": "&#35;<!-- -->"}
_ENTITIES = str.maketrans(_SIGNS)


def markdown(text: str) -> str:
    """Return the text so that Markdown shows it as it is: no markup, no link, no mention."""
    shown = clean(text)
    if len(shown) > LONGEST:
        shown = f"{shown[:LONGEST]}…"
    if re.search(r"[@/.:_]", shown) and _CODE.fullmatch(shown):
        return f"`{shown}`"
    escaped = shown.translate(_ENTITIES)
    return f"&#45;{escaped[1:]}" if escaped.startswith("-") else escaped


_HELD = "\ue000"
"""A backtick that came from outside: on a page ours alone mark what is typed."""


def held(text: str) -> str:
    """Return the text with its backticks held, until it is printed."""
    return text.replace("`", _HELD)


def released(text: str) -> str:
    """Return the text as it was."""
    return text.replace(_HELD, "`")
