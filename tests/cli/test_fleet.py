"""Rounds of a fleet do what an apply on one machine does: same plan, same guards, same journal."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from accessctl.cli.fleet_command import cron_of
from accessctl.errors import CredentialsError, UsageError
from accessctl.fleet import crew, working
from accessctl.model.change import Change
from accessctl.model.practice import Practice
from accessctl.providers.interface import Receipt
from accessctl.providers.sandbox.writer import SandboxWriter
from fleet_world import Fleet, until
from world import SETTINGS, World, person, there

NAMES = ("lucia", "marta", "norte", "otra")
OWN = {"run", "holder", "expires_at", "reference", "handoff"}
"""What no two runs have in common: ids made of chance, who, when, and in which order calls were answered."""


def declare(world: World) -> None:
    """Declare something of everything: people to come, to go, to change, and letters to write."""
    world.load(
        *(
            {
                "practice": slug,
                "assistants": [there(f"old.{slug}"), there(f"moved.{slug}"), there(f"stays.{slug}")],
            }
            for slug in NAMES
        )
    )
    for slug in NAMES:
        kept = (person(f"{who}.{slug}") for who in ("old", "moved", "stays"))
        world.practice(slug, *kept)
    world.commit("Adopt")
    world.ok("apply", "--yes")
    for slug in NAMES:
        world.practice(
            slug,
            person(f"moved.{slug}", "heredia"),
            person(f"stays.{slug}", record_access={"reason": "Prepara los expedientes"}),
            person(f"new.{slug}", "escazu", "cima"),
        )
    world.commit("Change")


def test_a_round_does_what_an_apply_does_and_says_the_same(fleet: Fleet, tmp_path: Path) -> None:
    """Plan, effects, letters, journal and output: the journal does not tell how many machines it was."""
    declare(fleet.world)
    alone = World(tmp_path / "alone")
    shutil.copytree(fleet.world.root, alone.root, symlinks=True)
    answers = [alone.run("apply", "--yes", "--format", "json"), fleet.round()]
    assert [answer.code for answer in answers] == [0, 0]
    (apart,) = _said(fleet, "json")
    assert _plain(json.loads(apart)) == _plain(answers[0].json)
    assert json.loads(apart)["digest"] == answers[0].json["digest"]
    assert fleet.world.live() == alone.live()
    assert sorted(fleet.mails) == sorted(mail["to"] for mail in alone.sandbox("dump").json["mails"])
    kinds = [record["kind"] for record in fleet.world.journal()]
    assert kinds.count("intent") == kinds.count("outcome") > 4 * len(NAMES)
    assert [_plain(record) for record in fleet.world.journal()] == [
        _plain(record) for record in alone.journal()
    ]
    assert _letters(fleet.world) == _letters(alone) > 0
    fleet.world.ok("verify")


def test_guards_count_over_the_whole_round_and_refuse_it_whole(fleet: Fleet) -> None:
    """Two removals in each practice are few; in all practices together they are more than a run may make."""
    world = fleet.world
    slugs = [f"p{number}" for number in range(6)]
    world.load(
        *({"practice": slug, "assistants": [there(f"{slug}.{n}") for n in range(5)]} for slug in slugs)
    )
    for slug in slugs:
        world.practice(slug, *(person(f"{slug}.{n}") for n in range(5)))
    world.commit()
    world.ok("apply", "--yes")
    for slug in slugs:
        world.practice(slug, *(person(f"{slug}.{n}") for n in range(3)))
    world.commit()
    before = world.live()
    refused, alone = fleet.round(), world.run("apply", "--yes", "--lang", "en")
    assert refused.code == alone.code == 6
    assert alone.err.splitlines()[0] in refused.err
    assert world.live() == before
    assert fleet.round("--allow-removals", "12").code == 0
    assert {len(people) for people in world.live().values()} == {3}


def test_whoever_waits_is_told_what_an_apply_would_say(fleet: Fleet) -> None:
    """In the language and format that were asked for, with its exit code."""
    fleet.world.practice("lucia", person("ana"))
    fleet.world.commit()
    with fleet.process("fleet", "enqueue", "--wait", "--lang", "es") as waiting:
        until(lambda: fleet.status()["jobs"]["rounds"]["waiting"])
        fleet.world.ok("fleet", "drain")
        out, _ = waiting.communicate(timeout=100)
    assert waiting.returncode == 0
    assert "ana@org.example" in out
    assert "Bitácora: " in out
    (status,) = fleet.status()["rounds"]
    assert status["run"] in out


def test_two_rounds_are_made_one_after_the_other(fleet: Fleet) -> None:
    """However many processes there are: the second finds what the first one did."""
    for slug in NAMES:
        fleet.world.practice(slug, person(f"ana.{slug}"))
    fleet.world.commit()
    fleet.world.ok("fleet", "enqueue")
    fleet.world.ok("fleet", "enqueue")
    with fleet.process("fleet", "worker", FLEET_SECONDS="0.1"):
        fleet.world.ok("fleet", "drain")
    second, first = fleet.status()["rounds"]
    assert first["run"] is not None
    assert second["run"] is None
    assert first["ended_at"] <= second["begun_at"]
    assert len(fleet.mails) == len(set(fleet.mails)) == len(NAMES)


def test_a_live_system_that_no_longer_accepts_us_stops_the_round(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing more is begun, the rest is said to be skipped, and the next round does it."""
    real, called = SandboxWriter.carry_out, []

    def carry_out(writer: SandboxWriter, practice: Practice, change: Change) -> Receipt:
        called.append(change)
        if len(called) == 2:
            raise CredentialsError("sandbox-lost-credentials")
        return real(writer, practice, change)

    monkeypatch.setattr(SandboxWriter, "carry_out", carry_out)
    for slug in NAMES:
        fleet.world.practice(slug, person(f"ana.{slug}"), person(f"eva.{slug}"))
    fleet.world.commit()
    fleet.world.ok("fleet", "enqueue")
    answer = fleet.world.run("fleet", "drain", "--concurrency", "1")
    assert answer.code == 5
    outcomes = [record for record in fleet.world.journal() if record["kind"] == "outcome"]
    assert sorted(record["outcome"] for record in outcomes) == ["done", "failed", *["skipped"] * 6]
    assert {record["code"] for record in outcomes if record["outcome"] == "skipped"} == {"stopped"}
    assert fleet.round().code == 0
    assert len(fleet.mails) == len(set(fleet.mails)) == 2 * len(NAMES)


def test_a_job_that_fails_again_and_again_fails_its_practice_alone(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are done, and the round says what is left; nothing of the trouble's words gets into it."""
    real = working.carry

    def carry(bench: Any, ledger: Any, slug: str) -> None:
        if slug == "marta":
            raise RuntimeError("secret words")
        real(bench, ledger, slug)

    monkeypatch.setattr(working, "carry", carry)
    monkeypatch.setattr(crew, "TRIES", 0)
    for slug in NAMES:
        fleet.world.practice(slug, person(f"ana.{slug}"))
    fleet.world.commit()
    answer = fleet.round()
    assert answer.code == 5
    assert "secret words" not in answer.out + answer.err
    failed = [record for record in fleet.world.journal() if record.get("outcome") == "failed"]
    assert [(record["practice"], record["code"]) for record in failed] == [("marta", "fleet-job-failed")]
    assert len(fleet.mails) == len(NAMES) - 1


def test_a_clone_that_lacks_the_commit_fetches_it_and_one_with_changes_is_left_alone(
    fleet: Fleet, tmp_path: Path
) -> None:
    """A round is about one commit, on whatever machine."""
    world = fleet.world
    world.git("init", "-q", "--bare", "-b", "main", str(tmp_path / "remote.git"))
    world.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    world.ok("journal", "init")
    world.commit()
    world.git("push", "-q", "origin", "main")
    other = World(tmp_path / "other")
    world.git("clone", "-q", str(tmp_path / "remote.git"), str(other.root))
    (other.root / ".git/accessctl").symlink_to(world.root / ".git/accessctl")
    world.practice("lucia", person("ana"))
    commit = world.commit()
    world.git("push", "-q", "origin", "main")
    world.ok("fleet", "enqueue")
    settings = other.root / "access/settings.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    refused = other.run("fleet", "drain", "--lang", "en")
    assert refused.code == 1
    assert commit[:12] in refused.err
    other.git("checkout", "-q", "--", "access")
    world.ok("fleet", "enqueue")
    other.ok("fleet", "drain")
    assert fleet.mails == ["ana@org.example"]
    assert other.git("rev-parse", "HEAD") == commit


def test_periodic_rounds_are_about_the_reviewed_branch_and_a_worker_ends_when_told(fleet: Fleet) -> None:
    """A service: it starts, makes rounds by itself, and ends with 0."""
    fleet.world.practice("lucia", person("ana"))
    fleet.world.commit()
    with fleet.process("fleet", "worker", "--every", "1s") as service:
        until(lambda: fleet.mails)
        until(lambda: fleet.status()["rounds"][-1]["ended_at"])
        assert len(fleet.status()["workers"]) == 1
        service.terminate()
        service.communicate(timeout=100)
    assert service.returncode == 0
    assert fleet.status()["workers"] == []
    assert fleet.status()["rounds"][-1]["exit_code"] == 0


@pytest.mark.parametrize(
    ("text", "cron"),
    [
        ("30s", "* * * * * */30"),
        ("15m", "*/15 * * * *"),
        ("1h", "0 */1 * * *"),
        ("6h", "0 */6 * * *"),
        ("24h", "0 0 * * *"),
        ("7m", None),
        ("90s", None),
        ("5h", None),
    ],
)
def test_periods_that_cron_can_say(text: str, cron: str | None) -> None:
    """What does not divide evenly would come at odd times, and is refused."""
    if cron is not None:
        assert cron_of(text) == cron
        return
    with pytest.raises(UsageError, match="fleet-every"):
        cron_of(text)


def test_what_is_missing_or_another_ones_is_said(
    fleet: Fleet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres: Any
) -> None:
    """The address of the database is never among the words."""
    stranger = World(tmp_path / "stranger")
    stranger.root.mkdir()
    stranger.git("init", "-q", "-b", "main")
    stranger.write("access/settings.yaml", SETTINGS)
    stranger.commit("Another beginning")
    for arguments in (("init",), ("status",), ("enqueue",)):
        assert "another repository" in stranger.run("fleet", *arguments, "--lang", "en").err
    fleet.world.write("access/policy.yaml", "version: 1\n# changed\n")
    assert "access/policy.yaml" in fleet.world.run("fleet", "enqueue", "--lang", "en").err
    assert fleet.world.run("fleet", "init", "--rate", "huli=0").code == 2
    monkeypatch.setenv("ACCESSCTL_FLEET_URL", postgres.database())
    assert "fleet init" in fleet.world.run("fleet", "status", "--lang", "en").err
    monkeypatch.setenv("ACCESSCTL_FLEET_URL", "postgresql://ana:canario-4711@127.0.0.1:9/none")
    unreachable = fleet.world.run("fleet", "status", "--lang", "en")
    assert unreachable.code == 1
    assert "canario" not in unreachable.out + unreachable.err
    monkeypatch.delenv("ACCESSCTL_FLEET_URL")
    assert "ACCESSCTL_FLEET_URL" in fleet.world.run("fleet", "status", "--lang", "en").err


def _said(fleet: Fleet, manner: str) -> list[str]:
    """Return what the newest round printed to standard output, as it is kept."""
    import psycopg  # noqa: PLC0415 - here alone

    with psycopg.connect(fleet.url) as connection:
        row = connection.execute("SELECT said FROM accessctl_rounds ORDER BY id DESC LIMIT 1").fetchone()
    assert row is not None
    return [text for text, is_error in row[0][manner] if not is_error]


def _plain(value: Any) -> Any:
    """Return a value without what no two runs have in common."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if key not in {*OWN, "journal"}}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return re.sub(r"\d{6}-[0-9a-f]{8}", "RUN", value) if isinstance(value, str) else value


def _letters(world: World) -> int:
    return len(list((world.root / ".git/accessctl/outbox").glob("*.eml")))
