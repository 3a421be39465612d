"""The rule about keys whose meaning is still to be built: one table, and a line less with each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from accessctl.model.finding import Finding, Location, Stops
from accessctl.model.practice import Declaration
from accessctl.model.settings import Settings
from accessctl.validation.context import Context
from accessctl.validation.places import settings_place
from accessctl.validation.raising import apply_error, practice_error

UNSUPPORTED_PROVIDERS = frozenset({"huli"})
"""Providers that a declaration may name and nothing can reach yet."""


class _SettingsKey(NamedTuple):
    key: str
    asks: Callable[[Settings], object]
    """Return the value that asks for too much, or something empty."""


def _unsupported(provider: str) -> str | None:
    return provider if provider in UNSUPPORTED_PROVIDERS else None


_SETTINGS = (
    _SettingsKey("live.provider", lambda settings: _unsupported(settings.live.provider)),
    _SettingsKey("live.users", lambda settings: len(settings.live.users)),
    _SettingsKey("live.own_user", lambda settings: settings.live.own_user),
)


def not_yet_supported(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find keys that ask for what cannot be done yet: they are never quietly passed over."""
    del context
    for setting in _SETTINGS:
        value = setting.asks(declaration.settings)
        if value:
            yield _unbuilt(settings_place(declaration, setting.key), setting.key, value)
    usual = declaration.settings.live.provider
    for practice in declaration.practices.values():
        if practice.provider in UNSUPPORTED_PROVIDERS and practice.provider != usual:
            params = {"key": "live.provider", "value": practice.provider}
            yield practice_error("not-yet-supported", practice, "live.provider", Stops.PRACTICE, **params)


def _unbuilt(where: Location, key: str, value: object) -> Finding:
    return apply_error("not-yet-supported", where, key=key, value=str(value))
