"""What monitors ask `watch` for: metrics in a file or over HTTP, and whether it is alive; loopback only."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import make_wsgi_app, write_to_textfile

from accessctl.errors import AccessctlError
from accessctl.model.watching import Round
from accessctl.rendering.metrics import Metrics

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

HOST = "127.0.0.1"
NAMES = ("127.0.0.1", "localhost")
"""By which we may be asked: a page whose own name points at the loopback is not to read along."""

PATIENCE = 5.0
"""Seconds that a connection may say nothing."""


class _Quiet(WSGIRequestHandler):
    timeout = PATIENCE

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name in the library
        """Say nothing: the log is the rounds'."""
        del format, args


class _Server(ThreadingMixIn, WSGIServer):
    """Answers each connection by itself: who connects and says nothing keeps nobody waiting, nor the end."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a connection that broke: the log is the rounds'."""
        del request, client_address


class Monitor:
    """Keeps the metrics up, and tells them."""

    def __init__(
        self, file: Path | None, port: int | None, clock: Callable[[], datetime], stale_after: float
    ) -> None:
        self._metrics = Metrics()
        self._file = file
        self._clock = clock
        self._stale_after = stale_after
        self._last: Round | None = None
        self._app = make_wsgi_app(self._metrics.registry)
        self._server = None if port is None else self._serve(port)

    @property
    def port(self) -> int | None:
        """The port it listens on."""
        return None if self._server is None else self._server.server_port

    def take(self, found: Round) -> None:
        """Tell of a round; a file that cannot be written is an error, once it is known."""
        self._last = found
        self._metrics.take(found)
        if self._file is not None:
            try:
                write_to_textfile(str(self._file), self._metrics.registry)
            except OSError as error:
                raise AccessctlError(
                    "file-unwritable", file=str(self._file), reason=error.strerror or ""
                ) from error

    def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def _serve(self, port: int) -> WSGIServer:
        try:
            server = make_server(HOST, port, self._answer, server_class=_Server, handler_class=_Quiet)
        except OSError as error:
            raise AccessctlError("port-taken", port=port, reason=error.strerror or "") from error
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not _is_ours(environ.get("HTTP_HOST", "")):
            return _said(start, "421 Misdirected Request", "unknown host")
        if path == "/metrics":
            answer: Iterable[bytes] = self._app(environ, start)
            return answer
        status, text = self._health() if path == "/healthz" else ("404 Not Found", "not found")
        return _said(start, status, text)

    def _health(self) -> tuple[str, str]:
        """Say whether the last round looked at everything, not too long ago."""
        last = self._last
        if last is None:
            return "503 Service Unavailable", "no round yet"
        age = (self._clock() - last.at).total_seconds()
        if age > self._stale_after:
            return "503 Service Unavailable", f"last round {age:.0f} s ago"
        if last.troubles:
            return "503 Service Unavailable", last.troubles[0].code
        return "200 OK", "ok"


def _is_ours(host: str) -> bool:
    name, _, port = host.partition(":")
    return name.lower() in NAMES and (not port or port.isdigit())


def _said(start: StartResponse, status: str, text: str) -> Iterable[bytes]:
    start(status, [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")])
    return [f"{text}\n".encode()]
