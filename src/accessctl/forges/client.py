"""The one way to a host: JSON over HTTPS, patient with what can pass, the token given to that host alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from accessctl.errors import extra
from accessctl.forges.interface import ForgeError

if TYPE_CHECKING:
    import httpx

TRIES = 3
SECONDS = 20.0
PAGES = 50
LONGEST_PAUSE = 30.0
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_NEXT = re.compile(r'<([^>]*)>\s*;[^,]*\brel="?next"?')


@dataclass(frozen=True, slots=True)
class Access:
    """Where the host is and what lets us in; a secret is never shown."""

    url: str
    header: str
    secret: str

    def __repr__(self) -> str:
        return f"Access({self.url!r}, {self.header!r})"


class _PassingError(Exception):
    """A fault that may pass; `pause` is what the host asks for, in seconds."""

    def __init__(self, what: str, pause: float | None = None) -> None:
        super().__init__(what)
        self.pause = pause


class Client:
    """Reads JSON from one host."""

    def __init__(self, access: Access, *, pauses: float = 1.0) -> None:
        self._access = access
        self._pauses = pauses
        self._root = access.url.rstrip("/") + "/"
        self._host = _checked(self._root)
        if not (access.secret.isascii() and access.secret.isprintable()):
            raise ForgeError("forge-refused", host=self._host)
        self._http = _http(access)

    def close(self) -> None:
        """Let go of connections."""
        self._http.close()

    def get(self, path: str) -> Any:
        """Return what stands at a path below the host's address; None where there is nothing."""
        found = self._answer(self._root + path)
        return None if found is None else _json(found)

    def every(self, path: str) -> Iterator[Any]:
        """Yield the items of all pages of a list."""
        url: str | None = self._root + path
        for _ in range(PAGES):
            answer = None if url is None else self._answer(url)
            if answer is None:
                return
            items = _json(answer)
            if not isinstance(items, list):
                raise ForgeError("forge-answer")
            yield from items
            url = self._next(str(answer.url), answer.headers)
        if url is not None:
            raise ForgeError("forge-answer")  # half a list could hide who wrote, or who took it back

    def _next(self, here: str, headers: Mapping[str, str]) -> str | None:
        """Return the next page's address; a list that goes on elsewhere is not followed."""
        found = _NEXT.search(headers.get("link", ""))
        if found is None:
            return None
        try:
            url: str = urljoin(here, found[1])
            elsewhere = _origin(url) != self._host
        except ValueError:
            raise ForgeError("forge-answer") from None
        if elsewhere:
            raise ForgeError("forge-elsewhere")
        return url

    def _answer(self, url: str) -> httpx.Response | None:
        import stamina  # noqa: PLC0415 - an extra, loaded when a host is asked

        def wait(error: Exception) -> bool | float:
            if not isinstance(error, _PassingError):
                return False
            return True if error.pause is None else min(error.pause, LONGEST_PAUSE)

        tries = stamina.retry_context(
            on=wait, attempts=TRIES, timeout=None, wait_initial=self._pauses, wait_max=8 * self._pauses
        )
        try:
            for attempt in tries:
                with attempt:
                    return self._once(url)
        except _PassingError:
            raise ForgeError("forge-unreachable", host=self._host) from None
        raise AssertionError("every try returns or raises")

    def _once(self, url: str) -> httpx.Response | None:
        import httpx  # noqa: PLC0415 - an extra, loaded when a host is asked

        try:
            answer = self._http.get(url)
        except httpx.TransportError:
            raise _PassingError("transport") from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise ForgeError("forge-answer") from None
        if answer.status_code == 404:
            return None
        if answer.status_code == 429 or answer.status_code >= 500:
            after = answer.headers.get("retry-after", "")
            raise _PassingError(
                str(answer.status_code), float(after) if re.fullmatch(r"[0-9]{1,9}", after) else None
            )
        if answer.status_code in (401, 403):
            raise ForgeError("forge-refused", host=self._host)
        if answer.status_code != 200:  # a redirect too: the token goes nowhere else
            raise ForgeError("forge-answer")
        return answer


def _http(access: Access) -> httpx.Client:
    with extra("forge", ForgeError):
        import httpx  # noqa: PLC0415 - an extra, loaded when a host is asked
        import stamina.instrumentation  # noqa: PLC0415
    stamina.instrumentation.set_on_retry_hooks([])  # its log would name the address
    headers = {access.header: access.secret, "Accept": "application/json", "User-Agent": "accessctl"}
    return httpx.Client(headers=headers, timeout=SECONDS, follow_redirects=False)


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except (ValueError, RecursionError):
        raise ForgeError("forge-answer") from None


def _checked(url: str) -> str:
    """Return the host's origin; only on this machine may a token travel unencrypted."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ForgeError("forge-address") from None
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not secure or not parts.hostname or parts.username or parts.password:
        raise ForgeError("forge-address")
    return _origin(url)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
