"""Opening the way to a mail server: connected, greeted, encrypted, logged in; or refused, and why."""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from email.message import EmailMessage
from urllib.parse import quote

from accessctl.handoffs.plain import one_line
from accessctl.handoffs.smtp_answers import PatientSMTP, PatientTLS
from accessctl.handoffs.smtp_url import Security, Server


class SmtpRefusedError(Exception):
    """The server, or we, said no; certain: nothing was taken."""

    def __init__(
        self, code: str, params: Mapping[str, object], *, passing: bool = False, final: bool = False
    ) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
        self.passing = passing
        """Whether the same may go through a little later."""
        self.final = final
        """Whether no other letter would fare better."""


OpenSession = Callable[[Server, str], smtplib.SMTP]
"""Opens a session at a server, greeting it by a name; raises `SmtpRefusedError`."""


def connect(server: Server, hello: str) -> smtplib.SMTP:
    """Return a session that takes mail; `SmtpRefusedError` where that cannot be."""
    smtp: smtplib.SMTP | None = None
    try:
        smtp = _opened(server, hello)
        if smtp.sock is not None:
            # the dot that ends a letter goes alone: it must not wait for what came before it to be confirmed
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        smtp.ehlo_or_helo_if_needed()
        if server.security is Security.STARTTLS:
            _encrypt(smtp, server)
        if server.user is not None and server.password is not None:
            _log_in(smtp, server, server.user, server.password)
    except (SmtpRefusedError, smtplib.SMTPException, OSError, UnicodeError) as error:
        if smtp is not None:
            smtp.close()
        raise _refusal(server, error) from None
    return smtp


def hand_in(server: Server, hello: str, message: EmailMessage) -> bool:
    """Hand one message in and say whether it was taken; for mails that may be lost or doubled."""
    try:
        with connect(server, hello) as smtp:
            smtp.send_message(message)
    except (SmtpRefusedError, smtplib.SMTPException, OSError, ValueError):
        return False
    return True


def _opened(server: Server, hello: str) -> smtplib.SMTP:
    where, timeout = (server.host, server.port, hello), server.timeout
    if server.security is Security.TLS:
        return PatientTLS(*where, timeout=timeout, context=ssl.create_default_context())
    return PatientSMTP(*where, timeout=timeout)


def _encrypt(smtp: smtplib.SMTP, server: Server) -> None:
    if not smtp.has_extn("starttls"):
        raise SmtpRefusedError("smtp-no-starttls", {"server": server.shown}, final=True)
    smtp.starttls(context=ssl.create_default_context())


def _log_in(smtp: smtplib.SMTP, server: Server, user: str, password: str) -> None:
    if (user + password).isascii():
        smtp.login(user, password)
        return
    said = base64.b64encode(f"\0{user}\0{password}".encode()).decode()  # the standard library says ASCII only
    code, reply = smtp.docmd("AUTH", f"PLAIN {said}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, shown(server, reply))


def _refusal(server: Server, error: Exception) -> SmtpRefusedError:
    """Return what an error means for the letters."""
    named = {"server": server.shown}
    if isinstance(error, SmtpRefusedError):
        return error
    if isinstance(error, smtplib.SMTPAuthenticationError) and not 400 <= error.smtp_code < 500:
        return SmtpRefusedError("smtp-login-refused", {**named, "answer": str(error.smtp_code)}, final=True)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return SmtpRefusedError("smtp-login-refused", {**named, "answer": "AUTH"}, final=True)
    if isinstance(error, ssl.SSLCertVerificationError):
        params = {**named, "reason": error.verify_message}
        return SmtpRefusedError("smtp-certificate", params, final=True)
    return SmtpRefusedError("smtp-unreachable", {**named, "reason": reason_of(server, error)}, passing=True)


def reason_of(server: Server, error: Exception) -> str:
    """Return an error's own words."""
    found = getattr(error, "smtp_error", None) or getattr(error, "strerror", None) or error
    return shown(server, found)


def shown(server: Server, said: object) -> str:
    """Return a server's words on one line, short, and never with our password in them."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    for secret in _secrets(server):
        text = text.replace(secret, "***")
    return one_line(text)[:200]


def _secrets(server: Server) -> Iterator[str]:
    """Yield what would let anybody in, in every form in which it goes over the wire, the longest first."""
    if not server.password:
        return
    user = server.user or ""
    for said in (f"\0{user}\0{server.password}", f"{user}\0{user}\0{server.password}", server.password):
        packed = base64.b64encode(said.encode()).decode()
        yield from (packed, packed.rstrip("="))
    yield server.password
    yield quote(server.password, safe="")
