"""An edit of declaration files as a value: what the files hold before and after, and what to say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from accessctl.model.finding import Finding


@dataclass(frozen=True, slots=True)
class FileEdit:
    """One file; `before` is None where it comes into being."""

    file: str
    before: bytes | None
    after: bytes

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say: a code with parameters, of which the words are made. A warning asks for attention."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What a command would do to the files."""

    edits: tuple[FileEdit, ...] = ()
    remarks: tuple[Remark, ...] = ()
    takes_away: bool = False
    """Whether access is only taken away: then an error that counts anew what it counted is no new one."""

    @property
    def incomplete(self) -> bool:
        """Whether a file or an entry could not be read: what was looked for may stand there."""
        return any(remark.code in ("file-not-looked-at", "entry-not-read") for remark in self.remarks)

    @property
    def changed(self) -> tuple[FileEdit, ...]:
        """The files that would be written."""
        return tuple(edit for edit in self.edits if edit.changed)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a draft: the errors that it would bring, those that stand, new warnings."""

    fresh: tuple[Finding, ...] = ()
    standing: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Layouts:
    """What a look at the layout of files found."""

    edits: tuple[FileEdit, ...] = ()
    refused: tuple[str, ...] = ()
    """Files with errors of form: they are nobody's to write anew."""
    odd: tuple[str, ...] = ()
    """Files that are written in a way that could not be carried over safely."""
    findings: tuple[Finding, ...] = ()
    """Why the refused ones are."""

    @property
    def changed(self) -> tuple[FileEdit, ...]:
        """The files that are not in the layout."""
        return tuple(edit for edit in self.edits if edit.changed)


@dataclass(frozen=True, slots=True)
class Clash:
    """What two sides changed differently; None where a side has it no longer, or never had."""

    path: tuple[str, ...]
    ours: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Resolved:
    """A file of which git has two sides: joined, or in the way of it what both changed differently."""

    file: str
    edit: FileEdit | None = None
    clashes: tuple[Clash, ...] = ()
    findings: tuple[Finding, ...] = ()
    """The errors that the joined file has."""
