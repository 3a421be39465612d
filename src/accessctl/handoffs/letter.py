"""A letter as a value, and as the message that is sent; no value of it can add a header."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError, MessageDefect
from email.headerregistry import Address as MailAddress
from email.message import EmailMessage
from email.policy import SMTP

from accessctl.errors import AccessctlError
from accessctl.handoffs.plain import one_line
from accessctl.model.identity import Address

_LONGEST_LINE = 998  # RFC 5322, in bytes


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


def message_of(letter: Letter) -> EmailMessage:
    """Return the letter as a message; an address that no mail can carry is an error that names it."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _mailbox(letter.sender)
    message["To"] = _mailbox(letter.to)
    if letter.cc:
        message["Cc"] = tuple(map(_mailbox, letter.cc))
    if letter.reply_to is not None:
        message["Reply-To"] = _mailbox(letter.reply_to)
    message["Subject"] = one_line(letter.subject)
    message["Date"] = letter.date
    message["Message-ID"] = one_line(letter.message_id)
    fits = all(len(line.encode()) <= _LONGEST_LINE for line in letter.body_text.splitlines())
    message.set_content(letter.body_text, charset="utf-8", cte="8bit" if fits else "quoted-printable")
    for name, value in letter.headers:
        message[name] = one_line(value)
    return message


def _mailbox(address: Address) -> MailAddress:
    try:
        mailbox = MailAddress(addr_spec=address)
    except (ValueError, IndexError, HeaderParseError, MessageDefect) as cause:
        raise AccessctlError("letter-address-unusable", address=str(address)) from cause
    if not mailbox.username or not mailbox.domain:
        raise AccessctlError("letter-address-unusable", address=str(address))
    return mailbox
