"""Mail as a whole: what leaves a run, what a dead one leaves, and who is reminded."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from mail_server import Mailbox, serving
from world import GIT_ENV, SETTINGS, World, make_world, person, there

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


def letters(box: Mailbox) -> list[EmailMessage]:
    """Return the mails to others than whoever writes them: those are digests."""
    return [mail for mail in box.mails if mail["To"] != "accesos@org.example"]


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
    for mail in letters(box)[2:]:
        before = first[mail["To"]]
        assert mail["In-Reply-To"] == mail["References"] == before["Message-ID"]
        assert mail["Subject"] == f"Re: {before['Subject']}"
        assert (mail["Cc"], mail["Reply-To"]) == (before["Cc"], before["Reply-To"])
        assert mail["Message-ID"] != before["Message-ID"]
    assert {item["state"] for item in open_handoffs(world).values()} == {"reminded"}
    world.sandbox("advance", "96h")
    assert watch(world)["summary"]["reminders"] == 2
    for mail in letters(box)[4:]:
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
    assert len(letters(box)) == 4


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
    assert len(letters(box)) == 3


def test_the_outbox_is_sent_when_somebody_says_so_and_only_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written before there was a server."""
    world.ok("apply", "--yes")
    missing = world.run("handoff", "send")
    assert (missing.code, "ACCESSCTL_SMTP_URL" in missing.err) == (1, True)
    with serving() as (box, where):
        monkeypatch.setenv("ACCESSCTL_SMTP_URL", f"smtp://{where}")
        sent = world.ok("handoff", "send", "--format", "json").json["mails"]
        assert {item["status"] for item in sent} == {"handed-off"}
        assert len(box.mails) == 2
        assert outbox(world) == []
        assert "waits to be sent" in world.ok("handoff", "send", "--lang", "en").out
        for item in open_handoffs(world).values():
            assert item["mailed"]
            again = world.run("handoff", "send", item["id"])
            assert (again.code, "not sent again" in again.err) == (1, True)
        assert len(box.mails) == 2
    assert world.steps() == []
    assert world.run("verify").code == 0


def test_a_mail_that_may_have_arrived_is_sent_again_only_when_it_is_named(world: World, box: Mailbox) -> None:
    """Under its own name, so that a mail program can tell that it is the same."""
    box.answers = ["drop"]
    world.run("apply", "--yes")
    (unknown,) = [item for item in open_handoffs(world).values() if item["uncertain"]]
    before = len(box.mails)
    world.ok("handoff", "send")
    assert len(box.mails) == before
    answer = world.ok("handoff", "send", unknown["id"][:6], "--lang", "en")
    assert "once more" in answer.out
    assert box.mails[-1]["Message-ID"] == unknown["message_id"]
    assert not [item for item in open_handoffs(world).values() if item["uncertain"]]
    assert (world.steps(), world.plan()["blocked"]) == ([], [])
    assert watch(world)["unknown_fates"] == 0


def test_a_mail_that_is_lost_with_its_disk_is_written_anew(world: World, box: Mailbox) -> None:
    """From what the journal knows of it."""
    box.answers = ["drop"]
    world.run("apply", "--yes")
    (unknown,) = [item for item in open_handoffs(world).values() if item["uncertain"]]
    for path in (world.root / ".git/accessctl/outbox").rglob("*.eml"):
        path.unlink()
    world.ok("handoff", "send", unknown["id"])
    assert box.mails[-1]["Message-ID"] == unknown["message_id"]
    assert unknown["email"] in box.mails[-1].get_body(("plain",)).get_content()


def test_a_mail_that_cannot_be_written_anew_is_not_sent_and_stays_uncertain(
    world: World, box: Mailbox
) -> None:
    """Where the outbox should be, something else lies."""
    box.answers = ["drop"]
    world.run("apply", "--yes")
    (unknown,) = [item for item in open_handoffs(world).values() if item["uncertain"]]
    sent, folder = len(box.mails), world.root / ".git/accessctl/outbox"
    shutil.rmtree(folder)
    folder.write_text("not a directory")
    answer = world.run("handoff", "send", unknown["id"], "--format", "json")
    assert answer.code == 5
    (mail,) = answer.json["mails"]
    assert (mail["status"], mail["code"]) == ("failed", "outbox-unwritable")
    assert len(box.mails) == sent
    assert open_handoffs(world)[unknown["kind"]]["uncertain"]


def test_a_mail_that_is_refused_stays_in_the_outbox(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next try may go through; what may have arrived stays uncertain."""
    world.ok("apply", "--yes")
    with serving(Mailbox(answers=["554 no", "drop"])) as (box, where):
        monkeypatch.setenv("ACCESSCTL_SMTP_URL", f"smtp://{where}")
        answer = world.run("handoff", "send", "--format", "json")
        assert answer.code == 5
        assert sorted(item["status"] for item in answer.json["mails"]) == ["failed", "fate-unknown"]
        assert (len(outbox(world)), len(outbox(world, "sending"))) == (1, 1)
        world.ok("handoff", "send")
        assert len(box.mails) == 1
    assert [item["uncertain"] for item in open_handoffs(world).values()].count(True) == 1


def test_an_owner_hears_once_that_an_invitation_ran_out_unanswered(tmp_path: Any, box: Mailbox) -> None:
    """Who, how often, since when, and what to do about it."""
    made = make_world(tmp_path / "other")
    made.practice("lucia", person("ana"), person("luz"))
    made.commit()
    made.load({"practice": "lucia", "assistants": []})
    made.ok("apply", "--yes")
    for _ in range(2):
        made.sandbox("advance", "49h")
        watch(made)
    assert box.mails == []
    made.sandbox("advance", "49h")
    found = watch(made)
    (notice,) = found["parts"][0]["notices"]
    assert (notice["status"], notice["people"]) == ("handed-off", ["ana@org.example", "luz@org.example"])
    watch(made)
    made.run("apply", "--yes")
    (mail,) = box.mails
    assert (mail["To"], mail["Subject"]) == ("owner@lucia.example", "Invitations without an answer: Lucia")
    text = mail.get_body(("plain",)).get_content()
    for said in ("Ana Mora Jiménez", "ana@org.example", "3 times, the last one on 28 November 2026"):
        assert said in text


def test_a_notice_that_could_not_be_sent_waits_in_the_outbox(tmp_path: Any, box: Mailbox) -> None:
    """Nothing asks for it anew, so it is kept."""
    made = make_world(tmp_path / "other")
    made.practice("lucia", person("ana"))
    made.commit()
    made.load({"practice": "lucia", "assistants": []})
    made.ok("apply", "--yes")
    for _ in range(2):
        made.sandbox("advance", "49h")
        watch(made)
    made.sandbox("advance", "49h")
    box.answers = ["554 no"]
    assert "handoff send" in made.run("watch", "--once", "--lang", "en").out
    assert len(outbox(made)) == 1
    made.ok("handoff", "send")
    assert (len(box.mails), outbox(made)) == (1, [])


def test_whoever_writes_the_letters_hears_once_a_day_what_is_overdue(tmp_path: Any, box: Mailbox) -> None:
    """The oldest first; nothing where nothing is overdue."""
    made = make_world(tmp_path / "other")
    made.practice("lucia", person("ana", record_access=True))
    made.commit()
    made.load({"practice": "lucia", "assistants": [{**there("ana"), "record_access": None}]})
    made.ok("apply", "--yes")
    assert watch(made)["parts"][0]["digested"] is False
    made.sandbox("advance", "73h")
    assert [watch(made)["parts"][0]["digested"] for _ in range(3)] == [True, False, False]
    made.sandbox("advance", "25h")
    assert watch(made)["parts"][0]["digested"] is True
    digests = [mail for mail in box.mails if mail["To"] == "accesos@org.example"]
    assert [mail["Subject"] for mail in digests] == ["Hand-offs without an answer: 1"] * 2
    text = digests[1].get_body(("plain",)).get_content()
    assert "4 days: record access for ana@org.example, in lucia." in text
    assert made.run("verify").code == 0


def checked(world: World, *arguments: str) -> tuple[str, str]:
    """Return what `doctor` finds of the mail."""
    said = world.run("doctor", "--format", "json", *arguments).json
    (found,) = [item for item in said["checks"] if item["check"] == "mail"]
    return found["mark"], found["code"]


def test_doctor_says_who_sends_the_letters_and_asks_the_server_only_when_told_to(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It sends nothing, and shows no password."""
    assert checked(world, "--mail") == ("ok", "person")
    with serving() as (box, where):
        monkeypatch.setenv("ACCESSCTL_SMTP_URL", f"smtp://{where}")
        assert checked(world) == ("ok", "unasked")
        assert box.sessions == 0
        assert checked(world, "--mail") == ("ok", "ok")
        assert (box.sessions, box.mails) == (1, [])
        monkeypatch.setenv("ACCESSCTL_SMTP_URL", f"smtp://user:geheim@{where}")
        assert checked(world, "--mail") == ("error", "smtp-login-refused")
    assert checked(world, "--mail") == ("error", "smtp-unreachable")
    monkeypatch.setenv("ACCESSCTL_SMTP_URL", "smtp://user:geheim@mail.example")
    assert checked(world) == ("error", "smtp-password-in-the-clear")
    assert "geheim" not in world.run("doctor", "--mail").out


@pytest.mark.parametrize("taken", [0, 1, 3])
@pytest.mark.parametrize("keeps_disk", [True, False])
def test_a_killed_run_leaves_no_mail_sent_twice(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, *, taken: int, keeps_disk: bool
) -> None:
    """What was sent is known, what was not is sent, and what nobody can know waits for a person."""
    made = make_world(tmp_path / "other")
    slugs = [f"practice-{number}" for number in range(6)]
    for slug in slugs:
        made.practice(slug, person("ana", record_access=True))
    made.commit()
    made.load(
        *({"practice": slug, "assistants": [{**there("ana"), "record_access": None}]} for slug in slugs)
    )
    if not keeps_disk:
        made.git("init", "-q", "--bare", "-b", "main", str(tmp_path / "remote.git"))
        made.git("remote", "add", "origin", str(tmp_path / "remote.git"))
        made.ok("journal", "init")
        made.commit()
        made.git("push", "-q", "origin", "main")
    with serving(Mailbox(answers=[""] * taken + ["stall"])) as (box, where):
        monkeypatch.setenv("ACCESSCTL_SMTP_URL", f"smtp://{where}?timeout=30")
        run = subprocess.Popen(
            [sys.executable, "-m", "accessctl", "apply", "--yes"],
            cwd=made.root,
            env={**GIT_ENV, "ACCESSCTL_SMTP_URL": f"smtp://{where}?timeout=30"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 20
        while not box.stalled and time.monotonic() < deadline:
            time.sleep(0.01)
        run.kill()
        run.wait()
        assert len(box.mails) == taken
        if not keeps_disk:
            for folder in ("runs", "outbox"):
                shutil.rmtree(made.root / ".git/accessctl" / folder)
        again = made.run("apply", "--yes")
        assert again.code == 5
        sent = [mail["X-Accessctl-Practice"] for mail in box.mails]
        assert len(sent) == len(set(sent))
        listed = made.ok("handoff", "list", "--format", "json").json["handoffs"]
        unknown = [item["practice"] for item in listed if item["uncertain"]]
        assert len(unknown) == (1 if keeps_disk else 6)
        assert len(sent) == (5 if keeps_disk else taken)
        assert not set(sent) & set(unknown) or not keeps_disk
        assert [item["code"] for item in made.plan()["blocked"]] == ["fate-unknown"] * len(unknown)
        assert outbox(made) == []


def test_two_runners_at_once_write_each_reminder_once(world: World, box: Mailbox, tmp_path: Path) -> None:
    """Whoever notes it first sends it."""
    world.git("init", "-q", "--bare", "-b", "main", str(tmp_path / "remote.git"))
    world.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    world.ok("journal", "init")
    world.commit()
    world.git("push", "-q", "origin", "main")
    world.ok("apply", "--yes")
    world.sandbox("advance", "73h")
    other = World(tmp_path / "other")
    world.git("clone", "-q", str(tmp_path / "remote.git"), str(other.root))
    (other.root / ".git/accessctl").mkdir()
    (other.root / ".git/accessctl/sandbox.sqlite").symlink_to(world.root / ".git/accessctl/sandbox.sqlite")
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "accessctl", "watch", "--once"],
            cwd=place.root,
            env={**GIT_ENV, "ACCESSCTL_SMTP_URL": os.environ["ACCESSCTL_SMTP_URL"]},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for place in (world, other, world, other)
    ]
    for run in runs:
        run.wait(60)
    reminders = [mail for mail in box.mails if mail["In-Reply-To"]]
    assert len(reminders) == len({mail["To"] for mail in reminders}) == 2
    assert len([mail for mail in box.mails if mail["To"] == "accesos@org.example"]) == 1
