"""Sending the invitations for real: whoever wrote them, once each, to the server that was named."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from email.message import EmailMessage

from starlette.concurrency import run_in_threadpool

from accessctl.providers.sandbox.rows import numbered_mails
from accessctl.providers.sandbox.server.letters import letter_of, message_of
from accessctl.providers.sandbox.server.site import Fate, Site
from accessctl.providers.sandbox.state import INVITATION, Mail

PAUSE = 1.0
"""Seconds between two looks at the mails."""
ATTEMPTS = 3
Send = Callable[[EmailMessage], bool]
"""Hands a message in to a mail server, and says whether it was taken."""


class Post:
    """Sends what is written from now on; what was there before is old."""

    def __init__(self, site: Site, send: Send) -> None:
        self._site = site
        self._send = send
        self._seen = set(self._mails())
        self._failed: dict[tuple[int, Mail], int] = {}

    def round(self) -> None:
        """Send what is new; what cannot be sent is tried again, up to a few times."""
        for number, mail in self._mails():
            if (number, mail) in self._seen:
                continue
            if self._taken(number, mail):
                self._site.fates[number, mail] = Fate.SENT
            else:
                self._failed[number, mail] = attempts = self._failed.get((number, mail), 0) + 1
                self._site.fates[number, mail] = Fate.FAILED
                if attempts < ATTEMPTS:
                    continue
            self._seen.add((number, mail))

    def _mails(self) -> list[tuple[int, Mail]]:
        with self._site.store.reading() as state:
            return [item for item in numbered_mails(state) if item[1].kind == INVITATION]

    def _taken(self, number: int, mail: Mail) -> bool:
        try:
            message = message_of(letter_of(self._site, number, mail))
        except ValueError:  # an address that no mail can carry
            return False
        return self._send(message)


async def rounds(post: Post) -> None:
    """Look after the mails as long as the server runs."""
    while True:
        await run_in_threadpool(post.round)
        await asyncio.sleep(PAUSE)
