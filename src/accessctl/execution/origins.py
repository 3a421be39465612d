"""Who declared a change, and when: the folded history says it, and blame for files that are not committed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from accessctl.execution.blaming import blamed
from accessctl.execution.declaring import Declared, declaring_commits
from accessctl.history.engine import Asked
from accessctl.journal.gateway import Gateway
from accessctl.model.change import Change
from accessctl.model.event import Commit
from accessctl.model.identity import normalise_address


def with_origins(
    gateway: Gateway,
    asked: Asked,
    changes: Iterable[Change],
    ends: Mapping[str, int],
    *,
    committed: bool = False,
) -> tuple[Change, ...]:
    """Return the changes, each with the commit and author of its declaration.

    `ends` gives the last line of an entry by change id; a change without one is for somebody whom the file
    no longer names: the commit that took the entry out is its origin. Uncommitted lines have no author; there
    are none where the files are those of a commit (`committed`).
    """
    listed = tuple(changes)
    if not listed or gateway.resolve(asked.revision or "HEAD") is None:
        return listed
    told = declaring_commits(gateway, asked, listed)
    dirty = frozenset() if committed else _uncommitted(gateway)
    unsure = [change for change in listed if change.id in ends and (told is None or _file(change) in dirty)]
    lines = blamed(
        gateway, ((_file(change), _span(change, ends)) for change in unsure), whole=told is not None
    )
    authors = {change.id: lines.get((_file(change), _span(change, ends))) for change in unsure}
    for change in listed:
        if change.id not in authors and told is not None:
            known = told.get((change.practice, change.email))
            authors[change.id] = _committed(known, gone=change.id not in ends)
    return tuple(_by(change, authors.get(change.id)) for change in listed)


def _committed(known: Declared | None, *, gone: bool) -> Commit | None:
    """Return the commit, unless somebody goes whom it still declares: that is not committed yet."""
    return None if known is None or (gone and known.still) else known.commit


def _by(change: Change, commit: Commit | None) -> Change:
    if commit is None or change.origin.drift_since is not None:
        return change
    origin = replace(
        change.origin,
        commit=commit.id,
        author=commit.author,
        author_email=normalise_address(commit.author_email),
        at=commit.at,
    )
    return replace(change, origin=origin)


def _file(change: Change) -> str:
    return "" if change.origin.where is None else change.origin.where.file


def _span(change: Change, ends: Mapping[str, int]) -> tuple[int, int]:
    where = change.origin.where
    return (0, 0) if where is None else (where.line, ends[change.id])


def _uncommitted(gateway: Gateway) -> frozenset[str]:
    changed = gateway.run("diff", "--name-only", "--relative", "-z", "HEAD", "--", "practices").text
    new = gateway.run("ls-files", "--others", "--exclude-standard", "-z", "--", "practices").text
    return frozenset([*changed.split("\0"), *new.split("\0")]) - {""}
