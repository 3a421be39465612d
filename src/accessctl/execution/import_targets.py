"""Which practices an import is about: declared ones, and live ones whose file comes into being."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from accessctl.declarations.new_practice import Clinic as ClinicText
from accessctl.declarations.new_practice import new_practice
from accessctl.declarations.source_files import PRACTICES
from accessctl.errors import UsageError
from accessctl.execution.workplace import Workplace
from accessctl.model.finding import Location
from accessctl.model.identity import SLUG, Address
from accessctl.model.import_step import Action, ImportStep, Obstacle
from accessctl.model.live import LiveClinic, Registration
from accessctl.model.practice import Clinic, Practice
from accessctl.providers.interface import KnownPractice
from accessctl.reconcile.importing import shown_line
from accessctl.rendering.texts import say

NOBODY = Address("nobody@unknown.invalid")
"""Who stands for an owner whom nobody knows, until a person writes the name into the file."""


@dataclass(frozen=True, slots=True)
class Target:
    """One practice to import; `known` is what the live system says of it beside its people."""

    practice: Practice
    file: str
    known: KnownPractice | None = None
    new: bool = False
    obstacle: Obstacle | None = None

    @property
    def slug(self) -> str:
        """The practice's slug."""
        return self.practice.slug

    @property
    def issuer(self) -> Address | None:
        """The billing issuer's owner, where the live system shows it."""
        return None if self.known is None else self.known.billing_issuer

    @property
    def complete(self) -> bool:
        """Whether the file can be read as a practice; a new one without an owner cannot yet."""
        return self.practice.owner != NOBODY

    @property
    def addresses(self) -> frozenset[Address]:
        """The addresses whose registration is asked for."""
        people = {entry.email for entry in self.practice.assistants}
        return frozenset(people | ({self.practice.owner} if self.new and self.complete else set()))

    @property
    def steps(self) -> tuple[ImportStep, ...]:
        """What is done before anybody is looked at: a file comes into being."""
        params = {"file": self.file}
        return (ImportStep(Action.NOTE, "file-created", params=params),) if self.new else ()


def targets(place: Workplace, slugs: tuple[str, ...], *, everything: bool) -> tuple[Target, ...]:
    """Return the targets by slug; a practice that nobody knows is a mistake of the command line."""
    known = place.reader.known_practices()
    declared = place.declaration.practices
    earlier = {old for practice in declared.values() for old in practice.previously}
    unreadable = place.declaration.unreadable
    if everything:
        listed = (slug for slug in known if slug not in earlier)
        slugs = (*(practice.slug for practice in declared.values()), *unreadable, *listed)
    found = []
    for slug in sorted(set(slugs)):
        if slug in unreadable:
            file = f"{PRACTICES}/{slug}.yaml"
            obstacle = Obstacle("unreadable-file", {"practice": slug})
            found.append(Target(_blank(place, KnownPractice(slug)), file, obstacle=obstacle))
        elif slug in declared:
            found.append(_declared(place, declared[slug], known))
        elif slug in known and slug not in earlier:
            found.append(_new(place, known[slug]))
        else:
            raise UsageError("import-unknown-practice", practice=slug)
    return tuple(found)


def target_of(target: Target, registrations: Mapping[Address, Registration]) -> Target:
    """Return the target of a new file with the owner's name as the live system shows it."""
    user = registrations.get(target.practice.owner)
    name = "" if user is None else " ".join(filter(None, (user.name, *user.surnames)))
    return replace(target, practice=replace(target.practice, owner_name=shown_line(name)))


def new_text(target: Target, language: str) -> str:
    """Return the text of the new file, with a mark at all that a person has to complete."""
    practice, comments = target.practice, dict[str, list[str]]()

    def mark(key: str, code: str) -> None:
        text = say(language, "commands_import", f"mark.{code}")
        comments.setdefault(key, []).append(f"TODO: {text}")

    values: dict[str, Any] = {"practice": practice.slug, "name": practice.name}
    mark("name", "practice-name")
    if not target.complete:
        mark("owner", "owner-unknown")
    else:
        values["owner"] = {"email": practice.owner, "name": practice.owner_name or practice.owner}
        if not practice.owner_name:
            mark("owner", "owner-name")
    if not practice.clinics:
        mark("clinics", "no-clinics")
    if practice.billing_issuer is not None:
        values["billing_issuer"] = {"owner": practice.billing_issuer}
    shown = (target.known.clinics if target.known else None) or ()
    clinics = [_clinic_text(clinic, language) for clinic in shown if SLUG.fullmatch(clinic.id)]
    return new_practice(values, comments, clinics)


def _clinic_text(clinic: LiveClinic, language: str) -> ClinicText:
    text = say(language, "commands_import", "mark.single-record")
    comments = {"single_record": [f"TODO: {text}"]} if clinic.single_record else {}
    return {"id": clinic.id, "name": shown_line(clinic.name) or clinic.id}, comments


def _declared(place: Workplace, practice: Practice, known: Mapping[str, KnownPractice]) -> Target:
    names = (practice.slug, *practice.previously)
    seen = next((known[name] for name in names if name in known), None)
    target = Target(practice, practice.where.file, seen)
    rule = place.holds.removals.get(practice.slug)
    if rule is not None:  # whoever is meant there may be among those who look undeclared
        return replace(target, obstacle=Obstacle("unreadable-entry", {"rule": rule}))
    return target


def _new(place: Workplace, known: KnownPractice) -> Target:
    target = Target(_blank(place, known), f"{PRACTICES}/{known.slug}.yaml", known, new=True)
    if not SLUG.fullmatch(known.slug):
        return replace(target, obstacle=Obstacle("slug-unusable", {"practice": known.slug}))
    if (place.root / target.file).exists():
        return replace(target, obstacle=Obstacle("file-taken", {"file": target.file}))
    return target


def _blank(place: Workplace, known: KnownPractice) -> Practice:
    settings, where = place.rules.settings, Location(f"{PRACTICES}/{known.slug}.yaml")
    return Practice(
        slug=known.slug,
        name=known.slug,
        owner=known.owner or NOBODY,
        owner_name="",
        where=where,
        time_zone=settings.time_zone,
        language=settings.language,
        provider=settings.live.provider,
        clinics=tuple(
            Clinic(clinic.id, clinic.name, where)
            for clinic in known.clinics or ()
            if SLUG.fullmatch(clinic.id)
        ),
        billing_issuer=known.billing_issuer,
    )
