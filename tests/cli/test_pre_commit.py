"""The hooks: what pre-commit itself says of them, and a commit that it lets through or stops."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from accessctl.cli.main import COMMANDS
from source_tree import REPOSITORY
from world import GIT_ENV, World

BIN = Path(sys.executable).parent
MANIFEST = REPOSITORY / ".pre-commit-hooks.yaml"
WANTED = {"accessctl-fmt": "accessctl fmt", "accessctl-validate": "accessctl validate"}


def pre_commit(world: World, *arguments: str, skip: str = "") -> subprocess.CompletedProcess[str]:
    """Run the real pre-commit in the repository, where it is to be had."""
    program = shutil.which("pre-commit", path=str(BIN)) or shutil.which("pre-commit")
    if program is None:
        pytest.skip("pre-commit is not to be had here")
    env = {
        **GIT_ENV,
        "PATH": f"{BIN}{os.pathsep}{GIT_ENV['PATH']}",
        "PRE_COMMIT_HOME": str(world.root.parent / "pre-commit"),
        "SKIP": skip,
    }
    return subprocess.run(
        [program, *arguments], cwd=world.root, env=env, capture_output=True, text=True, check=False
    )


@pytest.fixture
def begun(tmp_path: Path) -> World:
    """Return a repository as `init` begins it."""
    world = World(tmp_path / "repo")
    world.root.mkdir()
    world.git("init", "-q", "-b", "main")
    world.git("config", "user.name", "Ana Admin")
    world.git("config", "user.email", "ana.admin@org.example")
    world.ok("init", "--yes")
    return world


def test_manifest_of_this_project_is_one(world: World) -> None:
    """Whoever names this project in their configuration gets both hooks."""
    done = pre_commit(world, "validate-manifest", str(MANIFEST))
    assert done.returncode == 0, done.stdout + done.stderr
    hooks = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    assert {hook["id"]: hook["entry"] for hook in hooks} == WANTED


def test_configuration_that_init_writes_is_one_and_asks_for_the_same(begun: World) -> None:
    """The same hooks on the same files."""
    done = pre_commit(begun, "validate-config", ".pre-commit-config.yaml")
    assert done.returncode == 0, done.stdout + done.stderr
    (repo,) = yaml.safe_load((begun.root / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert {hook["id"]: hook["entry"] for hook in repo["hooks"]} == WANTED
    wanted = {hook["files"] for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}
    assert {hook["files"] for hook in repo["hooks"]} == wanted


def takes_files() -> bool:
    """Say whether `validate` takes files, as a hook gives them."""
    command = [str(BIN / "accessctl"), "validate", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return "FILE" in said.splitlines()[0]


@pytest.mark.skipif(not takes_files(), reason="`validate FILE…` is not there yet")
def test_commit_with_a_mistake_is_stopped_and_a_good_one_is_not(begun: World) -> None:
    """Through git's own hook, as people meet it."""
    assert pre_commit(begun, "install").returncode == 0
    skip = "" if "fmt" in COMMANDS else "accessctl-fmt"
    path = begun.root / "practices" / "ejemplo.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("surnames:", "surname:"), encoding="utf-8")
    begun.git("add", "-A")
    done = pre_commit(begun, "run", skip=skip)
    assert done.returncode == 1
    assert "unknown-key" in done.stdout
    path.write_text(good.replace("Brenes, Solano", "Brenes, Mora"), encoding="utf-8")
    begun.git("add", "-A")
    done = pre_commit(begun, "run", skip=skip)
    assert done.returncode == 0, done.stdout
