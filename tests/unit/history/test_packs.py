"""The access-review pack and the proof for one person, after lives played on the sandbox."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from lives import live_through
from played_report import asked_then, dated, play_quarter
from world import World, person, there


def report(world: World, *arguments: str) -> dict[str, Any]:
    """Return the report as JSON."""
    return dict(world.ok("report", *arguments, "--format", "json").json)


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Return the sample practices after three played months."""
    with asked_then():
        return play_quarter(tmp_path_factory.mktemp("quarter") / "repo")


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    """Ask at the end of the played months, in this module alone."""
    with asked_then():
        yield


def states(pack: dict[str, Any]) -> dict[str, str]:
    """Return how everybody stands, by the address's first word."""
    return {row["email"].partition(".")[0].partition("@")[0]: row["state"] for row in pack["roster"]}


def test_pack_of_now_shows_who_is_there_declared_or_not(quarter: World) -> None:
    """The roster is what is declared for today, and whoever else is live."""
    pack = report(quarter)
    assert (pack["format"], pack["kind"], pack["live"]) == ("accessctl.report/1", "review", True)
    assert states(pack) == {
        "esteban": "expired",
        "nadia": "invited",
        "paola": "active",
        "prima": "active",
        "fernanda": "active",
        "jose": "active",
        "luz": "active",
        "marco": "active",
        "sofia": "active",
    }
    assert [row["email"] for row in pack["roster"] if row["declared"] is None] == ["prima@correo.example"]
    assert [row["email"].partition(".")[0] for row in pack["invitations"]] == ["esteban", "nadia"]


def test_pack_names_reason_approver_and_commit_of_record_access(quarter: World) -> None:
    """Why, since when, by whom, until when."""
    rows = {row["email"].partition(".")[0]: row for row in report(quarter)["record_access"]}
    assert set(rows) == {"fernanda", "luz", "sofia"}
    luz = rows["luz"]
    assert (luz["reason"], luz["until"], luz["pull_request"]) == (
        "Coordina la auditoría externa",
        "2026-12-05",
        12,
    )
    assert luz["approvals"][0]["by"].startswith("Elena Rojas")
    assert luz["since"] == "2026-09-01T14:00:00Z"


def test_pack_tells_what_ends_next_and_what_came_by_hand(quarter: World) -> None:
    """Both are what a reviewer looks for first."""
    pack = report(quarter)
    assert [(row["what"], row["last_day"]) for row in pack["ends_next"]] == [
        ("record_access", "2026-12-05"),
        ("access", "2026-12-10"),
    ]
    assert [(row["email"], row["ended_at"]) for row in pack["drift"]] == [("prima@correo.example", None)]


def test_pack_measures_from_declared_end_to_confirmed_end(quarter: World) -> None:
    """Ana left: revoked after four hours, her record access confirmed gone after three days."""
    pack = report(quarter)
    told = [
        (row["what"], row["asked"]["after_seconds"], row["confirmed"]["after_seconds"], row["open"])
        for row in pack["endings"]
    ]
    hour = 3600
    assert sorted(told) == [
        ("access", 4 * hour, 4 * hour, False),
        ("record_access", 4 * hour, 76 * hour, False),
    ]
    took = {row["kind"]: (row["count"], row["longest_seconds"]) for row in pack["handoff_durations"]}
    assert took["request-record-removal"] == (1, 72 * hour)


def test_pack_on_a_day_knows_nothing_of_later(quarter: World) -> None:
    """A past day is answered from what was recorded by then, without a look at what is live today."""
    pack = report(quarter, "--on", "2026-10-04")
    assert (pack["live"], pack["on"]) == (False, "2026-10-04")
    assert "prima" not in states(pack)
    told = sorted((row["what"], row["open"]) for row in pack["endings"])
    assert told == [("access", False), ("record_access", True)]
    assert "request-record-removal" in [row["kind"] for row in pack["open_handoffs"]]
    assert all(row["at"] <= pack["until"] for row in pack["changes"])


def test_pack_of_one_practice_has_no_other(quarter: World) -> None:
    """An owner's report shows the owner's practice alone, under its earlier slug too."""
    pack = report(quarter, "--practice", "roma-norte")
    sections = [
        pack[name] for name in ("roster", "changes", "endings", "open_handoffs", "drift", "practices")
    ]
    assert {row["practice"] for rows in sections for row in rows} == {"roma-norte"}
    assert pack["over_time"][-1]["people"] == 2


def test_curve_counts_as_who_does(quarter: World) -> None:
    """Every point is what `who` answers for that day."""
    points = report(quarter, "--since", "2026-09-01", "--until", "2026-11-20")["over_time"]
    assert len(points) > 10
    for point in (points[0], points[6], points[-1]):
        rows = quarter.ok("who", "--on", point["day"], "--format", "json").json["access"]
        assert (point["people"], point["record_access"]) == (
            len(rows),
            sum(row["record_access"] for row in rows),
        )


def test_proof_of_a_leaver_is_closed_when_everything_is_confirmed(quarter: World) -> None:
    """Nothing is left of Ana, under her earlier address too."""
    proof = report(quarter, "person", "ana.m@agencia.example")
    assert proof["addresses"] == ["ana.m@agencia.example", "ana.mora@santalucia.example"]
    assert (proof["closed"], proof["open"]) == (True, [])
    (grant,) = proof["grants"]
    assert [(end["what"], end["open"]) for end in grant["endings"]] == [
        ("access", False),
        ("record_access", False),
    ]


def test_proof_on_the_day_she_left_says_what_was_open(quarter: World) -> None:
    """Revoked, but support had not confirmed the record yet."""
    proof = report(quarter, "person", "ana.mora@santalucia.example", "--on", "2026-10-04")
    assert {row["what"] for row in proof["open"]} == {"record-access", "handoff"}


def test_proof_of_a_leaver_who_was_never_revoked_is_open(world: World) -> None:
    """A file without her name proves nothing while she is still in HuliPractice."""
    live_through(world)
    world.practice("lucia")
    world.commit("Luz leaves")
    proof = report(world, "person", "luz@org.example")
    assert proof["closed"] is False
    assert "live" in {row["what"] for row in proof["open"]}


def test_proof_of_somebody_found_there_is_open(world: World) -> None:
    """Nobody ever declared her, and there she is."""
    world.load({"practice": "lucia", "assistants": [there("eva", record_access=True)]})
    world.practice("lucia", person("luz"))
    world.commit()
    proof = report(world, "person", "eva@org.example")
    assert {row["what"] for row in proof["open"]} == {"live", "record-access"}


def test_proof_of_a_stranger_is_refused(world: World) -> None:
    """A typing error must not prove that somebody has no access."""
    world.practice("lucia", person("ana"))
    world.commit()
    answer = world.run("report", "person", "anna@org.example", "--lang", "en")
    assert (answer.code, "knows anna@org.example" in answer.err) == (2, True)


def test_never_applied_grant_needs_no_revocation(world: World) -> None:
    """Who was never invited has nothing to take back."""
    with dated(datetime(2026, 11, 23, tzinfo=UTC)):  # before the sandbox's now, whatever day it is
        world.practice("lucia", person("ana"), person("luz"))
        world.commit()
        world.practice("lucia", person("luz"))
        world.commit("No Ana")
    (ending,) = report(world)["endings"]
    assert (ending["needed"], ending["open"], ending["confirmed"]) == (False, False, None)


def test_report_formats_follow_the_file_and_hold_the_same_people(quarter: World) -> None:
    """The ending of the file chooses; a spreadsheet gets one row for each thing."""
    folder = quarter.root.parent
    for name, begins in (
        ("r.html", "<!DOCTYPE html>"),
        ("r.md", "# "),
        ("r.csv", "section,"),
        ("r.json", "{"),
    ):
        quarter.ok("report", "--out", str(folder / name))
        text = (folder / name).read_text(encoding="utf-8")
        assert text.startswith(begins)
        assert "prima" in text
    rows = list(csv.DictReader(io.StringIO((folder / "r.csv").read_bytes().decode())))
    assert sum(row["section"] == "roster" for row in rows) == 9


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--on", "2026-10-01", "--until", "2026-10-02"), "say the same"),
        (("--since", "2026-10-02", "--until", "2026-10-01"), "before it begins"),
        (("--practice", "nobody"), "never was"),
        (("--on", "yesterday"), "no day"),
    ],
)
def test_report_with_arguments_that_make_no_sense_is_a_usage_error(
    quarter: World, arguments: tuple[str, ...], said: str
) -> None:
    """One clear sentence, and the exit code of a usage error."""
    answer = quarter.run("report", *arguments, "--lang", "en")
    assert (answer.code, said in answer.err) == (2, True), answer.err


def test_emergency_before_the_declared_end_counts_as_its_confirmation(world: World) -> None:
    """Who was taken out first and out of the file afterwards is not asked back twice."""
    world.practice("lucia", person("ana"), person("luz"))
    world.commit()
    world.ok("apply", "--yes")
    world.sandbox("advance", "1h")
    world.sandbox("accept", "lucia", "ana@org.example")
    world.ok("apply", "--yes")
    world.sandbox("advance", "1h")
    world.ok("revoke", "lucia", "ana@org.example", "--reason", "Lost phone")
    world.sandbox("advance", "2h")
    world.practice("lucia", person("luz"))
    with dated(datetime(2026, 11, 24, 19, tzinfo=UTC)):
        world.commit("Ana leaves")
    (ending,) = report(world, "--since", "2026-11-01")["endings"]
    assert (ending["needed"], ending["open"], ending["confirmed"]["step"]) == (True, False, "removed")
    assert report(world, "person", "ana@org.example")["closed"] is True


def test_last_day_that_passed_is_an_end_until_it_is_confirmed(world: World) -> None:
    """Nobody took her out of the file: the day did, and she is still there until an apply."""
    world.practice("lucia", person("ana", until="2026-11-24"), person("luz"))
    with dated(datetime(2026, 11, 23, tzinfo=UTC)):
        world.commit()
    world.ok("apply", "--yes")
    world.sandbox("advance", "1h")
    world.sandbox("accept", "lucia", "ana@org.example")
    world.ok("apply", "--yes")
    world.sandbox("advance", "24h")
    told = [(row["how"], row["open"]) for row in report(world, "--since", "2026-11-01")["endings"]]
    assert told == [("until", True)]
    world.ok("apply", "--yes", "--allow-removals", "5")
    told = [(row["how"], row["open"]) for row in report(world, "--since", "2026-11-01")["endings"]]
    assert told == [("until", False)]
