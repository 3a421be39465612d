"""The owner logs in once, in a window of their own; what is kept of it is a session, never the password."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from accessctl.model.practice import Practice
from accessctl.providers.huli.web.chromium import Chromium
from accessctl.providers.huli.web.desk import Desk
from accessctl.providers.huli.web.listing import enter, open_list
from accessctl.providers.huli.web.sessions import Sessions
from accessctl.providers.huli.web.trouble import WebError
from accessctl.providers.huli.web.whereabouts import Web
from accessctl.providers.huli.web.window import Window, located

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

MINUTES = 10
"""How long the owner may take."""


def log_in(web: Web, practice: Practice, hand: Callable[[Page], None] | None = None) -> str:
    """Open the log-in for the owner, wait, and keep the session; return where (`file`, `keyring`).

    `hand` logs in by itself, in no window. Nothing is kept of an account that is not the owner's.
    """
    sessions = Sessions(web.environment, web.directory, web.origin)
    chromium = Chromium(web)

    def work() -> str:
        context = chromium.context(None, headed=hand is None)
        _let_in(web, context, hand)
        window = Window(context, practice.slug, web.origin, web.page_map)
        enter(window, practice)
        return sessions.save(practice.slug, dict(context.storage_state()))

    try:
        return chromium.work(work)
    finally:
        chromium.close()


def check(web: Web, practice: Practice) -> None:
    """Look whether the session still leads to the practice's list; `SessionLostError` where it does not."""
    desk = Desk(web)
    try:
        desk.at(practice, lambda _, window: open_list(window, practice))
    finally:
        desk.close()


def forget(web: Web, practice: Practice) -> bool:
    """Take the session away and say whether there was one; the owner ends it in HuliPractice, too."""
    return Sessions(web.environment, web.directory, web.origin).forget(practice.slug)


def _let_in(web: Web, context: BrowserContext, hand: Callable[[Page], None] | None) -> None:
    """Wait until the page shows the profile photo. A log-in may lead over other hosts: a person is there."""
    from playwright.sync_api import Error  # noqa: PLC0415 - an extra, loaded already

    page, photo = context.new_page(), web.page_map.photo
    try:
        page.goto(web.origin + web.page_map.start)
        if hand is not None:
            hand(page)
        located(page, photo).first.wait_for(state="visible", timeout=MINUTES * 60_000)
    except Error:
        raise WebError("web-not-logged-in", minutes=MINUTES) from None
    page.close()
