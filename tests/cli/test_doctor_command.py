"""`accessctl doctor`: each thing that can be wrong has its line and its remedy, and nothing is changed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from accessctl.execution.checkup import CATALOGUE, check_up
from accessctl.execution.workplace import Surroundings
from accessctl.rendering.texts import area
from readme import section
from source_codes import codes_given
from source_tree import REPOSITORY
from world import GIT_ENV, World, person


@pytest.fixture
def begun(tmp_path: Path) -> World:
    """Return a repository as `init` begins it, with a remote that has both branches."""
    world = World(tmp_path / "repo")
    world.root.mkdir()
    world.git("init", "-q", "-b", "main")
    world.git("config", "user.name", "Ana Admin")
    world.git("config", "user.email", "ana.admin@org.example")
    world.ok("init", "--yes", "--lang", "en")
    bare = tmp_path / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(bare)], check=True, env=GIT_ENV)
    world.git("remote", "add", "origin", str(bare))
    world.git("push", "-q", "-u", "origin", "main", "access-journal")
    return world


def settings(world: World, before: str, after: str) -> None:
    """Change the settings and commit."""
    path = world.root / "access" / "settings.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    world.commit()


def found(world: World) -> dict[str, tuple[str, str]]:
    """Return check → mark and code."""
    said = world.run("doctor", "--format", "json").json
    return {item["check"]: (item["mark"], item["code"]) for item in said["checks"]}


def state(world: World) -> dict[str, object]:
    """Return everything that a command could change: files, refs here and there."""
    listed = [path for path in world.root.rglob("*") if path.is_file()]
    files = {str(path): path.read_bytes() for path in listed if ".git/" not in str(path)}
    here, there = world.git("for-each-ref", "refs/heads", "refs/remotes"), world.git("ls-remote", "origin")
    return {**files, "here": here, "there": there}


def test_repository_as_it_was_begun_is_well(begun: World) -> None:
    """Every line is good, and the end says so."""
    answer = begun.ok("doctor", "--lang", "en")
    marks = {line[0] for line in answer.out.splitlines()[:-2]}
    assert marks == {"✓"}
    assert answer.out.splitlines()[-1].startswith("All is well")


def test_doctor_changes_nothing(begun: World) -> None:
    """Neither here nor on the remote, whatever it tries dry."""
    begun.ok("apply", "--yes")
    before = state(begun)
    begun.ok("doctor")
    assert state(begun) == before


def test_json_is_the_contract_and_its_sentences_are_in_the_readers_language(begun: World) -> None:
    """Codes are for programs, sentences for people."""
    said = begun.ok("doctor", "--format", "json", "--lang", "es").json
    assert (said["format"], said["well"]) == ("accessctl.doctor/1", True)
    assert [item["check"] for item in said["checks"]] == [
        one.name for one in CATALOGUE if one.name not in ("key", "signers", "web")
    ]
    assert set(said["checks"][0]) == {"check", "mark", "code", "params", "message", "remedy"}


def _dirty(world: World) -> None:
    world.write("practices/lucia.yaml", "version: 1\n")


def _broken(world: World) -> None:
    world.write("practices/ejemplo.yaml", "version: 1\nnombre: x\n")
    world.commit()


def _no_sender(world: World) -> None:
    settings(world, "handoffs: {from: ana.admin@org.example}", "")


def _unpinned(world: World) -> None:
    text = (world.root / "access/settings.yaml").read_text(encoding="utf-8")
    root = text.partition("root: ")[2].split()[0].rstrip("}")
    settings(world, root, "ab" * 20)


def _without_root(world: World) -> None:
    path = world.root / "access/settings.yaml"
    lines = path.read_text(encoding="utf-8").partition("journal:")[0]
    path.write_text(lines.replace("provider: sandbox", "provider: roster"), encoding="utf-8")
    world.commit()


def _no_remote(world: World) -> None:
    world.git("remote", "remove", "origin")


def _remote_gone(world: World) -> None:
    world.git("remote", "set-url", "origin", str(world.root.parent / "nowhere.git"))


def _read_only(world: World) -> None:
    world.git("remote", "set-url", "--push", "origin", str(world.root.parent / "nowhere.git"))


def _secret(world: World) -> None:
    world.write("notes.txt", "token: " + "ghp_" + "a1" * 18 + "\n")
    world.commit()


def _signers(world: World) -> None:
    world.write("access/policy.yaml", "version: 1\napprovals: {record_access: 0, signers: access/signers}\n")
    world.commit()


def _old_schema(world: World) -> None:
    world.write("schemas/practice.schema.json", "{}\n")
    world.commit()


def _other_ci(world: World) -> None:
    path = world.root / ".github/workflows/access-check.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("timeout-minutes: 15", "timeout-minutes: 5"),
        encoding="utf-8",
    )


def _less_ci(world: World) -> None:
    (world.root / ".github/workflows/access-apply.yml").unlink()


def _other_owner(world: World) -> None:
    world.practice("lucia", person("ana"))
    world.commit()


def _branch(world: World) -> None:
    settings(world, "branch: main", "branch: trunk")


def _same_branch(world: World) -> None:
    settings(world, "branch: main", "branch: access-journal")


def _nobody(world: World) -> None:
    world.git("config", "--unset", "user.email")


def _outbox(world: World) -> None:
    world.write("file", "")
    settings(world, "handoffs: {from", "handoffs: {outbox: file/outbox, from")


def _silent(world: World) -> None:
    settings(world, "provider: sandbox", "provider: roster")


WRONG: dict[str, tuple[Callable[[World], None], str, tuple[str, str]]] = {
    "dirty": (_dirty, "tree", ("warn", "dirty")),
    "broken": (_broken, "declaration", ("error", "errors")),
    "no sender": (_no_sender, "sender", ("warn", "placeholder")),
    "another root": (_unpinned, "journal", ("error", "journal-root-mismatch")),
    "no root": (_without_root, "root", ("error", "missing")),
    "no remote": (_no_remote, "remote", ("warn", "none")),
    "remote gone": (_remote_gone, "remote", ("error", "journal-unreachable")),
    "may not push": (_read_only, "push", ("error", "refused")),
    "secret": (_secret, "secrets", ("error", "found")),
    "no signers": (_signers, "signers", ("error", "missing")),
    "old schema": (_old_schema, "schemas", ("warn", "other")),
    "other CI": (_other_ci, "ci", ("warn", "other")),
    "less CI": (_less_ci, "ci", ("warn", "missing")),
    "other owner": (_other_owner, "owners", ("warn", "other")),
    "no branch": (_branch, "branch", ("error", "missing")),
    "one branch for both": (_same_branch, "branch", ("error", "journal")),
    "nobody": (_nobody, "identity", ("warn", "missing")),
    "no outbox": (_outbox, "outbox", ("error", "unwritable")),
    "no list": (_silent, "provider", ("warn", "silent")),
}


@pytest.mark.parametrize("case", list(WRONG))
def test_what_is_wrong_is_found_with_its_remedy(
    begun: World, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark, the code, a remedy in both languages, and the exit code that follows from the marks."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    break_it, check, wanted = WRONG[case]
    break_it(begun)
    assert found(begun)[check] == wanted
    for language in ("en", "es"):
        answer = begun.run("doctor", "--format", "json", "--lang", language)
        (item,) = [item for item in answer.json["checks"] if item["check"] == check]
        assert item["remedy"] or item["code"].startswith("journal-")
        marks = {item["mark"] for item in answer.json["checks"]}
        assert answer.code == int("error" in marks)


def test_secret_itself_is_not_shown(begun: World) -> None:
    """Only the file is named."""
    _secret(begun)
    answer = begun.run("doctor", "--lang", "en")
    assert "notes.txt" in answer.out
    assert "ghp_" not in answer.out


def test_folder_without_anything_is_told_how_to_begin(tmp_path: Path) -> None:
    """No repository, no files: the remedy is `init`."""
    answer = World(tmp_path).run("doctor", "--lang", "en")
    assert answer.code == 1
    assert "`accessctl init`" in answer.out


def test_clock_of_the_sandbox_is_not_the_machines(begun: World) -> None:
    """Who let days pass on the sandbox is not told to set the clock."""
    begun.ok("apply", "--yes")
    begun.sandbox("advance", "4000d")
    begun.run("watch", "--once")
    assert begun.git("log", "-1", "--format=%cs", "access-journal") > "2030"
    (check,) = [
        item for item in begun.run("doctor", "--format", "json").json["checks"] if item["check"] == "clock"
    ]
    assert check["mark"] == "ok"


def test_clock_that_is_behind_is_an_error(begun: World) -> None:
    """A commit of tomorrow says that today is wrong."""
    past = datetime.now(UTC) - timedelta(days=2)
    checkup = check_up(Surroundings(begun.root, lambda: past, {}))
    (check,) = [check for check in checkup.checks if check.name == "clock"]
    assert (check.mark, check.code) == ("error", "behind")


def test_run_that_died_and_run_at_work_are_told_apart(begun: World) -> None:
    """The one is taken over by the next, the other is waited for."""
    begun.ok("apply", "--yes")
    tip = begun.git("rev-parse", "access-journal")
    begun.git("push", "-q", "--force", "origin", f"{tip}~1:refs/heads/access-journal")
    begun.git("update-ref", "-d", f"refs/accessctl/journal/{begun.git('rev-list', '--max-parents=0', tip)}")
    assert found(begun)["lock"] == ("warn", "held"), "this very process is the holder, and it lives"
    later = datetime.now(UTC) + timedelta(hours=1)
    checkup = check_up(Surroundings(begun.root, lambda: later, {}))
    (check,) = [check for check in checkup.checks if check.name == "lock"]
    assert (check.mark, check.code) == ("warn", "dead")
    assert str(check.params["run"]) in begun.git("show", f"{tip}~1", "--format=", "--name-only")


def test_every_code_of_a_check_has_words(begun: World) -> None:
    """What can be found is said, and what is wrong has a remedy."""
    del begun
    given = codes_given({"Check": 2}, {"execution"})
    assert {"shallow", "dirty", "held", "dead"} <= given.keys()
    said = {key.partition(".")[2] for key in area("checkups")}
    assert not {code for code in given if code not in said or f"{code}.remedy" not in said}
    assert not {one.name for one in CATALOGUE if f"{one.name}.ok" not in area("checkups")}


def test_guide_has_a_row_for_each_check() -> None:
    """Whoever reads a name finds what it looks at."""
    text = (REPOSITORY / "docs" / "operating.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z]+)` \|", section(text, "## What `doctor` looks at"), re.MULTILINE)
    assert rows == [one.name for one in CATALOGUE]
