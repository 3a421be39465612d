"""What is live, for people and as `accessctl.status/1`."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from golden_files import compare
from sample_plans import ANA, CENTRE, ISSUER, LUZ, NOW, OWNER, SLUG, handoff

from accessctl.model.finding import Location
from accessctl.model.handoff import HandoffState
from accessctl.model.identity import Address
from accessctl.model.live import (
    LiveAssistant,
    LiveClinic,
    Observation,
    Presence,
    Registration,
    Unobserved,
)
from accessctl.model.practice import Clinic, Practice
from accessctl.model.status import EndsSoon, Status
from accessctl.rendering.status import status_json
from accessctl.rendering.status_text import status_text

HERE = Location("practices/santa-lucia.yaml")
SLY = Address("sol@santalucia.example")
PRACTICE = Practice(
    slug=SLUG,
    name="Clínica Santa Lucía",
    owner=OWNER,
    owner_name="Elena Rojas",
    where=HERE,
    clinics=(
        Clinic("escazu", "Santa Lucía Escazú", HERE),
        Clinic("cima", "CIMA", HERE, administrator=CENTRE),
    ),
    billing_issuer=ISSUER,
)
SEEN = Observation(
    practice=SLUG,
    at=NOW,
    complete=True,
    assistants={
        LUZ: LiveAssistant(
            LUZ,
            Presence.INVITED,
            "Luz",
            ("Vega",),
            NOW - timedelta(hours=16, minutes=10),
            1,
            frozenset({"escazu"}),
            record_access=False,
            billing=False,
        ),
        ANA: LiveAssistant(
            ANA,
            Presence.ACTIVE,
            "Ana",
            ("Mora", "Jiménez"),
            None,
            2,
            frozenset({"escazu", "cima"}),
            record_access=True,
            billing=None,
        ),
        SLY: LiveAssistant(SLY, Presence.EXPIRED, sent_at=NOW - timedelta(hours=48)),
    },
    clinics=(LiveClinic("escazu", "Santa Lucía Escazú"), LiveClinic("cima", "CIMA", single_record=True)),
    registrations={
        ANA: Registration(True, "Ana", ("Mora", "Jiménez")),
        LUZ: Registration(False),
    },
)
STATUS = Status(
    now=NOW,
    observations={
        SLUG: SEEN,
        "los-yoses": Unobserved("los-yoses", "unobserved"),
        "alajuela": Observation("alajuela", NOW, True),
    },
    practices={SLUG: PRACTICE},
    handoffs=(handoff(HandoffState.SENT),),
    ends_soon=(
        EndsSoon(SLUG, ANA, "record_access", date(2026, 12, 1)),
        EndsSoon(SLUG, LUZ, "access", date(2026, 12, 5)),
    ),
)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_status_as_text_reads_as_the_golden_file_does(language: str) -> None:
    """People, pending invitations, what ends, who has to act, and what could not be read."""
    compare(f"status.{language}.txt", status_text(STATUS, language, color=False))


def test_a_pending_invitation_shows_the_time_left() -> None:
    """48 hours less what has passed, rounded down."""
    assert "invited, expires in 31 h" in status_text(STATUS, "en", color=False)


def test_the_status_as_json_is_the_live_format_with_states() -> None:
    """What a load of the sandbox would take, and more."""
    value = json.loads(json.dumps(status_json(STATUS)))
    assert list(value) == [*("format", "now", "users", "practices", "handoffs", "ends_soon", "unobserved")]
    assert value["users"] == [{"email": ANA, "name": "Ana", "surnames": ["Mora", "Jiménez"]}]
    assert [practice["practice"] for practice in value["practices"]] == ["alajuela", SLUG]
    lucia = value["practices"][1]
    assert (lucia["owner"], lucia["billing_issuer"]) == (OWNER, ISSUER)
    assert lucia["clinics"][1] == {"id": "cima", "name": "CIMA", "single_record": True}
    assert lucia["assistants"][1] == {
        "email": LUZ,
        "name": "Luz",
        "surnames": ["Vega"],
        "accepted": False,
        "sent_at": "2026-11-23T22:50:00Z",
        "attempts": 1,
        "clinics": ["escazu"],
        "record_access": False,
        "billing": False,
        "state": "invited",
    }
    assert value["unobserved"] == [{"practice": "los-yoses", "code": "unobserved", "params": {}}]
    assert value["ends_soon"][0] == {
        "practice": SLUG,
        "email": ANA,
        "what": "record_access",
        "on": "2026-12-01",
    }
    assert value["handoffs"][0]["state"] == "sent"


def test_an_unknown_facet_is_left_out_of_the_json_and_named_in_the_text() -> None:
    """Unknown is neither yes nor no."""
    value = json.loads(json.dumps(status_json(STATUS)))
    ana, _, sol = value["practices"][1]["assistants"]
    assert "billing" not in ana
    assert sol == {
        "email": SLY,
        "accepted": False,
        "sent_at": "2026-11-22T15:00:00Z",
        "state": "expired",
    }
    assert "clinics" not in value["practices"][0]
    assert "billing access unknown" in status_text(STATUS, "en", color=False)


def test_a_repository_without_practices_says_so() -> None:
    """An empty status is no silence."""
    assert "No practice is declared." in status_text(Status(NOW), "en", color=False)


def test_a_practice_whose_file_cannot_be_read_is_named_and_not_denied() -> None:
    """In the middle of a merge conflict `No practice is declared` would be false."""
    text = status_text(Status(NOW, unreadable=(SLUG,)), "en", color=False)
    assert f"{SLUG}\n  its file cannot be read" in text
    assert "No practice is declared" not in text
