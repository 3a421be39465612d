from __future__ import annotations

import json
import unicodedata
from datetime import date

import pytest

from accessctl.model.finding import Finding, Location, Severity, Stops
from accessctl.model.identity import Address
from accessctl.rendering.excerpts import excerpt, lines_of
from accessctl.rendering.findings import Checked, findings_json, findings_text

FILE = "practices/lucia.yaml"
SOURCE = "version: 1\nassistants:\n  - email: ana@lucia.example\n    clinics: [escasu]\n"
UNKNOWN = Finding(
    "unknown-clinic",
    Severity.ERROR,
    Location(FILE, 4, 15),
    {"practice": "lucia", "clinic": "escasu", "suggestion": "escazu", "known": ["cima", "escazu"]},
    text="unknown-clinic.near",
    stops=Stops.ENTRY,
    practices=("lucia",),
    email=Address("ana@lucia.example"),
)
PASSED = Finding(
    "date-passed",
    Severity.WARNING,
    Location(FILE, 3, 5),
    {"email": "ana@lucia.example", "ends": date(2026, 11, 23)},
)


def shown(*findings: Finding, source: str = SOURCE, language: str = "en", color: bool = False) -> str:
    return findings_text(findings, {FILE: source}, language, color=color)


def caret_under(line: str, column: int, width: int = 96) -> str:
    """Return the character that the caret stands under, by the columns of a terminal."""
    cut = excerpt(line, column, width)
    at = 0
    for char in cut.line:
        if unicodedata.combining(char):
            continue
        if at == cut.caret:
            return char
        at += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return ""


def test_text_of_a_finding_shows_line_caret_and_hint() -> None:
    """It reads like a good compiler's."""
    assert shown(UNKNOWN) == (
        "practices/lucia.yaml:4:15: error[unknown-clinic]: the practice `lucia` has no clinic `escasu`\n"
        " 4 |     clinics: [escasu]\n"
        "   |               ^\n"
        "   = hint: did you mean `escazu`?\n"
        "\n"
        "1 error in 1 file\n"
    )


def test_text_in_spanish_is_spanish_throughout() -> None:
    """Nothing but names and keys stays as it is."""
    text = shown(UNKNOWN, PASSED, language="es")
    assert "advertencia[date-passed]: el último día de ana@lucia.example fue el 2026-11-23" in text
    assert "sugerencia: ¿quiso decir `escazu`?" in text
    assert text.endswith("1 error, 1 advertencia en 1 archivo\n")


def test_text_without_findings_says_what_was_checked() -> None:
    """Silence would not tell whether anything was read."""
    text = findings_text([], {}, "en", color=False, checked=Checked(1, 14))
    assert text == "No problems found: 1 practice, 14 assistants.\n"


def test_text_of_many_counts_files() -> None:
    """The last line sums up."""
    elsewhere = Finding("date-passed", Severity.WARNING, Location("practices/rosa.yaml"), PASSED.params)
    assert shown(UNKNOWN, UNKNOWN, elsewhere).endswith("2 errors, 1 warning in 2 files\n")


@pytest.mark.parametrize(
    "where", [Location("access/policy.yaml", 1), Location(FILE, 99), Location(FILE, 1, 99)]
)
def test_text_of_a_place_that_is_not_there_is_no_crash(where: Location) -> None:
    """A file that cannot be quoted is only named."""
    text = shown(Finding("one-surname", Severity.WARNING, where, {"email": "ana@x.example"}))
    assert f"{where.file}:{where.line}:{where.column}:" in text


def test_text_with_control_characters_in_the_file_prints_none() -> None:
    """What a file holds cannot command the terminal."""
    hostile = "a\x1b[31m\u202eb\x9b2J\x07"
    finding = Finding(
        "invalid-address", Severity.ERROR, Location(f"practices/{hostile}.yaml", 1), {"email": hostile * 50}
    )
    text = findings_text([finding], {finding.where.file: hostile}, "en", color=False)
    bad = [char for char in text if unicodedata.category(char) in {"Cc", "Cf"} and char != "\n"]
    assert bad == []


def test_text_in_colour_says_the_same() -> None:
    """Colour adds codes and changes no word."""
    painted = shown(UNKNOWN, color=True)
    assert "\x1b[31m" in painted
    bare = painted
    for code in ("1", "2", "31", "33", "36", "0"):
        bare = bare.replace(f"\x1b[{code}m", "")
    assert bare == shown(UNKNOWN)


def test_text_with_braces_in_a_value_keeps_them() -> None:
    """A value is data, and no text to fill in."""
    finding = Finding("one-surname", Severity.WARNING, Location(FILE), {"email": "{practice}@x.example"})
    assert "{practice}@x.example has one surname" in shown(finding)


def test_text_of_a_rule_without_texts_falls_back_to_its_name() -> None:
    """An unknown rule, as of a newer version, is still shown."""
    assert f"{FILE}:1:1: error[brand-new]: brand-new" in shown(
        Finding("brand-new", Severity.ERROR, Location(FILE))
    )


def test_text_without_a_parameter_is_no_crash() -> None:
    """A missing value shows as a question mark."""
    assert "? has one surname" in shown(Finding("one-surname", Severity.WARNING, Location(FILE)))


def test_text_of_a_long_list_is_cut() -> None:
    """Fifty practices do not fill the screen."""
    params = {"email": "a@x.example", "has": [f"p{n}" for n in range(50)], "lacks": ["q"]}
    text = shown(Finding("record-access-differs", Severity.WARNING, Location(FILE), params))
    assert "p7, … and none in q" in text
    assert "p8" not in text


def test_json_of_findings_is_the_contract() -> None:
    """`accessctl.findings/1` in full, ready to be dumped."""
    value = findings_json([UNKNOWN, PASSED], "en")
    assert json.loads(json.dumps(value))["findings"][0] == {
        "rule": "unknown-clinic",
        "severity": "error",
        "file": FILE,
        "line": 4,
        "column": 15,
        "message": "the practice `lucia` has no clinic `escasu`",
        "hint": "did you mean `escazu`?",
        "params": {
            "practice": "lucia",
            "clinic": "escasu",
            "suggestion": "escazu",
            "known": ["cima", "escazu"],
        },
        "practices": ["lucia"],
        "email": "ana@lucia.example",
        "stops": "entry",
    }
    assert value["format"] == "accessctl.findings/1"
    assert value["summary"] == {"errors": 1, "warnings": 1}


def test_json_without_a_hint_says_null() -> None:
    """A key is always there."""
    value = findings_json([Finding("brand-new", Severity.ERROR, Location(FILE))], "en")
    assert json.dumps(value).count('"hint": null') == 1


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("email: X", 8),
        ("\temail: X", 9),
        ("a\tb\tX", 5),
        ("漢字: X", 5),
        ("e\u0301a: X", 6),
        ("a\u200b: X", 5),
        ("📧 X", 3),
        (f"{'a' * 300} X", 302),
        (f"X {'a' * 300}", 1),
        (f"{'漢' * 200}X{'字' * 200}", 201),
        (f"{chr(9) * 60}X{'b' * 60}", 61),
    ],
)
def test_caret_stands_under_its_character(line: str, column: int) -> None:
    """Tabs, wide, combining and invisible characters and long lines move nothing."""
    assert caret_under(line, column) == "X"


def test_excerpt_of_a_long_line_is_short_and_marked() -> None:
    """A line that fills a file does not fill the screen."""
    cut = excerpt("a" * 5000, 2500)
    assert len(cut.line) <= 98
    assert (cut.line[0], cut.line[-1]) == ("…", "…")


def test_excerpt_beyond_the_end_points_behind_the_line() -> None:
    """Something missing at the end of a line is shown at its end."""
    assert excerpt("abc", 99).caret == 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_lines_are_counted_as_yaml_counts_them(end: str) -> None:
    """The line quoted is the line meant."""
    assert lines_of(f"a{end}b") == ["a", "b"]
