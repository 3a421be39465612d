"""`accessctl diff`: what two revisions declare differently."""

from __future__ import annotations

import pytest

from world import World, person


@pytest.fixture
def changed(world: World) -> World:
    """Return a repository whose last commit changes people, practices and rules."""
    world.practice("lucia", person("ana"), person("luz"))
    world.practice("old", person("eva"))
    world.practice("gone", person("rita"))
    world.commit("Begin")
    world.practice("lucia", person("ana", "escazu", "heredia", record_access=True), person("marco"))
    world.practice("new", person("eva"), previously=["old"])
    world.git("rm", "-q", "practices/old.yaml", "practices/gone.yaml")
    world.write("access/settings.yaml", (world.root / "access/settings.yaml").read_text() + "drift: report\n")
    world.commit("Change")
    return world


def test_diff_of_a_revision_with_itself_is_empty(changed: World) -> None:
    """The no-op case."""
    answer = changed.ok("diff", "HEAD..HEAD", "--format", "json").json
    assert [answer[key] for key in ("practices", "changes", "alterations", "gaps")] == [[], [], [], []]
    assert "Nothing differs" in changed.ok("diff", "HEAD..HEAD", "--lang", "en").out


def test_diff_shows_people_practices_and_what_else_a_reviewer_has_to_see(changed: World) -> None:
    """A rename is no removal."""
    answer = changed.ok("diff", "HEAD~1..HEAD", "--format", "json").json
    assert answer["format"] == "accessctl.diff/1"
    found = {(item["practice"], item["email"].split("@")[0], item["kind"]) for item in answer["changes"]}
    assert found == {
        ("lucia", "ana", "clinics"),
        ("lucia", "ana", "record-access-granted"),
        ("lucia", "luz", "revoked"),
        ("lucia", "marco", "granted"),
        ("gone", "rita", "revoked"),
    }
    assert {(item["what"], item["practice"], item["earlier"]) for item in answer["practices"]} == {
        ("renamed", "new", "old"),
        ("removed", "gone", None),
    }
    assert "guards-loosened" in [item["code"] for item in answer["alterations"]]


def test_diff_the_other_way_round_is_the_opposite(changed: World) -> None:
    """What was taken away is given back."""
    answer = changed.ok("diff", "HEAD..HEAD~1", "--format", "json").json
    kinds = {(item["email"].split("@")[0], item["kind"]) for item in answer["changes"]}
    assert kinds >= {("luz", "granted"), ("marco", "revoked"), ("rita", "granted")}
    assert ("added", "gone") in {(item["what"], item["practice"]) for item in answer["practices"]}


def test_diff_of_formatting_is_empty(changed: World) -> None:
    """Comments and order mean nothing."""
    path = changed.root / "practices" / "lucia.yaml"
    path.write_text("# a comment\n" + path.read_text())
    changed.commit("Format")
    assert changed.ok("diff", "HEAD~1..", "--format", "json").json["changes"] == []


def test_diff_with_three_dots_leaves_out_what_the_other_side_did(changed: World) -> None:
    """A pull request is shown as what it changes."""
    changed.git("checkout", "-q", "-b", "side", "HEAD~1")
    changed.practice("lucia", person("ana"), person("luz"), person("zoe"))
    changed.commit("Zoe")
    answer = changed.ok("diff", "main...side", "--format", "json").json
    assert [(item["email"], item["kind"]) for item in answer["changes"]] == [("zoe@org.example", "granted")]


def test_diff_as_markdown_escapes_what_files_say(changed: World) -> None:
    """A name is no markup, no mention and no link."""
    changed.practice("lucia", person("ana", name="<img src=x> @team"))
    changed.commit("Name")
    out = changed.ok("diff", "HEAD~1..HEAD", "--format", "markdown", "--lang", "en").out
    assert "<img" not in out
    assert "@team" not in out


def test_diff_of_a_file_that_cannot_be_read_says_so(changed: World) -> None:
    """Nobody is shown as gone because of a typing error."""
    changed.write("practices/lucia.yaml", "broken: [\n")
    changed.commit("Break")
    answer = changed.ok("diff", "HEAD~1..HEAD", "--format", "json").json
    assert answer["changes"] == []
    assert [gap["practice"] for gap in answer["gaps"]] == ["lucia"]


@pytest.mark.parametrize("revisions", ["HEAD", "nowhere..HEAD", "HEAD..nowhere", "--..HEAD"])
def test_diff_of_no_two_revisions_is_one_clear_message(changed: World, revisions: str) -> None:
    """No traceback, and nothing that git takes for an option."""
    answer = changed.run("diff", "--lang", "en", "--", revisions)
    assert answer.code in (1, 2)
    assert answer.err.startswith("error: ")
