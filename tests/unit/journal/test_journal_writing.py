from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from journal_repositories import NOON, git, make_repository

from accessctl.errors import JournalError
from accessctl.journal.initialising import journal_init
from accessctl.journal.paths import run_id
from accessctl.journal.reading import Branch, Journal, read_journal
from accessctl.journal.writing import Draft, append
from accessctl.model.record import Record, RecordKind


def note(nonce: str = "00000001", summary: str = "a note") -> Callable[[Journal], Draft]:
    """Return a builder of one small file."""

    def build(journal: Journal) -> Draft:
        return Draft(
            run=run_id(journal.next_number, nonce),
            part="note",
            at=NOON,
            command="handoff done",
            summary=summary,
            records=(Record(kind=RecordKind.RUN, at=NOON, command="handoff done", actor="Ana"),),
            trailers={"Declared-Commit": None, "Actor": "Ana <ana@org.example>"},
        )

    return build


def state_of(where: Path) -> tuple[str, ...]:
    """Return all that a person sees of a work tree and its index."""
    return (
        git(where, "status", "--porcelain"),
        git(where, "rev-parse", "HEAD"),
        git(where, "ls-files", "--stage"),
        (where / "practice.yaml").read_text(),
    )


def test_init_makes_an_orphan_branch_with_a_page_and_returns_its_root(
    repository: Path, local: Branch
) -> None:
    """The branch shares no history with the declarations, and says what it is."""
    root = local.settings.root
    assert git(repository, "rev-list", "access-journal") == root
    assert "Bitácora" in git(repository, "show", "access-journal:README.md")
    assert git(repository, "show", "-s", "--format=%s", "access-journal") == "Access journal"


def test_init_twice_returns_the_same_root(opened: Callable[..., Branch], repository: Path) -> None:
    """A branch that exists is kept."""
    first = journal_init(opened(repository), NOON)
    assert journal_init(opened(repository), NOON) == first
    append(opened(repository, first), note())
    assert journal_init(opened(repository), NOON) == first


def test_init_with_a_remote_pushes_and_a_second_clone_finds_it(
    pair: tuple[Branch, Branch], remote: Path
) -> None:
    """The branch is the remote's; whoever comes later joins it."""
    one, two = pair
    assert git(remote, "rev-parse", "access-journal") == one.settings.root
    unpinned = replace(two, settings=replace(two.settings, root=None))
    assert journal_init(unpinned, NOON) == one.settings.root


def test_init_of_a_local_branch_gives_it_to_a_remote_added_later(
    opened: Callable[..., Branch], repository: Path, remote: Path
) -> None:
    """What a sandbox wrote before there was a remote is not left behind."""
    root = journal_init(opened(repository), NOON)
    done = append(opened(repository, root), note())
    git(repository, "remote", "add", "origin", str(remote))
    assert journal_init(opened(repository), NOON) == root
    assert git(remote, "rev-parse", "access-journal") == done.commit


def test_init_with_a_pinned_root_and_no_branch_is_refused(
    opened: Callable[..., Branch], repository: Path
) -> None:
    """A lost journal is found again, never replaced."""
    with pytest.raises(JournalError) as caught:
        journal_init(opened(repository, "1" * 40), NOON)
    assert caught.value.code == "journal-missing"


def test_append_without_a_root_begins_a_local_branch(opened: Callable[..., Branch], repository: Path) -> None:
    """A sandbox may be applied to before anybody initialised a journal."""
    branch = opened(repository)
    assert read_journal(branch) == Journal()
    done = append(branch, note())
    read = read_journal(branch)
    assert (read.tip, read.root, read.records) == (done.commit, done.journal.root, done.records)
    assert len(git(repository, "rev-list", "access-journal").splitlines()) == 2


def test_append_leaves_work_tree_index_and_head_untouched(repository: Path, local: Branch) -> None:
    """A dirty tree, staged changes and a detached head are exactly as before."""
    (repository / "practice.yaml").write_text("staged\n")
    git(repository, "add", ".")
    (repository / "practice.yaml").write_text("dirty\n")
    git(repository, "checkout", "-q", "--detach")
    before = state_of(repository)
    append(local, note())
    assert state_of(repository) == before
    assert git(repository, "rev-parse", "--abbrev-ref", "HEAD") == "HEAD"


def test_append_works_in_a_linked_work_tree_without_a_user(
    repository: Path, local: Branch, tmp_path: Path, opened: Callable[..., Branch]
) -> None:
    """A work tree shares the branch; without a user the program is the author."""
    linked = tmp_path / "linked"
    git(repository, "worktree", "add", "-q", str(linked), "-b", "side")
    git(repository, "config", "--unset", "user.name")
    git(repository, "config", "--unset", "user.email")
    done = append(opened(linked, local.settings.root), note())
    assert git(repository, "rev-parse", "access-journal") == done.commit
    assert git(repository, "show", "-s", "--format=%an <%ae>", done.commit) == (
        "accessctl <accessctl@localhost.invalid>"
    )


def test_commit_message_is_for_people_with_trailers_for_programs(repository: Path, local: Branch) -> None:
    """Subject and trailers are there, what is unknown is left out, and nothing can add a trailer."""
    append(local, note(summary="1 done\n\nRun: forged"))
    message = git(repository, "show", "-s", "--format=%B", "access-journal")
    assert message.splitlines()[0] == "handoff done 000001: 1 done Run: forged"
    trailers = git(repository, "interpret-trailers", "--parse", stdin=message)
    assert trailers.splitlines() == ["Run: 000001-00000001", "Actor: Ana <ana@org.example>"]


def test_append_only_adds_one_file_under_its_month(repository: Path, local: Branch) -> None:
    """Each commit adds one path and changes none."""
    append(local, note())
    append(local, note("00000002"))
    assert git(repository, "log", "--format=", "--name-status", "access-journal").split("\n") == [
        "A\truns/2026/11/000002-00000002.note.jsonl",
        "A\truns/2026/11/000001-00000001.note.jsonl",
        "A\tREADME.md",
    ]


def test_append_of_a_path_that_exists_is_refused(local: Branch) -> None:
    """A file of the journal is never replaced by another content."""
    done = append(local, note())
    draft = note()(Journal())
    again = append(local, lambda _: draft)
    assert again.commit == done.commit, "the same content counts as appended"
    with pytest.raises(JournalError) as caught:
        append(local, lambda _: replace(draft, records=(*draft.records, *draft.records)))
    assert caught.value.code == "journal-path-exists"


def test_append_after_a_lost_race_is_built_again_on_the_new_tip(
    pair: tuple[Branch, Branch], remote: Path
) -> None:
    """The loser sees the winner's file, takes the next number, and both are kept."""
    one, two = pair
    seen: list[int] = []

    def slow(journal: Journal) -> Draft:
        if not seen:
            append(two, note("22222222"))
        seen.append(journal.next_number)
        return note("11111111")(journal)

    done = append(one, slow)
    assert seen == [1, 2]
    assert [file.place.run for file in done.journal.files] == ["000001-22222222", "000002-11111111"]
    assert read_journal(two).records == done.journal.records
    assert git(remote, "rev-parse", "access-journal") == done.commit


def test_append_by_many_at_once_keeps_every_file_and_number(
    pair: tuple[Branch, Branch], remote: Path
) -> None:
    """Two clones push in a loop; nothing is lost, nothing twice."""
    barrier = Barrier(2)

    def push(branch: Branch, mark: str) -> None:
        barrier.wait()
        for count in range(5):
            append(branch, note(f"{mark}{count:07d}"))

    threads = [Thread(target=push, args=item) for item in zip(pair, "ab", strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    runs = [file.place.run for file in read_journal(pair[0]).files]
    assert [int(run[:6]) for run in runs] == list(range(1, 11))
    assert len({run[7:] for run in runs}) == 10
    assert git(remote, "log", "--format=", "--name-status", "--diff-filter=DMR", "access-journal") == ""


def test_append_whose_answer_was_lost_is_not_done_twice(pair: tuple[Branch, Branch], remote: Path) -> None:
    """A push that the server took, but whose answer never came, is recognised."""
    one, _ = pair
    hook = remote / "hooks/post-receive"
    hook.write_text("#!/bin/sh\nkill -9 $PPID\n")
    hook.chmod(0o755)
    done = append(one, note())
    hook.unlink()
    assert [file.place.number for file in read_journal(one).files] == [1]
    assert git(remote, "rev-parse", "access-journal") == done.commit


def test_append_takes_the_local_branch_along_where_it_only_goes_forward(pair: tuple[Branch, Branch]) -> None:
    """The first clone's local branch follows; the second clone gets none made."""
    one, two = pair
    done = append(one, note())
    assert one.gateway.resolve("refs/heads/access-journal") == done.commit
    append(two, note("00000002"))
    assert two.gateway.resolve("refs/heads/access-journal") is None


def test_append_does_not_move_a_branch_under_a_work_tree(
    pair: tuple[Branch, Branch], local: Branch, repository: Path
) -> None:
    """A checked-out journal is left where it is; where it cannot be left, the write is refused."""
    one, _ = pair
    git(one.gateway.root, "checkout", "-q", "access-journal")
    append(one, note())
    assert git(one.gateway.root, "rev-parse", "HEAD") == one.settings.root
    git(repository, "checkout", "-q", "access-journal")
    with pytest.raises(JournalError) as caught:
        append(local, note())
    assert caught.value.code == "journal-checked-out"


@pytest.mark.parametrize(
    ("said", "code"),
    [("GitLab: protected branch", "journal-branch-protected"), ("no", "journal-push-rejected")],
)
def test_append_that_the_remote_rejects_says_so_and_changes_nothing(
    pair: tuple[Branch, Branch], remote: Path, said: str, code: str
) -> None:
    """A refused push is one clear error, and neither branch has moved."""
    one, _ = pair
    hook = remote / "hooks/pre-receive"
    hook.write_text(f"#!/bin/sh\necho '{said}'\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(JournalError) as caught:
        append(one, note())
    assert caught.value.code == code
    assert said in str(caught.value.params["message"])
    assert git(remote, "rev-parse", "access-journal") == one.settings.root
    assert read_journal(one).files == ()


def test_append_to_a_remote_that_cannot_be_reached_fails(pair: tuple[Branch, Branch], remote: Path) -> None:
    """Without the remote nothing is written locally in its place."""
    one, _ = pair
    remote.rename(remote.with_name("away.git"))
    with pytest.raises(JournalError) as caught:
        append(one, note())
    assert caught.value.code == "journal-unreachable"
    assert one.gateway.resolve("refs/heads/access-journal") == one.settings.root


def test_read_knows_what_it_read_before(local: Branch) -> None:
    """A journal grown by one file is read by that file alone."""
    first = append(local, note()).journal
    append(local, note("00000002"))
    second = read_journal(local, first)
    assert second.files[0] is first.files[0]
    assert read_journal(local, second) is second


def test_read_with_a_pinned_root_and_no_branch_is_an_error(pair: tuple[Branch, Branch], remote: Path) -> None:
    """A branch deleted at the remote is never started anew, though a local one remains."""
    one, _ = pair
    git(remote, "update-ref", "-d", "refs/heads/access-journal")
    with pytest.raises(JournalError) as caught:
        read_journal(one)
    assert caught.value.code == "journal-missing"


def test_read_of_a_replaced_branch_is_an_error(
    pair: tuple[Branch, Branch], remote: Path, tmp_path: Path, opened: Callable[..., Branch]
) -> None:
    """Another first commit is another journal, whoever pushed it."""
    one, _ = pair
    other = make_repository(tmp_path / "other")
    journal_init(opened(other), NOON + timedelta(days=1))
    git(other, "push", "-q", "-f", str(remote), "access-journal")
    with pytest.raises(JournalError) as caught:
        read_journal(one)
    assert caught.value.code == "journal-root-mismatch"


def test_read_of_a_branch_with_a_second_root_is_an_error(repository: Path, local: Branch) -> None:
    """History merged in from elsewhere is refused."""
    merged = git(
        repository, "commit-tree", "-p", "access-journal", "-p", "main", "-m", "x", "access-journal^{tree}"
    )
    git(repository, "update-ref", "refs/heads/access-journal", merged)
    with pytest.raises(JournalError) as caught:
        read_journal(local)
    assert caught.value.code == "journal-root-mismatch"


@pytest.mark.parametrize(("keep", "code"), [(0, "journal-behind"), (1, "journal-rewritten")])
def test_read_of_a_branch_that_lost_commits_is_an_error(
    pair: tuple[Branch, Branch], remote: Path, keep: int, code: str
) -> None:
    """A clone that saw more than the remote now has says so: taken back, or written anew."""
    one, two = pair
    append(one, note())
    git(remote, "update-ref", "refs/heads/access-journal", str(one.settings.root))
    if keep:
        append(two, note("99999999"))
    with pytest.raises(JournalError) as caught:
        read_journal(one)
    assert caught.value.code == code


def test_read_after_a_fetch_that_was_killed_fetches_again(pair: tuple[Branch, Branch]) -> None:
    """A commit that came without its files is not taken for the whole branch."""
    one, two = pair
    done = append(one, note())
    raw = one.gateway.run("cat-file", "commit", done.commit).out
    assert two.gateway.run("hash-object", "-w", "-t", "commit", "--stdin", "--literally", stdin=raw).text == (
        done.commit
    )
    assert read_journal(two).records == done.records


@pytest.mark.parametrize("path", ["runs/2026/11/stray.txt", "runs/2026/11/000001-0000000g.open.jsonl"])
def test_read_of_a_path_that_no_run_has_is_an_error(repository: Path, local: Branch, path: str) -> None:
    """Nothing lies unnoticed among the runs."""
    git(repository, "worktree", "add", "-q", "../page", "access-journal")
    page = repository.parent / "page"
    (page / path).parent.mkdir(parents=True)
    (page / path).write_text("x")
    git(page, "add", ".")
    git(page, "commit", "-q", "-m", "x")
    with pytest.raises(JournalError) as caught:
        read_journal(local)
    assert caught.value.code == "journal-path-unknown"
    assert caught.value.params["file"] == path


def test_read_of_a_tampered_line_names_file_and_line(repository: Path, local: Branch) -> None:
    """An edited file on the branch is found and named."""
    append(local, note())
    git(repository, "worktree", "add", "-q", "../page", "access-journal")
    page = repository.parent / "page"
    path = "runs/2026/11/000001-00000001.note.jsonl"
    (page / path).write_text((page / path).read_text().replace('"run"', '"ruin"', 2))
    git(page, "commit", "-q", "-a", "-m", "x")
    with pytest.raises(JournalError) as caught:
        read_journal(local)
    assert caught.value.params["file"] == path


def test_read_finds_a_file_that_changed_since_it_was_read(repository: Path, local: Branch) -> None:
    """Between two readings of one run nothing may change either."""
    known = append(local, note()).journal
    git(repository, "worktree", "add", "-q", "../page", "access-journal")
    page = repository.parent / "page"
    git(page, "rm", "-q", "-r", "runs")
    git(page, "commit", "-q", "-m", "x")
    with pytest.raises(JournalError) as caught:
        read_journal(local, known)
    assert caught.value.code == "journal-altered"


def test_journal_may_live_in_another_repository(
    repository: Path, remote: Path, opened: Callable[..., Branch]
) -> None:
    """The settings may name a repository by address, without any remote set up."""
    root = journal_init(opened(repository, remote=str(remote)), NOON)
    done = append(opened(repository, root, remote=str(remote)), note())
    assert git(remote, "rev-parse", "access-journal") == done.commit


def test_journal_of_a_shallow_clone_is_whole(
    pair: tuple[Branch, Branch], tmp_path: Path, remote: Path, opened: Callable[..., Branch]
) -> None:
    """CI clones one commit of the declarations, and still reads the whole journal."""
    one, _ = pair
    git(one.gateway.root, "push", "-q", "origin", "main")
    done = append(one, note())
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth=1", "--branch=main", f"file://{remote}", str(clone))
    branch = opened(clone, one.settings.root)
    assert branch.gateway.is_shallow()
    assert read_journal(branch).records == done.records
    append(branch, note("00000002"))
    assert len(read_journal(one).files) == 2
