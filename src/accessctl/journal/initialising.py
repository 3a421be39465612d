"""Making the branch: once, and never a second time by accident."""

from __future__ import annotations

from datetime import datetime

from accessctl.errors import JournalError
from accessctl.journal.reading import Branch, root_of
from accessctl.journal.remotes import Remote, Verdict, fetch_branch, find_remote, push_commit, remote_tip
from accessctl.journal.writing import refused, root_commit


def journal_init(branch: Branch, at: datetime) -> str:
    """Make the branch where it really lives, if it is not there yet, and return its first commit.

    A local branch (a sandbox's, or one made before there was a remote) becomes the remote's. A pinned root
    whose branch is nowhere is an error: what is lost must be found, not replaced.
    """
    gateway, settings = branch.gateway, branch.settings
    remote = find_remote(gateway, settings.remote)
    tip = None if remote is None else _fetched_tip(branch, remote)
    if tip is None:
        tip = gateway.resolve(branch.ref)
        if tip is None:
            if settings.root:
                raise JournalError(
                    "journal-missing", branch=settings.branch, remote=settings.remote, root=settings.root
                )
            tip = root_commit(branch, at)
        if remote is not None:
            tip = _published(branch, remote, tip)
    _follow(branch, tip)
    return root_of(branch, tip)


def _fetched_tip(branch: Branch, remote: Remote) -> str | None:
    tip = remote_tip(branch.gateway, remote, branch.settings.branch)
    if tip is not None:
        fetch_branch(branch.gateway, remote, branch.settings.branch)
    return tip


def _published(branch: Branch, remote: Remote, tip: str) -> str:
    """Push the branch as a new one; where somebody else was faster, theirs is the branch."""
    pushed = push_commit(branch.gateway, remote, branch.settings.branch, tip, None)
    if pushed.verdict is Verdict.ACCEPTED:
        return tip
    theirs = None if pushed.verdict is not Verdict.LOST else _fetched_tip(branch, remote)
    if theirs is None:
        raise refused(branch, pushed)
    return theirs


def _follow(branch: Branch, tip: str) -> None:
    """Give the clone a local branch, so that people can read it; one that is there is left alone."""
    if branch.gateway.resolve(branch.ref) is None:
        branch.gateway.update_ref(branch.ref, tip, None)
