"""Findings for continuous integration: annotations on GitHub, a report for GitLab, JUnit for the rest."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr  # nosec B406 # it writes, and reads nothing

from accessctl.model.finding import Finding, Severity
from accessctl.rendering.findings import hint_text, message_text
from accessctl.rendering.json_values import plain

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def findings_github(findings: Iterable[Finding], language: str) -> str:
    """Return workflow commands, one a line: the runner turns them into annotations of the lines."""
    lines = []
    for finding in findings:
        level = "error" if finding.severity is Severity.ERROR else "warning"
        where = {
            "file": finding.where.file,
            "line": str(finding.where.line),
            "col": str(finding.where.column),
            "title": f"accessctl: {finding.rule}",
        }
        properties = ",".join(f"{key}={_property(value)}" for key, value in where.items())
        lines.append(f"::{level} {properties}::{_message(_said(finding, language))}")
    return "".join(f"{line}\n" for line in lines)


def findings_gitlab(findings: Sequence[Finding], language: str) -> str:
    """Return a Code Quality report; GitLab shows it beside the lines of a merge request."""
    value = [
        {
            "description": _said(finding, language),
            "check_name": finding.rule,
            "fingerprint": name,
            "severity": "major" if finding.severity is Severity.ERROR else "minor",
            "location": {"path": finding.where.file, "lines": {"begin": finding.where.line}},
        }
        for finding, name in zip(findings, fingerprints(findings), strict=True)
    ]
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def findings_junit(findings: Sequence[Finding], language: str, files: Iterable[str]) -> str:
    """Return a JUnit report: a case for each finding, and one that passes for each file without any.

    An error is a failure; a warning passes and is told as the case's output.
    """
    wrong = {finding.where.file for finding in findings}
    cases = [_case(finding, language) for finding in findings]
    cases += [
        f"    <testcase classname={_attribute(file)} name={_attribute(file)} file={_attribute(file)}/>\n"
        for file in sorted(set(files) - wrong)
    ]
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    counts = f'name="accessctl validate" tests="{len(cases)}" failures="{failures}" errors="0"'
    suite = f'  <testsuite {counts} skipped="0">\n{"".join(cases)}  </testsuite>\n'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n{suite}</testsuites>\n'


def fingerprints(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return a name for each finding that stays when lines above it come or go; two alike are told apart."""
    seen: Counter[str] = Counter()
    names = []
    for finding in findings:
        said = [finding.rule, finding.message, finding.where.file, finding.email, plain(finding.params)]
        text = json.dumps(said, sort_keys=True, default=str)
        seen[text] += 1
        names.append(hashlib.sha256(f"{text}#{seen[text]}".encode("utf-8", "replace")).hexdigest()[:32])
    return tuple(names)


def _said(finding: Finding, language: str) -> str:
    hint = hint_text(finding, language)
    message = message_text(finding, language)
    return message if hint is None else f"{message} ({hint})"


def _case(finding: Finding, language: str) -> str:
    where = finding.where
    name = f"{finding.rule} {where.line}:{where.column}"
    said = _said(finding, language)
    body = f"{where.file}:{where.line}:{where.column}: {said}"
    head = (
        f"    <testcase classname={_attribute(where.file)} name={_attribute(name)} "
        f'file={_attribute(where.file)} line="{where.line}">\n'
    )
    if finding.severity is Severity.ERROR:
        about = f"type={_attribute(finding.rule)} message={_attribute(said)}"
        told = f"      <failure {about}>{_text(body)}</failure>\n"
    else:
        told = f"      <system-out>{_text(body)}</system-out>\n"
    return f"{head}{told}    </testcase>\n"


def _message(text: str) -> str:
    """Return a command's message: what would end the line, or begin an escape, is escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a command's property, which commas and colons would end too."""
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))
