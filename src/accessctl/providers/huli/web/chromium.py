"""One browser for a run, in a thread of its own: Playwright's and the caller's loops never meet."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from accessctl.errors import extra
from accessctl.providers.huli.web.scripts import script
from accessctl.providers.huli.web.sessions import State
from accessctl.providers.huli.web.trouble import WebError
from accessctl.providers.huli.web.whereabouts import Web

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Playwright

T = TypeVar("T")


def require_playwright() -> None:
    """Raise `WebError` where the extra is not installed."""
    with extra("web", WebError):
        import playwright.sync_api  # noqa: F401, PLC0415 - an extra, loaded when a page is opened


class Chromium:
    """The installed Chromium, started when it is first needed."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._thread: ThreadPoolExecutor | None = None
        self._playwright: Playwright | None = None
        self._browsers: dict[bool, Browser] = {}

    def work(self, act: Callable[[], T]) -> T:
        """Do something with the browser, in its thread."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="accessctl-web")
        return self._thread.submit(act).result()

    def context(self, state: State | None, *, headed: bool = False) -> BrowserContext:
        """Return a fresh context with a session; to be called in the thread."""
        require_playwright()
        from playwright.sync_api import Error  # noqa: PLC0415 - an extra, as above

        try:
            context = self._started(headed=headed).new_context(
                storage_state=state,  # type: ignore[arg-type]  # Playwright's own, as it gave it
                locale="es-CR",
                viewport={"width": 1280, "height": 900},
                reduced_motion="reduce",
                accept_downloads=False,
                service_workers="block",
            )
        except Error as error:
            raise WebError("web-browser-failed", program=self._web.program) from error
        context.add_init_script(script("every_page.js"))
        return context

    def close(self) -> None:
        """End the browser and the thread."""
        if self._thread is None:
            return
        self._thread.submit(self._end).result()
        self._thread.shutdown()
        self._thread = None

    def _started(self, *, headed: bool) -> Browser:
        found = self._browsers.get(headed)
        if found is not None and found.is_connected():
            return found
        if self._playwright is None:
            from playwright.sync_api import sync_playwright  # noqa: PLC0415 - an extra, as above

            self._playwright = sync_playwright().start()
        program = self._web.program_with_windows if headed else self._web.program
        self._browsers[headed] = self._playwright.chromium.launch(
            executable_path=program,
            args=self._web.arguments,
            headless=not headed,
            env=dict(self._web.handed_on),
            chromium_sandbox="--no-sandbox" not in self._web.arguments,
        )
        return self._browsers[headed]

    def _end(self) -> None:
        for browser in self._browsers.values():
            browser.close()
        self._browsers.clear()
        if self._playwright is not None:
            self._playwright.stop()
            self._playwright = None
