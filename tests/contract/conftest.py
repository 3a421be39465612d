"""Run each test of the contract on every provider."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from harness import HARNESSES, Harness, HuliWebHarness


@pytest.fixture(scope="session")
def web(started: Callable[[Any], Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[HuliWebHarness]:
    """HuliPractice's pages, opened once: what a test needs is the list, not the way to it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("accessctl.providers.huli.web.desk.Chromium", started)
        made = HuliWebHarness(tmp_path_factory.mktemp("web"))
        yield made
        made.close()


@pytest.fixture(params=sorted([*HARNESSES, "huli-web"]))
def harness(request: pytest.FixtureRequest) -> Iterator[Harness]:
    """One provider with an empty live system."""
    if request.param == "huli-web":
        web: HuliWebHarness = request.getfixturevalue("web")
        web.begin()
        yield web
        return
    made = HARNESSES[request.param](request.getfixturevalue("tmp_path"))
    yield made
    made.close()
