"""Organisations as HuliPractice answers them, with its document's example ids: 1001, 4001, 2001, 3001."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.live import Observation, Unobserved
from accessctl.model.practice import Practice
from accessctl.providers.huli.client import Limits
from accessctl.providers.huli.reader import HuliReader, Reach
from accessctl.providers.huli.seeing import People

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
OWNER, OWN = "2000", "9000"
ANA, LUZ = Address("ana.mora@santalucia.example"), Address("luz.vega@santalucia.example")
PEOPLE = People({"2001": ANA, "3001": LUZ}, OWN)
QUICK = Limits(seconds=2.0, tries=3, pause=0.01, longest_pause=0.5)


def practice(slug: str = "santa-lucia", organization: str | None = "4001") -> Practice:
    """Return a practice in HuliPractice."""
    return Practice(
        slug=slug,
        name="Clínica Santa Lucía",
        owner=Address("elena.rojas@santalucia.example"),
        owner_name="Elena Rojas",
        where=Location(f"practices/{slug}.yaml"),
        provider="huli",
        organization=organization,
    )


def grant(grantee: Any, status: Any = "ACTIVE", **more: Any) -> dict[str, Any]:
    """Return one row."""
    row = {"id": "1", "idGrantor": OWNER, "idGrantee": grantee, "idOrganization": "4001", "status": status}
    return row | more


def organization(*grants: Any, **more: Any) -> dict[str, Any]:
    """Return an organisation with these rows."""
    return {
        "idOrganization": "4001",
        "idOwner": OWNER,
        "name": "Clínica Santa Lucía",
        "idUserModifiedBy": OWNER,
        "status": "ACTIVE",
        "authorization": list(grants),
        **more,
    }


def doctor(user: str, email: Any) -> dict[str, Any]:
    """Return a doctor, of whom the address matters."""
    return {
        "id": "70",
        "status": "ACTIVE",
        "idUser": user,
        "user": {
            "id": user,
            "email": email,
            "displayName": "Dra. Sol Vega",
            "firstName": "Sol",
            "lastName": "Vega",
            "status": "ACTIVE",
        },
        "doctorClinic": [],
    }


def reader(
    environment: Mapping[str, str],
    people: People = PEOPLE,
    *,
    concurrency: int = 4,
    limits: Limits = QUICK,
    clock: Callable[[], datetime] = lambda: NOW,
) -> HuliReader:
    """Return the reader, impatient."""
    return HuliReader(environment, clock, Reach(people, concurrency, limits=limits))


def read(source: HuliReader, one: Practice | None = None) -> Observation | Unobserved:
    """Read one practice."""
    asked = one or practice()
    return source.observe([asked], {})[asked.slug]
