"""Letters as pages in a real browser: on a phone, in the dark, for a screen reader, and with no network."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from accessctl.handoffs.composing import Sender, Writing, compose
from accessctl.model.change import Access, Change, ChangeKind, Reason, Route
from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.practice import Clinic, Practice
from accessibility import Axe

OWNER, ANA = Address("elena.rojas@santalucia.example"), Address("ana.mora@santalucia.example")
HERE = Location("practices/santa-lucia.yaml")


def page_of(language: str) -> str:
    """Return a letter with several requests as a page."""
    practice = Practice(
        slug="santa-lucia",
        name="Clínica Santa Lucía",
        owner=OWNER,
        owner_name="Elena Rojas",
        where=HERE,
        language=language,
        clinics=(Clinic("escazu", "Escazú", HERE), Clinic("heredia", "Heredia", HERE)),
    )
    changes = tuple(
        (
            f"h-{kind}",
            Change(
                kind=kind,
                practice="santa-lucia",
                email=ANA,
                route=Route.HANDOFF,
                before=Access(("escazu",)),
                after=Access(("escazu", "heredia")),
                reason=Reason("declared"),
                name="Ana",
                surnames=("Mora", "Jiménez"),
                recipient=OWNER,
            ),
        )
        for kind in (ChangeKind.INVITE, ChangeKind.CHANGE_CLINICS, ChangeKind.CONFIRM_ACCEPTANCE)
    )
    now = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    sender = Sender(Address("accesos@org.example"), "run", now, "deadbeef")
    return compose(Writing(OWNER, practice, sender), changes).body_html or ""


@pytest.mark.parametrize(("language", "scheme"), [("es", "light"), ("en", "dark")])
def test_a_letter_is_readable_on_a_phone_in_light_and_in_the_dark(
    browser: Any, axe: Axe, language: str, scheme: str
) -> None:
    """Nothing to scroll sideways, contrast enough, and nothing is fetched."""
    page = browser.new_page(viewport={"width": 360, "height": 640}, color_scheme=scheme)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(page_of(language))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    back, front = (
        page.evaluate(f"getComputedStyle(document.body).{name}") for name in ("backgroundColor", "color")
    )
    assert (back == "rgb(255, 255, 255)") is (scheme == "light")
    assert back != front
    assert axe.flaws(page, runOnly=["wcag2a", "wcag2aa"]) == []
    assert asked == []
    page.close()
