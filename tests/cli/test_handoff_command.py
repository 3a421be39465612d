"""`accessctl handoff`: what people say of what they were asked."""

from __future__ import annotations

import pytest

from world import World, person, there


@pytest.fixture
def asked(world: World) -> tuple[World, str]:
    """Return a repository in which support was asked for record access, and the hand-off's id."""
    world.practice("lucia", person("ana", record_access=True))
    world.commit()
    world.load({"practice": "lucia", "assistants": [{**there("ana"), "record_access": None}]})
    world.ok("apply", "--yes")
    return world, open_ids(world)[0]


def open_ids(world: World) -> list[str]:
    """Return the ids of the open hand-offs."""
    return [item["id"] for item in world.ok("handoff", "list", "--format", "json").json["handoffs"]]


def test_done_closes_a_request_as_attested_wherever_it_is_shown(asked: tuple[World, str]) -> None:
    """The state says that it rests on a person's word."""
    world, handoff = asked
    world.ok("handoff", "done", handoff[:5], "--by", "Rosa Soto", "--evidence", "https://mesa.example/4711")
    assert open_ids(world) == []
    (item,) = world.ok("handoff", "list", "--all", "--format", "json").json["handoffs"]
    assert (item["state"], item["attested"], item["by"]) == ("done:attested", True, "Rosa Soto")
    assert "attested" in world.ok("handoff", "show", handoff).out
    assert world.steps() == []


def test_refused_blocks_until_the_entry_is_touched(asked: tuple[World, str]) -> None:
    """They said no."""
    world, handoff = asked
    world.ok("handoff", "refused", handoff, "--by", "Soporte", "--reason", "falta la carta")
    assert [item["code"] for item in world.plan()["blocked"]] == ["refused"]
    world.practice("lucia", person("ana", record_access=True, note="Carta enviada"))
    world.commit()
    assert world.steps() == ["request-record-access ana"]


def test_cancelled_is_planned_anew_if_it_is_still_wanted(asked: tuple[World, str]) -> None:
    """Another letter, another id."""
    world, handoff = asked
    world.ok("handoff", "cancel", handoff)
    assert world.steps() == ["request-record-access ana"]
    world.ok("apply", "--yes")
    assert open_ids(world) != [handoff]


def test_evidence_in_words_is_refused(asked: tuple[World, str]) -> None:
    """It could be a patient's data, and the journal never forgets."""
    world, handoff = asked
    for words in ("la paciente María lo vio", "x" * 400, "javascript:alert(1)"):
        answer = world.run("handoff", "done", handoff, "--by", "Rosa", "--evidence", words)
        assert answer.code == 2
    assert open_ids(world) == [handoff]
    for good in ("<4711@mesa.example>", "sha256:" + "ab" * 32, "https://mesa.example/4711"):
        world.ok("handoff", "done", open_ids(world)[0], "--by", "Rosa", "--evidence", good)
        world.practice("lucia", person("ana", record_access=True, note=good))
        world.sandbox("withdraw-record", "lucia", "ana@org.example")
        world.commit()
        world.run("apply", "--yes")


def test_an_unknown_an_ambiguous_and_an_ended_hand_off_give_one_message_each(
    asked: tuple[World, str],
) -> None:
    """With the remedy."""
    world, handoff = asked
    assert world.run("handoff", "done", "zzz", "--by", "Rosa").code == 1
    assert world.run("handoff", "done", "", "--by", "Rosa").code == 1
    world.ok("handoff", "done", handoff, "--by", "Rosa")
    ended = world.run("handoff", "done", handoff, "--by", "Rosa")
    assert ended.code == 1
    assert handoff in ended.err


def test_the_policy_can_ask_for_another_than_the_requester(asked: tuple[World, str]) -> None:
    """Named by address, so that it can be compared."""
    world, handoff = asked
    world.write("access/policy.yaml", "version: 1\nattestation: {by_another: true}\n")
    world.commit()
    assert world.run("handoff", "done", handoff, "--by", "Rosa Soto").code == 2
    own = world.run("handoff", "done", handoff, "--by", "Ana Admin <ANA.ADMIN@org.example>")
    assert own.code == 1
    world.ok("handoff", "done", handoff, "--by", "Rosa Soto <rosa@org.example>")


def test_an_observation_that_denies_a_confirmation_asks_again_and_says_so(asked: tuple[World, str]) -> None:
    """Rosa said that it was done; it is not."""
    world, handoff = asked
    world.ok("handoff", "done", handoff, "--by", "Rosa Soto")
    world.sandbox("advance", "1h")
    world.sandbox("withdraw-record", "lucia", "ana@org.example")
    (change,) = world.plan()["changes"]
    assert change["reason"] == {
        "code": "attestation-denied",
        "params": {"handoff": handoff, "by": "Rosa Soto"},
    }
