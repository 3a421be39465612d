"""What workers and runs tell each other through the database is what they meant."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from accessctl.errors import AccessctlError, CredentialsError, ProviderError, TransientError
from accessctl.fleet.rounds import Asked
from accessctl.fleet.values import (
    answer_json,
    answer_of,
    change_json,
    change_of,
    error_json,
    error_of,
    outcome_json,
    outcome_of,
)
from accessctl.model.change import Access, Change, ChangeKind, Origin, Reason, Route
from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.live import (
    Gap,
    LiveAssistant,
    LiveClinic,
    Observation,
    Presence,
    Registration,
    Unobserved,
)
from accessctl.model.outcome import Outcome, Status
from accessctl.model.rules import Loosened

AT = datetime(2026, 11, 24, 16, 0, 1, 5, tzinfo=UTC)
ANA, EVA = Address("ana@org.example"), Address("eva@org.example")
PARAMS: dict[str, object] = {
    "text": "2026-11-24",
    "instant": AT,
    "day": date(2026, 11, 24),
    "span": timedelta(hours=48),
    "several": ("a", 1, None),
    "named": {"instant": AT},
    "flag": True,
}
"""A text that looks like a day stays a text: it is printed as it is."""
CHANGE = Change(
    ChangeKind.INVITE,
    "lucia",
    ANA,
    Route.DIRECT,
    Access(),
    Access(("escazu",), None, billing=True),
    Reason("declared"),
    name="Ana",
    surnames=("Mora", "Jiménez"),
    replaces=EVA,
    origin=Origin(Location("practices/lucia.yaml", 7), "a" * 40, "Ana", ANA, AT),
)
SEEN = Observation(
    "lucia",
    AT,
    complete=True,
    assistants={
        ANA: LiveAssistant(ANA, Presence.INVITED, "Ana", ("Mora",), AT, 2, frozenset({"escazu"}), False),
        EVA: LiveAssistant(EVA, Presence.ACTIVE),
    },
    clinics=(LiveClinic("cima", "CIMA", single_record=True),),
    registrations={ANA: Registration(registered=True, name="Ana", surnames=("Mora",))},
    knowable=frozenset({ANA}),
    unclear=frozenset({EVA}),
    shows_invitations=False,
    gaps=(Gap("unnamed", PARAMS, 3),),
)


def stored(value: object) -> dict[str, object]:
    """Return a value as the database gives it back."""
    return dict(json.loads(json.dumps(value)))


@pytest.mark.parametrize(
    "found",
    [
        SEEN,
        Observation("lucia", AT, complete=False, knowable=frozenset()),
        Unobserved("lucia", "timeout", PARAMS),
    ],
    ids=["everything", "nothing", "unobserved"],
)
def test_what_was_read_comes_back_the_same(found: Observation | Unobserved) -> None:
    """What is unknown stays unknown, and an empty answer stays one."""
    assert answer_of("lucia", stored(answer_json(found))) == found


def test_a_change_comes_back_the_same() -> None:
    """Its id is made of what it does: the journal's intent is found by it."""
    found = change_of(stored(change_json(CHANGE)))
    assert found == CHANGE
    assert found.id == CHANGE.id


@pytest.mark.parametrize("status", list(Status))
def test_an_outcome_comes_back_the_same(status: Status) -> None:
    """Whatever became of a change, with the reasons in their kinds."""
    outcome = Outcome(CHANGE, status, AT, reference="x-1", code="some-code", params=PARAMS)
    assert outcome_of(CHANGE, stored(outcome_json(outcome))) == outcome


@pytest.mark.parametrize("kind", [AccessctlError, ProviderError, TransientError, CredentialsError])
def test_an_error_ends_the_round_as_it_would_on_one_machine(kind: type[AccessctlError]) -> None:
    """Its class decides what becomes of the run."""
    found = error_of(stored(error_json(kind("some-code", host="a"))))
    assert type(found) is kind
    assert (found.code, found.params) == ("some-code", {"host": "a"})
    with pytest.raises(kind):
        answer_of("lucia", stored(error_json(kind("some-code"))))


def test_what_a_round_is_asked_for_comes_back_the_same() -> None:
    """A flag that gets lost would let a guard refuse; one that appears would let it not."""
    loosened = Loosened(
        removals=12,
        empty=frozenset({"lucia"}),
        restore=frozenset({("lucia", ANA)}),
        rollback=True,
    )
    asked = Asked("a" * 40, ("lucia",), ("some-rule",), loosened, ("--allow-removals 12",), "Ana")
    assert Asked.of(stored(asked.json())) == asked
    assert Asked.of(stored(Asked().json())) == Asked()
