"""The report's page in a real browser: quiet, self-contained, usable by keyboard, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from played_report import asked_then
from world import World

SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
PAGES = {
    "pack": (),
    "person": ("person", "ana.mora@santalucia.example"),
    "person-with-loose-ends": ("person", "sofia.arce@agencia.example"),
}


@pytest.fixture(scope="session", params=["es", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Return each language in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def files(quarter: World, language: str) -> dict[str, Path]:
    """Return the pages as files."""
    written = {}
    for name, arguments in PAGES.items():
        written[name] = quarter.root.parent / f"{name}-{language}.html"
        with asked_then():
            quarter.ok("report", *arguments, "--lang", language, "--out", str(written[name]))
    return written


@contextmanager
def shown(browser: Any, file: Path, size: str = "desktop", **more: Any) -> Iterator[Any]:
    """Show a file; whatever the page asks for or complains about fails the test."""
    context = browser.new_context(viewport=SIZES[size], **more)
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url))
    page.goto(file.as_uri())
    yield page
    context.close()
    assert said == [file.as_uri()]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_and_fits(
    browser: Any, axe: str, files: dict[str, Path], name: str, size: str
) -> None:
    """Axe finds nothing, and nothing sticks out of the window."""
    with shown(browser, files[name], size) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.evaluate(axe)
        found = page.evaluate("axe.run()")["violations"]
        assert [(item["id"], item["impact"], item["nodes"][0]["html"][:120]) for item in found] == []


def test_page_is_accessible_in_the_dark(browser: Any, axe: str, files: dict[str, Path]) -> None:
    """The dark colours have enough contrast too."""
    with shown(browser, files["pack"], color_scheme="dark") as page:
        page.evaluate(axe)
        found = page.evaluate("axe.run()")["violations"]
        assert [(item["id"], item["nodes"][0]["html"][:120]) for item in found] == []


def test_table_is_sorted_by_keyboard_and_says_so(browser: Any, files: dict[str, Path]) -> None:
    """Enter on a heading sorts, once more the other way round; aria-sort tells."""
    with shown(browser, files["pack"]) as page:
        table = page.locator("section[aria-labelledby=roster] table")
        heading = table.locator("thead th").first
        heading.locator("button").focus()
        page.keyboard.press("Enter")
        assert heading.get_attribute("aria-sort") == "ascending"
        names = table.locator("tbody th .value").all_inner_texts()
        assert names == sorted(names, key=str.casefold)
        page.keyboard.press("Enter")
        assert heading.get_attribute("aria-sort") == "descending"
        assert table.locator("tbody th .value").all_inner_texts() == names[::-1]


def test_search_finds_without_accents_and_counts(browser: Any, files: dict[str, Path]) -> None:
    """Typing leaves the rows that have every word."""
    with shown(browser, files["pack"]) as page:
        section = page.locator("section[aria-labelledby=roster]")
        section.locator("input[type=search]").focus()
        page.keyboard.type("solis derma")
        rows = section.locator("tbody tr:visible th .value").all_inner_texts()
        assert rows == ["Nadia Solís Mena"]
        assert section.locator(".shown b").inner_text() == "1"


def test_first_tab_stop_skips_to_the_report(browser: Any, files: dict[str, Path]) -> None:
    """Whoever works by keyboard need not walk through the contents; the focus is seen."""
    with shown(browser, files["pack"]) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "report"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_rows_on_a_phone_carry_their_headings(browser: Any, files: dict[str, Path]) -> None:
    """Stacked rows can be sorted with a list, since the headings are away."""
    with shown(browser, files["pack"], "phone") as page:
        section = page.locator("section[aria-labelledby=roster]")
        cell = section.locator("tbody td").first
        assert cell.evaluate("node => getComputedStyle(node, '::before').content").strip('"')
        section.locator("select").select_option("0")
        names = section.locator("tbody th .value").all_inner_texts()
        assert names == sorted(names, key=str.casefold)


def test_page_without_scripts_shows_everything(browser: Any, files: dict[str, Path]) -> None:
    """The tables are there, and no control that would do nothing."""
    with shown(browser, files["pack"], java_script_enabled=False) as page:
        assert page.locator("section[aria-labelledby=roster] tbody tr:visible").count() == 9
        assert page.locator("input:visible, button:visible, select:visible").count() == 0


def test_page_prints_without_controls(browser: Any, files: dict[str, Path]) -> None:
    """Paper gets the tables, not the tools."""
    with shown(browser, files["pack"]) as page:
        page.emulate_media(media="print")
        assert page.locator(".tools:visible, nav:visible").count() == 0
        assert page.locator("section[aria-labelledby=endings] tbody tr:visible").count() == 2
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
