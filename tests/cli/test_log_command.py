"""`accessctl log` as people use it: a life from the declaration to the end of access."""

from __future__ import annotations

import csv
import io

import pytest

from accessctl.model.event import EventKind, Step
from accessctl.rendering.texts import has
from lives import live_through
from world import World, person


@pytest.fixture
def lived(world: World) -> World:
    """Return a repository in which Ana came, got record access, and left."""
    return live_through(world)


def steps(world: World, *arguments: str) -> list[str]:
    """Return the life of Ana as steps, oldest first."""
    answer = world.ok("log", "--email", "ana@org.example", "--format", "json", *arguments).json
    # the sandbox's clock and that of the commits are not the same one
    told = answer["events"][::-1]
    order = sorted(told, key=lambda event: event["clock"] != "declared")
    return [f"{event['step']} {event['kind']}" for event in order]


def test_log_of_a_life_reads_from_declared_to_revoked(lived: World) -> None:
    """Declared, invited, accepted, asked, confirmed, no longer declared, taken out."""
    assert steps(lived) == [
        "declared granted",
        "declared revoked",
        "invited granted",
        "accepted granted",
        "asked record-access-granted",
        "confirmed record-access-granted",
        "removed revoked",
        "asked record-access-withdrawn",
    ]


def test_log_without_the_journal_is_what_git_declares(lived: World) -> None:
    """Nothing else is read."""
    assert steps(lived, "--without-journal") == ["declared granted", "declared revoked"]
    assert steps(lived, "--clock", "declared") == ["declared granted", "declared revoked"]


def test_log_event_names_commit_pull_request_and_approvals(lived: World) -> None:
    """Approvals are claims, and marked as such."""
    answer = lived.ok("log", "--format", "json", "--kind", "revoked", "--without-journal").json
    assert answer["format"] == "accessctl.log/1"
    (event,) = answer["events"]
    assert event["pull_request"] == 9
    assert event["author"] == "Ana Admin"
    assert (event["before"]["record_access"], event["after"]) == (True, None)
    first = lived.ok("log", "--format", "json", "--without-journal").json["events"][-1]
    assert first["approvals"] == [
        {"by": "Luz <luz@org.example>", "trailer": "Reviewed-by", "status": "claimed"}
    ]


def test_log_of_record_access_shows_the_grants_that_bring_it(lived: World) -> None:
    """Whoever asks for record access alone must not miss what came with an invitation."""
    answer = lived.ok("log", "--record-access", "--without-journal", "--format", "json").json
    assert [(event["email"], event["kind"]) for event in answer["events"]] == [
        ("ana@org.example", "revoked"),
        ("ana@org.example", "granted"),
    ]


def test_log_of_a_period_holds_its_first_and_last_day(lived: World) -> None:
    """Days are local, and both are included."""
    at = lived.ok("log", "--without-journal", "--format", "json").json["events"][0]["at"]
    assert lived.ok("log", "--since", at, "--without-journal", "--format", "json").json["events"]
    assert not lived.ok("log", "--until", "2020-01-01", "--format", "json").json["events"]
    assert lived.run("log", "--since", "soon").code == 2


def test_log_as_csv_runs_nothing_in_a_spreadsheet(world: World) -> None:
    """What begins like a formula is text."""
    world.practice("lucia", person("ana") | {"email": "=cmd@org.example"})
    world.commit("=HYPERLINK (#7)")
    world.git("commit", "-q", "--amend", "--no-edit", "--author", "@SUM(A1) <a@org.example>")
    rows = list(csv.DictReader(io.StringIO(world.ok("log", "--format", "csv").out)))
    assert rows[0]["email"] == "'=cmd@org.example"
    assert rows[0]["author"] == "'@SUM(A1)"


def test_log_as_text_is_clean_for_a_terminal(world: World) -> None:
    """A name of a commit cannot move the cursor."""
    world.practice("lucia", person("ana"))
    world.commit("Begin")
    world.git("commit", "-q", "--amend", "--no-edit", "--author", "A\x1b[2J <a@org.example>")
    out = world.ok("log", "--lang", "en").out
    assert "\x1b" not in out
    assert "declared: escazu" in out


def test_log_speaks_both_languages(lived: World) -> None:
    """Every event has words."""
    spanish, english = (lived.ok("log", "--lang", lang).out for lang in ("es", "en"))
    assert "invitación aceptada" in spanish
    assert "invitation accepted" in english
    assert "según dice el mensaje" in spanish


def test_every_kind_and_step_has_words() -> None:
    """None is shown as a code."""
    keys = [f"{area}.{kind}" for area in ("declared", "about") for kind in EventKind]
    keys += [f"step.{step}" for step in Step]
    assert not [key for key in keys if not has("history", key)]
