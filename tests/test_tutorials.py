"""The tutorials and the recipes work as they are written, in both languages, typed from top to bottom."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from readme import sections, shell
from source_tree import REPOSITORY
from thoroughness import THOROUGH
from world import World, make_world

DOCS = REPOSITORY / "docs"
TUTORIALS = {"en": DOCS / "tutorial.md", "es": DOCS / "tutorial-es.md"}
RECIPES = {"en": DOCS / "how-to.md", "es": DOCS / "como-se-hace.md"}
TYPED = ("es", "en") if THOROUGH else ("es",)
"""In the suite the other one must only have the same commands: typing one takes half a minute."""


def typed(steps: str, home: Path, where: Path) -> str:
    """Type commands one after the other, as a person does, and return what they print."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "LC_"))}
    identity = {"GIT_CONFIG_GLOBAL": str(home / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}
    (home / "gitconfig").write_text("[user]\n\tname = Ana Admin\n\temail = ana.admin@org.example\n")
    path = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        [shutil.which("sh") or "sh", "-e", "-c", steps],
        env=environment | identity | {"HOME": str(home), "PATH": path, "LANG": "C.UTF-8"},
        cwd=where,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, steps + done.stdout + done.stderr
    return done.stdout


def skeleton(page: Path) -> list[list[str]]:
    """Return the commands of a page without what is told in its language: subcommand and options."""
    steps = [line.partition("#")[0].split() for line in shell(page.read_text(encoding="utf-8")).splitlines()]
    return [
        [word for place, word in enumerate(words) if word.startswith("-") or (place < 2 and word.isalpha())]
        for words in steps
    ]


@pytest.mark.parametrize("pages", [TUTORIALS, RECIPES], ids=["tutorial", "recipes"])
def test_both_languages_type_the_same_commands(pages: dict[str, Path]) -> None:
    """What was tried in one of them holds for the other."""
    assert len(skeleton(pages["en"])) > 20
    assert skeleton(pages["es"]) == skeleton(pages["en"])


@pytest.mark.parametrize("language", TYPED)
def test_the_tutorial_leads_from_nothing_to_an_applied_change(language: str, tmp_path: Path) -> None:
    """Marta is declared in a pull request, invited after the merge, and there in the end."""
    said = typed(shell(TUTORIALS[language].read_text(encoding="utf-8")), tmp_path, tmp_path)
    assert {"en": "gets access", "es": "tendrá acceso"}[language] in said
    assert said.count("marta.solis@sanrafael.example") > 3
    (report,) = tmp_path.glob("re*.html")
    assert "marta.solis@sanrafael.example" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", TYPED)
def test_every_recipe_can_be_typed(language: str, running: World, tmp_path: Path) -> None:
    """Each on a branch of its own, from the same practice; what it wrote is valid and can be planned."""
    page = RECIPES[language].read_text(encoding="utf-8")
    travel, *recipes = [steps for text in sections(page) if (steps := shell(text))]
    assert len(recipes) == 6
    for number, recipe in enumerate(recipes):
        running.git("switch", "-q", "-c", f"recipe-{number}", "main")
        assert typed(recipe, tmp_path, running.root)
        changed = running.git("status", "--porcelain", "--", "practices")
        assert bool(changed) is (number != 5)  # the audit only asks
        running.ok("validate")
        assert running.run("plan").code in (0, 1)
        running.commit()
    running.git("switch", "-q", "main")
    travel = travel.replace(
        "# ...", "accessctl assistant remove santa-lucia eva.solano@santalucia.example\n# ..."
    )
    typed(travel, tmp_path, running.root)
    assert {"en": "a-change", "es": "un-cambio"}[language] in running.git("branch", "-r")


@pytest.fixture(name="running")
def _running(tmp_path: Path) -> World:
    """Return a repository with a remote, and one practice that is applied."""
    running = make_world(tmp_path / "repo")
    people = [
        {"email": "luz.vargas@santalucia.example", "name": "Luz", "surnames": ["Vargas", "Coto"]},
        {"email": "eva.solano@santalucia.example", "name": "Eva", "surnames": ["Solano", "Mena"]},
    ]
    running.practice(
        "santa-lucia",
        *people,
        clinics=[{"id": "escazu", "name": "Santa Lucía Escazú"}],
        owner={"email": "elena.rojas@santalucia.example", "name": "Elena Rojas"},
    )
    running.commit()
    bare = tmp_path / "host.git"
    subprocess.run(["git", "init", "-q", "--bare", str(bare)], check=True)
    running.git("remote", "add", "origin", str(bare))
    running.ok("journal", "init")
    running.commit()
    running.git("push", "-q", "origin", "main")
    running.ok("apply", "--yes")
    return running
