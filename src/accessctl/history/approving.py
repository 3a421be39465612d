"""Pure: who approved what a commit brought onto the branch, other than those who wrote it.

A merge stands for what it merged, a squash or a direct commit for itself. A signature is an approval when it
is on that commit, or on one that was merged and changes nothing: there on the very state that was merged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from accessctl.history.signed_commits import StoredCommit
from accessctl.model.identity import Address, normalise_address
from accessctl.model.signer import Signer, Signers

_CO_AUTHOR = re.compile(rb"^co-authored-by:[^<\n]*<([^<>\n]*)>", re.MULTILINE | re.IGNORECASE)

Verify = Callable[[StoredCommit, datetime], Signer | None]
"""Says whose valid signature a commit bears, as the keys stood at a time."""


@dataclass(frozen=True, slots=True)
class Merged:
    """One of the commits that a merge brought along."""

    commit: StoredCommit
    writes: bool
    """Whether it changes declarations itself; a clean merge of others' work does not."""
    is_final: bool
    """Whether its declarations are those that were merged; approving an older state counts for nothing."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came onto the branch with one commit, and whose approval counts: the signers before it."""

    commit: StoredCommit
    writes: bool
    """A merge that writes has something in it that neither side had."""
    signers: Signers
    base_at: datetime
    """When the branch's commit before it was made: no signature on it is older."""
    merged: tuple[Merged, ...] = ()


@dataclass(frozen=True, slots=True)
class Approver:
    """A person who approved: the first of the key's addresses, all of theirs, and the commit they signed."""

    by: Address
    person: frozenset[Address]
    commit: str


def approvers(brought: Brought, verify: Verify) -> tuple[Approver, ...]:
    """Return who approved, each person once and none of the authors."""
    is_merge = len(brought.commit.parents) > 1
    if is_merge and brought.writes:
        return ()  # nobody saw what it adds, and who merged wrote it
    approving = [item.commit for item in brought.merged if item.is_final and not item.writes]
    signed = [commit for commit in (brought.commit, *approving) if commit.signature is not None]
    found: dict[frozenset[Address], Approver] = {}
    for commit in signed:
        signer = verify(commit, max(commit.at, brought.base_at))
        if signer is not None:
            person = brought.signers.person(signer.addresses)
            found.setdefault(person, Approver(signer.addresses[0], person, commit.id))
    writers = _writers(brought, verify) if found else frozenset()
    return tuple(item for item in found.values() if not item.person & writers)


def _writers(brought: Brought, verify: Verify) -> frozenset[Address]:
    """Return everybody who wrote what was brought, under all addresses that the signers tie together."""
    if len(brought.commit.parents) < 2:
        return brought.signers.person((*brought.commit.author, *_co_authors(brought.commit)))
    written = [item.commit for item in brought.merged if item.writes]
    people: set[Address] = set()
    for commit in written:
        people |= commit.people | set(_co_authors(commit))
        signer = None if commit.signature is None else verify(commit, max(commit.at, brought.base_at))
        if signer is not None:
            people |= set(signer.addresses)  # whoever signs what they commit wrote it, whatever name it bears
    return brought.signers.person(people)


def _co_authors(commit: StoredCommit) -> Iterable[Address]:
    return [normalise_address(name.decode("utf-8", "replace")) for name in _CO_AUTHOR.findall(commit.payload)]
