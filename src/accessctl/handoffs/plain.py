"""Values from files made fit for a mail: one line, no control characters, so that no header can be forged."""

from __future__ import annotations

import re

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]+")


def one_line(text: str) -> str:
    """Return the text on one line, without control, invisible and bidirectional characters."""
    return _UNFIT.sub(" ", text).strip()
