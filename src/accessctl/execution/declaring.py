"""Which commit last changed what is declared of somebody: the folded history of the branch is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from accessctl.errors import AccessctlError
from accessctl.execution.practice_versions import VersionReader, read_whole
from accessctl.history.changes import kinds
from accessctl.history.chronicle import History, Life, Turn
from accessctl.history.engine import Asked, load_history
from accessctl.history.reading import Version
from accessctl.history.walking import PRACTICES, Touch, walk
from accessctl.journal.gateway import Gateway
from accessctl.journal.objects import read_blobs
from accessctl.model.change import Change
from accessctl.model.event import Commit, Grant
from accessctl.model.identity import Address

FEW = 16
"""So many merges are looked into; of more, each is laid to the newest commit that it merged."""

Who = tuple[str, Address]


@dataclass(frozen=True, slots=True)
class Declared:
    """The commit that last changed what is declared of somebody; `still`: and they are declared."""

    commit: Commit
    still: bool


def declaring_commits(
    gateway: Gateway, asked: Asked, changes: Iterable[Change]
) -> Mapping[Who, Declared] | None:
    """Return the commit that last changed what is declared of each person, by practice and address.

    A merge stands for what it merged: its author is that of the merged work. A shallow clone has no answer.
    """
    try:
        history = load_history(gateway, asked, VersionReader())
    except AccessctlError:
        return None
    lives = _by_slug(history)
    people = {(change.practice, change.email) for change in changes}
    found = {who: known for who in people if (known := _last(history, lives, who)) is not None}
    merged = _merged(gateway, {who: known.commit for who, known in found.items()})
    return {who: Declared(merged.get(who, known.commit), known.still) for who, known in found.items()}


def _by_slug(history: History) -> Mapping[str, list[Life]]:
    lives: dict[str, list[Life]] = {}
    for life in history.lives:
        for slug in life.slugs:
            lives.setdefault(slug, []).append(life)
    return lives


def _last(history: History, lives: Mapping[str, list[Life]], who: Who) -> Declared | None:
    slug, email = who
    told = [turns for life in lives.get(slug, ()) if (turns := life.people.get(email))]
    last = max(((_last_place(turns), turns[-1].grant is not None) for turns in told), default=None)
    return None if last is None else Declared(history.commits[last[0]], last[1])


def _last_place(turns: tuple[Turn, ...]) -> int:
    """Return the place of the last turn that was an event."""
    index = len(turns) - 1
    while index > 0 and not kinds(turns[index - 1].grant, turns[index].grant):
        index -= 1
    return turns[index].place


def _merged(gateway: Gateway, found: Mapping[Who, Commit]) -> Mapping[Who, Commit]:
    """Return, for whoever came or went with a merge, the commit on the merged branch that did it."""
    parents = _parents(gateway, {commit.id for commit in found.values()})
    tips = _tips(gateway, {tip for _, tip in parents.values()})
    people: dict[str, list[Who]] = {}
    for who, commit in found.items():
        if commit.id in parents:
            people.setdefault(commit.id, []).append(who)
    merged: dict[Who, Commit] = {}
    for merge, whose in people.items():
        base, tip = parents[merge]
        merged |= dict.fromkeys(whose, tips[tip])
        if len(people) <= FEW:
            merged |= _on_branch(gateway, (base, tip), whose)
    return merged


def _parents(gateway: Gateway, commits: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """Return the first two parents of those that are merges."""
    asked = "\n".join(sorted(commits)).encode()
    if not asked:
        return {}
    answer = gateway.run("rev-list", "--no-walk", "--parents", "--stdin", stdin=asked)
    rows = [line.split() for line in answer.text.splitlines()]
    return {row[0]: (row[1], row[2]) for row in rows if len(row) > 2}


def _tips(gateway: Gateway, commits: Iterable[str]) -> Mapping[str, Commit]:
    asked = "\n".join(sorted(commits)).encode()
    if not asked:
        return {}
    shape = "--format=%H%x1f%an%x1f%ae%x1f%ct"
    answer = gateway.run("log", "--no-walk", "--stdin", shape, stdin=asked)
    rows = (line.split("\x1f") for line in answer.text.splitlines())
    return {
        name: Commit(name, datetime.fromtimestamp(int(seconds), UTC), author, email)
        for name, author, email, seconds in rows
    }


def _on_branch(gateway: Gateway, ends: tuple[str, str], whose: Iterable[Who]) -> Mapping[Who, Commit]:
    """Return who did it on a branch of several commits, as far as they can be told apart."""
    base, tip = ends
    touched: dict[str, list[tuple[Commit, Touch]]] = {}
    for item in walk(gateway, tip, base):
        for touch in item.touches:
            touched.setdefault(touch.slug, []).append((item.commit, touch))
    return {who: _changing(gateway, touched[who[0]], who) for who in whose if touched.get(who[0])}


def _changing(gateway: Gateway, steps: list[tuple[Commit, Touch]], who: Who) -> Commit:
    """Return the last of the commits that changed what is declared of the person."""
    slug, email = who
    blobs = [touch.blob for _, touch in steps if touch.blob is not None and touch.regular]
    contents = dict(zip(blobs, list(read_blobs(gateway, blobs)), strict=True)) if len(steps) > 1 else {}
    grants: list[Grant | None] = []
    for _, touch in steps:
        read = (
            read_whole(f"{PRACTICES}/{slug}.yaml", contents[touch.blob]) if touch.blob in contents else None
        )
        unread = touch.blob is not None and not isinstance(read, Version)
        before = grants[-1] if grants else None
        grants.append(before if unread else read.people.get(email) if isinstance(read, Version) else None)
    index = len(steps) - 1
    while index > 0 and not kinds(grants[index - 1], grants[index]):
        index -= 1
    return steps[index][0]
