"""The plan: the sorted changes, with everything that waits or is blocked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accessctl.model.change import Change, ChangeKind
from accessctl.model.identity import Address


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that is shown and not done: it waits, is blocked, unmanaged, unverified, released or frozen.

    `until` is the instant at which the clock alone may change it; `remedy` the code of what a person can do.
    """

    practice: str
    code: str
    email: Address | None = None
    kind: ChangeKind | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    until: datetime | None = None
    remedy: str | None = None

    @property
    def key(self) -> str:
        """The name under which the journal remembers a block: its code, and the facet it blocks."""
        presence = self.kind in (None, ChangeKind.INVITE, ChangeKind.RESEND)
        return self.code if presence else f"{self.code}:{self.kind}"

    @property
    def order(self) -> tuple[str, str, str, str, str]:
        """The key that notices are sorted by."""
        return (
            self.practice,
            self.email or "",
            self.kind or "",
            self.code,
            repr(sorted(self.params.items())),
        )


@dataclass(frozen=True, slots=True)
class Violation:
    """A guard that refuses; `flag` is the command-line argument that loosens it, where there is one."""

    guard: str
    practice: str | None = None
    email: Address | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    flag: str | None = None


@dataclass(frozen=True, slots=True)
class PlanScope:
    """What a plan looked at, and by whose rules; an apply of the saved plan looks at the same."""

    practices: tuple[str, ...] | None = None
    """The practices, those that are gone included; None is all of them."""
    declared: int = 0
    """How many practices there are, those included that are gone."""
    since: str | None = None
    """The commit since which those practices' files changed, where that is why just they were looked at."""
    base: str | None = None
    """The commit that settings, policy and schemas were taken from, where it was not the files' own."""


EVERYTHING = PlanScope()


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done, what would not, and why; independent of any language."""

    made_at: datetime
    changes: tuple[Change, ...] = ()
    waiting: tuple[Notice, ...] = ()
    blocked: tuple[Notice, ...] = ()
    unmanaged: tuple[Notice, ...] = ()
    unverified: tuple[Notice, ...] = ()
    released: tuple[Notice, ...] = ()
    frozen: tuple[Notice, ...] = ()
    alterations: tuple[Notice, ...] = ()
    """What the files alter besides people since the last applied commit: sensitive, all of it."""
    renamed: tuple[Notice, ...] = ()
    """Practices that the change at hand calls otherwise; that alone changes nobody's access."""
    violations: tuple[Violation, ...] = ()
    commit: str | None = None
    tree: Mapping[str, str] | None = None
    valid_until: datetime | None = None
    with_journal: bool = True
    plan_only: frozenset[str] = frozenset()
    """Practices whose changes are shown and never applied."""
    withheld: frozenset[str] = frozenset()
    """Ids of changes that are not applied until somebody approves them; each is among the blocked too."""
    practices: int = 0
    """How many practices were looked at."""
    scope: PlanScope = EVERYTHING

    @property
    def applicable(self) -> tuple[Change, ...]:
        """The changes that an apply would carry out."""
        return tuple(
            change
            for change in self.changes
            if change.practice not in self.plan_only and change.id not in self.withheld
        )
