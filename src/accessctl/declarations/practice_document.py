"""The shape of `practices/<slug>.yaml`. Constraints that JSON Schema can say, and nothing else."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from accessctl.declarations.shapes import (
    AddressText,
    DateText,
    Declared,
    Document,
    Language,
    Line,
    Many,
    Prose,
    ProviderName,
    Slug,
    TimeZone,
    Version,
)


class OwnerDocument(Document):
    """The user who owns the practice's HuliPractice account."""

    email: AddressText = Field(
        description="The owner's e-mail address in HuliPractice.", examples=["elena.rojas@santalucia.example"]
    )
    name: Line = Field(description="The owner's name, as mails address them.", examples=["Elena Rojas"])


class PracticeLiveDocument(Document):
    """Which live account this is; what is left out is the settings'."""

    provider: Declared[ProviderName] = Field(
        default=None, description="The live system; else the settings'.", examples=["sandbox"]
    )
    organization: Declared[Annotated[int, Field(ge=1)]] = Field(
        default=None, description="The organisation's number in HuliPractice.", examples=[4001]
    )
    web: bool = Field(
        default=False,
        description="Provider `huli`: whether the program works in the owner's own account, in a browser. "
        "Only with the owner's consent (docs/huli-web.md).",
        examples=[True],
    )


class SingleRecordDocument(Document):
    """A clinic of a single-record organisation (expediente único)."""

    administrator: AddressText = Field(
        description="The centre administrator, who has to ask for users.", examples=["accesos@cima.example"]
    )


class ClinicDocument(Document):
    """A place of the practice."""

    id: Slug = Field(description="The short name that `assistants` use for the clinic.", examples=["escazu"])
    name: Line = Field(description="The clinic's name.", examples=["Santa Lucía Escazú"])
    label: Declared[Line] = Field(
        default=None,
        description="The name that HuliPractice shows, where it is another.",
        examples=["SL Escazú"],
    )
    single_record: Declared[SingleRecordDocument] = Field(
        default=None, description="Set where the clinic belongs to a single-record organisation."
    )


class BillingIssuerDocument(Document):
    """The billing issuer (emisor) of the practice."""

    owner: AddressText = Field(
        description="The issuer's owner, who alone authorises an assistant for billing.",
        examples=["finanzas@santalucia.example"],
    )


class RecordAccessDocument(Document):
    """Access to the medical record (Expediente), with its reason and last day."""

    reason: Declared[Prose] = Field(
        default=None, description="Why the person needs it.", examples=["Prepara los expedientes"]
    )
    until: Declared[DateText] = Field(
        default=None, description="The last day of record access, inclusive.", examples=["2027-01-31"]
    )


class AssistantDocument(Document):
    """One assistant of the practice."""

    email: AddressText = Field(
        description="The address that is invited; it identifies the person.",
        examples=["ana.mora@santalucia.example"],
    )
    name: Declared[Line] = Field(
        default=None,
        description="The given name; asked for when the address is not registered.",
        examples=["Ana"],
    )
    surnames: Many[Line] = Field(
        default=(),
        min_length=1,
        max_length=2,
        description="One or two surnames.",
        examples=[["Mora", "Jiménez"]],
    )
    clinics: Many[Slug] = Field(
        default=(),
        min_length=1,
        description="Clinics the person works in; may be left out where the practice has one clinic.",
        examples=[["escazu"]],
    )
    record_access: bool | RecordAccessDocument = Field(
        default=False,
        description="May open the medical record: true, false, or a mapping with reason and last day.",
        examples=[{"reason": "Prepara los expedientes", "until": "2027-01-31"}],
    )
    billing: bool = Field(
        default=False, description="May use the practice's billing issuer.", examples=[True]
    )
    starts: Declared[DateText] = Field(
        default=None, alias="from", description="The first day of access, inclusive.", examples=["2026-12-01"]
    )
    ends: Declared[DateText] = Field(
        default=None, alias="until", description="The last day of access, inclusive.", examples=["2027-06-30"]
    )
    previously: Many[AddressText] = Field(
        default=(), description="Earlier addresses of the same person.", examples=[["ana.m@old.example"]]
    )
    note: Declared[Prose] = Field(
        default=None, description="Anything a reviewer should know.", examples=["Cubre la licencia de Luz"]
    )


class PracticeDocument(Document):
    """One practice: its owner, its clinics and its assistants."""

    version: Version = Field(description="The version of this file's format.", examples=[1])
    practice: Slug = Field(
        description="The practice's slug; equals the file's name without `.yaml`.", examples=["santa-lucia"]
    )
    previously: Many[Slug] = Field(
        default=(), description="Earlier slugs of this practice.", examples=[["clinica-lucia"]]
    )
    name: Line = Field(description="The practice's name.", examples=["Clínica Santa Lucía"])
    owner: OwnerDocument = Field(description="The user who owns the practice's HuliPractice account.")
    time_zone: Declared[TimeZone] = Field(
        default=None,
        description="Where the practice's days begin and end; else the settings'.",
        examples=["America/Mexico_City"],
    )
    language: Declared[Language] = Field(
        default=None,
        description="The language of mails to people of this practice; else the settings'.",
        examples=["es"],
    )
    live: Declared[PracticeLiveDocument] = Field(default=None, description="Which live account this is.")
    mode: Literal["apply", "plan-only"] = Field(
        default="apply", description="`plan-only`: changes are shown, never applied.", examples=["plan-only"]
    )
    clinics: Many[ClinicDocument] = Field(description="The practice's clinics.")
    billing_issuer: Declared[BillingIssuerDocument] = Field(
        default=None, description="The billing issuer that `billing` gives access to."
    )
    assistants: Many[AssistantDocument] = Field(
        description="Everybody who may work in the practice; an empty list empties it, none is an error."
    )
