"""One stream of git objects: the first-parent commits of a branch, and what each changes in `practices/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from accessctl.history.messages import approvals, pull_request
from accessctl.journal.gateway import Gateway
from accessctl.journal.hardening import checked_revision
from accessctl.model.event import Commit
from accessctl.model.identity import SLUG

PRACTICES = "practices"

_FORMAT = "--format=%H%x00%ct%x00%an%x00%ae%x00%B%x00"
_FIELDS = 5
_PATH = re.compile(rf"{PRACTICES}/({SLUG.pattern})\.yaml")
_LAST_SECOND = 253402300799
_FILE_MODES = frozenset({"100644", "100755"})


@dataclass(frozen=True, slots=True)
class Touch:
    """One practice's file in a commit: its new content, or `None` where it is gone."""

    slug: str
    blob: str | None
    regular: bool = True


@dataclass(frozen=True, slots=True)
class Walked:
    """One commit and the files that it touches."""

    commit: Commit
    touches: tuple[Touch, ...]


def walk(gateway: Gateway, tip: str, base: str | None) -> Iterator[Walked]:
    """Yield the first-parent commits from the root, or after `base`, up to the tip, oldest first.

    Every commit is among them, also one that touches no practice: its date counts.
    """
    names = [checked_revision(tip), *([f"^{checked_revision(base)}"] if base else [])]
    options = (
        "--first-parent",
        "-m",
        "--root",
        "--raw",
        "-z",
        "--no-renames",
        "--no-abbrev",
        "--no-notes",
        "--relative",
        "--full-history",
        "--sparse",
        "--ignore-submodules=none",
    )
    answer = gateway.run("log", *options, _FORMAT, *names, "--", PRACTICES)
    yield from reversed(list(_commits(answer.out.decode("utf-8", "replace").split("\0"))))


def chain(gateway: Gateway, tip: str) -> Sequence[str]:
    """Return the ids of the first-parent commits, newest first."""
    return gateway.run("rev-list", "--first-parent", checked_revision(tip)).text.split()


def _commits(parts: list[str]) -> Iterator[Walked]:
    """Part the stream: five fields, an empty part, then pairs of a change and its path.

    A NUL is the one character that no message, name or path can hold.
    """
    at, end = 0, len(parts) - 1
    while at + _FIELDS <= end:
        head = parts[at : at + _FIELDS]
        at += _FIELDS + 1
        touches = []
        while at < end and parts[at].lstrip("\n").startswith(":"):
            touch = _touch(parts[at].split(), parts[at + 1])
            if touch is not None:
                touches.append(touch)
            at += 2
        yield Walked(_commit(*head), tuple(touches))


def _touch(change: Sequence[str], path: str) -> Touch | None:
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    mode, blob = change[1], change[3]
    if mode == "000000":
        return Touch(found[1], None)
    return Touch(found[1], blob, regular=mode in _FILE_MODES)


def _commit(name: str, seconds: str, author: str, email: str, message: str) -> Commit:
    return Commit(
        id=name,
        at=_moment(seconds),
        author=author,
        author_email=email,
        pull_request=pull_request(message),
        approvals=approvals(message),
    )


def _moment(seconds: str) -> datetime:
    """Return the commit's time; one that no calendar has (a forged commit) is brought to the nearest."""
    return datetime.fromtimestamp(min(max(int(seconds or 0), 0), _LAST_SECOND), UTC)
