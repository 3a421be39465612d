"""What the sandbox's tests build: a declared practice, live files, changes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from accessctl.model.change import Access, Change, ChangeKind, Reason, Route
from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.live import LiveAssistant, Observation
from accessctl.model.practice import Clinic, Practice
from accessctl.providers.sandbox import livefile
from accessctl.providers.sandbox.people import Place
from accessctl.providers.sandbox.reader import SandboxReader
from accessctl.providers.sandbox.store import Store

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
ANA = Address("ana.mora@santalucia.example")
LUZ = Address("luz.vega@santalucia.example")
HERE = Location("practices/santa-lucia.yaml")
ESCAZU = Clinic("escazu", "Santa Lucía Escazú", HERE, label="Escazú")
HEREDIA = Clinic("heredia", "Santa Lucía Heredia", HERE)
CIMA = Clinic("cima", "Hospital CIMA", HERE, administrator=Address("accesos@cima.example"))


def declared(
    *clinics: Clinic, slug: str = "santa-lucia", previously: tuple[str, ...] = (), issuer: str | None = None
) -> Practice:
    """Return a declared practice; with no clinics named, it has Escazú and CIMA."""
    return Practice(
        slug=slug,
        name="Clínica Santa Lucía",
        owner=Address("elena.rojas@santalucia.example"),
        owner_name="Elena Rojas",
        where=HERE,
        previously=previously,
        clinics=clinics or (ESCAZU, CIMA),
        billing_issuer=None if issuer is None else Address(issuer),
    )


PRACTICE = declared()
PLACE = Place(PRACTICE.slug, PRACTICE)


def change(kind: ChangeKind, *clinics: str, email: Address = ANA, **named: Any) -> Change:
    """Return a direct change."""
    return Change(
        kind=kind,
        practice=PRACTICE.slug,
        email=email,
        route=Route.DIRECT,
        before=Access(),
        after=Access(clinics=clinics),
        reason=Reason("declared"),
        name=named.get("name", "Ana"),
        surnames=named.get("surnames", ("Mora", "Jiménez")),
    )


def live(*practices: dict[str, Any], **keys: Any) -> bytes:
    """Return a live file."""
    return json.dumps({"format": "accessctl.live/1", "practices": practices, **keys}).encode()


def load(store: Store, *assistants: dict[str, Any], **keys: Any) -> None:
    """Load santa-lucia with these people; `keys` are further keys of the practice."""
    livefile.load(store, live({"practice": PRACTICE.slug, "assistants": assistants, **keys}))


def observe(store: Store, practice: Practice = PRACTICE, *lookups: Address) -> Observation:
    """Read one practice."""
    seen = SandboxReader(store).observe([practice], {practice.slug: frozenset(lookups)})[practice.slug]
    assert isinstance(seen, Observation)
    return seen


def seen(store: Store, email: Address = ANA) -> LiveAssistant | None:
    """Read one person in santa-lucia."""
    return observe(store).assistants.get(email)


def dumped(store: Store) -> dict[str, Any]:
    """Return the whole state."""
    document: dict[str, Any] = json.loads(livefile.dump(store))
    return document
