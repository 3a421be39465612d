"""A change: one step from live to desired. Plain data; writers and renderers match on its kind."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from accessctl.model.finding import Location
from accessctl.model.identity import Address


class ChangeKind(StrEnum):
    """Every step there is."""

    CANCEL_INVITATION = "cancel-invitation"
    REVOKE = "revoke"
    CHANGE_CLINICS = "change-clinics"
    INVITE = "invite"
    RESEND = "resend"
    REQUEST_USER_AT_CENTRE = "request-user-at-centre"
    REQUEST_REMOVAL_AT_CENTRE = "request-removal-at-centre"
    REQUEST_RECORD_ACCESS = "request-record-access"
    REQUEST_RECORD_REMOVAL = "request-record-removal"
    REQUEST_BILLING = "request-billing"
    REQUEST_BILLING_REMOVAL = "request-billing-removal"
    CONFIRM_ACCEPTANCE = "confirm-acceptance"

    @property
    def removes(self) -> bool:
        """Whether the step takes a person out."""
        return self in REMOVALS


REMOVALS = frozenset({ChangeKind.CANCEL_INVITATION, ChangeKind.REVOKE})
"""What the guards count as a removal."""

OPPOSITE: Mapping[ChangeKind, ChangeKind] = {
    ChangeKind.REQUEST_RECORD_ACCESS: ChangeKind.REQUEST_RECORD_REMOVAL,
    ChangeKind.REQUEST_RECORD_REMOVAL: ChangeKind.REQUEST_RECORD_ACCESS,
    ChangeKind.REQUEST_BILLING: ChangeKind.REQUEST_BILLING_REMOVAL,
    ChangeKind.REQUEST_BILLING_REMOVAL: ChangeKind.REQUEST_BILLING,
    ChangeKind.REQUEST_USER_AT_CENTRE: ChangeKind.REQUEST_REMOVAL_AT_CENTRE,
    ChangeKind.REQUEST_REMOVAL_AT_CENTRE: ChangeKind.REQUEST_USER_AT_CENTRE,
}

GRANTS = frozenset(
    {
        ChangeKind.INVITE,
        ChangeKind.RESEND,
        ChangeKind.REQUEST_USER_AT_CENTRE,
        ChangeKind.REQUEST_RECORD_ACCESS,
        ChangeKind.REQUEST_BILLING,
        ChangeKind.CONFIRM_ACCEPTANCE,
    }
)
"""The kinds that give; `change-clinics` gives when it adds a clinic."""


class Route(StrEnum):
    """Who carries a change out."""

    DIRECT = "direct"  # the provider
    HANDOFF = "handoff"  # a person elsewhere


@dataclass(frozen=True, slots=True)
class Access:
    """What somebody has, or is to have, in a practice; `None` is unknown."""

    clinics: tuple[str, ...] | None = ()
    record_access: bool | None = False
    billing: bool | None = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a change is needed, as a code with parameters."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a change comes from: a declaration, or drift first seen at a time."""

    where: Location | None = None
    commit: str | None = None
    author: str | None = None
    author_email: Address | None = None
    at: datetime | None = None
    drift_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One step for one person in one practice."""

    kind: ChangeKind
    practice: str
    email: Address
    route: Route
    before: Access
    after: Access
    reason: Reason
    name: str | None = None
    surnames: tuple[str, ...] = ()
    recipient: Address | None = None
    centre: str | None = None
    replaces: Address | None = None
    entry: str | None = None
    """The declaring entry's meaning, for the journal."""
    origin: Origin = field(default_factory=Origin)
    sensitive: bool = False
    _id: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """A stable name: the same step asked for again has the same id."""
        known = self._id
        if known is None:  # made once: a run asks for it a few dozen times
            known = self._made_id()
            object.__setattr__(self, "_id", known)
        return known

    def _made_id(self) -> str:
        said = [
            self.kind,
            self.practice,
            self.email,
            self.recipient,
            self.centre,
            access_value(self.before),
            access_value(self.after),
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:12]

    @property
    def widens(self) -> bool:
        """Whether somebody can reach more afterwards."""
        if self.kind is not ChangeKind.CHANGE_CLINICS:
            return self.kind in GRANTS
        return bool(set(self.after.clinics or ()) - set(self.before.clinics or ()))

    @property
    def narrows(self) -> bool:
        """Whether a change of clinics takes one away (a swap does)."""
        lost = set(self.before.clinics or ()) - set(self.after.clinics or ())
        return self.kind is ChangeKind.CHANGE_CLINICS and bool(lost)


def access_value(access: Access) -> dict[str, object]:
    """Return the access as plain JSON values."""
    return {
        "clinics": None if access.clinics is None else sorted(access.clinics),
        "record_access": access.record_access,
        "billing": access.billing,
    }
