"""Who last wrote some lines of a file as the work tree has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from accessctl.journal.gateway import Gateway
from accessctl.model.event import Commit

FEW = 8
"""Of more files nobody is blamed: git walks through all of history for each."""

Span = tuple[int, int]
"""The first and the last line."""


def blamed(
    gateway: Gateway, lines: Iterable[tuple[str, Span]], *, whole: bool
) -> Mapping[tuple[str, Span], Commit | None]:
    """Return the newest commit of each span of each file; `None` where a line of it is not committed.

    Where the history is not `whole`, the commit that it was cut off at wrote nothing that is known.
    """
    spans: dict[str, set[Span]] = {}
    for file, span in lines:
        if file:
            spans.setdefault(file, set()).add(span)
    if len(spans) > FEW:
        return {}
    return {
        (file, span): commit
        for file, wanted in spans.items()
        for span, commit in _of_file(gateway, file, sorted(wanted), whole=whole)
    }


def _of_file(
    gateway: Gateway, file: str, spans: Iterable[Span], *, whole: bool
) -> Iterable[tuple[Span, Commit | None]]:
    listed = tuple(spans)
    ranges = [f"-L{first},{last}" for first, last in listed]
    answer = gateway.ask("blame", "--porcelain", *ranges, "--", file)
    if answer.status:
        return []
    lines = _parsed(answer.text, whole=whole)
    return [(span, _newest(lines, span)) for span in listed]


def _newest(lines: Mapping[int, Commit | None], span: Span) -> Commit | None:
    """Return the newest author of a span; an uncommitted line makes the whole span nobody's."""
    found = [lines.get(number) for number in range(span[0], span[1] + 1)]
    commits = [commit for commit in found if commit is not None]
    return max(commits, key=lambda commit: commit.at) if len(commits) == len(found) else None


def _parsed(text: str, *, whole: bool) -> Mapping[int, Commit | None]:
    """Parse git's porcelain blame: line number → commit, None where it is not committed."""
    facts: dict[str, dict[str, str]] = {}
    lines: dict[int, Commit | None] = {}
    commit, number = "", 0
    for line in text.split("\n"):
        if line.startswith("\t"):
            known = facts[commit]
            nobody = set(commit) == {"0"} or ("boundary" in known and not whole)
            lines[number] = None if nobody else _commit(commit, known)
            commit = ""
        elif not commit:
            words = line.split(" ")
            if len(words) < 3:
                continue
            commit, number = words[0], int(words[2])
            facts.setdefault(commit, {})
        else:
            key, _, value = line.partition(" ")
            facts[commit][key] = value
    return lines


def _commit(name: str, known: Mapping[str, str]) -> Commit:
    return Commit(
        name,
        datetime.fromtimestamp(int(known.get("committer-time", "0")), UTC),
        known.get("author", ""),
        known.get("author-mail", "").strip("<>"),
    )
