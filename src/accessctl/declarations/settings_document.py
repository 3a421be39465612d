"""The shape of `access/settings.yaml`. Constraints that JSON Schema can say, and nothing else."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from accessctl.declarations.shapes import (
    AddressText,
    Branch,
    CommitId,
    Day,
    Declared,
    Document,
    Duration,
    Hours,
    Language,
    Line,
    Many,
    ProviderName,
    Remote,
    TimeZone,
    UserId,
    Version,
)


class LiveDocument(Document):
    """Which live system, and how it is reached."""

    provider: ProviderName = Field(
        default="sandbox", description="The live system: the embedded sandbox, rosters, or HuliPractice."
    )
    account: Declared[AddressText] = Field(
        default=None,
        description="The program's own account, which is never declared as an assistant and never revoked.",
        examples=["accesos@org.example"],
    )
    concurrency: int = Field(default=4, ge=1, le=32, description="How many calls may go on at a time.")
    max_observation_age: Duration = Field(
        default="7d", description="Older observations count as not observed.", examples=["7d"]
    )
    path: Declared[Line] = Field(
        default=None,
        description="Sandbox: its file; else under the git directory.",
        examples=["/var/lib/accessctl/sandbox.db"],
    )
    directory: Declared[Line] = Field(
        default=None, description="Roster: the directory of the lists.", examples=["rosters"]
    )
    own_user: Declared[Annotated[int, Field(ge=1)]] = Field(
        default=None, description="HuliPractice: the user id of the API key's own user.", examples=[3001]
    )
    users: dict[UserId, AddressText] = Field(
        default={},
        description="HuliPractice: e-mail addresses by user id.",
        examples=[{"2001": "ana.mora@santalucia.example"}],
    )


class SendWindowDocument(Document):
    """When invitations may go out, in the practice's time zone."""

    days: Many[Day] = Field(min_length=1, description="The days of the week.", examples=[["mon", "tue"]])
    hours: Hours = Field(description="From and to, in 24 hours.", examples=["08:00-17:00"])


class InvitationsDocument(Document):
    """How invitations are sent."""

    max_attempts: int = Field(
        default=3, ge=1, le=20, description="Sendings before a person must speak with the invitee."
    )
    back_off: Declared[Duration] = Field(
        default=None,
        description="How long one that ran out rests before it is sent again; twice as long each time.",
        examples=["1d"],
    )
    send_window: Declared[SendWindowDocument] = Field(
        default=None, description="When invitations may go out; at any time where it is left out."
    )


class HandoffsDocument(Document):
    """Mails to the people who do what the program cannot."""

    sender: Declared[AddressText] = Field(
        default=None, alias="from", description="The address that writes.", examples=["accesos@org.example"]
    )
    remind_after: Duration = Field(
        default="3d", description="When a hand-off is reminded of.", examples=["3d"]
    )
    escalate_after: Duration = Field(
        default="7d", description="When a hand-off is escalated.", examples=["7d"]
    )
    templates: Declared[Line] = Field(
        default=None,
        description="The directory of the organisation's own texts.",
        examples=["access/templates"],
    )
    outbox: Declared[Line] = Field(
        default=None,
        description="The directory that mails are put in; else under the git directory.",
        examples=["/var/spool/accessctl"],
    )


class JournalDocument(Document):
    """Where the journal lives."""

    branch: Branch = Field(default="access-journal", description="The journal's branch.")
    remote: Remote = Field(
        default="origin",
        description="The remote it is pushed to; may be another repository.",
        examples=["origin"],
    )
    root: Declared[CommitId] = Field(
        default=None,
        description="The branch's first commit, written by `accessctl journal init`.",
        examples=["4f0c1d2e3b4a5968778695a4b3c2d1e0f9e8d7c6"],
    )


class LockDocument(Document):
    """The lock that an apply holds."""

    time_to_live: Duration = Field(
        default="15m", description="When an open run that is not renewed counts as dead.", examples=["15m"]
    )


class RemovalsDocument(Document):
    """How many people may lose access: the larger of the two limits holds."""

    percent: int = Field(default=25, ge=0, le=100, description="Of the managed people of the repository.")
    at_least: int = Field(default=10, ge=0, description="This many may always go.")
    window: Duration = Field(
        default="24h", description="How far back removals are counted.", examples=["24h"]
    )


class GuardsDocument(Document):
    """The limits that stop a run before its first write."""

    removals: Declared[RemovalsDocument] = Field(
        default=None, description="How many people may lose access in a run."
    )
    invitations: int = Field(default=50, ge=0, description="Invitations in one run.")
    record_grants: int = Field(default=10, ge=0, description="Record-access requests in one run.")


class SettingsDocument(Document):
    """How this repository works."""

    version: Version = Field(description="The version of this file's format.", examples=[1])
    branch: Branch = Field(default="main", description="The branch that apply works from.")
    language: Language = Field(default="es", description="The language of mails to people.")
    time_zone: TimeZone = Field(
        default="America/Costa_Rica",
        description="Where days begin and end, unless a practice says otherwise.",
    )
    live: Declared[LiveDocument] = Field(default=None, description="The live system.")
    invitations: Declared[InvitationsDocument] = Field(default=None, description="How invitations are sent.")
    handoffs: Declared[HandoffsDocument] = Field(
        default=None, description="Mails to the people who do what the program cannot."
    )
    journal: Declared[JournalDocument] = Field(default=None, description="Where the journal lives.")
    lock: Declared[LockDocument] = Field(default=None, description="The lock that an apply holds.")
    drift: Literal["revoke", "report"] = Field(
        default="revoke",
        description="What becomes of access that nobody declared: `revoke` removes it, `report` shows it.",
    )
    guards: Declared[GuardsDocument] = Field(
        default=None, description="The limits that stop a run before its first write."
    )
