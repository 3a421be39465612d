"""A remote's address parted from the login in it: everybody on a machine can read a command's arguments.

Git is told the bare address, and gets the login from its environment, by a credential helper of our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit, urlunsplit

_USER, _PASSWORD = "ACCESSCTL_GIT_USER", "ACCESSCTL_GIT_PASSWORD"
_HELPER = f'!f() {{ printf "username=%s\\npassword=%s\\n" "${_USER}" "${_PASSWORD}"; }}; f'


@dataclass(frozen=True, slots=True)
class Login:
    """Who we are at a host; without a password the user's own helpers are asked for it."""

    host: str
    user: str
    password: str | None = field(default=None, repr=False)

    @property
    def variables(self) -> Mapping[str, str]:
        """What the helper needs in the environment."""
        return {} if self.password is None else {_USER: self.user, _PASSWORD: self.password}

    def config(self) -> Iterator[tuple[str, str]]:
        """Yield what git's configuration has to say of it; none of it is secret."""
        if self.password is None:
            yield f"credential.{self.host}.username", self.user
        else:
            yield f"credential.{self.host}.helper", ""  # nobody else's, as with the login in the address
            yield f"credential.{self.host}.helper", _HELPER


def parted(address: str) -> tuple[str, Login | None]:
    """Return the address without its login, and the login; `ValueError` for one that holds a line end."""
    if not address.startswith(("http://", "https://")):
        return address, None
    parts = urlsplit(address)
    who, at, host = parts.netloc.rpartition("@")
    if not at:
        return address, None
    name, colon, secret = who.partition(":")
    user, password = unquote(name), unquote(secret) if colon else None
    if not (user + (password or "")).isprintable():
        raise ValueError(host)
    bare = urlunsplit(parts._replace(netloc=host))
    return bare, Login(f"{parts.scheme}://{host}", user, password)
