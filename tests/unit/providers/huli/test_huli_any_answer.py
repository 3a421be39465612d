"""Whatever HuliPractice answers: never a traceback, never a guess."""

from __future__ import annotations

import json
from typing import Any

from huli_builders import NOW, OWN, OWNER, PEOPLE, grant, organization
from hypothesis import given
from hypothesis import strategies as st

from accessctl.model.live import Observation, Presence
from accessctl.providers.huli.answers import doctor_address, organization_from
from accessctl.providers.huli.seeing import observation, strangers
from accessctl.providers.huli.tokens import token_from
from accessctl.providers.huli.trouble import ReadingError

IDS = st.sampled_from(["2001", "3001", OWN, OWNER, "5005", "5006", 2001, 3001, 5005])
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.just("x" * 10_000),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
STATUSES = st.sampled_from(["ACTIVE", "INACTIVE", "ACTIVE", "PENDING"])
GOOD = st.builds(grant, IDS, STATUSES)
EXTRA = st.dictionaries(st.text(max_size=5), ODD, max_size=2)
KEYS = st.sampled_from(["id", "idGrantor", "idGrantee", "idOrganization", "status"])
ANYTHING = st.recursive(
    ODD,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                ["organizations", "idOrganization", "authorization", "status", "user", "email", "x"]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=20,
)


@st.composite
def rows(draw: st.DrawFn) -> Any:
    """Return a row that is as published, or has more, less or other than that."""
    row = draw(EXTRA) | draw(GOOD)
    match draw(st.sampled_from(["good", "good", "good", "missing", "odd"])):
        case "missing":
            del row[draw(KEYS)]
        case "odd":
            row[draw(KEYS)] = draw(ODD)
    return row


@st.composite
def organizations(draw: st.DrawFn) -> Any:
    """Return an organisation with rows of all kinds."""
    given_rows = draw(st.one_of(st.none(), st.lists(rows(), max_size=8), ODD))
    found = draw(EXTRA) | organization(authorization=given_rows)
    return {"organizations": [found]} if draw(st.booleans()) else found


def seen(answer: Any) -> Observation | None:
    """Return what an answer says, or None where it cannot be read."""
    try:
        read = organization_from(answer, "4001")
    except ReadingError as error:
        assert error.code in ("huli-answer", "huli-other-organization")  # noqa: PT017 - either is right
        return None
    return observation("santa-lucia", NOW, read, PEOPLE)


def said(answer: Any) -> list[tuple[str, Any]]:
    """Return the rows of an answer by itself: each grantee with the status."""
    one = answer["organizations"][0] if "organizations" in answer else answer
    return [(str(row["idGrantee"]), row["status"]) for row in one["authorization"]]


@given(organizations())
def test_nobody_is_there_without_an_active_grant_and_nobody_is_gone_with_one(answer: Any) -> None:
    """Read again by hand: each yes and each no has its row, or the lack of one."""
    found = seen(answer)
    if found is None:
        return
    one = answer["organizations"][0] if "organizations" in answer else answer
    if one["authorization"] is None:
        assert not found.assistants
        assert not found.complete
        assert not any(found.lacks(email) for email in PEOPLE.named.values())
        return
    listed = said(answer)
    for user, email in PEOPLE.named.items():
        statuses = {status for who, status in listed if who == user}
        excluded = user in (one["idOwner"], OWN)
        assert (email in found.assistants) == ("ACTIVE" in statuses and not excluded)
        assert found.lacks(email) == (not excluded and statuses <= {"INACTIVE"})
    strange = {who for who, status in listed if status == "ACTIVE"} - PEOPLE.named.keys()
    doctors = {str(row.get("idGrantor")) for row in one["authorization"]}
    assert {gap.params["user"] for gap in found.gaps if gap.code == "unknown-grantee"} == strange - {
        OWN,
        str(one["idOwner"]),
        *doctors,
    }
    assert found.complete == (not found.gaps)


@given(organizations())
def test_nothing_is_known_but_presence(answer: Any) -> None:
    """Every other facet stays unknown, whatever more an answer has."""
    found = seen(answer)
    for assistant in () if found is None else found.assistants.values():
        assert assistant.presence is Presence.ACTIVE
        assert (assistant.name, assistant.clinics, assistant.record_access, assistant.billing) == (None,) * 4


@given(ANYTHING)
def test_any_json_is_an_observation_or_one_error(answer: Any) -> None:
    """The API may change under us."""
    seen(answer)
    doctor_address(answer, "5005")


@given(st.one_of(st.text(), ANYTHING.map(json.dumps)))
def test_any_token_is_used_or_renewed(secret: str) -> None:
    """A token is what the API says it is."""
    token_from(secret, NOW)


@given(organizations())
def test_strangers_are_asked_about_once_each(answer: Any) -> None:
    """However many rows a user has."""
    try:
        found = strangers(organization_from(answer, "4001"), PEOPLE)
    except ReadingError:
        return
    assert len(found) == len(set(found))
    assert all(user.isdigit() for user in found)
