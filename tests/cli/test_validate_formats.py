"""Findings for code hosts: SARIF, annotations, GitLab's report and JUnit say the same as the text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from world import World, make_world, person

MESSY = {"record_access": {"reason": "x"}, "until": "2020-01-01"}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Return a repository with errors and warnings, one in a name that would break the formats."""
    world = make_world(tmp_path / "repo")
    world.practice(
        "santa-lucia", person("ana", "nowhere"), person("luz", surnames=["Una"]), person("eva", **MESSY)
    )
    world.practice("derma", person("rosa", '%0A::error::x,y:"<&>'))
    world.practice("limpio", person("ines"))
    return world


def findings(world: World) -> list[dict[str, object]]:
    """Return the findings as the JSON contract has them."""
    return list(world.run("validate", "--format", "json").json["findings"])


def test_sarif_names_every_finding_with_its_place(world: World) -> None:
    """One result a finding, with rule, level, line and column; the rules are described once."""
    answer = world.run("validate", "--format", "sarif")
    log = answer.json
    (run,) = log["runs"]
    assert answer.code == 1
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    told = []
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        file = unquote(place["artifactLocation"]["uri"])
        told.append((result["ruleId"], result["level"], file, *place["region"].values()))
    assert told == [
        tuple(f[key] for key in ("rule", "severity", "file", "line", "column")) for f in findings(world)
    ]


def test_sarif_of_clean_files_has_a_run_without_results(world: World) -> None:
    """A host closes what was found before only where a run says that nothing is left."""
    for slug in ("santa-lucia", "derma"):
        (world.root / f"practices/{slug}.yaml").unlink()
    (run,) = world.ok("validate", "--format", "sarif").json["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_fingerprints_stay_when_lines_move(world: World) -> None:
    """A host knows a finding again although a comment came above it."""
    before = prints(world)
    path = world.root / "practices/santa-lucia.yaml"
    path.write_text("# moved\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert prints(world) == before
    assert len(before) == len(set(before))


def prints(world: World) -> list[str]:
    """Return the fingerprints of GitLab's report."""
    return [item["fingerprint"] for item in world.run("validate", "--format", "gitlab").json]


def test_annotations_are_one_line_each_and_cannot_be_broken_out_of(world: World) -> None:
    """A clinic that is called like a command is data."""
    lines = world.run("validate", "--format", "github").out.splitlines()
    assert len(lines) == len(findings(world))
    shape = re.compile(
        r"::(error|warning) file=practices/[\w-]+\.yaml,line=\d+,col=\d+,title=accessctl%3A [\w-]+::.+"
    )
    assert [line for line in lines if not shape.fullmatch(line)] == []
    (evil,) = [line for line in lines if "derma" in line]
    assert "%250A" in evil


def test_annotations_of_clean_files_are_none(world: World) -> None:
    """Silence is what a runner takes for nothing found."""
    for slug in ("santa-lucia", "derma"):
        (world.root / f"practices/{slug}.yaml").unlink()
    assert world.ok("validate", "--format", "github").out == ""


def test_gitlab_report_has_what_gitlab_requires(world: World) -> None:
    """Description, check, fingerprint, severity, path and line."""
    report = world.run("validate", "--format", "gitlab").json
    assert {frozenset(item) for item in report} == {
        frozenset({"description", "check_name", "fingerprint", "severity", "location"})
    }
    assert {item["severity"] for item in report} == {"major", "minor"}
    assert [item["location"]["lines"]["begin"] for item in report] == [f["line"] for f in findings(world)]


def test_junit_fails_for_errors_and_passes_for_the_rest(world: World) -> None:
    """A file without findings is a case that passed, a warning passes and is told."""
    answer = world.run("validate", "--format", "junit")
    suites = ET.fromstring(answer.out.encode())  # noqa: S314 - our own output
    errors = [one for one in findings(world) if one["severity"] == "error"]
    assert suites.get("failures") == str(len(errors)) == str(len(suites.findall(".//failure")))
    assert int(suites.get("tests") or 0) == len(suites.findall(".//testcase"))
    passed = [case.get("name") for case in suites.iter("testcase") if len(case) == 0]
    assert passed == ["access/policy.yaml", "access/settings.yaml", "practices/limpio.yaml"]
    assert '%0A::error::x,y:"<&>' in " ".join(case.get("message") or "" for case in suites.iter("failure"))


def test_every_format_speaks_the_wished_language(world: World) -> None:
    """The owner of the repository reads Spanish beside the line too."""
    for form in ("sarif", "github", "gitlab", "junit"):
        said = world.run("validate", "--format", form, "--lang", "es").out
        assert "no tiene ninguna clínica" in said
        assert "no tiene ninguna clínica" not in world.run("validate", "--format", form, "--lang", "en").out


def test_formats_are_valid_for_an_empty_repository(tmp_path: Path) -> None:
    """Nothing declared is one finding, in every format."""
    world = make_world(tmp_path / "repo")
    assert json.loads(world.run("validate", "--format", "gitlab").out) == []
    ET.fromstring(world.run("validate", "--format", "junit").out.encode())  # noqa: S314
