"""A pull request (a merge request) as its host tells of it, as far as approvals are concerned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PullRequest:
    """What the host says, people by the names that they have there."""

    number: int
    author: str
    target: str
    """The branch that it was merged into."""
    is_merged: bool
    merged_as: frozenset[str]
    """The commits that the host says it became on that branch: the merge, or the squashed one."""
    head: str
    """The commit that was merged."""
    writers: frozenset[str] = frozenset()
    """The names at the host of everybody who wrote a commit of it."""
    approved: tuple[str, ...] = ()
    """Who approved the head, and neither took it back nor had it dismissed."""


def host_approvers(found: PullRequest, commit: str, parents: tuple[str, ...], branch: str) -> tuple[str, ...]:
    """Return who approved, at the host, what the commit brought onto the branch; each once.

    That a message names a pull request proves nothing: the host must say that it became this very commit.
    """
    is_this = found.is_merged and found.target == branch and commit in found.merged_as
    if not is_this or (len(parents) > 1 and found.head not in parents[1:]):
        return ()
    writers = {name.casefold() for name in (found.author, *found.writers)}
    named = {name.casefold(): name for name in found.approved}
    return tuple(sorted(name for key, name in named.items() if key not in writers))
