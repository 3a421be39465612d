"""The scenarios that are played, and the table that each group of them becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

import figures
from agreeing import Agreement
from assumptions import ASSUMED, SOURCES, Costs, World
from deciding import ACTS
from figures import share, span
from fleet import Fleet
from guarding import LIFTED
from parts import Tally
from wishes import DAY, Kind

RATES, WORKERS = (5.0, 10.0, 20.0, 50.0), (1, 2, 4)
SHORT = 4
"""Days that tell how long rounds take; the first two are left out."""
IN_BROWSERS = {0.01: (1, 2, 4), 0.05: (1, 2, 4, 8, 16), 0.2: (4, 16, 32)}
"""Workers by the share of practices that are worked on in the browser."""
Rows = Sequence[Sequence[str]]
Play = Callable[[Sequence[World]], Iterable[Tally]]
"""Plays some worlds, in whatever way is quickest; the tallies come in the same order."""


NAMES = ("assumptions", "agreement", "people", "guards", "browser", "reading")


def all_tables(
    base: World, costs: Costs, play: Play | None = None, names: Sequence[str] = NAMES
) -> Iterator[tuple[str, str]]:
    """Play every scenario of some tables; yield each table with its name as soon as it is made."""
    lifted = replace(base, invitations_guard=LIFTED)
    play = play or (lambda worlds: (Fleet(world, costs).play() for world in worlds))
    for make in (assumptions, agreement):
        if make.__name__ in names:
            yield make.__name__, _markdown(make(lifted, costs))
    short = replace(lifted, days=min(base.days, SHORT))
    for played, world in ((people, lifted), (guards, lifted), (browser, short), (reading, short)):
        if played.__name__ in names:
            yield played.__name__, _markdown(played(world, play))


def assumptions(base: World, costs: Costs) -> Rows:
    """List what is taken for granted."""
    rows = [["what", "value", "where it comes from", "known?"]]
    for name, source in SOURCES.items():
        value = getattr(base.latencies, name)
        shown = " to ".join(f"{item:g}" for item in value) if isinstance(value, tuple) else f"{value:g}"
        rows.append([source.what, shown, source.origin, source.known])
    told = {
        "read": "a file that did not change, ms a practice",
        "plan": "difference, guards, learning, digest, ms a practice",
        "record": "a line of the journal read and folded, ms",
        "reader": "the API reader's own part, ms a practice",
    }
    for field in fields(Costs):
        value = f"{getattr(costs, field.name) * 1000:.3f}"
        origin = "`script/scale --measure`" if field.name in ("plan", "record") else "`docs/performance.md`"
        rows.append([told[field.name], value, origin, "measured here"])
    rows.append(["rate of the API", "5 to 50 a second", "no limit is documented", ASSUMED])
    return rows


def reading(base: World, play: Play) -> Rows:
    """Tell how long a round takes where everybody is read over the API."""
    rows = [
        ["API requests a second", "workers", "a round", "age of the live view", "API busy", "journals busy"]
    ]
    ways = [
        (replace(base, rate=rate, workers=workers, slices=slices), f"{rate:g}")
        for rate in RATES
        for workers, slices in ((1, 1), *((count, base.slices) for count in WORKERS))
    ]
    ways.append((replace(base, requests=2), f"{base.rate:g}, a key for each practice"))
    for (world, rate), tally in zip(ways, play([world for world, _ in ways]), strict=True):
        rows.append(
            [
                rate,
                f"{world.workers}, as it is" if world.slices == 1 else str(world.workers),
                str(figures.rounds(world, tally)),
                str(figures.ages(world, tally)),
                _busy(world, tally.api_busy),
                _busy(world, tally.journal_busy),
            ]
        )
    return rows


def browser(base: World, play: Play) -> Rows:
    """Tell the same where some practices are worked on in the browser."""
    rows = [["in the browser", "workers", "a round", "age of the live view", "merged → invited", "API busy"]]
    worlds = [
        replace(base, web=web, workers=workers) for web, counts in IN_BROWSERS.items() for workers in counts
    ]
    for world, tally in zip(worlds, play(worlds), strict=True):
        rows.append(
            [
                share(world.web),
                str(world.workers),
                str(figures.rounds(world, tally)),
                str(figures.ages(world, tally)),
                str(figures.until_acted(tally, Kind.COME)),
                _busy(world, tally.api_busy),
            ]
        )
    return rows


def people(base: World, play: Play) -> Rows:
    """Tell what people notice, in a few worlds."""
    worlds = {
        "as it is, API alone": replace(base, slices=1),
        "2 workers, API alone": replace(base, workers=2),
        "8 workers, 5 % in the browser": replace(base, workers=8, web=0.05),
        "as it is, 5 % in the browser": replace(base, slices=1, web=0.05),
    }
    played = list(zip(worlds.values(), play(list(worlds.values())), strict=True))
    rows = [["", *worlds]]
    lines: Mapping[str, Callable[[World, Tally], str]] = {
        "merged → the owner asked to remove": lambda _, tally: str(figures.until_acted(tally, Kind.LEAVE)),
        "merged → gone": lambda _, tally: str(figures.until_effective(tally, Kind.LEAVE)),
        "merged → invited, or the owner asked": lambda _, tally: str(figures.until_acted(tally, Kind.COME)),
        "merged → in": lambda _, tally: str(figures.until_effective(tally, Kind.COME)),
        "read → acted on, in the browser": lambda _, tally: str(figures.Spread.of(tally.acted_on)),
        "nothing done a week later": lambda world, tally: share(figures.never_acted(world, tally)),
        "invitations sent": lambda _, tally: f"{figures.sent(tally):,}",
        "died after 48 hours": lambda _, tally: f"{tally.died:,}",
        "given up after three": lambda _, tally: f"{figures.given_up(tally):,}",
        "letters a working day: owners": lambda world, tally: _daily(world, tally, "owners"),
        "support, one mailbox": lambda world, tally: _daily(world, tally, "support"),
        "reminders": lambda world, tally: _daily(world, tally, "reminders"),
    }
    return [*rows, *([name, *(tell(*both) for both in played)] for name, tell in lines.items())]


def guards(base: World, play: Play) -> Rows:
    """Tell what the guards do, as they are set by default, and what is lifted."""
    rows = [["journals", "guards", "runs refused", "the first", "nothing done a week later", "which"]]
    worlds = [
        replace(base, slices=slices, workers=2, invitations_guard=limit)
        for slices in (1, base.slices)
        for limit in (50, LIFTED)
    ]
    for world, tally in zip(worlds, play(worlds), strict=True):
        rows.append(
            [
                "one" if world.slices == 1 else "one a part",
                "raised to what was reviewed" if world.invitations_guard == LIFTED else "as set by default",
                share(sum(part.refused for part in tally.slices) / max(tally.runs, 1)),
                span(tally.first_refusal),
                share(figures.never_acted(world, tally)),
                ", ".join(sorted(tally.refusals)) or "–",
            ]
        )
    return rows


def agreement(base: World, costs: Costs) -> Rows:
    """Ask the program itself about some of the wishes in a small world of the same kind."""
    small = replace(base, practices=2_000, slices=20, rate=0.5, workers=2, web=0.5, days=min(base.days, 14))
    witness = Agreement(20)
    Fleet(small, costs, witness).play()
    assert not witness.other, witness.other[0]
    return [
        ["", "times"],
        ["a wish looked at", f"{witness.asked:,}"],
        *([f"the program decided: {act}", f"{witness.acts.get(act, 0):,}"] for act in ACTS.values()),
        ["the model said something else", str(len(witness.other))],
    ]


def _busy(world: World, seconds: float) -> str:
    return share(min(1.0, seconds / (world.days * DAY)))


def _daily(world: World, tally: Tally, who: str) -> str:
    working = sum(day % 7 < 5 for day in range(world.days))
    return f"{tally.letters[who] / working:,.0f}"


def _markdown(rows: Rows) -> str:
    head, *rest = rows
    lines = [head, ["---"] * len(head), *rest]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
