"""What the whole fleet shares: rounds that were asked for, who works, and how often a system is called."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from psycopg.types.json import Jsonb

from accessctl.fleet.database import Database, Row
from accessctl.fleet.values import Json
from accessctl.model.fleet import FleetRound, FleetStanding, FleetWorker

KEPT_DAYS = 7
"""How long it can be asked what became of a round."""


STATES: dict[str, str] = {"todo": "waiting", "doing": "running"}


@dataclass(frozen=True, slots=True)
class Register:
    """The pages that are no run's own."""

    database: Database

    # rounds

    def begin_round(self, round_id: int) -> Json | None:
        """Return what was asked for, or None where the round has ended; it is under way from now on."""
        row = self.database.row(
            "UPDATE accessctl_rounds SET begun_at = coalesce(begun_at, clock_timestamp()) "
            "WHERE id = %s AND ended_at IS NULL RETURNING asked",
            round_id,
        )
        return None if row is None else dict(row["asked"])

    def end_round(self, round_id: int, code: int, run: str | None, said: Json) -> None:
        """Write down how a round ended, and what it said."""
        self.database.do(
            "UPDATE accessctl_rounds SET ended_at = clock_timestamp(), code = %s, run = %s, said = %s "
            "WHERE id = %s",
            code,
            run,
            Jsonb(said),
            round_id,
        )

    def round(self, round_id: int) -> Row | None:
        """Return a round."""
        return self.database.row(
            "SELECT id, begun_at, ended_at, code, run, said FROM accessctl_rounds WHERE id = %s", round_id
        )

    def worst_code(self, since_round: int) -> int:
        """Return the exit code of the last round later than another that did not end well, else 0."""
        row = self.database.row(
            "SELECT code FROM accessctl_rounds WHERE id > %s AND code <> 0 ORDER BY id DESC LIMIT 1",
            since_round,
        )
        return 0 if row is None else int(row["code"])

    def last_ended(self) -> int:
        """Return the number of the newest round before which none is left."""
        row = self.database.row(
            "SELECT coalesce(min(id) FILTER (WHERE ended_at IS NULL) - 1, max(id), 0) AS id "
            "FROM accessctl_rounds"
        )
        return 0 if row is None else int(row["id"])

    def other_runs(self, nonce: str) -> tuple[str, ...]:
        """Return every run that is known but one."""
        rows = self.database.rows("SELECT nonce FROM accessctl_runs WHERE nonce <> %s", nonce)
        return tuple(row["nonce"] for row in rows)

    def clean(self, open_runs: Collection[str]) -> None:
        """Take out what nobody needs any more: runs that the journal knows the end of, and old rounds."""
        self.database.do(
            "DELETE FROM accessctl_runs "
            "WHERE nonce <> ALL(%s) AND (over OR lease_until <= clock_timestamp())",
            list(open_runs),
        )
        self.database.do(
            "DELETE FROM accessctl_rounds AS round "
            "WHERE ended_at < clock_timestamp() - make_interval(days => %s) "
            "AND NOT EXISTS (SELECT 1 FROM accessctl_runs WHERE accessctl_runs.round = round.id)",
            KEPT_DAYS,
        )

    # workers

    def seen(self, name: str, concurrency: int) -> None:
        """Write down that a worker is there."""
        self.database.do(
            "INSERT INTO accessctl_workers (name, concurrency) VALUES (%s, %s) "
            "ON CONFLICT (name) DO UPDATE SET seen_at = clock_timestamp()",
            name,
            concurrency,
        )
        self.database.do(
            "DELETE FROM accessctl_workers WHERE seen_at < clock_timestamp() - make_interval(secs => %s)",
            self.database.terms.patience * 10,
        )

    def gone(self, name: str) -> None:
        """Write down that a worker has ended."""
        self.database.do("DELETE FROM accessctl_workers WHERE name = %s", name)

    # limits

    def limit(self, system: str, per_second: float | None) -> None:
        """Set how often a second a live system is called by the whole fleet; None: as often as can be."""
        if per_second is None:
            self.database.do("DELETE FROM accessctl_limits WHERE system = %s", system)
            return
        self.database.do(
            "INSERT INTO accessctl_limits (system, per_second) VALUES (%s, %s) "
            "ON CONFLICT (system) DO UPDATE SET per_second = excluded.per_second",
            system,
            per_second,
        )

    def slot(self, system: str) -> float:
        """Take the next free slot of a system, and return how many seconds it lies ahead."""
        row = self.database.row(
            "UPDATE accessctl_limits "
            "SET next_slot = greatest(next_slot, clock_timestamp()) + make_interval(secs => 1 / per_second) "
            "WHERE system = %s RETURNING extract(epoch FROM "
            "next_slot - make_interval(secs => 1 / per_second) - clock_timestamp())::float AS seconds",
            system,
        )
        return 0.0 if row is None else max(0.0, float(row["seconds"]))

    # all of it

    def standing(self) -> FleetStanding:
        """Return how things stand: the newest rounds, jobs by state, workers that are there, limits."""
        patience = self.database.terms.patience
        jobs: dict[str, dict[str, int]] = {}
        for row in self.database.rows(
            "SELECT queue_name AS queue, status::text, count(*) AS count FROM procrastinate_jobs "
            "WHERE queue_name IN ('rounds', 'practices') GROUP BY 1, 2"
        ):
            state = str(row["status"])
            jobs.setdefault(row["queue"], {})[STATES.get(state, state)] = row["count"]
        rounds = self.database.rows(
            "SELECT id, asked_at, asked ->> 'actor' AS actor, begun_at, ended_at, code, run "
            "FROM accessctl_rounds ORDER BY id DESC LIMIT 10"
        )
        workers = self.database.rows(
            "SELECT name, concurrency, since, seen_at FROM accessctl_workers "
            "WHERE seen_at > clock_timestamp() - make_interval(secs => %s) ORDER BY since, name",
            patience,
        )
        limits = self.database.rows("SELECT system, per_second FROM accessctl_limits")
        return FleetStanding(
            tuple(FleetRound(**row) for row in rounds),
            jobs,
            tuple(FleetWorker(**row) for row in workers),
            {row["system"]: row["per_second"] for row in limits},
            patience,
        )
