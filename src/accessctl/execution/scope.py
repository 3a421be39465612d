"""Which practices a command is about."""

from __future__ import annotations

from dataclasses import dataclass, replace

from accessctl.errors import UsageError
from accessctl.execution.touched import touched
from accessctl.execution.workplace import Workplace
from accessctl.model.journal_view import JournalView
from accessctl.model.plan import Plan
from accessctl.model.shard import Shard


@dataclass(frozen=True, slots=True)
class Scope:
    """Which practices a command is about (none named: all), and what it must not look at."""

    slugs: tuple[str, ...] = ()
    """Those that somebody named: one that is not declared is a mistake."""
    with_journal: bool = True
    take_over: str | None = None
    within: tuple[str, ...] | None = None
    """Those that a change touches, or a saved plan looked at; some may be gone. None: all."""
    since: str | None = None
    """The commit since which they changed."""
    shard: Shard | None = None
    """The part of all these that is looked at here."""

    @property
    def practices(self) -> tuple[str, ...] | None:
        """The practices to look at, or None for all; a shard holds a part of them."""
        if self.within is None:
            return tuple(sorted(set(self.slugs))) or None
        return tuple(slug for slug in self.within if slug in self.slugs or not self.slugs)


def looked_at(place: Workplace, scope: Scope, view: JournalView) -> tuple[str, ...] | None:
    """Return the practices to look at, or None for all; those that are gone are in a shard, too."""
    if scope.shard is None:
        return scope.practices
    known = {*place.declaration.practices, *place.declaration.unreadable, *view.practices}
    every = known if scope.practices is None else scope.practices
    return tuple(sorted(filter(scope.shard.holds, every)))


def scope_since(place: Workplace, scope: Scope, revision: str | None) -> Scope:
    """Return the scope, narrowed to what changed since a revision where one is named."""
    if revision is None:
        return scope
    found = touched(place, revision)
    return replace(scope, within=found.practices, since=found.since)


def saved_scope(scope: Scope, saved: Plan | None) -> Scope:
    """Return the scope of a saved plan: what is compared with it has to look at the same practices."""
    if saved is None:
        return scope
    if scope.shard is not None:
        raise UsageError("shard-of-saved-plan")
    practices = saved.scope.practices
    if scope.slugs and set(scope.slugs) != set(practices or ()):
        raise UsageError("plan-scope-differs", practices=", ".join(practices or ("*",)))
    return replace(scope, slugs=(), within=practices)
