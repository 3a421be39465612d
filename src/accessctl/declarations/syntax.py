"""YAML's own complaints, told apart by what a person has to do about them."""

from __future__ import annotations

import re

import yaml

from accessctl.declarations.encoding import control_problem
from accessctl.declarations.problems import Problem
from accessctl.declarations.slips import MISREAD, slip_near

DEPTH_AT_MOST = 50
_BRACKETS = "yaml-syntax.bracket"
_KNOWN = (
    ("mapping values are not allowed", "yaml-syntax.colon"),
    ("while scanning a quoted scalar", "yaml-syntax.quote"),
    ("unknown escape character", "yaml-syntax.escape"),
    ("expected ',' or ']'", _BRACKETS),
    ("expected ',' or '}'", _BRACKETS),
    ("cannot start any token", "yaml-syntax.start"),
    ("while scanning an alias", "yaml-syntax.start"),
    ("while scanning an anchor", "yaml-syntax.start"),
    ("found unexpected ':'", "yaml-syntax.glued"),
    ("could not find expected ':'", "yaml-syntax.key"),
    ("did not find expected key", "yaml-syntax.indent"),
    ("did not find expected '-' indicator", "yaml-syntax.indent"),
    ("expected <block end>", "yaml-syntax.indent"),
    ("exceeded maximum nesting depth", "too-deep"),  # a newer libyaml stops by itself
)
_FROM_THE_BEGINNING = frozenset({"yaml-syntax.quote", "yaml-syntax.key", _BRACKETS})
"""These are mended where the text, the key or the bracket begins, not where the parser gave up."""

_FIRST_COLON = re.compile(r"\s+[\w-]+:\s?")
_BARE_DASH = re.compile(r"\s*-\w")
_ANCHORS = re.compile("while scanning an (alias|anchor)")
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def syntax_problem(error: Exception, text: str) -> Problem:
    """Return the problem that stopped the parser."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return control_problem(text) or Problem("yaml-syntax", 1, 1, params={"problem": _first_line(error)})
    lines = _LINE_BREAK.split(text)
    conflict = next((number for number, line in enumerate(lines, 1) if line.startswith("<<<<<<< ")), None)
    if conflict is not None:
        return Problem("yaml-syntax.conflict", conflict, 1)
    said = f"{error.context or ''} {error.problem or ''}"
    code = next((code for words, code in _KNOWN if words in said), "yaml-syntax")
    mark = error.problem_mark
    begins = code in _FROM_THE_BEGINNING or _ANCHORS.match(said) is not None
    if begins and error.context_mark is not None:
        mark = error.context_mark
    code = _more_exactly(code, lines[mark.line][: mark.column + 2] if mark.line < len(lines) else "")
    if _tab_indents(lines, error.problem_mark.line):
        code, mark = "yaml-syntax.tab", error.problem_mark
    elif code in MISREAD and (slip := slip_near(lines, error.problem_mark.line, code)) is not None:
        params = {"key": slip.key, "character": slip.character}
        return Problem(slip.code, slip.line, slip.column, params=params)
    place = (mark.line + 1, mark.column + 1)
    if place[0] > len(lines):  # the parser stands behind the last line
        place = (len(lines), len(lines[-1]) + 1)
    return Problem(code, *place, params={"problem": error.problem or "", "limit": DEPTH_AT_MOST})


def _more_exactly(code: str, line: str) -> str:
    """Tell apart what the parser calls by one name; `line` goes up to a character behind its mark."""
    if code == "yaml-syntax.colon" and _FIRST_COLON.fullmatch(line):
        return "yaml-syntax.deeper"
    if code == "yaml-syntax.indent" and _BARE_DASH.fullmatch(line):
        return "yaml-syntax.dash"
    return code


def _tab_indents(lines: list[str], line: int) -> bool:
    if line >= len(lines):
        return False
    return "\t" in lines[line][: len(lines[line]) - len(lines[line].lstrip())]


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0]
