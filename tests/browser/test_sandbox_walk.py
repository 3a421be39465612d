"""docs/sandbox.md, done as it says: its commands typed, its labels clicked, in a real browser."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from readme import section, shell
from source_tree import REPOSITORY
from world import GIT_ENV

PAGE = (REPOSITORY / "docs" / "sandbox.md").read_text(encoding="utf-8")
STORY = section(PAGE, "## The whole story in ten minutes")
ENVIRONMENT = {**GIT_ENV, "LC_ALL": "en_US.UTF-8", "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}


def blocks() -> Iterator[str]:
    """Yield the story's shell blocks, in order."""
    for part in re.split(r"(?<=^```$)", STORY, flags=re.MULTILINE):
        if body := shell(part):
            yield body


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Make the repository of the story and serve its sandbox; any port will do."""
    identity = "[user]\n\tname = Ana Admin\n\temail = ana.admin@org.example\n"
    (tmp_path / "gitconfig").write_text(identity, encoding="utf-8")
    type_in(tmp_path, next(blocks()))
    command = [sys.executable, "-m", "accessctl", "sandbox", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path / "stay", env=known_to_git(tmp_path), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found is not None
        yield found[0]
        process.terminate()


def known_to_git(home: Path) -> dict[str, str]:
    """Return an environment in which git knows who types."""
    return ENVIRONMENT | {"HOME": str(home), "GIT_CONFIG_GLOBAL": str(home / "gitconfig")}


def type_in(where: Path, commands: str) -> str:
    """Type commands, and return what they print."""
    home = where if (where / "gitconfig").exists() else where.parent
    done = subprocess.run(
        ["sh", "-e", "-c", commands],
        cwd=where,
        env=known_to_git(home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (commands, done.stdout, done.stderr)
    return done.stdout


def click(page: Any, role: str, label: str) -> None:
    """Click what the page of the documentation names in bold."""
    assert f"**{label}**" in " ".join(STORY.split()), label
    page.get_by_role(role, name=re.compile(f"^{re.escape(label)}")).click()
    page.wait_for_load_state()


def test_whole_story_is_as_the_page_tells_it(browser: Any, address: str, tmp_path: Path) -> None:
    """Somebody accepts, record access is asked and given, a stranger goes, an old invitation is resent."""
    _, invite, record, empty, stranger, marta, again = blocks()
    here = tmp_path / "stay"
    page = browser.new_context(locale="en-GB").new_page()

    assert "rosa.brenes@sanrafael.example" in type_in(here, invite)
    page.goto(f"{address}/operador")
    click(page, "link", "Mail")
    page.get_by_role("link", name="rosa.brenes@sanrafael.example").click()
    click(page, "link", "Open the invitation")
    click(page, "button", "Aceptar invitación")
    page.get_by_role("heading", name="Ya es asistente").wait_for()

    type_in(here, record)
    page.goto(f"{address}/operador")
    click(page, "link", "Mail")
    letters = page.get_by_role("region", name="Letters that accessctl wrote")
    assert "soporte@hulipractice.example" in letters.inner_text()
    click(page, "link", "Clock and practices")
    page.get_by_role("link", name="Consultorio San Rafael").click()
    page.get_by_role("button", name="Give record access").click()
    page.get_by_text("May open the medical record.").wait_for()
    assert "nothing" in type_in(here, empty).lower()

    click(page, "link", "The owner's pages")
    click(page, "button", "Entrar como Julia Mena")
    page.get_by_role("button", name="Foto de perfil").click()
    click(page, "link", "Cuenta y Preferencias")
    click(page, "link", "Asistentes")
    click(page, "link", "Agregar otro")
    page.get_by_label("Correo electrónico").fill("prima@correo.example")
    click(page, "button", "Continuar")
    page.get_by_label("Nombre", exact=True).fill("Rosa")
    page.get_by_label("Primer apellido").fill("Solís")
    click(page, "button", "Continuar")
    click(page, "button", "Invitar")
    page.get_by_role("heading", name="Rosa Solís").wait_for()
    assert "prima@correo.example" in type_in(here, stranger)
    page.reload()
    assert page.get_by_role("heading", name="Rosa Solís").count() == 0

    type_in(here, marta)
    page.goto(f"{address}/operador")
    click(page, "button", "+ 48h")
    page.goto(f"{address}/cuenta/asistentes")
    page.get_by_role("listitem").filter(has_text="Marta").get_by_text("Vencida").wait_for()
    assert "marta.solis@sanrafael.example" in type_in(here, again)
    page.reload()
    page.get_by_role("listitem").filter(has_text="Marta").get_by_text("Pendiente").wait_for()
    page.context.close()
