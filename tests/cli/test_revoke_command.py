"""`accessctl revoke`: at once, journalled, and settled by a later commit only."""

from __future__ import annotations

from world import World, person, there


def test_somebody_declared_is_out_at_once_and_not_invited_back(world: World) -> None:
    """Until a later commit touches the entry."""
    world.practice("lucia", person("ana"), person("eva"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana"), there("eva")]})
    world.ok("apply", "--yes")
    world.ok("revoke", "lucia", "ana@org.example", "--reason", "Perdió el teléfono")
    assert set(world.live()["lucia"]) == {"eva@org.example"}
    assert world.run("apply", "--yes").code == 5
    assert [item["code"] for item in world.plan()["blocked"]] == ["revoked-in-emergency"]
    world.sandbox("add", "lucia", "ana@org.example", "--clinics", "escazu")
    assert world.steps() == ["revoke ana"]
    world.ok("apply", "--yes")
    world.practice("lucia", person("ana", note="Ya tiene teléfono nuevo"), person("eva"))
    world.commit()
    assert world.steps() == ["invite ana"]
    world.ok("apply", "--yes")
    assert world.steps() == []


def test_an_emergency_is_in_the_journal_with_its_reason(world: World) -> None:
    """Who, whom, why."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.ok("apply", "--yes")
    world.ok("revoke", "lucia", "ana@org.example", "--reason", "Se equivocaron de persona")
    (record,) = [record for record in world.journal() if record["kind"] == "emergency"]
    assert record["params"] == {"reason": "Se equivocaron de persona"}
    assert record["actor"] == "Ana Admin <ana.admin@org.example>"
    kinds = [r["change"] for r in world.journal() if r["kind"] == "outcome" and r["run"] == record["run"]]
    assert kinds == ["cancel-invitation"]


def test_the_last_assistant_and_the_unmanaged_go_too(world: World) -> None:
    """Guards on numbers do not hold up an emergency; record access is asked back."""
    world.practice("lucia", person("otra", **{"from": "2027-01-01"}))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("vieja", record_access=True)]})
    world.ok("apply", "--yes")
    assert world.steps() == []
    world.ok("revoke", "lucia", "vieja@org.example", "--reason", "Ya no trabaja aquí")
    assert world.live()["lucia"] == {}
    (handoff,) = world.ok("handoff", "list", "--format", "json").json["handoffs"]
    assert handoff["kind"] == "request-record-removal"


def test_an_emergency_works_from_a_dirty_tree_and_adopts_nobody(world: World) -> None:
    """The files at hand may be anybody's."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana"), there("eva")]})
    world.practice("lucia", person("ana"), person("eva"))
    world.ok("revoke", "lucia", "ana@org.example", "--reason", "Urgente")
    assert set(world.live()["lucia"]) == {"eva@org.example"}
    assert "adopted" not in {record["kind"] for record in world.journal()}


def test_the_owner_is_never_revoked(world: World) -> None:
    """Nor is a practice that nobody declared."""
    world.practice("lucia", person("ana"))
    world.commit()
    assert world.run("revoke", "lucia", "owner@lucia.example", "--reason", "x").code == 1
    assert world.run("revoke", "nadie", "ana@org.example", "--reason", "x").code == 1
    assert world.run("revoke", "lucia", "ana@org.example").code == 2


def test_restore_brings_somebody_back_after_an_emergency(world: World) -> None:
    """The named flag lifts it for good."""
    world.practice("lucia", person("ana"), person("eva"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana"), there("eva")]})
    world.ok("apply", "--yes")
    world.ok("revoke", "lucia", "ana@org.example", "--reason", "Por error")
    world.ok("apply", "--yes", "--restore", "lucia", "ana@org.example")
    world.sandbox("accept", "lucia", "ana@org.example")
    world.ok("apply", "--yes")
    assert world.steps() == []
    assert set(world.live()["lucia"]) == {"ana@org.example", "eva@org.example"}
