"""What the simulation takes for granted: each number, where it comes from, and whether it was measured."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

MEASURED, FACT, ASSUMED = "measured here", "fact", "nobody measured it"


@dataclass(frozen=True, slots=True)
class Source:
    """What a number is, where it comes from, and how well that is known."""

    what: str
    origin: str
    known: str


@dataclass(frozen=True, slots=True)
class Latencies:
    """The times of the outside world, in seconds unless another unit is named."""

    api_call: float = 0.05
    concurrency: int = 16
    browser_step: tuple[float, float] = (6.0, 15.0)
    browser_list: tuple[float, float] = (1.2, 3.0)
    push: float = 1.0
    letter: float = 0.01
    owner_median_hours: float = 6.0
    owner_sigma: float = 1.3
    support_median_hours: float = 24.0
    support_sigma: float = 0.8
    acceptance_median_hours: float = 5.0
    acceptance_sigma: float = 1.6
    window_opens: float = 8.0
    window_closes: float = 17.0
    window_days: int = 4


SOURCES = {
    "api_call": Source(
        "one API call", "the delay that `script/bench api` sets; the vendor's own is unknown", ASSUMED
    ),
    "concurrency": Source("calls at once, each worker", "`live.concurrency` of `script/bench api`", FACT),
    "browser_step": Source(
        "an invitation in the browser",
        "even between the two; 1.0 s at the sandbox's pages (`script/bench web`), the vendor's are slower",
        ASSUMED,
    ),
    "browser_list": Source(
        "a list of assistants in the browser",
        "one of the five pages of an invitation; 1.3 s, then 0.3 s at the sandbox's pages",
        ASSUMED,
    ),
    "push": Source("one push of a journal", "two exchanges with a remote over a network", ASSUMED),
    "letter": Source(
        "one letter to a mail server", "`script/bench mail`: 500 in 5.0 s, on loopback", MEASURED
    ),
    "owner_median_hours": Source("hours until an owner answers, median", "log-normal", ASSUMED),
    "owner_sigma": Source("its spread (sigma)", "one in six takes longer than 22 hours", ASSUMED),
    "support_median_hours": Source("hours until support answers, median", "log-normal", ASSUMED),
    "support_sigma": Source("its spread (sigma)", "one in six takes longer than two days", ASSUMED),
    "acceptance_median_hours": Source("hours until an invitation is accepted, median", "log-normal", ASSUMED),
    "acceptance_sigma": Source("its spread (sigma)", "8 % take longer than 48 hours", ASSUMED),
    "window_opens": Source(
        "the send window opens, local hour", "`send_window` of the design's example", FACT
    ),
    "window_closes": Source("and closes", "the same", FACT),
    "window_days": Source("its days, from Monday on", "the same: Monday to Thursday", FACT),
}
assert set(SOURCES) == {field.name for field in fields(Latencies)}


@dataclass(frozen=True, slots=True)
class World:
    """One scenario."""

    practices: int = 100_000
    people: int = 10
    daily_change: float = 0.01
    web: float = 0.0
    """The share of practices that are read and invited to in the browser."""
    rate: float = 20.0
    """API requests a second, of all workers together."""
    requests: int = 1
    """API requests for each practice read: two where each practice has a key of its own."""
    workers: int = 1
    slices: int = 200
    """So many parts of the practices, each with a journal of its own; 1: as the program is today."""
    period: float = 300.0
    """A slice is looked at again after so many seconds at the earliest."""
    days: int = 9
    seed: int = 1
    invitations_guard: int = 50
    latencies: Latencies = Latencies()

    @property
    def changes_a_day(self) -> int:
        """How many entries change a day."""
        return round(self.practices * self.people * self.daily_change)


@dataclass(frozen=True, slots=True)
class Costs:
    """What the program's own code takes, in seconds of one core; `script/scale --measure` finds them."""

    read: float
    """Reading a file that did not change, for each practice."""
    plan: float
    """Difference, guards, what is learned, the digest; for each practice."""
    record: float
    """Reading and folding a journal, for each record."""
    reader: float = 0.00118
    """The API reader's own part for each practice: `script/bench api`, 11.8 s for 10,000."""

    @classmethod
    def of(cls, value: Any) -> Costs:
        """Return the costs that a file keeps."""
        return cls(**{field.name: float(value[field.name]) for field in fields(cls) if field.name in value})
