"""What is remembered of practices in which nothing is to be done: it saves looking, and decides nothing."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from accessctl.execution import observe, plan_memory, reading
from accessctl.journal import recalling
from accessctl.journal.sealed_files import read_sealed, write_sealed
from accessctl.model.practice import Practice
from thoroughness import examples
from world import World, person, there

SLUGS = ("lucia", "marta", "rosa")
NAMES = ("ana", "luz", "eva")


@pytest.fixture(autouse=True)
def _however_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember small repositories and journals too."""
    monkeypatch.setattr(recalling, "FEW", -1)
    monkeypatch.setattr(reading, "SMALL", -1)


@pytest.fixture
def clinic(world: World) -> World:
    """Return three practices as they are declared: in one somebody is still to come, in one to go."""
    world.practice("lucia", person("ana"), person("luz", **{"from": "2026-12-01"}))
    world.practice("marta", person("eva"))
    world.practice("rosa", person("eva", until="2026-11-26"))
    world.load(*({"practice": slug, "assistants": people} for slug, people in STAND.items()))
    world.commit()
    world.ok("apply", "--yes")
    world.ok("plan")
    return world


STAND = {"lucia": [there("ana")], "marta": [there("eva")], "rosa": [there("eva")]}


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the practices that are read from the live system, as they are."""
    seen: list[str] = []

    def noting(place: object, practices: Sequence[Practice]) -> object:
        seen.extend(practice.slug for practice in practices)
        return reads(place, practices)  # type: ignore[arg-type]

    reads = observe.observe
    monkeypatch.setattr(observe, "observe", noting)
    return seen


def memory(world: World) -> Path:
    """Return where it is remembered."""
    (found,) = (world.root / ".git" / "accessctl").glob("quiet-*.cache")
    return found


def plans(world: World) -> tuple[object, object]:
    """Return what `plan` says with the memory, and without."""
    said = [world.run("plan", "--format", "json")]
    memory(world).unlink()
    said.append(world.run("plan", "--format", "json"))
    with_it, without = ((answer.code, answer.err, json.loads(answer.out)) for answer in said)
    return with_it, without


def test_nothing_is_looked_at_where_nothing_changed(clinic: World, looked_at: list[str]) -> None:
    """Neither read from the live system nor compared; what waits is told all the same."""
    first = clinic.ok("plan", "--format", "json")
    assert looked_at == []
    assert [item["code"] for item in first.json["waiting"]] == ["starts-on"]
    assert first.json["valid_until"] == "2026-11-27T06:00:00Z"
    assert plans(clinic)[0] == plans(clinic)[1]


def edit(world: World) -> None:
    """Change one file."""
    world.practice("marta", person("eva", "heredia"))


def act(world: World) -> None:
    """Let somebody be taken out by hand."""
    world.sandbox("remove", "marta", "eva@org.example")


def ask(world: World) -> None:
    """Let the journal have something new to say of one practice."""
    world.ok("revoke", "marta", "eva@org.example", "--reason", "R")


@pytest.mark.parametrize("happens", [edit, act, ask])
def test_only_the_practice_is_looked_at_in_which_something_changed(
    clinic: World, looked_at: list[str], happens: Callable[[World], None]
) -> None:
    """Its file, the live system, or the journal."""
    happens(clinic)
    looked_at.clear()
    clinic.run("plan")
    assert looked_at == ["marta"]
    with_it, without = plans(clinic)
    assert with_it == without


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("access/policy.yaml", "version: 1\nprotected: [luz@org.example]\n"),
        ("access/settings.yaml", "version: 1\nlive: {provider: sandbox}\ndrift: report\n"),
    ],
)
def test_everything_is_looked_at_again_under_other_rules(
    clinic: World, looked_at: list[str], path: str, text: str
) -> None:
    """Settings and policy decide about everybody."""
    clinic.write(path, text)
    clinic.run("plan")
    assert looked_at == [*SLUGS]


def test_a_day_that_turns_is_noticed_without_any_edit(clinic: World, looked_at: list[str]) -> None:
    """Rosa's assistant leaves on the 27th: until the evening before, nobody has to look."""
    clinic.sandbox("advance", "40h")
    clinic.run("plan")
    assert looked_at == []
    clinic.sandbox("advance", "24h")
    assert "revoke eva" in clinic.steps()
    assert looked_at == ["rosa"]
    clinic.sandbox("advance", "96h")
    assert "invite luz" in clinic.steps()
    assert looked_at == ["rosa", "lucia", "rosa"]


def test_an_apply_looks_at_every_practice_whatever_is_remembered(clinic: World, looked_at: list[str]) -> None:
    """What is done is decided by what is there."""
    clinic.ok("apply", "--yes")
    assert looked_at == [*SLUGS]
    looked_at.clear()
    clinic.ok("plan", "--out", "saved.json")
    assert looked_at == []
    clinic.ok("apply", "--yes", "saved.json")
    assert looked_at == [*SLUGS]


def test_a_guard_counts_the_people_of_practices_that_nobody_looks_at(clinic: World) -> None:
    """A quarter of four is one: two removals are too many, however many practices were looked at."""
    clinic.write("access/settings.yaml", SETTINGS)
    clinic.practice("marta", person("eva"), person("ana"))
    clinic.sandbox("add", "marta", "ana@org.example", "--clinics", "escazu")
    clinic.commit()
    clinic.run("apply", "--yes")
    clinic.run("plan")
    clinic.practice("marta", person("ana"))
    with_it, without = plans(clinic)
    assert with_it == without


SETTINGS = "version: 1\nlive: {provider: sandbox}\nguards: {removals: {percent: 25, at_least: 0}}\n"


def delete(path: Path) -> None:
    """Delete it."""
    path.unlink()


def scribble(path: Path) -> None:
    """Write something else in its place."""
    path.write_bytes(b"\x80\x04cposix\nsystem\n")


def reshape(path: Path) -> None:
    """Seal something of another shape."""
    write_sealed(path, plan_memory._name(), b'{"lucia": 1}')


@pytest.mark.parametrize("damage", [delete, scribble, reshape])
def test_whatever_became_of_the_memory_the_plan_is_the_same(
    clinic: World, damage: Callable[[Path], None]
) -> None:
    """It is safe to delete."""
    first = clinic.ok("plan", "--format", "json")
    damage(memory(clinic))
    assert clinic.ok("plan", "--format", "json") == first
    assert read_sealed(memory(clinic), plan_memory._name()) is not None


def something_happens(world: World, chance: random.Random) -> None:
    """Do one of the things that happen."""
    slug, name = chance.choice(SLUGS), chance.choice(NAMES)
    email = f"{name}@org.example"
    match chance.randrange(8):
        case 0 | 1:
            people = chance.sample(NAMES, chance.randint(0, 3))
            more = chance.choice(
                [{}, {"until": "2026-11-26"}, {"from": "2026-11-27"}, {"record_access": True}]
            )
            world.practice(slug, *(person(who, **more) for who in people))
            world.commit()
        case 2:
            world.run("apply", "--yes", "--allow-removals", "9", "--allow-empty", slug)
        case 3:
            world.run("sandbox", "remove", slug, email)
        case 4:
            world.run("sandbox", "accept", slug, email)
        case 5:
            world.run("sandbox", "advance", chance.choice(["1h", "26h", "49h"]))
        case 6:
            world.run("revoke", slug, email, "--reason", "R")
        case 7:
            world.write(
                "access/policy.yaml", f"version: 1\nassistants: {{at_most: {chance.randint(1, 9)}}}\n"
            )
            world.commit()


@pytest.mark.parametrize("seed", range(examples(8)))
def test_whatever_happens_the_plan_is_the_same_with_the_memory_and_without(clinic: World, seed: int) -> None:
    """Files, live system, journal, clock and rules, in any order."""
    chance = random.Random(seed)  # noqa: S311 - a seed: the same each time
    for _ in range(8):
        something_happens(clinic, chance)
        with_it, without = plans(clinic)
        assert with_it == without
