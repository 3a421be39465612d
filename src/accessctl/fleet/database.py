"""The fleet's database: opened, set up, and known for that of this repository; its address is a secret."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg
from procrastinate.schema import SchemaManager
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool, PoolTimeout

from accessctl.errors import AccessctlError
from accessctl.fleet.tables import FORMAT, TABLES
from accessctl.journal.gateway import Gateway

VARIABLE = "ACCESSCTL_FLEET_URL"
SECONDS = 10.0
"""How long somebody waits for a connection."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Terms:
    """What all of a fleet keep to: whoever is silent for `patience` seconds counts as gone."""

    patience: float = 30.0

    @property
    def pulse(self) -> float:
        """How often (seconds) somebody has to be heard of, to count as there."""
        return self.patience / 4


@dataclass(frozen=True, slots=True)
class Database:
    """The connections of one process."""

    url: str
    pool: ConnectionPool[psycopg.Connection[Row]]
    terms: Terms = Terms()

    def rows(self, query: LiteralString, *values: object) -> list[Row]:
        """Return what a query answers."""
        with _told(), self.pool.connection() as connection:
            return connection.execute(query, values).fetchall()

    def row(self, query: LiteralString, *values: object) -> Row | None:
        """Return the one row that a query answers, if any."""
        with _told(), self.pool.connection() as connection:
            return connection.execute(query, values).fetchone()

    def do(self, query: LiteralString, *values: object) -> int:
        """Run a statement and return how many rows it was about."""
        with _told(), self.pool.connection() as connection:
            return connection.execute(query, values).rowcount

    def many(self, query: LiteralString, values: list[tuple[object, ...]]) -> None:
        """Run a statement for each set of values, all of them or none."""
        with self.at_once() as connection, connection.cursor() as cursor:
            cursor.executemany(query, values)

    @contextmanager
    def at_once(self) -> Iterator[psycopg.Connection[Row]]:
        """Give a connection whose statements all hold, or none of them."""
        with _told(), self.pool.connection() as connection, connection.transaction():
            yield connection


@contextmanager
def opened(environment: Mapping[str, str], *, connections: int = 4) -> Iterator[Database]:
    """Open the database that the environment names, whether it was set up or not."""
    url = environment.get(VARIABLE, "").strip()
    if not url:
        raise AccessctlError("fleet-url-missing", variable=VARIABLE)
    pool: ConnectionPool[psycopg.Connection[Row]] = ConnectionPool(
        url,
        min_size=1,
        max_size=connections,
        open=False,
        timeout=SECONDS,
        reconnect_timeout=SECONDS,
        kwargs={"autocommit": True, "row_factory": dict_row, "application_name": "accessctl"},
    )
    try:
        with _told():
            psycopg.connect(url, connect_timeout=int(SECONDS)).close()  # says why it cannot, and at once
            pool.open(wait=True)
        yield Database(url, pool)
    finally:
        pool.close()


@contextmanager
def joined(environment: Mapping[str, str], gateway: Gateway, *, connections: int = 4) -> Iterator[Database]:
    """Open the database of this repository's fleet; another repository's, or none, is an error."""
    with opened(environment, connections=connections) as database:
        about = _about(database)
        if about is None:
            raise AccessctlError("fleet-not-set-up")
        if about["format"] != FORMAT:
            raise AccessctlError("fleet-other-format", found=about["format"], known=FORMAT)
        if about["repository"] != repository_of(gateway):
            raise AccessctlError("fleet-other-repository")
        yield Database(database.url, database.pool, Terms(about["patience"]))


def set_up(database: Database, gateway: Gateway, patience: float | None) -> bool:
    """Make what is missing; say whether anything was. What is there already is kept."""
    repository = repository_of(gateway)
    about = _about(database)
    if about is not None and about["repository"] != repository:
        raise AccessctlError("fleet-other-repository")
    with database.at_once() as connection:
        if about is None:
            found = connection.execute("SELECT to_regclass('procrastinate_jobs') AS jobs").fetchone()
            if found is None or found["jobs"] is None:
                connection.execute(SchemaManager.get_schema())
            connection.execute(TABLES)
            connection.execute(
                "INSERT INTO accessctl_about (format, repository, patience) VALUES (%s, %s, %s)",
                (FORMAT, repository, Terms().patience if patience is None else patience),
            )
        elif patience is not None:
            connection.execute("UPDATE accessctl_about SET patience = %s", (patience,))
    return about is None


def repository_of(gateway: Gateway) -> str:
    """Return what all clones of a repository have in common: its first commit."""
    roots = gateway.run("rev-list", "--max-parents=0", "HEAD").text.split()
    return min(roots)


def _about(database: Database) -> Row | None:
    found = database.row("SELECT to_regclass('accessctl_about') AS about")
    if found is None or found["about"] is None:
        return None
    return database.row("SELECT format, repository, patience FROM accessctl_about")


@contextmanager
def _told() -> Iterator[None]:
    """Turn what the database complains of into an error that names it."""
    try:
        yield
    except PoolTimeout as error:
        raise AccessctlError("fleet-unreachable", reason=str(error)) from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise AccessctlError("fleet-not-allowed", reason=_first_line(error)) from error
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        raise AccessctlError("fleet-unreachable", reason=_first_line(error)) from error


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
