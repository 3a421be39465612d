"""A real Chromium, driven by Playwright; where there is none, the tests say so and are skipped."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from accessibility import Axe
from played_report import asked_then, play_quarter
from world import World

ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser(program: str) -> Iterator[Any]:
    """Return Debian's Chromium."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is installed

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Return axe-core."""
    spec = find_spec("axe_playwright_python")
    script = Path(spec.origin).parent / "axe.min.js" if spec is not None and spec.origin else None
    if script is None or not script.is_file():
        pytest.skip("axe-core is not installed (pip install axe-playwright-python)")
    return Axe(script.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Return the sample practices after three played months."""
    with asked_then():
        return play_quarter(tmp_path_factory.mktemp("quarter") / "repo")
