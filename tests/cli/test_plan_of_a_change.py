"""A pull request's plan: what the change touches, by the rules of the branch it is to be merged into."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from accessctl.journal.gateway import Gateway
from pull_requests import PEDRO, POLICY, SETTINGS, make_organisation, propose
from signing import ANA, git_as
from world import GIT_ENV, World

CHANGE = ("--base", "main", "--changed-since", "main")
DATES = ("2030-01-01T00:00:00Z", "2030-01-02T00:00:00Z")


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Return the organisation with its two practices, applied."""
    return make_organisation(tmp_path / "repo")


def planned(world: World, name: str, *arguments: str) -> dict[str, Any]:
    """Propose a pull request and return its plan."""
    propose(world, name)
    return world.plan(*(arguments or CHANGE))


def codes(plan: dict[str, Any], section: str) -> list[str]:
    """Return the codes of a section, sorted."""
    return sorted(item["code"] for item in plan[section])


def observed(world: World, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[list[str]]:
    """Return which practices a plan asks the live system about."""
    from accessctl.providers.routing import RoutedReader  # noqa: PLC0415 - patched here alone

    asked: list[list[str]] = []
    real = RoutedReader.observe

    def watch(self: RoutedReader, practices: Any, lookups: Any) -> Any:
        asked.append([practice.slug for practice in practices])
        return real(self, practices, lookups)

    monkeypatch.setattr(RoutedReader, "observe", watch)
    world.run("plan", *arguments)
    return asked


# --- what a change touches


def test_a_list_that_changes_alone_touches_its_practice(world: World) -> None:
    """What an owner's list says is live decides the plan as the file does; other lists are nobody's here."""
    world.write("rosters/nobody.csv", "")
    world.write("rosters/santa-lucia.csv", "")
    assert world.plan(*CHANGE)["scope"]["practices"] == ["santa-lucia"]


def test_only_touched_practices_are_planned_and_observed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drift elsewhere is not this reviewer's business, and nobody is asked about it."""
    world.sandbox("remove", "derma-este", "rosa.brenes@derma.example")
    plan = planned(world, "new-assistant")
    assert [change["practice"] for change in plan["changes"]] == ["santa-lucia"]
    assert plan["blocked"] == []
    assert plan["scope"]["practices"] == ["santa-lucia"]
    assert plan["scope"]["declared"] == 2
    assert plan["scope"]["since"] == plan["scope"]["base"] == world.git("rev-parse", "main")
    assert observed(world, monkeypatch, *CHANGE) == [["santa-lucia"]]


def test_a_change_that_touches_nobody_asks_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not all practices, which is what no practice means elsewhere."""
    world.git("checkout", "-q", "-b", "docs")
    world.write("README.md", "Hola\n")
    world.commit()
    assert observed(world, monkeypatch, *CHANGE) in ([], [[]])
    said = world.ok("plan", "--lang", "en", *CHANGE).out
    assert said == "Nothing to do: the change touches no practice.\n"


def test_uncommitted_and_untracked_files_count(world: World) -> None:
    """Somebody who plans at their desk sees what they are writing."""
    text = (world.root / "practices/derma-este.yaml").read_text(encoding="utf-8")
    world.write("practices/derma-norte.yaml", text.replace("derma-este", "derma-norte"))
    plan = world.plan("--changed-since", "main")
    assert plan["scope"]["practices"] == ["derma-norte"]
    assert plan["commit"] is None


def test_a_file_that_git_was_told_to_overlook_counts(world: World) -> None:
    """What was read is compared, not what git's index believes."""
    world.git("update-index", "--assume-unchanged", "practices/derma-este.yaml")
    text = (world.root / "practices/derma-este.yaml").read_text(encoding="utf-8")
    world.write("practices/derma-este.yaml", text.replace("nadia.castro", "nadia.otra"))
    assert world.plan("--changed-since", "main")["scope"]["practices"] == ["derma-este"]


def test_what_the_branch_missed_is_not_its_change(world: World) -> None:
    """The change begins where the branch parted: what was merged since is somebody else's."""
    propose(world, "new-assistant")
    world.git("checkout", "-q", "main")
    text = (world.root / "practices/derma-este.yaml").read_text(encoding="utf-8")
    world.write("practices/derma-este.yaml", text.replace("Curridabat}", "Curridabat Centro}"))
    world.commit()
    world.git("checkout", "-q", "--detach", "new-assistant")
    assert world.plan(*CHANGE)["scope"]["practices"] == ["santa-lucia"]


@pytest.mark.parametrize(("older", "newer"), [DATES, DATES[::-1]])
def test_a_change_back_to_one_of_two_points_of_parting_counts(world: World, older: str, newer: str) -> None:
    """Branch and base merged each other: what the branch took back differs from one point, not the other."""
    lucia = world.root / "practices/santa-lucia.yaml"
    before = lucia.read_text(encoding="utf-8")
    world.git("switch", "-q", "-c", "ask")
    git_as(world, ANA, "commit", "-q", "--allow-empty", "-m", "Begin the change", at=older)
    world.git("switch", "-q", "main")
    lucia.write_text(before.replace(PEDRO, ""), encoding="utf-8")
    git_as(world, ANA, "commit", "-q", "-am", "Pedro leaves", at=newer)
    world.git("branch", "revoked")
    world.git("merge", "-q", "--no-ff", "-m", "Merge the beginning", "ask")
    world.git("switch", "-q", "ask")
    world.git("merge", "-q", "--no-ff", "-m", "Merge main", "revoked")
    lucia.write_text(before, encoding="utf-8")
    world.git("commit", "-q", "-a", "--amend", "-m", "Merge main, and Pedro stays")
    assert world.plan(*CHANGE)["scope"]["practices"] == ["santa-lucia"]


def test_a_renamed_practice_is_touched_under_both_names_and_nobody_moves(world: World) -> None:
    """A rename changes nobody's access, and releases nothing."""
    plan = planned(world, "practice-renamed")
    assert plan["scope"]["practices"] == ["derma-curridabat", "derma-este"]
    assert (plan["changes"], plan["released"]) == ([], [])


def test_a_removed_practice_is_shown_as_released(world: World) -> None:
    """Nobody is removed, and the reviewer is told that nobody looks after it any more."""
    plan = planned(world, "practice-removed")
    assert codes(plan, "released") == ["released"]
    assert plan["changes"] == []
    assert plan["scope"] == {**plan["scope"], "practices": ["derma-este"], "declared": 2}


def test_another_practices_removal_is_not_shown(world: World) -> None:
    """What somebody else released belongs to their pull request."""
    (world.root / "practices/derma-este.yaml").unlink()
    world.commit()
    assert planned(world, "new-assistant")["released"] == []


def test_a_changed_policy_touches_everybody_where_the_plan_goes_by_it(world: World) -> None:
    """Without a base the change's own rules hold, and they are about all practices."""
    plan = planned(world, "policy-change", "--changed-since", "main")
    assert plan["scope"]["practices"] is None
    assert plan["scope"]["since"] == world.git("rev-parse", "main")
    assert "All practices" in world.run("plan", "--lang", "en", "--changed-since", "main").out.replace(
        "all", "All"
    )


def test_an_error_shared_with_an_untouched_practice_touches_that_one_too(world: World) -> None:
    """Two files with one live account freeze both: the reviewer sees both."""
    text = (world.root / "practices/derma-este.yaml").read_text(encoding="utf-8")
    text += "live: {provider: sandbox, organization: 4001}\n"
    world.write("practices/derma-este.yaml", text)
    world.commit()
    world.write("practices/derma-norte.yaml", text.replace("practice: derma-este", "practice: derma-norte"))
    plan = world.plan("--changed-since", "main")
    assert plan["scope"]["practices"] == ["derma-este", "derma-norte"]
    assert {item["practice"] for item in plan["frozen"]} == {"derma-este", "derma-norte"}


def test_practice_and_change_together_narrow_further(world: World) -> None:
    """Both are kept: the named ones among the touched."""
    propose(world, "emptied")
    assert world.plan("--practice", "derma-este", *CHANGE)["scope"]["practices"] == ["derma-este"]


def test_guards_count_the_managed_people_of_all_practices(world: World) -> None:
    """The percentage is of the whole repository, not of what was looked at."""
    world.git("checkout", "-q", "-b", "leavers")
    text = (world.root / "practices/santa-lucia.yaml").read_text(encoding="utf-8")
    world.write("practices/santa-lucia.yaml", text.partition("assistants:")[0] + "assistants: []\n")
    world.write("access/settings.yaml", SETTINGS.replace("at_least: 3", "at_least: 0"))
    world.commit()
    (violation,) = [
        v for v in world.plan(*("--changed-since", "main"))["violations"] if v["guard"] == "removals"
    ]
    assert violation["params"]["of"] == 5


# --- by whose rules


def test_rules_are_the_bases_and_what_the_change_does_to_them_is_said(world: World) -> None:
    """A loosened policy lets nobody in before it is merged; where mail goes is not the change's to say."""
    plan = planned(world, "policy-change")
    assert plan["changes"] == []
    assert codes(plan, "blocked") == ["entry-has-errors"]
    assert codes(plan, "alterations") == [
        "altered-not-used",
        "altered-not-used",
        "policy-loosened",
        "settings-rerouted",
        "settings-rerouted",
    ]
    assert plan["scope"]["practices"] == ["santa-lucia"]
    assert not (world.root / "salida").exists()


def test_live_path_and_outbox_of_the_change_are_not_used(world: World) -> None:
    """Another state file would show another live system, or make one."""
    world.git("checkout", "-q", "-b", "elsewhere")
    world.write(
        "access/settings.yaml", SETTINGS.replace("provider: sandbox", "provider: sandbox, path: otro.sqlite")
    )
    world.commit()
    plan = world.plan("--base", "main")
    assert plan["changes"] == []
    assert not (world.root / "otro.sqlite").exists()
    assert "altered-not-used" in codes(plan, "alterations")


@pytest.mark.parametrize("what", ["directory", "file"])
def test_a_linked_access_of_the_change_is_not_followed(world: World, what: str) -> None:
    """A link would read the rules from wherever the change says."""
    world.git("checkout", "-q", "-b", "linked")
    world.write("other/settings.yaml", SETTINGS.replace("language: es", "language: en"))
    world.write("other/policy.yaml", "version: 1\n")
    world.git("rm", "-q", "-r", "access")
    if what == "directory":
        (world.root / "access").symlink_to("other")
    else:
        (world.root / "access").mkdir()
        (world.root / "access/settings.yaml").symlink_to("../other/settings.yaml")
        world.write("access/policy.yaml", POLICY)
    world.commit()
    plan = world.plan("--base", "main")
    assert plan["changes"] == []
    assert "altered-not-used" in codes(plan, "alterations")
    assert world.ok("plan", "--base", "main").out.startswith("Hoy no hay nada que cambiar")


def test_a_linked_practice_of_the_change_is_not_followed(world: World) -> None:
    """What a link leads to may be a file of the runner alone, whose lines the comment would quote."""
    world.git("checkout", "-q", "-b", "linked")
    world.write("secrets/token.yaml", "token: s3cr3t-value\n")
    (world.root / "practices/derma-este.yaml").unlink()
    (world.root / "practices/derma-este.yaml").symlink_to("../secrets/token.yaml")
    world.git("add", "-A", "practices")
    world.git("commit", "-q", "-m", "Link")
    answer = world.run("plan", "--format", "markdown", *CHANGE)
    assert answer.code == 1
    assert "s3cr3t" not in answer.out + answer.err
    assert "es un enlace" in answer.out


def test_local_schemas_are_the_bases(world: World) -> None:
    """A change cannot take away the schema that would refuse it, nor bring one."""
    world.git("checkout", "-q", "-b", "schema")
    world.write("schemas/local/practice.schema.json", json.dumps({"required": ["nothing-has-this"]}))
    world.commit()
    assert world.run("plan", "--base", "main").code == 0
    assert world.run("plan").code == 1


def test_a_trailer_of_the_change_is_shown_as_loosening(world: World) -> None:
    """Whoever approves the change approves that with it."""
    plan = planned(world, "emptied")
    assert {"code": "loosened-by-commit", "trailer": "Allow-Removals: 12"} in [
        {"code": item["code"], **item["params"]} for item in plan["alterations"]
    ]
    assert plan["violations"] == []


def test_a_trailer_below_the_tip_is_announced_and_not_used(world: World) -> None:
    """Whether it will hold depends on how the change is merged."""
    propose(world, "emptied")
    world.write("README.md", "Hola\n")
    world.commit("Another commit on top")
    plan = world.plan(*CHANGE)
    assert codes(plan, "alterations") == ["loosened-once-merged"]
    assert [item["guard"] for item in plan["violations"]] == ["removals"]


def test_a_detached_merge_of_a_shallow_enough_clone_is_planned(world: World, tmp_path: Path) -> None:
    """As a host's CI makes it: a clone, the merge of the pull request checked out detached."""
    propose(world, "new-assistant")
    world.git("checkout", "-q", "main")
    clone = tmp_path / "runner"
    git(tmp_path, "clone", "-q", f"file://{world.root}", str(clone))
    git(clone, "checkout", "-q", "--detach", "origin/main")
    git(clone, "merge", "-q", "--no-ff", "-m", "Merge the pull request", "origin/new-assistant")
    git(clone, "branch", "access-journal", "origin/access-journal")
    (clone / ".git/accessctl").mkdir()
    state = (world.root / ".git/accessctl/sandbox.sqlite").read_bytes()
    (clone / ".git/accessctl/sandbox.sqlite").write_bytes(state)
    plan = World(clone).plan("--base", "origin/main", "--changed-since", "origin/main")
    assert plan["scope"]["practices"] == ["santa-lucia"]
    assert [change["kind"] for change in plan["changes"]] == ["invite"]
    assert plan["commit"] == git(clone, "rev-parse", "HEAD")
    assert plan["tree"].keys() == {"access", "practices"}


def test_a_clone_cut_short_says_what_to_fetch(world: World, tmp_path: Path) -> None:
    """The usual mistake of a first workflow has one clear answer."""
    propose(world, "new-assistant")
    world.git("checkout", "-q", "main")
    clone = tmp_path / "runner"
    git(tmp_path, "clone", "-q", "--depth=1", "-b", "new-assistant", f"file://{world.root}", str(clone))
    answer = World(clone).run("plan", "--lang", "en", "--base", "origin/main")
    assert answer.code == 1
    assert "fetch-depth: 0" in answer.err
    git(clone, "fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main")
    answer = World(clone).run("plan", "--lang", "en", "--base", "origin/main")
    assert answer.code == 1
    assert "cut short" in answer.err


def test_an_unknown_revision_and_unrelated_history_are_told_apart(world: World) -> None:
    """Each has its remedy."""
    answer = world.run("plan", "--lang", "en", "--changed-since", "nowhere")
    assert (answer.code, "git fetch origin" in answer.err) == (1, True)
    answer = world.run("plan", "--lang", "en", "--base", "access-journal")
    assert (answer.code, "no commit in common" in answer.err) == (1, True)
    assert world.run("plan", "--base", "--upload-pack=x").code in (1, 2)


# --- from the pull request to the apply


def merge(world: World, name: str) -> None:
    """Merge the pull request."""
    world.git("checkout", "-q", "main")
    world.git("merge", "-q", "--no-ff", "-m", f"Merge {name}", name)


def test_a_saved_plan_of_a_change_is_applied_after_the_merge(world: World, tmp_path: Path) -> None:
    """What was reviewed is what is done, whatever waits in other practices."""
    propose(world, "new-assistant")
    saved = tmp_path / "plan.json"
    world.ok("plan", *CHANGE, "--out", str(saved))
    world.sandbox(
        "add",
        "derma-este",
        "extra@derma.example",
        "--name",
        "Extra",
        "--surnames",
        "Uno Dos",
        "--clinics",
        "curridabat",
    )
    merge(world, "new-assistant")
    assert [change["kind"] for change in world.plan()["changes"]] == ["revoke", "invite"]
    world.ok("apply", str(saved))
    assert "ana.mora@santalucia.example" in world.live()["santa-lucia"]
    assert "extra@derma.example" in world.live()["derma-este"]


def test_a_saved_plan_whose_practice_moved_is_stale(world: World, tmp_path: Path) -> None:
    """Within its scope, the digest decides as before."""
    propose(world, "new-assistant")
    saved = tmp_path / "plan.json"
    world.ok("plan", *CHANGE, "--out", str(saved))
    world.sandbox("remove", "santa-lucia", "luz.vargas@santalucia.example")
    merge(world, "new-assistant")
    text = (world.root / "practices/santa-lucia.yaml").read_text(encoding="utf-8")
    world.write("practices/santa-lucia.yaml", text.replace("ana.mora", "ana.otra"))
    world.commit()
    assert world.run("apply", str(saved)).code == 7


def test_a_saved_plan_of_a_removed_practice_is_applied(world: World, tmp_path: Path) -> None:
    """Its scope names a practice that no file declares any more; the release is journalled."""
    propose(world, "practice-removed")
    saved = tmp_path / "plan.json"
    world.ok("plan", *CHANGE, "--out", str(saved))
    merge(world, "practice-removed")
    world.ok("apply", str(saved))
    assert "released" in {record["kind"] for record in world.journal()}
    assert world.plan()["released"] == []


def test_a_saved_plan_says_which_practices_it_is_about(world: World, tmp_path: Path) -> None:
    """Another --practice beside it contradicts it."""
    propose(world, "new-assistant")
    saved = tmp_path / "plan.json"
    world.ok("plan", *CHANGE, "--out", str(saved))
    merge(world, "new-assistant")
    answer = world.run("apply", str(saved), "--practice", "derma-este", "--lang", "en")
    assert answer.code == 2
    assert "santa-lucia" in answer.err
    world.ok("apply", str(saved), "--practice", "santa-lucia")


def test_planning_a_change_writes_nothing(world: World) -> None:
    """A pull request's plan leaves no trace: no journal, no mail, no file."""
    propose(world, "record-access")
    before = world.git("for-each-ref"), world.git("status", "--porcelain")
    world.ok("plan", *CHANGE)
    assert (world.git("for-each-ref"), world.git("status", "--porcelain")) == before
    with Gateway(world.root) as gateway:
        assert not (gateway.common_dir() / "accessctl/outbox").exists()


def git(where: Path, *arguments: str) -> str:
    """Run git somewhere else."""
    identity = ("-c", "user.name=Ana", "-c", "user.email=ana@org.example")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=where, check=True, capture_output=True, text=True, env=GIT_ENV
    )
    return done.stdout.strip()
