"""`ACCESSCTL_SMTP_URL`: which server takes the mails. It holds a password and is shown nowhere."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from accessctl.errors import AccessctlError

VARIABLE = "ACCESSCTL_SMTP_URL"
TIMEOUT_SECONDS = 60.0


class Security(StrEnum):
    """How the way to the server is protected, by the address's scheme."""

    NONE = "smtp"
    STARTTLS = "smtp+starttls"
    TLS = "smtps"


_PORTS = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server, and who we are there."""

    host: str
    port: int
    security: Security
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = TIMEOUT_SECONDS
    """Seconds that one answer may take."""

    @property
    def shown(self) -> str:
        """The server without user and password, to be named in messages."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.security}://{host}:{self.port}"


def server_of(text: str) -> Server:
    """Return the server that an address names. No error quotes the address: it may hold a password."""
    server = _read(text.strip())
    if server is None:
        raise AccessctlError("smtp-url-unreadable", variable=VARIABLE)
    if server.security is Security.NONE and server.password is not None and not _is_here(server.host):
        raise AccessctlError("smtp-password-in-the-clear", variable=VARIABLE, server=server.shown)
    return server


def _read(text: str) -> Server | None:
    try:
        parts = urlsplit(text)
        security, port = Security(parts.scheme), parts.port
        query = parse_qs(parts.query, strict_parsing=True) if parts.query else {}
        timeout = float(query.pop("timeout", [str(TIMEOUT_SECONDS)])[-1])
        user, password = _decoded(parts.username), _decoded(parts.password)
    except ValueError:
        return None
    if query or not _is_plain(parts) or not parts.hostname or not 0 < timeout <= 3600:
        return None
    if bool(user) != bool(password):
        return None  # one without the other is a slip
    usual = _PORTS[security]
    return Server(parts.hostname, usual if port is None else port, security, user, password, timeout)


def _is_plain(parts: SplitResult) -> bool:
    return parts.path in ("", "/") and not parts.fragment and parts.port != 0


def _decoded(text: str | None) -> str | None:
    """Return a user or a password as it is meant; no line end can come with it."""
    found = None if text is None else unquote(text, errors="strict")
    if found is not None and not found.isprintable():
        raise ValueError
    return found or None


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
