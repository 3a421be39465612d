"""What the API says of a practice, in the vendor's shapes (Huli API 2.0.0): ids are texts, much is left out.

Who was invited and did not accept, and anybody's clinics, record access and billing are in no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from accessctl.model.identity import Address
from accessctl.model.live import LiveClinic, Registration
from accessctl.providers.sandbox.server.api_numbers import (
    clinic_number,
    doctor_number,
    grant_number,
    organization_number,
    user_number,
)
from accessctl.providers.sandbox.state import Assistant, StoredPractice

NOBODY = Address("titular@sandbox.invalid")
"""The owner of a practice that was loaded without one."""

Answer = dict[str, Any]


def owner_of(practice: StoredPractice) -> Address:
    """Return the owner, whom every organisation has."""
    return practice.owner or NOBODY


def organization(practice: StoredPractice, assistants: Iterable[Assistant] | None) -> Answer:
    """Return the organisation; `assistants` is None where nobody asked who has access."""
    number, owner = organization_number(practice.slug), user_number(owner_of(practice))
    rows = None
    if assistants is not None:
        rows = [
            {
                "id": grant_number(practice.slug, assistant.email),
                "idGrantor": owner,
                "idGrantee": user_number(assistant.email),
                "idOrganization": number,
                "status": "ACTIVE",
            }
            for assistant in assistants
            if assistant.accepted
        ]
    return {
        "idOrganization": number,
        "idOwner": owner,
        "name": practice.slug,
        "idUserModifiedBy": owner,
        "status": "ACTIVE",
        "authorization": rows,
    }


def doctor(practice: StoredPractice, clinics: Iterable[LiveClinic], shown: Registration) -> Answer:
    """Return the owner as the doctor that the owner is."""
    email = owner_of(practice)
    first, last = shown.name or "", " ".join(shown.surnames)
    return {
        "id": doctor_number(email),
        "status": "ACTIVE",
        "idUser": user_number(email),
        "user": {
            "id": user_number(email),
            "email": email,
            "displayName": " ".join(filter(None, (first, last))),
            "firstName": first,
            "lastName": last,
            "status": "ACTIVE",
        },
        "doctorClinic": [_clinic(practice.slug, clinic) for clinic in clinics],
    }


def _clinic(slug: str, clinic: LiveClinic) -> Answer:
    number = clinic_number(slug, clinic.id)
    shown = {"id": number, "name": clinic.name, "status": "ACTIVE", "type": "PHYSICAL"}
    return {"idClinic": number, "clinic": shown, "status": "ACTIVE"}


def appointments(query: Mapping[str, str]) -> Answer:
    """Return the appointments of a doctor: the sandbox has no patients, and so none."""
    pages = {name: query.get(name, usual) for name, usual in (("limit", "20"), ("offset", "0"))}
    return {**pages, "total": "0", "size": "0", "appointments": []}


def error(code: str, message: str) -> Answer:
    """Return an error as the API sends it."""
    return {"error": {"code": code, "message": message}}
