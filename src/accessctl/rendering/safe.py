"""Text that comes from a file or a live system, made harmless for a terminal."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\u061c]+")


def clean(text: str) -> str:
    """Return the text on one line, without control characters and bidirectional overrides."""
    return _CONTROL.sub(" ", text).strip()
