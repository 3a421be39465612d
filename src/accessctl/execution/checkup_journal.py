"""Checks of the journal and of the remote that it lives on."""

from __future__ import annotations

from accessctl.errors import JournalError
from accessctl.execution.checkup_subject import Subject
from accessctl.execution.repository import upstream
from accessctl.journal.folding_runs import open_runs
from accessctl.journal.holding import this_process
from accessctl.journal.remotes import Verdict, find_remote, may_push, remote_tip
from accessctl.journal.runs import why_dead
from accessctl.model.checkup import Check, Mark


def check_remote(subject: Subject) -> Check:
    """Ask the remote for the branch."""
    settings, gateway = subject.settings, subject.git
    name = upstream(gateway, settings)
    remote = None if name is None else find_remote(gateway, name)
    if remote is None:
        return Check("remote", Mark.WARN, "none", {"branch": settings.branch})
    params = {"remote": remote.name, "branch": settings.branch}
    if remote_tip(gateway, remote, settings.branch) is None:
        return Check("remote", Mark.ERROR, "branch-missing", params)
    return Check("remote", Mark.OK, params=params)


def check_root(subject: Subject) -> Check:
    """Look whether the settings pin the journal's first commit."""
    root = subject.settings.journal.root
    if root is not None:
        return Check("root", Mark.OK, params={"root": root[:12]})
    practices = subject.declaration.practices.values()
    real = subject.settings.live.provider != "sandbox" or any(one.provider != "sandbox" for one in practices)
    return Check("root", Mark.ERROR if real else Mark.WARN, "missing")


def check_journal(subject: Subject) -> Check:
    """Read the journal, which must be the pinned one."""
    journal = subject.journal
    params = {"branch": subject.settings.journal.branch, "files": len(journal.files)}
    if journal.tip is None:
        return Check("journal", Mark.WARN, "none", params)
    return Check("journal", Mark.OK, params=params)


def check_push(subject: Subject) -> Check | None:
    """Try dry whether the journal may be pushed, with the tip that is there already."""
    branch = subject.branch
    remote = branch.remote
    if remote is None:
        return None
    pushed = may_push(branch.gateway, remote, branch.settings.branch, subject.journal.tip or "")
    params = {"remote": remote.name, "branch": branch.settings.branch, "message": pushed.message}
    if pushed.verdict in (Verdict.ACCEPTED, Verdict.LOST):
        return Check("push", Mark.OK, params=params)
    return Check("push", Mark.ERROR, "refused", params)


def check_lock(subject: Subject) -> Check | None:
    """Say whether a run is at work, or died; the next one takes that over."""
    try:
        running = open_runs(subject.journal.records)
    except JournalError:
        return None  # said already
    if not running:
        return Check("lock", Mark.OK)
    run = running[0]
    params = {
        "run": run.run,
        "holder": f"{run.actor} ({run.holder.get('host')}, {run.holder.get('pid')})",
        "since": run.since,
        "expires_at": run.expires_at,
    }
    dead = why_dead(run, subject.around.clock(), this_process(), None)
    return Check("lock", Mark.WARN, "held" if dead is None else "dead", params)
