"""Reads damaged input of every kind, a process for each part, and writes down what the program takes badly."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

import parts_declared
import parts_journal
import parts_live
import parts_words
from cases import MEMORY, Fault, Part, limit_memory, peak, try_case
from mutating import case, shrunk

PARTS = (*parts_declared.PARTS, *parts_journal.PARTS, *parts_live.PARTS, *parts_words.PARTS)
FOUND = Path("fuzz-found")
_SHOWN = 3
"""How many cases of one fault are kept."""


def play(part: Part, seed: int, cases: int) -> dict[str, object]:
    """Try so many cases of a part, and return what was measured."""
    limit_memory()
    faults: Counter[str] = Counter()
    slowest, slowest_at, taken = 0.0, 0, 0
    begun = time.monotonic()
    for number in range(cases):
        data = case(part, seed, number)
        at = time.process_time()
        fault = try_case(part, data)
        lasted = time.process_time() - at
        if lasted > slowest:
            slowest, slowest_at = lasted, number
        taken += fault is None
        if fault is not None:
            faults[fault.key] += 1
            if faults[fault.key] <= _SHOWN:
                keep(part, (seed, number), data, fault)
    held = peak()
    if held > MEMORY:
        faults[f"held {held // 2**20} MiB"] += 1
    return {
        "part": part.name,
        "cases": cases,
        "seconds": time.monotonic() - begun,
        "slowest": slowest,
        "slowest_at": slowest_at,
        "peak": held,
        "faults": dict(faults),
    }


def keep(part: Part, which: tuple[int, int], data: bytes, fault: Fault) -> None:
    """Write a failing case down: its bytes, shrunk, and how it is played again."""

    def still(less: bytes) -> bool:
        found = try_case(part, less)
        return found is not None and found.key == fault.key

    small = data if fault.key.startswith("HungError") else shrunk(data, still)
    FOUND.mkdir(exist_ok=True)
    name = f"{part.name}-{which[0]}-{which[1]}"
    (FOUND / f"{name}.bin").write_bytes(small)
    (FOUND / f"{name}.whole").write_bytes(data)
    (FOUND / f"{name}.txt").write_text(
        f"{fault.key}\n\n{fault.trace}", encoding="utf-8", errors="backslashreplace"
    )


def _in_a_process(part: Part, seed: int, cases: int) -> dict[str, object]:
    """Play a part in a process of its own, so that its memory is its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reading)
            with os.fdopen(writing, "w", encoding="utf-8") as pipe:
                json.dump(play(part, seed, cases), pipe)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if status or not told:
        return {
            "part": part.name,
            "cases": cases,
            "seconds": 0.0,
            "slowest": 0.0,
            "slowest_at": 0,
            "peak": 0,
            "faults": {f"the process ended with {status}": 1},
        }
    found: dict[str, object] = json.loads(told)
    return found


def main() -> int:
    """Play all parts, or one, and say what was measured."""
    told = _told()
    wanted = [part for part in PARTS if told.only in (None, part.name)]
    if not wanted:
        print(
            f"script/fuzz: there is no part {told.only}; there are {', '.join(part.name for part in PARTS)}"
        )
        return 2
    whole = sum(part.share for part in wanted)
    print(
        f"{'part':<20}{'cases':>9}{'seconds':>9}{'a second':>10}{'slowest':>10}{'peak MiB':>10}{'faults':>8}"
    )
    rows = []
    for part in wanted:
        row = _in_a_process(part, told.seed, max(told.cases * part.share // whole, len(part.seeds)))
        rows.append(row)
        seconds, cases, faults = float(row["seconds"]), int(row["cases"]), dict(row["faults"])  # type: ignore[call-overload]
        print(
            f"{part.name:<20}{cases:>9}{seconds:>9.1f}{cases / max(seconds, 0.001):>10.0f}"
            f"{float(row['slowest']) * 1000:>7.0f} ms{int(row['peak']) // 2**20:>10}{sum(faults.values()):>8}",  # type: ignore[arg-type]
            flush=True,
        )
        for key, count in sorted(faults.items(), key=lambda pair: -pair[1]):
            print(f"    {count:>6} × {key}", flush=True)
    failed = [row for row in rows if row["faults"]]
    cases, seconds = sum(int(row["cases"]) for row in rows), sum(float(row["seconds"]) for row in rows)  # type: ignore[call-overload]
    print(
        f"{cases} cases in {seconds:.0f} s; {len(failed)} parts with faults"
        + (f", see {FOUND}/" if failed else "")
    )
    return 1 if failed else 0


def _told() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/fuzz", description=__doc__)
    parser.add_argument("cases", nargs="?", type=int, default=1_000_000)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    parser.add_argument("--only", metavar="PART")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
