"""Which commits make up the history: one branch, its first parents, in their order."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from history_repositories import NOON, Repository, entry, make, moment, people, practice

from accessctl.errors import AccessctlError, UsageError
from accessctl.history.answers import Question, gaps_at

ANA, LUZ = entry("ana"), entry("luz")


def test_repository_without_practices_has_no_events(repository: Repository) -> None:
    """The no-op case: commits that declare nobody."""
    repository.commit({})
    assert repository.events() == []
    assert people(repository.history(), NOON) == []


def test_state_holds_from_the_second_of_its_commit(repository: Repository) -> None:
    """One second before, the commit was not there."""
    repository.commit({"a": practice("a", ANA)}, at=NOON)
    repository.commit({"a": practice("a", LUZ)}, at=NOON + 10)
    history = repository.history()
    assert [people(history, NOON + shift) for shift in (-1, 0, 9, 10)] == [
        [],
        ["a ana"],
        ["a ana"],
        ["a luz"],
    ]


def test_commit_dated_earlier_than_the_one_before_brings_that_one_along(repository: Repository) -> None:
    """The last commit in the order of history counts, one that touches no practice too."""
    repository.commit({"a": practice("a", ANA)}, at=NOON + 100)
    repository.commit({}, at=NOON)
    history = repository.history()
    assert people(history, NOON - 1) == []
    assert people(history, NOON) == ["a ana"]


def test_what_happened_on_a_merged_branch_is_the_merges(repository: Repository) -> None:
    """A branch's commits are no state of main; the merge brings them in at its own date."""
    repository.commit({"a": practice("a", ANA)})
    repository.git("checkout", "-q", "-b", "side")
    repository.commit({"a": practice("a", ANA, LUZ)}, at=NOON + 1)
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "-m", "Merge pull request #12 from side", "side", at=NOON + 50)
    history = repository.history()
    assert people(history, NOON + 10) == ["a ana"]
    assert people(history, NOON + 50) == ["a ana", "a luz"]
    assert history.commits[-1].pull_request == 12


def test_root_that_is_merged_in_later_belongs_to_its_merge(repository: Repository) -> None:
    """A branch with a root of its own is no start of history."""
    repository.commit({"a": practice("a", ANA)})
    repository.git("checkout", "-q", "--orphan", "other")
    repository.git("rm", "-q", "-rf", ".")
    repository.commit({"b": practice("b", LUZ)}, at=NOON + 1)
    repository.git("checkout", "-q", "main")
    options = ("--no-ff", "--allow-unrelated-histories")
    repository.git("merge", "-q", *options, "-m", "Join", "other", at=NOON + 9)
    assert people(repository.history(), NOON + 8) == ["a ana"]
    assert people(repository.history(), NOON + 9) == ["a ana", "b luz"]


def test_config_that_changes_what_git_prints_changes_nothing(repository: Repository) -> None:
    """A repository's config is anybody's."""
    repository.commit({"a": practice("a", ANA)}, "Begin\n\n\x1e\x1f:100644 not a change")
    for key, value in {
        "log.showRoot": "false",
        "log.follow": "true",
        "diff.renames": "copies",
        "core.abbrev": "4",
        "core.quotePath": "true",
        "log.decorate": "full",
        "log.diffMerges": "off",
    }.items():
        repository.git("config", key, value)
    assert repository.events() == ["a ana granted"]


def test_shallow_clone_is_refused_with_the_remedy(repository: Repository, tmp_path: Path) -> None:
    """What was cut off could have held any event."""
    for at in (NOON, NOON + 1):
        repository.commit({"a": practice("a", ANA if at == NOON else LUZ)}, at=at)
    command = ["git", "clone", "-q", "--depth", "1", f"file://{repository.root}", str(tmp_path / "shallow")]
    subprocess.run(command, check=True)
    with pytest.raises(AccessctlError, match="history-shallow"):
        Repository(tmp_path / "shallow").history()


def test_branch_that_is_only_remote_is_asked_there(repository: Repository, tmp_path: Path) -> None:
    """A pipeline checks out a commit and has no local branch."""
    repository.commit({"a": practice("a", ANA)})
    subprocess.run(["git", "clone", "-q", str(repository.root), str(tmp_path / "clone")], check=True)
    clone = Repository(tmp_path / "clone")
    clone.git("checkout", "-q", "--detach")
    clone.git("branch", "-q", "-D", "main")
    assert clone.events() == ["a ana granted"]


def test_branch_that_is_nowhere_is_an_error(repository: Repository) -> None:
    """Nobody is told that nothing happened because a name is wrong."""
    repository.commit({"a": practice("a", ANA)})
    repository.git("branch", "-m", "trunk")
    with pytest.raises(AccessctlError, match="history-no-branch"):
        repository.history()
    assert people(repository.history("trunk"), NOON) == ["a ana"]
    with pytest.raises(AccessctlError, match="history-no-revision"):
        repository.history("nowhere")


def test_repository_in_a_directory_of_another_is_asked_alone(tmp_path: Path) -> None:
    """Practices of the directory count, others of the same name elsewhere don't."""
    outer = make(tmp_path / "outer")
    outer.commit({"z": practice("z", LUZ)})
    (outer.root / "inner").mkdir()
    inner = Repository(outer.root / "inner")
    inner.commit({"a": practice("a", ANA)}, at=NOON + 1)
    assert inner.events() == ["a ana granted"]
    assert outer.events() == ["z luz granted"]


def test_slug_that_never_was_is_an_error_and_one_that_is_no_longer_is_empty(repository: Repository) -> None:
    """A wrong name must not read like an empty practice."""
    repository.commit({"a": practice("a", ANA)})
    repository.commit({"a": None}, at=NOON + 10)
    history = repository.history()
    question = Question(("a",))
    assert [people(history, NOON + shift, question) for shift in (-1, 0, 10)] == [[], ["a ana"], []]
    with pytest.raises(UsageError, match="history-no-practice"):
        people(history, NOON, Question(("nobody",)))


def test_version_that_cannot_be_read_keeps_the_state_before_it_and_is_a_gap(repository: Repository) -> None:
    """A typing error takes nobody's access away, and everybody can see where it was."""
    repository.commit({"a": practice("a", ANA)})
    broken = repository.commit({"a": "version: 1\nbroken: [\n"}, at=NOON + 10)
    mended = repository.commit({"a": practice("a", LUZ)}, at=NOON + 20)
    history = repository.history()
    assert people(history, NOON + 15) == ["a ana"]
    (gap,) = gaps_at(history, Question(), moment(NOON + 15))
    assert (gap.practice, gap.email, gap.code) == ("a", None, "yaml-syntax")
    assert (gap.commit.id, gap.until.id if gap.until else None) == (broken, mended)
    assert gaps_at(history, Question(), moment(NOON + 20)) == ()


def test_entry_that_cannot_be_read_keeps_that_persons_state(repository: Repository) -> None:
    """The others of the file are read."""
    repository.commit({"a": practice("a", ANA, LUZ)})
    repository.commit({"a": practice("a", entry("ana", "bogus: 1"), entry("new"))}, at=NOON + 10)
    history = repository.history()
    assert people(history, NOON + 10) == ["a ana", "a new"]
    (gap,) = gaps_at(history, Question(), moment(NOON + 10))
    assert (gap.email, gap.code) == ("ana@org.example", "unknown-key")


def test_entry_without_a_readable_address_keeps_everybody(repository: Repository) -> None:
    """It might be anybody's: nobody is said to have left."""
    repository.commit({"a": practice("a", ANA, LUZ)})
    repository.commit({"a": practice("a", ANA, "{name: Luz}")}, at=NOON + 10)
    assert people(repository.history(), NOON + 10) == ["a ana", "a luz"]


def test_address_that_two_entries_claim_keeps_that_persons_state(repository: Repository) -> None:
    """It is an error everywhere else, and grants nothing there."""
    twice = practice("a", entry("ana", "billing: true"), ANA)
    repository.commit({"a": practice("a", ANA), "b": practice("b", LUZ, LUZ)})
    repository.commit({"a": twice}, at=NOON + 10)
    assert people(repository.history(), NOON + 10) == ["a ana"]
    assert repository.events() == ["a ana granted"]


def test_link_in_the_place_of_a_file_is_a_gap(repository: Repository) -> None:
    """Its content is a path."""
    repository.commit({"a": practice("a", ANA)})
    path = repository.root / "practices" / "a.yaml"
    path.unlink()
    path.symlink_to("b.yaml")
    repository.commit({}, at=NOON + 1)
    history = repository.history()
    assert people(history, NOON + 1) == ["a ana"]
    assert [gap.code for gap in gaps_at(history, Question(), moment(NOON + 1))] == ["symlink"]


def test_renamed_practice_carries_its_intervals_on(repository: Repository) -> None:
    """A new slug is no new grant; who changes with it is told under the new one."""
    first = repository.commit({"a": practice("a", ANA, LUZ)})
    repository.commit(
        {"a": None, "b": practice("b", ANA, entry("new"), more="previously: [a]")}, at=NOON + 10
    )
    assert repository.events() == ["a ana granted", "a luz granted", "b luz revoked", "b new granted"]
    history = repository.history()
    assert people(history, NOON + 10) == ["b ana", "b new"]
    assert {turn[0].place for turn in history.lives[0].people.values()} == {0, 1}
    assert history.commits[0].id == first


def test_file_that_comes_back_begins_new_intervals(repository: Repository) -> None:
    """In between nobody was declared."""
    repository.commit({"a": practice("a", ANA)})
    repository.commit({"a": None}, at=NOON + 10)
    repository.commit({"a": practice("a", ANA)}, at=NOON + 20)
    assert repository.events() == ["a ana granted", "a ana revoked", "a ana granted"]
