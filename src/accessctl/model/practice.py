"""What is declared: practices, their clinics and their assistants."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from accessctl.model.finding import Finding, Location
from accessctl.model.identity import Address
from accessctl.model.page_map import PageMap
from accessctl.model.policy import Policy
from accessctl.model.settings import Settings
from accessctl.model.signer import Signers


@dataclass(frozen=True, slots=True)
class Clinic:
    """A place of the practice; with an `administrator` it belongs to a single-record organisation."""

    id: str
    name: str
    where: Location
    label: str | None = None
    administrator: Address | None = None

    @property
    def single_record(self) -> bool:
        """Whether its centre administrator has to ask for users."""
        return self.administrator is not None


@dataclass(frozen=True, slots=True)
class RecordAccess:
    """Declared record access, with its reason and last day."""

    reason: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One declared assistant; `clinics` is filled in where the practice has only one."""

    email: Address
    where: Location
    end_line: int
    written: str = ""
    name: str | None = None
    surnames: tuple[str, ...] = ()
    clinics: tuple[str, ...] = ()
    record_access: RecordAccess | None = None
    billing: bool = False
    starts: date | None = None
    ends: date | None = None
    previously: tuple[Address, ...] = ()
    note: str | None = None
    keys: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False)
    """Line and column of each key of the entry, where the reader kept them."""

    @property
    def meaning(self) -> str:
        """A digest of all that the entry says: a commit that changes it *touches* the entry."""
        access = self.record_access
        said = [
            self.email,
            self.name,
            list(self.surnames),
            sorted(self.clinics),
            None if access is None else [access.reason, str(access.until)],
            self.billing,
            str(self.starts),
            str(self.ends),
            sorted(self.previously),
            self.note,
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]

    @property
    def full_name(self) -> str:
        """The name as one line."""
        return " ".join(filter(None, (self.name, *self.surnames)))


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """An entry that is too wrong to be an `Entry`; its address, where at least that can be read."""

    email: Address | None
    where: Location


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice as its file declares it, settings' defaults filled in."""

    slug: str
    name: str
    owner: Address
    owner_name: str
    where: Location
    previously: tuple[str, ...] = ()
    time_zone: str = "America/Costa_Rica"
    language: str = "es"
    provider: str = "sandbox"
    organization: str | None = None
    web: bool = False
    """Whether the program may work in the owner's own account, in a browser."""
    mode: str = "apply"
    clinics: tuple[Clinic, ...] = ()
    billing_issuer: Address | None = None
    assistants: tuple[Entry, ...] = ()
    held: tuple[HeldEntry, ...] = ()
    assistants_where: Location | None = None
    keys: Mapping[str, Location] = field(default_factory=dict)
    """Where each top-level key of the file stands; nested ones with dots, as `owner.email`."""

    @property
    def account(self) -> str:
        """The live account: the organisation's id, else the slug."""
        return self.organization or self.slug

    def clinic(self, clinic_id: str) -> Clinic | None:
        """Return the declared clinic of that id."""
        return next((clinic for clinic in self.clinics if clinic.id == clinic_id), None)


@dataclass(frozen=True, slots=True)
class Declaration:
    """All that a repository's files say, as far as they can be read."""

    settings: Settings
    policy: Policy
    practices: Mapping[str, Practice]
    findings: tuple[Finding, ...] = ()
    """What reading found; the rules of `validation` add theirs."""
    unreadable: frozenset[str] = frozenset()
    """Slugs whose file exists but cannot be read as a practice."""
    places: Mapping[str, Mapping[str, Location]] = field(default_factory=dict)
    """Where the keys of settings and policy stand: file → dotted key → place."""
    page_map: PageMap | None = None
    """Where things stand on the pages, as the organisation's file has it; None: as the program has it."""
    signers: Signers | None = None
    """Who may approve, as the file of signers says; None: there is no such file."""
