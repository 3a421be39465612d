"""The numbers under which the API knows what the sandbox knows by slug and address.

They are made from what they stand for, so that the same sandbox always shows the same ones.
"""

from __future__ import annotations

import hashlib

from accessctl.model.identity import Address

_FIRST, _COUNT = 10**14, 9 * 10**14
"""Fifteen digits: two of a hundred thousand names meet once in two hundred thousand sandboxes."""


def organization_number(slug: str) -> str:
    """Return the organisation that a practice is."""
    return _number("organization", slug)


def user_number(email: Address) -> str:
    """Return the user that an address belongs to."""
    return _number("user", email)


def doctor_number(email: Address) -> str:
    """Return the doctor that an owner is."""
    return _number("doctor", email)


def clinic_number(slug: str, clinic: str) -> str:
    """Return a clinic of a practice."""
    return _number("clinic", f"{slug}/{clinic}")


def grant_number(slug: str, email: Address) -> str:
    """Return the row that lets somebody into a practice."""
    return _number("grant", f"{slug}/{email}")


def _number(kind: str, name: str) -> str:
    found = hashlib.sha256(f"{kind} {name}".encode()).digest()
    return str(_FIRST + int.from_bytes(found[:12], "big") % _COUNT)
