"""The way to *Asistentes*, and what its list says."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from accessctl.model.identity import Address
from accessctl.model.live import LiveAssistant, Observation
from accessctl.model.page_map import Shown
from accessctl.model.practice import Practice
from accessctl.providers.huli.web.reading_rows import people_in, rows_of
from accessctl.providers.huli.web.scripts import script
from accessctl.providers.huli.web.trouble import PageError
from accessctl.providers.huli.web.window import Window

PAGES_AT_MOST = 200
"""How often a list may be asked for more of it."""
STILL = 200
"""How long nothing may have changed on a page before its list is read, in milliseconds."""


def enter(window: Window, practice: Practice, known: str | None = None) -> str:
    """Go from the first page to the account, make sure whose it is, and return its path.

    `known` is the path that led to it before: whose it is may be otherwise by now.
    """
    places = window.places
    if known is None:
        window.go(places.start)
        window.press(window.one(places.photo), str(places.photo))
        window.press(window.one(places.account), str(places.account))
    else:
        window.go(known)
    window.one(places.assistants)
    for shown in places.account_shows:
        if not _is_shown(window, practice, shown):
            raise PageError("web-other-account", practice=practice.slug, expected=_expected(practice, shown))
    return _path(window)


def open_list(window: Window, practice: Practice, known: str | None = None) -> str:
    """Open the list anew and return its path; `known` is the path that led to it before."""
    if known is None:
        enter(window, practice)
        return follow(window)
    window.go(known)
    return _shown(window)


def follow(window: Window) -> str:
    """Go from the account to the list, and return its path."""
    window.press(window.one(window.places.assistants), str(window.places.assistants))
    return _shown(window)


def _shown(window: Window) -> str:
    """Wait until the list is there, and return its path."""
    places = window.places
    window.one(places.list.title)
    rows, empty = window.find(places.list.rows), window.text(places.list.empty)
    window.await_any([rows, empty], str(places.list.rows))
    return _path(window)


def _path(window: Window) -> str:
    return urlsplit(window.page.url)._replace(scheme="", netloc="").geturl()


def read_list(window: Window, practice: Practice) -> tuple[dict[Address, LiveAssistant], bool]:
    """Return who is in the list that is open, and whether the page said that this is everybody."""
    places = window.places.list
    rows = window.find(places.rows)
    if not rows.count():
        return {}, window.shows(places.empty)
    for _ in range(PAGES_AT_MOST):
        if places.more is None or not window.find(places.more).first.is_visible():
            break
        before = _count(window)
        window.press(window.one(places.more), str(places.more))
        _await_more(window, before)
    calm = _settled(window)
    given = {
        "clinics": places.clinics.name,
        "table": places.rows.role == "table",
        "ours": [practice.owner],
        "unfinished": list(places.unfinished),
    }
    found = window.one(places.rows).evaluate(script("rows.js"), given)
    whole = calm and window.shows(places.end) and not found["unfinished"]
    return people_in(rows_of(found["rows"]), places, practice), whole


def observe(
    window: Window, practice: Practice, at: datetime, known: str | None = None
) -> tuple[Observation, str]:
    """Read a practice and return the path of its list beside it."""
    path = open_list(window, practice, known)
    people, complete = read_list(window, practice)
    return Observation(practice.slug, at, complete=complete, assistants=people), path


def _is_shown(window: Window, practice: Practice, shown: Shown) -> bool:
    if shown is Shown.OWNER_ADDRESS:
        return window.has_address(practice.owner)
    words = _expected(practice, shown)
    return window.page.get_by_text(words, exact=True).locator("visible=true").first.is_visible()


def _expected(practice: Practice, shown: Shown) -> str:
    """Return what the file says of it: a person is told that, not the name of a key."""
    match shown:
        case Shown.OWNER_ADDRESS:
            return practice.owner
        case Shown.OWNER_NAME:
            return practice.owner_name
        case Shown.PRACTICE_NAME:
            return practice.name


def _settled(window: Window) -> bool:
    """Wait until the page has come to rest, and say whether it did: a list may still be on its way."""
    guard = window.guard
    for _ in range(int(window.patience / STILL) or 1):
        answers = guard.answers
        anew = bool(guard.pending or answers)  # an answer is shown a little after it came
        given = {"still": STILL, "patience": window.patience, "anew": anew}
        if not window.page.evaluate(script("quiet.js"), given):
            return False
        if not guard.pending and guard.answers == answers:
            return True
    return False


def _count(window: Window) -> int:
    return window.find(window.places.list.rows).get_by_role("listitem").count()


def _await_more(window: Window, before: int) -> None:
    from playwright.sync_api import Error  # noqa: PLC0415 - an extra, loaded already

    items = window.find(window.places.list.rows).get_by_role("listitem")
    try:
        items.nth(before).wait_for(state="visible", timeout=window.patience)
    except Error:
        raise window.instead(str(window.places.list.more)) from None
