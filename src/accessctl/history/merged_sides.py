"""Pure: what each commit of a branch's own line merged, from one list of all commits and their parents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Parents = Mapping[str, Sequence[str]]


def merged_sides(parents: Parents, line: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the commits that each of the line's commits brought along; `line` is oldest first."""
    reached: set[str] = set()
    found = {}
    for commit in line:
        own: list[str] = []
        waiting = list(parents.get(commit, ())[1:])
        if not reached:  # the first one may have a history of its own
            waiting = list(parents.get(commit, ()))
        while waiting:
            name = waiting.pop()
            if name not in reached and name in parents:
                reached.add(name)
                own.append(name)
                waiting += parents[name]
        reached.add(commit)
        found[commit] = tuple(own)
    return found
