from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from journal_repositories import NOON, git, make_repository

from accessctl.errors import AccessctlError, JournalError
from accessctl.journal.gateway import Gateway, Identity
from accessctl.journal.hardening import branch_ref, shown
from accessctl.journal.initialising import journal_init
from accessctl.journal.objects import Commit, list_tree, read_blobs, write_blob, write_commit, write_tree
from accessctl.journal.reading import Branch, read_journal
from accessctl.journal.remotes import Verdict, find_remote, push_commit, remote_tip


def canary(tmp_path: Path, name: str = "evil") -> tuple[Path, Path]:
    """Return a script, and the file that it makes when somebody runs it."""
    mark, script = tmp_path / f"{name}.ran", tmp_path / name
    script.write_text(f"#!/bin/sh\ntouch '{mark}'\ncat\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script, mark


def test_gateway_outside_a_repository_says_so(tmp_path: Path) -> None:
    """A directory without git is named in a clear error."""
    with pytest.raises(AccessctlError) as caught:
        Gateway(tmp_path)
    assert caught.value.code == "not-a-git-repository"


def test_gateway_without_git_on_the_path_says_so(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without git gets a remedy, no traceback."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AccessctlError) as caught:
        Gateway(repository)
    assert caught.value.code == "git-missing"


def test_revision_that_looks_like_an_option_is_refused(repository: Path) -> None:
    """No name of a revision can become an option of git."""
    with Gateway(repository) as gateway, pytest.raises(AccessctlError) as caught:
        gateway.resolve("--output=/tmp/x")
    assert caught.value.code == "git-bad-revision"


@pytest.mark.parametrize("name", ["-x", "a..b", "a b", "x.lock", "", "a:b", ".a", "a/", "a@{1}", "a\n"])
def test_branch_name_that_git_refuses_is_refused_before_git(name: str) -> None:
    """A branch's name comes from a committed file, so it is checked."""
    with pytest.raises(AccessctlError):
        branch_ref(name)


def test_resolve_of_unknown_revision_gives_none(repository: Path) -> None:
    """What is not there is a value, no error."""
    with Gateway(repository) as gateway:
        assert gateway.resolve("nowhere") is None
        assert gateway.resolve("main") == git(repository, "rev-parse", "main")


def test_identity_without_user_is_the_program(tmp_path: Path) -> None:
    """A CI clone without a user can still write the journal."""
    where = tmp_path / "bare-user"
    where.mkdir()
    git(where, "init", "-q")
    with Gateway(where) as gateway:
        assert str(gateway.identity()) == "accessctl <accessctl@localhost.invalid>"


def test_identity_is_the_configured_user(repository: Path) -> None:
    """Commits are by whoever git says is at work."""
    with Gateway(repository) as gateway:
        assert gateway.identity() == Identity("Ana Mora", "ana@org.example")


def test_command_that_fails_names_itself_and_hides_credentials(repository: Path) -> None:
    """An error says which command failed, and never shows a password out of an address."""
    with Gateway(repository) as gateway, pytest.raises(AccessctlError) as caught:
        gateway.run("cat-file", "blob", "0" * 40)
    assert caught.value.params["command"] == "cat-file"
    assert shown("fatal: https://me:secret@host.example/x\x1b[31m") == "fatal: https://host.example/x[31m"


def test_network_call_that_hangs_is_ended(repository: Path, tmp_path: Path) -> None:
    """A server that never answers costs the time-out and no more."""
    ssh = tmp_path / "ssh"
    ssh.write_text("#!/bin/sh\nsleep 30\n")
    ssh.chmod(0o755)
    git(repository, "config", "core.sshCommand", str(ssh))
    git(repository, "remote", "add", "origin", "ssh://git@host.example/journal.git")
    with Gateway(repository, network_seconds=0.3) as gateway:
        remote = find_remote(gateway, "origin")
        assert remote is not None
        begun = time.monotonic()
        with pytest.raises(AccessctlError) as caught:
            remote_tip(gateway, remote, "access-journal")
    assert caught.value.code == "git-timeout"
    assert time.monotonic() - begun < 5


def test_gateway_called_from_a_hook_stays_in_its_own_repository(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variables that git sets for hooks do not lead elsewhere."""
    other = make_repository(tmp_path / "other")
    git(other, "branch", "only-here")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    with Gateway(repository) as gateway:
        assert gateway.git_dir == repository / ".git"
        assert gateway.resolve("only-here") is None


def test_blobs_are_read_in_the_order_asked_for(repository: Path) -> None:
    """Hundreds of files come from one process, each in its place, again and again."""
    with Gateway(repository) as gateway:
        ids = [write_blob(gateway, f"line {n}\n".encode() * (n + 1)) for n in range(200)]
        for _ in range(2):
            assert [len(data) for data in read_blobs(gateway, ids)] == [
                len(f"line {n}\n") * (n + 1) for n in range(200)
            ]


def test_reading_given_up_halfway_does_not_spoil_the_next(repository: Path) -> None:
    """Answers that nobody took are not taken for others."""
    with Gateway(repository) as gateway:
        ids = [write_blob(gateway, name) for name in (b"one", b"two", b"three")]
        assert next(iter(read_blobs(gateway, ids))) == b"one"
        assert list(read_blobs(gateway, ids[1:])) == [b"two", b"three"]


def test_blob_that_is_missing_is_named(repository: Path) -> None:
    """A damaged repository is told apart from an empty journal."""
    with Gateway(repository) as gateway, pytest.raises(AccessctlError) as caught:
        list(read_blobs(gateway, ["1" * 40]))
    assert caught.value.code == "git-object-missing"


def test_tree_gets_one_more_file_and_keeps_the_others(repository: Path) -> None:
    """Only the directories on the way change; a path that exists is never replaced."""
    with Gateway(repository) as gateway:
        blob = write_blob(gateway, b"x")
        first = write_tree(gateway, "main", "runs/2026/a", blob)
        assert first is not None
        second = write_tree(gateway, first, "runs/2026/b", blob)
        assert second is not None
        paths = [entry.path for entry in list_tree(gateway, second, recursive=True)]
        assert paths == ["practice.yaml", "runs/2026/a", "runs/2026/b"]
        assert write_tree(gateway, second, "runs/2026/a", blob) is None
        assert write_tree(gateway, second, "practice.yaml/below", blob) is None


def test_commit_has_the_time_and_the_author_it_is_given(repository: Path) -> None:
    """The clock and the actor are arguments."""
    with Gateway(repository) as gateway:
        tree = write_tree(gateway, None, "a", write_blob(gateway, b"x"))
        assert tree is not None
        at = datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC)
        commit = write_commit(gateway, Commit(tree, None, "Título\n", Identity("Á", "a@b.example"), at))
    said = git(repository, "show", "-s", "--format=%an|%ae|%cn|%aI|%cI|%s", commit)
    assert said == "Á|a@b.example|Á|2031-01-02T03:04:05+00:00|2031-01-02T03:04:05+00:00|Título"


def test_hooks_fsmonitor_filters_and_drivers_of_a_repository_never_run(
    repository: Path, tmp_path: Path
) -> None:
    """Nothing that a repository or its config holds is executed by reading or comparing it."""
    script, mark = canary(tmp_path)
    for key in (
        "core.fsmonitor",
        "filter.evil.clean",
        "filter.evil.process",
        "diff.evil.textconv",
        "diff.evil.command",
        "diff.external",
        "core.pager",
        "core.alternateRefsCommand",
    ):
        git(repository, "config", key, str(script))
    (repository / ".gitattributes").write_text("* filter=evil diff=evil\n")
    (repository / "practice.yaml").write_text("two\n")
    os.utime(repository / "practice.yaml", (1, 1))
    with Gateway(repository) as gateway:
        gateway.run("status", "--porcelain", "-z")
        gateway.run("diff", "HEAD")
        gateway.run("log", "-p")
        gateway.run("show", "HEAD")
        gateway.run("blame", "practice.yaml")
    assert not mark.exists()
    git(repository, "status", "--porcelain")
    assert mark.exists(), "the canary must be able to sing"


def test_writing_the_journal_runs_no_hook_and_no_remote_setting(
    tmp_path: Path, remote: Path, opened: Callable[..., Branch]
) -> None:
    """Hooks, hook paths, helpers and programs named by remotes are passed over."""
    where = make_repository(tmp_path / "one")
    script, mark = canary(tmp_path)
    for hook in ("pre-push", "reference-transaction", "post-update", "pre-auto-gc"):
        (where / ".git/hooks" / hook).write_text(script.read_text())
        (where / ".git/hooks" / hook).chmod(0o755)
    git(where, "remote", "add", "origin", str(remote))
    git(where, "config", "remote.origin.uploadpack", str(script))
    git(where, "config", "remote.origin.receivepack", str(script))
    git(where, "config", "push.gpgSign", "true")
    git(where, "config", "gpg.program", str(script))
    git(where, "config", "commit.gpgSign", "true")
    root = journal_init(opened(where), NOON)
    git(where, "config", "core.hooksPath", str(where / ".git/hooks"))
    assert read_journal(opened(where, root)).tip == root
    assert not mark.exists()


def test_remote_that_is_a_command_is_refused(repository: Path, tmp_path: Path) -> None:
    """An `ext::` address, named or behind a rewriting rule, never starts its command."""
    script, mark = canary(tmp_path)
    git(repository, "remote", "add", "origin", f"ext::{script}")
    git(repository, "remote", "add", "behind", "https://host.example/x.git")
    git(repository, "config", f"url.ext::{script} .insteadOf", "https://host.example/")
    with Gateway(repository) as gateway:
        with pytest.raises(JournalError) as caught:
            find_remote(gateway, "origin")
        assert caught.value.code == "journal-remote-refused"
        behind = find_remote(gateway, "behind")
        assert behind is not None
        with pytest.raises(JournalError):
            remote_tip(gateway, behind, "access-journal")
    assert not mark.exists()


def test_remote_inside_the_work_tree_is_refused(repository: Path) -> None:
    """A commit can carry a whole bare repository with hooks; it is not pushed to."""
    git(repository, "init", "-q", "--bare", "carried.git")
    with Gateway(repository) as gateway:
        for name in ("./carried.git", str(repository / "carried.git"), f"file://{repository}/carried.git"):
            with pytest.raises(JournalError) as caught:
                find_remote(gateway, name)
            assert caught.value.code == "journal-remote-refused"


def test_unknown_remote_is_named_and_a_missing_origin_is_none(repository: Path) -> None:
    """Only the customary remote may be absent; another name is a mistake in the settings."""
    with Gateway(repository) as gateway:
        assert find_remote(gateway, "origin") is None
        with pytest.raises(JournalError) as caught:
            find_remote(gateway, "jornal")
    assert caught.value.code == "journal-remote-unknown"


def test_replaced_objects_are_not_believed(repository: Path) -> None:
    """`git replace` cannot show another history than the real one."""
    (repository / "practice.yaml").write_text("other\n")
    git(repository, "commit", "-q", "-a", "-m", "Two")
    git(repository, "replace", "HEAD", "HEAD~1")
    with Gateway(repository) as gateway:
        assert gateway.run("log", "-1", "--format=%s").text == "Two"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("protected branch", Verdict.PROTECTED), ("no thank you", Verdict.REJECTED)],
)
def test_push_that_the_remote_declines_says_why(
    repository: Path, remote: Path, said: str, verdict: Verdict
) -> None:
    """A protected branch is told apart from another refusal, with the server's own words."""
    hook = remote / "hooks/pre-receive"
    hook.write_text(f"#!/bin/sh\necho {said}\nexit 1\n")
    hook.chmod(0o755)
    git(repository, "remote", "add", "origin", str(remote))
    with Gateway(repository) as gateway:
        found = find_remote(gateway, "origin")
        assert found is not None
        tip = gateway.resolve("main")
        assert tip is not None
        pushed = push_commit(gateway, found, "access-journal", tip, None)
    assert pushed.verdict is verdict
    assert said in pushed.message


def test_push_to_nowhere_has_no_verdict(repository: Path, tmp_path: Path) -> None:
    """A remote that does not answer leaves open whether the push happened."""
    git(repository, "remote", "add", "origin", str(tmp_path / "nowhere.git"))
    with Gateway(repository) as gateway:
        found = find_remote(gateway, "origin")
        assert found is not None
        assert push_commit(gateway, found, "j", git(repository, "rev-parse", "main"), None).verdict is (
            Verdict.UNKNOWN
        )
        with pytest.raises(JournalError) as caught:
            remote_tip(gateway, found, "j")
    assert caught.value.code == "journal-unreachable"
