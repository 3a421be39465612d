"""A mail server's answers, each whole within its time: one that drips or never ends holds nothing up."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import threading
from collections.abc import Iterator

LINES_AT_MOST = 500
"""How many lines one answer may have."""


class Answers:
    """What a server says, line by line, as `smtplib` reads it from a file.

    The socket's own limit is one for each piece: what drips would begin it anew, and is hung up on.
    """

    def __init__(self, sock: socket.socket, seconds: float) -> None:
        self._sock = sock
        self._seconds = seconds
        self._read = bytearray()
        self._pieces = self._lines = 0
        self._watch: threading.Timer | None = None

    def begin(self) -> None:
        """Wait for one more answer."""
        self._pieces = self._lines = 0

    def end(self) -> None:
        """Have the answer: from here on nothing is waited for."""
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None

    def readline(self, limit: int) -> bytes:
        """Return the next line, or what there is of it where it is longer; nothing where none came whole."""
        self._lines += 1
        if self._lines > LINES_AT_MOST:
            raise OSError("the answer has no end")
        while b"\n" not in self._read and len(self._read) < limit:
            if self._pieces and self._watch is None:
                self._watch = threading.Timer(self._seconds, self._hang_up)
                self._watch.daemon = True
                self._watch.start()
            piece = self._sock.recv(4096)
            if not piece:
                return b""
            self._pieces += 1
            self._read += piece
        end = self._read.find(b"\n") + 1 or limit
        line = bytes(self._read[: min(end, limit)])
        del self._read[: len(line)]
        return line

    def close(self) -> None:
        """Leave the socket to whoever opened it."""
        self.end()

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def _listening(smtp: smtplib.SMTP) -> Iterator[None]:
    if smtp.file is None and smtp.sock is not None:
        smtp.file = Answers(smtp.sock, smtp.timeout)
    answers = smtp.file
    if not isinstance(answers, Answers):
        yield
        return
    answers.begin()
    try:
        yield
    finally:
        answers.end()


class PatientSMTP(smtplib.SMTP):
    """A session whose every answer has an end."""

    def getreply(self) -> tuple[int, bytes]:
        """Return the next answer."""
        with _listening(self):
            return super().getreply()


class PatientTLS(smtplib.SMTP_SSL):
    """The same, encrypted from the beginning."""

    def getreply(self) -> tuple[int, bytes]:
        """Return the next answer."""
        with _listening(self):
            return super().getreply()
