"""The other end of the network: where a branch stands there, fetching it, pushing to it by compare-and-swap.

Remotes are always called by address, so that no `remote.*` setting of a repository has a say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from accessctl.errors import JournalError
from accessctl.journal.gateway import Answer, Gateway
from accessctl.journal.hardening import branch_ref, shown
from accessctl.journal.logins import Login, parted

CUSTOMARY = "origin"
"""The remote that a repository need not have."""

_HELPER = re.compile(r"^[A-Za-z0-9][A-Za-z0-9+.-]*::")
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://")
_SSH_SHORT = re.compile(r"^[^/]+:")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LOST = (
    "stale info",
    "fetch first",
    "non-fast-forward",
    "cannot lock ref",
    "failed to update ref",
    "incorrect old value",
)
_PROTECTED = ("protected branch", "protected ref", "gh006", "gh013", "protected by", "repository rule")


@dataclass(frozen=True, slots=True)
class Remote:
    """One repository elsewhere; reading and writing may go by different addresses, which hold no login."""

    name: str
    fetch: str
    push: str
    fetch_login: Login | None = None
    push_login: Login | None = None


class Verdict(Enum):
    """What became of a push."""

    ACCEPTED = auto()
    LOST = auto()  # somebody else was faster: nothing happened
    PROTECTED = auto()  # the branch may not be pushed to
    REJECTED = auto()  # the remote said no
    UNKNOWN = auto()  # no answer: it may have happened


@dataclass(frozen=True, slots=True)
class Pushed:
    """A push's verdict, and what the other side said."""

    verdict: Verdict
    message: str = ""


def find_remote(gateway: Gateway, name: str) -> Remote | None:
    """Return the remote of that name or address; None where only the customary name is not set up."""
    if not _NAME.fullmatch(name):
        if "/" not in name and ":" not in name:
            raise JournalError("journal-remote-unknown", remote=shown(name))
        return _remote(gateway, shown(name), name, name)
    fetch = gateway.config(f"remote.{name}.url")
    if not fetch:
        if name == CUSTOMARY:
            return None
        raise JournalError("journal-remote-unknown", remote=name)
    push = gateway.config(f"remote.{name}.pushurl") or fetch
    return _remote(gateway, name, fetch[0], push[0])


def _remote(gateway: Gateway, name: str, fetch: str, push: str) -> Remote:
    try:
        (read, read_as), (write, write_as) = (
            parted(_checked_address(gateway, address)) for address in (fetch, push)
        )
    except ValueError:
        raise JournalError("journal-remote-refused", remote=name) from None
    return Remote(name, read, write, read_as, write_as)


def _checked_address(gateway: Gateway, address: str) -> str:
    """Refuse an address that would run a command, or whose repository a commit could have brought along."""
    if address.startswith("-") or _HELPER.match(address):
        raise JournalError("journal-remote-refused", remote=shown(address))
    local = address.removeprefix("file://") if address.startswith("file://") else address
    if _SCHEME.match(local) or (_SSH_SHORT.match(local) and not Path(local).is_absolute()):
        return address
    top = gateway.top().resolve()
    if (top / local).resolve().is_relative_to(top):
        raise JournalError("journal-remote-refused", remote=shown(address))
    return address


def remote_tip(gateway: Gateway, remote: Remote, branch: str) -> str | None:
    """Ask where the branch stands; None where the remote has no such branch."""
    ref = branch_ref(branch)
    words = ("ls-remote", "--upload-pack=git-upload-pack", "--", remote.fetch, ref)
    answer = gateway.ask(*words, seconds=gateway.network_seconds, login=remote.fetch_login)
    if answer.status:
        raise _unreachable(remote, answer)
    tips = (line.split("\t", 1) for line in answer.text.splitlines())
    return next((found for found, name in tips if name == ref), None)


def fetch_branch(gateway: Gateway, remote: Remote, branch: str) -> None:
    """Bring the branch's objects here; no ref is moved."""
    options = (
        "--quiet",
        "--no-tags",
        "--no-write-fetch-head",
        "--no-auto-maintenance",
        "--no-recurse-submodules",
        "--no-prune",
        "--upload-pack=git-upload-pack",
    )
    words = ("fetch", *options, "--", remote.fetch, branch_ref(branch))
    answer = gateway.ask(*words, seconds=gateway.network_seconds, login=remote.fetch_login)
    if answer.status:
        raise _unreachable(remote, answer)


def push_commit(gateway: Gateway, remote: Remote, branch: str, commit: str, old: str | None) -> Pushed:
    """Move the remote's branch to the commit if it still is at `old` (None: does not exist)."""
    ref = branch_ref(branch)
    return _push(gateway, remote, f"{commit}:{ref}", f"--force-with-lease={ref}:{old or ''}")


def may_push(gateway: Gateway, remote: Remote, branch: str, commit: str) -> Pushed:
    """Ask whether a push of the commit would be let in; what the host checks on receipt is not asked."""
    return _push(gateway, remote, f"{commit}:{branch_ref(branch)}", "--dry-run")


def _push(gateway: Gateway, remote: Remote, what: str, *more: str) -> Pushed:
    options = (
        "--porcelain",
        "--no-verify",
        "--no-signed",
        "--no-follow-tags",
        "--recurse-submodules=no",
        "--receive-pack=git-receive-pack",
        *more,
    )
    words = ("push", *options, "--", remote.push, what)
    answer = gateway.ask(*words, seconds=gateway.network_seconds, login=remote.push_login)
    return _judged(answer)


def _judged(answer: Answer) -> Pushed:
    """Read the verdict from what git printed."""
    if answer.status == 0:
        return Pushed(Verdict.ACCEPTED)
    line = next((line for line in answer.text.splitlines() if line.startswith("!")), None)
    message = shown(answer.error)
    if line is None or "[remote failure]" in line:
        return Pushed(Verdict.UNKNOWN, message)
    reason = line.rpartition("\t")[2]
    said = f"{message}\n{reason}".lower()
    if any(word in said for word in _PROTECTED):
        return Pushed(Verdict.PROTECTED, message)
    if any(word in reason for word in _LOST):
        return Pushed(Verdict.LOST, message)
    return Pushed(Verdict.REJECTED, f"{message}\n{reason}".strip())


def _unreachable(remote: Remote, answer: Answer) -> JournalError:
    return JournalError("journal-unreachable", remote=remote.name, message=answer.error)
