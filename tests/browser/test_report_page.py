"""The report's page in a real browser: quiet, self-contained, usable by keyboard, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from accessibility import SIZES, VIEWS, Axe, fits
from played_report import asked_then
from world import World

LANGUAGES = ("es", "en")
PAGES = {
    "pack": (),
    "person": ("person", "ana.mora@santalucia.example"),
    "person-with-loose-ends": ("person", "sofia.arce@agencia.example"),
}


@pytest.fixture(scope="session")
def files(quarter: World) -> dict[str, Path]:
    """Return the pages as files, each in both languages: `pack-es`."""
    written = {}
    for name, arguments in PAGES.items():
        for language in LANGUAGES:
            path = quarter.root.parent / f"{name}-{language}.html"
            written[f"{name}-{language}"] = path
            with asked_then():
                quarter.ok("report", *arguments, "--lang", language, "--out", str(path))
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


@pytest.mark.parametrize("view", VIEWS, ids="-".join)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_and_fits(
    browser: Any, axe: Axe, files: dict[str, Path], name: str, view: tuple[str, str, str]
) -> None:
    """Axe finds nothing, and nothing sticks out of a wide window or a narrow one."""
    language, size, scheme = view
    with shown(browser, files[f"{name}-{language}"], color_scheme=scheme) as page:
        for width in (*SIZES, size):
            page.set_viewport_size(SIZES[width])
            assert fits(page), width
        assert axe.flaws(page) == []


def test_table_is_sorted_by_keyboard_and_says_so(browser: Any, files: dict[str, Path]) -> None:
    """Enter on a heading sorts, once more the other way round; aria-sort tells."""
    with shown(browser, files["pack-es"]) as page:
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
    with shown(browser, files["pack-en"]) as page:
        section = page.locator("section[aria-labelledby=roster]")
        section.locator("input[type=search]").focus()
        page.keyboard.type("solis derma")
        rows = section.locator("tbody tr:visible th .value").all_inner_texts()
        assert rows == ["Nadia Solís Mena"]
        assert section.locator(".shown b").inner_text() == "1"


def test_first_tab_stop_skips_to_the_report(browser: Any, files: dict[str, Path]) -> None:
    """Whoever works by keyboard need not walk through the contents; the focus is seen."""
    with shown(browser, files["pack-es"]) as page:
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
    with shown(browser, files["pack-en"], "phone") as page:
        section = page.locator("section[aria-labelledby=roster]")
        cell = section.locator("tbody td").first
        assert cell.evaluate("node => getComputedStyle(node, '::before').content").strip('"')
        section.locator("select").select_option("0")
        names = section.locator("tbody th .value").all_inner_texts()
        assert names == sorted(names, key=str.casefold)


def test_page_without_scripts_shows_everything(browser: Any, files: dict[str, Path]) -> None:
    """The tables are there, and no control that would do nothing."""
    with shown(browser, files["pack-en"], java_script_enabled=False) as page:
        assert page.locator("section[aria-labelledby=roster] tbody tr:visible").count() == 9
        assert page.locator("input:visible, button:visible, select:visible").count() == 0


def test_page_prints_without_controls(browser: Any, files: dict[str, Path]) -> None:
    """Paper gets the tables, not the tools."""
    with shown(browser, files["pack-es"]) as page:
        page.emulate_media(media="print")
        assert page.locator(".tools:visible, nav:visible").count() == 0
        assert page.locator("section[aria-labelledby=endings] tbody tr:visible").count() == 2
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
