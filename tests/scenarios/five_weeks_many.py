"""Play many seeds of the five weeks, one after the other: what `script/weeks` runs."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from five_weeks import play
from five_weeks_desk import BrokenRuleError


def main() -> int:
    """Play, and return 1 if any seed did something that nothing explains."""
    parser = argparse.ArgumentParser(prog="script/weeks")
    parser.add_argument("seeds", type=int, nargs="?", default=20, help="how many seeds to play")
    parser.add_argument("first", type=int, nargs="?", default=0, help="the first seed")
    parser.add_argument("--killing", action="store_true", help="let some applies die half-way")
    asked = parser.parse_args()
    broken = []
    for seed in range(asked.first, asked.first + asked.seeds):
        begun = time.monotonic()
        try:
            with tempfile.TemporaryDirectory(prefix="accessctl-weeks-") as directory:
                play(Path(directory), seed, killing=asked.killing)
        except BrokenRuleError as error:
            broken.append(seed)
            sys.stdout.write(f"{error}\n\n")
        else:
            sys.stdout.write(f"seed {seed}: {time.monotonic() - begun:.0f} s\n")
        sys.stdout.flush()
    sys.stdout.write(f"{asked.seeds - len(broken)} of {asked.seeds} held; broken: {broken or 'none'}\n")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
