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


def test_an_emergency_that_an_empty_answer_holds_up_says_so_and_is_tried_again(world: World) -> None:
    """Nothing was done: nobody is told that it was, and the next apply does it."""
    world.practice("lucia", person("ana"), person("eva"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana"), there("eva")]})
    world.ok("apply", "--yes")
    world.sandbox("fault", "empty-answer", "--practice", "lucia")
    answer = world.run("revoke", "lucia", "ana@org.example", "--reason", "Urgente")
    assert answer.code == 5
    assert "may still be in" in answer.err
    assert world.steps() == ["revoke ana"]


def test_an_emergency_about_somebody_not_there_yet_is_journalled(world: World) -> None:
    """Nobody is invited after it."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.ok("revoke", "lucia", "ana@org.example", "--reason", "Urgente")
    assert world.steps() == []
    assert [item["code"] for item in world.plan()["blocked"]] == ["revoked-in-emergency"]


def test_an_emergency_does_not_wait_for_a_new_address(world: World) -> None:
    """An earlier address goes at once, also while the new one has not accepted."""
    world.practice("lucia", person("nueva", name="Ana", previously=["ana@org.example"]), person("eva"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana", "escazu", "cima"), there("eva")]})
    world.ok("apply", "--yes")
    world.ok("revoke", "lucia", "ana@org.example", "--reason", "Urgente")
    assert world.live()["lucia"]["ana@org.example"]["clinics"] == ["cima"]
    kinds = [item["kind"] for item in world.ok("handoff", "list", "--format", "json").json["handoffs"]]
    assert kinds == ["request-removal-at-centre"]


def test_an_emergency_on_an_earlier_address_holds_the_new_one_too(world: World) -> None:
    """The same person does not come in at the new address until a commit settles it."""
    nueva = person("nueva", name="Ana", previously=["ana@org.example"])
    world.practice("lucia", nueva, person("eva"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana"), there("eva")]})
    world.ok("apply", "--yes")
    assert "nueva@org.example" in world.live()["lucia"]
    world.ok("revoke", "lucia", "ana@org.example", "--reason", "Urgente")
    assert set(world.live()["lucia"]) == {"eva@org.example"}
    assert world.steps() == []
    assert [item["code"] for item in world.plan()["blocked"]] == ["revoked-in-emergency"]
    world.practice("lucia", nueva | {"note": "Vuelve"}, person("eva"))
    world.commit()
    assert world.steps() == ["invite nueva"]


def test_an_emergency_does_not_wait_for_an_unreadable_entry(world: World) -> None:
    """Whoever it may declare, it is not this person's emergency."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana"), there("vieja")]})
    world.ok("apply", "--yes")
    world.practice("lucia", person("ana"), person("rota", email=5))
    world.commit()
    world.ok("revoke", "lucia", "vieja@org.example", "--reason", "Urgente")
    assert set(world.live()["lucia"]) == {"ana@org.example"}


def test_an_emergency_in_single_record_clinics_is_asked_of_the_centre(world: World) -> None:
    """What a centre gave, only the centre takes: no revoke that would be refused."""
    world.practice("lucia", person("ana", "cima"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana", "cima")]})
    world.ok("apply", "--yes")
    world.ok("revoke", "lucia", "ana@org.example", "--reason", "Urgente")
    (handoff,) = world.ok("handoff", "list", "--format", "json").json["handoffs"]
    assert handoff["kind"] == "request-removal-at-centre"


def test_somebody_declared_and_not_there_yet_is_never_invited(world: World) -> None:
    """The emergency is remembered although there was nothing to revoke."""
    world.practice("lucia", person("ana"), person("eva"))
    world.commit()
    world.ok("revoke", "lucia", "ana@org.example", "--reason", "No debe entrar")
    assert world.steps() == ["invite eva"]
    assert [item["code"] for item in world.plan()["blocked"]] == ["revoked-in-emergency"]


def test_a_mistyped_address_does_nothing_and_says_so(world: World) -> None:
    """No success is claimed."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana")]})
    answer = world.run("revoke", "lucia", "anna@org.example", "--reason", "x")
    assert answer.code == 1
    assert "anna@org.example" in answer.err


def test_errors_in_the_files_do_not_hold_up_an_emergency(world: World) -> None:
    """Neither her own broken entry nor a file that nobody can read."""
    world.practice("lucia", person("ana"), person("eva"), person("sol"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana"), there("eva"), there("sol")]})
    world.ok("apply", "--yes")
    world.practice("lucia", {**person("ana"), "email": "ana mora"}, person("eva"), person("sol"))
    world.commit()
    world.ok("revoke", "lucia", "ana@org.example", "--reason", "Urgente")
    assert set(world.live()["lucia"]) == {"eva@org.example", "sol@org.example"}
    world.write("practices/lucia.yaml", "version: 1\npractice: [oops\n")
    world.commit()
    world.ok("revoke", "lucia", "eva@org.example", "--reason", "Urgente")
    assert set(world.live()["lucia"]) == {"sol@org.example"}


def test_a_file_deleted_and_restored_does_not_undo_an_emergency(world: World) -> None:
    """The practice starts anew; who was put out stays out."""
    world.practice("lucia", person("ana"), person("eva"))
    world.practice("otra", person("sol"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana"), there("eva")]})
    world.ok("apply", "--yes")
    world.ok("revoke", "lucia", "ana@org.example", "--reason", "Urgente")
    (world.root / "practices/lucia.yaml").unlink()
    world.commit()
    world.ok("apply", "--yes")
    world.practice("lucia", person("ana"), person("eva"))
    world.commit()
    for _ in range(2):
        assert [item["code"] for item in world.plan()["blocked"]] == ["revoked-in-emergency"]
        assert world.steps() == []
        world.run("apply", "--yes")


def test_an_emergency_is_asked_even_of_somebody_who_refused_before(world: World) -> None:
    """A centre that saw no reason to remove her may see one now; its next no stands again."""
    world.practice("lucia", person("ana", "cima"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana", "cima")]})
    world.ok("apply", "--yes")
    world.practice("lucia")
    world.commit()
    world.ok("apply", "--yes")
    refuse_open(world)
    assert [item["code"] for item in world.plan()["blocked"]] == ["refused"]
    world.ok("revoke", "lucia", "ana@org.example", "--reason", "Urgente")
    refuse_open(world)
    assert [item["code"] for item in world.plan()["blocked"]] == ["refused"]


def refuse_open(world: World) -> None:
    """Say no to the one open hand-off."""
    world.sandbox("advance", "1m")
    (handoff,) = world.ok("handoff", "list", "--format", "json").json["handoffs"]
    assert handoff["kind"] == "request-removal-at-centre"
    world.ok("handoff", "refused", handoff["id"], "--by", "Centro")


def test_an_emergency_in_a_file_that_was_never_readable_says_what_to_do_by_hand(world: World) -> None:
    """The practice is there: to say that there is none would send people looking elsewhere."""
    world.write("practices/lucia.yaml", "version: 1\npractice: [oops\n")
    world.commit()
    answer = world.run("revoke", "lucia", "ana@org.example", "--reason", "Urgente", "--lang", "en")
    assert (answer.code, "ask the practice's owner" in answer.err) == (1, True)
