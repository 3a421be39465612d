"""What an answer says of who has access, and what it leaves unknown."""

from __future__ import annotations

from typing import Any

import pytest
from huli_builders import ANA, LUZ, NOW, OWN, OWNER, PEOPLE, doctor, grant, organization

from accessctl.model.identity import Address
from accessctl.model.live import Observation, Presence
from accessctl.providers.huli.answers import doctor_address, organization_from
from accessctl.providers.huli.seeing import People, observation, strangers
from accessctl.providers.huli.trouble import ReadingError

SOL = Address("sol.vega@santalucia.example")


def seen(answer: Any, people: People = PEOPLE, resolved: dict[str, Address] | None = None) -> Observation:
    """Return what an answer says."""
    return observation("santa-lucia", NOW, organization_from(answer, "4001"), people, resolved)


def gaps(found: Observation) -> list[tuple[str, object]]:
    """Return what could not be made out, and about whom."""
    return [(gap.code, gap.params.get("user")) for gap in found.gaps]


def test_grantee_of_the_map_is_active_and_nothing_else_is_known() -> None:
    """No row has an address, a clinic, a record flag, an invitation or a time."""
    found = seen(organization(grant("2001")))
    assistant = found.assistants[ANA]
    assert assistant.presence is Presence.ACTIVE
    assert (assistant.clinics, assistant.record_access, assistant.billing) == (None, None, None)
    assert (assistant.name, assistant.sent_at, assistant.attempts) == (None, None, None)
    assert (found.at, found.complete, found.clinics) == (NOW, True, None)
    assert not found.shows_invitations


@pytest.mark.parametrize("listed", [False, True], ids=["alone", "in a list"])
def test_both_shapes_of_the_answer_are_read(listed: bool) -> None:  # noqa: FBT001
    """The document defines one around the other."""
    answer = organization(grant("2001"))
    other = organization(idOrganization="1001")
    assert set(seen({"organizations": [other, answer]} if listed else answer).assistants) == {ANA}


@pytest.mark.parametrize("written", ["4001", 4001])
def test_ids_are_compared_as_texts(written: Any) -> None:
    """Numbers in one place, texts in another."""
    answer = organization(grant(2001, idOrganization=written), idOrganization=written)
    assert set(seen(answer).assistants) == {ANA}


def test_person_of_the_map_without_an_active_grant_is_known_not_to_be_there() -> None:
    """No row, or a withdrawn one."""
    found = seen(organization(grant("2001", "INACTIVE")))
    assert found.lacks(ANA)
    assert found.lacks(LUZ)


def test_person_outside_of_the_map_may_be_there_or_not() -> None:
    """Even where everybody who is there is known: nobody knows which user the person would be."""
    found = seen(organization(grant("2001")))
    assert found.complete
    assert not found.lacks(SOL)


def test_grantee_outside_of_the_map_is_named_and_leaves_the_list_incomplete() -> None:
    """Somebody has access whom nobody can name."""
    found = seen(organization(grant("2001"), grant("5005")))
    assert gaps(found) == [("unknown-grantee", "5005")]
    assert not found.complete
    assert (set(found.assistants), found.count) == ({ANA}, 2)
    assert found.lacks(LUZ)


def test_withdrawn_grant_of_a_stranger_is_nothing_to_speak_of() -> None:
    """Nobody has access by it."""
    found = seen(organization(grant("5005", "INACTIVE")))
    assert (found.complete, found.gaps) == (True, ())


def test_owner_and_the_keys_own_user_are_no_assistants() -> None:
    """They are left out, not unknown; so is a doctor who lets others in."""
    rows = (grant(OWNER), grant(OWN), grant("2500"), grant("2001", idGrantor="2500"))
    found = seen(organization(*rows))
    assert (set(found.assistants), found.gaps) == ({ANA}, ())


def test_owner_of_the_map_is_neither_there_as_an_assistant_nor_gone() -> None:
    """An owner's access is no row."""
    found = seen(organization(idOwner="2001"))
    assert ANA not in found.assistants
    assert not found.lacks(ANA)


def test_person_of_the_map_who_lets_others_in_is_still_shown() -> None:
    """Whoever the settings name is looked at, whatever else the person is."""
    found = seen(organization(grant("2001"), grant("3001", idGrantor="2001")))
    assert set(found.assistants) == {ANA, LUZ}


def test_one_grant_of_several_that_stands_counts() -> None:
    """Withdrawn once, given again."""
    found = seen(organization(grant("2001", "INACTIVE"), grant("2001"), grant("2001", "INACTIVE")))
    assert found.assistants[ANA].presence is Presence.ACTIVE


def test_two_users_of_one_address_are_there_where_one_is() -> None:
    """A person may have had a user before."""
    people = People({"2001": ANA, "3001": ANA})
    found = seen(organization(grant("2001", "INACTIVE"), grant("3001")), people)
    assert set(found.assistants) == {ANA}
    assert not found.lacks(ANA)


def test_status_that_nobody_published_is_no_yes_and_no_no() -> None:
    """The person is neither there nor gone, and the plan says why."""
    found = seen(organization(grant("2001", "PENDING"), grant("3001")))
    assert gaps(found) == [("grant-status-unknown", "2001")]
    assert found.gaps[0].params["status"] == "PENDING"
    assert ANA not in found.assistants
    assert not found.lacks(ANA)
    assert not found.complete


@pytest.mark.parametrize("rows", [{"authorization": None}, {}], ids=["null", "left out"])
def test_answer_without_grants_says_nothing_of_anybody(rows: dict[str, Any]) -> None:
    """Null may be nobody, or a question that was not heard: it is not taken for an answer."""
    answer = organization()
    del answer["authorization"]
    found = seen(answer | rows)
    assert gaps(found) == [("grants-not-said", None)]
    assert not found.complete
    assert not found.lacks(ANA)


def test_empty_list_says_that_nobody_has_access() -> None:
    """An answer like any other."""
    found = seen(organization())
    assert (found.complete, found.assistants, found.gaps) == (True, {}, ())
    assert found.lacks(ANA)


def test_stranger_whom_the_api_resolves_is_a_person_like_others() -> None:
    """A doctor's user has an address; the map still goes first."""
    answer = organization_from(organization(grant("5005"), grant("2001")), "4001")
    assert strangers(answer, PEOPLE) == ("5005",)
    found = seen(organization(grant("5005"), grant("2001")), resolved={"5005": SOL, "2001": SOL})
    assert set(found.assistants) == {SOL, ANA}
    assert found.complete


BROKEN = {
    "not an object": ([], "JSON"),
    "a text": ("no", "JSON"),
    "no id": (organization(idOrganization=None), "idOrganization"),
    "an id that is none": (organization(idOrganization="40 01"), "idOrganization"),
    "true is no number": (organization(idOrganization=True), "idOrganization"),
    "no status": (organization(status=None), "status"),
    "rows that are none": (organization(authorization="all"), "authorization"),
    "rows by name": (organization(authorization={"2001": "ACTIVE"}), "authorization"),
    "a row that is none": (organization("2001"), "authorization[0]"),
    "no grantee": (organization(grant("2001"), grant(None)), "authorization[1].idGrantee"),
    "a grantee of letters": (organization(grant("ana")), "authorization[0].idGrantee"),
    "no status of a row": (organization(grant("2001", None)), "authorization[0].status"),
    "a status of words": (organization(grant("2001", "yes please")), "authorization[0].status"),
    "another organisation's row": (
        organization(grant("2001", idOrganization="1001")),
        "authorization[0].idOrganization",
    ),
    "an owner that is none": (organization(idOwner=[]), "idOwner"),
    "organisations that are none": ({"organizations": "all"}, "organizations"),
    "one of them that is none": ({"organizations": [None]}, "organizations[0]"),
    "the wanted one twice": (
        {"organizations": [organization(idOrganization="4001"), organization(grant("2001"))]},
        "organizations[1]",
    ),
    "an error beside it": (organization() | {"error": {"code": "INTERNAL_ERROR"}}, "error"),
    "more than it shows": (organization(grant("2001")) | {"total": "40"}, "total"),
}


@pytest.mark.parametrize(("answer", "where"), BROKEN.values(), ids=BROKEN)
def test_answer_that_is_not_as_published_is_an_error_and_says_where(answer: Any, where: str) -> None:
    """A row that cannot be read could be anybody's."""
    with pytest.raises(ReadingError) as caught:
        organization_from(answer, "4001")
    assert (caught.value.code, caught.value.params["where"]) == ("huli-answer", where)


@pytest.mark.parametrize(
    "answer",
    [
        organization(idOrganization="1001"),
        {"organizations": []},
        {"organizations": [organization(idOrganization=1)]},
    ],
)
def test_answer_about_another_organisation_is_not_taken_for_this_one(answer: Any) -> None:
    """Whoever has access there has none here."""
    with pytest.raises(ReadingError, match="huli-other-organization"):
        organization_from(answer, "4001")


DOCTORS = {
    "as published": (doctor("5005", "Sol.Vega@SantaLucia.example"), SOL),
    "another user": (doctor("5006", SOL), None),
    "two users": (doctor("5005", SOL) | {"idUser": "5006"}, None),
    "no address": (doctor("5005", None), None),
    "no address at all": (doctor("5005", "Sol Vega"), None),
    "a line break in it": (doctor("5005", "sol@x.example\nBcc: a@b.example"), None),
    "no user": ({"id": "70"}, None),
    "a list": ([], None),
    "a user that is none": ({"user": "5005"}, None),
}


@pytest.mark.parametrize(("answer", "address"), DOCTORS.values(), ids=DOCTORS)
def test_doctor_gives_the_address_of_the_user_asked_about(answer: Any, address: Address | None) -> None:
    """And nothing where the answer is about somebody else, or not as published."""
    assert doctor_address(answer, "5005") == address
