"""A process of the fleet in which a call costs time, or at which it dies: what tests and the bench start.

FLEET_SECONDS: what each call of the live system costs. FLEET_DIES: where the process kills itself, once for
whoever makes the file FLEET_DIED. FLEET_NO_ROUNDS: work on
practices only.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

from accessctl.cli.main import run
from accessctl.execution import apply
from accessctl.providers.sandbox.reader import SandboxReader
from accessctl.providers.sandbox.writer import SandboxWriter

BEFORE, AFTER, NOTED = "before-the-effect", "after-the-effect", "second-outcome"


def dressed(environment: dict[str, str]) -> None:
    """Let calls of the sandbox cost what a network does, and the process die where it is to."""
    seconds, dies = float(environment.get("FLEET_SECONDS", "0")), environment.get("FLEET_DIES")

    def costs(real: Callable[..., Any], *, dying: bool) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            if dying and dies == BEFORE:
                die(environment)
            time.sleep(seconds)
            answer = real(*arguments)
            if dying and dies == AFTER:
                die(environment)
            return answer

        return call

    SandboxReader.observe = costs(SandboxReader.observe, dying=False)  # type: ignore[method-assign]
    SandboxWriter.carry_out = costs(SandboxWriter.carry_out, dying=True)  # type: ignore[method-assign]
    if dies == NOTED:
        _die_at_the_second_outcome(environment)
    if "FLEET_NO_ROUNDS" in environment:
        from accessctl.fleet import crew  # noqa: PLC0415 - here alone

        crew.ROUNDS = "nobody's"


def _die_at_the_second_outcome(environment: dict[str, str]) -> None:
    real, seen = apply._Work.note, []

    def note(work: Any, outcome: Any) -> None:
        real(work, outcome)
        seen.append(outcome)
        if len(seen) == 2:
            die(environment)

    apply._Work.note = note  # type: ignore[method-assign]


def die(environment: dict[str, str]) -> None:
    """End at once, without a word; where somebody did already, go on."""
    try:
        os.close(os.open(environment["FLEET_DIED"], os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    dressed(dict(os.environ))
    sys.exit(run(sys.argv[1:]))
