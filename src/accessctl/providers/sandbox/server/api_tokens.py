"""The API's key and its tokens, which look like HuliPractice's: JSON web tokens with an end."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

_HEADER = {"alg": "HS256", "typ": "JWT"}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Who may ask the API.

    key: the API key that is accepted. secret: what tokens are signed with, this server's alone. clock: the
    machine's, since clients go by theirs. life: how long a token is good for.
    """

    key: str = field(repr=False)
    secret: bytes = field(repr=False)
    clock: Callable[[], datetime]
    life: timedelta = timedelta(minutes=15)

    def token_for(self, key: object) -> str | None:
        """Return a token for an API key; None where the key is not the accepted one."""
        given = key.encode(errors="replace") if isinstance(key, str) else b""
        if not hmac.compare_digest(given, self.key.encode()):
            return None
        made = int(self.clock().timestamp())
        claims = {"iat": made, "exp": made + int(self.life.total_seconds())}
        signed = f"{_packed(json.dumps(_HEADER).encode())}.{_packed(json.dumps(claims).encode())}"
        return f"{signed}.{self._signature(signed)}"

    def accepts(self, token: str) -> bool:
        """Say whether a token is one of ours and not over yet."""
        signed, _, signature = token.rpartition(".")
        if not token.isascii() or not hmac.compare_digest(signature, self._signature(signed)):
            return False
        claims = json.loads(_unpacked(signed.partition(".")[2]))
        return bool(self.clock().timestamp() < claims["exp"])

    def _signature(self, signed: str) -> str:
        return _packed(hmac.new(self.secret, signed.encode(), hashlib.sha256).digest())


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
