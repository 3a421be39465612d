"""`accessctl init`: out of nothing a repository that works at once; into one that is there, what it lacks."""

from __future__ import annotations

import json
import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from accessctl.declarations.schema import schemas
from world import GIT_ENV, Answer, World

PROGRAM = Path(sys.executable).parent / "accessctl"
IDENTITY = {
    "GIT_CONFIG_COUNT": "2",
    "GIT_CONFIG_KEY_0": "user.name",
    "GIT_CONFIG_VALUE_0": "Ana Admin",
    "GIT_CONFIG_KEY_1": "user.email",
    "GIT_CONFIG_VALUE_1": "ana.admin@org.example",
}


@pytest.fixture(autouse=True)
def _somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know who is working, and nothing else of this machine."""
    for name, value in {**GIT_ENV, **IDENTITY}.items():
        if name.startswith("GIT_"):
            monkeypatch.setenv(name, value)
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def empty(tmp_path: Path) -> World:
    """Return an empty folder, which is no repository."""
    (tmp_path / "accesos").mkdir()
    return World(tmp_path / "accesos")


def files(root: Path) -> dict[str, bytes]:
    """Return every file outside of git's own directory."""
    found = (
        path for path in root.rglob("*") if path.is_file() and ".git" not in path.relative_to(root).parts
    )
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def test_empty_folder_becomes_a_repository_that_works_at_once(empty: World) -> None:
    """Checked, planned, applied: without another keystroke."""
    empty.ok("init", "--yes")
    assert empty.git("status", "--porcelain") == ""
    assert empty.git("branch", "--show-current") == "main"
    assert empty.ok("validate", "--lang", "en").out.startswith("No problems found")
    assert empty.steps() == ["invite rosa.brenes"]
    empty.ok("apply", "--yes")
    assert empty.steps() == []


def test_first_commit_pins_the_journal_that_was_made_before_it(empty: World) -> None:
    """No commit of the branch ever lacked the root."""
    empty.ok("init", "--yes")
    (root,) = empty.git("rev-list", "--max-parents=0", "access-journal").split()
    assert f"root: {root}" in empty.git("show", "main:access/settings.yaml")
    assert empty.git("rev-list", "--count", "main") == "1"


@pytest.mark.parametrize(("language", "word"), [("es", "consultorio"), ("en", "practice")])
def test_every_file_is_in_the_language_that_was_asked_for(empty: World, language: str, word: str) -> None:
    """README, template and CI speak to the people who will read them."""
    empty.ok("init", "--yes", "--lang", language)
    assert yaml.safe_load((empty.root / "access/settings.yaml").read_text("utf-8"))["language"] == language
    for path in ("README.md", ".github/pull_request_template.md"):
        assert word in (empty.root / path).read_text(encoding="utf-8")
    assert "[[" not in "".join(
        data.decode() for path, data in files(empty.root).items() if not path.startswith("schemas/")
    )


def test_second_time_nothing_is_written(empty: World) -> None:
    """Whoever is not sure runs it again."""
    empty.ok("init", "--yes")
    before, head = files(empty.root), empty.git("rev-parse", "HEAD", "access-journal")
    said = empty.ok("init", "--yes", "--lang", "en").out
    assert said == "Nothing is missing; nothing was written.\n"
    assert (files(empty.root), empty.git("rev-parse", "HEAD", "access-journal")) == (before, head)


def test_broken_off_in_the_middle_it_is_finished_by_the_next(empty: World) -> None:
    """Files without a commit: the next run commits them with the journal's root."""
    empty.ok("init", "--yes")
    empty.git("update-ref", "-d", "HEAD")
    empty.git("rm", "-q", "-r", "--cached", ".")
    (empty.root / "schemas" / "policy.schema.json").unlink()
    empty.ok("init", "--yes")
    assert empty.git("status", "--porcelain") == ""


def test_existing_repository_gets_what_it_lacks_and_keeps_what_it_has(world: World) -> None:
    """Nothing is overwritten, nothing is committed for anybody, and everything is told."""
    world.practice("lucia")
    world.write("README.md", "ours\n")
    world.write(".pre-commit-config.yaml", "repos: []\n")
    head = world.commit()
    before = files(world.root)
    said = world.ok("init", "--yes", "--ci", "github", "--lang", "en").out
    after = files(world.root)
    changed = {path for path, data in before.items() if after[path] != data}
    assert changed == {"access/settings.yaml"}, "the journal's root goes there, as `journal init` writes it"
    assert "practices/example.yaml" not in after
    assert ".gitlab-ci.yml" not in after
    assert world.git("rev-parse", "HEAD") == head
    assert "Left as they are" in said
    assert ".pre-commit-config.yaml" in said.partition("Left as they are")[2]
    assert "owner@lucia.example" in after[".github/CODEOWNERS"].decode()


def test_owners_are_brought_up_to_date_and_nothing_else_of_the_file(empty: World) -> None:
    """A practice more, a line more; what people wrote around it stays."""
    empty.ok("init", "--yes", "--ci", "github")
    path = empty.root / ".github" / "CODEOWNERS"
    path.write_text(
        "# ours\n" + path.read_text(encoding="utf-8") + "/docs/ eva@org.example\n", encoding="utf-8"
    )
    empty.practice("lucia")
    empty.ok("init", "--yes")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert (lines[0], lines[-1]) == ("# ours", "/docs/ eva@org.example")
    (line,) = [line.split() for line in lines if line.startswith("/practices/lucia.yaml")]
    assert line[1:] == ["owner@lucia.example", "ana.admin@org.example"]
    assert "* ana.admin@org.example" in lines


def test_owners_of_somebodys_own_are_left_alone(empty: World) -> None:
    """Without the marks it is not ours."""
    empty.git("init", "-q", "-b", "main")
    empty.write(".github/CODEOWNERS", "* @org/admins\n")
    said = empty.ok("init", "--yes", "--ci", "github", "--lang", "en").out
    assert (empty.root / ".github/CODEOWNERS").read_text(encoding="utf-8") == "* @org/admins\n"
    assert ".github/CODEOWNERS" in said.partition("Left as they are")[2]


def test_editors_are_told_which_schema_is_whose(empty: World) -> None:
    """Completion and hover work: the modeline of each file leads to its schema, and the schemas are there."""
    empty.ok("init", "--yes")
    for path in ("access/settings.yaml", "access/policy.yaml", "practices/ejemplo.yaml"):
        first = (empty.root / path).read_text(encoding="utf-8").splitlines()[0]
        target = first.removeprefix("# yaml-language-server: $schema=")
        assert ((empty.root / path).parent / target).resolve().is_file(), first
    settings = json.loads((empty.root / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert {Path(name).name for name in settings["yaml.schemas"]} == set(schemas())
    for name in settings["yaml.schemas"]:
        assert (empty.root / name).is_file()


def test_roster_is_begun_with_nobody_and_applies_at_once(empty: World) -> None:
    """Nobody is made up where a real owner would get a letter."""
    owner = "Elena Rojas <elena.rojas@santalucia.example>"
    empty.ok("init", "--yes", "--provider", "roster", "--name", "Clínica Santa Lucía", "--owner", owner)
    said = yaml.safe_load((empty.root / "practices/santa-lucia.yaml").read_text(encoding="utf-8"))
    assert said["owner"] == {"email": "elena.rojas@santalucia.example", "name": "Elena Rojas"}
    assert said["assistants"] == []
    empty.ok("validate")
    assert empty.plan()["changes"] == []


def test_json_says_what_became_of_each_file(empty: World) -> None:
    """A script knows what to commit."""
    said = empty.ok("init", "--yes", "--format", "json").json
    assert said["format"] == "accessctl.init/1"
    assert "access/settings.yaml" in said["written"]
    assert said["commit"] == empty.git("rev-parse", "HEAD")
    assert empty.ok("init", "--yes", "--format", "json").json["written"] == []


def test_remote_gets_the_journal_and_no_branch_of_ours(tmp_path: Path) -> None:
    """In a clone, the journal is made where it really lives."""
    bare = tmp_path / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(bare)], check=True)
    subprocess.run(
        ["git", "clone", "-q", str(bare), str(tmp_path / "clone")], check=True, capture_output=True
    )
    world = World(tmp_path / "clone")
    world.ok("init", "--yes")
    listed = subprocess.run(
        ["git", "-C", str(bare), "branch", "--list"], capture_output=True, text=True, check=True
    )
    assert listed.stdout.split() == ["access-journal"]
    world.git("push", "-q", "origin", "main")
    assert world.run("doctor").code == 0


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--owner", "Elena"), 2, "does not name an owner"),
        (("--owner", "Elena <a@b>"), 2, "No repository can be begun"),
        (("--name", "···"), 2, "cannot be the name of a practice"),
        (("--practice", "Santa Lucía"), 2, "lower-case letters"),
        (("--time-zone", "Mars/Olympus"), 2, "No repository can be begun"),
        (("--provider", "huli"), 2, "sandbox, roster"),
        (("--name", 'Lu "x": {\\'), 0, ""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_wrong_option_has_one_message_and_writes_nothing(
    empty: World, options: tuple[str, ...], code: int, told: str
) -> None:
    """The folder is as it was; what only looks odd is quoted."""
    answer = empty.run("init", "--yes", "--lang", "en", *options)
    assert answer.code == code, answer
    assert told in answer.err
    assert bool(code) == (not list(empty.root.iterdir()))


def test_place_that_cannot_be_one_is_named(empty: World) -> None:
    """A file, a folder of another repository, a repository without a work tree."""
    empty.write("file", "")
    assert "is a file" in empty.run("init", "file/below", "--yes", "--lang", "en").err
    assert "is a file" in empty.run("init", "file", "--yes", "--lang", "en").err
    empty.git("init", "-q", "-b", "main")
    inside = empty.run("init", "sub/folder", "--yes", "--lang", "en")
    assert (inside.code, str(empty.root) in inside.err) == (2, True)
    assert not (empty.root / "sub").exists()
    bare = empty.root.parent / "bare.git"
    subprocess.run(["git", "init", "-q", "--bare", str(bare)], check=True)
    assert "without a work tree" in empty.run("init", str(bare), "--yes", "--lang", "en").err


def test_unknown_user_is_told_before_anything_is_written(
    empty: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first commit has an author, or there is none."""
    monkeypatch.setenv("GIT_CONFIG_COUNT", "0")
    answer = empty.run("init", "--yes", "--lang", "en")
    assert answer.code == 1
    assert "git config --global user.email" in answer.err
    assert not list(empty.root.iterdir())


def test_broken_settings_keep_the_journal_from_being_begun(empty: World) -> None:
    """No root is pinned in a file that nobody can read."""
    empty.git("init", "-q", "-b", "main")
    empty.write("access/settings.yaml", "version: 1\nlanguage: [\n")
    answer = empty.run("init", "--yes", "--lang", "en")
    assert answer.code == 1
    assert "accessctl validate" in answer.err
    assert empty.git("branch", "--list", "access-journal") == ""


def test_hooks_of_a_template_are_not_run(
    empty: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither copied nor executed."""
    hooks = tmp_path / "template" / "hooks"
    hooks.mkdir(parents=True)
    hook = hooks / "pre-commit"
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    monkeypatch.setenv("GIT_TEMPLATE_DIR", str(tmp_path / "template"))
    empty.ok("init", "--yes")


def typed(folder: Path, language: str, *lines: str) -> str:
    """Run `init` on a terminal of its own, type the lines, and return what stood on the screen."""
    env = {**os.environ, "LANG": language, "TERM": "dumb"}
    process, terminal = pty.fork()
    if process == 0:  # pragma: no cover - the other process
        os.chdir(folder)
        os.execve(PROGRAM, [str(PROGRAM), "init"], env)  # noqa: S606 - no shell is wanted
    screen, pending, until = "", list(lines), time.monotonic() + 60
    while time.monotonic() < until:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if ready:
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break
            screen += data.decode("utf-8", "replace")
            if not data:
                break
        elif pending and screen.rstrip("\r\n").endswith(": "):
            os.write(terminal, (pending.pop(0) + "\n").encode())
    os.close(terminal)
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == 0, screen
    assert not pending, screen
    return screen


@pytest.mark.parametrize(
    ("language", "question", "mistake"),
    [
        ("es_CR.UTF-8", "Titular del consultorio", "no indica un titular"),
        ("en_US.UTF-8", "Its owner", "does not name an owner"),
    ],
)
def test_terminal_asks_four_questions_in_the_readers_language(
    empty: World, language: str, question: str, mistake: str
) -> None:
    """A wrong answer is asked again; an empty one takes what is usual."""
    screen = typed(
        empty.root,
        language,
        "Clínica Santa Lucía",
        "Elena",
        "Elena Rojas <elena.rojas@s.example>",
        "",
        "gitlab",
    )
    assert screen.count(question) == 2
    assert mistake in screen
    assert (empty.root / "practices" / "santa-lucia.yaml").is_file()
    assert (empty.root / ".gitlab-ci.yml").is_file()
    assert not (empty.root / ".github").exists()
    assert (
        yaml.safe_load((empty.root / "access/settings.yaml").read_text("utf-8"))["language"] == language[:2]
    )


def test_from_an_empty_folder_to_an_applied_change_takes_seconds(empty: World) -> None:
    """The machine's part of the ten minutes: each command in a process of its own."""
    begun = time.perf_counter()
    for command in (("init", "--yes"), ("validate",), ("plan",), ("apply", "--yes")):
        done = subprocess.run(
            [str(PROGRAM), *command], cwd=empty.root, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, Answer(done.returncode, done.stdout, done.stderr)
    took = time.perf_counter() - begun
    print(f"init, validate, plan, apply: {took:.1f} s")  # noqa: T201
    assert took < 60
    assert shutil.which("git")


def test_place_that_cannot_be_made_is_a_mistake_to_mend(empty: World) -> None:
    """One message that names it, and no report of a bug."""
    said = empty.run("init", "/proc/accesos", "--yes", "--lang", "en")
    assert (said.code, "/proc/accesos" in said.err) == (1, True)


def test_command_that_is_shown_does_nothing_else_when_it_is_copied(empty: World) -> None:
    """A folder can be called anything."""
    said = empty.ok("init", "it's $(id)", "--yes", "--lang", "en").out
    (line,) = [line.strip() for line in said.splitlines() if line.strip().startswith("cd ")]
    assert shlex.split(line) == ["cd", str(empty.root / "it's $(id)")]
    assert "'" + '"' in line


def test_first_commit_is_on_the_branch_that_is_applied(empty: World) -> None:
    """Many a git begins with `master`."""
    empty.git("init", "-q", "-b", "master")
    empty.ok("init", "--yes")
    assert "branch: master\n" in (empty.root / "access/settings.yaml").read_text(encoding="utf-8")
    empty.ok("apply", "--yes")
