"""Who is logged in, and what each browser was shown: in memory, gone with the server."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from accessctl.model.identity import Address
from accessctl.model.live import Registration

LIFE = timedelta(hours=8)
"""How long a session lasts when nobody uses it."""
MOST = 1000
"""How many sessions are kept; the one that was used longest ago goes first."""
MOST_DRAFTS = 20


@dataclass(frozen=True, slots=True)
class Notice:
    """What the next page says first, and whether it is bad news."""

    text: str
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An invitation on its way through the form's steps."""

    email: Address
    registration: Registration
    name: str | None = None
    surnames: tuple[str, ...] = ()
    named: bool = False


@dataclass(slots=True)
class Session:
    """One browser: an owner's, or with no owner that of somebody who only looks."""

    key: str
    csrf: str
    seen: datetime
    owner: Address | None = None
    practice: str | None = None
    notice: Notice | None = None
    drafts: dict[int, Draft] = field(default_factory=dict)
    begun: int = 0
    language: str | None = None

    def begin(self, draft: Draft) -> int:
        """Keep a new draft and return its number; each has its own, so that two windows never mix."""
        self.begun += 1
        self.drafts[self.begun] = draft
        while len(self.drafts) > MOST_DRAFTS:
            del self.drafts[min(self.drafts)]
        return self.begun

    def take_notice(self) -> Notice | None:
        """Return what is to be said, once."""
        said, self.notice = self.notice, None
        return said


class Sessions:
    """All sessions; safe to use from many threads."""

    def __init__(self, chance: Callable[[int], bytes], now: Callable[[], datetime]) -> None:
        self._chance = chance
        self._now = now
        self._lock = threading.Lock()
        self._kept: dict[str, Session] = {}

    def open(self, owner: Address | None = None) -> Session:
        """Begin a session under a key that nobody can guess."""
        session = Session(self._chance(32).hex(), self._chance(32).hex(), self._now(), owner)
        with self._lock:
            self._kept[session.key] = session
            while len(self._kept) > MOST:
                del self._kept[next(iter(self._kept))]
        return session

    def find(self, key: str | None) -> Session | None:
        """Return the session of that key, if it still lasts."""
        now = self._now()
        with self._lock:
            session = self._kept.pop(key or "", None)
            if session is None or now - session.seen > LIFE:
                return None
            session.seen = now
            self._kept[session.key] = session
            return session

    def end(self, session: Session) -> None:
        """Forget a session."""
        with self._lock:
            self._kept.pop(session.key, None)
