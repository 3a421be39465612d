"""Hostile bytes in every file that the program is given: one clear answer, soon, and nothing is changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from shutil import copytree

import pytest

from thoroughness import some
from world import GIT_ENV, SETTINGS, World, make_world, person

BUG = 3
SOON = 2.0
"""Seconds of the processor."""
PRACTICE = """\
version: 1
practice: santa-lucia
name: Santa Lucía
owner: {email: elena.rojas@santalucia.example, name: Elena Rojas}
clinics: [{id: escazu, name: Escazú}]
assistants: []
"""
BOMB = b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    f"{name}: &{name} [{', '.join(f'*{before}' for _ in range(10))}]\n".encode()
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
CONTENTS: dict[str, bytes] = {
    "a bomb of aliases": BOMB,
    "lists in lists": b"assistants: " + b"[" * 100_000,
    "mappings in mappings": b"".join(b" " * depth + b"a:\n" for depth in range(1000)),
    "JSON in JSON": b'{"a":' * 100_000,
    "a scalar of a mebibyte": b"name: " + b"x" * (1024 * 1024 - 10),
    "a number of a mebibyte": b"version: " + b"9" * (1024 * 1024 - 10),
    "a key of a mebibyte": b"x" * (1024 * 1024 - 10) + b": 1",
    "ten thousand keys": b"".join(f"k{number}: 1\n".encode() for number in range(10_000)),
    "a NUL": PRACTICE.replace("Elena", "El\0ena").encode(),
    "a control character": PRACTICE.replace("Elena", "El\x1b[31mena").encode(),
    "a control character in an escape": PRACTICE.replace("Elena Rojas", r'"El\e[31mena\x07"').encode(),
    "UTF-16": PRACTICE.encode("utf-16"),
    "UTF-16 without its mark": PRACTICE.encode("utf-16-be"),
    "UTF-32": PRACTICE.encode("utf-32"),
    "Latin-1": PRACTICE.encode("latin-1"),
    "half a letter": PRACTICE.replace("Elena Rojas", r'"\ud800 Elena"').encode(),
    "letters that run backwards": PRACTICE.replace("elena.rojas@", "\u202eelena\u2066rojas@").encode(),
    "a tag of Python": b"name: !!python/object/apply:os.system [touch stolen]\n",
    "merge keys": b"a: &a {b: 1}\n<<: *a\n<<: [*a, *a]\n",
    "many documents": b"--- {}\n" * 10_000,
    "numbers that are none": b"version: .nan\nname: 1e400\npractice: 0x" + b"f" * 5000,
    "nothing": b"",
    "blanks": b" \n\t\n",
}
PLACES = {
    "practices/santa-lucia.yaml": ("validate",),
    "access/settings.yaml": ("plan",),
    "access/policy.yaml": ("plan",),
    "schemas/practice.schema.json": ("validate",),
    "practices/santa-lucia.roster.csv": ("roster check santa-lucia",),
    "plan.json": ("apply --yes plan.json",),
    "access/huli/page-map.yaml": ("validate",),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Return a sound repository with somebody to be invited."""
    world = make_world(tmp_path_factory.mktemp("sound") / "repo")
    world.practice("santa-lucia", person("ana"))
    world.practice("other", person("luz"))
    world.commit()
    return world


@pytest.fixture
def world(sound: World, tmp_path: Path) -> World:
    """Return a copy of it."""
    return World(copytree(sound.root, tmp_path / "repo"))


@pytest.mark.parametrize("place", PLACES)
def test_hostile_bytes_are_answered_soon_and_in_plain_letters(world: World, place: str) -> None:
    """Whatever stands in the file: no traceback, no hang, no control character, no code that runs."""
    path = world.root / place
    path.parent.mkdir(exist_ok=True, parents=True)
    if place.endswith(".csv"):
        world.write("access/settings.yaml", SETTINGS.replace("sandbox", "roster"))
    for name, content in CONTENTS.items():
        path.write_bytes(content)
        for command in PLACES[place]:
            begun = time.process_time()
            answer = world.run(*command.split())
            assert time.process_time() - begun < SOON, (name, command)
            assert answer.code != BUG, (name, command, answer.err)
            said = answer.out + answer.err
            assert "Traceback" not in said, (name, command)
            assert not {"\0", "\x1b", "\x07", "\u202e", "\u2066"} & set(said), (name, command)
            assert len(said) < 100_000, (name, command)
            assert not (world.root / "stolen").exists(), name


def test_hostile_practice_stops_its_own_changes_and_no_others(world: World) -> None:
    """One broken file may not keep everybody else out."""
    for name, content in some(CONTENTS.items(), 4):
        (world.root / "practices/santa-lucia.yaml").write_bytes(content)
        answer = world.run("plan", "--format", "json")
        changes = json.loads(answer.out)["changes"] if answer.out.startswith("{") else []
        assert {item["practice"] for item in changes} == {"other"}, name


@pytest.mark.parametrize("kind", ["a pipe", "a device", "a folder", "a link to a device"])
@pytest.mark.parametrize(
    "command", ["apply --yes {}", "sandbox load {}", "verify --checkpoint {}", "roster check {}"]
)
def test_file_that_never_ends_is_not_read(world: World, kind: str, command: str) -> None:
    """A pipe that nobody writes to would hold a run for ever, a device would fill the memory."""
    path = world.root / "given.csv"
    match kind:
        case "a pipe":
            os.mkfifo(path)
        case "a device":
            path = Path("/dev/zero")
        case "a folder":
            path.mkdir()
        case _:
            path.symlink_to("/dev/zero")
    done = subprocess.run(
        [sys.executable, "-m", "accessctl", *command.format(path).split()],
        cwd=world.root,
        env=GIT_ENV,
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert done.returncode in (1, 2, 5), done.stderr
    assert "Traceback" not in done.stderr


def test_hostile_bytes_take_little_memory(world: World) -> None:
    """In a process of its own, so that what it held can be known."""
    for number, content in enumerate(CONTENTS.values()):
        (world.root / f"practices/p{number}.yaml").write_bytes(content)
    held = (
        "import re, sys\n"
        "from accessctl.cli.main import run\n"
        "run(['plan'])\n"
        "print(re.search('VmHWM: *(.*) kB', open('/proc/self/status').read())[1], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", held], cwd=world.root, env=GIT_ENV, capture_output=True, text=True, check=True
    )
    assert int(done.stderr.splitlines()[-1]) * 1024 < 300 * 2**20


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", "--base", "--output=stolen"),
        ("plan", "--base", "-ostolen"),
        ("diff", "--output=stolen"),
        ("diff", "HEAD", "--", "--output=stolen"),
        ("plan", "--changed-since", "--exec=touch stolen"),
        ("log", "--since", "--upload-pack=touch stolen"),
        ("who", "../../etc/passwd"),
        ("log", "../../../etc/passwd"),
        ("validate", "../../../etc/passwd"),
        ("roster", "check", "../../../etc/passwd"),
    ],
    ids=" ".join,
)
def test_argument_that_looks_like_an_option_or_leads_elsewhere_is_refused(
    world: World, arguments: tuple[str, ...]
) -> None:
    """Git and the disk are asked for what was meant, or for nothing."""
    answer = world.run(*arguments)
    assert answer.code in (1, 2)
    assert not (world.root / "stolen").exists()
    assert "root:" not in answer.out + answer.err


def test_branch_named_like_an_option_is_a_branch(world: World) -> None:
    """CI checks out whatever a pull request is called."""
    world.git("update-ref", "refs/heads/--upload-pack=touch${IFS}stolen", "HEAD")
    world.git("symbolic-ref", "HEAD", "refs/heads/--upload-pack=touch${IFS}stolen")
    assert world.steps() == ["invite luz", "invite ana"]
    world.ok("apply", "--yes")
    assert not (world.root / "stolen").exists()


def test_submodule_among_the_practices_is_found_and_not_entered(world: World, tmp_path: Path) -> None:
    """What stands in another repository was reviewed by nobody here."""
    inner = make_world(tmp_path / "inner")
    inner.practice("inner", person("eva"))
    inner.commit()
    world.git(
        "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.root), "practices/inner"
    )
    world.commit()
    assert "practices/inner" in world.run("validate").out
    assert world.steps() == ["invite luz", "invite ana"]


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252"])
def test_terminal_without_our_letters_gets_what_it_can_show(world: World, encoding: str) -> None:
    """An old Windows console, or a pipe of a cron job, is no reason to break off."""
    world.practice("santa-lucia", person("ana", name="Ана", surnames=["Żółć", "Jiménez"]))
    world.commit()
    done = subprocess.run(
        [sys.executable, "-m", "accessctl", "plan", "--lang", "es"],
        cwd=world.root,
        env={**GIT_ENV, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"invitar" in done.stdout
