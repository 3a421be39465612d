"""The queue: Procrastinate's jobs, given out by runs and worked off by any number of processes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from procrastinate import App, PsycopgConnector, RetryDecision, SyncPsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.retry import BaseRetryStrategy
from procrastinate.worker import Worker
from psycopg.types.json import Jsonb

from accessctl.errors import AccessctlError
from accessctl.fleet import working
from accessctl.fleet.database import Database
from accessctl.fleet.gathering import InterruptedRoundError
from accessctl.fleet.ledger import Ledger
from accessctl.fleet.register import Register
from accessctl.fleet.rounds import Asked, Coordinator, make_round
from accessctl.fleet.working import Bench, PutBackError

ROUNDS, PRACTICES = "rounds", "practices"
TRIES = 5
LOOK_SECONDS = 0.2
"""How often a process looks whether it is to end."""
POLL_SECONDS = 1.0
"""How often it asks for jobs that it was not told of: put back, or due again."""
SWEEPING = 0x61636C73
"""The database's lock of whoever takes jobs from those who are gone."""


class _Patience(BaseRetryStrategy):
    """Tries again later and later, a few times; what was put back, at once."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Say when a job is tried again, if it is."""
        if isinstance(exception, PutBackError | InterruptedRoundError):
            return RetryDecision()
        if job.attempts >= TRIES:
            return None
        return RetryDecision(retry_in={"seconds": 2 ** (job.attempts + 1)})


@dataclass(frozen=True, slots=True)
class Queue:
    """Gives out jobs."""

    database: Database

    def observe(self, nonce: str, asking: int, practices: Sequence[str]) -> tuple[int, ...]:
        """Have each practice read; return the jobs."""
        more: dict[str, object] = {"nonce": nonce, "asking": asking}
        return self._give("observe", [{"practice": slug, **more} for slug in practices])

    def carry_out(self, nonce: str, practices: Sequence[str]) -> tuple[int, ...]:
        """Have each practice's changes carried out; return the jobs."""
        return self._give("carry_out", [{"practice": slug, "nonce": nonce} for slug in practices])

    def failed(self, jobs: Sequence[int]) -> frozenset[str]:
        """Return the practices whose jobs were tried often enough and failed."""
        rows = self.database.rows(
            "SELECT args ->> 'practice' AS practice FROM procrastinate_jobs "
            "WHERE id = ANY(%s) AND status IN ('failed', 'cancelled', 'aborted')",
            list(jobs),
        )
        return frozenset(row["practice"] for row in rows)

    def round(self, asked: Asked, *, periodic: bool = False) -> int | None:
        """Ask for a round and return its number; a periodic one only where none of them waits already."""
        with self.database.at_once() as connection:
            if (
                periodic
                and connection.execute(
                    "SELECT 1 FROM accessctl_rounds WHERE begun_at IS NULL AND asked ->> 'commit' IS NULL"
                ).fetchone()
            ):
                return None
            row = connection.execute(
                "INSERT INTO accessctl_rounds (asked) VALUES (%s) RETURNING id",
                (Jsonb(asked.json()),),
            ).fetchone()
            assert row is not None  # noqa: S101 - an insertion returns its row
            job = _job(ROUNDS, "round", ROUNDS, {"round_id": row["id"]})
            self._app().job_manager.batch_defer_jobs([job], connection=connection)
            return int(row["id"])

    def waiting(self) -> int:
        """Return how many jobs are left, those at hand included."""
        row = self.database.row(
            "SELECT count(*) AS count FROM procrastinate_jobs "
            "WHERE queue_name IN ('rounds', 'practices') AND status IN ('todo', 'doing')"
        )
        return 0 if row is None else int(row["count"])

    def _give(self, task: str, arguments: Sequence[dict[str, object]]) -> tuple[int, ...]:
        jobs = [_job(PRACTICES, task, f"practice/{item['practice']}", item) for item in arguments]
        given = self._app().job_manager.batch_defer_jobs(jobs)
        return tuple(job.id for job in given if job.id is not None)

    def _app(self) -> App:
        app = App(connector=SyncPsycopgConnector())
        app.open(self.database.pool)
        return app


def _job(queue: str, task: str, lock: str, arguments: dict[str, object]) -> Job:
    return Job(queue=queue, lock=lock, queueing_lock=None, task_name=task, task_kwargs=arguments)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Crew:
    """One process at work."""

    database: Database
    bench: Bench
    coordinator: Coordinator
    concurrency: int
    tell: Callable[[Exception], None]
    """Told of whatever a job failed over."""
    every: str | None = None
    """When periodic rounds are asked for, as cron says it."""
    drain: bool = False
    """Whether to end once nothing is left."""

    def work(self) -> None:
        """Work until told to stop, or until nothing is left."""
        logging.getLogger("procrastinate").addHandler(logging.NullHandler())
        logging.getLogger(
            "procrastinate"
        ).propagate = False  # it quotes arguments; what matters is told otherwise
        try:
            with ThreadPoolExecutor(1) as apart:  # a loop of its own, whatever runs in the thread that calls
                apart.submit(lambda: asyncio.run(self._work())).result()
        except ConnectorException as error:
            raise AccessctlError("fleet-unreachable", reason=str(error)) from error

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        # a thread for each practice at hand, one for the round, and some for looking after things
        loop.set_default_executor(ThreadPoolExecutor(self.concurrency + 4))
        app = App(connector=PsycopgConnector(conninfo=self.database.url, min_size=2, max_size=6))
        self._teach(app)
        register = Register(self.database)
        await asyncio.to_thread(register.seen, self.bench.name, self.concurrency)
        async with app.open_async():
            workers = (self._worker(app, PRACTICES, self.concurrency), self._worker(app, ROUNDS, 1))
            at_work = [asyncio.create_task(worker.run()) for worker in workers]  # type: ignore[no-untyped-call]
            keeping = asyncio.create_task(self._keep(app, register, workers))
            try:
                await asyncio.wait([*at_work, keeping], return_when=asyncio.FIRST_COMPLETED)
            finally:
                for worker in workers:
                    worker.stop()  # type: ignore[no-untyped-call]
                found = await asyncio.gather(*at_work, return_exceptions=True)
                keeping.cancel()
                found += await asyncio.gather(keeping, return_exceptions=True)
        await asyncio.to_thread(register.gone, self.bench.name)
        for error in found:
            if isinstance(error, Exception):
                raise error

    def _worker(self, app: App, queue: str, concurrency: int) -> Worker:
        terms = self.database.terms
        return Worker(
            app,
            queues=[queue],
            name=queue,
            concurrency=concurrency,
            fetch_job_polling_interval=POLL_SECONDS,
            delete_jobs="successful",
            install_signal_handlers=False,
            update_heartbeat_interval=terms.pulse,
            stalled_worker_timeout=terms.patience,
        )

    def _teach(self, app: App) -> None:
        """Say what each job is."""
        patience = _Patience()

        @app.task(name="observe", queue=PRACTICES, retry=patience)
        def observe(nonce: str, asking: int, practice: str) -> None:
            with self._told():
                working.observe(self.bench, Ledger(self.database, nonce), asking, practice)

        @app.task(name="carry_out", queue=PRACTICES, retry=patience)
        def carry_out(nonce: str, practice: str) -> None:
            with self._told():
                working.carry(self.bench, Ledger(self.database, nonce), practice)

        @app.task(name="round", queue=ROUNDS, retry=patience)
        def round_(round_id: int) -> None:
            with self._told():
                make_round(self.coordinator, round_id)

        if self.every is not None:

            @app.periodic(cron=self.every)
            @app.task(name="every", queue=ROUNDS, queueing_lock="every")
            def every(timestamp: int) -> None:
                del timestamp
                Queue(self.database).round(Asked(), periodic=True)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (PutBackError, InterruptedRoundError):
            raise
        except Exception as error:
            self.tell(error)
            raise

    async def _keep(self, app: App, register: Register, workers: Sequence[Worker]) -> None:
        """Be seen, take jobs from those who are gone, and end when it is time."""
        looks_a_beat = max(1, round(self.database.terms.pulse / LOOK_SECONDS))
        number = idle = 0
        while not self.bench.stop():
            if number % looks_a_beat == 0:
                await asyncio.to_thread(register.seen, self.bench.name, self.concurrency)
                for worker in workers:  # their own heart may stop unnoticed: where ours does, we end
                    if worker.worker_id is not None:
                        await app.job_manager.update_heartbeat(worker.worker_id)
                await self._sweep(app)
            number += 1
            if self.drain:
                left = await asyncio.to_thread(Queue(self.database).waiting)
                idle = 0 if left else idle + 1
                if idle > 1:
                    return
            await asyncio.sleep(LOOK_SECONDS)

    async def _sweep(self, app: App) -> None:
        """Give the jobs of workers that are gone to others; one of us at a time, or a job could run twice."""
        assert isinstance(app.connector, PsycopgConnector)  # noqa: S101 - as it was made
        async with app.connector.pool.connection() as connection, connection.transaction():
            cursor = await connection.execute("SELECT pg_try_advisory_xact_lock(%s)", (SWEEPING,))
            if await cursor.fetchone() != (True,):
                return
            patience = self.database.terms.patience
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=patience):
                if job.attempts >= 2 * TRIES and job.id is not None and job.queue == PRACTICES:
                    await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
                else:
                    await app.job_manager.retry_job(job)
