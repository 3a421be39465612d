"""Findings as a good compiler shows them, and as JSON (`accessctl.findings/1`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from accessctl.model.finding import Finding, Severity
from accessctl.rendering.excerpts import excerpt, lines_of
from accessctl.rendering.json_values import plain
from accessctl.rendering.safe import clean
from accessctl.rendering.style import bold, cyan, dim, red, yellow
from accessctl.rendering.texts import has, say, say_count

_AREA = "findings"
_LISTED = 8
_LONGEST = 200


class Checked(NamedTuple):
    """How much was checked."""

    practices: int
    assistants: int


def findings_text(
    findings: Sequence[Finding],
    sources: Mapping[str, str],
    language: str,
    *,
    color: bool,
    checked: Checked | None = None,
) -> str:
    """Return the findings with their source lines and hints, and a line that sums them up.

    `sources` holds the text of each file that is to be quoted, by its name in the repository.
    """
    lines = {file: lines_of(sources[file]) for file in {one.where.file for one in findings} & sources.keys()}
    blocks = [
        "\n".join(_block(finding, lines.get(finding.where.file, []), language, color=color))
        for finding in findings
    ]
    return "\n\n".join([*blocks, summary_text(findings, language, checked)]) + "\n"


def summary_text(findings: Sequence[Finding], language: str, checked: Checked | None = None) -> str:
    """Return one line: how many errors and warnings in how many files, or that there are none."""
    if not findings:
        none = say(language, _AREA, "findings.none")
        return f"{none}." if checked is None else f"{none}: {_checked_text(checked, language)}."
    counts = _counts(findings)
    said = [say_count(language, _AREA, f"findings.{name}", count) for name, count in counts.items() if count]
    files = say_count(language, _AREA, "findings.files", len({one.where.file for one in findings}))
    return f"{', '.join(said)} {files}"


def findings_json(findings: Iterable[Finding], language: str) -> dict[str, object]:
    """Return the findings in the contract `accessctl.findings/1`."""
    listed = list(findings)
    return {
        "format": "accessctl.findings/1",
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "file": finding.where.file,
                "line": finding.where.line,
                "column": finding.where.column,
                "message": message_text(finding, language),
                "hint": hint_text(finding, language),
                "params": plain(finding.params),
                "practices": list(finding.practices),
                "email": finding.email,
                "stops": finding.stops.value,
            }
            for finding in listed
        ],
        "summary": _counts(listed),
    }


def message_text(finding: Finding, language: str) -> str:
    """Return what is wrong, in the language."""
    key = next((key for key in (finding.message, finding.rule) if has(_AREA, key)), None)
    return finding.rule if key is None else say(language, _AREA, key, _Filled(finding.params))


def hint_text(finding: Finding, language: str) -> str | None:
    """Return what to do about it, where there is something to say."""
    keys = (f"{finding.message}.hint", f"{finding.rule}.hint")
    key = next((key for key in keys if has(_AREA, key)), None)
    return None if key is None else say(language, _AREA, key, _Filled(finding.params))


class _Filled(dict[str, str]):
    """Parameters as they are printed: what came from a file is harmless, and what is missing is no crash."""

    def __init__(self, params: Mapping[str, object]) -> None:
        super().__init__({name: _shown(value) for name, value in params.items()})

    def __missing__(self, key: str) -> str:
        return "?"

    def __bool__(self) -> bool:
        return True  # else `say` takes an empty one for none at all


def _shown(value: object) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(map(str, value)) if isinstance(value, set | frozenset) else [*map(str, value)]
        more = ", …" if len(items) > _LISTED else ""
        return clean(", ".join(items[:_LISTED])) + more
    text = value.isoformat() if isinstance(value, date) else str(value)
    return clean(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def _block(finding: Finding, lines: Sequence[str], language: str, *, color: bool) -> list[str]:
    where = finding.where
    paint = red if finding.severity is Severity.ERROR else yellow
    severity = say(language, _AREA, f"findings.{finding.severity}")
    place = bold(f"{clean(where.file)}:{where.line}:{where.column}:", color)
    head = paint(f"{severity}[{finding.rule}]", color)
    block = [f"{place} {head}: {message_text(finding, language)}"]
    margin = " " * len(str(where.line))
    if where.line <= len(lines) and lines[where.line - 1].strip():
        line, caret = excerpt(lines[where.line - 1], where.column)
        block.append(f" {dim(f'{where.line} |', color)} {line}")
        block.append(f" {dim(f'{margin} |', color)} {' ' * caret}{paint('^', color)}")
    hint = hint_text(finding, language)
    if hint is not None:
        label = cyan(f"{say(language, _AREA, 'findings.hint')}:", color)
        block.append(f" {margin} {dim('=', color)} {label} {hint}")
    return block


def _counts(findings: Iterable[Finding]) -> dict[str, int]:
    severities = [finding.severity for finding in findings]
    return {
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
    }


def _checked_text(checked: Checked, language: str) -> str:
    practices = say_count(language, _AREA, "findings.practices", checked.practices)
    return f"{practices}, {say_count(language, _AREA, 'findings.assistants', checked.assistants)}"
