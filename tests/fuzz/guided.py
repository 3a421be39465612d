"""Lets atheris look for input that reaches further: it sees which lines of the program a case comes to.

What it finds is kept as `run.py` keeps it. It runs one part at a time, in a process that ends with the first fault.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["accessctl"], enable_loader_override=False):
    import run as plain
    from cases import MEMORY, try_case

USAGE = "script/fuzz --guided PART [RUNS]"


def main() -> None:
    """Begin at the part's seeds and at what was found before."""
    named = {part.name: part for part in plain.PARTS}
    told = sys.argv[1:]
    if not told or told[0] not in named or len(told) > 2:
        sys.exit(f"{USAGE}; the parts are {', '.join(named)}")
    part, runs = named[told[0]], told[1] if len(told) == 2 else "20000"
    plain.FOUND.mkdir(exist_ok=True)
    corpus = Path(tempfile.mkdtemp(prefix="accessctl-fuzz-"))
    kept = Path(__file__).parent / "kept"
    seeds = [*part.seeds, *(path.read_bytes() for path in kept.glob(f"{part.name}.*"))]
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)
    count = 0

    def one(data: bytes) -> None:
        nonlocal count
        count += 1
        fault = try_case(part, data)
        if fault is not None:
            plain.keep(part, (0, count), data, fault)
            raise AssertionError(fault.key)

    longest = max(4096, *map(len, seeds)) if seeds else 4096
    options = [f"-runs={runs}", f"-max_len={longest}", f"-rss_limit_mb={MEMORY // 2**20}", "-timeout=30"]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={plain.FOUND}/", str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
