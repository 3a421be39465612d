"""What is kept when a page is not as it should be: the page and a picture of it, blanked.

Of what a page shows only the map's own words are kept, and in the section of the assistants the labels of
what can be clicked: nobody's name, address or data, and nothing that would let anybody in.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from accessctl.providers.huli.web.scripts import script
from accessctl.providers.huli.web.window import Window

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = "web"
_KEPT = ("role", "type", "for", "disabled", "hidden", "open", "popover", "checked", "aria-invalid")


def keep(window: Window, directory: Path, at: datetime, said: Mapping[str, object]) -> Path:
    """Keep what the page shows, and return the folder; without the page where it cannot be blanked.

    The page is blanked in place: it is of no use afterwards.
    """
    from playwright.sync_api import Error  # noqa: PLC0415 - an extra, loaded already

    folder = _folder(directory, at, window.slug)
    told: dict[str, object] = {
        **said,
        "did": [" ".join(step) for step in window.did],
        "path": _path(window.page),
    }
    try:
        _blank(window)
        _write(folder / "page.png", window.page.screenshot(timeout=window.patience, animations="disabled"))
        _write(folder / "page.html", window.page.content().encode())
    except Error:  # the page is gone, or could not be blanked: then it is not kept
        told["page"] = "not kept"
    _write(folder / "what-happened.json", (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode())
    return folder


def _blank(window: Window) -> None:
    session = window.page.context.new_cdp_session(window.page)
    session.send("Page.stopLoading")  # what is still to come would be waited for
    session.send("Emulation.setScriptExecutionDisabled", {"value": True})  # or the page draws itself anew
    places = window.places
    given = {
        "words": sorted(places.words()),
        "titles": [places.list.title.name, *(element.name for element in places.invite.begin)],
        "region": "main, [role=main]",
        "rows": places.list.rows.name,
        "keep": list(_KEPT),
    }
    window.page.evaluate(script("redact.js"), given)


def _folder(directory: Path, at: datetime, slug: str) -> Path:
    top = directory / FOLDER
    for made in (directory, top):  # the mode is not the parents'
        made.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{at:%Y%m%dT%H%M%SZ}-{slug}"
    number = 1
    while (top / f"{name}-{number}").exists():
        number += 1
    folder = top / f"{name}-{number}"
    folder.mkdir(mode=0o700)
    return folder


def _write(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)


def _path(page: Page) -> str:
    """Return the path of the page with its digits blanked: they may be somebody's number."""
    return "".join("·" if char.isdigit() else char for char in urlsplit(page.url).path)
