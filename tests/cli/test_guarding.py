"""What apply refuses, from the command line, with the exit code of each refusal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from world import World, person, there


@pytest.fixture
def published(world: World, tmp_path: Path) -> World:
    """Return a repository with a bare remote and a pinned journal."""
    world.git("init", "-q", "--bare", "-b", "main", str(tmp_path / "remote.git"))
    world.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    world.practice("lucia", person("ana"))
    world.ok("journal", "init")
    world.commit()
    world.git("push", "-q", "origin", "main")
    return world


def clone(world: World, name: str) -> World:
    """Return another clone of the same remote, on the same live system."""
    other = World(world.root.parent / name)
    world.git("clone", "-q", world.git("remote", "get-url", "origin"), str(other.root))
    state = world.root / ".git/accessctl"
    (other.root / ".git/accessctl").symlink_to(state)
    return other


def test_a_dirty_tree_is_planned_and_never_applied(world: World) -> None:
    """It would be nobody's commit."""
    world.practice("lucia", person("ana"))
    plan = world.plan()
    assert plan["commit"] is None
    assert [change["kind"] for change in plan["changes"]] == ["invite"]
    refused = world.run("apply", "--yes")
    assert refused.code == 6
    assert "practices/lucia.yaml" in refused.err


def test_journal_init_pins_the_root_and_publishes_the_branch(published: World) -> None:
    """The settings hold the branch's first commit."""
    published.git("fetch", "-q", "origin")
    root = published.git("rev-list", "--max-parents=0", "origin/access-journal")
    assert f"root: {root}" in (published.root / "access/settings.yaml").read_text(encoding="utf-8")
    again = published.ok("journal", "init")
    assert root in again.out
    assert published.git("status", "--porcelain") == ""


def test_apply_pushes_intents_and_outcomes_and_leaves_the_work_tree_alone(published: World) -> None:
    """Two commits on the remote's journal branch; nothing else moves."""
    head, index = published.git("rev-parse", "HEAD"), (published.root / ".git/index").read_bytes()
    published.ok("apply", "--yes")
    published.git("fetch", "-q", "origin")
    subjects = published.git("log", "--format=%s", "origin/access-journal").splitlines()
    assert [subject.split(":")[0] for subject in subjects[:2]] == ["apply 000001", "apply 000001"]
    trailers = published.git("log", "-1", "--format=%(trailers)", "origin/access-journal")
    assert f"Declared-Commit: {head}" in trailers
    assert "Plan-Digest: " in trailers
    assert "Actor: Ana Admin <ana.admin@org.example>" in trailers
    assert published.git("rev-parse", "HEAD") == head
    assert (published.root / ".git/index").read_bytes() == index
    assert published.git("status", "--porcelain") == ""


def test_a_commit_that_is_not_on_the_remote_branch_is_refused(published: World) -> None:
    """Not merged, not applied."""
    published.practice("lucia", person("ana"), person("eva"))
    published.commit()
    refused = published.run("apply", "--yes")
    assert refused.code == 6
    published.git("push", "-q", "origin", "main")
    assert published.ok("apply", "--yes")


def test_a_detached_checkout_of_the_tip_is_applied(published: World) -> None:
    """As CI makes it."""
    published.git("checkout", "-q", "--detach")
    assert published.ok("apply", "--yes")


def test_a_commit_behind_the_tip_is_refused_unless_named(published: World) -> None:
    """A slow pipeline does not undo a newer merge."""
    older = published.git("rev-parse", "HEAD")
    published.practice("lucia", person("ana"), person("eva"))
    published.commit()
    published.git("push", "-q", "origin", "main")
    published.git("checkout", "-q", older)
    refused = published.run("apply", "--yes")
    assert refused.code == 6
    assert "--not-tip" in refused.err
    published.ok("apply", "--yes", "--not-tip")


def test_an_old_pipeline_run_again_is_refused(published: World) -> None:
    """An ancestor of the last applied commit is a rollback, and must be called one."""
    older = published.git("rev-parse", "HEAD")
    published.practice("lucia", person("ana"), person("eva"))
    published.commit()
    published.git("push", "-q", "origin", "main")
    published.ok("apply", "--yes")
    published.git("checkout", "-q", older)
    refused = published.run("apply", "--yes", "--not-tip")
    assert refused.code == 6
    assert "--rollback" in refused.err
    published.ok("apply", "--yes", "--rollback")
    assert set(published.live()["lucia"]) == {"ana@org.example"}


def test_a_lost_journal_is_never_a_fresh_start(published: World) -> None:
    """The pinned root is nowhere: nothing is planned, nothing applied."""
    published.ok("apply", "--yes")
    remote = Path(published.git("remote", "get-url", "origin"))
    published.git("push", "-q", "origin", ":access-journal")
    for command in (("plan",), ("apply", "--yes")):
        assert published.run(*command).code == 1
    shutil.rmtree(remote)
    assert published.run("apply", "--yes").code == 1
    assert published.run("plan", "--without-journal").code == 0


def test_a_plan_without_the_journal_cannot_be_applied(published: World, tmp_path: Path) -> None:
    """It is marked as such."""
    file = tmp_path / "plan.json"
    published.ok("plan", "--without-journal", "--out", str(file))
    assert published.run("apply", str(file)).code == 1
    assert published.live() == {}


def test_a_saved_plan_that_still_holds_is_applied_without_asking(published: World, tmp_path: Path) -> None:
    """The reviewed plan, carried out."""
    file = tmp_path / "plan.json"
    published.ok("plan", "--out", str(file))
    published.ok("apply", str(file))
    assert set(published.live()["lucia"]) == {"ana@org.example"}


def test_a_saved_plan_is_refused_when_the_live_system_moved(published: World, tmp_path: Path) -> None:
    """And it says what moved, and why."""
    file = tmp_path / "plan.json"
    published.ok("plan", "--out", str(file))
    published.sandbox("add", "lucia", "ana@org.example", "--clinics", "escazu")
    stale = published.run("apply", str(file))
    assert stale.code == 7
    assert "ana@org.example" in stale.err
    told = published.run("apply", str(file), "--format", "json").json
    assert [(item["moved"], item["cause"]) for item in told["stale"]] == [("gone", "live")]


def test_a_saved_plan_is_refused_when_the_files_moved(published: World, tmp_path: Path) -> None:
    """Cause: file."""
    file = tmp_path / "plan.json"
    published.ok("plan", "--out", str(file))
    published.practice("lucia", person("ana"), person("eva"))
    published.commit()
    published.git("push", "-q", "origin", "main")
    told = published.run("apply", str(file), "--format", "json")
    assert told.code == 7
    assert [(item["moved"], item["cause"]) for item in told.json["stale"]] == [("new", "file")]


def test_a_saved_plan_is_refused_when_time_alone_changed_it(published: World, tmp_path: Path) -> None:
    """Cause: clock."""
    published.ok("apply", "--yes")
    file = tmp_path / "plan.json"
    published.ok("plan", "--out", str(file))
    published.sandbox("advance", "48h")
    told = published.run("apply", str(file), "--format", "json")
    assert told.code == 7
    assert [(item["moved"], item["cause"]) for item in told.json["stale"]] == [("new", "clock")]


def test_somebody_elses_merge_that_asks_for_nothing_new_leaves_the_plan_valid(
    published: World, tmp_path: Path
) -> None:
    """A comment in a file is no reason to review again."""
    file = tmp_path / "plan.json"
    published.ok("plan", "--out", str(file))
    published.write("docs.md", "nothing about access\n")
    path = published.root / "practices/lucia.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# a comment\n", encoding="utf-8")
    published.commit()
    published.git("push", "-q", "origin", "main")
    published.ok("apply", str(file))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "accessctl.plan/9"}', "\x00"])
def test_a_file_that_is_no_plan_gives_one_message(world: World, tmp_path: Path, text: str) -> None:
    """And no traceback."""
    file = tmp_path / "plan.json"
    file.write_text(text, encoding="utf-8")
    answer = world.run("apply", str(file))
    assert answer.code == 1
    assert answer.err.startswith("error: ")


def test_guards_refuse_with_six_and_name_their_flag(world: World) -> None:
    """Eleven removals at once; the flag lets exactly these through."""
    names = [f"p{number:02}" for number in range(30)]
    world.practice("lucia", *map(person, names))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there(name) for name in names]})
    world.ok("apply", "--yes")
    world.practice("lucia", *map(person, names[:19]))
    world.commit()
    plan = world.run("plan")
    assert plan.code == 6
    refused = world.run("apply", "--yes")
    assert refused.code == 6
    assert "--allow-removals 11" in refused.err
    assert len(world.live()["lucia"]) == 30
    world.ok("apply", "--yes", "--allow-removals", "11")
    assert len(world.live()["lucia"]) == 19


def test_a_trailer_of_the_applied_commit_loosens_a_guard_once(world: World) -> None:
    """Reviewed with the commit; the next run of the same commit does not have it any more."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana"), there("vieja")]})
    world.ok("apply", "--yes")
    world.practice("lucia", person("ana", note="sola"))
    world.commit("Retirar a las no administradas\n\nRevoke-Unmanaged: lucia")
    assert world.steps() == ["revoke vieja"]
    world.ok("apply", "--yes")
    assert set(world.live()["lucia"]) == {"ana@org.example"}


def test_one_refused_practice_does_not_hold_up_the_named_others(world: World) -> None:
    """`--practice` names them."""
    world.practice("lucia", person("ana"))
    world.practice("otra", person("sol"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana")]})
    world.ok("apply", "--yes", "--practice", "lucia")
    world.practice("lucia", person("eva", **{"from": "2027-01-01"}))
    world.commit()
    refused = world.run("apply", "--yes")
    assert refused.code == 6
    assert "--allow-empty lucia" in refused.err
    world.ok("apply", "--yes", "--practice", "otra")
    assert set(world.live()["otra"]) == {"sol@org.example"}


def test_apply_without_yes_and_without_a_terminal_asks_for_it(world: World) -> None:
    """Nothing is done by accident."""
    world.practice("lucia", person("ana"))
    world.commit()
    answer = world.run("apply")
    assert answer.code == 2
    assert "--yes" in answer.err
    assert world.live() == {}


def test_pending_changes_end_with_four_when_asked(world: World) -> None:
    """For a pipeline that only wants to know."""
    world.practice("lucia", person("ana"))
    world.commit()
    assert world.run("plan").code == 0
    assert world.run("plan", "--exit-code").code == 4
    world.ok("apply", "--yes")
    assert world.run("plan", "--exit-code").code == 0


def test_errors_in_settings_stop_apply_with_one(world: World) -> None:
    """And plan shows the rest."""
    world.practice("lucia", person("ana"))
    world.write("access/settings.yaml", "version: 1\nlangage: es\n")
    world.commit()
    assert world.run("plan").code == 1
    assert world.run("apply", "--yes").code == 1
    assert world.live() == {}


def test_lost_credentials_stop_the_run_and_what_was_done_is_journalled(world: World) -> None:
    """Nothing more is tried."""
    world.practice("lucia", person("ana"))
    world.practice("otra", person("sol"))
    world.commit()
    world.sandbox("fault", "lost-credentials", "--practice", "otra")
    assert world.run("apply", "--yes").code == 5
    assert set(world.live()["lucia"]) == {"ana@org.example"}
    assert world.steps() == ["invite sol"]


def test_a_timeout_before_the_effect_is_tried_again_and_one_after_it_is_not(world: World) -> None:
    """Looked at first: nobody is invited twice."""
    for kind in ("timeout-before", "timeout-after"):
        slug = kind
        world.practice(slug, person("ana"))
        world.commit()
        world.sandbox("fault", kind, "--practice", slug)
        world.ok("apply", "--yes")
        assert world.live()[slug]["ana@org.example"]["attempts"] == 1
    mails = world.sandbox("dump").json["mails"]
    assert len(mails) == 2


def test_wrong_arguments_end_with_two_and_one_message(world: World) -> None:
    """In both languages."""
    for arguments, word in (
        (("plna",), "plan"),
        (("plan", "--practice", "nadie"), "nadie"),
        (("plan", "--formt"), "--format"),
        (("apply", "--allow-removals", "x"), "--allow-removals"),
        (("handoff", "done"), "ID"),
        (("plan", "--skip", "no-such-rule"), "no-such-rule"),
        (("--repo", "/no/such/place", "validate"), "/no/such/place"),
    ):
        for language in ("en", "es"):
            answer = world.run("--lang", language, *arguments)
            assert answer.code == 2, (arguments, answer)
            assert word in answer.err
            assert "Traceback" not in answer.err


@pytest.mark.parametrize("trick", ["ignored", "link", "overlooked", "left-out"])
def test_only_committed_files_are_applied_whatever_git_overlooks(world: World, trick: str) -> None:
    """Ignored files, links, files git was told to overlook and files left out of the work tree."""
    world.practice("lucia", person("ana"))
    world.write("drafts/otra.yaml", "version: 1\n")
    world.commit()
    if trick == "ignored":
        world.write(".git/info/exclude", "practices/otra.yaml\n")
        world.practice("otra", person("intrusa"))
    elif trick == "link":
        world.practice("otra", person("sol"))
        (world.root / "practices/otra.yaml").rename(world.root / "drafts/otra.yaml")
        (world.root / "practices/otra.yaml").symlink_to("../drafts/otra.yaml")
        world.commit()
        text = (world.root / "drafts/otra.yaml").read_text(encoding="utf-8")
        world.write("drafts/otra.yaml", text.replace("sol@", "intrusa@"))
    elif trick == "overlooked":
        world.git("update-index", "--assume-unchanged", "practices/lucia.yaml")
        world.practice("lucia", person("ana"), person("intrusa"))
    else:
        world.git("update-index", "--skip-worktree", "practices/lucia.yaml")
        (world.root / "practices/lucia.yaml").unlink()
    assert world.plan()["commit"] is None
    assert world.run("apply", "--yes").code == 6
    assert world.live() == {}


def test_a_journal_whose_files_were_changed_or_deleted_is_not_believed(
    published: World, tmp_path: Path
) -> None:
    """A rewritten record cannot hide, not even in a fresh clone."""
    published.ok("apply", "--yes")
    editor = World(tmp_path / "editor")
    remote = published.git("remote", "get-url", "origin")
    published.git("clone", "-q", "-b", "access-journal", remote, str(editor.root))
    file = editor.git("ls-files", "runs").splitlines()[0]
    editor.git("rm", "-q", file)
    editor.commit("Tidy up")
    editor.git("push", "-q", "origin", "access-journal")
    for place in (published, clone(published, "fresh")):
        answer = place.run("plan")
        assert answer.code == 1
        assert file in answer.err


def test_a_commit_cannot_name_its_own_branch(published: World) -> None:
    """The branch that was applied last is the one that a commit has to be on."""
    published.ok("apply", "--yes")
    published.git("checkout", "-q", "-b", "otra")
    settings = (published.root / "access/settings.yaml").read_text(encoding="utf-8")
    published.write("access/settings.yaml", settings + "branch: otra\n")
    published.practice("lucia", person("ana"), person("intrusa"))
    published.commit()
    published.git("push", "-q", "origin", "otra")
    assert published.run("apply", "--yes").code == 6


def test_the_same_steps_without_the_flag_are_refused_by_the_guard(world: World, tmp_path: Path) -> None:
    """The plan did not move; what was allowed for it was not said again."""
    names = [f"p{number:02}" for number in range(30)]
    world.practice("lucia", *map(person, names))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there(name) for name in names]})
    world.ok("apply", "--yes")
    world.practice("lucia", *map(person, names[:19]))
    world.commit()
    file = tmp_path / "plan.json"
    world.ok("plan", "--allow-removals", "11", "--out", str(file))
    refused = world.run("apply", str(file))
    assert refused.code == 6
    assert "--allow-removals 11" in refused.err


def test_a_trailer_is_used_up_by_an_apply_that_had_nothing_to_do(world: World) -> None:
    """What was allowed for this merge is not allowed for what comes after it."""
    names = [f"p{number:02}" for number in range(15)]
    world.practice("lucia", person("ana"))
    world.commit("Nada\n\nAllow-Removals: 99")
    world.load({"practice": "lucia", "assistants": [there("ana")]})
    world.ok("apply", "--yes")
    for name in names:
        world.sandbox("add", "lucia", f"{name}@org.example", "--clinics", "escazu")
    assert world.run("apply", "--yes").code == 6


def test_a_trailer_nobody_can_read_is_one_clear_error(world: World) -> None:
    """Silence would look like consent."""
    world.practice("lucia", person("ana"))
    for value in ("muchas", "9" * 5000, "-1"):
        world.commit(f"Cambio\n\nAllow-Removals: {value}")
        assert world.run("plan").code == 2


def test_the_prompt_takes_yes_in_either_language_and_no_is_no_error(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal the plan is shown and somebody is asked."""
    world.practice("lucia", person("ana"))
    world.commit()
    monkeypatch.setattr("accessctl.cli.apply_command.is_asked", lambda: True)
    for answer in ("n\n", "\n", "quizás\n"):
        declined = world.run("apply", stdin=answer)
        assert declined.code == 0
        assert world.live() == {}
    assert world.run("--lang", "es", "apply", stdin="sí\n").code == 0
    assert set(world.live()["lucia"]) == {"ana@org.example"}
