from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from roster_builders import ANA, understood, wrong

FILE = "rosters/santa-lucia.json"
DATE = "2026-11-24 10:00"


def text(*people: Any, **top: Any) -> str:
    """Return a list of these people."""
    return json.dumps({"fecha": DATE, "asistentes": people, **top}, ensure_ascii=False)


def test_list_in_json_says_the_same_as_in_csv() -> None:
    """Programs write JSON; booleans, null and lists mean what they say."""
    person = {
        "correo": ANA,
        "nombre": "Ana",
        "apellidos": ["De la O", "Vargas"],
        "clinics": ["Torre 2, piso 1/2", "escazu"],
        "expediente": False,
        "facturación": None,
    }
    seen = understood(text(person, completa=False), FILE)
    assert (seen.at, seen.complete) == (datetime(2026, 11, 24, 16, 0, tzinfo=UTC), False)
    found = seen.assistants[ANA]
    assert (found.surnames, found.clinics) == (("De la O", "Vargas"), {"este", "escazu"})
    assert (found.record_access, found.billing) == (False, None)


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        ("{", [":1:2 roster-not-json"]),
        ("[" * 100_000, [" roster-not-json"]),
        ("[]", [" roster-not-a-list"]),
        ('{"fecha": "2026-11-24"}', [" roster-not-a-list"]),
        ('{"asistentes": []}', [" roster-as-of-missing"]),
        (text(as_of=DATE), [" as_of roster-said-twice"]),
        ('{"fecha": "2026-11-24", "fecha": "2026-11-23", "asistentes": []}', [" fecha roster-said-twice"]),
        (text(gente=[]), [" gente roster-column-unknown"]),
        (text("ana"), [" asistentes[0] roster-not-a-person"]),
        (
            text({"correo": ANA}, {"corre": ANA}),
            [" asistentes[1].corre roster-column-unknown.near", " asistentes[1] roster-email-missing"],
        ),
        (text({"correo": ANA, "nombre": 5}), [" asistentes[0].nombre roster-not-text"]),
        (text({"correo": ANA, "email": ANA}), [" asistentes[0].email roster-column-twice"]),
    ],
)
def test_json_that_is_no_list_is_refused_with_its_place(data: str, problems: list[str]) -> None:
    """Each mistake has a name and a place."""
    assert wrong(data, FILE) == problems
