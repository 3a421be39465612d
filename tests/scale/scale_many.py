"""Play the scenarios and write their tables into docs/scale.md: what `script/scale` runs."""

from __future__ import annotations

import argparse
import itertools
import os
import re
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from assumptions import Costs, World
from costing import kept, measure
from fleet import Fleet
from parts import Tally
from tables import NAMES, all_tables

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scale.md"

IN_A_SLICE = 500


def main() -> int:
    """Play, and write."""
    plain = World()
    parser = argparse.ArgumentParser(prog="script/scale")
    parser.add_argument("--seed", type=int, default=plain.seed)
    parser.add_argument("--practices", type=int, default=plain.practices)
    parser.add_argument("--days", type=int, default=plain.days)
    parser.add_argument("--measure", action="store_true", help="measure the program's own costs first")
    parser.add_argument("--print", action="store_true", help="print the tables and leave the page as it is")
    parser.add_argument("--only", choices=NAMES, nargs="+", default=NAMES, help="these tables alone")
    asked = parser.parse_args()
    costs = measure() if asked.measure else kept()
    slices = max(2, asked.practices // IN_A_SLICE)
    world = World(practices=asked.practices, slices=slices, days=asked.days, seed=asked.seed)
    begun = time.monotonic()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        play = partial(_all, pool, costs)
        for name, table in all_tables(world, costs, play, asked.only):
            _say(f"{name}: {time.monotonic() - begun:.0f} s")
            if asked.print:
                sys.stdout.write(f"{name}\n\n{table}\n\n")
            else:
                PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), {name: table}), encoding="utf-8")
    return 0


def _all(pool: ProcessPoolExecutor, costs: Costs, worlds: Sequence[World]) -> Iterable[Tally]:
    return pool.map(_play, worlds, itertools.repeat(costs))


def _play(world: World, costs: Costs) -> Tally:
    return Fleet(world, costs).play()


def filled(page: str, tables: Mapping[str, str]) -> str:
    """Return the page with each table between its two marks."""
    for name, table in tables.items():
        marks = re.compile(rf"(<!-- begin {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
        page, count = marks.subn(lambda found, table=table: f"{found[1]}\n{table}\n\n{found[2]}", page)
        assert count == 1, f"docs/scale.md has no place for {name}"
    return page


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    raise SystemExit(main())
