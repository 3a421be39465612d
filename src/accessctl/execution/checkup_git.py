"""Checks of git: the program, who writes, the repository's history and branch."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from accessctl.execution.checkup_subject import Subject
from accessctl.execution.repository import standing, upstream
from accessctl.journal.gateway import NOBODY, outside
from accessctl.journal.hardening import branch_ref
from accessctl.model.checkup import Check, Mark

OLDEST = (2, 34)
"""The oldest git that this program's tests were ever run with."""

SLACK = timedelta(minutes=10)
"""Two machines' clocks may differ by so much before anybody need mend them."""


def check_git(subject: Subject) -> Check:
    """Look whether git is there, and new enough."""
    folder = subject.around.root
    said = outside(folder, "version").text
    match = re.search(r"(\d+)\.(\d+)(?:\.\d+)*", said)
    params = {"version": match[0] if match else said, "oldest": ".".join(map(str, OLDEST))}
    if match is None or (int(match[1]), int(match[2])) < OLDEST:
        return Check("git", Mark.WARN, "old", params)
    return Check("git", Mark.OK, params=params)


def check_repository(subject: Subject) -> Check:
    """Look whether this is a git repository that can be read."""
    if subject.why_not is not None:
        raise subject.why_not
    return Check("repository", Mark.OK, params={"root": str(subject.around.root)})


def check_identity(subject: Subject) -> Check:
    """Ask git who is working."""
    identity = subject.git.identity()
    if NOBODY[1] == identity.email:
        return Check("identity", Mark.WARN, "missing", {"nobody": NOBODY[1]})
    return Check("identity", Mark.OK, params={"identity": str(identity)})


def check_history(subject: Subject) -> Check:
    """Look whether the clone holds the whole history."""
    if subject.git.is_shallow():
        return Check("history", Mark.ERROR, "shallow")
    return Check("history", Mark.OK)


def check_branch(subject: Subject) -> Check:
    """Look for the branch that is applied; it is not the journal's."""
    settings, gateway = subject.settings, subject.git
    params = {"branch": settings.branch, "journal": settings.journal.branch}
    if settings.branch == settings.journal.branch:
        return Check("branch", Mark.ERROR, "journal", params)
    name = upstream(gateway, settings)
    known = gateway.resolve(branch_ref(settings.branch))
    if name is not None:
        known = known or gateway.resolve(f"refs/remotes/{name}/{settings.branch}")
    if known is None:
        code = "unborn" if gateway.resolve("HEAD") is None else "missing"
        return Check("branch", Mark.ERROR, code, params)
    return Check("branch", Mark.OK, params=params)


def check_tree(subject: Subject) -> Check:
    """Look whether what lies here is committed: nothing else can be applied."""
    found = standing(subject.git, subject.found.files)
    if found.dirty:
        files = ", ".join(found.dirty[:3])
        return Check("tree", Mark.WARN, "dirty", {"files": files, "count": len(found.dirty)})
    return Check("tree", Mark.OK, params={"commit": (found.head or "")[:12]})


def check_clock(subject: Subject) -> Check:
    """Look whether the machine's clock is behind the newest commit; the journal goes by the live system's."""
    now, journal = subject.around.clock(), subject.settings.journal.branch
    others = (f"--exclude={journal}", "--branches", f"--exclude=*/{journal}", "--remotes")
    answer = subject.git.ask("log", "-1", *others, "--format=%ct")
    newest = datetime.fromtimestamp(int(answer.text), UTC) if answer.text.strip().isdigit() else now
    params = {"now": now, "newest": newest}
    return (
        Check("clock", Mark.ERROR, "behind", params)
        if newest > now + SLACK
        else Check("clock", Mark.OK, params=params)
    )
