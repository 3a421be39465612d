"""How a repository's letters leave, and what their fates mean for the changes they ask for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from accessctl.errors import AccessctlError
from accessctl.execution.workplace import NOWHERE, Workplace
from accessctl.handoffs.composing import Sender
from accessctl.handoffs.delivery import Fate
from accessctl.handoffs.post import Post
from accessctl.handoffs.smtp import Mailer
from accessctl.handoffs.smtp_url import VARIABLE, Server, server_of
from accessctl.model.outcome import Status

STATUS = {
    Fate.WAITING: Status.HANDED_OFF,
    Fate.SENT: Status.HANDED_OFF,
    Fate.FAILED: Status.FAILED,
    Fate.UNKNOWN: Status.FATE_UNKNOWN,
}


def sender_of(place: Workplace, run: str, checkpoint: str | None = None) -> Sender:
    """Return who writes this repository's letters, in one run."""
    return Sender(place.sender, run, place.now, checkpoint, place.templates)


def server_for(place: Workplace) -> Server | None:
    """Return the server that takes this repository's mails, or None where a person sends them."""
    text = place.environment.get(VARIABLE, "")
    if not text.strip():
        return None
    server = server_of(text)
    if place.sender == NOWHERE:
        raise AccessctlError("smtp-sender-missing", variable=VARIABLE)
    return server


@contextmanager
def posting(
    place: Workplace, pause: Callable[[float], None] = time.sleep, *, needed: bool = True
) -> Iterator[Post]:
    """Yield the way letters go, and take leave of the server at the end.

    Where no letter is `needed`, nothing is said of a server that is named wrongly.
    """
    post = Post(place.outbox, _mailer(place, pause) if needed else None)
    try:
        yield post
    finally:
        post.close()


def _mailer(place: Workplace, pause: Callable[[float], None]) -> Mailer | None:
    server = server_for(place)
    return None if server is None else mailer_of(place, server, pause)


def mailer_of(place: Workplace, server: Server, pause: Callable[[float], None] = time.sleep) -> Mailer:
    """Return the way to a server; we greet it by the sender's domain, not by this machine's name."""
    domain = place.sender.rpartition("@")[2].encode("idna").decode()
    return Mailer(server, domain, pause, place.edges.mail)
