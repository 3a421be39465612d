"""The long runs start: they are seldom called, and a change elsewhere can stop them unseen."""

from __future__ import annotations

import subprocess

import pytest

from source_tree import REPOSITORY


@pytest.mark.parametrize("command", ["faults", "faults --real", "fuzz", "scale", "weeks"])
def test_script_starts(command: str) -> None:
    """With all that it imports."""
    script, *more = command.split()
    done = subprocess.run(
        [str(REPOSITORY / "script" / script), *more, "--help"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "usage" in done.stdout
