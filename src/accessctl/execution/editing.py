"""Edits of declaration files: judged by the rules before anything is written, then written all or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from accessctl.declarations.discovery import Found
from accessctl.declarations.formatting import laid_out
from accessctl.declarations.loading import declaration_of
from accessctl.declarations.replacing import replace_file
from accessctl.declarations.source_files import PRACTICES
from accessctl.errors import AccessctlError, UsageError
from accessctl.execution.workplace import unknown_practice
from accessctl.model.edit import Draft, FileEdit, Verdict
from accessctl.model.finding import Finding, Severity
from accessctl.model.practice import Declaration, Practice
from accessctl.validation.checking import check
from accessctl.validation.nearness import nearest

Change = Callable[[str], str]
"""From a file's text to the next."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What an edit works on: the files as they were read, what they say, and the time."""

    root: Path
    found: Found
    declaration: Declaration
    now: datetime

    def practice(self, slug: str) -> Practice:
        """Return the practice to be edited; one that is not declared, or has errors of form, is refused."""
        known = self.declaration.practices
        if slug in self.declaration.unreadable:
            raise AccessctlError("edit-file-errors", file=f"{PRACTICES}/{slug}.yaml")
        if slug not in known:
            raise unknown_practice(slug, {*known, *self.declaration.unreadable})
        return known[slug]

    def edited(self, file: str, change: Change) -> FileEdit:
        """Return a file as the change makes it; one that was in the layout stays in it."""
        before = self.found.files[file]
        try:
            after = change(before.decode("utf-8")).encode("utf-8")
            return FileEdit(file, before, _laid_out_as_before(file, before, after))
        except AccessctlError as error:
            codes = {"edit-unreadable": "edit-file-errors", "edit-impossible": "edit-file-impossible"}
            raise AccessctlError(
                codes.get(error.code, error.code), **{**error.params, "file": file}
            ) from error


def judge(desk: Desk, draft: Draft) -> Verdict:
    """Return what the draft would bring, errors and warnings, and the errors that its files had before."""
    if not draft.changed:
        return Verdict()
    changed: Mapping[str, bytes] = {edit.file: edit.after for edit in draft.changed}
    files = dict(sorted({**desk.found.files, **changed}.items()))
    before = check(desk.declaration, desk.now)
    after = check(declaration_of(replace(desk.found, files=files)), desk.now)
    same = _kind if draft.takes_away else _sameness
    had = Counter(map(same, before))
    fresh, standing = [], []
    for finding in after:
        if had[same(finding)] > 0:
            had[same(finding)] -= 1
            standing.append(finding)
        else:
            fresh.append(finding)
    return Verdict(
        tuple(one for one in fresh if _is_error(one)),
        tuple(one for one in standing if _is_error(one) and one.where.file in changed),
        tuple(one for one in fresh if not _is_error(one)),
    )


def write_all(root: Path, edits: Iterable[FileEdit]) -> None:
    """Write the files; where one cannot be written, those before it get back what they held."""
    done: list[FileEdit] = []
    for edit in edits:
        try:
            replace_file(root, edit.file, edit.before, edit.after)
        except AccessctlError:
            for earlier in done:
                if earlier.before is not None:
                    replace_file(root, earlier.file, earlier.after, earlier.before)
            raise
        done.append(edit)


def near(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that was probably meant."""
    return nearest(word, candidates, 0.7)


def near_address(address: str, candidates: Iterable[str]) -> str | None:
    """Return the address that was probably meant; a domain in common makes no two people alike."""
    known = sorted(candidates)
    local, _, domain = address.partition("@")
    beside = {one.partition("@")[0]: one for one in known if one.partition("@")[2] == domain}
    found = near(local, beside)
    if found is not None:
        return beside[found]
    return nearest(address, known, 0.88)


def wrong(code: str, near_one: str | None = None, **params: object) -> UsageError:
    """Return a mistake of the command line, with what was probably meant where there is such a thing."""
    return UsageError(f"{code}.near" if near_one else code, near=near_one, **params)


def _laid_out_as_before(file: str, before: bytes, after: bytes) -> bytes:
    try:
        return laid_out(file, after) if after != before and laid_out(file, before) == before else after
    except AccessctlError:  # the rules say what is wrong with it, with its place
        return after


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _kind(finding: Finding) -> tuple[object, ...]:
    return (finding.rule, finding.message, finding.where.file, finding.email)


def _sameness(finding: Finding) -> tuple[object, ...]:
    """Return what makes two findings the same one, wherever in the file it now stands."""
    params = {key: value for key, value in finding.params.items() if "line" not in key}
    return (*_kind(finding), repr(sorted(params.items())))
