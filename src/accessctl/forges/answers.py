"""Reads values out of a host's answers; one that is not as published is an error, and never a guess."""

from __future__ import annotations

from typing import Any

from accessctl.forges.interface import ForgeError


def inside(value: Any, *keys: str) -> Any:
    """Return what stands under the keys, one in the other; None where one of them is null or absent."""
    for key in keys:
        if value is None:
            return None
        if not isinstance(value, dict):
            raise ForgeError("forge-answer")
        value = value.get(key)
    return value


def text(value: Any, *keys: str) -> str:
    """Return the text under the keys."""
    found = inside(value, *keys)
    if not isinstance(found, str):
        raise ForgeError("forge-answer")
    return found


def maybe(value: Any, *keys: str) -> str | None:
    """Return the text under the keys, if there is one."""
    return None if inside(value, *keys) is None else text(value, *keys)


def listed(value: Any, *keys: str) -> list[Any]:
    """Return the list under the keys, which may be missing."""
    found = inside(value, *keys)
    if found is not None and not isinstance(found, list):
        raise ForgeError("forge-answer")
    return found or []
