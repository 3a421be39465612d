"""Practices in which nothing was to be done are not looked at again, as long as nothing about them changed.

A plan that is shown is made with this memory, a plan that is applied never is. What a difference is taken
from is: the practice's file, settings, policy and what errors hold still; the journal's part about it; what
the live system would answer; and the clock. The first ones are in one digest, the clock is an interval.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from accessctl.declarations.recalling import Practices
from accessctl.execution.quiet_codec import decode, encode, keepable
from accessctl.execution.reading import Reading
from accessctl.execution.workplace import Workplace
from accessctl.journal.recalling import Told
from accessctl.journal.sealed_files import program_digest, read_sealed, write_sealed
from accessctl.model.finding import Holds
from accessctl.model.rules import Loosened
from accessctl.providers.interface import Fingerprinting
from accessctl.reconcile.diff import Difference
from accessctl.reconcile.planning import quiet_of
from accessctl.reconcile.quiet import Quiet

FORMAT = "accessctl.quiet/1"
_ROOMS = (
    "declarations",
    "validation",
    "model",
    "execution",
    "reconcile",
    "journal",
    "providers",
    "providers/sandbox",
)

Digest = Callable[[str], str | None]
"""Gives the digest of all that a practice's difference is taken from, by its slug; None: nobody can tell."""


@dataclass
class PlanMemory:
    """What is remembered at a place; what a plan finds is added to it."""

    store: Path
    digest: Digest
    kept: dict[str, tuple[str, Quiet]]
    changed: bool = False
    digests: dict[str, str | None] = field(default_factory=dict)

    def quiet(self, slugs: Iterable[str], now: datetime) -> dict[str, Quiet]:
        """Return those practices in which nothing is to be done, as far as is remembered."""
        found: dict[str, Quiet] = {}
        for slug in slugs:
            digest = self.digests[slug] = self.digest(slug)
            kept = self.kept.get(slug)
            if kept is not None and digest == kept[0] and kept[1].holds(now):
                found[slug] = kept[1]
        return found

    def learn(self, differences: Iterable[Difference], now: datetime) -> None:
        """Remember the practices in which nothing is to be done; forget the others of these."""
        for difference in differences:
            slug = difference.situation.slug
            digest, quiet = self.digests.get(slug), quiet_of(difference, now)
            known = self.kept.pop(slug, None)
            if digest is not None and quiet is not None and keepable(quiet):
                self.kept[slug] = (digest, quiet)
            self.changed = self.changed or known != self.kept.get(slug)

    def write(self) -> None:
        """Keep what was learned, if anything was."""
        if self.changed:
            write_sealed(self.store, _name(), encode(self.kept))


def plan_memory(place: Workplace, told: Told) -> PlanMemory | None:
    """Return the memory of a place; None where nothing is remembered, or not all can be told from digests."""
    reading = place.reading
    if reading is None or reading.store is None or told.digest_of is None:
        return None
    if place.rules.loosened != Loosened() or not isinstance(place.declaration.practices, Practices):
        return None
    store = reading.store.with_name(reading.store.name.replace("declarations", "quiet"))
    body = read_sealed(store, _name())
    digest = _digests(place, reading, told.digest_of, told.view.unknown_fates)
    return PlanMemory(store, digest, {} if body is None else decode(body))


def _digests(place: Workplace, reading: Reading, journal: Callable[[str], str], fates: object) -> Digest:
    """Return what gives the digest of all that a practice's difference is taken from."""
    memory, held = reading.cache, _held(place.holds)
    files = place.declaration.practices.files()  # type: ignore[attr-defined]
    live = cache(lambda provider: _live(place, provider))
    shared = json.dumps([reading.access, memory.manner, repr(fates), place.holds.apply])

    def digest(slug: str) -> str | None:
        said = memory.used.get(files[slug])
        if said is None or said.facts is None or said.facts.slug != slug:
            return None
        answers = live(said.facts.provider)
        if answers is None:
            return None
        names = sorted(claim[1:] for claim in said.facts.claims if claim.startswith("/"))
        told = [[name, journal(name), answers(name)] for name in names]
        text = json.dumps([shared, slug, files[slug], said.digest, held.get(slug), told])
        return hashlib.sha256(text.encode("ascii")).hexdigest()

    return digest


def _held(holds: Holds) -> Mapping[str, list[object]]:
    """Return what errors hold still, by practice."""
    held: defaultdict[str, list[object]] = defaultdict(list)
    for kind, named in (("frozen", holds.frozen), ("grants", holds.grants), ("removals", holds.removals)):
        for slug, rule in named.items():
            held[slug].append([kind, rule])
    for (slug, email), rule in sorted(holds.entries.items()):
        held[slug].append([email, rule])
    return held


def _live(place: Workplace, provider: str) -> Callable[[str], str] | None:
    """Return what tells whether a provider would answer the same as before about a practice."""
    reader: object = place.reader.readers.get(provider)
    answers = reader.fingerprints() if isinstance(reader, Fingerprinting) else None
    if answers is None:
        return None
    can = place.reader.readers[provider].capabilities
    reach = [sorted(can.does), sorted(can.sees), can.support, can.changes_pending_clinics]
    said = json.dumps([provider, reach])
    return lambda slug: f"{said} {answers.get(slug, '')}"


def _name() -> str:
    return f"{FORMAT} {_program()}"


@cache
def _program() -> str:
    return program_digest(_ROOMS)
