"""A `Finding` as plain values and back; its parameters keep their types: they are sorted and printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from accessctl.model.finding import Finding, Location, Severity, Stops

_AS_IT_IS = (str, int, float, bool, type(None))
_BACK: dict[str, Callable[[Any], object]] = {
    "list": lambda items: [_value(item) for item in items],
    "tuple": lambda items: tuple([_value(item) for item in items]),
    "dict": lambda items: {key: _value(item) for key, item in items},
    "date": date.fromisoformat,
}


def plain_finding(finding: Finding) -> list[Any]:
    """Return the finding as plain values; a `TypeError` says that a parameter has none."""
    where = finding.where
    return [
        finding.rule,
        finding.severity.value,
        [where.file, where.line, where.column],
        [[key, _plain(value)] for key, value in finding.params.items()],
        finding.text,
        finding.stops.value,
        finding.practices,
        finding.email,
    ]


def finding_of_plain(plain: Sequence[Any]) -> Finding:
    """Return the finding."""
    rule, severity, where, params, text, stops, practices, email = plain
    return Finding(
        rule,
        Severity(severity),
        Location(*where),
        {key: _value(value) for key, value in params},
        text=text,
        stops=Stops(stops),
        practices=tuple(practices),
        email=email,
    )


def _plain(value: object) -> object:
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is list or kind is tuple:
        return {kind.__name__: [_plain(item) for item in value]}  # type: ignore[attr-defined]
    if isinstance(value, dict) and all(type(key) is str for key in value):
        return {"dict": [[key, _plain(item)] for key, item in value.items()]}
    if kind is date and isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(kind)


def _value(plain: Any) -> object:
    if not isinstance(plain, dict):
        return plain
    ((kind, value),) = plain.items()
    return _BACK[kind](value)
