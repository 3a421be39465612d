"""One of several parts of a repository's practices: each practice is in exactly one of them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

AT_MOST = 1000
_WRITTEN = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})")


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number` (from 1) of `of` parts.

    A practice's part depends on its slug alone: other practices that come or go move nobody.
    """

    number: int
    of: int

    @classmethod
    def read(cls, text: str) -> Shard:
        """Return the part that is written as `2/4`; `ValueError` where that is none."""
        match = _WRITTEN.fullmatch(text)
        number, of = (int(match[1]), int(match[2])) if match else (0, 0)
        if not 1 <= number <= of <= AT_MOST:
            raise ValueError(text)
        return cls(number, of)

    def holds(self, slug: str) -> bool:
        """Say whether the practice of that slug is in this part."""
        digest = hashlib.sha256(slug.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.of == self.number - 1
