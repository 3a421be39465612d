"""The running server: a socket on the loopback, and uvicorn behind it until somebody ends it."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from accessctl.errors import AccessctlError
from accessctl.providers.sandbox.server.app import create_app
from accessctl.providers.sandbox.server.post import Post, Send
from accessctl.providers.sandbox.server.site import Around, Site

HOST = "127.0.0.1"


def serve(around: Around, port: int, send: Send | None, ready: Callable[[Site], None]) -> None:
    """Answer at that port (0: any free one) until a signal ends it; `ready` is called first.

    `send` hands invitations in to a mail server, where there is one.
    """
    with _listening(port) as listener:
        site = Site(around, listener.getsockname()[1])
        post = None if send is None else Post(site, send)
        config = uvicorn.Config(
            create_app(site, ready, post),
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            lifespan="on",
            ws="none",
            timeout_graceful_shutdown=5,
        )
        uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket(proto=socket.IPPROTO_TCP)  # asyncio sends at once on such a socket alone
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise AccessctlError("sandbox-port-taken", port=port, reason=error.strerror or "") from error
    return listener
