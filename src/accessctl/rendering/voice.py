"""How a value is said: in a language, a time zone, and made harmless for where it will stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from accessctl.rendering.json_values import lively
from accessctl.rendering.safe import clean
from accessctl.rendering.texts import has, say, say_count

UNKNOWN = "…"
"""What stands where a text names a value that its carrier lacks."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The language and time zone of what is said; `data` makes what comes from outside harmless."""

    language: str
    zone: str
    data: Callable[[str], str] = clean

    def say(self, area: str, key: str, params: Mapping[str, object] | None = None) -> str:
        """Return a text with its parameters said in this voice."""
        return say(self.language, area, key, _Filled(self.value, params or {}))

    def count(self, area: str, key: str, number: int) -> str:
        """Return the text for one or for many."""
        return say_count(self.language, area, key, number)

    def code(self, area: str, key: str, params: Mapping[str, object]) -> str:
        """Return the text of a code that a value carries; a code without a text is shown as it is."""
        if has(area, key):
            return self.say(area, key, params)
        return self.data(key.partition(".")[2] or key)

    def value(self, value: object) -> str:
        """Return a parameter as people write it."""
        rich = lively(value)
        if isinstance(rich, bool):
            return say(self.language, "moments", "yes" if rich else "no")
        if isinstance(rich, datetime):
            return self.at(rich)
        if isinstance(rich, date):
            return self.day(rich)
        if isinstance(rich, timedelta):
            return self.span(rich)
        if isinstance(rich, (tuple, set, frozenset)):
            return self.listing(sorted(map(str, rich)) if not isinstance(rich, tuple) else map(str, rich))
        return UNKNOWN if rich is None or rich == "" else self.data(str(rich))

    def at(self, at: datetime) -> str:
        """Return an instant in the zone's local time."""
        local = at.astimezone(ZoneInfo(self.zone))
        said = {"date": self.day(local.date()), "time": f"{local:%H:%M}"}
        return say(self.language, "moments", "instant", said)

    def day(self, day: date) -> str:
        """Return a day in words."""
        month = say(self.language, "moments", f"month.{day.month}")
        return say(self.language, "moments", "day", {"day": day.day, "month": month, "year": day.year})

    def span(self, length: timedelta) -> str:
        """Return a length of time, rounded down: never more than is left."""
        minutes = int(length.total_seconds()) // 60
        if minutes < 1:
            return say(self.language, "moments", "under-a-minute")
        if minutes < 60:
            return say(self.language, "moments", "minutes", {"n": minutes})
        if minutes < 72 * 60:
            return say(self.language, "moments", "hours", {"n": minutes // 60})
        return say(self.language, "moments", "days", {"n": minutes // (24 * 60)})

    def listing(self, items: Iterable[str]) -> str:
        """Return the items as `a, b and c`."""
        said = [self.data(item) for item in items]
        if len(said) < 2:
            return said[0] if said else UNKNOWN
        return f"{', '.join(said[:-1])} {say(self.language, 'moments', 'and')} {said[-1]}"


class _Filled(dict[str, str]):
    """Parameters, said when a text asks for them; a missing one is unknown: a plan is shown all the same."""

    def __init__(self, say_value: Callable[[object], str], params: Mapping[str, object]) -> None:
        super().__init__()
        self._say_value = say_value
        self._params = params

    def __missing__(self, key: str) -> str:
        return self._say_value(self._params[key]) if key in self._params else UNKNOWN
