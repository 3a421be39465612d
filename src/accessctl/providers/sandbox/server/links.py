"""The links of invitations and the made-up passwords: nobody can guess them, and a link works once."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum

from accessctl.model.identity import Address
from accessctl.model.live import Presence
from accessctl.providers.sandbox.rows import find_assistant, last_mail, numbered_mails
from accessctl.providers.sandbox.rules import presence
from accessctl.providers.sandbox.server.site import Site
from accessctl.providers.sandbox.state import INVITATION, Assistant, Mail
from accessctl.providers.sandbox.store import clock


class Standing(StrEnum):
    """What a link is still good for."""

    VALID = "valid"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    REPLACED = "replaced"  # sent again since, declined, or taken back


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link leads to."""

    mail: Mail
    standing: Standing
    person: Assistant | None


def link_of(site: Site, number: int, mail: Mail) -> str:
    """Return the path of the page on which an invitation is answered."""
    return f"/invitacion/{number}-{_mark(site, number, mail)}"


def invitation_of(site: Site, token: str) -> Invitation | None:
    """Return the invitation of a link, or nothing where it is no link of ours."""
    number, _, mark = token.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        return None
    key = site.link_key()
    with site.store.reading() as state:
        found = next(numbered_mails(state, int(number) - 1), None)
        if found is None or found[0] != int(number):
            return None
        mail = found[1]
        person = find_assistant(state, mail.practice, mail.to)
        newest = last_mail(state, mail.practice, mail.to) == found[0]
        stands = presence(person, clock(state))
    if mail.kind != INVITATION or not hmac.compare_digest(mark.encode(), _sign(key, found[0], mail).encode()):
        return None
    if not newest or person is None or person.sent_at != mail.at:
        return Invitation(mail, Standing.REPLACED, None)
    standing = {Presence.ACTIVE: Standing.ACCEPTED, Presence.EXPIRED: Standing.EXPIRED}
    return Invitation(mail, standing.get(stands, Standing.VALID), person)


def password_of(site: Site, owner: Address) -> str:
    """Return an owner's made-up password."""
    digest = hmac.new(site.link_key(), f"password {owner}".encode(), hashlib.sha256).hexdigest()
    return f"clave-{digest[:4]}-{digest[4:8]}"


def _mark(site: Site, number: int, mail: Mail) -> str:
    return _sign(site.link_key(), number, mail)


def _sign(key: bytes, number: int, mail: Mail) -> str:
    said = f"link {number} {mail.practice} {mail.to} {mail.at.isoformat()}"
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()[:40]
