"""A file that git could not merge → the two sides joined by meaning, from what git keeps of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from accessctl.declarations.comment_places import commented
from accessctl.declarations.commented import Unit
from accessctl.declarations.discovery import Found
from accessctl.declarations.formatting import readable, written_file
from accessctl.declarations.loading import declaration_of
from accessctl.declarations.merging import merge
from accessctl.errors import AccessctlError
from accessctl.execution.editing import Desk
from accessctl.journal.gateway import Gateway
from accessctl.journal.objects import read_blobs
from accessctl.model.edit import FileEdit, Resolved
from accessctl.model.finding import Finding, Severity
from accessctl.validation.checking import check

_MARKS = b"<<<<<<< "
"""What git leaves in a file that it could not merge."""

BASE, OURS, THEIRS = "1", "2", "3"
_UNREADABLE = {
    BASE: "resolve-unreadable.base",
    OURS: "resolve-unreadable.ours",
    THEIRS: "resolve-unreadable.theirs",
}


def unmerged(gateway: Gateway, files: Iterable[str] = ()) -> dict[str, dict[str, str]]:
    """Return the files that git could not merge, each with the ids of its stages."""
    listed = gateway.run("ls-files", "--unmerged", "-z", "--", *files).text
    stages: dict[str, dict[str, str]] = {}
    for entry in listed.split("\0"):
        about, tab, path = entry.partition("\t")
        if tab:
            _, name, stage = about.split()
            stages.setdefault(path, {})[stage] = name
    return stages


def resolve(desk: Desk, gateway: Gateway, file: str, stages: dict[str, str]) -> Resolved:
    """Return the file joined; nothing is written."""
    if OURS not in stages or THEIRS not in stages:
        raise AccessctlError("resolve-one-side", file=file)
    data = dict(zip(stages, read_blobs(gateway, tuple(stages.values())), strict=True))
    base = _unit(file, BASE, data[BASE]) if BASE in data else None
    merged = merge(base, _unit(file, OURS, data[OURS]), _unit(file, THEIRS, data[THEIRS]))
    if merged.clashes:
        return Resolved(file, clashes=tuple(merged.clashes))
    try:
        after = written_file(file, merged.root)
        readable(file, after)
    except AccessctlError as error:
        raise AccessctlError("edit-file-impossible", file=file) from error
    before = desk.found.files.get(file)
    if before is None:
        raise AccessctlError("resolve-one-side", file=file)
    if before != after and _MARKS not in before and before != data[OURS]:
        raise AccessctlError("resolve-edited", file=file)
    return Resolved(file, FileEdit(file, before, after), findings=_errors(desk, file, after))


def _unit(file: str, stage: str, data: bytes) -> Unit:
    try:
        return commented(readable(file, data))
    except AccessctlError as error:
        raise AccessctlError(_UNREADABLE[stage], file=file) from error


def _errors(desk: Desk, file: str, after: bytes) -> tuple[Finding, ...]:
    found: Found = replace(desk.found, files={**desk.found.files, file: after})
    findings = check(declaration_of(found), desk.now)
    return tuple(one for one in findings if one.severity is Severity.ERROR and one.where.file == file)
