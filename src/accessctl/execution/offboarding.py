"""A person who leaves: every entry of theirs, in every practice, under every address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from accessctl.declarations.editing import remove_every_entry, set_entry
from accessctl.declarations.yaml_writing import Value
from accessctl.errors import UsageError
from accessctl.execution.editing import Desk, near_address
from accessctl.model.edit import Draft, FileEdit, Remark
from accessctl.model.identity import Address, normalise_address
from accessctl.model.practice import Declaration, Entry, Practice
from accessctl.reconcile.desired import local_day


@dataclass(frozen=True, slots=True)
class Offboarding:
    """What there is to do, and under which addresses the person is known."""

    draft: Draft
    addresses: tuple[Address, ...]


def offboard(desk: Desk, email: str, last_day: date | None) -> Offboarding:
    """Return the edits that take a person out everywhere: now, or after a day that is still ahead."""
    if "@" not in email:
        raise UsageError("edit-not-an-address", email=email)
    addresses = _addresses(desk.declaration, normalise_address(email))
    edits: list[FileEdit] = []
    remarks: list[Remark] = []
    for practice in sorted(desk.declaration.practices.values(), key=lambda one: one.slug):
        entries = [one for one in practice.assistants if addresses & {one.email, *one.previously}]
        for_later = last_day is not None and last_day > local_day(desk.now, practice.time_zone)
        if entries:
            day = last_day if for_later else None
            edits.append(_edited(desk, practice, entries, day))
            remarks += _remarks(practice, entries, day)
        remarks += _held(practice, addresses)
        remarks += _roles(practice, addresses)
    if not remarks and not desk.declaration.unreadable:
        close = near_address(normalise_address(email), _everybody(desk.declaration))
        code = "offboard-nowhere" if close is None else "offboard-near"
        remarks.append(Remark(code, {"email": email, "near": close}, warning=close is not None))
    remarks += _protected(desk.declaration, addresses)
    remarks += [
        Remark("file-not-looked-at", {"practice": slug}, warning=True)
        for slug in sorted(desk.declaration.unreadable)
    ]
    return Offboarding(Draft(tuple(edits), tuple(remarks), takes_away=True), tuple(sorted(addresses)))


def _addresses(declaration: Declaration, address: Address) -> frozenset[Address]:
    """Return all addresses of the person, as the entries' `previously` join them."""
    known = {address}
    groups = [
        {entry.email, *entry.previously}
        for practice in declaration.practices.values()
        for entry in practice.assistants
        if entry.previously
    ]
    while more := [group for group in groups if group & known and not group <= known]:
        known = known.union(*more)
    return frozenset(known)


def _edited(desk: Desk, practice: Practice, entries: Iterable[Entry], day: date | None) -> FileEdit:
    def change(text: str) -> str:
        for entry in entries:
            text = _without(text, entry, day)
        return text

    return desk.edited(practice.where.file, change)


def _without(text: str, entry: Entry, day: date | None) -> str:
    if day is None or _begins_after(entry, day):
        return remove_every_entry(text, entry.email)
    changes: dict[str, Value | None] = {}
    if entry.ends is None or entry.ends > day:
        changes["until"] = day.isoformat()
    access = entry.record_access
    if access is not None and access.until is not None and access.until > day:
        said = {"reason": access.reason} if access.reason is not None else {}
        changes["record_access"] = {**said, "until": day.isoformat()}
    return set_entry(text, entry.email, changes) if changes else text


def _begins_after(entry: Entry, day: date) -> bool:
    return entry.starts is not None and entry.starts > day


def _remarks(practice: Practice, entries: list[Entry], day: date | None) -> Iterator[Remark]:
    for entry in entries:
        params = {"practice": practice.slug, "email": entry.written, "name": entry.full_name, "day": day}
        if day is None:
            yield Remark("offboard-removed", params)
        elif _begins_after(entry, day):
            yield Remark("offboard-never-begins", {**params, "day": entry.starts})
        elif entry.ends is not None and entry.ends <= day:
            yield Remark("offboard-ends-already", {**params, "day": entry.ends})
        else:
            yield Remark("offboard-until", params)
    if len(entries) == len(practice.assistants) and not practice.held:
        yield Remark("offboard-last", {"practice": practice.slug}, warning=True)


def _held(practice: Practice, addresses: frozenset[Address]) -> Iterator[Remark]:
    """Yield that an entry has errors and might be the person's: nobody edits what cannot be read."""
    for held in practice.held:
        if held.email is None or held.email in addresses:
            params = {"practice": practice.slug, "file": held.where.file, "line": held.where.line}
            yield Remark("entry-not-read", params, warning=True)


def _roles(practice: Practice, addresses: frozenset[Address]) -> Iterator[Remark]:
    """Yield what else the person is in the practice: named, for somebody else to settle."""
    said = {"practice": practice.slug, "file": practice.where.file}
    if practice.owner in addresses:
        yield Remark("role-owner", said, warning=True)
    if practice.billing_issuer in addresses:
        yield Remark("role-issuer", said, warning=True)
    for clinic in practice.clinics:
        if clinic.administrator in addresses:
            yield Remark("role-centre", {**said, "clinic": clinic.name}, warning=True)


def _protected(declaration: Declaration, addresses: frozenset[Address]) -> Iterator[Remark]:
    for address in sorted(addresses & {*declaration.policy.protected}):
        yield Remark("role-protected", {"email": address}, warning=True)
    if declaration.settings.live.account in addresses:
        yield Remark("role-account", {}, warning=True)


def _everybody(declaration: Declaration) -> set[str]:
    return {entry.email for practice in declaration.practices.values() for entry in practice.assistants}
