"""What the contract needs of a provider: a live system that a test can fill, read and act on.

For whoever writes a provider: give pytest a fixture `harness`, import the tests of `reader` and `writer` into
a test module, and each capability that the provider claims is tested (docs/writing-a-provider.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from accessctl.model.change import Access, Change, ChangeKind, Reason, Route
from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.live import Observation
from accessctl.model.practice import Clinic, Practice
from accessctl.providers.interface import Reader, Writer

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
ANA = Address("ana.mora@santalucia.example")
LUZ = Address("luz.vega@santalucia.example")
HERE = Location("practices/santa-lucia.yaml")

PRACTICE = Practice(
    slug="santa-lucia",
    name="Clínica Santa Lucía",
    owner=Address("elena.rojas@santalucia.example"),
    owner_name="Elena Rojas",
    where=HERE,
    organization="932176463504646",
    clinics=(
        Clinic("escazu", "Santa Lucía Escazú", HERE),
        Clinic("heredia", "Santa Lucía Heredia", HERE),
        Clinic("cima", "Hospital CIMA", HERE, administrator=Address("accesos@cima.example")),
    ),
    billing_issuer=Address("finanzas@santalucia.example"),
)


class Harness(Protocol):
    """One provider under test, with its live system in the test's hands."""

    writer: Writer
    looks_up: bool
    """Whether the reader can say if an address is registered."""
    shows_invitations: bool
    """Whether the reader lists somebody who did not accept yet."""

    @property
    def reader(self) -> Reader:
        """The reader under test."""
        ...

    def give(self, *assistants: Mapping[str, Any], users: tuple[Mapping[str, Any], ...] = ()) -> None:
        """Let the live practice hold exactly these people (as in `accessctl.live/1`)."""
        ...

    def accept(self, email: Address) -> None:
        """Let the invitee accept."""
        ...

    def pass_time(self, duration: timedelta) -> None:
        """Let time pass in the live system."""
        ...


def observe(harness: Harness, *lookups: Address) -> Observation:
    """Read the practice, which can be read."""
    seen = harness.reader.observe([PRACTICE], {PRACTICE.slug: frozenset(lookups)})[PRACTICE.slug]
    assert isinstance(seen, Observation)
    return seen


def change(
    kind: ChangeKind,
    *clinics: str,
    email: Address = ANA,
    name: str | None = "Ana",
    surnames: tuple[str, ...] = ("Mora", "Jiménez"),
) -> Change:
    """Return a change of one person's access in the practice."""
    return Change(
        kind=kind,
        practice=PRACTICE.slug,
        email=email,
        route=Route.DIRECT,
        before=Access(),
        after=Access(clinics=clinics),
        reason=Reason("declared"),
        name=name,
        surnames=surnames,
    )


def person(email: Address = ANA, **facets: Any) -> dict[str, Any]:
    """Return an active assistant as `accessctl.live/1` has it."""
    return {
        "email": email,
        "name": "Ana",
        "surnames": ["Mora", "Jiménez"],
        "accepted": True,
        "clinics": ["escazu"],
        "record_access": False,
        "billing": False,
        **facets,
    }
