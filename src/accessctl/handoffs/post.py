"""How letters leave: into the outbox, and from there to a mail server where one is named."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTPUTF8

from accessctl.errors import AccessctlError
from accessctl.handoffs.delivery import Delivery, Fate, Parcel
from accessctl.handoffs.letter import Letter, content_of
from accessctl.handoffs.outbox import SENDING, SENT, Outbox
from accessctl.handoffs.smtp import Mailer
from accessctl.model.identity import Address


@dataclass(frozen=True, slots=True)
class Post:
    """The outbox, and the server that takes letters from it; without one a person does."""

    outbox: Outbox
    mailer: Mailer | None = None

    def deliver(self, letter: Letter, meanwhile: Callable[[], None] = lambda: None) -> Delivery:
        """Send a letter, once: one that a server has, or may have, is not given to it again.

        meanwhile: what else there is to do until the server says that it has it; it raises nothing.
        """
        name = letter.message_id
        try:
            if self.outbox.holds(name, SENT):
                return Delivery(Fate.SENT)
            if self.outbox.holds(name, SENDING):
                return Delivery(Fate.UNKNOWN, "smtp-answer-lost", {"server": "", "reason": ""})
            if self.mailer is None:
                self.outbox.put(letter)
                return Delivery(Fate.WAITING)
            content = content_of(letter)
            self.outbox.write(name, content)
        except AccessctlError as error:
            return Delivery(Fate.FAILED, error.code, error.params)
        except OSError:
            return self.unwritable()
        recipients = tuple(dict.fromkeys((letter.to, *letter.cc)))
        parcel = Parcel(letter.sender, recipients, content, frozenset(letter.spared))
        found = self._hand_over(self.mailer, name, parcel, back="", meanwhile=meanwhile)
        if found.fate is Fate.FAILED:
            with contextlib.suppress(OSError):
                self.outbox.drop(name)  # what it asks is asked anew
        return found

    def tell(self, letter: Letter) -> Delivery:
        """Send a letter that nothing asks for anew: one that does not go out waits in the outbox."""
        try:
            self.outbox.put(letter)
        except AccessctlError as error:
            return Delivery(Fate.FAILED, error.code, error.params)
        except OSError:
            return self.unwritable()
        return self.send(letter.message_id)

    def send(self, message_id: str) -> Delivery:
        """Give a mail that lies in the outbox, wherever there, to the server."""
        if self.mailer is None:
            return Delivery(Fate.WAITING)
        part = SENDING if self.outbox.holds(message_id, SENDING) else ""
        try:
            content = self.outbox.path(message_id, part).read_bytes()
        except OSError:
            return self.unwritable()
        return self._hand_over(self.mailer, message_id, parcel_of(content), back=part)

    def _hand_over(
        self,
        mailer: Mailer,
        message_id: str,
        parcel: Parcel,
        *,
        back: str,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Delivery:
        found = mailer.send(parcel, lambda: self._handing_over(message_id), meanwhile)
        # the server's word holds, wherever the file comes to lie
        with contextlib.suppress(OSError):
            if found.fate is Fate.SENT:
                self.outbox.move(message_id, SENT)
            elif found.fate is Fate.FAILED:
                self.outbox.move(message_id, back)
        return found

    def close(self) -> None:
        """Take leave of the server."""
        if self.mailer is not None:
            self.mailer.close()

    def _handing_over(self, message_id: str) -> None:
        try:
            self.outbox.move(message_id, SENDING)
        except FileNotFoundError as error:
            raise AccessctlError("letter-taken-back") from error
        except OSError as error:
            raise AccessctlError("outbox-unwritable", path=str(self.outbox.directory)) from error

    def unwritable(self) -> Delivery:
        """Return that a letter cannot be written down, and so does not go out."""
        return Delivery(Fate.FAILED, "outbox-unwritable", {"path": str(self.outbox.directory)})


def parcel_of(content: bytes) -> Parcel:
    """Return a mail of the outbox with its envelope, which its own headers name."""
    message = message_from_bytes(content, EmailMessage, policy=SMTPUTF8)
    named = [
        _address(mailbox.addr_spec)
        for header in ("To", "Cc")
        for field in message.get_all(header, [])
        for mailbox in field.addresses
    ]
    (sender,) = message["From"].addresses
    return Parcel(_address(sender.addr_spec), tuple(dict.fromkeys(named)), content)


def _address(read: str) -> Address:
    """Return an address as it was written: what is not ASCII is read byte by byte."""
    return Address(read.encode("ascii", "surrogateescape").decode())
