"""Approvals where a pipeline runs: a detached checkout, a shallow clone, a host that is asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from recorded_hosts import REPOSITORY, github, review
from signing import ANA, LUZ, Key, git_as, signed, ssh_key
from stub_host import Host, Said, serving
from world import GIT_ENV, World, person, there

WHY = {"reason": "Prepara los expedientes"}
POLICY = "version: 1\napprovals: {record_access: 1}\n"
TOKEN = "made-up-token"  # noqa: S105 - nobody's


@pytest.fixture
def luz(tmp_path: Path) -> Key:
    """Return the key of somebody who may approve."""
    return ssh_key(tmp_path / "keys", "luz")


@pytest.fixture
def published(world: World, luz: Key, tmp_path: Path) -> World:
    """Return a repository with a bare remote, in which record access is asked for on a branch."""
    world.git("init", "-q", "--bare", "-b", "main", str(tmp_path / "remote.git"))
    world.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    world.write("access/policy.yaml", POLICY)
    world.write("access/signers", luz.line(LUZ))
    world.practice("lucia", person("ana"), person("eva"))
    world.load({"practice": "lucia", "assistants": [there("ana"), there("eva")]})
    world.ok("journal", "init")
    world.commit("Begin to ask for approvals")
    world.git("push", "-q", "origin", "main")
    world.ok("apply", "--yes")
    git_as(world, ANA, "switch", "-q", "-c", "ask")
    world.practice("lucia", person("ana", record_access=WHY))
    git_as(world, ANA, "commit", "-q", "-am", "Ana prepares the records, Eva leaves")
    return world


def merged(world: World, key: Key | None) -> str:
    """Merge as the host does, with a signature or without one, and publish it."""
    git_as(world, LUZ, "switch", "-q", "main")
    options, sign = ((), ()) if key is None else (signed(key), ("-S",))
    message = "Merge pull request #12 from org/ask"
    git_as(world, LUZ, *options, "merge", "-q", "--no-ff", *sign, "-m", message, "ask")
    world.git("push", "-q", "origin", "main")
    return world.git("rev-parse", "HEAD")


def checkout(world: World, name: str, *options: str) -> World:
    """Return what a pipeline checks out: a detached commit, on the same live system."""
    other = World(world.root.parent / name)
    url = f"file://{world.git('remote', 'get-url', 'origin')}"
    world.git("clone", "-q", *options, url, str(other.root))
    other.git("switch", "-q", "--detach", "origin/main")
    other.git("branch", "-q", "-D", "main")
    (other.root / ".git/accessctl").symlink_to(world.root / ".git/accessctl")
    return other


def applied(world: World, **environment: str) -> tuple[int, Any, str]:
    """Apply in a process of its own; return exit code, outcomes by kind, and what was said besides."""
    done = subprocess.run(
        [sys.executable, "-m", "accessctl", "apply", "--yes", "--format", "json"],
        cwd=world.root,
        env={**GIT_ENV, "PATH": os.environ["PATH"], "HOME": str(world.root), "LANG": "en", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    outcomes = json.loads(done.stdout)["outcomes"] if done.stdout else None
    return done.returncode, outcomes and {item["kind"]: item["status"] for item in outcomes}, done.stderr


def test_a_detached_checkout_verifies_the_signature_of_the_merge(published: World, luz: Key) -> None:
    """As a pipeline has it: no local branch, the remote's own tip."""
    merged(published, luz)
    code, outcomes, _ = applied(checkout(published, "ci"))
    assert (code, outcomes) == (0, {"revoke": "done", "request-record-access": "handed-off"})


def test_a_plan_in_a_shallow_clone_withholds_and_names_the_remedy(published: World, luz: Key) -> None:
    """Nothing before the merge can be seen there, and nothing is applied from it."""
    merged(published, luz)
    shallow = checkout(published, "ci", "--depth", "1")
    (notice,) = shallow.plan()["blocked"]
    assert notice["remedy"] == "approval-missing.history"
    assert "fetch-depth: 0" in shallow.run("plan").out


def of_actions(host: Host) -> dict[str, str]:
    """Return the environment of a job on GitHub."""
    return {"GITHUB_TOKEN": TOKEN, "GITHUB_API_URL": host.url, "GITHUB_REPOSITORY": REPOSITORY}


def test_a_review_at_the_host_is_an_approval_where_a_token_is_at_hand(published: World) -> None:
    """Of the head that was merged, by somebody who wrote nothing of it."""
    head = published.git("rev-parse", "ask")
    merge = merged(published, None)
    answers = github(review("luz-solis", commit=head), head={"sha": head}, merge_commit_sha=merge)
    clone = checkout(published, "ci")
    assert applied(clone)[:2] == (5, {"revoke": "done"})
    with serving(answers) as host:
        code, outcomes, said = applied(clone, **of_actions(host))
    assert (code, outcomes) == (0, {"request-record-access": "handed-off"})
    assert TOKEN not in said
    assert host.asked


def test_a_review_of_another_pull_request_is_no_approval(published: World) -> None:
    """A message can name any number; the host says what it became."""
    head = published.git("rev-parse", "ask")
    merged(published, None)
    answers = github(review("luz-solis", commit=head), head={"sha": head})
    with serving(answers) as host:
        assert applied(checkout(published, "ci"), **of_actions(host))[0] == 5
    assert host.asked


@pytest.mark.parametrize(
    ("answer", "cause", "words"),
    [
        ({"message": "x"}, "forge-answer", "cannot read"),
        (Said({}, 401), "forge-refused", "127.0.0.1"),
    ],
)
def test_a_host_that_fails_withholds_and_says_why(
    published: World, monkeypatch: pytest.MonkeyPatch, answer: object, cause: str, words: str
) -> None:
    """Nothing else is held up by it, and the token is said nowhere."""
    merged(published, None)
    with serving({f"/repos/{REPOSITORY}/pulls/12": answer}) as host:
        environment = of_actions(host)
        clone = checkout(published, "ci")
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        (notice,) = clone.plan()["blocked"]
        text = clone.run("plan").out
        code, outcomes, said = applied(clone, **environment)
    assert (notice["remedy"], notice["params"]["cause"]) == ("approval-missing.host", cause)
    assert words in text
    assert (code, outcomes) == (5, {"revoke": "done"})
    assert TOKEN not in text + said


def test_a_signature_suffices_and_no_host_is_asked(published: World, luz: Key) -> None:
    """The network is left alone where git knows the answer."""
    merged(published, luz)
    with serving({}) as host:
        assert applied(checkout(published, "ci"), **of_actions(host))[0] == 0
    assert host.asked == []
