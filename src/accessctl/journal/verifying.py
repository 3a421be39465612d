"""Proving the branch as it is: one line from the pinned root on, and every record accounted for.

Reading a journal stops at the first thing that must not be; here every such thing is found and named.

Races leave nothing behind: a file is placed by compare-and-swap and takes its number from the tip that it is
placed on, so numbers have neither gaps nor doubles, and the branch has no merges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from accessctl.journal.gateway import Gateway
from accessctl.journal.objects import read_blobs
from accessctl.journal.reading import Branch, locate
from accessctl.journal.verifying_commits import check_commits, read_commits
from accessctl.journal.verifying_effects import Whereabouts, check_effects
from accessctl.journal.verifying_files import ReadFile, read_file
from accessctl.journal.verifying_runs import check_runs
from accessctl.model.record import Record, RecordKind
from accessctl.model.verification import Checkpoint, Discrepancy, Verification


@dataclass(frozen=True, slots=True)
class Proved:
    """What was found out, and the records that it was found out from."""

    verification: Verification
    records: tuple[Record, ...] = ()

    @property
    def last_applied(self) -> str | None:
        """The commit of the last apply."""
        applied = [
            record.commit
            for record in self.records
            if record.kind is RecordKind.RUN and record.command == "apply" and record.commit is not None
        ]
        return applied[-1] if applied else None


def verify(branch: Branch, checkpoints: Sequence[Checkpoint], judge: Whereabouts, now: datetime) -> Proved:
    """Fetch the branch, go through all of it, and say what is wrong."""
    gateway, settings = branch.gateway, branch.settings
    tip = locate(branch)
    kept = (*checkpoints, *_seen(branch))
    if tip is None:
        lost = tuple(_descends(gateway, None, kept))
        return Proved(
            Verification(
                branch=settings.branch,
                tip=None,
                root=None,
                at=now,
                checkpoints=len(checkpoints),
                discrepancies=lost,
            )
        )
    commits = read_commits(gateway, tip)
    added, found = check_commits(commits, settings.root)
    contents = read_blobs(gateway, [file.blob for file in added])
    read = [read_file(file, data) for file, data in zip(added, contents, strict=True)]
    files = tuple(file for file, _ in read)
    troubles = (
        *found,
        *(trouble for _, wrong in read for trouble in wrong),
        *check_runs(files, now),
        *check_effects(files, judge),
    )
    places = {commit.id: place for place, commit in enumerate(commits)}
    ordered = sorted(troubles, key=lambda item: _order(item, places))
    return Proved(
        Verification(
            branch=settings.branch,
            tip=tip,
            root=next(commit.id for commit in commits if not commit.parents),
            at=now,
            commits=len(commits),
            files=len(files),
            records=sum(len(file.records) for file in files),
            checkpoints=len(checkpoints),
            discrepancies=(*_descends(gateway, tip, kept), *ordered),
        ),
        tuple(_records(files)),
    )


def _order(item: Discrepancy, places: dict[str, int]) -> tuple[int, str, int, str]:
    return places.get(item.commit or "", -1), item.path or "", item.line or 0, item.code


def _records(files: Iterable[ReadFile]) -> Iterator[Record]:
    for file in files:
        yield from (record for _, record in file.records)


def _seen(branch: Branch) -> tuple[Checkpoint, ...]:
    """Return how far this clone saw the branch before: a checkpoint that it keeps by itself."""
    seen = branch.gateway.resolve(branch.known_ref) if branch.settings.root else None
    return () if seen is None else (Checkpoint(commit=seen),)


def _descends(gateway: Gateway, tip: str | None, kept: Iterable[Checkpoint]) -> Iterator[Discrepancy]:
    """Yield the earlier tips that the branch no longer contains."""
    for item in kept:
        known = gateway.resolve(item.commit)
        if tip is None or known is None or not gateway.is_ancestor(known, tip):
            code = "seen-not-on-branch" if item.line is None else "checkpoint-not-on-branch"
            yield Discrepancy(code=code, commit=item.commit, params={"line": item.line or 0})
