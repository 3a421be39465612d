"""Declarations made of values, without a file: each builder gives something that no rule objects to."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from accessctl.model.finding import Finding, Location
from accessctl.model.identity import Address, normalise_address
from accessctl.model.policy import Policy
from accessctl.model.practice import Clinic, Declaration, Entry, Practice, RecordAccess
from accessctl.model.settings import Settings
from accessctl.validation.checking import check

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def entry(email: str = "ana.mora@lucia.example", line: int = 10, **fields: Any) -> Entry:
    """Return one assistant; `email` is what the file says, before it is normalised."""
    words = email.partition("@")[0].replace(".", " ").title().split()
    said: dict[str, Any] = {
        "written": email,
        "name": words[0] if words else "Ana",
        "surnames": (words[-1] if words else "Mora", "Jiménez"),
        "clinics": ("escazu",),
        **fields,
    }
    if isinstance(said.get("record_access"), date):
        said["record_access"] = RecordAccess("Prepara los expedientes", said["record_access"])
    address = normalise_address(email)
    return Entry(address, Location(said.pop("file", "practices/lucia.yaml"), line, 5), line + 4, **said)


def clinic(clinic_id: str = "escazu", line: int = 7, **fields: Any) -> Clinic:
    """Return one clinic."""
    said: dict[str, Any] = {"name": f"Clínica {clinic_id}", **fields}
    return Clinic(clinic_id, where=Location("practices/lucia.yaml", line, 5), **said)


def practice(slug: str = "lucia", *assistants: Entry, **fields: Any) -> Practice:
    """Return a practice with one clinic."""
    file = fields.pop("file", f"practices/{slug}.yaml")
    said: dict[str, Any] = {
        "name": "Clínica Santa Lucía",
        "owner": Address(f"elena.rojas@{slug}.example"),
        "owner_name": "Elena Rojas",
        "clinics": (clinic(),),
        "assistants": assistants,
        "assistants_where": Location(file, 9, 1),
        **fields,
    }
    return Practice(slug, where=Location(file, 1, 1), **said)


def declaration(*practices: Practice, **fields: Any) -> Declaration:
    """Return a repository with these practices."""
    said: dict[str, Any] = {"settings": Settings(), "policy": Policy(), **fields}
    by_file = {one.where.file.rpartition("/")[2].removesuffix(".yaml"): one for one in practices}
    return Declaration(practices=by_file, **said)


def found(rule: str, *practices: Practice, now: datetime = NOW, **fields: Any) -> list[Finding]:
    """Return what one rule finds in a repository."""
    findings = check(declaration(*practices, **fields), now)
    return [finding for finding in findings if finding.rule == rule]
