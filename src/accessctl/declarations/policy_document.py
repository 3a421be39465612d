"""The shape of `access/policy.yaml`. Constraints that JSON Schema can say, and nothing else."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from accessctl.declarations.shapes import (
    AddressText,
    DateText,
    Declared,
    Document,
    Domain,
    Duration,
    Line,
    Mailbox,
    Many,
    Prose,
    Rule,
    Slug,
    Version,
)

Demand = Literal["required", "optional"]


class EmailDomainsDocument(Document):
    """Which domains assistants' addresses may have."""

    allow: Declared[Many[Domain]] = Field(
        default=None,
        description="Only these; all where it is left out.",
        examples=[["santalucia.example"]],
    )
    deny: Many[Domain] = Field(default=(), description="None of these.", examples=[["correo.example"]])


class SharedMailboxesDocument(Document):
    """Mailboxes that several people read."""

    deny: Many[Mailbox] = Field(
        default=(),
        description="What stands before the @ in such addresses.",
        examples=[["info", "recepcion"]],
    )


class AssistantsPolicyDocument(Document):
    """How many assistants."""

    at_most: Declared[Annotated[int, Field(ge=0)]] = Field(
        default=None, description="Assistants in one practice.", examples=[8]
    )


class RecordAccessPolicyDocument(Document):
    """What record access asks for."""

    at_most: Declared[Annotated[int, Field(ge=0)]] = Field(
        default=None, description="People with record access in one practice.", examples=[2]
    )
    reason: Demand = Field(default="optional", description="Whether a reason must be given.")
    until: Demand = Field(default="optional", description="Whether a last day must be given.")
    at_most_days: Declared[Annotated[int, Field(ge=1)]] = Field(
        default=None, description="How far ahead the last day may lie.", examples=[365]
    )


class EndDateDocument(Document):
    """Who must have a last day."""

    required_for_domains: Many[Domain] = Field(
        default=(), description="Domains whose people must have an `until`.", examples=[["agencia.example"]]
    )


class ReviewsDocument(Document):
    """How often access is looked at again."""

    every: Duration = Field(description="The time between two reviews.", examples=["90d"])
    unconfirmed_record_access: Literal["report", "remove"] = Field(
        default="report", description="What becomes of record access that a review did not confirm."
    )


class ApprovalsDocument(Document):
    """Verified approvals."""

    record_access: int = Field(
        default=0, ge=0, description="Approvals that a grant of record access needs, not the author's own."
    )
    signers: Declared[Line] = Field(
        default=None,
        description="The file of the keys that may sign; left out: access/signers.",
        examples=["access/signers"],
    )


class AttestationDocument(Document):
    """Who may attest."""

    by_another: bool = Field(
        default=False, description="Who attests a hand-off must not be who declared the change."
    )


class ExceptionDocument(Document):
    """One rule set aside until a day."""

    rule: Rule = Field(description="The rule's name.", examples=["record-access-at-most"])
    practice: Declared[Slug] = Field(
        default=None, description="The practice; every one where it is left out.", examples=["santa-lucia"]
    )
    reason: Prose = Field(description="Why.", examples=["Auditoría externa hasta marzo"])
    until: DateText = Field(description="The exception's last day, inclusive.", examples=["2027-03-31"])


class PolicyDocument(Document):
    """The organisation's rules; what is left out asks for nothing."""

    version: Version = Field(description="The version of this file's format.", examples=[1])
    email_domains: Declared[EmailDomainsDocument] = Field(
        default=None, description="Which domains assistants' addresses may have."
    )
    shared_mailboxes: Declared[SharedMailboxesDocument] = Field(
        default=None, description="Mailboxes that several people read."
    )
    assistants: Declared[AssistantsPolicyDocument] = Field(default=None, description="How many assistants.")
    record_access: Declared[RecordAccessPolicyDocument] = Field(
        default=None, description="What record access asks for."
    )
    end_date: Declared[EndDateDocument] = Field(default=None, description="Who must have a last day.")
    separate: Many[Literal["record_access", "billing"]] = Field(
        default=(), description="Not all of these for one person.", examples=[["record_access", "billing"]]
    )
    protected: Many[AddressText] = Field(
        default=(),
        description="People who are never declared as assistants and never revoked.",
        examples=[["elena.rojas@santalucia.example"]],
    )
    reviews: Declared[ReviewsDocument] = Field(
        default=None, description="How often access is looked at again."
    )
    approvals: Declared[ApprovalsDocument] = Field(default=None, description="Verified approvals.")
    attestation: Declared[AttestationDocument] = Field(default=None, description="Who may attest a hand-off.")
    exceptions: Many[ExceptionDocument] = Field(
        default=(), description="Rules set aside, each until a day and with a reason."
    )
