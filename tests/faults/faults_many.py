"""Play many seeds, or die at every point, one after the other: what `script/faults` runs."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import every_kind
from books import library
from play import fast_disk, play_seed

BOOKS = 40
"""So many declared repositories are shared by all seeds."""


def main() -> int:
    """Play, and return 1 if anything happened that nothing explains."""
    parser = argparse.ArgumentParser(prog="script/faults")
    parser.add_argument("seeds", type=int, nargs="?", default=100, help="how many seeds to play")
    parser.add_argument("first", type=int, nargs="?", default=0, help="the first seed")
    parser.add_argument("--every", action="store_true", help="die before and after every effect of one plan")
    asked = parser.parse_args()
    begun = time.process_time()
    with tempfile.TemporaryDirectory(prefix="accessctl-books-", dir=fast_disk()) as directory:
        where = Path(directory)
        broken, played = every(where) if asked.every else seeds(where, asked.first, asked.seeds)
    spent = time.process_time() - begun
    what = "points" if asked.every else "seeds"
    sys.stdout.write(f"{played - len(broken)} of {played} {what} held; broken: {broken or 'none'}\n")
    sys.stdout.write(f"{spent:.0f} s of one core, {spent / max(played, 1):.3f} s each\n")
    return 1 if broken else 0


def seeds(where: Path, first: int, count: int) -> tuple[list[str], int]:
    """Play seeds; tell of each that is broken, and how runs ended."""
    broken, ends = [], Counter[str]()
    for seed in range(first, first + count):
        found, trace = play_seed(library(where, seed % BOOKS), seed)
        ends.update(line.partition("ended: ")[2] for line in trace if "ended: " in line)
        if count == 1:
            sys.stdout.write("\n".join(trace) + "\n")
        if found:
            broken.append(str(seed))
            sys.stdout.write(f"seed {seed}:\n  " + "\n  ".join(found) + f"\n  script/faults 1 {seed}\n")
            sys.stdout.flush()
        if (seed - first) % 500 == 499:
            sys.stdout.write(f"{seed - first + 1} seeds\n")
            sys.stdout.flush()
    told = ", ".join(f"{how} {number}" for how, number in ends.most_common())
    sys.stdout.write(f"runs ended: {told}\n")
    return broken, count


def every(where: Path) -> tuple[list[str], int]:
    """Die at every point, with the disk kept and lost, with a mail server and without."""
    broken, played = [], 0
    for point, found in _points(where):
        played += 1
        if found:
            broken.append(str(point))
            sys.stdout.write(f"{point}:\n  " + "\n  ".join(found) + "\n")
            sys.stdout.flush()
    return broken, played


def _points(where: Path) -> Iterator[tuple[every_kind.Point, list[str]]]:
    declared = every_kind.book(where)
    for mailing in (True, False):
        with tempfile.TemporaryDirectory(dir=where) as directory:
            count = every_kind.undisturbed(Path(directory), declared, mailing=mailing).count
        sys.stdout.write(f"{count} effects {'with a mail server' if mailing else 'without one'}\n")
        for point in every_kind.points(count, mailing=mailing):
            with tempfile.TemporaryDirectory(dir=where) as directory:
                yield point, every_kind.die(Path(directory), declared, point)[0]


if __name__ == "__main__":
    raise SystemExit(main())
