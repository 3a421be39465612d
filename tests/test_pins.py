"""Development, CI and releases install what was looked at: pinned, and every file known by its hash."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from source_tree import REPOSITORY

PINS = REPOSITORY / "requirements"
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: Mapping[str, list[str]] = PROJECT["optional-dependencies"]
OF_USERS = ("fleet", "forge", "huli", "metrics", "sandbox", "web")
FILES: Mapping[str, tuple[str, ...]] = {
    "runtime": OF_USERS,
    "development": (*OF_USERS, "test", "dev"),
    "release": ("release",),
    "lowest": (*OF_USERS, "test"),
}


def _asked(extras: tuple[str, ...]) -> Iterator[Requirement]:
    texts = [*PROJECT["dependencies"], *(text for extra in extras for text in EXTRAS[extra])]
    return (found for found in map(Requirement, texts) if found.name != "accessctl")


def _pinned(name: str) -> dict[str, tuple[str, int]]:
    """Return each package of the file with its version and how many hashes stand below it."""
    text = (PINS / f"{name}.txt").read_text(encoding="utf-8")
    blocks = re.findall(r"^(\S+?)==(\S+)((?:[^\n]*\\\n)*[^\n]*)", text, re.MULTILINE)
    return {
        canonicalize_name(package): (version, more.count("--hash=sha256:"))
        for package, version, more in blocks
    }


@pytest.mark.parametrize("name", FILES)
def test_every_package_is_pinned_with_the_hashes_of_its_files(name: str) -> None:
    """A package that is replaced at the registry is not installed."""
    lines = (PINS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pins = _pinned(name)
    assert sum("==" in line and not line.startswith(" ") for line in lines) == len(pins) > 0
    assert [package for package, (_, hashes) in pins.items() if not hashes] == []


@pytest.mark.parametrize("name", FILES)
def test_the_pins_are_within_what_the_package_asks_for(name: str) -> None:
    """Whoever changes a range has to run `script/lock`."""
    pins = _pinned(name)
    for wanted in _asked(FILES[name]):
        version, _ = pins[canonicalize_name(wanted.name)]
        assert wanted.specifier.contains(version, prereleases=True), wanted


def test_the_lowest_pins_are_the_lower_bounds() -> None:
    """`script/matrix` tries what the ranges promise: the oldest release of each dependency."""
    pins = _pinned("lowest")
    for wanted in _asked(FILES["lowest"]):
        (bound,) = wanted.specifier
        version, _ = pins[canonicalize_name(wanted.name)]
        assert bound.operator == ">=", wanted
        assert f"{version}.".startswith(f"{bound.version}.") or version.startswith(f"{bound.version}.post"), (
            wanted
        )


def test_ci_installs_nothing_that_is_not_pinned() -> None:
    """With `--require-hashes` pip refuses what has none; the package itself brings nothing along."""
    script = (REPOSITORY / "script" / "bootstrap").read_text(encoding="utf-8")
    installs = re.findall(r"^install (.*?)(?:\|\|.*)?\\?$", script, re.MULTILINE)
    assert [line.split()[0] for line in installs] == ["--require-hashes", "--no-deps"]


def test_the_list_of_what_a_release_is_made_of_names_every_package(tmp_path: Path) -> None:
    """Whoever hears of a hole in a library can look whether they run it."""
    to = tmp_path / "accessctl.cdx.json"
    program = REPOSITORY / "build" / "release" / "bin" / "cyclonedx-py"
    if not program.exists():
        pytest.skip("script/build or script/lock has not been run here")
    command = [
        *(str(program), "requirements", "--output-reproducible"),
        *("--pyproject", str(REPOSITORY / "pyproject.toml"), "--output-file", str(to)),
        str(PINS / "runtime.txt"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    listed = json.loads(to.read_text(encoding="utf-8"))
    assert listed["metadata"]["component"]["name"] == "accessctl"
    found = {canonicalize_name(item["name"]): item["version"] for item in listed["components"]}
    assert found == {package: version for package, (version, _) in _pinned("runtime").items()}
