"""Findings as SARIF 2.1.0, which code hosts show beside the lines and remember from run to run."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from accessctl import __version__
from accessctl.model.finding import Finding, Severity
from accessctl.rendering.findings import hint_text, message_text
from accessctl.rendering.findings_ci import fingerprints

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def findings_sarif(findings: Sequence[Finding], language: str) -> dict[str, object]:
    """Return the log of one run; only the rules that found something are in it."""
    rules = sorted({finding.rule for finding in findings})
    names = fingerprints(findings)
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "accessctl",
                        "semanticVersion": __version__,
                        "language": language,
                        "rules": [_rule(name, findings) for name in rules],
                    }
                },
                "language": language,
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(finding, rules.index(finding.rule), name, language)
                    for finding, name in zip(findings, names, strict=True)
                ],
            }
        ],
    }


def _rule(name: str, findings: Sequence[Finding]) -> dict[str, object]:
    errors = any(finding.rule == name and finding.severity is Severity.ERROR for finding in findings)
    return {
        "id": name,
        "shortDescription": {"text": name.replace("-", " ")},
        "defaultConfiguration": {"level": "error" if errors else "warning"},
    }


def _result(finding: Finding, index: int, name: str, language: str) -> dict[str, object]:
    message, hint = message_text(finding, language), hint_text(finding, language)
    region = {"startLine": finding.where.line, "startColumn": finding.where.column}
    location = {
        "artifactLocation": {"uri": quote(finding.where.file), "uriBaseId": "%SRCROOT%"},
        "region": region,
    }
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": "error" if finding.severity is Severity.ERROR else "warning",
        "message": {"text": message if hint is None else f"{message}\n{hint}"},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"accessctl/v1": name},
    }
