"""How a rule says what it found: about an entry, a practice, the settings or the policy."""

from __future__ import annotations

from dataclasses import replace

from accessctl.model.finding import Finding, Location, Severity, Stops
from accessctl.model.practice import Entry, Practice
from accessctl.validation.context import Mailbox
from accessctl.validation.places import entry_place, practice_place


def entry_error(rule: str, practice: Practice, entry: Entry, at: str, /, **params: object) -> Finding:
    """Return an error about one entry: no grant for the person, who counts as declared."""
    return Finding(
        rule,
        Severity.ERROR,
        entry_place(entry, at),
        {"email": entry.email, "practice": practice.slug, **params},
        stops=Stops.ENTRY,
        practices=(practice.slug,),
        email=entry.email,
    )


def address_error(rule: str, practice: Practice, entry: Entry, at: str, /, **params: object) -> Finding:
    """Return an error about whose entry it is: the person meant may be anybody, so that nobody is removed."""
    return replace(entry_error(rule, practice, entry, at, **params), stops=Stops.REMOVALS)


def entry_warning(rule: str, practice: Practice, entry: Entry, at: str, /, **params: object) -> Finding:
    """Return a warning about one entry."""
    return Finding(
        rule,
        Severity.WARNING,
        entry_place(entry, at),
        {"email": entry.email, "practice": practice.slug, **params},
        practices=(practice.slug,),
        email=entry.email,
    )


def practice_error(rule: str, practice: Practice, at: str, stops: Stops, /, **params: object) -> Finding:
    """Return an error about a whole practice."""
    return Finding(
        rule,
        Severity.ERROR,
        practice_place(practice, at),
        {"practice": practice.slug, **params},
        stops=stops,
        practices=(practice.slug,),
    )


def mailbox_error(rule: str, mailbox: Mailbox, /, **params: object) -> Finding:
    """Return an error about an address that is written to."""
    return Finding(
        rule,
        Severity.ERROR,
        mailbox.where,
        {"email": mailbox.address, **params},
        stops=mailbox.stops,
        practices=mailbox.practices,
    )


def apply_error(rule: str, where: Location, /, **params: object) -> Finding:
    """Return an error in settings or policy: apply refuses."""
    return Finding(rule, Severity.ERROR, where, params, stops=Stops.APPLY)
