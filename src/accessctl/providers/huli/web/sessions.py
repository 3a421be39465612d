"""Where an owner's session is kept: the environment (CI), an encrypted file, or the machine's keyring.

A session is as good as a password. It is never printed, and no repository has it.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from accessctl.errors import extra
from accessctl.providers.huli.web.trouble import SessionLostError, WebError
from accessctl.providers.huli.web.whereabouts import origin_of

FORMAT = "accessctl.session/1"
KEY_VARIABLE = "ACCESSCTL_SESSIONS_KEY"
PREFIX = "ACCESSCTL_SESSION_"
SERVICE = "accessctl"

State = dict[str, Any]
"""Cookies and local storage, as Playwright has them."""


class Sessions:
    """The sessions for one host."""

    def __init__(self, environment: Mapping[str, str], directory: Path, origin: str) -> None:
        self._environment = environment
        self._directory = directory / "sessions"
        self._origin = origin

    def load(self, slug: str) -> State:
        """Return the practice's session; `SessionLostError` where there is none for this host."""
        given = self._environment.get(variable_of(slug), "").strip()
        text = given or self._kept(slug)
        if not text:
            raise SessionLostError("web-no-session", practice=slug, variable=variable_of(slug))
        if given and not given.startswith("{"):
            text = self._decrypted(os.fsencode(given), variable_of(slug))
        return self._state_in(text, slug)

    def has(self, slug: str) -> bool:
        """Say whether there is one; whether it still holds, only the pages can say."""
        try:
            self.load(slug)
        except SessionLostError:
            return False
        return True

    def save(self, slug: str, state: State) -> str:
        """Keep a session and return where: `file` or `keyring`. Other hosts' cookies are left out."""
        text = json.dumps({"format": FORMAT, "origin": self._origin, "state": _own(state, self._origin)})
        if self._environment.get(KEY_VARIABLE):
            self._write(slug, self._cipher().encrypt(text.encode()))
            return "file"
        self._keyring("set_password", slug, text)
        return "keyring"

    def renew(self, slug: str, state: State) -> None:
        """Keep what the pages made of a session, where it is ours to keep."""
        if not self._environment.get(variable_of(slug)) and state.get("cookies"):
            self.save(slug, state)

    def forget(self, slug: str) -> bool:
        """Take the session away and say whether there was one."""
        path = self._path(slug)
        there = path.exists()
        path.unlink(missing_ok=True)
        with contextlib.suppress(WebError):
            if self._keyring("get_password", slug) is not None:
                self._keyring("delete_password", slug)
                there = True
        return there

    def _kept(self, slug: str) -> str | None:
        if self._environment.get(KEY_VARIABLE):
            path = self._path(slug)
            return self._decrypted(path.read_bytes(), KEY_VARIABLE) if path.is_file() else None
        found = self._keyring("get_password", slug)
        return found if isinstance(found, str) else None

    def _state_in(self, text: str, slug: str) -> State:
        try:
            value = json.loads(text)
            origin, state = value.get("origin", self._origin), value.get("state", value)
            cookies, origins = state["cookies"], state.get("origins", [])
            usable = isinstance(origin, str) and _are_mappings(cookies) and _are_mappings(origins)
        except (ValueError, AttributeError, KeyError, TypeError, RecursionError):
            usable, origin, cookies, origins = False, "", [], []
        if not usable:
            raise SessionLostError("web-session-unreadable", practice=slug)
        if origin != self._origin:
            host = urlsplit(origin_of(origin)).netloc or "?"
            raise SessionLostError("web-session-elsewhere", practice=slug, host=host)
        return {"cookies": cookies, "origins": origins}

    def _cipher(self) -> Any:
        with extra("web", WebError):
            from cryptography.fernet import Fernet  # noqa: PLC0415 - an extra, where a session is in a file
        try:
            return Fernet(self._environment.get(KEY_VARIABLE, "").strip())
        except ValueError:
            raise WebError("web-session-key", variable=KEY_VARIABLE) from None

    def _decrypted(self, data: bytes, variable: str) -> str:
        if not self._environment.get(KEY_VARIABLE):
            raise WebError("web-session-key", variable=KEY_VARIABLE)
        cipher = self._cipher()
        try:
            found: bytes = cipher.decrypt(data)
        except Exception:  # noqa: BLE001 - whatever is wrong with it, it is no session of ours
            raise WebError("web-session-locked", variable=variable) from None
        return found.decode("utf-8", "replace")

    def _write(self, slug: str, data: bytes) -> None:
        for folder in (self._directory.parent, self._directory):  # the mode is not the parents'
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._path(slug)
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        part.replace(path)

    def _path(self, slug: str) -> Path:
        return self._directory / f"{slug}.session"

    def _keyring(self, act: str, slug: str, *more: str) -> Any:
        with extra("web", WebError):
            import keyring  # noqa: PLC0415 - an extra, where a session is in the keyring
            from keyring.errors import KeyringError  # noqa: PLC0415
        try:
            return getattr(keyring, act)(SERVICE, f"{self._origin} {slug}", *more)
        except KeyringError:
            if act == "get_password":
                return None
            raise WebError("web-no-keyring", variable=KEY_VARIABLE) from None


def variable_of(slug: str) -> str:
    """Return the name of the variable that can hold a practice's session."""
    return f"{PREFIX}{slug.upper().replace('-', '_')}"


def _own(state: State, origin: str) -> State:
    """Leave out what belongs to other hosts."""
    host = urlsplit(origin).hostname or ""
    cookies = [item for item in state.get("cookies", []) if _belongs(host, str(item.get("domain", "")))]
    origins = [item for item in state.get("origins", []) if item.get("origin") == origin]
    return {"cookies": cookies, "origins": origins}


def _are_mappings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _belongs(host: str, domain: str) -> bool:
    bare = domain.lstrip(".")
    return bool(bare) and (host == bare or host.endswith(f".{bare}"))
