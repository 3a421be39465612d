"""Rules about an entry among its neighbours: its clinics, its billing, and that nobody is declared twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from accessctl.model.finding import Finding
from accessctl.model.practice import Declaration, Entry, Practice
from accessctl.validation.context import Context
from accessctl.validation.nearness import nearest
from accessctl.validation.raising import entry_error, entry_warning


def unknown_clinic(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find clinics in an entry that its practice does not declare."""
    del context
    for practice in declaration.practices.values():
        known = {clinic.id for clinic in practice.clinics}
        if not known:
            continue  # the rule `no-clinics` says so, once
        for entry in practice.assistants:
            for index, clinic in enumerate(entry.clinics):
                if clinic not in known:
                    yield _unknown_clinic(practice, entry, index, known)


def _unknown_clinic(practice: Practice, entry: Entry, index: int, known: set[str]) -> Finding:
    clinic = entry.clinics[index]
    near = nearest(clinic, known)
    params = {"clinic": clinic, "known": sorted(known), "suggestion": near}
    found = entry_error("unknown-clinic", practice, entry, f"clinics.{index}", **params)
    return found if near is None else replace(found, text="unknown-clinic.near")


def clinics_not_chosen(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find entries that leave open which of several clinics they are for: all of them is never assumed."""
    del declaration
    for practice, entry in context.entries:
        if not entry.clinics and len(practice.clinics) > 1:
            known = sorted(clinic.id for clinic in practice.clinics)
            yield entry_error("clinics-not-chosen", practice, entry, "email", known=known)


def clinic_repeated(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find clinics named twice in one entry: often another one was meant."""
    del declaration
    for practice, entry in context.entries:
        if len(entry.clinics) > 1 and len(set(entry.clinics)) < len(entry.clinics):
            clinic, _ = Counter(entry.clinics).most_common(1)[0]
            yield entry_warning("clinic-repeated", practice, entry, "clinics", clinic=clinic)


def duplicate_assistant(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find people with two entries in a practice: nobody can say which one holds."""
    del context
    for practice in declaration.practices.values():
        emails = [entry.email for entry in practice.assistants]
        emails += [held.email for held in practice.held if held.email is not None]
        if len(set(emails)) == len(emails):
            continue
        first = {held.email: held.where.line for held in practice.held}
        for entry in practice.assistants:
            line = first.setdefault(entry.email, entry.where.line)
            if line != entry.where.line:
                yield entry_error("duplicate-assistant", practice, entry, "email", line=line)


def previously_conflict(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find earlier addresses that are still declared, or two people's: one person would stand here twice."""
    del declaration
    for practice in _with_earlier_addresses(context):
        declared = {entry.email for entry in practice.assistants}
        declared |= {held.email for held in practice.held if held.email is not None}
        claims = Counter(old for entry in practice.assistants for old in set(entry.previously))
        for entry in practice.assistants:
            for old in entry.previously:
                text = "previously-conflict"
                if old == entry.email:
                    text = "previously-conflict.own"
                elif old not in declared:
                    if claims[old] == 1:
                        continue
                    text = "previously-conflict.twice"
                found = entry_error("previously-conflict", practice, entry, "previously", old=old)
                yield replace(found, text=text)


def old_address_elsewhere(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find earlier addresses still declared in another practice: probably it was forgotten there."""
    del declaration
    for practice, entry in context.entries:
        for old in entry.previously:
            for other, _ in context.people.get(old, ()):
                if other is not practice:
                    yield entry_warning(
                        "old-address-elsewhere", practice, entry, "previously", old=old, other=other.slug
                    )


def billing_without_issuer(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find billing access where the practice names no issuer: it is given by the issuer's owner."""
    del declaration
    for practice, entry in context.entries:
        if entry.billing and practice.billing_issuer is None:
            yield entry_error("billing-without-issuer", practice, entry, "billing")


def _with_earlier_addresses(context: Context) -> list[Practice]:
    found = {id(practice): practice for practice, entry in context.entries if entry.previously}
    return list(found.values())
