"""The sandbox's API as a real server on loopback: it counts what is under way and can be made to falter."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response

from accessctl.providers.sandbox.server.api import api_routes
from accessctl.providers.sandbox.server.api_tokens import Tokens
from accessctl.providers.sandbox.store import Store

KEY = "made-up-key"
Scope = MutableMapping[str, Any]
Falter = Callable[["Api", Scope], Response | None]


def machine_now() -> datetime:
    """Return the machine's clock, by which tokens live."""
    return datetime.now(UTC)


@dataclass
class Api:
    """The running API: what was asked of it, and how many questions were under way at most."""

    latency: float = 0.0
    falter: Falter | None = None
    url: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    under_way: int = 0
    most: int = 0

    @property
    def environment(self) -> dict[str, str]:
        """The environment of somebody who may ask."""
        return {"ACCESSCTL_HULI_URL": self.url, "ACCESSCTL_HULI_KEY": KEY}

    @property
    def paths(self) -> list[str]:
        """What was asked, oldest first."""
        return [path for _, path in self.asked]


def counting(api: Api, app: Any) -> Callable[..., Awaitable[None]]:
    """Return the app with every question counted, slowed down, and answered otherwise where wanted."""

    async def answer(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        api.asked.append((scope["method"], scope["path"]))
        api.headers.append({key.decode().lower(): value.decode() for key, value in scope["headers"]})
        api.under_way += 1
        api.most = max(api.most, api.under_way)
        try:
            if api.latency:
                await asyncio.sleep(api.latency)
            otherwise = None if api.falter is None else api.falter(api, scope)
            await (otherwise or app)(scope, receive, send)
        finally:
            api.under_way -= 1

    return answer


def application(
    store: Store, *, listed: bool = False, life: timedelta = timedelta(minutes=15), key: str = KEY
) -> Starlette:
    """Return the API alone."""
    tokens = Tokens(key, b"made-up-secret", machine_now, life)
    return Starlette(routes=api_routes(store, tokens, listed=listed))


@contextmanager
def serving_api(
    store: Store,
    *,
    latency: float = 0.0,
    falter: Falter | None = None,
    listed: bool = False,
    life: timedelta = timedelta(minutes=15),
    key: str = KEY,
) -> Iterator[Api]:
    """Serve the sandbox on a port of its own; it ends with the block."""
    api = Api(latency, falter)
    app = counting(api, application(store, listed=listed, life=life, key=key))
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, log_config=None, ws="none", lifespan="off", timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        _await(server, thread)
        port = server.servers[0].sockets[0].getsockname()[1]
        api.url = f"http://127.0.0.1:{port}"
        yield api
    finally:
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive()


def _await(server: uvicorn.Server, thread: threading.Thread) -> None:
    until = time.monotonic() + 10
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        assert time.monotonic() < until, "the server took too long to start"
        time.sleep(0.01)
