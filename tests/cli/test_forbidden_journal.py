"""A host that forbids the journal's push: found out before the first effect, with a way out that works."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mail_server import Mailbox, serving
from world import World, person, there

PROTECTED = "GH013: Repository rule violations found for refs/heads/access-journal."
RULE = "Journal branches are not allowed here."


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """Return the server that letters go to."""
    with serving() as (mailbox, where):
        monkeypatch.setenv("ACCESSCTL_SMTP_URL", f"smtp://{where}?timeout=5")
        yield mailbox


@pytest.fixture
def remote(world: World, tmp_path: Path, box: Mailbox) -> Path:
    """Return the remote of a repository in which somebody is to be invited, and support asked."""
    del box
    path = tmp_path / "remote.git"
    world.git("init", "-q", "--bare", "-b", "main", str(path))
    world.git("remote", "add", "origin", str(path))
    world.ok("journal", "init")
    world.practice("lucia", person("ana", record_access=True), person("zoe"))
    world.commit()
    world.git("push", "-q", "origin", "main")
    world.load({"practice": "lucia", "assistants": [there("ana")]})
    return path


def forbid(remote: Path, hook: str, said: str, only: str = "") -> Path:
    """Let the host refuse what is pushed to the journal (`only`: what brings such a file)."""
    path = remote / "hooks" / hook
    path.parent.mkdir(exist_ok=True)
    refs = (
        "while read old new ref; do"
        if hook == "pre-receive"
        else 'ref=$1 old=$2 new=$3; while [ "$ref" ]; do'
    )
    brings = f'git diff-tree -r --name-only "$old" "$new" | grep -q "{only}"' if only else "true"
    path.write_text(
        f"#!/bin/sh\n{refs}\n"
        f'if [ "$ref" = refs/heads/access-journal ] && {brings}; then echo "{said}" >&2; exit 1; fi\n'
        + ("" if hook == "pre-receive" else "exit 0\n")
        + "done\nexit 0\n",
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path


def traces(world: World, box: Mailbox, remote: Path) -> dict[str, object]:
    """Return everything that a run could leave."""
    state = world.root / ".git" / "accessctl"
    return {
        "live": world.live(),
        "invitations": world.sandbox("dump").json["mails"],
        "mails": len(box.mails),
        "journal": (remote / "refs/heads/access-journal").read_text(),
        "letters": sorted(path.name for path in (state / "outbox").rglob("*.eml")),
        "runs": sorted(path.name for path in (state / "runs").glob("*")),
    }


@pytest.mark.parametrize("host", [("pre-receive", RULE), ("update", PROTECTED)])
@pytest.mark.parametrize("command", ["apply --yes", "revoke lucia ana@org.example --reason R"])
def test_a_host_that_forbids_the_journal_is_found_out_before_the_first_effect(
    world: World, remote: Path, box: Mailbox, host: tuple[str, str], command: str
) -> None:
    """A dry push is let through by such a host: it is the first push that tells."""
    forbid(remote, *host)
    world.git("push", "-q", "--dry-run", "--force", "origin", "HEAD:refs/heads/access-journal")
    before = traces(world, box, remote)
    answer = world.run(*command.split())
    assert answer.code == 1
    assert traces(world, box, remote) == before
    assert host[1] in answer.err
    assert "Nothing was changed" in answer.err
    assert "journal.remote" in answer.err
    assert "hint:" not in answer.err


def test_the_way_out_by_permission_works(world: World, remote: Path, box: Mailbox) -> None:
    """Once the host lets it through, the same command does it all, once."""
    hook = forbid(remote, "pre-receive", PROTECTED)
    assert world.run("apply", "--yes").code == 1
    hook.unlink()
    world.ok("apply", "--yes")
    assert len(box.mails) == 1
    assert len(world.sandbox("dump").json["mails"]) == 1
    assert world.steps() == []
    world.ok("verify")


def test_the_way_out_by_another_repository_works(
    world: World, remote: Path, box: Mailbox, tmp_path: Path
) -> None:
    """As docs/operating.md has it: the branch goes along, and the settings say where it is now."""
    forbid(remote, "update", RULE)
    assert world.run("apply", "--yes").code == 1
    other = tmp_path / "journal.git"
    world.git("init", "-q", "--bare", str(other))
    world.git(
        "push", "-q", str(other), "refs/accessctl/journal/" + root(world) + ":refs/heads/access-journal"
    )
    settings = (world.root / "access/settings.yaml").read_text(encoding="utf-8")
    assert "journal:" in settings
    world.write("access/settings.yaml", settings.replace("journal: {", f"journal: {{remote: {other}, "))
    world.commit("Keep the journal elsewhere")
    world.git("push", "-q", "origin", "main")
    world.ok("apply", "--yes")
    assert len(box.mails) == 1
    assert world.steps() == []
    world.ok("verify")
    assert len(world.git("-C", str(other), "log", "--format=%H", "access-journal").splitlines()) == 3


def root(world: World) -> str:
    """Return the journal's first commit."""
    return world.git("rev-list", "--max-parents=0", "access-journal")


@pytest.mark.parametrize("disk", ["kept", "lost"])
def test_a_host_that_refuses_the_end_of_a_run_loses_nothing_of_it(
    world: World, remote: Path, box: Mailbox, disk: str
) -> None:
    """What was done is told by the next run: from the disk, else from what can be seen."""
    hook = forbid(remote, "pre-receive", RULE, only="close")
    answer = world.run("apply", "--yes")
    assert answer.code == 1
    assert RULE in answer.err
    assert "Nothing was changed" not in answer.err
    assert "What it did stands" in answer.err
    assert len(box.mails) == 1
    hook.unlink()
    if disk == "lost":
        shutil.rmtree(world.root / ".git/accessctl/outbox")
        shutil.rmtree(world.root / ".git/accessctl/runs")
    run = next(record["run"] for record in world.journal() if record["kind"] == "intent")
    again = world.run("apply", "--yes", "--take-over", run)
    assert again.code == (0 if disk == "kept" else 5)
    told = {r["change"]: r["outcome"] for r in world.journal() if r["kind"] == "outcome"}
    letter = "handed-off" if disk == "kept" else "fate-unknown"
    assert told == {"invite": "done", "request-record-access": letter}
    assert len(box.mails) == 1
    assert len(world.sandbox("dump").json["mails"]) == 1
    assert world.steps() == []
    world.ok("verify")
