"""A real SMTP server on loopback, for the tests of mail: it takes letters, or does what servers do wrong."""

from __future__ import annotations

import asyncio
import email
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP as MAIL_POLICY
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "correo@org.example", "clave@4711/x"


@dataclass
class Mailbox:
    """What a server took, and how it is to misbehave."""

    contents: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    sessions: int = 0
    logins: list[str] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    """Answers to RCPT, by address."""
    answers: list[str] = field(default_factory=list)
    """Answers to the next messages, in place of taking them; `drop`, `stall`, `take-and-drop`."""
    stalled: int = 0
    begins: list[str] = field(default_factory=list)
    """Answers to the next MAIL commands; `drop` ends the connection."""
    meanwhile: Callable[[], None] = lambda: None
    """What happens while a letter's recipients are named."""
    hangs_up: bool = False
    """Whether the connection ends after each letter that was taken."""

    @property
    def mails(self) -> list[EmailMessage]:
        """The letters, read only here: while they come, a server has no more to do than take them."""
        return [email.message_from_bytes(content, policy=MAIL_POLICY) for content in self.contents]

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Count the sessions."""
        del server, envelope
        self.sessions += not session.host_name
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Begin a letter."""
        del session
        said = self.begins.pop(0) if self.begins else ""
        if said == "drop":
            server.transport.abort()
            return "421 gone"
        if said:
            return said
        envelope.mail_from, envelope.mail_options = address, options
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or refuse."""
        self.meanwhile()
        del server, session, options
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a letter, or misbehave."""
        del session
        said = self.answers.pop(0) if self.answers else ""
        if said in {"", "take-and-drop"}:
            content = envelope.content or b""
            self.contents.append(content.encode() if isinstance(content, str) else content)
            self.envelopes.append((envelope.mail_from or "", tuple(envelope.rcpt_tos)))
        if said in {"drop", "take-and-drop"}:
            server.transport.abort()
            return "421 gone"
        if said == "stall":
            self.stalled += 1
            await asyncio.sleep(3)
            return "250 too late"
        if self.hangs_up:
            asyncio.get_running_loop().call_soon(server.transport.close)
        return said or "250 taken"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        """Let one user in."""
        del server, session, envelope, mechanism
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (
            USER.encode(),
            PASSWORD.encode(),
        )
        self.logins.append("in" if good else "refused")
        return AuthResult(success=good, handled=not good and False)


@contextmanager
def serving(mailbox: Mailbox | None = None, **options: Any) -> Iterator[tuple[Mailbox, str]]:
    """Serve on a free port of loopback; yield the mailbox, and host and port."""
    box = mailbox or Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port, ready_timeout=10, **options)
    server.start()
    try:
        yield box, f"127.0.0.1:{port}"
    finally:
        server.stop(no_assert=True)


def certificate(folder: Path) -> tuple[Path, SSLContext]:
    """Make a certificate of our own for loopback; return its file, and a server's context."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    asked = f"req -x509 -newkey rsa:2048 -nodes -keyout {key} -out {cert} -days 2 -subj /CN=127.0.0.1"
    names = ("-addext", "subjectAltName=IP:127.0.0.1")
    subprocess.run(["openssl", *asked.split(), *names], check=True, capture_output=True)
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return cert, context
