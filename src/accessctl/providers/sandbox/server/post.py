"""Sending the invitations for real: whoever wrote them, once each, to the server that was named."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from starlette.concurrency import run_in_threadpool

from accessctl.errors import UsageError
from accessctl.providers.sandbox.rows import numbered_mails
from accessctl.providers.sandbox.server.letters import letter_of, message_of
from accessctl.providers.sandbox.server.site import Fate, Site
from accessctl.providers.sandbox.state import INVITATION, Mail

PAUSE = 1.0
"""Seconds between two looks at the mails."""
PATIENCE = 10.0
ATTEMPTS = 3
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails are handed in."""

    host: str
    port: int
    encrypted: bool
    user: str = ""
    password: str = field(default="", repr=False)


def mail_server_of(url: str) -> MailServer:
    """Return the mail server of a URL; its password is in no error."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UsageError("sandbox-smtp-url") from error
    encrypted = parts.scheme == "smtps"
    private = encrypted or parts.hostname in LOOPBACK
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or (parts.username and not private):
        raise UsageError("sandbox-smtp-url")
    return MailServer(
        parts.hostname,
        port or (465 if encrypted else 25),
        encrypted,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


class Post:
    """Sends what is written from now on; what was there before is old."""

    def __init__(self, site: Site, server: MailServer) -> None:
        self._site = site
        self._server = server
        self._seen = set(self._mails())
        self._failed: dict[tuple[int, Mail], int] = {}

    def round(self) -> None:
        """Send what is new; what cannot be sent is tried again, up to a few times."""
        for number, mail in self._mails():
            if (number, mail) in self._seen:
                continue
            try:
                self._send(number, mail)
            except (OSError, smtplib.SMTPException, ValueError) as error:
                self._failed[number, mail] = attempts = self._failed.get((number, mail), 0) + 1
                self._site.fates[number, mail] = Fate.FAILED
                del error
                if attempts < ATTEMPTS:
                    continue
            else:
                self._site.fates[number, mail] = Fate.SENT
            self._seen.add((number, mail))

    def _mails(self) -> list[tuple[int, Mail]]:
        with self._site.store.reading() as state:
            return [item for item in numbered_mails(state) if item[1].kind == INVITATION]

    def _send(self, number: int, mail: Mail) -> None:
        message = message_of(letter_of(self._site, number, mail))
        where = self._server
        if where.encrypted:
            context = ssl.create_default_context()
            client: smtplib.SMTP = smtplib.SMTP_SSL(where.host, where.port, timeout=PATIENCE, context=context)
        else:
            client = smtplib.SMTP(where.host, where.port, timeout=PATIENCE)
        with client:
            if where.user:
                client.login(where.user, where.password)
            client.send_message(message)


async def rounds(post: Post) -> None:
    """Look after the mails as long as the server runs."""
    while True:
        await run_in_threadpool(post.round)
        await asyncio.sleep(PAUSE)
