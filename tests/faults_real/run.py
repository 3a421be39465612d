"""Kill real runs at random times, against a real remote, mail server and sandbox; say what nothing explains.

`python tests/faults_real/run.py ROUNDS SEED`; `--runners` plays two machines that work at once instead.
A seed draws the same pushes and disturbances; at which instruction a process dies is up to the machine.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from real_rounds import Pace, play  # noqa: E402 - the tests' own modules
from town import standing  # noqa: E402
from two_runners import work_together  # noqa: E402

NOT_KEPT = shutil.ignore_patterns("kept")


def main() -> int:
    """Play the rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", type=int, nargs="?", default=300)
    parser.add_argument("seed", nargs="?", default="1")
    parser.add_argument("--runners", action="store_true", help="two machines at work at once")
    parser.add_argument("--keep", type=Path, help="where the repositories of failed rounds are copied to")
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    failed: list[str] = []
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="accessctl-faults-") as folder,
        standing(Path(folder) / "town") as town,
    ):
        pace = Pace()
        for number in range(asked.rounds):
            seed = asked.seed if asked.rounds == 1 else f"{asked.seed}-{number}"
            played = (work_together if asked.runners else play)(town, seed, pace)
            counts.update(played.counts)
            if played.found or asked.rounds == 1:
                print(f"round {seed}:", *played.trace, sep="\n  ", flush=True)
                print(*(f"  ! {said}" for said in played.found), sep="\n", flush=True)
            failed += [seed] if played.found else []
            if played.found and asked.keep:
                shutil.copytree(town.root, asked.keep / seed, symlinks=True, ignore=NOT_KEPT)
            if number % 25 == 24:
                print(
                    f"{number + 1} rounds, {len(failed)} failed, {time.monotonic() - began:.0f} s", flush=True
                )
    print(*(f"{count:6} {what}" for what, count in sorted(counts.items())), sep="\n")
    print(f"{asked.rounds} rounds in {time.monotonic() - began:.0f} s; failed: {' '.join(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
