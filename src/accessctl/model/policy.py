"""The organisation's rules: the values of `access/policy.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from accessctl.model.identity import Address


@dataclass(frozen=True, slots=True)
class RecordAccessPolicy:
    """What record access asks for."""

    at_most: int | None = None
    reason_required: bool = False
    until_required: bool = False
    at_most_days: int | None = None


@dataclass(frozen=True, slots=True)
class PolicyException:
    """One rule set aside for one practice (or all) until a day, with a reason."""

    rule: str
    practice: str | None
    reason: str
    until: date


@dataclass(frozen=True, slots=True)
class ReviewPolicy:
    """How often access is looked at again; `unconfirmed_record_access` is report or remove."""

    every: timedelta
    unconfirmed_record_access: str = "report"


@dataclass(frozen=True, slots=True)
class ApprovalPolicy:
    """How many verified approvals a grant of record access needs."""

    record_access: int = 0
    signers: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole of `access/policy.yaml`; an absent rule asks for nothing."""

    domains_allow: tuple[str, ...] | None = None
    domains_deny: tuple[str, ...] = ()
    shared_mailboxes_deny: tuple[str, ...] = ()
    assistants_at_most: int | None = None
    record_access: RecordAccessPolicy = field(default_factory=RecordAccessPolicy)
    end_date_domains: tuple[str, ...] = ()
    separate: tuple[str, ...] = ()
    protected: frozenset[Address] = frozenset()
    reviews: ReviewPolicy | None = None
    approvals: ApprovalPolicy | None = None
    attested_by_another: bool = False
    exceptions: tuple[PolicyException, ...] = ()
