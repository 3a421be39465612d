"""A part of the program that is not installed is named the same way, wherever it is missed."""

from __future__ import annotations

import re
import sys
from importlib.metadata import metadata

import pytest

from accessctl.cli.error_boundary import error_text
from accessctl.errors import AccessctlError
from accessctl.forges import client as forge
from accessctl.forges.client import Access
from accessctl.forges.interface import ForgeError
from accessctl.providers.huli import client as huli
from source_tree import modules
from world import World

NAMED = re.compile(r'with extra\("(\w+)"')


def test_every_part_that_is_missed_can_be_installed() -> None:
    """The name is one that the package has, and each but the developers' is missed somewhere."""
    named = {name for module in modules() for name in NAMED.findall(module.text)}
    ours = {"dev", "fuzz", "release", "test"}
    assert named == set(metadata("accessctl").get_all("Provides-Extra") or ()) - ours


@pytest.mark.parametrize(
    ("module", "name", "arguments"),
    [
        ("prometheus_client", "metrics", ["watch", "--once", "--port", "0"]),
        ("starlette", "sandbox", ["sandbox", "serve"]),
        ("psycopg", "fleet", ["fleet", "status"]),
        ("procrastinate", "fleet", ["fleet", "init"]),
    ],
)
def test_command_that_needs_a_missing_part_says_how_to_get_it(
    world: World, monkeypatch: pytest.MonkeyPatch, module: str, name: str, arguments: list[str]
) -> None:
    """A wrong call, in one line that can be copied."""
    ours = ("accessctl.cli.watch_monitor", "accessctl.providers.sandbox.server", "accessctl.fleet")
    hide(monkeypatch, module, *ours)
    answer = world.run(*arguments, "--lang", "en")
    assert answer.code == 2
    assert f"pip install 'accessctl[{name}]'" in answer.err


def test_room_that_needs_a_missing_part_raises_its_own_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where approvals cannot be asked for, a plan goes on; where keys cannot be used, it ends."""
    hide(monkeypatch, "httpx")
    with pytest.raises(ForgeError, match="extra-missing"):
        forge._http(Access("https://host.example", "Authorization", "made-up"))
    with pytest.raises(AccessctlError, match="extra-missing") as caught:
        huli._http(huli.Limits())
    for language in ("en", "es"):
        assert "accessctl[huli]" in error_text(caught.value, language)


def hide(monkeypatch: pytest.MonkeyPatch, missing: str, *ours: str) -> None:
    """Let a library be not there, and what imported it be imported anew."""
    for name in list(sys.modules):
        if name.partition(".")[0] == missing or name.startswith(ours):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
