"""The reader against a real server: what may pass is waited for, what cannot is said at once."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from huli_builders import ANA, LUZ, NOW, QUICK, doctor, grant, organization, practice, read, reader
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from accessctl.errors import AccessctlError, CredentialsError
from accessctl.model.live import Observation, Unobserved
from accessctl.model.settings import LiveSettings
from accessctl.providers.catalog import Whereabouts, open_provider
from accessctl.providers.huli.seeing import People
from accessctl.providers.sandbox import livefile
from accessctl.providers.sandbox.server.api_numbers import organization_number, user_number
from accessctl.providers.sandbox.store import Store
from sandbox_api import KEY, Api, Falter, Scope, machine_now, serving_api

TOKEN, ORGANIZATION = "/practice/v2/authorization/token", "/practice/v2/organization"
SLUG = "santa-lucia"
LUCIA = practice(SLUG, organization_number(SLUG))
PEOPLE = People({user_number(email): email for email in (ANA, LUZ)})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a sandbox in which Ana works and Luz was invited."""
    made = Store(tmp_path / "sandbox.sqlite", NOW)
    sent = "2026-11-24T10:00:00Z"
    people = [
        {"email": ANA, "accepted": True},
        {"email": LUZ, "accepted": False, "sent_at": sent, "attempts": 1},
    ]
    lucia = {"practice": SLUG, "owner": LUCIA.owner, "assistants": people}
    rosa = {"practice": "rosa", "owner": "rosa@rosa.example", "assistants": []}
    document = {"format": "accessctl.live/1", "practices": [lucia, rosa]}
    livefile.load(made, json.dumps(document).encode())
    yield made
    made.close()


def once(answer: Response, path: str = ORGANIZATION, times: int = 1) -> Falter:
    """Answer a path otherwise for the first times."""
    left = [times]

    def falter(api: Api, scope: Scope) -> Response | None:
        del api
        if scope["path"] != path or not left[0]:
            return None
        left[0] -= 1
        return answer

    return falter


def always(answer: Response, path: str = ORGANIZATION) -> Falter:
    """Answer a path otherwise every time."""
    return once(answer, path, times=10**6)


def error(status: int, code: str, **headers: str) -> JSONResponse:
    """Return an error as the API sends it."""
    return JSONResponse({"error": {"code": code, "message": f"No, {KEY}"}}, status, headers)


def answered(store: Store, falter: Falter | None = None, **more: Any) -> tuple[Observation | Unobserved, Api]:
    """Read the practice once from a server that falters."""
    limits = more.pop("limits", QUICK)
    with serving_api(store, falter=falter, **more) as api:
        return read(reader(api.environment, PEOPLE, limits=limits), LUCIA), api


def why(found: Observation | Unobserved) -> str:
    """Return why nothing was read, and see to it that no secret is in it."""
    assert isinstance(found, Unobserved)
    assert KEY not in repr(found)
    return found.code


@pytest.mark.parametrize("listed", [False, True], ids=["alone", "in a list"])
def test_active_assistant_is_seen_and_a_pending_one_is_not(store: Store, listed: bool) -> None:  # noqa: FBT001
    """One token and one question; each carries what the API asks for and no more."""
    found, api = answered(store, listed=listed)
    assert isinstance(found, Observation)
    assert (set(found.assistants), found.complete) == ({ANA}, True)
    assert api.asked == [("POST", TOKEN), ("GET", ORGANIZATION)]
    token, question = api.headers
    assert "authorization" not in token
    assert token["content-type"] == "application/json"
    assert question["id_organization"] == LUCIA.organization
    assert question["authorization"].startswith("Bearer ey")
    assert KEY not in str(api.headers)


def test_token_is_asked_for_once_and_kept(store: Store) -> None:
    """Also from one reading to the next."""
    with serving_api(store) as api:
        source = reader(api.environment, PEOPLE)
        practices = [LUCIA, practice("rosa", organization_number("rosa"))]
        assert all(isinstance(seen, Observation) for seen in source.observe(practices, {}).values())
        source.observe(practices, {})
    assert api.paths == [TOKEN, *[ORGANIZATION] * 4]


def test_token_that_ran_out_is_renewed_before_it_is_used(store: Store) -> None:
    """It says when."""
    now = [machine_now()]
    with serving_api(store, life=timedelta(minutes=15)) as api:
        source = reader(api.environment, PEOPLE, clock=lambda: now[0])
        read(source, LUCIA)
        now[0] += timedelta(minutes=14, seconds=55)
        read(source, LUCIA)
    assert api.paths == [TOKEN, ORGANIZATION, TOKEN, ORGANIZATION]


def test_token_refused_in_the_middle_is_renewed_once(store: Store) -> None:
    """Nothing says how long one lives."""
    found, api = answered(store, once(error(401, "AUTH001")))
    assert isinstance(found, Observation)
    assert api.paths == [TOKEN, ORGANIZATION, TOKEN, ORGANIZATION]


def test_several_workers_with_one_refused_token_renew_it_once(store: Store) -> None:
    """Whoever comes second finds the new one."""
    with serving_api(store, latency=0.05, falter=once(error(401, "AUTH001"), times=4)) as api:
        source = reader(api.environment, PEOPLE)
        found = source.observe([replace(LUCIA, slug=f"p{number}") for number in range(8)], {})
    assert all(isinstance(seen, Observation) for seen in found.values())
    assert api.paths.count(TOKEN) == 2


def test_token_that_was_made_is_as_good_as_one_that_is_there(store: Store) -> None:
    """Many a server answers a POST that makes something with 201."""
    made = JSONResponse({"response": "OK", "data": {"jwt": "opaque"}}, 201)
    with serving_api(store, falter=always(made, TOKEN)) as api, pytest.raises(CredentialsError):
        read(reader(api.environment, PEOPLE), LUCIA)
    assert api.paths[:2] == [TOKEN, ORGANIZATION]


def test_token_refused_twice_stops_the_run(store: Store) -> None:
    """The key is no good any more: nothing else is asked."""
    with (
        serving_api(store, falter=always(error(401, "AUTH001"))) as api,
        pytest.raises(CredentialsError) as caught,
    ):
        read(reader(api.environment, PEOPLE), LUCIA)
    assert caught.value.code == "huli-key-refused"
    assert caught.value.params == {"variable": "ACCESSCTL_HULI_KEY"}
    assert api.paths == [TOKEN, ORGANIZATION] * 2


@pytest.mark.parametrize("status", [400, 401, 403])
def test_key_refused_stops_the_run_and_is_not_tried_again(store: Store, status: int) -> None:
    """With a key for all, no practice can be read."""
    falter = always(error(status, "AUTH001"), TOKEN)
    with (
        serving_api(store, falter=falter) as api,
        pytest.raises(CredentialsError, match="huli-key-refused") as caught,
    ):
        read(reader(api.environment, PEOPLE), LUCIA)
    assert api.paths == [TOKEN]
    assert KEY not in f"{caught.value!r} {caught.value} {caught.value.__context__!r}"


def test_organizations_own_key_refused_is_that_practices_trouble_alone(store: Store) -> None:
    """One owner's old key does not stop the others."""
    rosa = practice("rosa", organization_number("rosa"))
    with serving_api(store) as api:
        environment = api.environment | {f"ACCESSCTL_HULI_KEY_{rosa.organization}": "old"}
        found = reader(environment, PEOPLE).observe([rosa, LUCIA], {})
    assert why(found["rosa"]) == "huli-key-refused"
    assert isinstance(found[SLUG], Observation)


def test_practice_without_a_key_or_an_organization_is_not_asked_about(store: Store) -> None:
    """What to set, and where, is said."""
    with serving_api(store) as api:
        source = reader({"ACCESSCTL_HULI_URL": api.url}, PEOPLE)
        found = source.observe([LUCIA, practice("rosa", None)], {})
    assert (why(found[SLUG]), why(found["rosa"])) == ("huli-no-key", "huli-no-organization")
    assert api.asked == []


PASSING = {
    "too many": error(429, "BUSY"),
    "a fault": error(500, "INTERNAL_ERROR"),
    "a gateway": Response("<html>", 502),
    "no time": error(503, "INTERNAL_ERROR"),
}


@pytest.mark.parametrize("answer", PASSING.values(), ids=PASSING)
def test_fault_that_may_pass_is_waited_out(store: Store, answer: Response) -> None:
    """Twice, and then it is well."""
    found, api = answered(store, once(answer, times=2))
    assert isinstance(found, Observation)
    assert api.paths.count(ORGANIZATION) == 3


@pytest.mark.parametrize(
    ("answer", "code"), [(error(500, "INTERNAL_ERROR"), "huli-broken"), (error(429, "BUSY"), "huli-busy")]
)
def test_fault_that_does_not_pass_is_that_practices_alone(store: Store, answer: Response, code: str) -> None:
    """The others are read."""
    number = LUCIA.organization or ""

    def falter(api: Api, scope: Scope) -> Response | None:
        del api
        return answer if (b"id_organization", number.encode()) in scope["headers"] else None

    rosa = practice("rosa", organization_number("rosa"))
    with serving_api(store, falter=falter) as api:
        found = reader(api.environment, PEOPLE).observe([LUCIA, rosa], {})
    assert why(found[SLUG]) == code
    assert isinstance(found["rosa"], Observation)
    assert api.paths.count(ORGANIZATION) == QUICK.tries + 1


def test_api_that_is_down_is_not_asked_about_each_of_hundreds_of_practices(store: Store) -> None:
    """Each would be waited for in vain; nothing is known of any of them, and a good answer counts anew."""
    many = [replace(LUCIA, slug=f"lucia-{number}") for number in range(40)]
    limits = replace(QUICK, losses=3)
    with serving_api(store, falter=always(error(503, "INTERNAL_ERROR"))) as api:
        source = reader(api.environment, PEOPLE, limits=limits, concurrency=1)
        found = source.observe(many, {})
        assert {why(item) for item in found.values()} == {"huli-broken"}
        assert (len(found), api.paths.count(ORGANIZATION)) == (40, 3 * QUICK.tries)
        api.falter = None
        assert isinstance(source.observe(many, {})["lucia-39"], Observation)


def test_retry_after_is_kept_by_all_workers(store: Store) -> None:
    """While the API asks for a pause, nobody asks it anything."""
    begun: list[float] = []

    def falter(api: Api, scope: Scope) -> Response | None:
        if scope["path"] == ORGANIZATION:
            begun.append(time.monotonic())
        return error(429, "BUSY", **{"Retry-After": "1"}) if api.paths.count(ORGANIZATION) == 1 else None

    limits = replace(QUICK, longest_pause=5.0)
    with serving_api(store, falter=falter) as api:
        source = reader(api.environment, PEOPLE, concurrency=1, limits=limits)
        source.observe([LUCIA, replace(LUCIA, slug="again")], {})
    assert len(begun) == 3
    assert begun[1] - begun[0] >= 0.95
    assert begun[2] - begun[1] < 0.9


def test_retry_after_of_an_hour_is_not_waited_for(store: Store) -> None:
    """A run ends; the longest pause is ours."""
    start = time.monotonic()
    found, _ = answered(store, always(error(429, "BUSY", **{"Retry-After": "3600"})))
    assert why(found) == "huli-busy"
    assert time.monotonic() - start < 5


NOT_TWICE = {
    "a bad request": (error(400, "CHA00001"), "huli-refused"),
    "not allowed": (error(403, "AUTH002"), "huli-forbidden"),
    "not there": (error(404, "NOT_FOUND"), "huli-no-such-organization"),
    "gone": (Response("gone", 410), "huli-refused"),
    "no content": (Response(status_code=204), "huli-refused"),
    "no JSON": (Response("<html>"), "huli-answer"),
    "no text": (Response(b"\xff\xfe"), "huli-answer"),
    "too deep": (Response("[" * 200_000), "huli-answer"),
    "a number too long": (Response("9" * 100_000), "huli-answer"),
    "a key twice": (
        Response('{"idOrganization": "1", "status": "ACTIVE", "status": "ACTIVE"}'),
        "huli-answer",
    ),
    "another organisation": (JSONResponse(organization()), "huli-other-organization"),
    "inactive": (
        JSONResponse(organization(idOrganization=LUCIA.organization, status="INACTIVE")),
        "huli-organization-inactive",
    ),
    "packed": (Response(b"x", headers={"Content-Encoding": "gzip"}), "huli-answer"),
}


@pytest.mark.parametrize(("answer", "code"), NOT_TWICE.values(), ids=NOT_TWICE)
def test_answer_that_cannot_get_better_is_not_asked_for_again(
    store: Store, answer: Response, code: str
) -> None:
    """One clear reason."""
    found, api = answered(store, always(answer))
    assert why(found) == code
    assert api.paths == [TOKEN, ORGANIZATION]


def test_code_of_an_error_is_passed_on_and_its_message_is_not(store: Store) -> None:
    """The message is the API's own text, and could hold anything."""
    found, _ = answered(store, always(error(400, "CHA00001")))
    assert isinstance(found, Unobserved)
    assert found.params == {"status": 400, "said": "CHA00001"}


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirect_is_not_followed(store: Store, status: int) -> None:
    """Neither token nor key goes to another host."""
    with serving_api(store) as other:
        elsewhere = RedirectResponse(other.url + ORGANIZATION, status)
        found, api = answered(store, always(elsewhere))
        assert why(found) == "huli-elsewhere"
        found, _ = answered(store, always(RedirectResponse(other.url + TOKEN, status), TOKEN))
        assert why(found) == "huli-elsewhere"
    assert other.asked == []
    assert api.paths == [TOKEN, ORGANIZATION]


def test_answer_of_ten_megabytes_is_left_half_read(store: Store) -> None:
    """Whether it is announced or not."""
    sent = [0]

    async def pieces() -> Any:
        for _ in range(160):
            sent[0] += 65536
            yield b" " * 65536

    found, _ = answered(store, always(StreamingResponse(pieces())))
    assert why(found) == "huli-too-large"
    found, _ = answered(store, always(Response(b'"' + b"x" * 10_000_000 + b'"')))
    assert why(found) == "huli-too-large"


def test_answer_that_comes_a_byte_at_a_time_is_given_up(store: Store) -> None:
    """Each byte comes soon enough, and the whole never."""

    async def drops() -> Any:
        while True:
            yield b" "
            await asyncio.sleep(0.05)

    def falter(api: Api, scope: Scope) -> Response | None:
        del api
        return StreamingResponse(drops()) if scope["path"] == ORGANIZATION else None

    start = time.monotonic()
    found, _ = answered(store, falter, limits=replace(QUICK, seconds=0.4, tries=2))
    assert why(found) == "huli-unreachable"
    assert time.monotonic() - start < 4


@contextmanager
def raw_server(*, talk: bytes | None) -> Iterator[str]:
    """Serve bytes: `talk` over and over, or nothing at all, the connection being cut (None)."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            with connection:
                if talk is None:
                    continue
                connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                try:
                    while not over.wait(0.05):
                        connection.sendall(talk)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        over.set()
        thread.join(5)
        listener.close()


@pytest.mark.parametrize("talk", [None, b"x"], ids=["dropped connection", "headers without end"])
def test_server_that_never_answers_is_given_up(talk: bytes | None) -> None:
    """In the time that one answer has, times the tries."""
    start = time.monotonic()
    with raw_server(talk=talk) as url:
        environment = {"ACCESSCTL_HULI_URL": url, "ACCESSCTL_HULI_KEY": KEY}
        found = read(reader(environment, PEOPLE, limits=replace(QUICK, seconds=0.4, tries=2)), LUCIA)
    assert why(found) == "huli-unreachable"
    assert time.monotonic() - start < 5


def test_nobody_listens() -> None:
    """A host that is down is one clear reason."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    environment = {"ACCESSCTL_HULI_URL": f"http://127.0.0.1:{port}", "ACCESSCTL_HULI_KEY": KEY}
    assert why(read(reader(environment, PEOPLE), LUCIA)) == "huli-unreachable"


def test_host_without_a_certificate_that_is_trusted_gets_no_key(store: Store) -> None:
    """A server that speaks plainly where encryption is meant is no host of ours."""
    with serving_api(store) as api:
        environment = api.environment | {"ACCESSCTL_HULI_URL": api.url.replace("http:", "https:")}
        assert why(read(reader(environment, PEOPLE), LUCIA)) == "huli-unreachable"
    assert api.asked == []


@pytest.mark.parametrize("concurrency", [1, 3])
def test_settings_say_how_many_questions_there_are_at_once(store: Store, concurrency: int) -> None:
    """`live.concurrency`, as the provider is opened with it."""
    settings = LiveSettings(provider="huli", concurrency=concurrency)
    with serving_api(store, latency=0.02) as api:
        around = Whereabouts(Path(), Path(), NOW, settings, environment=api.environment)
        source, _ = open_provider("huli", around)
        source.observe([replace(LUCIA, slug=f"p{number}") for number in range(12)], {})
    assert api.most == concurrency


def test_never_more_questions_at_once_than_configured(store: Store) -> None:
    """Over all practices of a run, doctors and tokens included; the server counts."""
    people = People({user_number(LUZ): LUZ})
    with serving_api(store, latency=0.02) as api:
        source = reader(api.environment, people, concurrency=5)
        found = source.observe([replace(LUCIA, slug=f"p{number}") for number in range(60)], {})
    assert len(found) == 60
    assert api.most == 5
    assert api.paths.count(ORGANIZATION) == 60


def stranger(store: Store, answer: Response) -> tuple[Observation | Unobserved, Api]:
    """Let a stranger have access, of whom the API says something."""
    number = LUCIA.organization
    rows = [grant("5005", idOrganization=number), grant("5006", idOrganization=number)]
    whole = JSONResponse(organization(*rows, idOrganization=number))

    def falter(api: Api, scope: Scope) -> Response | None:
        del api
        if scope["path"] == ORGANIZATION:
            return whole
        return answer if scope["path"].endswith("/5005") else None

    return answered(store, falter)


def test_stranger_who_is_a_doctor_is_resolved(store: Store) -> None:
    """Of a doctor the API gives the address; of nobody else."""
    found, api = stranger(store, JSONResponse(doctor("5005", LUZ)))
    assert isinstance(found, Observation)
    assert set(found.assistants) == {LUZ}
    assert found.assistants[LUZ].name is None
    assert [gap.params for gap in found.gaps] == [{"user": "5006"}]
    assert api.paths[2:] == ["/practice/v2/doctor/user/5005", "/practice/v2/doctor/user/5006"]


@pytest.mark.parametrize(
    "answer", [error(404, "NOT_FOUND"), error(403, "AUTH002"), error(500, "INTERNAL_ERROR"), Response("[]")]
)
def test_stranger_whom_the_api_does_not_resolve_stays_one(store: Store, answer: Response) -> None:
    """The practice is read all the same."""
    found, _ = stranger(store, answer)
    assert isinstance(found, Observation)
    assert [gap.params for gap in found.gaps] == [{"user": "5005"}, {"user": "5006"}]
    assert not found.complete


def test_all_practices_share_what_is_known_of_everybody(store: Store) -> None:
    """Ten thousand practices with a list each of ten thousand people would be gigabytes."""
    with serving_api(store) as api:
        again = replace(LUCIA, slug="again")
        one, other = reader(api.environment, PEOPLE).observe([LUCIA, again], {}).values()
    assert isinstance(one, Observation)
    assert isinstance(other, Observation)
    assert one.knowable is other.knowable


def test_appointments_are_never_asked_for(store: Store) -> None:
    """They hold patients' data."""
    _, api = answered(store)
    assert not [path for path in api.paths if "appointment" in path]


def test_reading_beside_a_running_loop_works(store: Store) -> None:
    """A browser's driver has one."""

    async def beside(environment: dict[str, str]) -> Observation | Unobserved:
        await asyncio.sleep(0)
        return read(reader(environment, PEOPLE), LUCIA)

    with serving_api(store) as api:
        # in a thread: a browser that an earlier test began has its loop in this one
        with ThreadPoolExecutor(1) as thread:
            found = thread.submit(asyncio.run, beside(api.environment)).result()
        assert isinstance(found, Observation)


def test_nothing_asked_is_nothing_loaded() -> None:
    """No practice, no question."""
    assert reader({}).observe([], {}) == {}


def test_bad_address_is_said_when_the_provider_is_opened() -> None:
    """Before any key is taken out."""
    with pytest.raises(AccessctlError, match="huli-address"):
        reader({"ACCESSCTL_HULI_URL": "http://huli.example", "ACCESSCTL_HULI_KEY": KEY})
