"""All practices' pages in one browser: each its own session, opened once, left alone after a surprise."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from accessctl.errors import AccessctlError
from accessctl.model.practice import Practice
from accessctl.providers.huli.web.chromium import Chromium, require_playwright
from accessctl.providers.huli.web.evidence import FOLDER, keep
from accessctl.providers.huli.web.sessions import Sessions
from accessctl.providers.huli.web.trouble import (
    ElsewhereError,
    PageError,
    SessionLostError,
    UnconfirmedError,
    WebError,
)
from accessctl.providers.huli.web.whereabouts import Web
from accessctl.providers.huli.web.window import Window

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

T = TypeVar("T")


@dataclass
class Seat:
    """One practice at the desk: its context, its page, and the paths that are known by now."""

    context: BrowserContext
    window: Window | None = None
    list_path: str | None = None
    account_path: str | None = None


@dataclass
class Desk:
    """What a run does in the browser; one practice after the other."""

    web: Web
    chromium: Chromium = field(init=False)
    stopped: dict[str, str] = field(default_factory=dict)
    """Practices in which nothing more is done, and the code that says why."""
    unconfirmed: dict[str, UnconfirmedError] = field(default_factory=dict)
    """Changes whose last click was made and nobody saw the effect of, by their ids."""
    elsewhere: str | None = None
    """The host that a page led to: after that nothing is done anywhere."""
    _seats: dict[str, Seat] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chromium = Chromium(self.web)

    def at(self, practice: Practice, act: Callable[[Seat, Window], T]) -> T:
        """Do something on a practice's page; a surprise leaves its evidence, and its page is closed."""
        return self.chromium.work(lambda: self._at(practice, act))

    def stop(self, slug: str, code: str) -> None:
        """Do nothing more in a practice."""
        self.stopped.setdefault(slug, code)

    def close(self) -> None:
        """Keep what became of the sessions, and end the browser."""
        if self._seats:
            self.chromium.work(self._leave)
        self.chromium.close()

    def _at(self, practice: Practice, act: Callable[[Seat, Window], T]) -> T:
        require_playwright()
        from playwright.sync_api import Error  # noqa: PLC0415 - an extra, when a page is opened

        if self.elsewhere is not None:
            raise ElsewhereError("web-elsewhere", practice=practice.slug, host=self.elsewhere)
        seat = self._seat(practice)
        window = seat.window or Window(seat.context, practice.slug, self.web.origin, self.web.page_map)
        seat.window = window
        try:
            return act(seat, window)
        except (PageError, ElsewhereError, UnconfirmedError) as error:
            self._keep(seat, window, error)
            raise
        except Error as error:  # the browser fell over, before the click that counts
            seat.window = None
            raise WebError("web-browser-failed", program=self.web.program) from error

    def _seat(self, practice: Practice) -> Seat:
        known = self._seats.get(practice.slug)
        if known is None:
            sessions = Sessions(self.web.environment, self.web.directory, self.web.origin)
            known = Seat(self.chromium.context(sessions.load(practice.slug)))
            self._seats[practice.slug] = known
        return known

    def _keep(self, seat: Seat, window: Window, error: AccessctlError) -> None:
        """Keep the evidence, and say where; the page is blanked and goes."""
        if isinstance(error, ElsewhereError):
            self.elsewhere = str(error.params.get("host"))
        self.stop(window.slug, error.code)
        error.params.setdefault("practice", window.slug)
        folder = keep(window, self.web.directory, self.web.clock(), {"code": error.code, **error.params})
        error.params["evidence"] = f".git/accessctl/{FOLDER}/{folder.name}"
        window.page.close()
        seat.window = None
        if isinstance(error, SessionLostError):
            seat.context.close()
            self._seats.pop(window.slug, None)

    def _leave(self) -> None:
        from playwright.sync_api import Error  # noqa: PLC0415 - an extra, loaded already

        sessions = Sessions(self.web.environment, self.web.directory, self.web.origin)
        for slug, seat in self._seats.items():
            with contextlib.suppress(Error, WebError):  # what was done is done; the old session is still kept
                if slug not in self.stopped:
                    sessions.renew(slug, dict(seat.context.storage_state()))
                seat.context.close()
        self._seats.clear()
