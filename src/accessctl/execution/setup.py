"""`init`: a repository that works at once, out of nothing or out of what is there; nothing is overwritten."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from accessctl.declarations.discovery import discover
from accessctl.declarations.loading import declaration_of, load_files
from accessctl.declarations.replacing import replace_file
from accessctl.declarations.schema import schema_text, schemas
from accessctl.declarations.source_files import SETTINGS
from accessctl.declarations.yaml_writing import written
from accessctl.errors import AccessctlError, UsageError
from accessctl.execution.initialising import init_journal
from accessctl.execution.setup_facts import Facts
from accessctl.execution.workplace import Surroundings, open_workplace
from accessctl.journal.gateway import Gateway, begin_repository
from accessctl.model.finding import Severity
from accessctl.model.identity import Address
from accessctl.model.setup import Answers, SetUp
from accessctl.rendering.findings import message_text
from accessctl.rendering.repository_files import (
    OWNERS_FILES,
    admin_of,
    owners_block,
    repository_files,
    with_block,
)
from accessctl.rendering.texts import say
from accessctl.validation.checking import check

DECLARED = ("access/", "practices/")
"""What people edit: that it is another is no news."""


@dataclass(slots=True)
class _Files:
    """What became of each file so far."""

    root: Path
    written: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    ours: list[str] = field(default_factory=list)
    """What goes into a first commit: all that is as it was written, now or by a run that was broken off."""

    def put(self, path: str, text: str) -> None:
        """Write a file that is not there; one that is there stays, whatever is in it."""
        before = read(self.root, path)
        if before is None:
            replace_file(self.root, path, None, text.encode())
            self.written.append(path)
        if before is None or before == text.encode() or path.startswith(DECLARED):
            self.ours.append(path)
        elif path != "README.md":
            self.kept.append(path)

    def refresh(self, path: str, text: str) -> None:
        """Write a file that is generated; nobody edits it."""
        before = read(self.root, path)
        if before != text.encode():
            replace_file(self.root, path, before, text.encode())
            (self.written if before is None else self.refreshed).append(path)
        self.ours.append(path)


def read(root: Path, path: str) -> bytes | None:
    """Return a file's bytes; None where there is none. What is no file is a mistake that somebody mends."""
    try:
        return (root / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        if os.path.lexists(root / path):
            raise AccessctlError("file-unreadable", file=path, reason="broken link") from None
        return None
    except OSError as error:
        raise AccessctlError("file-unreadable", file=path, reason=error.strerror) from error


def set_up(around: Surroundings, answers: Answers, facts: Facts, language: str) -> SetUp:
    """Write what is missing, make the journal, and in a new repository the first commit, in this order.

    The journal comes before the commit: its root stands in the settings that are committed first. A mistake
    is told in `language`.
    """
    root = around.root
    _refuse_unusable(around, answers, facts, language)
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AccessctlError("file-unwritable", file=str(root), reason=error.strerror) from error
    if not facts.repository:
        begin_repository(root, answers.branch)
    files = _Files(root, ours=list(facts.practices))
    _write(files, answers, facts)
    journal_root, pinned = _journal(around)
    if pinned and SETTINGS not in files.written:
        files.refreshed.append(SETTINGS)
    return SetUp(
        root=str(root),
        began=not facts.repository,
        written=tuple(files.written),
        refreshed=tuple(files.refreshed),
        kept=tuple(files.kept),
        journal_root=journal_root if pinned else None,
        commit=_first_commit(root, files, answers.language),
    )


def _refuse_unusable(around: Surroundings, answers: Answers, facts: Facts, language: str) -> None:
    """Raise where what was answered would not be a declaration without errors; nothing is written yet."""
    texts = repository_files(answers, facts.needs, {answers.slug: answers.owner}, written)
    wanted = {
        path: text.encode() for path, text in texts.items() if path.startswith(("access/", "practices/"))
    }
    if facts.practices:
        wanted = {path: data for path, data in wanted.items() if not path.startswith("practices/")}
    declaration = load_files(wanted)
    for finding in check(declaration, around.clock()):
        if finding.severity is Severity.ERROR:
            raise UsageError("init-answer-unusable", message=message_text(finding, language))


def _write(files: _Files, answers: Answers, facts: Facts) -> None:
    owners = facts.owners or {answers.slug: answers.owner}
    texts = repository_files(answers, facts.needs, owners, written)
    for path, text in texts.items():
        if path.startswith("practices/") and facts.practices:
            continue
        if path in OWNERS_FILES.values():
            _write_owners(files, path, owners, answers)
        else:
            files.put(path, text)
    for name, schema in schemas().items():
        files.refresh(f"schemas/{name}", schema_text(schema))


def _write_owners(files: _Files, path: str, owners: Mapping[str, Address], answers: Answers) -> None:
    """Bring the generated part up to date; a CODEOWNERS of somebody's own is left alone."""
    before = (read(files.root, path) or b"").decode("utf-8", "replace")
    block = owners_block(owners, admin_of(before) or answers.admin, answers.language)
    if not before:
        files.put(path, block)
    elif admin_of(before) is None:
        files.kept.append(path)
    else:
        files.refresh(path, with_block(before, block))


def _journal(around: Surroundings) -> tuple[str, bool]:
    """Make the journal where it is missing, and pin its root."""
    found = discover(around.root)
    declaration = declaration_of(found)
    if any(
        finding.severity is Severity.ERROR and finding.where.file == SETTINGS
        for finding in declaration.findings
    ):
        raise AccessctlError("init-settings-unreadable", file=SETTINGS)
    place = open_workplace(around, replace(declaration, practices={}), found.files)
    return init_journal(place)


def _first_commit(root: Path, files: _Files, language: str) -> str | None:
    """Commit what was written, where there is no commit yet; an index of somebody's is kept."""
    with Gateway(root) as gateway:
        paths = sorted(set(files.ours))
        if gateway.resolve("HEAD") is not None:
            return None
        gateway.run("add", "--", *paths)
        message = say(language, "setup", "first-commit")
        # unsigned, as offboard's: a signing program that fails would leave half a repository
        gateway.run("commit", "--quiet", "--no-gpg-sign", "--message", message, "--", *paths)
        return gateway.resolve("HEAD")
