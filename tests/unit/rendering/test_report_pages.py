"""Reports as pages: every value is data, whatever it looks like."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re

import pytest

from accessctl.rendering.report_cells import Curve
from accessctl.rendering.report_chart import chart_of
from accessctl.rendering.report_csv import report_csv
from world import World, person

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def hostile(world: World) -> World:
    """Return a repository whose values want to be more than values."""
    world.practice(
        "lucia",
        person("ana", record_access={"reason": f'{HOSTILE}"onload="x'}) | {"name": "=HYPERLINK(1)"},
        name=f"{HOSTILE} | **bold**",
    )
    world.commit(f"Let Ana in\n\nReviewed-by: {HOSTILE}")
    return world


def page(world: World, form: str) -> str:
    """Return the report in a format."""
    return world.ok("report", "--format", form, "--lang", "en").out


def test_html_escapes_every_value(hostile: World) -> None:
    """There is one script, and it is ours."""
    text = page(hostile, "html")
    assert text.count("<script>") == 1
    assert "&lt;script&gt;alert(1)" in text
    assert '"onload' not in text


def test_html_pins_its_script_and_style_and_loads_nothing(hostile: World) -> None:
    """The policy's hashes are those of what stands in the page."""
    text = page(hostile, "html")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    rules = policy[1].replace("&#39;", "'")
    assert rules.startswith("default-src 'none';")
    for tag in ("script", "style"):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert body is not None
        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in rules
    assert not re.search(r'(src|href)="(?!#)|url\(|@import|style="|\son\w+="', text)


def test_markdown_shows_values_as_they_are(hostile: World) -> None:
    """No markup of theirs survives."""
    text = page(hostile, "markdown")
    assert "<script" not in text
    assert "**bold**" not in text


def test_csv_has_no_cell_that_a_spreadsheet_would_run(hostile: World) -> None:
    """A formula is text."""
    rows = list(csv.reader(io.StringIO(page(hostile, "csv"))))
    cells = [cell for row in rows for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_csv_flattens_what_is_nested() -> None:
    """A nested value has a column of its own; what is unknown is empty."""
    text = report_csv({"format": "x", "roster": [{"a": {"b": True}, "c": None, "d": ["x", "y"]}, {"e": 1}]})
    assert text.splitlines() == ["section,a.b,d,e", "roster,true,x y,", "roster,,,1"]


def test_both_languages_say_the_same_tables(hostile: World) -> None:
    """The page declares its language, and has the same sections."""
    pages = {lang: hostile.ok("report", "--format", "html", "--lang", lang).out for lang in ("en", "es")}
    assert all(f'<html lang="{lang}">' in text for lang, text in pages.items())
    keys = [re.findall(r'<section aria-labelledby="([\w-]+)"', text) for text in pages.values()]
    assert keys[0] == keys[1]


@pytest.mark.parametrize(("most", "levels"), [(0, "01234"), (3, "01234"), (9, "0 5 10 15 20"), (4, "01234")])
def test_chart_has_even_levels_that_hold_the_most(most: int, levels: str) -> None:
    """The scale begins at nothing and has whole numbers."""
    chart = chart_of(Curve(("a", "b"), (0, most), (0, 0), ""))
    wanted = levels.split() if " " in levels else list(levels)
    assert [tick.label for tick in chart.levels] == wanted
    assert float(chart.people.split()[-1].split(",")[1]) >= 12
