"""Where the pages are and which browser opens them: of these a committed file has no say."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from accessctl.model.page_map import PageMap
from accessctl.providers.huli.web.trouble import WebError

URL_VARIABLE = "ACCESSCTL_HULI_WEB_URL"
BROWSER_VARIABLE = "ACCESSCTL_CHROMIUM"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WINDOWLESS = ("chromium-headless-shell", "chrome-headless-shell")
"""The same browser without its windows: it starts sooner and shows a page sooner."""
ARGUMENTS = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_HANDED_ON = re.compile(
    r"PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_\w+"
    r"|DBUS_SESSION_BUS_ADDRESS|LD_LIBRARY_PATH|FONTCONFIG_\w+|SSL_CERT_\w+|(?i:(https?|all|no)_proxy)"
)
"""What a browser needs to run; a pipeline's tokens are not among it, whatever they are called."""


@dataclass(frozen=True, slots=True)
class Web:
    """What the browser is used with. directory: what is kept beside the repository, and is part of none.

    clock: the machine's (UTC). draw: gives the map of the pages.
    """

    environment: Mapping[str, str] = field(repr=False)
    directory: Path
    clock: Callable[[], datetime]
    draw: Callable[[], PageMap]

    @property
    def page_map(self) -> PageMap:
        """Where things stand on the pages."""
        return self.draw()

    @property
    def origin(self) -> str:
        """Scheme, host and port of the pages; `WebError` where the environment does not say them rightly."""
        url = self.environment.get(URL_VARIABLE, "").strip()
        if not url:
            raise WebError("web-no-address", variable=URL_VARIABLE)
        found = origin_of(url)
        parts = urlsplit(found) if found else None
        if parts is None or (parts.scheme != "https" and parts.hostname not in _LOOPBACK):
            raise WebError("web-address", variable=URL_VARIABLE)
        return found

    @property
    def program(self) -> str:
        """The installed browser, where nobody looks at its pages."""
        return self._installed(WINDOWLESS + BROWSERS)

    @property
    def program_with_windows(self) -> str:
        """The installed browser, for an owner who logs in."""
        return self._installed(BROWSERS)

    @property
    def arguments(self) -> list[str]:
        """What the browser is started with; its sandbox cannot be had by root."""
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        return [*ARGUMENTS, *(["--no-sandbox"] if root else [])]

    def require_window(self) -> None:
        """Raise `WebError` where no window of the pages can be opened."""
        _ = self.origin, self.program_with_windows
        shown = any(self.environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
        if sys.platform.startswith("linux") and not shown:
            raise WebError("web-no-screen", variable="ACCESSCTL_SESSIONS_KEY")

    @property
    def handed_on(self) -> dict[str, str]:
        """The environment of the browser: nobody's keys, tokens and sessions."""
        return {name: value for name, value in self.environment.items() if _HANDED_ON.fullmatch(name)}

    def _installed(self, names: Sequence[str]) -> str:
        named = self.environment.get(BROWSER_VARIABLE, "").strip()
        path = self.environment.get("PATH")
        sought = [named] if named else names
        found = next(filter(None, (shutil.which(name, path=path) for name in sought)), None)
        if found is None:
            raise WebError("web-no-browser", variable=BROWSER_VARIABLE, names=named or ", ".join(BROWSERS))
        return found


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address, as browsers compare them; empty where it has none."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or not host.isascii() or parts.username is not None:
        return ""
    named = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{named}" + ("" if port in (None, usual) else f":{port}")
