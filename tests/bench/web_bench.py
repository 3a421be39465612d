"""Time the driver in a real Chromium against the sandbox's pages: script/bench web."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from accessctl.model.change import ChangeKind
from accessctl.model.identity import Address
from accessctl.model.live import Observation
from accessctl.providers.contract.harness import change, person
from huli_web import PRACTICE, serving_pages

INVITATIONS, LISTED = 20, 200


def main() -> None:
    """Print what was measured, and end with 1 where a limit was not kept."""
    with tempfile.TemporaryDirectory() as directory, serving_pages(Path(directory)) as pages:
        pages.give(*(person(Address(f"p{number:03}@santalucia.example")) for number in range(LISTED)))
        reader, writer = pages.open()
        first = _timed(lambda: pages.observe(reader))
        again = _timed(lambda: pages.observe(reader))
        seen = pages.observe(reader)
        assert isinstance(seen, Observation)
        assert (len(seen.assistants), seen.complete) == (LISTED, True)
        pages.give()
        guests = [
            replace(change(ChangeKind.INVITE, "escazu", "heredia"), email=Address(f"g{number}@org.example"))
            for number in range(INVITATIONS)
        ]
        _, writer = pages.open()
        sent = _timed(lambda: [writer.carry_out(PRACTICE, guest) for guest in guests])
        assert len(pages.people()) == INVITATIONS
    say(f"a list of {LISTED}, the browser's start included: {first:.1f} s (limit 5)")
    say(f"the same list again: {again:.1f} s")
    say(f"{INVITATIONS} invitations in one practice, the browser's start included: {sent:.1f} s (limit 60)")
    sys.exit(first > 5 or sent > 60)


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
