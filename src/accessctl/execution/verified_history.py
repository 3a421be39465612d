"""A history whose commits say which of their approvals are verified: only what is signed is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from accessctl.execution.approvals import Approvals
from accessctl.history.approval_store import Kept, read_approvals, write_approvals
from accessctl.history.chronicle import History
from accessctl.history.merged_sides import merged_sides
from accessctl.history.walking import chain
from accessctl.journal.gateway import Gateway
from accessctl.journal.objects import read_blobs
from accessctl.model.event import Approval, Commit
from accessctl.model.identity import normalise_address

SIGNATURE = "Signature"
"""Stands where a trailer's name does."""


def with_verified(gateway: Gateway, history: History, branch: str) -> History:
    """Return the history with the approvals that signatures prove."""
    path = gateway.common_dir() / "accessctl" / "approvals.json"
    kept = read_approvals(path)
    asked = [commit.id for commit in history.commits if commit.id not in kept]
    fresh = _judged(gateway, branch, asked, history.tip) if asked else {}
    if fresh:
        write_approvals(path, {**kept, **fresh})
    known = {**kept, **fresh}
    return replace(history, commits=tuple(_marked(item, known.get(item.id, ())) for item in history.commits))


def _judged(gateway: Gateway, branch: str, asked: Iterable[str], tip: str) -> Kept:
    """Return who approved each commit; one that nobody signed anything of needs no further look."""
    rows = (line.split() for line in gateway.run("rev-list", "--parents", tip).text.splitlines())
    parents = {row[0]: row[1:] for row in rows}
    sides = merged_sides(parents, reversed(chain(gateway, tip)))
    wanted = tuple(asked)
    signed = _signed(gateway, {name for commit in wanted for name in (commit, *sides[commit])})
    found: dict[str, tuple[str, ...]] = {}
    with Approvals(gateway, branch) as approvals:
        for commit in wanted:
            if not signed & {commit, *sides[commit]}:
                found[commit] = ()
                continue
            approvers = approvals.signed(commit)
            if approvers is not None:
                found[commit] = tuple(item.by for item in approvers)
    return found


def _signed(gateway: Gateway, names: Iterable[str]) -> frozenset[str]:
    """Return the commits that bear a signature, good or not."""
    listed = sorted(names)
    contents = read_blobs(gateway, listed, "commit")
    return frozenset(
        name for name, raw in zip(listed, contents, strict=True) if b"\ngpgsig" in raw.partition(b"\n\n")[0]
    )


def _marked(commit: Commit, by: Iterable[str]) -> Commit:
    """Return the commit with its claims, those verified that a signature proves."""
    proved: Mapping[str, None] = dict.fromkeys(by)
    if not proved:
        return commit
    claimed = [(item, _address(item.by)) for item in commit.approvals]
    marked = [replace(item, verified=address in proved) for item, address in claimed]
    named = {address for _, address in claimed}
    marked += [Approval(address, SIGNATURE, verified=True) for address in proved if address not in named]
    return replace(commit, approvals=tuple(marked))


def _address(text: str) -> str:
    """Return the address that a trailer names, as it is compared."""
    return normalise_address(text.rpartition("<")[2].partition(">")[0])
