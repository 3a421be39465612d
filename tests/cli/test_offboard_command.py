"""`accessctl offboard`: somebody leaves, in every file, every practice, under every address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accessctl.cli import offboard_command
from world import World

DAY = (datetime.now(UTC) + timedelta(days=40)).date().isoformat()
LATER = (datetime.now(UTC) + timedelta(days=80)).date().isoformat()


def entry(email: str, *lines: str) -> str:
    """Return an entry in the layout."""
    rows = [
        f"  - email: {email}",
        "    name: Ana",
        "    surnames: [Mora, Jiménez]",
        *(f"    {one}" for one in lines),
    ]
    return "\n".join(rows) + "\n"


def practice(slug: str, *entries: str, owner: str = "") -> str:
    """Return a practice's file in the layout."""
    return (
        f"version: 1\npractice: {slug}\nname: {slug.title()}\n"
        f"owner: {{email: {owner or f'owner@{slug}.example'}, name: Elena}}\n\n"
        "clinics:\n  - {id: centro, name: Centro}\n\n"
        f"billing_issuer: {{owner: finanzas@{slug}.example}}\n\nassistants:\n" + "\n".join(entries)
    )


ZOE = entry("zoe@org.example")
FILES = {
    "lucia": practice(
        "lucia", "  # the first\n" + entry("ana@org.example", "previously: [ana.old@org.example]"), ZOE
    ),
    "mar": practice("mar", entry("Ana.Old@ORG.example"), ZOE),
    "sol": practice("sol", ZOE),
}


def text(world: World, slug: str) -> str:
    """Return a practice's file."""
    return (world.root / "practices" / f"{slug}.yaml").read_text(encoding="utf-8")


@pytest.fixture
def three(world: World) -> World:
    """Return a repository in which a person has two addresses and two practices."""
    for slug, said in FILES.items():
        world.write(f"practices/{slug}.yaml", said)
    world.commit()
    return world


def test_every_entry_goes_under_every_address_and_a_second_time_nothing(three: World) -> None:
    """The later address finds the earlier one, in whatever case it is written."""
    answer = three.ok("offboard", "ANA@org.example", "--yes")
    assert "The same person, as the files say: ana.old@org.example, ana@org.example." in answer.out
    assert "report person ANA@org.example" in answer.err
    assert text(three, "mar") == practice("mar", ZOE)
    assert text(three, "lucia") == practice("lucia", "  # the first\n" + ZOE)
    assert text(three, "sol") == FILES["sol"]
    three.ok("validate")
    again = three.ok("offboard", "ana@org.example", "--yes")
    assert "declared nowhere" in again.out
    assert again.out.endswith("There is nothing to do.\n")


def test_with_a_day_ahead_access_ends_then_and_record_access_no_later(three: World) -> None:
    """What ends earlier stays so, what begins later goes, and the last day is the same everywhere."""
    three.write(
        "practices/lucia.yaml",
        practice(
            "lucia",
            entry(
                "ana@org.example", f"record_access: {{reason: Prepara, until: {LATER}}}", f"until: {LATER}"
            ),
        ),
    )
    three.write("practices/mar.yaml", practice("mar", entry("ana@org.example", f"from: {LATER}"), ZOE))
    early = entry("ana@org.example", "until: 2026-12-01")
    three.write("practices/sol.yaml", practice("sol", early, ZOE))
    answer = three.ok("offboard", "ana@org.example", "--on", DAY, "--yes")
    assert text(three, "lucia") == practice(
        "lucia",
        entry("ana@org.example", f"record_access: {{reason: Prepara, until: {DAY}}}", f"until: {DAY}"),
    )
    assert text(three, "mar") == practice("mar", ZOE)
    assert text(three, "sol") == practice("sol", early, ZOE)
    assert "lucia has no other assistant" in answer.err
    again = three.ok("offboard", "ana@org.example", "--on", DAY, "--yes")
    assert again.out.endswith("There is nothing to do.\n")


def test_a_day_that_has_come_takes_the_entries_out_now(three: World) -> None:
    """A last day in the past or today leaves nothing to wait for."""
    three.ok("offboard", "zoe@org.example", "--on", "2026-01-31", "--yes")
    assert "zoe" not in text(three, "sol")


def test_what_else_the_person_is_is_named_and_not_changed(three: World) -> None:
    """Owners, issuers' owners, centre administrators and protected people are somebody's decision."""
    said = practice("sol", ZOE, owner="ana@org.example").replace("finanzas@sol.example", "ana@org.example")
    said = said.replace("name: Centro}", "name: Centro, single_record: {administrator: ana@org.example}}")
    three.write("practices/sol.yaml", said)
    three.write("access/policy.yaml", "version: 1\nprotected: [ana@org.example]\n")
    answer = three.run("offboard", "ana@org.example", "--dry-run")
    for words in (
        "sol: this person is the owner",
        "owns the billing issuer",
        "administrator of Centro",
        "protected in",
    ):
        assert words in answer.err
    assert text(three, "sol") == said


def test_one_commit_holds_the_edits_and_nothing_else(three: World) -> None:
    """Other people's changes stay where they are, staged or not; no hook is run."""
    hook = three.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch ../ran; exit 1\n")
    hook.chmod(0o755)
    three.write("notes.txt", "mine\n")
    three.git("add", "notes.txt")
    answer = three.ok("offboard", "ana@org.example", "--yes", "--commit")
    assert "Committed: " in answer.out
    shown = three.git("show", "--stat", "--format=%an%n%B").splitlines()
    assert shown[:2] == ["Ana Admin", "Offboard ana@org.example"]
    assert "- lucia: ana@org.example Ana Mora Jiménez: the entry goes" in "\n".join(shown)
    assert "2 files changed" in shown[-1]
    assert three.git("status", "--porcelain") == "A  notes.txt"
    assert not (three.root.parent / "ran").exists()


def test_declarations_in_a_directory_of_the_repository_are_committed_at_their_place(three: World) -> None:
    """The declarations need not lie at the top."""
    inner = World(three.root / "inner")
    for slug, said in FILES.items():
        inner.write(f"practices/{slug}.yaml", said)
    inner.write("access/settings.yaml", "version: 1\nlanguage: en\n")
    three.commit()
    inner.ok("offboard", "ana@org.example", "--yes", "--commit")
    changed = three.git("show", "--name-only", "--format=").splitlines()
    assert changed == ["inner/practices/lucia.yaml", "inner/practices/mar.yaml"]
    assert three.git("status", "--porcelain") == ""


def test_one_who_is_declared_twice_by_mistake_goes_twice(three: World) -> None:
    """The error of the file is no reason to stay."""
    three.write("practices/sol.yaml", practice("sol", ZOE, entry("ZOE@org.example")))
    three.ok("offboard", "zoe@org.example", "--yes")
    assert "zoe@" not in text(three, "sol").casefold()


def test_a_branch_holds_the_commit_and_the_files_stay(three: World) -> None:
    """Fit to be pushed as a pull request, while somebody works on."""
    three.ok("offboard", "ana@org.example", "--yes", "--branch", "leaver/ana")
    assert text(three, "lucia") == FILES["lucia"]
    assert three.git("status", "--porcelain") == ""
    assert three.git("diff", "--name-only", "main", "leaver/ana").splitlines() == [
        "practices/lucia.yaml",
        "practices/mar.yaml",
    ]
    three.git("checkout", "-q", "leaver/ana")
    three.ok("validate")
    again = three.run("offboard", "zoe@org.example", "--yes", "--branch", "leaver/ana")
    assert (again.code, "already" in again.err) == (1, True)


def test_uncommitted_changes_of_the_same_file_are_not_swept_along(three: World) -> None:
    """A commit about a leaver is about the leaver."""
    three.write("practices/lucia.yaml", FILES["lucia"].replace("the first", "the very first"))
    for how in (("--commit",), ("--branch", "b")):
        answer = three.run("offboard", "ana@org.example", "--yes", *how)
        assert (answer.code, "practices/lucia.yaml" in answer.err) == (1, True)
    assert text(three, "mar") == FILES["mar"]


def test_a_commit_is_refused_where_it_would_be_lost_or_nobodys(three: World) -> None:
    """Each with its remedy, before a file is written."""
    three.git("checkout", "-q", "--detach")
    assert "No branch is checked out" in three.run("offboard", "ana@org.example", "--yes", "--commit").err
    three.git("checkout", "-q", "main")
    (three.root / ".git" / "MERGE_HEAD").write_text("x")
    assert "MERGE_HEAD" in three.run("offboard", "ana@org.example", "--yes", "--commit").err
    (three.root / ".git" / "MERGE_HEAD").unlink()
    assert three.run("offboard", "ana@org.example", "--commit", "--branch", "x").code == 2
    assert text(three, "mar") == FILES["mar"]


def test_nothing_is_done_unasked(three: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --yes somebody has to be there, and to agree."""
    assert three.run("offboard", "ana@org.example").code == 2
    monkeypatch.setattr(offboard_command, "is_asked", lambda: True)
    assert three.run("offboard", "ana@org.example", stdin="n\n").code == 1
    assert text(three, "mar") == FILES["mar"]
    assert three.run("offboard", "ana@org.example", stdin="y\n").code == 0
    assert text(three, "mar") != FILES["mar"]


def test_what_could_not_be_read_is_named_and_the_rest_is_done(three: World) -> None:
    """One broken file does not keep a leaver in everywhere else, and it is not forgotten."""
    three.write("practices/sol.yaml", FILES["sol"].replace("version: 1", "version: 9"))
    three.write("practices/mar.yaml", practice("mar", entry("ana@org.example", "nmae: x"), ZOE))
    answer = three.run("offboard", "ana@org.example", "--yes")
    assert answer.code == 1
    assert "practices/sol.yaml has errors of form" in answer.err
    assert "mar: the entry at practices/mar.yaml:12 has errors" in answer.err
    assert "ana@" not in text(three, "lucia")


def test_a_mistyped_address_is_answered_with_the_nearest(three: World) -> None:
    """Nobody believes a leaver gone because of a slip of the finger."""
    answer = three.ok("offboard", "zoo@org.example", "--yes")
    assert "did you mean zoe@org.example" in answer.err
    assert three.run("offboard", "zoe", "--yes").code == 2
    assert "2026-12-31" in three.run("offboard", "zoe@org.example", "--on", "31/12/2026").err


def test_a_file_nobody_can_read_is_never_nothing_to_do(world: World) -> None:
    """The leaver may stand in it: whoever asked has to look."""
    world.write("practices/lucia.yaml", "version: 1\npractice: [oops\n")
    answer = world.run("offboard", "ana@org.example", "--yes", "--lang", "en")
    assert answer.code == 1
    assert "nothing to do" not in answer.out
    assert "practices/lucia.yaml" in answer.out + answer.err
