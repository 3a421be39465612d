"""Who declared many changes at once: the folded history is asked, instead of blaming file after file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from accessctl.errors import AccessctlError
from accessctl.execution.practice_versions import VersionReader
from accessctl.history.changes import kinds
from accessctl.history.chronicle import History, Life, Turn
from accessctl.history.engine import Asked, load_history
from accessctl.journal.gateway import Gateway
from accessctl.model.change import Change
from accessctl.model.event import Commit
from accessctl.model.identity import Address

Who = tuple[str, Address]


def declaring_commits(gateway: Gateway, branch: str, changes: Iterable[Change]) -> Mapping[Who, Commit]:
    """Return the commit that last changed what is declared of each person, by practice and address.

    A merge stands for what it merged: its author is that of the merged work. A shallow clone has no answer.
    """
    at_tip = gateway.resolve("HEAD") == gateway.resolve(f"refs/heads/{branch}")
    try:
        history = load_history(gateway, Asked(branch, None if at_tip else "HEAD"), VersionReader())
    except AccessctlError:
        return {}
    lives = _by_slug(history)
    found = {who: commit for who in _people(changes) if (commit := _last(history, lives, who)) is not None}
    authors = merged_authors(gateway, found.values())
    return {who: authors.get(commit.id, commit) for who, commit in found.items()}


def _people(changes: Iterable[Change]) -> set[Who]:
    return {(change.practice, change.email) for change in changes}


def _by_slug(history: History) -> Mapping[str, list[Life]]:
    lives: dict[str, list[Life]] = {}
    for life in history.lives:
        for slug in life.slugs:
            lives.setdefault(slug, []).append(life)
    return lives


def _last(history: History, lives: Mapping[str, list[Life]], who: Who) -> Commit | None:
    slug, email = who
    turns = [turns for life in lives.get(slug, ()) if (turns := life.people.get(email))]
    places = [_last_place(found) for found in turns]
    return history.commits[max(places)] if places else None


def _last_place(turns: tuple[Turn, ...]) -> int:
    """Return the place of the last turn that was an event."""
    index = len(turns) - 1
    while index > 0 and not kinds(turns[index - 1].grant, turns[index].grant):
        index -= 1
    return turns[index].place


def merged_authors(gateway: Gateway, commits: Iterable[Commit]) -> Mapping[str, Commit]:
    """Return, for each merge among the commits, the newest commit that it merged, by the merge's id."""
    wanted = sorted({commit.id for commit in commits})
    if not wanted:
        return {}
    parents = gateway.run("rev-list", "--no-walk", "--parents", "--stdin", stdin="\n".join(wanted).encode())
    rows = [line.split() for line in parents.text.splitlines()]
    second = {row[0]: row[2] for row in rows if len(row) > 2}
    if not second:
        return {}
    told = gateway.run(
        "log",
        "--no-walk",
        "--stdin",
        "--format=%H%x1f%an%x1f%ae%x1f%ct",
        stdin="\n".join(sorted(set(second.values()))).encode(),
    )
    authors = {row[0]: row[1:] for line in told.text.splitlines() if len(row := line.split("\x1f")) == 4}
    return {
        merge: Commit(
            tip, datetime.fromtimestamp(int(authors[tip][2]), UTC), authors[tip][0], authors[tip][1]
        )
        for merge, tip in second.items()
        if tip in authors
    }
