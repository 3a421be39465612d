"""A letter as a value, and as the message that is sent; no value of it can add a header."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError, MessageDefect
from email.headerregistry import Address as MailAddress
from email.headerregistry import BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from functools import lru_cache

from accessctl.errors import AccessctlError
from accessctl.handoffs.plain import one_line
from accessctl.model.identity import Address

_LONGEST_LINE = 998  # RFC 5322, in bytes


class _Mailbox(MailAddress):
    """The library's, fit to be remembered by."""

    def __hash__(self) -> int:  # type: ignore[override]  # the library has none, and its values never change
        return hash(self.addr_spec)


class _Headers(HeaderRegistry):
    """The library's, which makes a class anew for every header of every mail, and reads each value anew.

    Here one class for each name, and one header for each value: most are the same in every letter of a run.
    """

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, type] = {}
        self._read = lru_cache(maxsize=256)(super().__call__)

    def __call__(self, name: str, value: object) -> BaseHeader:
        return self._read(name, value) if isinstance(value, Hashable) else super().__call__(name, value)

    def __getitem__(self, name: str) -> type:
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = super().__getitem__(name)
        return made


class _Policy(EmailPolicy):
    """The library's, which breaks every header of every mail into lines anew."""

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the header's lines, as they were made for an equal one."""
        return _folded(self, name, value)


@lru_cache(maxsize=256)
def _folded(policy: _Policy, name: str, value: str) -> bytes:
    return EmailPolicy.fold_binary(policy, name, value)


_ASCII = _Policy(linesep="\r\n", header_factory=_Headers())
_UTF8 = _ASCII.clone(utf8=True, header_factory=_Headers())


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one person, ready to be sent."""

    sender: Address
    reply_to: Address | None
    to: Address
    cc: tuple[Address, ...]
    subject: str
    body_text: str
    message_id: str
    date: datetime
    headers: tuple[tuple[str, str], ...] = ()
    body_html: str | None = None
    replies_to: tuple[str, ...] = ()
    """The Message-IDs of the mails that this one reminds of, the first of them first."""
    spared: tuple[Address, ...] = ()
    """Those of `cc` whose copy may be missing where a server refuses them."""


def message_of(letter: Letter) -> EmailMessage:
    """Return the letter as a message; an address that no mail can carry is an error that names it."""
    named = (letter.sender, letter.to, *letter.cc, letter.reply_to or "")
    message = EmailMessage(policy=_ASCII if all(map(str.isascii, named)) else _UTF8)
    message["From"] = _mailbox(letter.sender)
    message["To"] = _mailbox(letter.to)
    if letter.cc:
        message["Cc"] = tuple(map(_mailbox, letter.cc))
    if letter.reply_to is not None:
        message["Reply-To"] = _mailbox(letter.reply_to)
    message["Subject"] = one_line(letter.subject)
    message["Date"] = format_datetime(letter.date)
    message["Message-ID"] = one_line(letter.message_id)
    if letter.replies_to:
        message["In-Reply-To"] = one_line(letter.replies_to[0])
        message["References"] = one_line(" ".join(letter.replies_to))
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: an absence note need not answer
    message.set_content(letter.body_text, charset="utf-8", cte=_encoding(letter.body_text))
    if letter.body_html is not None:
        html = letter.body_html
        message.add_alternative(html, subtype="html", charset="utf-8", cte=_encoding(html))
        boundary = hashlib.sha256(letter.message_id.encode()).hexdigest()[:32]
        message.set_boundary(f"=_{boundary}")  # the same letter is the same message
    for name, value in letter.headers:
        message[name] = one_line(value)
    return message


@lru_cache(maxsize=2)
def content_of(letter: Letter) -> bytes:
    """Return the letter as it is written and sent; the one that was made last need not be made again."""
    return message_of(letter).as_bytes()


def _encoding(text: str) -> str:
    fits = all(len(line.encode()) <= _LONGEST_LINE for line in text.splitlines())
    return "8bit" if fits else "quoted-printable"


@lru_cache(maxsize=256)
def _mailbox(address: Address) -> MailAddress:
    spelled = "".join(letter if letter.isascii() else "x" for letter in address)
    try:
        mailbox = _Mailbox(addr_spec=spelled)
    except (ValueError, IndexError, HeaderParseError, MessageDefect) as cause:
        raise AccessctlError("letter-address-unusable", address=str(address)) from cause
    if not mailbox.username or not mailbox.domain or mailbox.addr_spec != spelled:
        raise AccessctlError("letter-address-unusable", address=str(address))
    if address.isascii():
        return mailbox
    # letters of other alphabets are fit for a server that takes them, which the sending finds out
    username, _, domain = address.rpartition("@")
    return _Mailbox(username=username, domain=domain)
