"""Who declared a change, and when: the changed entries are blamed, the others never looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from accessctl.execution.mass_origins import declaring_commits
from accessctl.journal.gateway import Gateway
from accessctl.model.change import Change
from accessctl.model.identity import normalise_address

FEW = 8
"""With more files than that, one walk of history first finds those that one commit alone has touched."""

MANY = 64
"""Beyond so many files and leavers the folded history is asked, which takes the same time for all."""

FORMAT = "--format=%x1e%H%x1f%an%x1f%ae%x1f%ct"


@dataclass(frozen=True, slots=True)
class Author:
    """One commit, as an origin needs it."""

    commit: str
    name: str
    email: str
    at: datetime


def with_origins(
    gateway: Gateway, branch: str, changes: Iterable[Change], ends: Mapping[str, int]
) -> tuple[Change, ...]:
    """Return the changes, each with the commit and author of its declaration.

    `ends` gives the last line of an entry by change id; a change without one is for somebody whom the file
    no longer names: the commit that took the address out is its origin. Uncommitted lines have no author.
    """
    listed = tuple(changes)
    if gateway.resolve("HEAD") is None:
        return listed
    spans: dict[str, set[tuple[int, int]]] = {}
    for change in listed:
        where = change.origin.where
        if where is not None and change.id in ends:
            spans.setdefault(where.file, set()).add((where.line, ends[change.id]))
    missing = [change for change in listed if change.id not in ends and change.origin.drift_since is None]
    if len(spans) + len(missing) > MANY:
        return _told_by_history(gateway, branch, listed)
    single = _single_authors(gateway, spans) if len(spans) > FEW else {}
    blamed = {
        (file, span): author
        for file, wanted in spans.items()
        for span, author in (
            ((span, single[file]) for span in wanted)
            if file in single
            else _blame(gateway, file, sorted(wanted)).items()
        )
    }
    return tuple(_placed(gateway, change, ends, blamed) for change in listed)


def _told_by_history(gateway: Gateway, branch: str, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes with the commits that the folded history names; uncommitted files have none."""
    listed = tuple(changes)
    told = declaring_commits(gateway, branch, listed)
    dirty = _uncommitted(gateway)
    return tuple(
        change
        if commit is None or change.origin.drift_since is not None or _file(change) in dirty
        else _by(change, Author(commit.id, commit.author, commit.author_email, commit.at))
        for change in listed
        for commit in (told.get((change.practice, change.email)),)
    )


def _file(change: Change) -> str:
    return "" if change.origin.where is None else change.origin.where.file


def _uncommitted(gateway: Gateway) -> frozenset[str]:
    listed = gateway.run("diff", "--name-only", "--relative", "-z", "HEAD", "--", "practices").text
    return frozenset(listed.split("\0"))


def _placed(
    gateway: Gateway,
    change: Change,
    ends: Mapping[str, int],
    blamed: Mapping[tuple[str, tuple[int, int]], Author | None],
) -> Change:
    where = change.origin.where
    if where is None:
        return change
    if change.id in ends:
        author = blamed.get((where.file, (where.line, ends[change.id])))
    elif change.origin.drift_since is None:
        author = _taken_out(gateway, where.file, change.email)
    else:
        author = None
    return change if author is None else _by(change, author)


def _by(change: Change, author: Author) -> Change:
    origin = replace(
        change.origin,
        commit=author.commit,
        author=author.name,
        author_email=normalise_address(author.email),
        at=author.at,
    )
    return replace(change, origin=origin)


def _single_authors(gateway: Gateway, files: Iterable[str]) -> Mapping[str, Author]:
    """Return the author of each file that one commit alone has touched, and that is as committed."""
    wanted = set(files)
    answer = gateway.run(
        "log", FORMAT, "--name-only", "--relative", "-z", "--no-renames", "HEAD", "--", "practices"
    )
    seen: dict[str, list[Author]] = {}
    for chunk in answer.text.split("\x1e")[1:]:
        head, _, names = chunk.partition("\0")
        author = _author(head)
        for name in names.strip("\n\0").split("\0"):
            if name.strip("\n") in wanted:
                seen.setdefault(name.strip("\n"), []).append(author)
    dirty = _uncommitted(gateway)
    return {file: authors[0] for file, authors in seen.items() if len(authors) == 1 and file not in dirty}


def _author(text: str) -> Author:
    commit, name, email, at = text.strip().split("\x1f")
    return Author(commit, name, email, datetime.fromtimestamp(int(at), UTC))


def _taken_out(gateway: Gateway, file: str, email: str) -> Author | None:
    """Return the last commit that changed how often the file names the address."""
    answer = gateway.ask("log", "-1", FORMAT, f"-S{email}", "HEAD", "--", file)
    return None if answer.status or not answer.text.strip() else _author(answer.text.strip("\n\x1e"))


def _blame(
    gateway: Gateway, file: str, spans: Iterable[tuple[int, int]]
) -> Mapping[tuple[int, int], Author | None]:
    """Return the newest commit of each span of lines, as the work tree has them."""
    listed = tuple(spans)
    ranges = [f"-L{first},{last}" for first, last in listed]
    answer = gateway.ask("blame", "--porcelain", *ranges, "--", file)
    if answer.status:
        return {}
    lines = _blamed_lines(answer.text)
    return {span: _newest(lines, span) for span in listed}


def _newest(lines: Mapping[int, Author | None], span: tuple[int, int]) -> Author | None:
    """Return the newest author of a span; an uncommitted line makes the whole span nobody's."""
    found = [lines.get(number) for number in range(span[0], span[1] + 1)]
    authors = [author for author in found if author is not None]
    return max(authors, key=lambda author: author.at) if len(authors) == len(found) else None


def _blamed_lines(text: str) -> Mapping[int, Author | None]:
    """Parse git's porcelain blame: line number → author, None where it is not committed."""
    facts: dict[str, dict[str, str]] = {}
    lines: dict[int, Author | None] = {}
    commit, number = "", 0
    for line in text.split("\n"):
        if line.startswith("\t"):
            known = facts[commit]
            uncommitted = set(commit) == {"0"}
            lines[number] = (
                None
                if uncommitted
                else Author(
                    commit,
                    known.get("author", ""),
                    known.get("author-mail", "").strip("<>"),
                    datetime.fromtimestamp(int(known.get("committer-time", "0")), UTC),
                )
            )
            commit = ""
        elif not commit:
            words = line.split(" ")
            if len(words) >= 3:
                commit, number = words[0], int(words[2])
                facts.setdefault(commit, {})
        else:
            key, _, value = line.partition(" ")
            facts[commit][key] = value
    return lines
