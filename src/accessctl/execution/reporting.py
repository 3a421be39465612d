"""The access-review pack and the proof for one person, from a repository and, for now, its live system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from accessctl.errors import UsageError
from accessctl.execution.history import Archive
from accessctl.execution.observe import observe
from accessctl.execution.workplace import Workplace
from accessctl.history.moments import beginning, when
from accessctl.history.packs import Evidence, pack_of
from accessctl.history.proofs import proof_of
from accessctl.model.identity import normalise_address
from accessctl.model.live import Observation, Unobserved
from accessctl.model.report import Pack, Period, Proof

USUAL = timedelta(days=90)
"""How far back a report looks, where neither the command nor the policy's reviews say it."""


@dataclass(frozen=True, slots=True)
class Wished:
    """What was asked for on the command line; `until` is the moment of the state, without it now."""

    slugs: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    live: bool = True
    """Whether the live system may be read, for a report of now."""


def make_pack(place: Workplace, archive: Archive, wished: Wished) -> Pack:
    """Return the access-review pack."""
    period = _period(place, archive, wished)
    return pack_of(_evidence(place, archive, wished), wished.slugs, period)


def make_proof(place: Workplace, archive: Archive, wished: Wished, address: str) -> Proof:
    """Return the dated proof for one person."""
    period = _period(place, archive, wished)
    return proof_of(_evidence(place, archive, wished), normalise_address(address), period)


def _period(place: Workplace, archive: Archive, wished: Wished) -> Period:
    # the sandbox's clock may run ahead of the machine's, by which commits are dated, or behind it
    now = max(place.now, place.clock())
    until, day = now, None
    if wished.until is not None:
        asked = when(wished.until, archive.zone)
        until, day = min(asked.moment, now), asked.day if asked.moment <= now else None
    reviews = place.rules.policy.reviews
    since = until - (USUAL if reviews is None else reviews.every)
    if wished.since is not None:
        since = beginning(wished.since, archive.zone)
    if since > until:
        raise UsageError("report-empty-period")
    return Period(since, until, now, day)


def _evidence(place: Workplace, archive: Archive, wished: Wished) -> Evidence:
    """Return what the report is made from; a past moment is not to be told from what is live today."""
    seen: Mapping[str, Observation | Unobserved] = {}
    if wished.live and wished.until is None:
        # what is declared now; a practice whose file is gone is known by the journal alone
        declared = place.declaration.practices
        seen = observe(place, tuple(declared[slug] for slug in sorted(declared)))
    reviews = place.rules.policy.reviews
    every = None if reviews is None else reviews.every
    return Evidence(archive.history, archive.records, archive.zone, seen, every)
