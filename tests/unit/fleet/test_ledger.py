"""What may be begun, by whom, and how often a system is called: one statement decides each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from accessctl.errors import AccessctlError
from accessctl.fleet.database import Database, Terms, opened, set_up
from accessctl.fleet.ledger import Ledger
from accessctl.fleet.register import Register
from accessctl.journal.gateway import Gateway
from fleet_server import FleetServer
from world import World

SINCE = datetime(2026, 11, 24, 16, tzinfo=UTC)
OUTCOME = {"status": "done", "at": SINCE.isoformat(), "reference": None, "code": None, "params": {}}


@pytest.fixture
def database(world: World, postgres: FleetServer) -> Iterator[Database]:
    """Return a database that was set up."""
    with Gateway(world.root) as gateway, opened({"ACCESSCTL_FLEET_URL": postgres.database()}) as found:
        assert set_up(found, gateway, None)
        assert not set_up(found, gateway, 60.0)
        yield Database(found.url, found.pool, Terms(60.0))


@pytest.fixture
def ledger(database: Database) -> Ledger:
    """Return the pages of a run with one change."""
    row = database.row("INSERT INTO accessctl_rounds (asked) VALUES ('{}') RETURNING id")
    assert row is not None
    found = Ledger(database, "0badcafe")
    found.open(row["id"], "c" * 40)
    found.write([("change", "lucia", {}), ("other", "lucia", {})])
    return found


def test_a_change_is_begun_while_the_run_goes_on_and_not_after(ledger: Ledger) -> None:
    """A run that was stopped or ended begins nothing, nor does one whose lease ran out."""
    assert ledger.begin("change", "worker", SINCE)
    ledger.stop()
    assert not ledger.begin("other", "worker", SINCE)
    ledger.database.do("UPDATE accessctl_runs SET stopped = false")
    assert ledger.begin("other", "worker", SINCE)
    ledger.database.do("UPDATE accessctl_runs SET lease_until = clock_timestamp()")
    assert not ledger.begin("other", "worker", SINCE)
    assert not ledger.renew(), "a lease that ran out is never had again"
    assert ledger.end_if_left()


def test_a_lease_that_holds_is_not_taken(ledger: Ledger) -> None:
    """Whoever finds it waits; a run that is none of ours is nobody's to end."""
    assert ledger.end_if_left() is False
    assert ledger.renew()
    ledger.end()
    assert not ledger.renew()
    assert Ledger(ledger.database, "deadbeef").end_if_left() is None


def test_the_first_outcome_of_a_change_counts_and_is_told_once(ledger: Ledger) -> None:
    """One who comes late changes nothing, and a change with an outcome is not begun again."""
    assert ledger.begin("change", "worker", SINCE)
    ledger.settle("change", OUTCOME)
    ledger.settle("change", {**OUTCOME, "status": "failed"})
    assert not ledger.begin("change", "worker", SINCE)
    assert ledger.outcomes() == {"change": OUTCOME}
    assert ledger.outcomes() == {}
    assert [task.id for task in ledger.tasks("lucia")] == ["other"]


def test_an_outcome_arrives_even_when_the_run_has_ended(ledger: Ledger) -> None:
    """What was done is known to whoever takes the run over."""
    assert ledger.begin("change", "worker", SINCE)
    ledger.end()
    ledger.settle("change", OUTCOME)
    assert ledger.noted() == {"change": OUTCOME}


def test_a_change_at_hand_is_its_workers_as_long_as_that_is_seen(ledger: Ledger) -> None:
    """Whoever takes a run over waits for those who are still at it."""
    register = Register(ledger.database)
    register.seen("worker", 4)
    assert ledger.begin("change", "worker", SINCE)
    assert [(row["id"], row["alive"]) for row in ledger.unsettled()] == [("change", True)]
    ledger.database.do("UPDATE accessctl_workers SET seen_at = seen_at - interval '61 seconds'")
    assert [row["alive"] for row in ledger.unsettled()] == [False]


def test_old_runs_go_and_those_that_the_journal_still_has_open_stay(ledger: Ledger) -> None:
    """Their outcomes are all that is known of them."""
    register = Register(ledger.database)
    ledger.end()
    register.clean([ledger.nonce])
    assert ledger.noted() == {}
    register.clean([])
    assert ledger.noted() is None


def test_slots_of_a_limited_system_are_apart_for_all_together(database: Database) -> None:
    """Five calls a second are one each 0.2 seconds, whoever makes them."""
    register = Register(database)
    assert register.slot("huli") == 0
    register.limit("huli", 0.5)
    waits = [register.slot("huli") for _ in range(4)]
    assert [round(seconds / 2) for seconds in waits] == [0, 1, 2, 3]
    register.limit("huli", None)
    assert register.slot("huli") == 0


def test_a_role_without_rights_is_told_what_it_lacks(database: Database, postgres: FleetServer) -> None:
    """Whoever sets up the database reads it, not a traceback."""
    name = f"nobody_{os.getpid()}"
    database.do(f"CREATE ROLE {name} LOGIN")
    url = postgres.database()
    with (
        opened({"ACCESSCTL_FLEET_URL": f"{url}&user={name}"}) as found,
        pytest.raises(AccessctlError) as caught,
    ):
        found.rows("CREATE TABLE accessctl_about ()")
    assert caught.value.code == "fleet-not-allowed"
