"""Where the pages are and what opens them: the environment says so, and only safely."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from accessctl.declarations.page_map_loading import shipped_page_map
from accessctl.providers.contract.harness import NOW
from accessctl.providers.huli.web.trouble import WebError
from accessctl.providers.huli.web.whereabouts import Web, origin_of


def web(**environment: str) -> Web:
    """Return what is around a browser."""
    return Web(environment, Path("/unused"), lambda: NOW, shipped_page_map)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://practice.example", "https://practice.example"),
        ("https://Practice.Example:443/es/", "https://practice.example"),
        ("http://127.0.0.1:8765/", "http://127.0.0.1:8765"),
        ("http://[::1]:80", "http://[::1]"),
    ],
)
def test_host_is_taken_as_browsers_compare_it(url: str, origin: str) -> None:
    """Scheme, host and port."""
    assert web(ACCESSCTL_HULI_WEB_URL=url).origin == origin


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "web-no-address"),
        ("http://practice.example", "web-address"),
        ("practice.example", "web-address"),
        ("https://owner:secret@practice.example", "web-address"),
        ("https://", "web-address"),
        ("https://practice.example:port", "web-address"),
        ("file:///etc/passwd", "web-address"),
    ],
)
def test_host_that_is_missing_or_unsafe_is_refused(url: str, code: str) -> None:
    """Nothing is built in, since nobody documents it."""
    with pytest.raises(WebError) as caught:
        _ = web(ACCESSCTL_HULI_WEB_URL=url).origin
    assert caught.value.code == code


def test_origin_of_nonsense_is_nothing() -> None:
    """And equals no host."""
    assert origin_of("javascript:alert(1)") == origin_of("http://[") == ""


def test_browser_is_the_one_that_is_named() -> None:
    """Else the first that is found; a name that leads nowhere is said."""
    assert web(ACCESSCTL_CHROMIUM=sys.executable).program == shutil.which(sys.executable)
    for environment in ({"ACCESSCTL_CHROMIUM": "/no/such"}, {"PATH": "/nowhere"}):
        with pytest.raises(WebError) as caught:
            _ = web(**environment).program
        assert caught.value.code == "web-no-browser"


def test_browser_without_windows_comes_first_where_nobody_looks(tmp_path: Path) -> None:
    """It is the quicker one; an owner who logs in needs a window."""
    for name in ("chromium", "chromium-headless-shell"):
        (tmp_path / name).touch(0o755)
    found = web(PATH=str(tmp_path))
    assert Path(found.program).name == "chromium-headless-shell"
    assert Path(found.program_with_windows).name == "chromium"
    (tmp_path / "chromium-headless-shell").unlink()
    assert found.program == found.program_with_windows


def test_browser_is_handed_none_of_our_secrets() -> None:
    """Its environment is ours without what begins with our name."""
    assert web(ACCESSCTL_SESSION_LUCIA="secret", HOME="/home/ana").handed_on == {"HOME": "/home/ana"}
