"""The main job, from the command line: declare, plan, apply, journalled in git, then an empty plan."""

from __future__ import annotations

import email
from email.policy import default

from world import SETTINGS, World, person, there


def test_declared_people_are_invited_and_the_plan_is_empty_afterwards(world: World) -> None:
    """The plain way: nobody is there, two are declared."""
    world.practice("lucia", person("ana"), person("eva", "escazu", "heredia"))
    world.commit()
    assert world.steps() == ["invite ana", "invite eva"]
    assert world.ok("apply", "--yes").code == 0
    rows = world.live()["lucia"]
    assert rows["eva@org.example"]["clinics"] == ["escazu", "heredia"]
    assert world.steps() == []


def test_a_second_apply_writes_nothing(world: World) -> None:
    """A run that changes nothing and learns nothing writes nothing."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.ok("apply", "--yes")
    commits = world.journal_commits
    world.ok("apply", "--yes")
    world.ok("apply", "--yes")
    assert world.journal_commits == commits


def test_a_life_from_invitation_to_revocation(world: World) -> None:
    """Invited, expired, resent, accepted, record access asked and granted, revoked."""
    world.practice("lucia", person("ana", record_access={"reason": "Prepara los expedientes"}))
    world.practice("otra", person("sol"))
    world.commit()
    world.ok("apply", "--yes")
    world.sandbox("advance", "48h")
    assert world.steps() == ["resend ana", "resend sol"]
    world.ok("apply", "--yes")
    world.sandbox("accept", "lucia", "ana@org.example")
    assert world.steps() == ["request-record-access ana"]
    world.ok("apply", "--yes")
    assert world.steps() == []
    world.sandbox("grant-record", "lucia", "ana@org.example")
    world.ok("apply", "--yes")
    assert world.ok("handoff", "list", "--format", "json").json["handoffs"] == []
    world.practice("lucia")
    world.commit("Ana se va")
    assert world.steps() == ["revoke ana", "request-record-removal ana"]
    world.ok("apply", "--yes")
    assert world.live()["lucia"] == {}
    assert world.steps() == []


def test_a_resent_invitation_that_nobody_answers_is_blocked_after_three_sendings(world: World) -> None:
    """Then a person must speak with the invitee; a touched entry begins anew."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.ok("apply", "--yes")
    for _ in range(2):
        world.sandbox("advance", "49h")
        world.ok("apply", "--yes")
    world.sandbox("advance", "49h")
    assert world.run("apply", "--yes").code == 5
    assert [item["code"] for item in world.plan()["blocked"]] == ["invitation-unanswered"]
    world.practice("lucia", person("ana", note="Ya hablamos con ella"))
    world.commit()
    assert world.steps() == ["resend ana"]


def test_people_live_before_adoption_are_never_touched(world: World) -> None:
    """Not on the first run, and not on a later one."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana"), there("vieja")]})
    for _ in range(3):
        plan = world.plan()
        assert plan["changes"] == []
        assert [item["email"] for item in plan["unmanaged"]] == ["vieja@org.example"]
        world.ok("apply", "--yes")
    assert set(world.live()["lucia"]) == {"ana@org.example", "vieja@org.example"}


def test_somebody_added_by_hand_after_adoption_is_drift_and_removed(world: World) -> None:
    """Drift towards more access is removed."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana")]})
    world.ok("apply", "--yes")
    world.sandbox("add", "lucia", "intrusa@org.example", "--clinics", "escazu")
    (change,) = world.plan()["changes"]
    assert (change["kind"], change["reason"]["code"]) == ("revoke", "drift")
    world.ok("apply", "--yes")
    assert set(world.live()["lucia"]) == {"ana@org.example"}


def test_somebody_removed_by_hand_waits_until_the_entry_is_touched(world: World) -> None:
    """Drift towards less access waits for a person."""
    world.practice("lucia", person("ana"), person("eva"), person("sol"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana"), there("eva"), there("sol")]})
    world.ok("apply", "--yes")
    world.sandbox("remove", "lucia", "ana@org.example")
    assert world.steps() == []
    assert world.run("apply", "--yes").code == 5
    assert world.run("apply", "--yes").code == 5
    world.practice("lucia", person("ana", note="Vuelve"), person("eva"), person("sol"))
    world.commit()
    assert world.steps() == ["invite ana"]
    world.ok("apply", "--yes")
    assert world.live()["lucia"]["ana@org.example"]["accepted"] is False


def test_who_declined_is_not_asked_again_and_again(world: World) -> None:
    """Blocked, until `--restore` or a later commit."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.ok("apply", "--yes")
    world.sandbox("decline", "lucia", "ana@org.example")
    assert world.steps() == []
    assert world.steps("--restore", "lucia", "ana@org.example") == ["invite ana"]
    world.ok("apply", "--yes", "--restore", "lucia", "ana@org.example")
    assert world.steps() == []
    assert [item["code"] for item in world.plan()["waiting"]] == ["acceptance"]


def test_a_single_record_clinic_is_asked_of_its_administrator_in_a_letter(world: World) -> None:
    """The letter lies in the outbox, named after its Message-ID."""
    world.practice("lucia", person("ana", "escazu", "cima"))
    world.commit()
    world.ok("apply", "--yes")
    (path,) = (world.root / ".git/accessctl/outbox").iterdir()
    letter = email.message_from_bytes(path.read_bytes(), policy=default)
    assert letter["To"] == "accesos@cima.example"
    assert "ana@org.example" in letter.get_body(("plain",)).get_content()
    assert path.stem == letter["Message-ID"].strip("<>")
    assert path.stat().st_mode & 0o777 == 0o600
    world.sandbox("add", "lucia", "ana@org.example", "--clinics", "cima")
    world.sandbox("accept", "lucia", "ana@org.example")
    world.ok("apply", "--yes")
    assert (
        world.ok("handoff", "list", "--all", "--format", "json").json["handoffs"][0]["state"]
        == "done:observed"
    )
    assert world.steps() == []


def test_one_letter_a_recipient_and_practice_and_no_mail_twice(world: World) -> None:
    """Two requests to support for one practice are one letter."""
    world.practice("lucia", person("ana", record_access=True), person("eva", record_access=True))
    world.practice("otra", person("sol", record_access=True))
    world.commit()
    world.load(
        {"practice": "lucia", "assistants": [there("ana"), there("eva")]},
        {"practice": "otra", "assistants": [there("sol")]},
    )
    outbox = world.root / ".git/accessctl/outbox"
    for _ in range(3):
        world.ok("apply", "--yes")
        assert len(list(outbox.iterdir())) == 2


def test_a_replaced_address_is_invited_before_the_old_one_goes(world: World) -> None:
    """`previously` names the earlier address of the same person."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana")]})
    world.ok("apply", "--yes")
    world.practice("lucia", person("ana.mora", previously=["ana@org.example"]))
    world.commit()
    world.ok("apply", "--yes")
    assert set(world.live()["lucia"]) == {"ana@org.example", "ana.mora@org.example"}
    world.sandbox("accept", "lucia", "ana.mora@org.example")
    world.ok("apply", "--yes")
    assert set(world.live()["lucia"]) == {"ana.mora@org.example"}


def test_a_renamed_practice_keeps_its_people_and_its_journal(world: World) -> None:
    """Live state, adoption and hand-offs follow the earlier slug."""
    world.practice("lucia", person("ana", record_access=True))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana"), there("vieja")]})
    world.ok("apply", "--yes")
    (world.root / "practices/lucia.yaml").unlink()
    world.practice("santa-lucia", person("ana", record_access=True), previously=["lucia"])
    world.commit()
    plan = world.plan()
    assert plan["changes"] == []
    assert plan["released"] == []
    assert [item["email"] for item in plan["unmanaged"]] == ["vieja@org.example"]
    assert [item["code"] for item in plan["waiting"]] == ["open-handoff"]
    world.ok("apply", "--yes")
    commits = world.journal_commits
    world.ok("apply", "--yes")
    assert world.journal_commits == commits


def test_a_file_deleted_by_mistake_removes_nobody(world: World) -> None:
    """Released: said by the plan until the journal has it."""
    world.practice("lucia", person("ana"))
    world.practice("otra", person("sol"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana")]})
    world.ok("apply", "--yes")
    (world.root / "practices/lucia.yaml").unlink()
    world.commit("Borrado por error")
    plan = world.plan()
    assert plan["changes"] == []
    assert [item["practice"] for item in plan["released"]] == ["lucia"]
    world.ok("apply", "--yes")
    assert world.plan()["released"] == []
    assert set(world.live()["lucia"]) == {"ana@org.example"}


def test_one_bad_entry_stops_itself_and_nothing_else(world: World) -> None:
    """The rest goes on, and the exit code says that something remains."""
    world.practice("lucia", person("ana"), person("mala", "no-existe"))
    world.commit()
    assert world.run("plan").code == 1
    assert world.steps() == ["invite ana"]
    assert world.run("apply", "--yes").code == 5
    assert set(world.live()["lucia"]) == {"ana@org.example"}


def test_an_unreadable_practice_file_freezes_that_practice_only(world: World) -> None:
    """Nothing in or out, and nobody of it is taken for a leaver."""
    world.practice("lucia", person("ana"))
    world.practice("otra", person("sol"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana")]})
    world.ok("apply", "--yes")
    world.write("practices/lucia.yaml", "version: 1\npractice: [oops\n")
    world.commit()
    plan = world.plan()
    assert plan["changes"] == []
    assert [item["practice"] for item in plan["frozen"]] == ["lucia"]
    assert plan["released"] == []
    assert set(world.live()["lucia"]) == {"ana@org.example"}


def test_an_empty_answer_is_refused_until_it_is_accepted(world: World) -> None:
    """A fault that looks like everybody left."""
    world.practice("lucia", person("ana"), person("eva"), person("sol"))
    world.commit()
    world.load({"practice": "lucia", "assistants": [there("ana"), there("eva"), there("sol")]})
    world.ok("apply", "--yes")
    world.sandbox("fault", "empty-answer", "--practice", "lucia", "--times", "2")
    assert world.run("plan").code == 6
    refused = world.run("apply", "--yes")
    assert refused.code == 6
    assert "--accept-live lucia" in refused.err
    assert world.steps() == []


def test_a_commit_that_changes_a_recipient_or_loosens_a_guard_is_shown_as_sensitive(world: World) -> None:
    """Until it is applied: the reviewer sees it in the plan."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.ok("apply", "--yes")
    world.practice("lucia", person("ana"), owner={"email": "otra@otra.example", "name": "Otra"})
    world.write("access/settings.yaml", f"{SETTINGS}guards: {{invitations: 900}}\n")
    world.commit()
    plan = world.plan()
    assert [item["code"] for item in plan["alterations"]] == ["guards-loosened", "recipient-changed"]
    assert "otra@otra.example" in world.ok("plan").out
    assert "otra@otra.example" in world.ok("plan", "--format", "markdown").out
