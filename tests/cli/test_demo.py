from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from source_tree import REPOSITORY
from thoroughness import THOROUGH


def play(script: Path, scratch: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Play a demo with this very installation, its scratch repository below `scratch`."""
    scratch.mkdir(exist_ok=True)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [str(script), "--as-installed", *arguments],
        env={**os.environ, "PATH": path, "TMPDIR": str(scratch)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=300,
    )


@pytest.mark.parametrize("language", ["es", "en"] if THOROUGH else ["es"])
def test_demo_plays_the_main_job_to_an_empty_plan(language: str, tmp_path: Path) -> None:
    """Every step does what is said, and nothing is left behind."""
    scratch = tmp_path / "with a space"
    played = play(REPOSITORY / "script" / "demo", scratch, "--lang", language)
    assert played.returncode == 0, played.stdout + played.stderr
    commands = [line.removeprefix("$ ") for line in played.stdout.splitlines() if line.startswith("$ ")]
    for wanted in ("validate", "plan", "apply plan.json", "status", "handoff list", "sandbox advance 48h"):
        assert any(command.startswith(f"accessctl {wanted}") for command in commands), wanted
    assert "git log --oneline access-journal" in commands
    assert "apply 000001: " in played.stdout
    assert not list(scratch.iterdir())


def test_demo_stops_where_a_step_does_not_do_what_is_said(tmp_path: Path) -> None:
    """With a file that is wrong from the start it ends with an error, at that step."""
    copy = tmp_path / "copy"
    for name in ("access", "practices", "schemas", "script"):
        shutil.copytree(REPOSITORY / name, copy / name)
    broken = copy / "practices" / "derma-heredia.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("version: 1", "version: one"))
    played = play(copy / "script" / "demo", tmp_path / "scratch")
    assert played.returncode == 1
    assert "'accessctl validate' ended with 1 instead of 0" in played.stderr
    assert "$ accessctl plan" not in played.stdout
    assert not list((tmp_path / "scratch").iterdir())


def test_demo_refuses_a_language_that_it_does_not_speak(tmp_path: Path) -> None:
    """A wrong argument is a usage error, before anything is made."""
    played = play(REPOSITORY / "script" / "demo", tmp_path / "scratch", "--lang", "fr")
    assert played.returncode == 2
    assert played.stdout == ""
