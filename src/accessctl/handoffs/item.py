"""One request as a template sees it: strings on one line, clinics by the name that HuliPractice shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accessctl.handoffs.days import date_in_words
from accessctl.handoffs.plain import one_line
from accessctl.model.change import Access, Change, ChangeKind
from accessctl.model.handoff import Handoff
from accessctl.model.identity import Address
from accessctl.model.practice import Practice

ROLES: dict[ChangeKind, str] = {
    ChangeKind.REQUEST_RECORD_ACCESS: "support",
    ChangeKind.REQUEST_RECORD_REMOVAL: "support",
    ChangeKind.REQUEST_USER_AT_CENTRE: "centre",
    ChangeKind.REQUEST_REMOVAL_AT_CENTRE: "centre",
    ChangeKind.REQUEST_BILLING: "issuer",
    ChangeKind.REQUEST_BILLING_REMOVAL: "issuer",
}
"""Whom a kind of request is for; every other kind is for the practice's owner."""


@dataclass(frozen=True, slots=True)
class Item:
    """One request. `clinics` are those to be reached afterwards, `had` those reached before."""

    handoff: str
    kind: str
    role: str
    email: str
    name: str
    surnames: str
    clinics: tuple[str, ...]
    had: tuple[str, ...]
    centre: str
    reason: str
    until: str
    replaces: str
    for_owner: bool
    taken_back: bool = False
    """Whether the request says that an earlier one is no longer wanted."""
    cancels: tuple[str, ...] = ()
    """The earlier hand-offs in whose place the request comes."""

    @property
    def full_name(self) -> str:
        """The name as one line, or nothing."""
        return f"{self.name} {self.surnames}".strip()

    @property
    def added(self) -> tuple[str, ...]:
        """The clinics to be added."""
        return tuple(clinic for clinic in self.clinics if clinic not in self.had)

    @property
    def removed(self) -> tuple[str, ...]:
        """The clinics to be taken away."""
        return tuple(clinic for clinic in self.had if clinic not in self.clinics)

    @property
    def concerned(self) -> tuple[str, ...]:
        """The clinics that the request is about, whichever side names them."""
        return self.clinics or self.had


def role_of(kind: ChangeKind, recipient: Address | None, practice: Practice) -> str:
    """Return the role in which somebody is written to; a centre without an address falls to the owner."""
    role = ROLES.get(kind, "owner")
    return "owner" if role == "centre" and recipient in {None, practice.owner} else role


def item_of_change(handoff: str, change: Change, practice: Practice, cancels: tuple[str, ...] = ()) -> Item:
    """Return a change as a template sees it."""
    return Item(
        handoff=one_line(handoff),
        kind=str(change.kind),
        role=role_of(change.kind, change.recipient, practice),
        email=one_line(change.email),
        name=one_line(change.name or ""),
        surnames=one_line(" ".join(change.surnames)),
        clinics=_clinics(change.after, practice),
        had=_clinics(change.before, practice),
        centre=_centre(change.centre, practice),
        reason=_reason(change),
        until=_until(change, practice.language),
        replaces=one_line(change.replaces or ""),
        for_owner=change.recipient in {None, practice.owner},
        taken_back=change.reason.code == "taken-back",
        cancels=tuple(map(one_line, cancels)),
    )


def item_of_handoff(handoff: Handoff, practice: Practice) -> Item:
    """Return a hand-off as a template sees it; the name is the declaration's, where there still is one."""
    entry = next((entry for entry in practice.assistants if entry.email == handoff.email), None)
    record = None if entry is None else entry.record_access
    granting = handoff.kind is ChangeKind.REQUEST_RECORD_ACCESS and record is not None
    return Item(
        handoff=one_line(handoff.id),
        kind=str(handoff.kind),
        role=role_of(handoff.kind, handoff.recipient, practice),
        email=one_line(handoff.email),
        name=one_line(entry.name or "" if entry is not None else ""),
        surnames=one_line(" ".join(entry.surnames) if entry is not None else ""),
        clinics=_clinics(handoff.after, practice),
        had=_clinics(handoff.before, practice),
        centre=_centre(handoff.centre, practice),
        reason=one_line(record.reason or "") if granting and record is not None else "",
        until=""
        if not granting or record is None or record.until is None
        else date_in_words(record.until, practice.language),
        replaces="",
        for_owner=handoff.recipient in {None, practice.owner},
    )


def _reason(change: Change) -> str:
    given = change.reason.params.get("reason")
    granting = change.kind is ChangeKind.REQUEST_RECORD_ACCESS
    return one_line(given) if granting and isinstance(given, str) else ""


def _until(change: Change, language: str) -> str:
    until = change.reason.params.get("until")
    granting = change.kind is ChangeKind.REQUEST_RECORD_ACCESS
    return date_in_words(until, language) if granting and isinstance(until, date) else ""


def _clinics(access: Access, practice: Practice) -> tuple[str, ...]:
    return tuple(_clinic(clinic, practice) for clinic in sorted(access.clinics or ()))


def _clinic(clinic_id: str, practice: Practice) -> str:
    clinic = practice.clinic(clinic_id)
    return one_line(clinic_id if clinic is None else clinic.label or clinic.name)


def _centre(centre: str | None, practice: Practice) -> str:
    return "" if centre is None else _clinic(centre, practice)
