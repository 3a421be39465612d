"""The operator's mailbox: every mail that the sandbox wrote, and accessctl's letters that wait to be sent."""

from __future__ import annotations

import email
import email.policy
import sys
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from starlette.responses import Response
from starlette.routing import Route

from accessctl.providers.sandbox.rows import numbered_mails
from accessctl.providers.sandbox.server.asking import Asked, open_page, refused
from accessctl.providers.sandbox.server.desk_overview import DESK
from accessctl.providers.sandbox.server.letters import letter_of
from accessctl.providers.sandbox.server.showing import page, spoken
from accessctl.providers.sandbox.server.site import Site

BOX = f"{DESK}/correo"
SHOWN = 100
"""How many mails the list shows, the newest."""
LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One of accessctl's own letters, as a file of the outbox holds it."""

    name: str
    to: str
    cc: str
    subject: str
    body: str = ""


def routes(site: Site) -> list[Route]:
    """Return the pages of this module."""
    return [
        Route(BOX, open_page(site, "correos", _box, tongues=True), methods=["GET"]),
        Route(f"{BOX}/{{number:int}}", open_page(site, "correo-leido", _mail, tongues=True), methods=["GET"]),
        Route(f"{DESK}/cartas/{{name}}", open_page(site, "carta", _letter, tongues=True), methods=["GET"]),
    ]


def _box(asked: Asked) -> Response:
    site = asked.site
    with site.store.reading() as state:
        mails = list(numbered_mails(state))
    newest = mails[: -SHOWN - 1 : -1]
    outgoing = _outgoing(site.around.outbox)
    return page(
        asked,
        "desk/mailbox.html.j2",
        mails=[
            (
                letter_of(site, *mail),
                spoken(mail[1].at, site.around.zone, asked.language),
                site.fates.get(mail),
            )
            for mail in newest
        ],
        older=len(mails) - len(newest),
        outgoing=outgoing[:SHOWN],
        more=max(len(outgoing) - SHOWN, 0),
    )


def _mail(asked: Asked) -> Response:
    site, number = asked.site, min(int(asked.place["number"]), sys.maxsize)
    with site.store.reading() as state:
        found = next(numbered_mails(state, number - 1), None)
    if found is None or found[0] != number:
        return refused(asked, "missing", 404)
    at = spoken(found[1].at, site.around.zone, asked.language)
    return page(asked, "desk/mail.html.j2", letter=letter_of(site, *found), at=at, fate=site.fates.get(found))


def _letter(asked: Asked) -> Response:
    found = {letter.name: letter for letter in _outgoing(asked.site.around.outbox)}.get(asked.place["name"])
    if found is None:
        return refused(asked, "missing", 404)
    return page(asked, "desk/letter.html.j2", letter=found)


def _outgoing(outbox: Path | None) -> list[Outgoing]:
    """Read the letters of the outbox, the newest first; a link's name only picks one."""
    if outbox is None or not outbox.is_dir():
        return []
    found = [(path.stat().st_mtime_ns, path) for path in outbox.glob("*.eml") if path.is_file()]
    return [_read(path) for _, path in sorted(found, reverse=True)]


def _read(path: Path) -> Outgoing:
    with path.open("rb") as stream:
        content = stream.read(LARGEST)
    message = email.message_from_bytes(content, EmailMessage, policy=email.policy.default)
    part = message.get_body(("plain",))
    return Outgoing(
        name=path.stem,
        to=str(message["To"] or ""),
        cc=str(message["Cc"] or ""),
        subject=str(message["Subject"] or path.stem),
        body="" if part is None else str(part.get_content()),
    )
