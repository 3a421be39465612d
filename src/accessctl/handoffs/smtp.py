"""Handing letters to a mail server: one connection for many, and an honest word on each letter's fate.

Until the dot that ends a message is sent, the server cannot have taken it; once it is, only its answer tells.
A letter whose answer is lost is never sent again from here.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import time
from collections.abc import Callable
from email import message_from_bytes
from email.policy import SMTP

from accessctl.errors import AccessctlError
from accessctl.handoffs.delivery import Delivery, Fate, Parcel
from accessctl.handoffs.smtp_session import OpenSession, SmtpRefusedError, connect, reason_of, shown
from accessctl.handoffs.smtp_url import Server

PAUSES_SECONDS = (1.0, 4.0)
"""Before the second and the third try of a letter."""
PATIENCE_SECONDS = 60.0
"""What a run waits in all: a server that is busy does not hold hundreds of letters up one by one."""
UNKNOWN_AT_MOST = 2
"""Letters in a row whose fate is lost, after which no other is risked."""
_SEVEN_BITS = SMTP.clone(cte_type="7bit")


class Mailer:
    """A way to one server, opened when the first letter goes out."""

    def __init__(
        self,
        server: Server,
        hello: str,
        pause: Callable[[float], None] = time.sleep,
        open_session: OpenSession = connect,
    ) -> None:
        self.server = server
        self._open = open_session
        self._hello = hello
        self._pause = pause
        self._smtp: smtplib.SMTP | None = None
        self._taken = 0
        self._patience = PATIENCE_SECONDS
        self._unknown = 0
        self._given_up: Delivery | None = None

    def send(
        self,
        parcel: Parcel,
        handing_over: Callable[[], None],
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Delivery:
        """Hand one letter over; `handing_over` is called at the last moment before it may be taken.

        `meanwhile` is called while the server takes it, and raises nothing.
        """
        if self._given_up is not None:
            return self._given_up
        taken = self._taken
        found = self._once(parcel, handing_over, meanwhile)
        if found.passing and taken and self._smtp is None:
            # it takes so many letters in one go and hangs up: it is not busy, and need not be waited for
            found = self._once(parcel, handing_over, meanwhile)
        for seconds in PAUSES_SECONDS:
            if not found.passing or not self._waited(seconds):
                break
            found = self._once(parcel, handing_over, meanwhile)
        self._learn(found)
        return found

    def check(self) -> None:
        """Connect, greet and log in; `AccessctlError` where that cannot be."""
        try:
            self._open(self.server, self._hello).close()
        except SmtpRefusedError as error:
            raise AccessctlError(error.code, **error.params) from None

    def close(self) -> None:
        """Say good-bye."""
        if self._smtp is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
        self._drop()

    def _waited(self, seconds: float) -> bool:
        if seconds > self._patience:
            return False
        self._patience -= seconds
        self._pause(seconds)
        return True

    def _learn(self, found: Delivery) -> None:
        """Give up where no other letter would fare better, or too many would fare badly."""
        self._unknown = self._unknown + 1 if found.fate is Fate.UNKNOWN else 0
        if found.code == "smtp-unreachable":
            self._given_up = found
        elif self._unknown >= UNKNOWN_AT_MOST:
            self._given_up = Delivery(Fate.FAILED, "smtp-not-risked", {"server": self.server.shown})

    def _once(
        self, parcel: Parcel, handing_over: Callable[[], None], meanwhile: Callable[[], None]
    ) -> Delivery:
        try:
            if self._smtp is None:
                self._smtp, self._taken = self._open(self.server, self._hello), 0
            self._begin(self._smtp, parcel)
            handing_over()
        except SmtpRefusedError as error:
            found = Delivery(Fate.FAILED, error.code, error.params, error.passing)
            if error.final:
                self._given_up = found
            self._reset()
            return found
        except AccessctlError as error:  # it must not be handed over: nobody would know of it
            self._drop()
            return Delivery(Fate.FAILED, error.code, error.params)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Delivery(Fate.FAILED, "smtp-broke-off", self._reason(error), passing=True)
        return self._end(self._smtp, meanwhile)

    def _begin(self, smtp: smtplib.SMTP, parcel: Parcel) -> None:
        """Give the envelope and the message, save the dot that ends it."""
        content, options = parcel.content, []
        foreign = next((address for address in parcel.addresses if not address.isascii()), None)
        if foreign is not None:
            if not smtp.has_extn("smtputf8"):
                params = {"address": foreign, "server": self.server.shown}
                raise SmtpRefusedError("smtp-no-smtputf8", params)
            options.append("SMTPUTF8")
        if smtp.has_extn("8bitmime"):
            options.append("BODY=8BITMIME")
        elif foreign is None:
            content = message_from_bytes(content, policy=SMTP).as_bytes(policy=_SEVEN_BITS)
        self._answered(smtp.mail(parcel.sender, options))
        self._recipients(smtp, parcel)
        self._answered(smtp.docmd("DATA"), wanted=354)
        smtp.send(_lines(content))

    def _recipients(self, smtp: smtplib.SMTP, parcel: Parcel) -> None:
        for address in parcel.recipients:
            code, reply = smtp.rcpt(address)
            if code not in {250, 251} and not (address in parcel.spared and 500 <= code < 600):
                raise self._refusal("smtp-refused-address", code, reply, address=address)

    def _end(self, smtp: smtplib.SMTP, meanwhile: Callable[[], None]) -> Delivery:
        try:
            smtp.send(b".\r\n")
            meanwhile()
            code, reply = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Delivery(Fate.UNKNOWN, "smtp-answer-lost", self._reason(error))
        if 200 <= code < 300:
            self._taken += 1
            return Delivery(Fate.SENT)
        if not 400 <= code < 600:
            self._drop()
            params = {"server": self.server.shown, "reason": shown(self.server, reply)}
            return Delivery(Fate.UNKNOWN, "smtp-answer-lost", params)
        refusal = self._refusal("smtp-refused", code, reply)
        self._reset()
        return Delivery(Fate.FAILED, refusal.code, refusal.params, refusal.passing)

    def _answered(self, answer: tuple[int, bytes], wanted: int = 250) -> None:
        if answer[0] != wanted:
            raise self._refusal("smtp-refused", *answer)

    def _refusal(self, name: str, code: int, reply: bytes, **more: object) -> SmtpRefusedError:
        if code == 421:
            self._drop()  # it says good-bye
        answer = f"{code} {shown(self.server, reply)}".strip()
        params = {"server": self.server.shown, "answer": answer, **more}
        return SmtpRefusedError(name, params, passing=not 500 <= code < 600)

    def _reason(self, error: Exception) -> dict[str, object]:
        return {"server": self.server.shown, "reason": reason_of(self.server, error)}

    def _reset(self) -> None:
        """Make the session fit for the next letter, or give it up."""
        if self._smtp is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                if self._smtp.rset()[0] == 250:
                    return
        self._drop()

    def _drop(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()


def _lines(content: bytes) -> bytes:
    """Return the message as it goes over the wire: network line ends, and no dot alone on a line."""
    ended = re.sub(rb"\r\n|\r|\n", b"\r\n", content)
    stuffed = re.sub(rb"(?m)^\.", b"..", ended)
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"
