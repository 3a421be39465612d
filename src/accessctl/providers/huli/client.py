"""The one way to the API: JSON over HTTPS, patient with what can pass, a key given to one host alone."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from accessctl.errors import extra
from accessctl.providers.huli.entry import Key
from accessctl.providers.huli.tokens import Token, token_from
from accessctl.providers.huli.trouble import KeyRefusedError, PassingError, ReadingError, TokenRefusedError

if TYPE_CHECKING:
    import httpx

TOKEN_PATH = "/practice/v2/authorization/token"  # noqa: S105  # nosec B105 # a path
_CODE = re.compile(r"[A-Z][A-Z0-9_]{1,39}")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much we take: seconds and bytes for one answer, tries for one question.

    losses: after so many questions in a row that nothing was to be had for, no other is asked.
    """

    seconds: float = 20.0
    size: int = 5 * 1024 * 1024
    tries: int = 4
    pause: float = 0.5
    longest_pause: float = 30.0
    losses: int = 8


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes


class Client:
    """Asks one host; one loop's, and to be closed in it.

    `tokens` (by the name of the key's variable) may outlive it. `now` is the machine's clock (UTC).
    """

    def __init__(
        self, address: str, tokens: dict[str, Token], now: Callable[[], datetime], limits: Limits
    ) -> None:
        self._address = address
        self._tokens = tokens
        self._now = now
        self._limits = limits
        self._renewing: dict[str, asyncio.Lock] = {}
        self._quiet_until = 0.0
        self._losses: list[ReadingError] = []
        self._http = _http(limits)

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.aclose()

    async def get(self, key: Key, organization: str, path: str) -> Any:
        """Return what stands at a path, seen by an organisation; None where there is nothing (404)."""
        token = await self._token(key)
        try:
            answer = await self._asked("GET", path, _headers(token, organization))
        except TokenRefusedError:  # it may have run out: nothing says how long one lives
            token = await self._token(key, refused=token)
            try:
                answer = await self._asked("GET", path, _headers(token, organization))
            except TokenRefusedError:
                raise KeyRefusedError("huli-key-refused", variable=key.variable) from None
        if answer.status == 404:
            return None
        if answer.status == 403:
            raise ReadingError("huli-forbidden", organization=organization, variable=key.variable)
        return _json(_only_ok(answer))

    async def _token(self, key: Key, refused: Token | None = None) -> Token:
        """Return a token for the key, another one than the refused."""
        async with self._renewing.setdefault(key.variable, asyncio.Lock()):
            known = self._tokens.get(key.variable)
            if known is None or known is refused or not known.is_good(self._now()):
                known = self._tokens[key.variable] = await self._new_token(key)
            return known

    async def _new_token(self, key: Key) -> Token:
        try:
            content = json.dumps({"api_key": key.secret}).encode()
            headers = {"Content-Type": "application/json"}
            answer = await self._asked("POST", TOKEN_PATH, headers, content)
        except TokenRefusedError:
            raise KeyRefusedError("huli-key-refused", variable=key.variable) from None
        if answer.status in (400, 403):
            raise KeyRefusedError("huli-key-refused", variable=key.variable)
        found = _json(answer if answer.status == 201 else _only_ok(answer))
        data = found.get("data") if isinstance(found, dict) else None
        secret = data.get("jwt") if isinstance(data, dict) else None
        if not isinstance(secret, str) or not re.fullmatch(r"[!-~]{1,8192}", secret):
            raise ReadingError("huli-answer", where="data.jwt")
        return token_from(secret, self._now())

    async def _asked(
        self, method: str, path: str, headers: dict[str, str], content: bytes | None = None
    ) -> _Answer:
        """Ask, and again where the fault may pass; not where it did not pass for all the questions before."""
        if len(self._losses) >= self._limits.losses:
            raise ReadingError(self._losses[-1].code, **self._losses[-1].params)
        request = self._http.build_request(method, self._address + path, headers=headers, content=content)
        try:
            return await _patiently(lambda: self._once(request), self._limits)
        except PassingError as error:
            self._losses.append(error.error)
            raise error.error from None

    async def _once(self, request: httpx.Request) -> _Answer:
        import httpx  # noqa: PLC0415 - an extra, loaded when the API is asked

        await self._quiet()
        unreachable = ReadingError("huli-unreachable", host=request.url.host)
        try:
            async with asyncio.timeout(self._limits.seconds):
                answer = await self._http.send(request, stream=True)
                try:
                    self._check_status(answer)
                    body = await self._body(answer)
                finally:
                    await answer.aclose()
        except (httpx.TransportError, TimeoutError):
            raise PassingError(unreachable) from None
        except httpx.HTTPError:
            raise ReadingError("huli-answer", where="HTTP") from None
        return _Answer(answer.status_code, body)

    def _check_status(self, answer: httpx.Response) -> None:
        """Raise for what may pass, for a refused token, and where the API sends us to somebody else."""
        status, host = answer.status_code, answer.request.url.host
        if status == 429 or status >= 500:
            code = "huli-busy" if status == 429 else "huli-broken"
            pause = self._pause(answer.headers.get("retry-after", ""))
            raise PassingError(ReadingError(code, host=host, status=status), pause)
        self._losses.clear()
        if status == 401:
            raise TokenRefusedError
        if answer.has_redirect_location:
            raise ReadingError("huli-elsewhere", host=host)

    def _pause(self, after: str) -> float | None:
        """Return how long the API asks us to wait; while it does, nobody asks it anything."""
        if not re.fullmatch(r"[0-9]{1,9}", after.strip()):
            return None
        pause = min(float(after), self._limits.longest_pause)
        self._quiet_until = max(self._quiet_until, asyncio.get_running_loop().time() + pause)
        return pause

    async def _quiet(self) -> None:
        left = self._quiet_until - asyncio.get_running_loop().time()
        if left > 0:
            await asyncio.sleep(left)

    async def _body(self, answer: httpx.Response) -> bytes:
        """Return the answer's bytes as they come: what is packed could be of any size unpacked."""
        if answer.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
            raise ReadingError("huli-answer", where="Content-Encoding")
        found = bytearray()
        async for piece in answer.aiter_raw():
            found += piece
            if len(found) > self._limits.size:
                raise ReadingError("huli-too-large", megabytes=self._limits.size // 1024 // 1024)
        return bytes(found)


async def _patiently(once: Callable[[], Awaitable[_Answer]], limits: Limits) -> _Answer:
    """Return the first answer that is one; most questions need one try, and the library then has no work."""
    import stamina  # noqa: PLC0415 - an extra, loaded when the API is asked

    try:
        return await once()
    except PassingError as error:
        first: PassingError | None = error

    def wait(error: Exception) -> bool | float:
        if not isinstance(error, PassingError):
            return False
        return True if error.pause is None else error.pause

    tries = stamina.retry_context(
        on=wait,
        attempts=limits.tries,
        timeout=None,
        wait_initial=limits.pause,
        wait_max=limits.longest_pause,
        wait_jitter=limits.pause,
    )
    async for attempt in tries:
        with attempt:
            if first is not None:
                failed, first = first, None
                raise failed
            return await once()
    raise AssertionError("every try returns or raises")


def _headers(token: Token, organization: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token.secret}", "id_organization": organization}


def _http(limits: Limits) -> httpx.AsyncClient:
    with extra("huli"):
        import httpx  # noqa: PLC0415 - an extra, loaded when the API is asked
        import stamina.instrumentation  # noqa: PLC0415
    stamina.instrumentation.set_on_retry_hooks([])  # its log would name the address
    headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "accessctl"}
    return httpx.AsyncClient(
        headers=headers,
        timeout=limits.seconds,
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=None),  # whoever asks counts
        follow_redirects=False,
    )


def _only_ok(answer: _Answer) -> _Answer:
    if answer.status == 200:
        return answer
    raise ReadingError("huli-refused", status=answer.status, said=_error_code(answer.body))


def _error_code(body: bytes) -> str:
    """Return the code that an error carries; its message is the API's own and is not passed on."""
    try:
        error = json.loads(body)["error"]["code"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return "-"
    return error if isinstance(error, str) and _CODE.fullmatch(error) else "-"


def _json(answer: _Answer) -> Any:
    try:
        return json.loads(answer.body, object_pairs_hook=_once_each)
    except (ValueError, RecursionError):
        raise ReadingError("huli-answer", where="JSON") from None


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; one that says something twice says two things."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found
