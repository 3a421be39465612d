"""Appending to the branch: one immutable file a commit, placed by compare-and-swap, nothing else touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accessctl.errors import JournalError
from accessctl.journal.codec import FileName, decode_file, encode_file, numbered
from accessctl.journal.objects import Commit, write_blob, write_commit, write_tree
from accessctl.journal.paths import file_path, place_of, run_number
from accessctl.journal.reading import EMPTY, Branch, Journal, JournalFile, read_journal, remember
from accessctl.journal.remotes import Pushed, Verdict, push_commit
from accessctl.model.record import Record

TRIES = 20
UNANSWERED_TRIES = 3
_REFUSED = {Verdict.PROTECTED: "journal-branch-protected", Verdict.REJECTED: "journal-push-rejected"}
_FAILED = "journal-push-failed"
REFUSED = frozenset(_REFUSED.values())
"""The codes of errors that say for certain that a push changed nothing."""
REFUSALS = REFUSED | {_FAILED}
"""The codes of errors that a push without success ends in."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One file to be appended, and what its commit says."""

    run: str
    part: str
    at: datetime
    command: str
    summary: str
    records: tuple[Record, ...]
    trailers: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Where on the branch the file goes."""
        return file_path(self.run, self.part, self.at)

    @property
    def message(self) -> str:
        """The commit's message: a subject for people, trailers for programs."""
        trailers = {"Run": self.run, **self.trailers}
        lines = [f"{name}: {_line(value)}" for name, value in trailers.items() if value]
        subject = _line(f"{self.command} {run_number(self.run):06d}: {self.summary}")
        return "\n".join([subject, "", *lines, ""])


@dataclass(frozen=True, slots=True)
class Appended:
    """The journal with the new file, and that file's records as they were written."""

    journal: Journal
    records: tuple[Record, ...]
    commit: str


def append(branch: Branch, build: Callable[[Journal], Draft], known: Journal = EMPTY) -> Appended:
    """Append the file that `build` makes of the journal as it is; after a lost race it is asked again.

    A file that is there already, with the same content, counts as appended: an answer may have been lost.
    """
    journal = read_journal(branch, known)
    unanswered = 0
    for _ in range(TRIES):
        draft = build(journal)
        file = _file_of(branch, draft)
        present = journal.paths.get(file.place.path)
        if present is not None and present.blob == file.blob:
            return Appended(journal, file.records, journal.tip or "")
        parent = journal.tip or root_commit(branch, draft.at)
        commit = _commit_of(branch, draft, file, parent)
        pushed = _place(branch, commit, journal.tip)
        if pushed.verdict in {Verdict.PROTECTED, Verdict.REJECTED}:
            raise refused(branch, pushed)
        if pushed.verdict is not Verdict.ACCEPTED:
            unanswered += pushed.verdict is Verdict.UNKNOWN
            journal = read_journal(branch, journal)
            if not (journal.tip and branch.gateway.is_ancestor(commit, journal.tip)):
                if unanswered >= UNANSWERED_TRIES:
                    raise refused(branch, pushed)
                continue
            return Appended(journal, file.records, commit)
        _settle(branch, commit)
        return Appended(_grown(journal, file, commit, parent), file.records, commit)
    raise JournalError("journal-busy", branch=branch.settings.branch)


def _grown(before: Journal, file: JournalFile, commit: str, parent: str) -> Journal:
    """Return the journal with one file more."""
    files = tuple(sorted((*before.files, file), key=lambda item: item.place))
    return Journal(commit, before.root or parent, lambda: files)


def _file_of(branch: Branch, draft: Draft) -> JournalFile:
    """Store the draft's file; what we could not read back is never committed."""
    records = numbered(draft.run, draft.records)
    data = encode_file(draft.run, draft.part, records)
    read = decode_file(FileName(draft.path, draft.run, draft.part), data)
    place = place_of(draft.path)
    if place is None:
        raise ValueError(draft.path)
    return JournalFile(place, write_blob(branch.gateway, data), read)


def _commit_of(branch: Branch, draft: Draft, file: JournalFile, parent: str) -> str:
    """Store the commit that adds the file to its parent's."""
    gateway = branch.gateway
    tree = write_tree(gateway, parent, file.place.path, file.blob)
    if tree is None:
        raise JournalError("journal-path-exists", file=file.place.path)
    return write_commit(gateway, Commit(tree, parent, draft.message, gateway.identity(), draft.at))


def root_commit(branch: Branch, at: datetime) -> str:
    """Store the branch's first commit: a file that says what the branch is."""
    gateway = branch.gateway
    tree = write_tree(gateway, None, "README.md", write_blob(gateway, branch.readme.encode()))
    if tree is None:
        raise ValueError(branch.readme)
    title = _line(branch.readme.lstrip("# ").partition("\n")[0])
    return write_commit(gateway, Commit(tree, None, f"{title}\n", gateway.identity(), at))


def _place(branch: Branch, commit: str, old: str | None) -> Pushed:
    """Move the branch, where it really lives, from `old` to the commit."""
    remote = branch.remote
    if remote is not None:
        return push_commit(branch.gateway, remote, branch.settings.branch, commit, old)
    _refuse_checked_out(branch)
    moved = branch.gateway.update_ref(branch.ref, commit, old)
    return Pushed(Verdict.ACCEPTED if moved else Verdict.LOST)


def _refuse_checked_out(branch: Branch) -> None:
    """Refuse to move a branch under somebody's work tree, where it would look like deletions."""
    where = _work_tree_of(branch)
    if where:
        raise JournalError("journal-checked-out", branch=branch.settings.branch, path=where)


def _work_tree_of(branch: Branch) -> str:
    return branch.gateway.run("for-each-ref", "--format=%(worktreepath)", branch.ref).text


def _settle(branch: Branch, commit: str) -> None:
    """Note the new tip, and take the local branch along where it only has to go forward."""
    if not branch.settings.root:
        return
    remember(branch, commit)
    gateway = branch.gateway
    local = gateway.resolve(branch.ref)
    if local is None or local == commit or _work_tree_of(branch):
        return
    if gateway.is_ancestor(local, commit):
        gateway.update_ref(branch.ref, commit, local)


def refused(branch: Branch, pushed: Pushed) -> JournalError:
    """Return the error that a push without success ends in."""
    code = _REFUSED.get(pushed.verdict, _FAILED)
    return JournalError(
        code, branch=branch.settings.branch, remote=branch.settings.remote, message=pushed.message
    )


def _line(text: str) -> str:
    """Return the text as one line, so that nothing in it can pass for a trailer."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
