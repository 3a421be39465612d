"""One practice's page: finds things by role and visible name, and checks after each step what it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from accessctl.model.identity import Address
from accessctl.model.page_map import Element, Match, PageMap
from accessctl.providers.huli.web.guarding import Guard, watch
from accessctl.providers.huli.web.trouble import (
    ElsewhereError,
    PageError,
    SessionLostError,
    UnconfirmedError,
    WebError,
)

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

_DIALOGS = "dialog[open], [role=dialog], [role=alertdialog]"


def located(where: Page | Locator, element: Element, address: str = "") -> Locator:
    """Return what has the element's role and name in a page, or in a part of one."""
    name, role = element.name.replace("{address}", address), element.role
    if element.match is Match.EXACT:
        return where.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
    begins = element.match is Match.BEGINS
    pattern = rf"^{re.escape(name)}(?!\w)" if begins else rf"(?<![\w.@+-]){re.escape(name)}(?![\w@-])"
    return where.get_by_role(role, name=re.compile(pattern))  # type: ignore[arg-type]


class Window:
    """A page of one practice, kept on its host; `patience` is in milliseconds."""

    def __init__(self, context: BrowserContext, slug: str, origin: str, places: PageMap) -> None:
        self.page: Page = context.new_page()
        self.slug = slug
        self.places = places
        self.guard: Guard = watch(self.page, origin)
        self.did: list[tuple[str, str]] = []
        """What was done: a step's code and the label it was done to; no address, no name."""
        self._origin = origin
        self.patience = places.patience / timedelta(milliseconds=1)

    def go(self, path: str) -> None:
        """Open a path of the host."""
        from playwright.sync_api import Error  # noqa: PLC0415 - an extra, loaded already

        self.did.append(("open", path.partition("?")[0]))  # what follows may let somebody in
        try:
            self.page.goto(self._origin + path, timeout=self.patience, wait_until="domcontentloaded")
        except Error:
            self._check_host()
            raise WebError("web-unreachable", practice=self.slug, host=self._origin) from None

    def find(self, element: Element, address: str = "", within: Locator | None = None) -> Locator:
        """Return what has the element's role and name, there or not."""
        return located(within or self.page, element, address)

    def text(self, words: str) -> Locator:
        """Return what shows a text; it ends where the words end, so that no longer address is meant."""
        return self.page.get_by_text(re.compile(rf"{re.escape(words)}(?!\w)(?!\.\w)(?![@-])"))

    def one(self, element: Element, address: str = "", within: Locator | None = None) -> Locator:
        """Wait until the page shows exactly one such element, and return it."""
        found = self.find(element, address, within)
        if self._is_one(found):
            return found
        self.await_any([found], str(element))
        count = found.count()
        if count != 1:
            raise PageError("web-several", practice=self.slug, expected=str(element), count=count)
        return found

    def _is_one(self, found: Locator) -> bool:
        """Say, with one question to the browser, whether the page shows exactly this already."""
        from playwright.sync_api import Error  # noqa: PLC0415 - an extra, loaded already

        self._check_host()
        try:
            shown = found.is_visible()
        except Error:  # there are several; what is to be said of that is asked calmly
            return False
        self._check_host()
        return shown

    def await_any(self, wanted: Sequence[Locator], expected: str) -> None:
        """Wait until the page shows one of these; what it shows instead is the error."""
        from playwright.sync_api import Error  # noqa: PLC0415 - an extra, loaded already

        self._check_host()
        if any(locator.first.is_visible() for locator in wanted):
            self._check_host()
            return
        either = self.find(self.places.logged_out)
        for locator in wanted:
            either = either.or_(locator)
        try:
            either.first.wait_for(state="visible", timeout=self.patience)
        except Error:
            raise self.instead(expected) from None
        self._check_host()
        if not any(locator.first.is_visible() for locator in wanted):
            raise self.instead(expected)

    def click(self, element: Element, within: Locator | None = None) -> None:
        """Click an element on the way; nothing is changed by it."""
        self.press(self.one(element, within=within), str(element))

    def press(self, found: Locator, expected: str) -> None:
        """Click what was found."""
        from playwright.sync_api import Error  # noqa: PLC0415 - an extra, loaded already

        self.did.append(("click", expected))
        try:
            found.click(timeout=self.patience)
        except Error:
            raise self.instead(expected, covered=True) from None

    def type(self, element: Element, text: str) -> None:
        """Fill a field, and look whether it holds what was typed."""
        from playwright.sync_api import Error  # noqa: PLC0415 - an extra, loaded already

        field = self.one(element)
        self.did.append(("type", str(element)))
        try:
            field.fill(text, timeout=self.patience)
            held = field.input_value(timeout=self.patience)
        except Error:
            raise self.instead(str(element), covered=True) from None
        if held != text:
            raise PageError("web-field", practice=self.slug, expected=str(element))

    def try_click(self, found: Locator, expected: str) -> None:
        """Look whether a click would reach what was found, without making it."""
        from playwright.sync_api import Error  # noqa: PLC0415 - an extra, loaded already

        try:
            found.click(timeout=self.patience, trial=True)
        except Error:
            raise self.instead(expected, covered=True) from None
        self._check_host()

    def click_that_counts(self, found: Locator, expected: str, words: str) -> None:
        """Make the one click that changes something, and wait until the page says so.

        Whatever happens from here on, nobody knows whether it took effect until somebody looks.
        """
        from playwright.sync_api import Error  # noqa: PLC0415 - an extra, loaded already

        self.try_click(found, expected)
        self.did.append(("click", expected))
        try:
            found.click(timeout=self.patience)
            self.await_any([self.text(words)], f"«{words}»")
        except (Error, PageError, WebError, ElsewhereError) as error:
            code = "web-browser-failed" if isinstance(error, Error) else error.code
            raise UnconfirmedError(
                "web-unconfirmed", practice=self.slug, expected=f"«{words}»", why=code
            ) from None

    def shows(self, words: str) -> bool:
        """Say whether the page shows a text, now."""
        return self.page.get_by_text(words, exact=False).first.is_visible()

    def has_address(self, address: Address) -> bool:
        """Say whether the page shows an address, whole."""
        pattern = re.compile(rf"(?<![\w.@+-]){re.escape(address)}(?!\w)(?!\.\w)(?![@-])", re.IGNORECASE)
        return self.page.get_by_text(pattern).locator("visible=true").first.is_visible()

    def _check_host(self) -> None:
        if self.guard.elsewhere is not None:
            raise ElsewhereError("web-elsewhere", practice=self.slug, host=self.guard.elsewhere)

    def instead(self, expected: str, *, covered: bool = False) -> PageError:
        """Return as an error what the page shows in place of what was expected; none of its own words."""
        self._check_host()
        params = {"practice": self.slug, "expected": expected}
        if self.find(self.places.logged_out).first.is_visible():
            return SessionLostError("web-session-lost", **params)
        if self.guard.asked or self.page.locator(_DIALOGS).locator("visible=true").count():
            return PageError("web-dialog", **params)
        if self.guard.status >= 400:
            return PageError("web-status", status=self.guard.status, **params)
        if covered:
            return PageError("web-covered", **params)
        return PageError("web-not-there", **params)
