"""Starting loads only what the command needs: time is printed, what is loaded is asserted."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from source_tree import REPOSITORY
from world import SETTINGS, make_world

BROWSING = {"playwright", "keyring", "cryptography"}
HEAVY = {
    *BROWSING,
    "git",
    "pydantic",
    "yaml",
    "jsonschema",
    "jinja2",
    "rich",
    "httpx",
    "email_validator",
    "starlette",
    "uvicorn",
    "procrastinate",
    "psycopg",
}

LOADED = """
import json, sys
from accessctl.cli.main import run
code = run(sys.argv[1:])
tops = {name.partition(".")[0] for name in sys.modules}
print(json.dumps({"code": code, "loaded": sorted(tops)}), file=sys.stderr)
"""


def loaded(directory: Path, *arguments: str) -> set[str]:
    """Run a command in a process of its own and return the packages that it loaded."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], cwd=directory, capture_output=True, text=True, check=True
    )
    print(f"accessctl {' '.join(arguments)}: {time.perf_counter() - begun:.2f} s")  # noqa: T201
    said = json.loads(done.stderr.splitlines()[-1])
    assert said["code"] == 0, done.stdout + done.stderr
    return set(said["loaded"])


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)], ids=" ".join)
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    """What the program can do is said without reading anything."""
    found = loaded(REPOSITORY, *arguments)
    assert "click" in found
    assert not found & HEAVY


def test_practices_in_huli_load_what_asks_only_where_there_is_a_key(tmp_path: Path) -> None:
    """A pull request's pipeline has none: its plan says so, without the extra."""
    world = make_world(tmp_path / "repo", SETTINGS.replace("provider: sandbox", "provider: huli"))
    world.practice("lucia", live={"provider": "huli", "organization": 4001})
    world.commit()
    found = loaded(world.root, "plan", "--without-journal")
    assert "accessctl" in found
    assert not found & {"httpx", "stamina", "starlette", "uvicorn"}


def test_validate_loads_what_reads_files_and_no_more() -> None:
    """Files are read with yaml and pydantic; git, mails and the local schemas' validator stay away."""
    found = loaded(REPOSITORY, "validate")
    assert {"yaml", "pydantic"} <= found
    assert not found & {
        "git",
        "jinja2",
        "jsonschema",
        "sqlite3",
        "rich",
        "httpx",
        "playwright",
        "keyring",
        "cryptography",
    }


def test_sandbox_loads_its_server_for_serve_alone() -> None:
    """Whoever plays the sandbox on the command line needs no web server."""
    found = loaded(REPOSITORY, "sandbox", "--help")
    assert not found & HEAVY
