"""Rules about whole practices: which one a file speaks of, and which live account it manages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from accessctl.model.finding import Finding, Severity, Stops
from accessctl.model.practice import Declaration, Practice
from accessctl.validation.context import Context
from accessctl.validation.raising import practice_error


def slug_mismatch(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find files that speak of another practice than their name does: a copy must not act on the original."""
    del context
    for practice in declaration.practices.values():
        stem = PurePosixPath(practice.where.file).stem
        if practice.slug != stem:
            found = practice_error("slug-mismatch", practice, "practice", Stops.GRANTS, stem=stem)
            yield replace(found, practices=(practice.slug, stem))


def practice_twice(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find practices with two files: each would remove the other's people."""
    del context
    for practices in _shared((practice.slug, practice) for practice in declaration.practices.values()):
        yield from _all_frozen("practice-twice", practices, "practice")


def two_practices_one_account(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find live accounts with two practices: each would remove the other's people."""
    del context
    claims = (
        ((practice.provider, practice.account), practice) for practice in declaration.practices.values()
    )
    for practices in _shared(claims):
        if len({practice.slug for practice in practices}) > 1:
            yield from _all_frozen("two-practices-one-account", practices, "live.organization")


def previously_slug_present(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find earlier slugs that are still in use: journal and live account would follow both."""
    del context
    present = {practice.slug: practice for practice in declaration.practices.values()}
    for practice in declaration.practices.values():
        for slug in practice.previously:
            if slug in present or slug in declaration.unreadable:
                found = practice_error(
                    "previously-slug-present", practice, "previously", Stops.PRACTICE, old=slug
                )
                yield replace(found, practices=_distinct(practice.slug, slug))


def previously_slug_twice(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find earlier slugs that two practices claim: the journal cannot follow both."""
    del context
    claims = [
        (slug, practice)
        for practice in declaration.practices.values()
        for slug in dict.fromkeys(practice.previously)
    ]
    for practices in _shared(claims):
        shared = set.intersection(*(set(practice.previously) for practice in practices))
        yield from _all_frozen("previously-slug-twice", practices, "previously", old=min(shared))


def no_clinics(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find practices with assistants and no clinic: an invitation is for at least one."""
    del context
    for practice in declaration.practices.values():
        if not practice.clinics and practice.assistants:
            yield practice_error("no-clinics", practice, "clinics", Stops.GRANTS)


def duplicate_clinic(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find clinic ids that stand for two clinics."""
    del context
    for practice in declaration.practices.values():
        if len({clinic.id for clinic in practice.clinics}) == len(practice.clinics):
            continue
        seen: set[str] = set()
        for clinic in practice.clinics:
            if clinic.id in seen:
                found = practice_error(
                    "duplicate-clinic", practice, "clinics", Stops.GRANTS, clinic=clinic.id
                )
                yield replace(found, where=clinic.where)
            seen.add(clinic.id)


def clinic_name_twice(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find clinics of one name: HuliPractice shows names, and a person must tell two clinics apart."""
    del context
    for practice in declaration.practices.values():
        if len(practice.clinics) < 2:
            continue
        seen: dict[str, str] = {}
        for clinic in practice.clinics:
            name = clinic.label or clinic.name
            other = seen.setdefault(name.casefold(), clinic.id)
            if other != clinic.id:
                yield Finding(
                    "clinic-name-twice",
                    Severity.WARNING,
                    clinic.where,
                    {"practice": practice.slug, "clinic": clinic.id, "other": other, "name": name},
                    practices=(practice.slug,),
                )


def _shared(claims: Iterable[tuple[Hashable, Practice]]) -> Iterator[list[Practice]]:
    """Return the practices that claim the same thing, where it is more than one."""
    by_claim: defaultdict[Hashable, list[Practice]] = defaultdict(list)
    for claim, practice in claims:
        by_claim[claim].append(practice)
    return (practices for practices in by_claim.values() if len(practices) > 1)


def _all_frozen(rule: str, practices: list[Practice], key: str, **params: object) -> Iterator[Finding]:
    """Freeze each of the practices, naming the others' files."""
    for practice in practices:
        others = sorted(other.where.file for other in practices if other is not practice)
        found = practice_error(
            rule, practice, key, Stops.PRACTICE, others=others, account=practice.account, **params
        )
        yield replace(found, practices=_distinct(practice.slug, PurePosixPath(practice.where.file).stem))


def _distinct(*slugs: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slugs))
