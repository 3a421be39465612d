"""The tokens that stand for a key for a while: how long one is good for, as far as it says."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

EARLY = timedelta(seconds=10)
"""A token is renewed this much before it ends: the question is still on its way then."""

_LONGEST = timedelta(days=365).total_seconds()


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it goes into a header, and when it is to be renewed; None: when it is refused."""

    secret: str = field(repr=False)
    renew_at: datetime | None = None

    def is_good(self, now: datetime) -> bool:
        """Say whether it can still be used, for all that is known."""
        return self.renew_at is None or now < self.renew_at


def token_from(secret: str, now: datetime) -> Token:
    """Return the token that was given at `now` (UTC).

    Where it says when it was made, its life is counted from there: the two clocks need not agree. One that
    seems to be over already is used until it is refused.
    """
    claims = _claims(secret)
    ends, made = _seconds(claims.get("exp")), _seconds(claims.get("iat"))
    if ends is None:
        return Token(secret)
    life = ends - (now.timestamp() if made is None else made)
    if not 0 < life <= _LONGEST:
        return Token(secret)
    return Token(secret, now + max(timedelta(seconds=life) - EARLY, timedelta(seconds=life / 2)))


def _claims(secret: str) -> Mapping[str, Any]:
    """Return what is written in a JWT, which nobody here can verify; nothing where it is none."""
    parts = secret.split(".")
    if len(parts) != 3:
        return {}
    try:
        body = parts[1]
        found = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _seconds(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e12 else None
