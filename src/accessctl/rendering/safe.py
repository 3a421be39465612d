"""Text that comes from a file or a live system, made harmless for a terminal."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\u061c]+")

_HALF = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return the text on one line, without control characters and bidirectional overrides.

    Half a character, which no encoding has, is shown as one that could not be read.
    """
    whole = text if text.isascii() else _HALF.sub("\N{REPLACEMENT CHARACTER}", text)
    return _CONTROL.sub(" ", whole).strip()
