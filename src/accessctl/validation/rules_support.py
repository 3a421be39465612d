"""The rule about keys whose meaning is still to be built: one table, and a line less with each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

from accessctl.model.finding import Finding, Location
from accessctl.model.practice import Declaration
from accessctl.model.settings import HandoffSettings, Settings
from accessctl.validation.context import Context
from accessctl.validation.places import settings_place
from accessctl.validation.raising import apply_error


class _SettingsKey(NamedTuple):
    key: str
    asks: Callable[[Settings], object]
    """Return the value that asks for too much, or something empty."""


_USUAL = HandoffSettings()
_UNITS = {
    "d": timedelta(days=1),
    "h": timedelta(hours=1),
    "m": timedelta(minutes=1),
    "s": timedelta(seconds=1),
}


def _another(value: timedelta, usual: timedelta) -> str | None:
    """Return the duration as the file says it, where it is not the usual one."""
    if value == usual:
        return None
    return next(f"{value // unit}{letter}" for letter, unit in _UNITS.items() if not value % unit)


_SETTINGS = (
    _SettingsKey(
        "handoffs.remind_after",
        lambda settings: _another(settings.handoffs.remind_after, _USUAL.remind_after),
    ),
    _SettingsKey(
        "handoffs.escalate_after",
        lambda settings: _another(settings.handoffs.escalate_after, _USUAL.escalate_after),
    ),
    _SettingsKey("handoffs.templates", lambda settings: settings.handoffs.templates),
)


def not_yet_supported(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find keys that ask for what cannot be done yet: they are never quietly passed over."""
    del context
    for setting in _SETTINGS:
        value = setting.asks(declaration.settings)
        if value:
            yield _unbuilt(settings_place(declaration, setting.key), setting.key, value)


def _unbuilt(where: Location, key: str, value: object) -> Finding:
    return apply_error("not-yet-supported", where, key=key, value=str(value))
