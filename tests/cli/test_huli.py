"""A practice in HuliPractice, from the command line: the sandbox's API stands in for the vendor's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from accessctl.model.identity import Address
from accessctl.providers.sandbox import livefile
from accessctl.providers.sandbox.server.api_numbers import organization_number, user_number
from accessctl.providers.sandbox.store import Store
from sandbox_api import KEY, Api, serving_api
from world import GIT_ENV, World, person

SETTINGS = """\
version: 1
language: en
live:
  provider: huli
  account: accesos@org.example
  own_user: 9000
  users: {users}
"""
ANA, LUZ, SOL = (Address(f"{name}@org.example") for name in ("ana", "luz", "sol"))


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Store]:
    """Give HuliPractice's people: Ana, Luz and Sol work in Lucía."""
    store = Store(tmp_path / "huli.sqlite", datetime(2026, 11, 24, 16, 0, tzinfo=UTC))
    load(store, ANA, LUZ, SOL)
    yield store
    store.close()


@pytest.fixture
def api(live: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    """Serve them, the key in the environment."""
    with serving_api(live) as served:
        for name, value in served.environment.items():
            monkeypatch.setenv(name, value)
        yield served


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Return a repository that declares Ana and Luz; it knows the users of both."""
    made = World(tmp_path / "repo")
    made.root.mkdir()
    made.git("init", "-q", "-b", "main")
    made.git("config", "user.name", "Ana Admin")
    made.git("config", "user.email", "ana.admin@org.example")
    name(made, ANA, LUZ)
    made.write("access/policy.yaml", "version: 1\n")
    declare(made, "ana", "luz")
    made.ok("journal", "init")
    made.commit("Pin the journal")
    return made


def load(store: Store, *people: Address) -> None:
    """Let these people, and nobody else, work in the practice."""
    assistants = [{"email": email, "accepted": True} for email in people]
    lucia = {"practice": "lucia", "owner": "owner@lucia.example", "assistants": assistants}
    livefile.load(store, json.dumps({"format": "accessctl.live/1", "practices": [lucia]}).encode())


def name(world: World, *people: Address) -> None:
    """Say in the settings whose users are whose."""
    users = json.dumps({user_number(email): email for email in people})
    text = SETTINGS.format(users=users)
    path = world.root / "access" / "settings.yaml"
    if path.exists():
        text += path.read_text(encoding="utf-8").partition("users:")[2].partition("\n")[2]
    world.write("access/settings.yaml", text)


def declare(world: World, *names: str) -> None:
    """Declare these people."""
    organization = int(organization_number("lucia"))
    world.practice("lucia", *map(person, names), live={"provider": "huli", "organization": organization})
    world.commit()


def unverified(plan: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Return what a plan leaves open, and about whom."""
    return [(item["code"], item["params"].get("user") or item["email"]) for item in plan["unverified"]]


def test_plan_says_what_is_confirmed_and_names_who_has_access_and_is_not_in_the_map(
    api: Api, world: World
) -> None:
    """Nothing is asked about the two who are there; of the third the user id is all that is known."""
    plan = world.plan()
    assert plan["changes"] == []
    assert ("unknown-grantee", user_number(SOL)) in unverified(plan)
    assert ("clinics-unknown", ANA) in unverified(plan)
    told = world.ok("plan").out
    assert f"user {user_number(SOL)} has access and is not in live.users" in told
    assert f"el usuario {user_number(SOL)} tiene acceso" in world.ok("plan", "--lang", "es").out
    for shape in ("markdown", "html"):
        assert user_number(SOL) in world.ok("plan", "--format", shape).out
    assert KEY not in told
    assert set(api.paths) <= {
        "/practice/v2/authorization/token",
        "/practice/v2/organization",
        f"/practice/v2/doctor/user/{user_number(SOL)}",
    }


def test_status_names_the_stranger_too(api: Api, world: World) -> None:
    """For people and for programs."""
    assert api.url
    assert f"user {user_number(SOL)} has access" in world.ok("status").out
    (practice,) = world.ok("status", "--format", "json").json["practices"]
    assert practice["gaps"] == [{"code": "unknown-grantee", "params": {"user": user_number(SOL)}}]
    assert [item["email"] for item in practice["assistants"]] == [ANA, LUZ]


def test_stranger_who_is_named_is_a_person_like_others(api: Api, world: World) -> None:
    """And unmanaged, as long as nobody declares her: she was there first."""
    assert api.url
    name(world, ANA, LUZ, SOL)
    world.commit()
    plan = world.plan()
    assert "unknown-grantee" not in [code for code, _ in unverified(plan)]
    assert [(item["code"], item["email"]) for item in plan["unmanaged"]] == [("unmanaged", SOL)]


def test_every_change_goes_to_the_owner_and_is_seen_done(api: Api, live: Store, world: World) -> None:
    """The API changes nothing: a leaver is a letter, until the list has the name no more."""
    assert api.url
    world.ok("apply", "--yes")
    declare(world, "ana")
    (change,) = world.plan()["changes"]
    assert (change["kind"], change["email"], change["route"]) == ("revoke", LUZ, "handoff")
    assert change["recipient"] == "owner@lucia.example"
    world.ok("apply", "--yes")
    assert len(world.ok("handoff", "list", "--format", "json").json["handoffs"]) == 1
    load(live, ANA, SOL)
    world.ok("apply", "--yes")
    states = [record.get("state") for record in world.journal() if record["kind"] == "handoff"]
    assert states[-1] == "done:observed"
    assert world.plan()["changes"] == []


def test_practice_that_cannot_be_read_is_shown_with_the_reason(
    api: Api, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a key nothing is asked; the plan says which variable lacks."""
    monkeypatch.delenv("ACCESSCTL_HULI_KEY")
    plan = world.plan()
    (frozen,) = plan["frozen"]
    assert (frozen["code"], frozen["params"]["cause"]) == ("unobserved", "huli-no-key")
    number = organization_number("lucia")
    assert f"ACCESSCTL_HULI_KEY_{number}" in world.run("plan").out
    assert "huli-no-key" not in world.run("status").out
    assert api.asked == []


def test_key_that_is_refused_ends_the_command_with_one_message(
    api: Api, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no traceback, and no key."""
    monkeypatch.setenv("ACCESSCTL_HULI_KEY", "another-made-up-key")
    answer = world.run("plan")
    assert answer.code == 1
    assert "ACCESSCTL_HULI_KEY" in answer.err
    assert "another-made-up-key" not in answer.out + answer.err
    assert api.paths == ["/practice/v2/authorization/token"]


def test_host_comes_from_the_environment_alone_and_is_never_plain(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key is not sent where it could be overheard."""
    monkeypatch.setenv("ACCESSCTL_HULI_URL", "http://huli.example")
    answer = world.run("plan")
    assert (answer.code, "ACCESSCTL_HULI_URL" in answer.err) == (1, True)


def test_key_in_a_file_of_the_repository_has_no_say(api: Api, world: World) -> None:
    """There is no such setting."""
    assert api.url
    world.write("access/settings.yaml", SETTINGS.format(users="{}") + "  url: https://huli.example\n")
    assert world.run("validate").code == 1


def test_repeated_user_id_is_an_error(world: World) -> None:
    """The second would silently win."""
    world.write(
        "access/settings.yaml", SETTINGS.format(users='{"2001": a@org.example, "2001": b@org.example}')
    )
    answer = world.run("validate", "--format", "json")
    assert [item["rule"] for item in answer.json["findings"]] == ["duplicate-key"]


def test_doctor_says_whether_there_is_a_key_and_whether_it_answers(
    api: Api, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the name of the variable, never by the key."""

    def said() -> dict[str, tuple[str, str]]:
        checks = world.run("doctor", "--format", "json").json["checks"]
        return {item["check"]: (item["mark"], item["code"]) for item in checks}

    assert (said()["key"], said()["provider"]) == (("ok", "ok"), ("ok", "ok"))
    assert api.asked
    monkeypatch.setenv("ACCESSCTL_HULI_KEY", "another-made-up-key")
    assert said()["provider"] == ("error", "huli-key-refused")
    monkeypatch.delenv("ACCESSCTL_HULI_KEY")
    assert (said()["key"], said()["provider"]) == (("error", "missing"), ("warn", "silent"))
    told = world.run("doctor").out
    assert "ACCESSCTL_HULI_KEY" in told
    assert KEY not in told
    assert GIT_ENV.get("ACCESSCTL_HULI_KEY") is None
