"""The plan's page in a real browser: quiet, self-contained, for desktop, phone and paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_report_page import LANGUAGES, shown

from accessibility import SIZES, VIEWS, Axe, fits
from pull_requests import make_organisation, propose

NAMES = (
    "hostile",
    "policy-change",
    "maternity-cover",
    "clinic-moved",
    "two-hundred",
    "mistake",
    "comment-only",
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the pages of some pull requests as files, each in both languages: `hostile-es`."""
    folder = tmp_path_factory.mktemp("plans")
    world = make_organisation(folder / "repo")
    written = {}
    for name in NAMES:
        propose(world, name)
        for language in LANGUAGES:
            since = ("--base", "main", "--changed-since", "main")
            answer = world.run("plan", *since, "--format", "html", "--lang", language)
            path = folder / f"{name}-{language}.html"
            path.write_text(answer.out, encoding="utf-8")
            written[f"{name}-{language}"] = path
    return written


@pytest.mark.parametrize("view", VIEWS, ids="-".join)
@pytest.mark.parametrize("name", NAMES)
def test_page_is_accessible_fits_and_asks_for_nothing(
    browser: Any, axe: Axe, files: dict[str, Path], name: str, view: tuple[str, str, str]
) -> None:
    """Axe finds nothing, nothing sticks out of any window, and no request leaves the page."""
    language, size, scheme = view
    with shown(browser, files[f"{name}-{language}"], color_scheme=scheme) as page:
        for width in (*SIZES, size):
            page.set_viewport_size(SIZES[width])
            assert fits(page), width
        assert axe.flaws(page) == []


def test_what_files_say_is_text_on_the_page(browser: Any, files: dict[str, Path]) -> None:
    """A name that is a script is shown, and is none."""
    with shown(browser, files["hostile-es"]) as page:
        assert page.locator("script").count() == 1
        assert page.locator("main img, main b:not(.shown b), main a").count() == 0
        assert "<script>alert(1)</script>" in page.locator("section[aria-labelledby=gains]").inner_text()


def test_sensitive_things_come_first(browser: Any, files: dict[str, Path]) -> None:
    """The first table is the one to look at first."""
    with shown(browser, files["maternity-cover-en"]) as page:
        first = page.locator("main section table").first
        assert "Ana Mora Jiménez" in first.inner_text()
        assert page.locator("main section[aria-labelledby=sensitive]").count() == 1


def test_two_hundred_people_can_be_searched(browser: Any, files: dict[str, Path]) -> None:
    """Nothing is cut from a page."""
    with shown(browser, files["two-hundred-es"]) as page:
        section = page.locator("section[aria-labelledby=gains]")
        assert section.locator("tbody tr").count() == 200
        section.locator("input[type=search]").fill("persona117")
        assert section.locator("tbody tr:visible").count() == 1


def test_page_prints(browser: Any, files: dict[str, Path]) -> None:
    """Paper gets the tables."""
    with shown(browser, files["clinic-moved-en"]) as page:
        page.emulate_media(media="print")
        assert page.locator(".tools:visible, nav:visible").count() == 0
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
