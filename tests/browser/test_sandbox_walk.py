"""The pages on the sandbox, done as they say: commands typed, labels clicked, in a real browser."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from accessctl.rendering.texts import say
from readme import section, shell
from source_tree import REPOSITORY
from world import GIT_ENV, World

PATH = f"{Path(sys.executable).parent}:/usr/bin:/bin"


@dataclass(frozen=True)
class Story:
    """One page's telling: its language, the folder that it begins, and its text."""

    language: str
    folder: str
    text: str

    def blocks(self) -> Iterator[str]:
        """Yield the story's shell blocks, in order."""
        for part in re.split(r"(?<=^```$)", self.text, flags=re.MULTILINE):
            if body := shell(part):
                yield body

    def label(self, code_or_label: str) -> str:
        """Return a label of the operator's page; those of the owner's pages are the same in both tellings."""
        return say(self.language, "sandbox_desk", code_or_label) if "." in code_or_label else code_or_label

    def names(self, label: str) -> bool:
        """Say whether the page of the documentation names a label in bold."""
        return f"**{label}**" in " ".join(self.text.split())

    def click(self, page: Any, role: str, code_or_label: str) -> None:
        """Click what each page of the documentation names in bold, in its own language."""
        for other in STORIES:
            assert other.names(other.label(code_or_label)), (other.language, code_or_label)
        page.get_by_role(role, name=re.compile(f"^{re.escape(self.label(code_or_label))}")).click()
        page.wait_for_load_state()


def told(language: str, folder: str, page: str, heading: str) -> Story:
    """Return the story as a page tells it."""
    text = (REPOSITORY / "docs" / page).read_text(encoding="utf-8")
    return Story(language, folder, section(text, heading))


STORIES = (
    told("en", "stay", "sandbox.md", "## The whole story in ten minutes"),
    told("es", "practica", "sistema-de-practica.md", "## Toda la historia en diez minutos"),
)


@pytest.fixture
def story() -> Story:
    """Return the telling that is played; the other one tells the same, in its own words."""
    return STORIES[1]


@pytest.fixture
def address(story: Story, tmp_path: Path) -> Iterator[str]:
    """Make the repository of the story and serve its sandbox; any port will do."""
    identity = "[user]\n\tname = Ana Admin\n\temail = ana.admin@org.example\n"
    (tmp_path / "gitconfig").write_text(identity, encoding="utf-8")
    type_in(story, tmp_path, next(story.blocks()))
    command = [sys.executable, "-m", "accessctl", "sandbox", "serve", "--port", "0"]
    with subprocess.Popen(
        command,
        cwd=tmp_path / story.folder,
        env=known_to_git(story, tmp_path),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found is not None
        yield found[0]
        process.terminate()


def known_to_git(story: Story, home: Path) -> dict[str, str]:
    """Return an environment in the story's language, in which git knows who types."""
    locale = {"LC_ALL": f"{story.language}.UTF-8", "PATH": PATH}
    return {**GIT_ENV, **locale, "HOME": str(home), "GIT_CONFIG_GLOBAL": str(home / "gitconfig")}


def type_in(story: Story, where: Path, commands: str) -> str:
    """Type commands one after the other, and return what they print; ours run in this process."""
    home = where if (where / "gitconfig").exists() else where.parent
    printed = []
    for line in commands.splitlines():
        match shlex.split(line):
            case []:
                continue
            case ["cd", folder]:
                where /= folder
            case ["accessctl", *arguments]:
                printed.append(ours(known_to_git(story, home), where, arguments))
            case command:
                done = subprocess.run(
                    command,
                    cwd=where,
                    env=known_to_git(story, home),
                    capture_output=True,
                    text=True,
                    check=False,
                )
                assert done.returncode == 0, (line, done.stdout, done.stderr)
    return "".join(printed)


def ours(environment: dict[str, str], where: Path, arguments: list[str]) -> str:
    """Run accessctl, and return what it prints."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name not in environment]:
            patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        return World(where).ok(*arguments).out


def skeleton(story: Story) -> list[list[list[str]]]:
    """Return a telling's commands without what is said in its language."""
    told = [[shlex.split(line) for line in block.splitlines() if line] for block in story.blocks()]
    free = {story.folder, "--lang", "es"}
    return [
        [
            [
                word
                for at, word in enumerate(line)
                if word not in free and line[at - 1] not in ("-m", "--reason")
            ]
            for line in block
        ]
        for block in told
    ]


def test_both_pages_tell_the_same_commands() -> None:
    """So that to play one of them is to play both."""
    english, spanish = map(skeleton, STORIES)
    assert english == spanish
    assert sum(map(len, english)) > 10


def test_whole_story_is_as_the_page_tells_it(
    browser: Any, story: Story, address: str, tmp_path: Path
) -> None:
    """Somebody accepts, record access is asked and given, a stranger goes, an old invitation is resent."""
    _, invite, record, empty, stranger, marta, again = story.blocks()
    here = tmp_path / story.folder
    page = browser.new_context(locale=story.language).new_page()

    assert "rosa.brenes@sanrafael.example" in type_in(story, here, invite)
    page.goto(f"{address}/operador")
    story.click(page, "link", "desk.nav.mail")
    page.get_by_role("link", name="rosa.brenes@sanrafael.example").click()
    story.click(page, "link", "desk.mail.open")
    story.click(page, "button", "Aceptar invitación")
    page.get_by_role("heading", name="Ya es asistente").wait_for()

    type_in(story, here, record)
    page.goto(f"{address}/operador")
    story.click(page, "link", "desk.nav.mail")
    letters = page.get_by_role("region", name=story.label("desk.letters.title"))
    assert "soporte@hulipractice.example" in letters.inner_text()
    story.click(page, "link", "desk.nav.overview")
    page.get_by_role("link", name="Consultorio San Rafael").click()
    story.click(page, "button", "desk.do.record-granted")
    page.get_by_text(story.label("desk.record.yes")).wait_for()
    assert say(story.language, "plans", "headline.agrees.one") in type_in(story, here, empty)

    story.click(page, "link", "desk.nav.owner")
    story.click(page, "button", "Entrar como Julia Mena")
    page.get_by_role("button", name="Foto de perfil").click()
    story.click(page, "link", "Cuenta y Preferencias")
    story.click(page, "link", "Asistentes")
    story.click(page, "link", "Agregar otro")
    page.get_by_label("Correo electrónico").fill("prima@correo.example")
    story.click(page, "button", "Continuar")
    page.get_by_label("Nombre", exact=True).fill("Rosa")
    page.get_by_label("Primer apellido").fill("Solís")
    story.click(page, "button", "Continuar")
    story.click(page, "button", "Invitar")
    page.get_by_role("heading", name="Rosa Solís").wait_for()
    assert "prima@correo.example" in type_in(story, here, stranger)
    page.reload()
    assert page.get_by_role("heading", name="Rosa Solís").count() == 0

    type_in(story, here, marta)
    page.goto(f"{address}/operador")
    story.click(page, "button", "+ 48h")
    page.goto(f"{address}/cuenta/asistentes")
    page.get_by_role("listitem").filter(has_text="Marta").get_by_text("Vencida").wait_for()
    assert "marta.solis@sanrafael.example" in type_in(story, here, again)
    page.reload()
    page.get_by_role("listitem").filter(has_text="Marta").get_by_text("Pendiente").wait_for()
    page.context.close()
