"""A finding: what is wrong, where, and what it stops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from accessctl.model.identity import Address


class Severity(StrEnum):
    """An error stops something; a warning stops nothing."""

    ERROR = "error"
    WARNING = "warning"


class Stops(StrEnum):
    """What an error stops; the rest goes on."""

    NOTHING = "nothing"
    APPLY = "apply"  # settings or policy: apply refuses
    PRACTICE = "practice"  # frozen: nothing in or out
    GRANTS = "grants"  # the practices named get no grants
    REMOVALS = "removals"  # an address that cannot be read: nobody of the practice is removed
    ENTRY = "entry"  # no grant for this person, who counts as declared


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the repository; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong.

    `rule` is the stable name people see and skip; `text` is the key of the message and hint in
    `rendering/texts/` (the rule itself, where a rule says only one thing); `params` fill both.
    """

    rule: str
    severity: Severity
    where: Location
    params: Mapping[str, object] = field(default_factory=dict)
    text: str = ""
    stops: Stops = Stops.NOTHING
    practices: tuple[str, ...] = ()
    email: Address | None = None

    @property
    def message(self) -> str:
        """The key of the message's text."""
        return self.text or self.rule

    @property
    def order(self) -> tuple[Location, str, str, str]:
        """The key that findings are sorted by."""
        return (self.where, self.severity, self.rule, repr(sorted(self.params.items())))


@dataclass(frozen=True, slots=True)
class Holds:
    """What the error findings stop, each with the rule that stops it."""

    apply: tuple[str, ...] = ()
    frozen: Mapping[str, str] = field(default_factory=dict)
    grants: Mapping[str, str] = field(default_factory=dict)
    removals: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[tuple[str, Address], str] = field(default_factory=dict)

    @property
    def anything(self) -> bool:
        """Whether errors hold something still."""
        return any((self.apply, self.frozen, self.grants, self.removals, self.entries))
