"""What a pull request can carry: the files of the declaration, read, judged and shown."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime

import seeds_at_hand as seeds
from cases import Part, Shape

from accessctl.declarations.comment_places import commented
from accessctl.declarations.editing import add_entry, remove_entry, set_entry, set_practice
from accessctl.declarations.formatting import formatted, readable, written_file
from accessctl.declarations.loading import load_files
from accessctl.declarations.merging import merge
from accessctl.declarations.yaml_reader import read_yaml
from accessctl.errors import AccessctlError
from accessctl.execution.practice_versions import VersionReader
from accessctl.reconcile.alterations import alterations, renamed
from accessctl.reconcile.desired import resolve
from accessctl.rendering.findings import findings_json, findings_text
from accessctl.rendering.findings_ci import findings_github, findings_gitlab, findings_junit
from accessctl.rendering.findings_sarif import findings_sarif
from accessctl.validation.checking import check, holds

NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)
FILE = "practices/santa-lucia.yaml"
_SHOWN = (
    lambda findings: findings_text(findings, {}, "en", color=True),
    lambda findings: json.dumps(findings_json(findings, "es"), ensure_ascii=False).encode(),
    lambda findings: json.dumps(findings_sarif(findings, "en")),
    lambda findings: findings_github(findings, "es").encode(),
    lambda findings: findings_gitlab(findings, "en").encode(),
    lambda findings: findings_junit(findings, "es", [FILE]).encode(),
)
YAML = (
    *(
        b"&a ",
        b"*a",
        b"!!x ",
        b": ",
        b"- ",
        b"[",
        b"]",
        b"{",
        b"}",
        b"\t",
        b"---\n",
        b"...\n",
        b"<<: ",
        b"? ",
        b"~",
    ),
    *(
        b"email: ",
        b"assistants:\n",
        b"%YAML 1.1\n",
        b"|",
        b"|-\n",
        b">",
        b">2\n",
        b"#",
        b" #",
        b"version: 2\n",
        b"'",
    ),
    *(
        b"null",
        b"yes",
        b"no",
        b"0o17",
        b".inf",
        b"2027-02-30",
        b"- - - - ",
        b"[[[[",
        b"{a: ",
        b"? ? ? ",
        b"{? ",
    ),
    *(
        b"record_access: true\n",
        b"clinics: []\n",
        b"\\U00110000",
        b"\\x00",
        b"\\ud800",
        b"!<tag:x> ",
        b"@",
        b"`",
    ),
)


def read_tree(data: bytes) -> object:
    """Read YAML as a tree."""
    tree = read_yaml(data)
    return tree.root is not None and not tree.problems


def judged(files: Mapping[str, bytes], data: bytes) -> bool:
    """Read a declaration, judge it, show its findings in one of the ways; say whether it has no error."""
    declaration = load_files(files)
    findings = check(declaration, NOW)
    stopped = holds(findings)
    for practice in declaration.practices.values():
        resolve(practice, stopped, NOW)
    _SHOWN[zlib.crc32(data) % len(_SHOWN)](findings)
    texts = {path: held.decode("utf-8", "replace") for path, held in files.items()}
    findings_text(findings, texts, "es", color=False).encode()
    for finding in findings:
        assert finding.where.line >= 1
        assert finding.where.column >= 1
    return not any(finding.severity == "error" for finding in findings)


def practice(data: bytes) -> object:
    """Read a practice's file in a plain repository."""
    return judged({"access/settings.yaml": b"version: 1\n", FILE: data}, data)


def with_the_rules(path: str) -> object:
    """Return the reader of one file of `access/` or `schemas/` beside a practice."""
    return lambda data: judged(
        {FILE: seeds.PRACTICE, "access/settings.yaml": b"version: 1\n", path: data}, data
    )


def altered(data: bytes) -> object:
    """Say what a change of settings and policy alters for people."""
    before = load_files({"access/settings.yaml": seeds.SETTINGS, "access/policy.yaml": seeds.POLICY})
    after = load_files({"access/settings.yaml": data, "access/policy.yaml": data, FILE: seeds.PRACTICE})
    return [*alterations(before, after), *alterations(after, before), *renamed(before, after)]


def laid_out(data: bytes) -> object:
    """Lay a file out; what was laid out once stays so."""
    for path in (FILE, "access/settings.yaml", "access/policy.yaml"):
        try:
            made = formatted(path, data)
        except AccessctlError:
            continue
        assert formatted(path, made) == made
        return True
    return False


def edited(data: bytes) -> object:
    """Edit a file by its text."""
    text = data.decode("utf-8", "replace")
    more = {"email": "eva@x.example", "name": text[:20]}
    for edit in (
        lambda: add_entry(text, more, {"email": [text[5:30]]}),
        lambda: set_entry(text, "luz@santalucia.example", {"note": text[-30:]}),
        lambda: remove_entry(text, "ana.mora@santalucia.example"),
        lambda: set_practice(text, "name", text[10:40]),
    ):
        try:
            edit()
        except AccessctlError:
            continue
    return True


def merged(data: bytes) -> object:
    """Join two sides of a file."""
    ours = commented(readable(FILE, data))
    sides = [commented(readable(FILE, side)) for side in (seeds.PRACTICE, seeds.SMALL_PRACTICE)]
    found = merge(sides[0], ours, sides[1])
    readable(FILE, written_file(FILE, found.root))
    return True


def version(data: bytes) -> object:
    """Read an earlier version of a file, cut at its entries."""
    return VersionReader(large=0)(FILE, data)


def _lines_as_settings(data: bytes) -> object:
    return judged({FILE: seeds.SMALL_PRACTICE, "access/settings.yaml": data}, data)


def _lines_as_policy(data: bytes) -> object:
    files = {FILE: seeds.PRACTICE, "access/settings.yaml": b"version: 1\n", "access/policy.yaml": data}
    return judged({**files, "access/signers": seeds.SIGNERS}, data)


_BOTH = (seeds.PRACTICE, seeds.SMALL_PRACTICE)
PARTS = (
    Part("yaml", Shape.TEXT, (*_BOTH, seeds.SETTINGS, seeds.POLICY), read_tree, 150, YAML),
    Part("practice", Shape.TEXT, _BOTH, practice, 60, YAML),
    Part("settings", Shape.TEXT, (seeds.SETTINGS, seeds.HULI_SETTINGS), _lines_as_settings, 40, YAML),
    Part("policy", Shape.TEXT, (seeds.POLICY,), _lines_as_policy, 30, YAML),
    Part("page-map", Shape.TEXT, (seeds.PAGE_MAP,), with_the_rules("access/page-map.yaml"), 20, YAML),  # type: ignore[arg-type]
    Part(
        "local-schema",
        Shape.JSON,
        (seeds.LOCAL_SCHEMA,),
        with_the_rules("schemas/local/practice.schema.json"),  # type: ignore[arg-type]
        15,
        (
            b'"$ref": "#"',
            b"(a+)+$",
            b"(.*)*x",
            b'"$dynamicRef": "#x"',
            b'"anyOf": [',
            b'"multipleOf": 1e-300',
        ),
    ),
    Part("alterations", Shape.TEXT, (seeds.SETTINGS, seeds.POLICY), altered, 15, YAML),
    Part("layout", Shape.TEXT, (*_BOTH, seeds.SETTINGS, seeds.POLICY), laid_out, 20, YAML),
    Part("edits", Shape.TEXT, _BOTH, edited, 15, YAML),
    Part("merge", Shape.TEXT, _BOTH, merged, 10, YAML),
    Part("version", Shape.TEXT, _BOTH, version, 25, YAML),
)
