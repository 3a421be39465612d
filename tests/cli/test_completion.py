"""Completion: what each shell really offers when somebody presses Tab."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from world import World, person

PROGRAM = Path(sys.executable).parent / "accessctl"
BASH = """
source "$1"
COMP_WORDS=("${@:2}"); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); COMPREPLY=()
_accessctl_completion accessctl
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def filled(world: World) -> World:
    """Return a repository with two practices."""
    world.practice("santa-lucia", person("ana.mora"), person("luz.vargas"))
    world.practice("san-rafael", person("rosa.brenes"))
    return world


def environment(language: str = "en_US.UTF-8") -> dict[str, str]:
    """Return the environment of a shell that finds the program."""
    return {**os.environ, "PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}", "LANG": language}


def asked(
    world: World, *words: str, of: str = "bash", language: str = "en_US.UTF-8"
) -> subprocess.CompletedProcess[str]:
    """Ask the program itself, as a shell does."""
    own = {
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": words[-1] if of == "fish" else str(len(words) - 1),
        "_ACCESSCTL_COMPLETE": f"{of}_complete",
    }
    env = {**environment(language), **own}
    return subprocess.run(
        [str(PROGRAM)], cwd=world.root, env=env, capture_output=True, text=True, check=False
    )


def offered(world: World, *words: str) -> list[str]:
    """Type the words in a real bash, press Tab, and return what is offered."""
    script = world.root.parent / "completion.bash"
    script.write_text(world.ok("completion", "bash").out, encoding="utf-8")
    done = subprocess.run(
        ["bash", "--norc", "-c", BASH, "bash", str(script), *words],
        cwd=world.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("accessctl", "val"), ["validate"]),
        (("accessctl", "handoff", "re"), ["refused"]),
        (("accessctl", "plan", "--prac"), ["--practice"]),
        (("accessctl", "plan", "--practice", "sa"), ["san-rafael", "santa-lucia"]),
        (("accessctl", "revoke", ""), ["san-rafael", "santa-lucia"]),
        (("accessctl", "revoke", "san-rafael", ""), ["rosa.brenes@org.example"]),
        (("accessctl", "report", "person", "l"), ["luz.vargas@org.example"]),
        (("accessctl", "plan", "--lang", ""), ["es", "en"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_bash_offers_commands_options_slugs_and_addresses(
    filled: World, words: tuple[str, ...], wanted: list[str]
) -> None:
    """Addresses are those of the practice that was named before."""
    assert offered(filled, *words) == wanted


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_script_of_another_shell_is_one(filled: World, shell: str, tmp_path: Path) -> None:
    """The shell itself reads it without a complaint."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not to be had here")
    script = tmp_path / f"completion.{shell}"
    script.write_text(filled.ok("completion", shell).out, encoding="utf-8")
    setup = "autoload -Uz compinit; compinit -u; " if shell == "zsh" else ""
    done = subprocess.run(
        [program, "-c", f"{setup}source {script}"],
        env={**environment(), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_fish_completes_a_slug(filled: World, tmp_path: Path) -> None:
    """A real fish is asked what it would offer."""
    program = shutil.which("fish")
    if program is None:
        pytest.skip("fish is not to be had here")
    script = tmp_path / "completion.fish"
    script.write_text(filled.ok("completion", "fish").out, encoding="utf-8")
    done = subprocess.run(
        [program, "-c", f"source {script}; complete -C 'accessctl plan --practice san-'"],
        cwd=filled.root,
        env={**environment(), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["san-rafael"]


def test_help_beside_an_offer_is_in_words_of_the_readers_language(filled: World) -> None:
    """No bare key is shown where a shell has room for help."""
    for language, words in (("es_CR", "Revisa los archivos"), ("en_US", "Check the files")):
        assert words in asked(filled, "accessctl", "val", of="fish", language=language).stdout
    assert "option." not in asked(filled, "accessctl", "plan", "--", of="fish").stdout


@pytest.mark.parametrize(
    "text", ["\x00\xff", "assistants: [", "email: a@x.example\nemail"], ids=["bytes", "broken", "half"]
)
def test_broken_file_makes_no_noise(filled: World, text: str) -> None:
    """Whoever types sees offers or nothing, never a traceback."""
    (filled.root / "practices" / "rota.yaml").write_bytes(text.encode("latin-1"))
    done = asked(filled, "accessctl", "report", "person", "")
    assert (done.returncode, done.stderr) == (0, "")
    assert "luz.vargas@org.example" in done.stdout


def test_place_without_a_repository_offers_nothing(tmp_path: Path) -> None:
    """Silence, and no error."""
    done = asked(World(tmp_path), "accessctl", "plan", "--practice", "")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


def test_unknown_shell_is_a_usage_error(filled: World) -> None:
    """One message that names the three."""
    answer = filled.run("completion", "tcsh", "--lang", "en")
    assert answer.code == 2
    assert "bash, zsh, fish" in answer.err


def test_completion_loads_nothing_heavy(filled: World) -> None:
    """A Tab is answered at once, also among many practices."""
    for number in range(300):
        filled.practice(f"practice-{number}", person("ana.mora"))
    begun = time.perf_counter()
    done = asked(filled, "accessctl", "revoke", "practice-299", "a")
    print(f"Tab among 302 practices: {time.perf_counter() - begun:.2f} s")  # noqa: T201
    assert "ana.mora@org.example" in done.stdout
    command = "import sys; import accessctl.cli.main, accessctl.cli.completing; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert not {"git", "yaml", "pydantic", "jinja2"} & set(done.stdout.split())
