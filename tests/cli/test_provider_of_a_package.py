"""A provider in a package of its own: the code of docs/writing-a-provider.md, installed and used."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from world import GIT_ENV, World, make_world, person

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "writing-a-provider.md").read_text(encoding="utf-8")
FILES = {
    "pyproject.toml": "toml",
    "acme_board.py": "python",
    "test_acme_board.py": "python",
}
SETTINGS = """\
version: 1
language: en
time_zone: America/Costa_Rica
live: {provider: acme.board}
"""


def code_of(name: str, language: str) -> str:
    """Return the block of the page that follows a file's name."""
    found = re.search(rf"^`{re.escape(name)}`:.*?^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert found, name
    return found[1]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the directory into which the page's package was installed."""
    source = tmp_path_factory.mktemp("source")
    for name, language in FILES.items():
        (source / name).write_text(code_of(name, language), encoding="utf-8")
    target = tmp_path_factory.mktemp("installed")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    done = subprocess.run(
        [*install, "--disable-pip-version-check", "--no-index", "--target", str(target), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (target / "test_acme_board.py").write_text((source / "test_acme_board.py").read_text(encoding="utf-8"))
    return target


def environment(package: Path, board: Path) -> dict[str, str]:
    """Return an environment in which the package is installed."""
    return {**GIT_ENV, "PYTHONPATH": str(package), "ACME_BOARD": str(board), "LC_ALL": "en_US.UTF-8"}


def test_provider_of_the_page_keeps_the_contract(package: Path, tmp_path: Path) -> None:
    """What the page tells an author to run passes, and does not pass by skipping everything."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(package / "test_acme_board.py")],
        cwd=tmp_path,
        env=environment(package, tmp_path / "board.json"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed, done.stdout
    assert int(passed[1]) >= 20


def test_contract_catches_a_provider_that_claims_too_much(package: Path, tmp_path: Path) -> None:
    """An author who adds a capability without its code is told."""
    liar = tmp_path / "installed"
    liar.mkdir()
    for path in package.iterdir():
        if path.is_dir() and path.name.endswith(".dist-info"):
            (liar / path.name).mkdir()
            for item in path.iterdir():
                if item.is_file():
                    (liar / path.name / item.name).write_bytes(item.read_bytes())
    code = (package / "acme_board.py").read_text(encoding="utf-8")
    claim = "sees=frozenset({Facet.PRESENCE})"
    assert claim in code
    wrong = code.replace(claim, "sees=frozenset({Facet.PRESENCE, Facet.CLINICS})")
    (liar / "acme_board.py").write_text(wrong, encoding="utf-8")
    (liar / "test_acme_board.py").write_bytes((package / "test_acme_board.py").read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(liar / "test_acme_board.py")],
        cwd=tmp_path,
        env=environment(liar, tmp_path / "board.json"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "clinics" in done.stdout


def accessctl(world: World, env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program as somebody who installed the package."""
    return subprocess.run(
        [sys.executable, "-m", "accessctl", *arguments],
        cwd=world.root,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Return a repository on the board, its journal begun."""
    made = make_world(tmp_path / "clone", SETTINGS.replace("acme.board", "sandbox"))
    made.ok("journal", "init")
    settings = made.root / "access" / "settings.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("sandbox", "acme.board"), encoding="utf-8"
    )
    made.practice("lucia", person("ana"))
    made.commit("Declare Ana, on the board")
    return made


def test_provider_of_a_package_is_found_read_and_written_through(
    package: Path, world: World, tmp_path: Path
) -> None:
    """Who is on the board and in no file is struck off; who is missing is asked for by letter."""
    board = tmp_path / "board.json"
    env = environment(package, board)
    board.write_text(json.dumps({"lucia": [{"email": "ana@org.example", "state": "active"}]}))
    first = accessctl(world, env, "apply", "--yes")
    assert first.returncode == 0, first.stderr
    more = [{"email": f"{name}@org.example", "state": "active"} for name in ("ana", "intruder")]
    board.write_text(json.dumps({"lucia": more}))
    world.practice("lucia", person("ana"), person("luz"))
    world.commit("Declare Luz")
    done = accessctl(world, env, "apply", "--yes", "--format", "json")
    assert done.returncode == 0, done.stderr
    outcomes = {(item["kind"], item["status"]) for item in json.loads(done.stdout)["outcomes"]}
    assert outcomes == {("revoke", "done"), ("invite", "handed-off")}
    assert [row["email"] for row in json.loads(board.read_text())["lucia"]] == ["ana@org.example"]


def test_board_that_cannot_be_read_freezes_its_practices(package: Path, world: World, tmp_path: Path) -> None:
    """A provider's own code is shown, and nothing is done."""
    done = accessctl(world, environment(package, tmp_path / "none.json"), "plan")
    assert done.returncode == 0, done.stderr
    assert "acme-board-unreadable" in done.stdout


def test_package_that_is_missing_is_named_and_validate_needs_none(world: World) -> None:
    """CI checks files anywhere; a plan needs the package."""
    assert world.run("validate").code == 0
    answer = world.run("plan", "--lang", "en")
    assert answer.code == 1
    assert "acme.board" in answer.err
    assert "Traceback" not in answer.err


def test_package_that_is_broken_is_named(package: Path, world: World, tmp_path: Path) -> None:
    """An error of the package ends in one sentence with its name."""
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "acme_board.py").write_text("raise RuntimeError('no board today')\n")
    for path in package.glob("*.dist-info"):
        (broken / path.name).mkdir()
        for item in path.iterdir():
            if item.is_file():
                (broken / path.name / item.name).write_bytes(item.read_bytes())
    done = accessctl(world, environment(broken, tmp_path / "board.json"), "plan")
    assert done.returncode == 1
    assert "acme-board" in done.stderr
    assert "no board today" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_package_takes_the_place_of_a_provider_that_comes_with_the_program(tmp_path: Path) -> None:
    """An entry point called `sandbox` is passed over."""
    info = tmp_path / "sly-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: sly\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[accessctl.providers]\nsandbox = sly:open_it\n")
    (tmp_path / "sly.py").write_text("open('taken', 'w')\n")
    world = make_world(tmp_path / "clone")
    world.practice("lucia", person("ana"))
    world.commit()
    done = accessctl(world, {**os.environ, **GIT_ENV, "PYTHONPATH": str(tmp_path)}, "plan")
    assert done.returncode == 0, done.stderr
    assert not (world.root / "taken").exists()


@pytest.mark.parametrize("name", ["acme", "sandbx", "Acme.board", ".board", "acme.", "acme..board", "a b.c"])
def test_name_that_is_no_providers_is_an_error_of_validate(world: World, name: str) -> None:
    """Without a dot only the three names are known."""
    world.write("access/settings.yaml", SETTINGS.replace("acme.board", f'"{name}"'))
    answer = world.run("validate")
    assert answer.code == 1
    assert "sandbox, roster, huli" in answer.out + answer.err
