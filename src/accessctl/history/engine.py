"""From a branch to its history: what is kept is taken over as far as it still holds, the rest is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from accessctl.collector import without_collector
from accessctl.errors import AccessctlError
from accessctl.history.chronicle import History
from accessctl.history.folding import Folding, Read, cut
from accessctl.history.reading import Reader, Trouble, Version
from accessctl.history.store import cache_file, read_cache, write_cache
from accessctl.history.walking import PRACTICES, Walked, chain, walk
from accessctl.journal.gateway import Gateway
from accessctl.journal.hardening import branch_ref
from accessctl.journal.objects import read_blobs

IRREGULAR = Trouble("symlink")
"""A link's content is a path, and no declaration."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which history is asked for: a branch's, or that of another revision."""

    branch: str
    revision: str | None = None
    use_cache: bool = True


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the repository keeps things."""

    shallow: bool
    prefix: str
    common: Path


def load_history(gateway: Gateway, asked: Asked, read: Reader) -> History:
    """Return the history of the branch; what is new since it was last asked for is read and kept."""
    place = _place(gateway)
    if place.shallow:
        raise AccessctlError("history-shallow")
    ref, tip, is_branch = _tip(gateway, asked)
    path = cache_file(place.common / "accessctl", place.prefix, ref)
    known = read_cache(path) if asked.use_cache else None
    if known is not None and known.tip == tip:
        return known
    if known is not None:
        known = _still_holding(known, chain(gateway, tip))
    with without_collector():
        history = _told(gateway, walk(gateway, tip, known.tip if known else None), known, read, tip)
    if asked.use_cache and is_branch:
        write_cache(path, history)
    return history


def _place(gateway: Gateway) -> _Place:
    options = ("--is-shallow-repository", "--git-common-dir", "--show-prefix")
    shallow, common, prefix = (*gateway.run("rev-parse", *options).text.split("\n"), "")[:3]
    return _Place(shallow == "true", prefix, (gateway.root / common).resolve())


def _tip(gateway: Gateway, asked: Asked) -> tuple[str, str, bool]:
    """Return the branch's full name, the commit asked for, and whether that is the branch's own tip."""
    ref, tip = branch_ref(asked.branch), _branch_tip(gateway, asked.branch)
    if asked.revision is None:
        if tip is None:
            raise AccessctlError("history-no-branch", branch=asked.branch)
        return ref, tip, True
    found = gateway.resolve(asked.revision)
    if found is None:
        raise AccessctlError("history-no-revision", revision=asked.revision)
    return ref, found, found == tip


def _branch_tip(gateway: Gateway, branch: str) -> str | None:
    """Return the branch's tip; in a pipeline's checkout, which has none, the remote's."""
    tip = gateway.resolve(branch_ref(branch))
    if tip is not None:
        return tip
    tracking = [
        (name, found)
        for name, found in gateway.refs("refs/remotes/").items()
        if name.removeprefix("refs/remotes/").partition("/")[2] == branch
    ]
    wished = f"refs/remotes/origin/{branch}"
    return next((found for _, found in sorted(tracking, key=lambda pair: (pair[0] != wished, pair[0]))), None)


def _still_holding(known: History, ids: Sequence[str]) -> History | None:
    """Return as much of what is kept as is on the branch; after a force-push that may be less, or nothing."""
    chained = frozenset(ids)
    if known.tip in chained:
        return known
    count = next((n for n in range(len(known.commits), 0, -1) if known.commits[n - 1].id in chained), 0)
    return cut(known, count) if count else None


def _told(
    gateway: Gateway, walked: Iterable[Walked], known: History | None, read: Reader, tip: str
) -> History:
    commits = list(walked)
    folding = Folding(known)
    for item, versions in zip(commits, _versions(gateway, commits, read), strict=True):
        folding.add(item.commit, versions)
    return folding.frozen(tip)


def _versions(gateway: Gateway, commits: Sequence[Walked], read: Reader) -> Iterator[Read]:
    """Yield what each commit makes of the files that it touches; each content is read once."""
    wanted = [
        (touch.slug, touch.blob)
        for item in commits
        for touch in item.touches
        if touch.blob is not None and touch.regular
    ]
    uses = Counter(wanted)
    contents = read_blobs(gateway, [blob for _, blob in dict.fromkeys(wanted)])
    kept: dict[tuple[str, str], Version | Trouble] = {}
    for item in commits:
        found: dict[str, Version | Trouble | None] = {}
        for touch in item.touches:
            if touch.blob is None or not touch.regular:
                found[touch.slug] = None if touch.blob is None else IRREGULAR
                continue
            key = (touch.slug, touch.blob)
            if key not in kept:
                kept[key] = read(f"{PRACTICES}/{touch.slug}.yaml", next(contents))
            uses[key] -= 1
            found[touch.slug] = kept[key] if uses[key] else kept.pop(key)
        yield found
    next(contents, None)  # read to its end, so that the process that reads is kept
