"""`accessctl review`: all access looked at again, and signed off in the journal."""

from __future__ import annotations

from typing import Any

import pytest

from world import World, person, there

REVIEWS = "version: 1\nreviews: {every: 90d}\n"


@pytest.fixture(name="running")
def _running(world: World) -> World:
    """Return a repository with two practices that were applied, and a policy of 90 days."""
    world.write("access/policy.yaml", REVIEWS)
    world.practice("lucia", person("ana", record_access=True), person("luz", "heredia"))
    world.practice("pinares", person("eva"))
    world.commit()
    world.load(
        {"practice": "lucia", "assistants": [there("ana"), there("luz", "heredia"), there("zoe")]},
        {"practice": "pinares", "assistants": [there("eva")]},
    )
    world.ok("apply", "--yes")
    return world


def shown(world: World, *slugs: str) -> dict[str, dict[str, Any]]:
    """Return the reviews by practice."""
    practices = world.ok("review", "show", *slugs, "--format", "json").json["practices"]
    return {item["practice"]: item for item in practices}


def test_show_names_everybody_and_what_makes_them_worth_a_look(running: World) -> None:
    """Who is declared, and who is known to be there without being declared."""
    found = shown(running)
    assert {who["email"].split("@")[0]: who["marks"] for who in found["lucia"]["people"]} == {
        "ana": ["record-access", "record-unconfirmed"],
        "luz": [],
        "zoe": ["not-declared"],
    }
    assert [who["declared"]["clinics"] for who in found["pinares"]["people"]] == [["escazu"]]
    out = running.ok("review", "show", "lucia", "--lang", "es").out
    assert "nadie ha confirmado el acceso al expediente" in out
    assert "pinares" not in out


def test_record_access_that_was_seen_is_confirmed(running: World) -> None:
    """An observation is a confirmation."""
    running.sandbox("grant-record", "lucia", "ana@org.example")
    running.ok("apply", "--yes")
    (ana, *_) = shown(running, "lucia")["lucia"]["people"]
    assert ana["marks"] == ["record-access"]


def test_a_review_is_begun_and_signed_off_in_the_journal(running: World) -> None:
    """Two notes: who began it, and who signs; the journal stays whole."""
    running.ok("review", "start")
    assert all(item["open"] for item in shown(running).values())
    running.ok("review", "sign", "lucia", "--by", "Elena Rojas <elena@lucia.example>")
    found = shown(running)
    assert (found["lucia"]["open"], found["pinares"]["open"]) == (False, True)
    assert found["lucia"]["by"] == "Elena Rojas <elena@lucia.example>"
    records = [record for record in running.journal() if record["kind"].startswith("review")]
    assert [(record["kind"], record["practice"], record["count"]) for record in records] == [
        ("review", "lucia", 3),
        ("review", "pinares", 1),
        ("reviewed", "lucia", 3),
    ]
    assert running.ok("verify", "--format", "json").json["findings"] == []
    assert running.steps() == []


def test_what_was_not_begun_cannot_be_signed(running: World) -> None:
    """Nor a second time."""
    answer = running.run("review", "sign", "lucia", "--by", "Elena", "--lang", "en")
    assert (answer.code, "review start lucia" in answer.err) == (1, True)
    running.ok("review", "start", "lucia")
    running.ok("review", "sign", "lucia", "--by", "Elena")
    assert running.run("review", "sign", "lucia", "--by", "Elena").code == 1


def test_access_that_changed_since_the_review_began_cannot_be_signed(running: World) -> None:
    """Whoever signs has seen what they sign."""
    running.ok("review", "start", "lucia")
    running.practice("lucia", person("ana", record_access=True), person("luz", "escazu"))
    running.commit()
    answer = running.run("review", "sign", "lucia", "--by", "Elena", "--lang", "en")
    assert (answer.code, "changed since" in answer.err) == (1, True)
    running.ok("review", "start", "lucia")
    running.ok("review", "sign", "lucia", "--by", "Elena")


def test_a_review_is_overdue_after_the_policys_time(running: World) -> None:
    """Counted from adoption, and from each signature anew."""

    def overdue() -> list[bool]:
        answer = running.ok("review", "status", "--format", "json").json
        return [item["overdue"] for item in answer["practices"]]

    assert overdue() == [False, False]
    running.sandbox("advance", "89d")
    assert overdue() == [False, False]
    running.sandbox("advance", "1d")
    assert overdue() == [True, True]
    assert "review-overdue" in running.ok("review", "status").out
    running.ok("review", "start", "pinares")
    assert overdue() == [True, True]
    running.ok("review", "sign", "pinares", "--by", "Elena")
    assert overdue() == [True, False]


def test_without_a_policy_nothing_is_due(world: World) -> None:
    """A review can be held all the same."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.ok("apply", "--yes")
    world.sandbox("advance", "900d")
    (item,) = world.ok("review", "status", "--format", "json").json["practices"]
    assert (item["due"], item["overdue"]) == (None, False)
    world.ok("review", "start")
    world.ok("review", "sign", "lucia", "--by", "Elena")
    assert "Elena" in world.ok("review", "status").out


def test_a_review_of_a_renamed_practice_goes_on_and_hides_nobody(running: World) -> None:
    """Between the rename and the next apply the journal knows the practice by its earlier slug."""
    running.git("mv", "practices/pinares.yaml", "practices/robles.yaml")
    running.practice(
        "robles", person("eva"), previously=["pinares"], owner={"email": "owner@pinares.example", "name": "E"}
    )
    running.commit()
    steps = running.steps()
    running.ok("review", "start", "robles")
    running.ok("review", "sign", "robles", "--by", "Elena")
    assert running.steps() == steps
    running.run("apply", "--yes")
    assert shown(running, "robles")["robles"]["by"] == "Elena"


def test_an_unknown_practice_and_an_empty_name_are_usage_errors(running: World) -> None:
    """With the practice that was probably meant."""
    assert "lucia" in running.run("review", "sign", "luci", "--by", "E").err
    assert running.run("review", "start", "luci").code == 2
    assert running.run("review", "sign", "lucia", "--by", " ").code == 2
