"""The scripts that are run in a page: they only read it, or blank it before it is kept."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def script(name: str) -> str:
    """Return the text of a script of this package."""
    return files("accessctl.providers.huli.web").joinpath(name).read_text(encoding="utf-8")
