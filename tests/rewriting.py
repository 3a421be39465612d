"""Stands before an application and changes its pages: what a vendor may do over night."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any


class Rewriting:
    """Replaces texts in pages, leads paths elsewhere, or lets them fail; a wrapper for `serving_pages`.

    redirect: path → status, address, and the method that is led there. fail: path → status.
    """

    def __init__(
        self,
        texts: Mapping[str | re.Pattern[str], str],
        *,
        redirect: Mapping[str, tuple[int, str, str]] | None = None,
        fail: Mapping[str, int] | None = None,
    ) -> None:
        self._texts = texts
        self._redirect = redirect or {}
        self._fail = fail or {}
        self._app: Any = None
        self.paths: list[str] = []

    def __call__(self, app: Any) -> Any:
        """Stand before the application."""
        self._app = app
        return self._answer

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        path = scope.get("path", "")
        self.paths.append(path)
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif path in self._redirect and scope["method"] == self._redirect[path][2]:
            status, away, _ = self._redirect[path]
            await _short(send, status, [(b"location", away.encode())])
        elif path in self._fail:
            await _short(send, self._fail[path], [])
        else:
            await self._rewritten(scope, receive, send)

    async def _rewritten(self, scope: Any, receive: Any, send: Any) -> None:
        start: dict[str, Any] = {}
        body = b""

        async def hold(message: Any) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                start.update(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            if (b"content-type", b"text/html; charset=utf-8") in start["headers"]:
                body = self._changed(body.decode()).encode()
            left_out = {b"content-length", b"content-security-policy"}
            headers = [(name, value) for name, value in start["headers"] if name not in left_out]
            await send({**start, "headers": [*headers, (b"content-length", str(len(body)).encode())]})
            await send({"type": "http.response.body", "body": body})

        await self._app(scope, receive, hold)

    def _changed(self, page: str) -> str:
        for old, new in self._texts.items():
            page = old.sub(new, page) if isinstance(old, re.Pattern) else page.replace(old, new)
        return page


async def _short(send: Any, status: int, headers: list[tuple[bytes, bytes]]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
