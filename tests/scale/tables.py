"""The scenarios that are played, and the table that each group of them becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace

import figures
from agreeing import Agreement
from assumptions import ASSUMED, SOURCES, Costs, World
from figures import share, span
from fleet import Fleet
from guarding import LIFTED
from parts import Tally
from wishes import DAY, Kind

RATES, WORKERS = (5.0, 10.0, 20.0, 50.0), (1, 2, 4, 8)
WEB_SHARES, WEB_WORKERS = (0.01, 0.05, 0.2), (1, 2, 4, 8, 16, 32)
Rows = Sequence[Sequence[str]]


def all_tables(base: World, costs: Costs, say: Callable[[str], None]) -> Mapping[str, str]:
    """Play every scenario; return the tables by name."""
    found = {}
    for name, make in (
        ("assumptions", assumptions),
        ("reading", reading),
        ("browser", browser),
        ("people", people),
        ("guards", guards),
        ("agreement", agreement),
    ):
        found[name] = _markdown(make(replace(base, invitations_guard=LIFTED), costs))
        say(name)
    return found


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


def reading(base: World, costs: Costs) -> Rows:
    """Tell how long a round takes where everybody is read over the API."""
    head = [
        "API requests a second",
        "workers",
        "a round",
        "age of the live view",
        "API busy",
        "journals busy",
    ]
    rows = [head]
    for rate in RATES:
        for workers, slices in ((1, 1), *((count, base.slices) for count in WORKERS)):
            world = replace(base, rate=rate, workers=workers, slices=slices)
            tally = Fleet(world, costs).play()
            rows.append(
                [
                    f"{rate:g}",
                    f"{workers}, as it is" if slices == 1 else str(workers),
                    str(figures.rounds(world, tally)),
                    str(figures.ages(world, tally)),
                    _busy(world, tally.api_busy),
                    _busy(world, tally.journal_busy),
                ]
            )
    return rows


def browser(base: World, costs: Costs) -> Rows:
    """Tell the same where some practices are worked on in the browser."""
    rows = [["in the browser", "workers", "a round", "age of the live view", "merged → invited", "API busy"]]
    for web in WEB_SHARES:
        for workers in WEB_WORKERS:
            world = replace(base, web=web, workers=workers)
            tally = Fleet(world, costs).play()
            rows.append(
                [
                    share(web),
                    str(workers),
                    str(figures.rounds(world, tally)),
                    str(figures.ages(world, tally)),
                    str(figures.until_acted(tally, Kind.COME)),
                    _busy(world, tally.api_busy),
                ]
            )
    return rows


def people(base: World, costs: Costs) -> Rows:
    """Tell what people notice, in a few worlds."""
    worlds = {
        "as it is, API alone": replace(base, slices=1),
        "2 workers, API alone": replace(base, workers=2),
        "8 workers, 5 % in the browser": replace(base, workers=8, web=0.05),
        "as it is, 5 % in the browser": replace(base, slices=1, web=0.05),
    }
    played = {name: (world, Fleet(world, costs).play()) for name, world in worlds.items()}
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
    return [*rows, *([name, *(tell(*both) for both in played.values())] for name, tell in lines.items())]


def guards(base: World, costs: Costs) -> Rows:
    """Tell what the guards do, as they are set by default, and what is lifted."""
    rows = [["journals", "guards", "runs refused", "the first", "nothing done a week later", "which"]]
    for slices in (1, base.slices, base.slices * 5):
        for limit in (50, LIFTED):
            world = replace(base, slices=slices, workers=2, invitations_guard=limit)
            tally = Fleet(world, costs).play()
            rows.append(
                [
                    f"{slices:,}",
                    "as set by default" if limit == 50 else "raised to what was reviewed",
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
    acts = ", ".join(f"{act}: {count}" for act, count in sorted(witness.acts.items()))
    return [
        ["looks at wishes", "what the program decided", "where the model said something else"],
        [f"{witness.asked:,}", acts, str(len(witness.other))],
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
