"""`accessctl who`: who had access at a time, by three clocks."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from lives import live_through
from world import World, person


@pytest.fixture
def lived(world: World) -> World:
    """Return a repository in which Ana came, got record access, and left."""
    return live_through(world)


def who(world: World, *arguments: str) -> list[dict[str, Any]]:
    """Return who has access."""
    return list(world.ok("who", "--format", "json", *arguments).json["access"])


def test_who_answers_by_three_clocks(lived: World) -> None:
    """Declared is the file's, applied and effective are the journal's."""
    day = "2026-11-24T{}:00Z"
    at = {name: day.format(time) for name, time in (("invited", "16:30"), ("accepted", "17:30"))}
    applied = who(lived, "--clock", "applied", "--on", at["invited"], "--practice", "lucia")
    assert [(row["email"], row["certainty"]) for row in applied] == [
        ("ana@org.example", "applied"),
        ("luz@org.example", "applied"),
    ]
    effective = who(lived, "--clock", "effective", "--on", at["invited"], "--email", "ana@org.example")
    assert [row["certainty"] for row in effective] == ["unknown"]
    effective = who(lived, "--clock", "effective", "--on", at["accepted"], "--email", "ana@org.example")
    assert [(row["certainty"], row["record_access"]) for row in effective] == [("observed", None)]
    later = who(lived, "--clock", "effective", "--on", "2026-11-24T21:00:00Z", "--email", "ana@org.example")
    assert later == []


def test_who_of_a_leaver_that_is_still_live_is_shown_as_undeclared(lived: World) -> None:
    """A person is gone when nothing is left, not when the file says so."""
    lived.practice("lucia")
    lived.commit("Luz leaves")
    rows = who(lived, "--email", "luz@org.example", "--on", "2026-11-24T21:00:00Z")
    assert [(row["practice"], row["declared"], row["certainty"]) for row in rows if not row["declared"]] == [
        ("lucia", False, "unknown")
    ]


def test_who_without_a_date_is_now_and_names_the_commit(world: World) -> None:
    """The contract: every key that is promised."""
    world.practice("lucia", person("ana", "heredia", "escazu", billing=True))
    commit = world.commit("Let Ana in (#7)")
    answer = world.ok("who", "--format", "json").json
    assert (answer["format"], answer["clock"], answer["gaps"]) == ("accessctl.who/1", "declared", [])
    (row,) = answer["access"]
    assert {key: row[key] for key in ("practice", "email", "name", "surnames", "clinics")} == {
        "practice": "lucia",
        "email": "ana@org.example",
        "name": "Ana",
        "surnames": ["Mora", "Jiménez"],
        "clinics": ["escazu", "heredia"],
    }
    assert (row["record_access"], row["billing"], row["certainty"]) == (False, True, "declared")
    assert (row["commit"], row["since"]) == (commit, row["changed"])


def test_who_shows_what_could_not_be_read(world: World) -> None:
    """The answer says on what it rests."""
    world.practice("lucia", person("ana"))
    world.commit()
    world.write("practices/lucia.yaml", "version: 1\nbroken: [\n")
    world.commit("Break")
    answer = world.ok("who", "--format", "json").json
    assert [row["email"] for row in answer["access"]] == ["ana@org.example"]
    assert [gap["rule"] for gap in answer["gaps"]] == ["yaml-syntax"]
    assert "lo anterior" in world.ok("who", "--lang", "es").out


def test_who_of_an_unknown_practice_is_a_usage_error(world: World) -> None:
    """A wrong name is no empty answer."""
    world.practice("lucia", person("ana"))
    world.commit()
    answer = world.run("who", "--practice", "luci", "--lang", "en")
    assert (answer.code, "never was a practice luci" in answer.err) == (2, True)


def test_who_as_csv_has_a_row_a_person(world: World) -> None:
    """For whoever works in a spreadsheet."""
    world.practice("lucia", person("ana"), person("luz", record_access=True))
    world.commit()
    out = world.ok("who", "--format", "csv", "--record-access").out
    assert [row["email"] for row in csv.DictReader(io.StringIO(out))] == ["luz@org.example"]
