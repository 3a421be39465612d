"""One run's part of the database: its lease, questions and answers, what was begun and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from accessctl.fleet.database import Database, Row
from accessctl.fleet.values import Json


@dataclass(frozen=True, slots=True)
class Question:
    """A practice to be read: the addresses whose registration is asked for, or None for none."""

    practice: str
    lookups: Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Task:
    """A change to be carried out, as it lies in the database."""

    id: str
    change: Json
    begun: bool
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The pages of one run, by its nonce."""

    database: Database
    nonce: str

    # the run and its lease

    def open(self, round_id: int, commit: str) -> None:
        """Begin the run's pages; from now on the lease has to be renewed."""
        self.database.do(
            "INSERT INTO accessctl_runs (nonce, round, commit, lease_until) "
            "VALUES (%s, %s, %s, clock_timestamp() + make_interval(secs => %s))",
            self.nonce,
            round_id,
            commit,
            self.database.terms.patience,
        )

    def renew(self) -> bool:
        """Keep the lease; say whether it could be: it was not over, nor taken."""
        return bool(
            self.database.do(
                "UPDATE accessctl_runs SET lease_until = clock_timestamp() + make_interval(secs => %s) "
                "WHERE nonce = %s AND NOT over AND lease_until > clock_timestamp()",
                self.database.terms.patience,
                self.nonce,
            )
        )

    def commit(self) -> str | None:
        """Return the commit that the run works from, or None where it is not at work any more."""
        row = self.database.row(
            "SELECT commit FROM accessctl_runs "
            "WHERE nonce = %s AND NOT over AND lease_until > clock_timestamp()",
            self.nonce,
        )
        return None if row is None else str(row["commit"])

    def stop(self) -> None:
        """Let nothing more of the run be begun."""
        self.database.do("UPDATE accessctl_runs SET stopped = true WHERE nonce = %s", self.nonce)

    def end(self) -> None:
        """Let nothing of the run be done any more, by whoever may still hold a part of it."""
        self.database.do("UPDATE accessctl_runs SET over = true WHERE nonce = %s", self.nonce)

    def end_if_left(self) -> bool | None:
        """End a run whose lease ran out; False where somebody keeps it, None where it is no run of ours."""
        if self.database.row("SELECT 1 AS one FROM accessctl_runs WHERE nonce = %s", self.nonce) is None:
            return None
        return bool(
            self.database.do(
                "UPDATE accessctl_runs SET over = true "
                "WHERE nonce = %s AND (over OR lease_until <= clock_timestamp())",
                self.nonce,
            )
        )

    def forget(self) -> None:
        """Take the run's pages out: the journal has it all."""
        self.database.do("DELETE FROM accessctl_runs WHERE nonce = %s", self.nonce)

    # reading

    def ask(self, asking: int, questions: Sequence[Question]) -> None:
        """Write down which practices are to be read."""
        self.database.many(
            "INSERT INTO accessctl_questions (nonce, asking, practice, lookups) VALUES (%s, %s, %s, %s)",
            [
                (self.nonce, asking, item.practice, None if item.lookups is None else Jsonb(item.lookups))
                for item in questions
            ],
        )

    def question(self, asking: int, practice: str) -> tuple[str, Question] | None:
        """Return a question that nobody answered yet, with the commit it is about; None once nobody waits."""
        row = self.database.row(
            "SELECT commit, lookups FROM accessctl_questions JOIN accessctl_runs USING (nonce) "
            "WHERE nonce = %s AND asking = %s AND practice = %s AND answer IS NULL "
            "AND NOT over AND lease_until > clock_timestamp()",
            self.nonce,
            asking,
            practice,
        )
        return None if row is None else (row["commit"], Question(practice, row["lookups"]))

    def answer(self, asking: int, practice: str, value: Json) -> None:
        """Answer a question; the first answer counts."""
        self.database.do(
            "UPDATE accessctl_questions SET answer = %s "
            "WHERE nonce = %s AND asking = %s AND practice = %s AND answer IS NULL",
            Jsonb(value),
            self.nonce,
            asking,
            practice,
        )

    def answers(self, asking: int) -> Mapping[str, Json]:
        """Return the answers that came in since the last time, by practice."""
        rows = self.database.rows(
            "UPDATE accessctl_questions SET told = true "
            "WHERE nonce = %s AND asking = %s AND answer IS NOT NULL AND NOT told RETURNING practice, answer",
            self.nonce,
            asking,
        )
        return {row["practice"]: row["answer"] for row in rows}

    def drop_questions(self) -> None:
        """Take out what was read: the plan is made of it."""
        self.database.do("DELETE FROM accessctl_questions WHERE nonce = %s", self.nonce)

    # carrying out

    def write(self, changes: Sequence[tuple[str, str, Json]]) -> None:
        """Write down which changes are to be carried out, in the plan's order: id, practice, change."""
        self.database.many(
            "INSERT INTO accessctl_changes (nonce, id, practice, place, change) VALUES (%s, %s, %s, %s, %s)",
            [
                (self.nonce, name, practice, place, Jsonb(change))
                for place, (name, practice, change) in enumerate(changes)
            ],
        )

    def tasks(self, practice: str) -> tuple[Task, ...]:
        """Return a practice's changes of which nobody knows yet what became of them, in the plan's order."""
        rows = self.database.rows(
            "SELECT id, change, begun_by, since FROM accessctl_changes "
            "WHERE nonce = %s AND practice = %s AND outcome IS NULL AND change IS NOT NULL ORDER BY place",
            self.nonce,
            practice,
        )
        return tuple(
            Task(row["id"], row["change"], row["begun_by"] is not None, row["since"]) for row in rows
        )

    def begin(self, change: str, worker: str, since: datetime) -> bool:
        """Say whether a change may be begun, and write down that it is: both or neither."""
        return bool(
            self.database.do(
                "WITH held AS (SELECT 1 FROM accessctl_runs WHERE nonce = %s AND NOT over AND NOT stopped "
                "AND lease_until > clock_timestamp() FOR SHARE) "
                "UPDATE accessctl_changes SET begun_by = %s, since = coalesce(since, %s) "
                "WHERE nonce = %s AND id = %s AND outcome IS NULL AND EXISTS (SELECT 1 FROM held)",
                self.nonce,
                worker,
                since,
                self.nonce,
                change,
            )
        )

    def settle(self, change: str, outcome: Json, *, stops: bool = False) -> None:
        """Write down what became of a change; where it `stops` the run, nothing more is begun."""
        if stops:  # first: nobody begins another change once it can be known
            self.stop()
        self.database.do(
            "UPDATE accessctl_changes SET outcome = %s WHERE nonce = %s AND id = %s AND outcome IS NULL",
            Jsonb(outcome),
            self.nonce,
            change,
        )

    def outcomes(self) -> Mapping[str, Json]:
        """Return what became of changes since the last time, by their ids."""
        rows = self.database.rows(
            "UPDATE accessctl_changes SET told = true "
            "WHERE nonce = %s AND outcome IS NOT NULL AND NOT told RETURNING id, outcome",
            self.nonce,
        )
        return {row["id"]: row["outcome"] for row in rows}

    def unsettled(self) -> tuple[Row, ...]:
        """Return the changes that were begun and have no outcome; `alive`: whether their worker is there."""
        return tuple(
            self.database.rows(
                "SELECT change.id, change.since, worker.name IS NOT NULL AS alive "
                "FROM accessctl_changes AS change LEFT JOIN accessctl_workers AS worker "
                "ON worker.name = change.begun_by "
                "AND worker.seen_at > clock_timestamp() - make_interval(secs => %s) "
                "WHERE change.nonce = %s AND change.begun_by IS NOT NULL AND change.outcome IS NULL",
                self.database.terms.patience,
                self.nonce,
            )
        )

    def note(self, change: str, practice: str, outcome: Json) -> None:
        """Write down an outcome that the run itself knows: of a letter, or of what was not begun."""
        self.database.do(
            "INSERT INTO accessctl_changes (nonce, id, practice, place, outcome, told) "
            "VALUES (%s, %s, %s, -1, %s, true) ON CONFLICT (nonce, id) DO UPDATE "
            "SET outcome = coalesce(accessctl_changes.outcome, excluded.outcome), told = true",
            self.nonce,
            change,
            practice,
            Jsonb(outcome),
        )

    def noted(self) -> Mapping[str, Any] | None:
        """Return the outcomes by change id, or None where nothing is known of the run."""
        if self.database.row("SELECT 1 AS one FROM accessctl_runs WHERE nonce = %s", self.nonce) is None:
            return None
        rows = self.database.rows(
            "SELECT id, outcome FROM accessctl_changes WHERE nonce = %s AND outcome IS NOT NULL", self.nonce
        )
        return {row["id"]: row["outcome"] for row in rows}
