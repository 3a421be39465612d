"""The sandbox's API: what it shows of its people, and that its shapes are those of the published document."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from sandbox_builders import NOW
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.practice import Practice
from accessctl.providers.huli.reader import HuliReader, Reach
from accessctl.providers.huli.seeing import People
from accessctl.providers.sandbox import livefile
from accessctl.providers.sandbox.server.api_numbers import doctor_number, organization_number, user_number
from accessctl.providers.sandbox.server.api_tokens import Tokens
from accessctl.providers.sandbox.store import Store
from huli_openapi import DOCUMENT, SCHEMAS, judge_answer, judge_question
from sandbox_api import KEY, Api, Scope, machine_now, serving_api

VERSION = "/practice/v2"
ELENA, ANA, LUZ = (Address(f"{name}@lucia.example") for name in ("elena", "ana", "luz"))
ORGANIZATION = organization_number("lucia")


@pytest.fixture
def full(store: Store) -> Store:
    """Give a practice with an owner, an assistant and an invitation."""
    clinics = [{"id": "escazu", "name": "Escazú", "single_record": False}]
    assistants = [
        {"email": ANA, "accepted": True, "clinics": ["escazu"], "record_access": True},
        {"email": LUZ, "accepted": False, "sent_at": "2026-11-24T10:00:00Z", "attempts": 1},
    ]
    lucia = {"practice": "lucia", "owner": ELENA, "clinics": clinics, "assistants": assistants}
    users = [{"email": ELENA, "name": "Elena", "surnames": ["Rojas", "Mora"]}]
    document = {"format": "accessctl.live/1", "users": users, "practices": [lucia]}
    livefile.load(store, json.dumps(document).encode())
    return store


def token(api: Api) -> str:
    """Return a token."""
    answer = httpx.post(f"{api.url}{VERSION}/authorization/token", json={"api_key": KEY})
    judge_answer(
        "POST", f"{VERSION}/authorization/token", answer.status_code, "application/json", answer.json()
    )
    return str(answer.json()["data"]["jwt"])


def ask(api: Api, path: str, **headers: str) -> tuple[int, Any]:
    """Ask with a good token; the answer must be as the document has it."""
    sent = {"Authorization": f"Bearer {token(api)}", "id_organization": ORGANIZATION} | headers
    answer = httpx.get(f"{api.url}{VERSION}{path}", headers=sent)
    kind = answer.headers["content-type"]
    judge_answer("GET", f"{VERSION}{path.partition('?')[0]}", answer.status_code, kind, answer.json())
    return answer.status_code, answer.json()


def code(answer: tuple[int, Any]) -> tuple[int, str]:
    """Return the status and the code of an error."""
    return answer[0], answer[1]["error"]["code"]


@pytest.mark.parametrize("listed", [False, True], ids=["alone", "in a list"])
def test_organization_shows_who_accepted_and_no_more(full: Store, listed: bool) -> None:  # noqa: FBT001
    """The owner gave it; no address, no clinic, no record flag and no invitation."""
    with serving_api(full, listed=listed) as api:
        _, found = ask(api, "/organization?expand=AUTHORIZATION")
    one = found["organizations"][0] if listed else found
    (row,) = one["authorization"]
    assert row["idGrantee"] == user_number(ANA)
    assert row["idGrantor"] == one["idOwner"] == user_number(ELENA)
    assert (row["idOrganization"], row["status"]) == (ORGANIZATION, "ACTIVE")
    assert not [text for text in ("@", "escazu", user_number(LUZ), "record") if text in json.dumps(found)]


def test_organization_without_expand_says_nothing_of_grants(full: Store) -> None:
    """Null, as published."""
    with serving_api(full) as api:
        assert ask(api, "/organization")[1]["authorization"] is None


def test_owner_is_a_doctor_with_an_address_and_clinics_and_an_assistant_is_none(full: Store) -> None:
    """By the user's number or the doctor's."""
    with serving_api(full) as api:
        _, by_user = ask(api, f"/doctor/user/{user_number(ELENA)}")
        _, by_doctor = ask(api, f"/doctor/{doctor_number(ELENA)}")
        assert code(ask(api, f"/doctor/user/{user_number(ANA)}")) == (404, "NOT_FOUND")
        assert code(ask(api, "/doctor/7")) == (404, "NOT_FOUND")
    assert by_user == by_doctor
    assert by_user["user"]["email"] == ELENA
    assert by_user["user"]["displayName"] == "Elena Rojas Mora"
    assert [item["clinic"]["name"] for item in by_user["doctorClinic"]] == ["Escazú"]


def test_doctor_has_no_appointments(full: Store) -> None:
    """The sandbox has no patients; how many there are is said in texts."""
    with serving_api(full) as api:
        _, found = ask(api, f"/appointment/doctor/{doctor_number(ELENA)}?from=a&to=b&limit=5&offset=0")
        assert code(ask(api, "/appointment/doctor/7")) == (404, "NOT_FOUND")
    assert (found["total"], found["size"], found["limit"]) == ("0", "0", "5")


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": ""},
        {"Authorization": "Bearer a.b.c"},
        {"Authorization": "Basic YTpi"},
        {"Authorization": f"Bearer {'e' * 5000}"},
    ],
)
def test_token_that_is_none_of_ours_is_refused(full: Store, headers: dict[str, str]) -> None:
    """AUTH001, and 401."""
    with serving_api(full) as api:
        assert code(ask(api, "/organization", **headers)) == (401, "AUTH001")


@pytest.mark.parametrize("number", ["", "4001", "abc", "-1", "1e3"])
def test_organization_that_is_none_of_the_keys_is_refused(full: Store, number: str) -> None:
    """AUTH002, and 403."""
    with serving_api(full) as api:
        assert code(ask(api, "/organization", id_organization=number)) == (403, "AUTH002")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"{", (400, "CHA00001")),
        (b"", (400, "CHA00001")),
        (b"[" * 60_000, (400, "CHA00001")),
        (b'"' + b"x" * 70_000 + b'"', (400, "CHA00001")),
        (b"[]", (401, "AUTH001")),
        (b'{"api_key": 7}', (401, "AUTH001")),
        (b'{"api_key": "\\ud800"}', (401, "AUTH001")),
        (b'{"api_key": "another"}', (401, "AUTH001")),
        ('{"api_key": "ñ"}'.encode(), (401, "AUTH001")),
    ],
)
def test_key_that_is_not_accepted_gets_no_token(full: Store, body: bytes, expected: tuple[int, str]) -> None:
    """Neither does what is no JSON."""
    path = f"{VERSION}/authorization/token"
    with serving_api(full) as api:
        answer = httpx.post(api.url + path, content=body)
    judge_answer("POST", path, answer.status_code, answer.headers["content-type"], answer.json())
    assert code((answer.status_code, answer.json())) == expected


def test_state_that_cannot_be_read_is_an_internal_error(tmp_path: Path) -> None:
    """Without a word of where it lies."""
    path = tmp_path / "sandbox.sqlite"
    path.write_bytes(b"no database" * 100)
    with serving_api(Store(path, NOW)) as api:
        answer = ask(api, "/organization")
    assert code(answer) == (500, "INTERNAL_ERROR")
    assert str(tmp_path) not in json.dumps(answer[1])


def test_token_ends_when_it_says() -> None:
    """By the machine's clock, which clients go by."""
    now = [datetime(2026, 11, 24, 16, 0, tzinfo=UTC)]
    tokens = Tokens(KEY, b"secret", lambda: now[0], timedelta(minutes=15))
    given = tokens.token_for(KEY)
    assert given is not None
    assert tokens.accepts(given)
    assert not Tokens(KEY, b"another", lambda: now[0]).accepts(given)
    now[0] += timedelta(minutes=15)
    assert not tokens.accepts(given)
    assert KEY not in repr(tokens)


def test_new_practice_is_found_by_its_number_at_once(full: Store) -> None:
    """And one that is gone is not."""
    with serving_api(full) as api:
        ask(api, "/organization")
        full.reset(NOW)
        rosa = {"practice": "rosa", "owner": ELENA, "assistants": []}
        livefile.load(full, json.dumps({"format": "accessctl.live/1", "practices": [rosa]}).encode())
        assert ask(api, "/organization", id_organization=organization_number("rosa"))[0] == 200
        assert code(ask(api, "/organization")) == (403, "AUTH002")


def test_readers_questions_are_those_of_the_document(full: Store) -> None:
    """Path, query, headers and body of each, as the server got them."""
    got: list[tuple[str, str, dict[str, str], dict[str, str]]] = []

    def note(api: Api, scope: Scope) -> None:
        sent = dict(httpx.QueryParams(scope["query_string"].decode()).items())
        got.append((scope["method"], scope["path"], sent, api.headers[-1]))

    practice = Practice(
        "lucia",
        "Lucía",
        ELENA,
        "Elena",
        Location("practices/lucia.yaml"),
        provider="huli",
        organization=ORGANIZATION,
    )
    with serving_api(full, falter=note) as api:
        people = People({user_number(LUZ): LUZ})
        HuliReader(api.environment, machine_now, Reach(people)).observe([practice], {})
    for method, path, sent, headers in got:
        judge_question(method, path, sent, headers, {"api_key": KEY})
    assert [path for _, path, _, _ in got] == [
        f"{VERSION}/authorization/token",
        f"{VERSION}/organization",
        f"{VERSION}/doctor/user/{user_number(ANA)}",
    ]


def test_document_is_a_document() -> None:
    """Each schema in it is one."""
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)


FUZZED = schemathesis.openapi.from_dict(DOCUMENT)
SHAPES = [not_a_server_error, response_schema_conformance, status_code_conformance, content_type_conformance]


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Api, dict[str, str]]]:
    """Serve one practice for all questions; give what lets somebody in."""
    store = Store(tmp_path_factory.mktemp("api") / "sandbox.sqlite", NOW)
    lucia = {"practice": "lucia", "owner": ELENA, "assistants": [{"email": ANA, "accepted": True}]}
    livefile.load(store, json.dumps({"format": "accessctl.live/1", "practices": [lucia]}).encode())
    with serving_api(store) as api:
        yield api, {"Authorization": f"Bearer {token(api)}", "id_organization": ORGANIZATION}
    store.close()


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Collect no garbage meanwhile: once in a long run, Python 3.11 lost count within `ast.parse`."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
@FUZZED.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_question_gets_an_answer_of_the_document(
    case: schemathesis.Case, fuzzed: tuple[Api, dict[str, str]]
) -> None:
    """What the document allows and what it does not, from somebody who may ask and from anybody."""
    api, headers = fuzzed
    for given in ({}, headers):
        case.call_and_validate(base_url=api.url, headers=given, checks=SHAPES)
