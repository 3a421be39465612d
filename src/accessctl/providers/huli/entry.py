"""Where HuliPractice is, and the keys that let us in: of these a committed file has no say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from accessctl.errors import AccessctlError

VENDOR = "https://api.huli.io"
URL_VARIABLE = "ACCESSCTL_HULI_URL"
KEY_VARIABLE = "ACCESSCTL_HULI_KEY"
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Key:
    """An API key, by the name of the variable that holds it; the secret is never shown.

    own: it is one organisation's own, and what becomes of it concerns no other.
    """

    variable: str
    secret: str = field(repr=False)
    own: bool = False


def address_of(environment: Mapping[str, str]) -> str:
    """Return where the API is: the vendor's host, unless the environment says otherwise.

    Only on this machine may a key travel unencrypted.
    """
    url = environment.get(URL_VARIABLE) or VENDOR
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise AccessctlError("huli-address", variable=URL_VARIABLE) from None
    secure = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    bare = not (parts.username or parts.password or parts.query or parts.fragment)
    if not (secure and host and bare and url.isascii() and url.isprintable()):
        raise AccessctlError("huli-address", variable=URL_VARIABLE)
    return url.rstrip("/")


def key_for(environment: Mapping[str, str], organization: str) -> Key | None:
    """Return the organisation's own key, else the one for all; None where there is neither."""
    for variable, own in ((own_variable(organization), True), (KEY_VARIABLE, False)):
        secret = environment.get(variable, "").strip()
        if secret:
            return Key(variable, secret, own)
    return None


def own_variable(organization: str) -> str:
    """Return the name of the variable that holds the organisation's own key."""
    return f"{KEY_VARIABLE}_{organization}"
