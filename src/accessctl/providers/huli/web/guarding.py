"""Keeps a page on its host: what would leave it is stopped before a byte goes there, redirects too."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from accessctl.providers.huli.web.whereabouts import origin_of

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Dialog, Page

_INSIDE = ("about:", "data:", "blob:")


@dataclass
class Guard:
    """What a page tried: `elsewhere` is the host that it led to, `status` the last answer's."""

    origin: str
    elsewhere: str | None = None
    status: int = 200
    pending: int = 0
    """Questions that the page's scripts have under way."""
    answers: int = 0
    """How many of them were answered."""
    asked: list[str] = field(default_factory=list)
    """Dialogs of scripts, which were dismissed."""


def watch(page: Page, origin: str) -> Guard:
    """Keep a page on an origin from now on."""
    guard = Guard(origin)
    session = page.context.new_cdp_session(page)
    main = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]

    def paused(event: Any) -> None:
        url, frame = str(event["request"]["url"]), event.get("frameId")
        if url.startswith(_INSIDE) or origin_of(url) == origin:
            _answer(session, "Fetch.continueRequest", event)
            return
        if frame == main and guard.elsewhere is None:
            guard.elsewhere = urlsplit(url).netloc.rpartition("@")[2] or urlsplit(url).scheme
        _answer(session, "Fetch.failRequest", event, errorReason="BlockedByClient")

    session.on("Fetch.requestPaused", paused)
    patterns = [{"urlPattern": "*", "resourceType": "Document", "requestStage": "Request"}]
    session.send("Fetch.enable", {"patterns": patterns})
    page.on("dialog", lambda dialog: _dismiss(guard, dialog))
    page.on("popup", lambda popup: popup.close())
    page.on("request", lambda request: _count(guard, request, 1))
    page.on("requestfinished", lambda request: _count(guard, request, -1))
    page.on("requestfailed", lambda request: _count(guard, request, -1))
    page.on("framenavigated", lambda frame: _begin(guard, page, frame))
    page.on("response", lambda answer: _note(guard, page, answer))
    return guard


def _count(guard: Guard, request: Any, more: int) -> None:
    if request.resource_type in ("xhr", "fetch"):
        guard.pending = max(0, guard.pending + more)
        guard.answers += more < 0


def _begin(guard: Guard, page: Page, frame: Any) -> None:
    if frame == page.main_frame:
        guard.pending = guard.answers = 0


def _dismiss(guard: Guard, dialog: Dialog) -> None:
    guard.asked.append(dialog.type)
    dialog.dismiss()


def _note(guard: Guard, page: Page, answer: Any) -> None:
    if answer.request.is_navigation_request() and answer.frame == page.main_frame:
        guard.status = int(answer.status)


def _answer(session: CDPSession, command: str, event: Any, **more: str) -> None:
    from playwright.sync_api import Error  # noqa: PLC0415 - an extra, loaded already

    try:
        session.send(command, {"requestId": event["requestId"], **more})
    except Error:  # the page is gone meanwhile, and the request with it
        return
