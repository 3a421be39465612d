"""Without the extra the browser is missed by name, and everything else goes on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from accessctl.declarations.page_map_loading import shipped_page_map
from accessctl.model.live import Unobserved
from accessctl.providers.catalog import Whereabouts, open_provider
from accessctl.providers.contract.harness import NOW
from huli_web import PRACTICE


@pytest.mark.parametrize("missing", ["playwright", "playwright.sync_api"])
def test_extra_that_is_not_installed_is_named(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an answer for the practice, and no traceback."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "playwright"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    around = Whereabouts(
        tmp_path,
        tmp_path / "unused",
        NOW,
        environment={"ACCESSCTL_HULI_WEB_URL": "https://practice.example"},
        directory=tmp_path / "kept",
        page_map=shipped_page_map,
    )
    reader, _ = open_provider("huli", around)
    seen = reader.observe([PRACTICE], {})[PRACTICE.slug]
    reader.close()  # type: ignore[attr-defined]
    assert isinstance(seen, Unobserved)
    assert (seen.code, seen.params["extra"]) == ("extra-missing", "web")
