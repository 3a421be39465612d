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
        "ana": ["record-access", "record-not-seen"],
        "luz": [],
        "zoe": ["not-declared"],
    }
    assert [who["declared"]["clinics"] for who in found["pinares"]["people"]] == [["escazu"]]
    out = running.ok("review", "show", "lucia", "--lang", "es").out
    assert "nadie ha visto ni dicho" in out
    assert "pinares" not in out


def test_an_earlier_address_is_shown_as_the_same_person(running: World) -> None:
    """It is nobody undeclared: it stays until the new one is accepted."""
    running.ok("assistant", "move", "luz@org.example", "luz.vargas@org.example")
    people = {who["email"]: who for who in shown(running)["lucia"]["people"]}
    old = people["luz@org.example"]
    assert (old["marks"], old["now"]) == (["earlier-address"], "luz.vargas@org.example")
    assert people["zoe@org.example"]["marks"] == ["not-declared"]
    out = running.ok("review", "show", "lucia", "--lang", "en").out
    assert "earlier address of luz.vargas@org.example" in out
    assert out.count("NOT DECLARED") == 1


def test_a_file_in_conflict_is_said_to_be_in_conflict(running: World) -> None:
    """Whoever is in the middle of a merge learns what helps."""
    text = (running.root / "practices/lucia.yaml").read_text(encoding="utf-8")
    running.write("practices/lucia.yaml", f"<<<<<<< HEAD\n{text}=======\n>>>>>>> other\n")
    answer = running.ok("review", "show", "--lang", "en")
    assert "pinares" in answer.out
    assert "lucia: git left a conflict" in answer.err
    assert "accessctl resolve practices/lucia.yaml" in answer.err
    (running.root / "practices/pinares.yaml").unlink()
    assert "No practice" not in running.ok("review", "show", "--lang", "en").out
    refused = running.run("review", "start", "lucia", "--lang", "en")
    assert (refused.code, "accessctl resolve practices/lucia.yaml" in refused.err) == (1, True)
    running.write("practices/lucia.yaml", "version: [\n")
    for verb in (("start", "lucia"), ("sign", "lucia", "--by", "Elena")):
        assert "cannot be read" in running.run("review", *verb, "--lang", "en").err


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


REMOVING = "version: 1\nreviews: {every: 90d, unconfirmed_record_access: remove}\n"


def record_steps(world: World) -> list[tuple[str, str, str]]:
    """Return what the plan asks for about record access: kind, person, why."""
    changes = world.run("plan", "--format", "json").json["changes"]
    return [(one["kind"], one["email"].split("@")[0], one["reason"]["code"]) for one in changes]


def blocked(world: World) -> list[tuple[str, str]]:
    """Return what the plan says is blocked."""
    found = world.run("plan", "--format", "json").json["blocked"]
    return [(one["email"].split("@")[0], one["code"]) for one in found]


def test_an_overdue_review_is_a_finding_of_plan_and_apply_and_not_of_the_files(running: World) -> None:
    """It names the practice's file and what to do; it stops nothing, and can be skipped."""
    running.sandbox("grant-record", "lucia", "ana@org.example")
    running.ok("apply", "--yes")
    assert "review-overdue" not in running.ok("plan").err
    running.sandbox("advance", "90d")
    told = running.ok("plan", "--lang", "en").err
    assert "practices/lucia.yaml:3:3: warning[review-overdue]" in told
    assert "accessctl review start lucia" in told
    assert "review-overdue" in running.ok("apply", "--yes").err
    assert "review-overdue" not in running.ok("plan", "--skip", "review-overdue").err
    assert "review-overdue" not in running.ok("validate").out
    assert running.steps() == []


@pytest.fixture(name="removing")
def _removing(running: World) -> World:
    """Return the same repository, its policy removing what no review confirms; ana opens the record."""
    running.write("access/policy.yaml", REMOVING)
    running.commit()
    running.sandbox("grant-record", "lucia", "ana@org.example")
    running.ok("apply", "--yes")
    return running


def test_record_access_that_no_review_confirms_is_asked_back_and_withheld(removing: World) -> None:
    """From the day on which the review is overdue; and the plan says beforehand until when it holds."""
    due = shown(removing)["lucia"]["due"]
    assert removing.ok("plan", "--format", "json").json["valid_until"] == due
    removing.sandbox("advance", "90d")
    assert record_steps(removing) == [("request-record-removal", "ana", "record-unconfirmed")]
    removing.ok("apply", "--yes")
    removing.sandbox("withdraw-record", "lucia", "ana@org.example")
    answer = removing.run("apply", "--yes")
    assert answer.code == 5
    assert (record_steps(removing), blocked(removing)) == ([], [("ana", "record-unconfirmed")])
    assert "review sign lucia" in removing.run("plan", "--lang", "en").out


def test_a_signed_review_gives_back_what_was_withheld(removing: World) -> None:
    """It is still declared, and now confirmed."""
    removing.sandbox("advance", "90d")
    removing.ok("apply", "--yes")
    removing.sandbox("withdraw-record", "lucia", "ana@org.example")
    removing.run("apply", "--yes")
    removing.ok("review", "start", "lucia")
    removing.ok("review", "sign", "lucia", "--by", "Elena")
    assert record_steps(removing) == [("request-record-access", "ana", "record-declared")]
    removing.ok("apply", "--yes")
    removing.sandbox("grant-record", "lucia", "ana@org.example")
    removing.ok("apply", "--yes")
    assert (record_steps(removing), blocked(removing)) == ([], [])


def test_what_was_asked_for_since_is_confirmed_by_its_own_request(removing: World) -> None:
    """Whoever approved it has looked at it; it has the policy's time from then on."""
    removing.sandbox("advance", "80d")
    removing.practice(
        "lucia", person("ana", record_access=True), person("luz", "heredia", record_access=True)
    )
    removing.commit()
    removing.ok("apply", "--yes")
    removing.sandbox("grant-record", "lucia", "luz@org.example")
    removing.ok("apply", "--yes")
    removing.sandbox("advance", "20d")
    assert [who for _, who, _ in record_steps(removing)] == ["ana"]
    removing.sandbox("advance", "70d")
    assert [who for _, who, _ in record_steps(removing)] == ["ana", "luz"]


def test_record_access_declared_while_a_review_is_overdue_is_asked_for(removing: World) -> None:
    """There is nothing to confirm yet: the pull request is the look at it."""
    removing.sandbox("advance", "90d")
    removing.practice(
        "lucia", person("ana", record_access=True), person("luz", "heredia", record_access=True)
    )
    removing.commit()
    assert ("request-record-access", "luz", "record-declared") in record_steps(removing)
    assert "luz" not in [who for who, _ in blocked(removing)]


def test_where_the_policy_reports_nothing_is_asked_back(running: World) -> None:
    """The finding is all."""
    running.sandbox("grant-record", "lucia", "ana@org.example")
    running.ok("apply", "--yes")
    running.sandbox("advance", "400d")
    assert (record_steps(running), blocked(running)) == ([], [])


def test_log_of_a_practice_shows_that_its_access_was_looked_at(running: World) -> None:
    """Begun, signed off by whom, how many people: beside the events, for these are of one person each."""
    running.ok("review", "start", "lucia")
    running.ok("review", "sign", "lucia", "--by", "Rosa <Soto>")
    log = running.ok("log", "--practice", "lucia", "--format", "json").json
    assert [(item["practice"], item["step"], item["people"]) for item in log["reviews"]] == [
        ("lucia", "signed", 3),
        ("lucia", "begun", 3),
    ]
    assert log["reviews"][0]["by"] == "Rosa <Soto>"
    assert running.ok("log", "--practice", "pinares", "--format", "json").json["reviews"] == []
    text = running.ok("log", "--practice", "lucia", "--lang", "es").out
    assert "accesos revisados; firmó la revisión: Rosa <Soto>  (3 personas, corrida " in text
    for filtered in (["--email", "ana@org.example"], ["--kind", "granted"], ["--until", "2020-01-01"]):
        assert running.ok("log", *filtered, "--format", "json").json["reviews"] == []


def test_report_says_of_each_practice_when_it_was_reviewed_and_whether_that_is_overdue(
    running: World,
) -> None:
    """Who reads the pack sees at once where nobody looked."""
    running.ok("review", "start", "lucia")
    running.ok("review", "sign", "lucia", "--by", "Rosa")
    running.ok("review", "start", "pinares")
    lucia, pinares = running.ok("report", "--format", "json").json["reviews"]
    assert (lucia["practice"], lucia["by"], lucia["open"], lucia["overdue"]) == (
        "lucia",
        "Rosa",
        False,
        False,
    )
    assert (pinares["signed_at"], pinares["open"], pinares["overdue"]) == (None, True, False)
    running.sandbox("advance", "91d")
    later = running.ok("report", "--format", "json").json["reviews"]
    assert [item["overdue"] for item in later] == [True, True]
    page = running.ok("report", "--format", "markdown", "--lang", "es").out
    assert "Cuándo se revisaron los accesos" in page
    assert "firmó Rosa" in page
    assert "atrasada" in page


def test_a_practice_that_cannot_be_read_is_named_and_not_passed_over(running: World) -> None:
    """Whoever signs has to know what nobody could look at."""
    running.write("practices/lucia.yaml", "version: 1\npractice: [oops\n")
    for command in ("show", "status"):
        told = running.ok("review", command, "--lang", "en")
        assert "lucia: its file cannot be read" in told.err
    (running.root / "practices" / "pinares.yaml").unlink()
    assert "No practice is declared" not in running.ok("review", "show", "--lang", "en").out
