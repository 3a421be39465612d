"""The wheel holds all that the program needs, and runs where only it was installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from accessctl import __version__
from source_tree import PACKAGE, REPOSITORY


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from this checkout, without the network."""
    pytest.importorskip("hatchling", reason="building without the network needs hatchling in place")
    to = tmp_path_factory.mktemp("wheel")
    command = [
        *(sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(to), str(REPOSITORY)),
    ]
    subprocess.run(command, check=True)
    (built,) = to.glob("accessctl-*.whl")
    return built


def test_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    """Modules, templates and the marker of its types; nothing of the tests."""
    files = {path.relative_to(PACKAGE.parent).as_posix() for path in PACKAGE.rglob("*") if path.is_file()}
    wanted = {name for name in files if "__pycache__" not in name}
    assert "accessctl/py.typed" in wanted
    assert any(name.endswith(".j2") for name in wanted)
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == wanted


def test_wheel_runs_where_it_is_installed(wheel: Path, tmp_path: Path) -> None:
    """Its command starts, from its own files, and reads a repository."""
    home = tmp_path / "a place of its own"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    bin_directory, site = home / "bin", next((home / "lib").glob("python*")) / "site-packages"
    command = [
        *(sys.executable, "-m", "pip", "--python", str(bin_directory / "python"), "install", "--quiet"),
        *("--disable-pip-version-check", "--no-deps", "--no-index", str(wheel)),
    ]
    subprocess.run(command, check=True)
    # what it depends on comes from here; its own files come first, and from there
    (site / "here.pth").write_text(sysconfig.get_paths()["purelib"], encoding="utf-8")
    program = str(bin_directory / "accessctl")
    shown = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=True, cwd=tmp_path
    ).stdout
    assert shown == f"accessctl {__version__}\n"
    imported = "import accessctl; print(accessctl.__file__)"
    where = subprocess.run(
        [str(bin_directory / "python"), "-c", imported],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    ).stdout
    assert Path(where.strip()).is_relative_to(home)
    subprocess.run([program, "validate", "--repo", str(REPOSITORY)], check=True, cwd=tmp_path)


def test_wheel_has_the_same_bytes_whenever_and_wherever_it_is_built(tmp_path: Path) -> None:
    """Whoever doubts a release builds it anew from its commit, and compares."""
    pytest.importorskip("hatchling", reason="building without the network needs hatchling in place")
    built = []
    for name, mask, zone in (("one", 0o022, "UTC"), ("another place", 0o077, "America/Costa_Rica")):
        tree = tmp_path / name
        for part in ("src", "pyproject.toml", "README.md", "LICENSE"):
            _copied(REPOSITORY / part, tree / part)
        command = [
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "-t",
            "wheel",
            "-d",
            str(tmp_path / f"{name}.d"),
        ]
        variables = {**os.environ, "SOURCE_DATE_EPOCH": "1795000000", "TZ": zone}
        subprocess.run(command, check=True, cwd=tree, env=variables, umask=mask, capture_output=True)
        (wheel,) = (tmp_path / f"{name}.d").glob("*.whl")
        built.append(wheel.read_bytes())
    assert built[0] == built[1]


def _copied(source: Path, to: Path) -> None:
    """Copy what git would, with times of now."""
    if source.is_dir():
        shutil.copytree(
            source, to, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns("__pycache__")
        )
    else:
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, to)
