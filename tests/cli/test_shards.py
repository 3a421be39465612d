"""The jobs of a matrix: each looks at its part of the practices, and together they do what one run does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from world import GIT_ENV, World, make_world, person, there

SLUGS = ("eva", "lucia", "marta", "rosa", "sol")
FIRST, SECOND = ("eva", "lucia", "rosa", "sol"), ("marta",)
"""What is in part 1 of 2, and in part 2."""


@pytest.fixture
def clinics(tmp_path: Path) -> World:
    """Return five practices, in each of which somebody is to be invited."""
    return five(tmp_path / "repo")


def five(root: Path) -> World:
    """Make them."""
    made = make_world(root)
    for slug in SLUGS:
        made.practice(slug, person("ana"), person("luz"))
    made.load(*({"practice": slug, "assistants": [there("luz"), there("gone")]} for slug in SLUGS))
    made.commit()
    return made


def asked(world: World, *arguments: str) -> dict[str, set[str]]:
    """Return the steps of a plan by practice."""
    found: dict[str, set[str]] = {}
    for item in world.plan(*arguments)["changes"]:
        found.setdefault(item["practice"], set()).add(f"{item['kind']} {item['email']}")
    return found


def test_parts_of_the_plan_are_the_plan(clinics: World) -> None:
    """Each practice is in one of them."""
    one, two = asked(clinics, "--shard", "1/2"), asked(clinics, "--shard", "2/2")
    assert (tuple(sorted(one)), tuple(sorted(two))) == (FIRST, SECOND)
    assert one | two == asked(clinics)
    assert asked(clinics, "--shard", "1/1") == asked(clinics)


def test_part_of_what_was_named_is_looked_at(clinics: World) -> None:
    """The two go together."""
    assert asked(clinics, "--practice", "rosa", "--practice", "marta", "--shard", "2/2").keys() == {"marta"}
    assert clinics.plan("--practice", "rosa", "--shard", "2/2")["scope"]["practices"] == []


def at_once(world: World, *lines: tuple[str, ...]) -> list[tuple[int, str, str]]:
    """Run the commands at the same time, each in a process of its own."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "accessctl", *line, "--format", "json"],
            cwd=world.root,
            env={**os.environ, **GIT_ENV},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for line in lines
    ]
    ended = [process.communicate(timeout=120) for process in started]
    return [(process.returncode, *said) for process, said in zip(started, ended, strict=True)]


def told(world: World) -> set[tuple[Any, ...]]:
    """Return what the journal says was done, by whatever run."""
    return {
        (record["practice"], record.get("email"), record.get("change"), record.get("outcome"))
        for record in world.journal()
        if record["kind"] == "outcome"
    }


def test_jobs_that_run_at_once_do_what_one_run_does(clinics: World, tmp_path: Path) -> None:
    """Each waits for the journal where another one holds it: nothing is lost, and nothing done twice."""
    ended = at_once(clinics, *(("apply", "--yes", "--shard", f"{number}/3") for number in (1, 2, 3)))
    assert [code for code, _, _ in ended] == [0, 0, 0], ended
    assert clinics.plan()["changes"] == []
    alone = five(tmp_path / "alone")
    alone.ok("apply", "--yes")
    assert told(clinics) == told(alone)
    assert clinics.live() == alone.live()
    assert sum(len(json.loads(out)["outcomes"]) for _, out, _ in ended) == len(SLUGS)


def test_removals_are_counted_over_the_jobs_of_a_day(clinics: World) -> None:
    """The guard knows what the other parts took away: the journal tells it."""
    clinics.ok("apply", "--yes")
    clinics.write("access/settings.yaml", SETTINGS)
    for slug in SLUGS:
        clinics.practice(slug, person("luz"))
    clinics.commit()
    first = clinics.run("apply", "--yes", "--shard", "2/2")
    second = clinics.run("apply", "--yes", "--shard", "1/2")
    assert (first.code, second.code) == (0, 6)


SETTINGS = "version: 1\nlive: {provider: sandbox}\nguards: {removals: {percent: 10, at_least: 4}}\n"


def test_practice_whose_file_is_gone_is_released_by_its_part(clinics: World) -> None:
    """Its slug is in one of them, too."""
    clinics.ok("apply", "--yes")
    (clinics.root / "practices" / "marta.yaml").unlink()
    clinics.commit()
    assert clinics.plan("--shard", "1/2")["released"] == []
    assert [item["practice"] for item in clinics.plan("--shard", "2/2")["released"]] == ["marta"]


def test_saved_part_of_a_plan_is_applied_without_naming_the_part(clinics: World) -> None:
    """The file says what it is about."""
    clinics.run("plan", "--shard", "2/2", "--out", "part.json")
    refused = clinics.run("apply", "--yes", "part.json", "--shard", "2/2")
    assert refused.code == 2
    assert "--shard" in refused.err
    clinics.ok("apply", "--yes", "part.json")
    assert asked(clinics).keys() == {*FIRST}


def test_number_that_is_no_part_is_a_usage_error(clinics: World) -> None:
    """A job too many would look at nothing and say that all is well."""
    answer = clinics.run("apply", "--yes", "--shard", "3/2")
    assert answer.code == 2
    assert "3/2" in answer.err
