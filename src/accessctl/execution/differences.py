"""What two revisions declare differently: people, practices, and what else a reviewer has to see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from accessctl.declarations.file_names import judge_names
from accessctl.declarations.loading import load_files
from accessctl.errors import AccessctlError
from accessctl.execution.practice_versions import VersionReader
from accessctl.execution.repository import DECLARED, regular_files
from accessctl.history.changes import declared_events
from accessctl.history.chronicle import History
from accessctl.history.folding import Folding
from accessctl.history.reading import Trouble, Version
from accessctl.history.walking import PRACTICES
from accessctl.journal.gateway import Gateway
from accessctl.journal.objects import read_blobs
from accessctl.model.event import AccessEvent, Commit, Gap
from accessctl.model.plan import Notice
from accessctl.reconcile.alterations import alterations

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class PracticeChange:
    """A practice that came, went, or is called otherwise."""

    what: str
    practice: str
    earlier: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs in meaning; formatting and comments don't."""

    older: str
    newer: str
    practices: tuple[PracticeChange, ...]
    events: tuple[AccessEvent, ...]
    alterations: tuple[Notice, ...]
    gaps: tuple[Gap, ...]


def difference(gateway: Gateway, wished: str) -> Difference:
    """Compare `REV1..REV2`; with three dots, what REV2 changed since the two parted."""
    older, newer = _revisions(gateway, wished)
    old, new = _changed_files(gateway, older, newer)
    history = _told((older, old), (newer, new))
    return Difference(
        older=older,
        newer=newer,
        practices=tuple(sorted(_practices(history, newer), key=lambda item: item.practice)),
        events=tuple(event for event in declared_events(history, history.lives) if _is_new(event, newer)),
        alterations=alterations(load_files(old), load_files(new)),
        gaps=tuple(gap for life in history.lives for gap in history.gaps(life) if gap.until is None),
    )


def _revisions(gateway: Gateway, wished: str) -> tuple[str, str]:
    three = "..." in wished
    one, dots, other = wished.partition("..." if three else "..")
    if not dots:
        raise AccessctlError("diff-two-revisions", revision=wished)
    older, newer = (_commit_id(gateway, name or "HEAD") for name in (one, other))
    if three:
        answer = gateway.ask("merge-base", older, newer)
        if answer.status:
            raise AccessctlError("diff-nothing-in-common", older=one, newer=other)
        older = answer.text.split()[0]
    return older, newer


def _commit_id(gateway: Gateway, name: str) -> str:
    found = gateway.resolve(name)
    if found is None:
        raise AccessctlError("history-no-revision", revision=name)
    return found


def _changed_files(gateway: Gateway, older: str, newer: str) -> tuple[Files, Files]:
    """Return the practices that differ and all of `access/`, on both sides."""
    trees = [_listed(gateway, commit) for commit in (older, newer)]
    same = {path for path in trees[0].keys() & trees[1].keys() if trees[0][path] == trees[1][path]}
    left_out = {path for path in same if path.startswith(f"{PRACTICES}/")}
    wanted = [{path: blob for path, blob in tree.items() if path not in left_out} for tree in trees]
    contents = read_blobs(gateway, [blob for tree in wanted for blob in tree.values()])
    old, new = ({path: next(contents) for path in tree} for tree in wanted)
    next(contents, None)
    return old, new


def _listed(gateway: Gateway, commit: str) -> Mapping[str, str]:
    """Return the blobs of the declaration's files by path."""
    found = regular_files(gateway, commit, DECLARED[:2])
    accepted, _ = judge_names(found)
    return {path: found[path] for path in accepted}


def _told(*sides: tuple[str, Files]) -> History:
    """Tell the two sides as a history of two commits: what the second one changes is the difference."""
    read, folding = VersionReader(), Folding()
    slugs = {_slug(path) for _, files in sides for path in files if path.startswith(f"{PRACTICES}/")}
    for name, files in sides:
        found: dict[str, Version | Trouble | None] = dict.fromkeys(slugs)
        for path, data in files.items():
            if path.startswith(f"{PRACTICES}/"):
                found[_slug(path)] = read(path, data)
        folding.add(Commit(name, datetime.min.replace(tzinfo=UTC), "", ""), found)
    return folding.frozen(sides[-1][0])


def _slug(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def _is_new(event: AccessEvent, newer: str) -> bool:
    return event.commit is not None and event.commit.id == newer


def _practices(history: History, newer: str) -> Iterable[PracticeChange]:
    for life in history.lives:
        first, last = life.spans[0], life.spans[-1]
        if last.slug is None:
            yield PracticeChange("removed", first.slug or "")
        elif last.slug != first.slug:
            yield PracticeChange("renamed", last.slug, first.slug)
        elif history.commits[first.place].id == newer:
            yield PracticeChange("added", last.slug)
