"""What a practice has that another one could have, too; and so, which practices must be judged together.

Most rules look at one practice alone. The others find something only where two practices share a slug, an
account, a person, or addresses with one look. Whoever shares nothing has the same findings among all others
as alone: that is what lets findings be remembered (`validation/judging.py`). A rule that relates practices
in a new way needs a new claim here; `tests/unit/validation/test_judging.py` holds every rule against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from accessctl.model.days import days_later
from accessctl.model.identity import Address
from accessctl.model.policy import Policy
from accessctl.model.practice import Declaration, Practice
from accessctl.validation.context import mailboxes_of_access
from accessctl.validation.lookalikes import is_odd, look, plain_looks


@dataclass(frozen=True, slots=True)
class Facts:
    """One practice's part in the rules across practices."""

    slug: str
    provider: str
    zone: str
    entries: int
    """How many entries there are."""
    people: tuple[Address, ...]
    """The assistants' addresses in the order of their entries, each once."""
    mailboxes: tuple[Address, ...]
    """Every other address that is written to."""
    claims: tuple[str, ...]
    """What must be this practice's alone, besides its people: slugs, account, people's earlier addresses."""
    looks: tuple[tuple[str, Address], ...]
    """What an address looks like, where that is not what its plain letters look like."""
    turns: tuple[date, ...] = ()
    """The days on which somebody or something is over: only such a day can bring a finding."""


def facts_of(practice: Practice) -> Facts:
    """Return the facts of one practice."""
    people = tuple(dict.fromkeys(entry.email for entry in practice.assistants))
    earlier = {old for entry in practice.assistants for old in entry.previously}
    slugs = {practice.slug, PurePosixPath(practice.where.file).stem, *practice.previously}
    mailboxes = tuple(dict.fromkeys(_mailboxes(practice)))
    return Facts(
        slug=practice.slug,
        provider=practice.provider,
        zone=practice.time_zone,
        entries=len(practice.assistants),
        people=people,
        mailboxes=mailboxes,
        claims=(
            *sorted(slug_claim(slug) for slug in slugs),
            f"{practice.provider} {practice.account}",
            *sorted(earlier - {*people}),
        ),
        looks=(*_looks_as_written(practice), *_odd_looks((*people, *mailboxes))),
        turns=tuple(sorted(_turns(practice))),
    )


def _turns(practice: Practice) -> set[date]:
    last = {entry.ends for entry in practice.assistants}
    last |= {entry.record_access.until for entry in practice.assistants if entry.record_access is not None}
    return {days_later(day, 1) for day in last if day is not None}


def quiet_between(facts: Facts, policy: Policy, day: date, later: date) -> bool:
    """Say whether a practice without findings on one day has none on a later one either.

    As days pass, people come and go as declared, and limits move away. What is over and an exception that
    ends can bring a finding; nothing else that a day changes does.
    """
    turns = (*facts.turns, *(days_later(exception.until, 1) for exception in policy.exceptions))
    return day <= later and not any(day < turn <= later for turn in turns)


def _looks_as_written(practice: Practice) -> Iterator[tuple[str, Address]]:
    """Yield the looks of plain addresses that are written otherwise: a capital I is read as l."""
    for entry in practice.assistants:
        if entry.written.lower() != entry.written and entry.written.isascii() and not is_odd(entry.email):
            yield plain_looks([entry.written])[0], entry.email


def _odd_looks(addresses: Iterable[Address]) -> Iterator[tuple[str, Address]]:
    return ((look(address), address) for address in addresses if is_odd(address))


def _mailboxes(practice: Practice) -> Iterator[Address]:
    yield practice.owner
    if practice.billing_issuer is not None:
        yield practice.billing_issuer
    for clinic in practice.clinics:
        if clinic.administrator is not None:
            yield clinic.administrator


def slug_claim(slug: str) -> str:
    """Return how a slug is claimed: no address looks like that."""
    return f"/{slug}"


def entangled(facts: Mapping[str, Facts], declaration: Declaration) -> frozenset[str]:
    """Return the keys of the practices that share something with another one, or that `access/` names."""
    counts = Counter(claim for one in facts.values() for claim in (*one.claims, *one.people))
    shared = {claim for claim, count in counts.items() if count > 1}
    shared |= {slug_claim(slug) for slug in declaration.unreadable}
    shared |= {slug_claim(one.practice) for one in declaration.policy.exceptions if one.practice is not None}
    alike = _alike(facts.values(), declaration)
    return frozenset(
        key
        for key, one in facts.items()
        if not shared.isdisjoint(one.claims)
        or not shared.isdisjoint(one.people)
        or (alike and not alike.isdisjoint((*one.people, *one.mailboxes)))
    )


def _alike(facts: Iterable[Facts], declaration: Declaration) -> frozenset[Address]:
    """Return the addresses that look like another one."""
    named = [box.address for box in mailboxes_of_access(declaration)]
    pairs = [*_odd_looks(named)]
    for one in facts:
        named += one.people
        named += one.mailboxes
        pairs += one.looks
    pairs += zip(plain_looks(named), named, strict=True)
    last = dict(pairs)
    looks = {its_look for its_look, address in pairs if last[its_look] != address}
    return frozenset(address for its_look, address in pairs if its_look in looks) if looks else frozenset()
