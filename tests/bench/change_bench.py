"""Times the plan of a change of three files in 2,500 practices whose people are all adopted."""

from __future__ import annotations

import json
import random
import statistics
import tempfile
from pathlib import Path

from history_bench import ACCESSCTL, ROUNDS, make, many_files, say, timed
from plan_bench import PENDING, change, named, settle

TOUCHED = 3


def main() -> None:
    """Make the repository, change three files in a commit, and time the plan of that."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "base"
        make(root, named(many_files()))
        settle(root)
        slugs = sorted(path.stem for path in (root / "practices").iterdir())
        change(root, random.Random(TOUCHED).sample(slugs, TOUCHED), TOUCHED)  # noqa: S311 - a seed
        line = [*ACCESSCTL, "plan", "--changed-since", "HEAD~1", "--format", "json", "--repo", str(root)]
        took = [timed(line, root, codes=(PENDING,)) for _ in range(ROUNDS + 1)]
        changes = json.loads((root / ".git" / "out").read_text(encoding="utf-8"))["changes"]
        assert len(changes) == 2 * TOUCHED, len(changes)
        seconds = [found for found, _ in took[1:]]  # the first one fills the caches
        most = max(memory for _, memory in took)
        say(f"{len(slugs):,} practices of four people, all adopted; a commit that changes {TOUCHED} files")
        say(f"  first {took[0][0]:.2f} s, then {statistics.median(seconds):.2f} s")
        say(f"  ({min(seconds):.2f} to {max(seconds):.2f} s), {most} MiB at the most")


if __name__ == "__main__":
    main()
