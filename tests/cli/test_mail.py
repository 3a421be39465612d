"""Mail as a whole: what leaves a run, what a dead one leaves, and who is reminded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from mail_server import Mailbox, serving
from world import SETTINGS, World, make_world, person, there

SUPPORT = "soporte@huli.sandbox.example"


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """Return the server that the program's mails go to."""
    with serving() as (mailbox, where):
        monkeypatch.setenv("ACCESSCTL_SMTP_URL", f"smtp://{where}?timeout=1")
        yield mailbox


@pytest.fixture
def world(tmp_path: Any) -> World:
    """Return a repository in which a grant by support and one at a centre are wanted."""
    made = make_world(tmp_path / "clone")
    made.practice("lucia", person("ana", record_access=True), person("zoe", "escazu", "cima"))
    made.commit()
    made.load(
        {"practice": "lucia", "assistants": [{**there("ana"), "record_access": None}, there("zoe", "escazu")]}
    )
    return made


def open_handoffs(world: World) -> dict[str, dict[str, Any]]:
    """Return the pending hand-offs by kind."""
    listed = world.ok("handoff", "list", "--format", "json").json["handoffs"]
    return {item["kind"]: item for item in listed}


def watch(world: World) -> dict[str, Any]:
    """Make one round."""
    answer = world.run("watch", "--once", "--format", "json")
    return {**answer.json, "code": answer.code}


def outbox(world: World, part: str = "") -> list[str]:
    """Return the names of the mails that lie in a part of the outbox."""
    return sorted(path.name for path in (world.root / ".git/accessctl/outbox" / part).glob("*.eml"))


def test_a_run_sends_each_letter_once_and_says_so(world: World, box: Mailbox) -> None:
    """One connection, one mail for each recipient; the outbox keeps what was sent."""
    answer = world.ok("apply", "--yes")
    assert "Mails sent: 2" in answer.out
    assert "Letters to send" not in answer.out
    assert (box.sessions, len(box.mails)) == (1, 2)
    assert outbox(world) == []
    assert len(outbox(world, "sent")) == 2
    assert {item["mailed"] for item in open_handoffs(world).values()} == {True}
    assert world.steps() == []


def test_without_the_variable_letters_wait_in_the_outbox(world: World) -> None:
    """As ever; a person sends them."""
    assert "Letters to send (2)" in world.ok("apply", "--yes").out
    assert len(outbox(world)) == 2
    assert {item["mailed"] for item in open_handoffs(world).values()} == {False}


def test_a_refused_letter_is_failed_and_asked_anew(world: World, box: Mailbox) -> None:
    """Its neighbours went, and the next run has another try."""
    box.refuse = {"accesos@cima.example": "550 no such user"}
    answer = world.run("apply", "--yes")
    assert answer.code == 5
    assert "550 no such user" in answer.out
    assert list(open_handoffs(world)) == ["request-record-access"]
    box.refuse = {}
    world.ok("apply", "--yes")
    assert len(box.mails) == 2
    assert world.steps() == []


def test_a_letter_whose_answer_was_lost_waits_for_a_person(world: World, box: Mailbox) -> None:
    """No run and no round sends it again; it is never reminded of either."""
    box.answers = ["take-and-drop"]
    answer = world.run("apply", "--yes")
    assert answer.code == 5
    assert "not sent again" in answer.out
    world.run("apply", "--yes")
    world.sandbox("advance", "200h")
    watch(world)
    (unknown,) = [item for item in open_handoffs(world).values() if item["uncertain"]]
    assert [mail["X-Accessctl-Handoffs"] for mail in box.mails].count(unknown["id"]) == 1
    assert [item["code"] for item in world.plan()["blocked"]] == ["fate-unknown"]
    assert "perhaps" in world.ok("handoff", "list").out


def test_a_wrong_address_of_the_server_stops_a_run_before_it_began(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is journalled, and the password is not shown."""
    monkeypatch.setenv("ACCESSCTL_SMTP_URL", "smtp://user:geheim@mail.example")
    answer = world.run("apply", "--yes")
    assert answer.code == 1
    assert "ACCESSCTL_SMTP_URL" in answer.err
    assert "geheim" not in answer.err + answer.out
    assert world.git("branch", "--list", "access-journal") == ""


def test_who_does_not_answer_is_reminded_once_and_then_once_more_louder(world: World, box: Mailbox) -> None:
    """In the same thread, with a copy to owner and requester the second time."""
    world.ok("apply", "--yes")
    first = {mail["To"]: mail for mail in box.mails}
    world.sandbox("advance", "71h")
    assert watch(world)["summary"]["reminders"] == 0
    world.sandbox("advance", "2h")
    found = watch(world)
    assert (found["code"], found["summary"]["reminders"], found["pending_handoffs"]) == (0, 2, 2)
    assert watch(world)["summary"]["reminders"] == 0
    for mail in box.mails[2:]:
        before = first[mail["To"]]
        assert mail["In-Reply-To"] == mail["References"] == before["Message-ID"]
        assert mail["Subject"] == f"Re: {before['Subject']}"
        assert (mail["Cc"], mail["Reply-To"]) == (before["Cc"], before["Reply-To"])
        assert mail["Message-ID"] != before["Message-ID"]
    assert {item["state"] for item in open_handoffs(world).values()} == {"reminded"}
    world.sandbox("advance", "96h")
    assert watch(world)["summary"]["reminders"] == 2
    for mail in box.mails[4:]:
        assert mail["In-Reply-To"] == first[mail["To"]]["Message-ID"]
        assert mail["Cc"] == "owner@lucia.example, ana.admin@org.example"
    assert {item["state"] for item in open_handoffs(world).values()} == {"escalated"}
    world.sandbox("advance", "500h")
    assert watch(world)["summary"]["reminders"] == 0
    assert world.steps() == []
    assert world.run("verify").code == 0


def test_who_answered_is_not_reminded(world: World, box: Mailbox) -> None:
    """What was seen not to be done is another matter: that is asked anew."""
    world.ok("apply", "--yes")
    for item in open_handoffs(world).values():
        world.ok("handoff", "done", item["id"], "--by", "Rosa Soto")
    world.sandbox("advance", "80h")
    assert watch(world)["summary"]["reminders"] == 0
    assert not [mail["Subject"] for mail in box.mails if mail["Subject"].startswith("Re:")]


def test_a_reminder_that_could_not_be_delivered_is_tried_again_later(world: World, box: Mailbox) -> None:
    """Not every five minutes: the journal keeps each try."""
    world.ok("apply", "--yes")
    world.sandbox("advance", "73h")
    box.refuse = {"accesos@cima.example": "550 no"}
    found = watch(world)
    assert (found["code"], found["summary"]["reminders"]) == (5, 1)
    states = {kind: item["state"] for kind, item in open_handoffs(world).items()}
    assert states == {"request-record-access": "reminded", "request-user-at-centre": "sent"}
    before = world.journal_commits
    box.refuse = {}
    assert watch(world)["summary"]["reminders"] == 0
    assert world.journal_commits == before
    world.sandbox("advance", "61m")
    assert watch(world)["summary"]["reminders"] == 1
    assert len(box.mails) == 4


def test_a_reminder_that_may_have_arrived_is_not_repeated(world: World, box: Mailbox) -> None:
    """The round says that nobody knows."""
    world.ok("apply", "--yes")
    world.sandbox("advance", "73h")
    box.answers = ["drop", ""]
    found = watch(world)
    assert found["code"] == 5
    statuses = [item["status"] for part in found["parts"] for item in part["reminders"]]
    assert sorted(statuses) == ["fate-unknown", "handed-off"]
    world.sandbox("advance", "20h")
    assert watch(world)["summary"]["reminders"] == 0


def test_the_settings_say_when_to_remind(tmp_path: Any, box: Mailbox) -> None:
    """Days, or hours."""
    settings = SETTINGS + "handoffs: {remind_after: 12h, escalate_after: 1d}\n"
    made = make_world(tmp_path / "other", settings)
    made.practice("lucia", person("ana", record_access=True))
    made.commit()
    made.load({"practice": "lucia", "assistants": [{**there("ana"), "record_access": None}]})
    made.ok("validate")
    made.ok("apply", "--yes")
    made.sandbox("advance", "13h")
    assert watch(made)["summary"]["reminders"] == 1
    made.sandbox("advance", "12h")
    watch(made)
    assert [item["state"] for item in open_handoffs(made).values()] == ["escalated"]
    assert len(box.mails) == 3
