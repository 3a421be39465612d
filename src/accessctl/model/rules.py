"""The rules one run goes by: settings, policy and what its flags or trailers loosen."""

from __future__ import annotations

from dataclasses import dataclass, field

from accessctl.model.identity import Address
from accessctl.model.policy import Policy
from accessctl.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Loosened:
    """What a person allowed for this run, each by a named flag or by a trailer of the applied commit."""

    removals: int | None = None
    empty: frozenset[str] = frozenset()
    invitations: int | None = None
    record_grants: int | None = None
    accept_live: frozenset[str] = frozenset()
    restore: frozenset[tuple[str, Address]] = frozenset()
    revoke_unmanaged: frozenset[str] = frozenset()
    rollback: bool = False
    not_tip: bool = False
    send_now: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """Settings and policy, with what this run loosens."""

    settings: Settings = field(default_factory=Settings)
    policy: Policy = field(default_factory=Policy)
    loosened: Loosened = field(default_factory=Loosened)

    def never_touched(self, owner: Address) -> frozenset[Address]:
        """Return who is never declared and never revoked in a practice of that owner."""
        account = self.settings.live.account
        return self.policy.protected | {owner} | ({account} if account is not None else set())

    @property
    def report_drift(self) -> bool:
        """Whether drift is only shown."""
        return self.settings.drift == "report"
