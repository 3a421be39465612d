"""What stands before every page: which hosts and origins are heard, what browsers may do."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from accessctl.providers.sandbox.server.site import Site

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
READING = frozenset({"GET", "HEAD"})


class Guard:
    """Refuses what does not come from this machine's own pages; sets the headers of every answer.

    A name that somebody else's DNS points at the loopback is not ours (Host). A change is made from our own
    pages alone (Origin); programs that speak to the API send none, and pages ask for theirs themselves.
    """

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, sealed)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self._site.hosts:
            return PlainTextResponse("unknown host\n", 421)
        if scope["method"] in READING:
            return None
        origin = headers.get("origin")
        if origin is None:
            own = (
                not headers.get("content-type", "")
                .strip()
                .lower()
                .startswith("application/x-www-form-urlencoded")
            )
            return None if own else PlainTextResponse("origin missing\n", 403)
        here = origin.lower().removeprefix("http://") == headers["host"].lower()
        return None if here else PlainTextResponse("foreign origin\n", 403)
