"""The sandbox's state file: SQLite, its format, and the transactions on it.

The file comes into being with the first change. Until then it reads as an empty sandbox whose clock
shows the machine's time.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from accessctl.errors import AccessctlError, TransientError
from accessctl.providers.sandbox.instants import from_number, to_number

APPLICATION = 0x61636C73  # "acls": tells our file from any other SQLite file
FORMAT = 1
PATIENCE = 10.0  # seconds to wait for another process's change

SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE users (email TEXT PRIMARY KEY, name TEXT, surnames TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE practices (slug TEXT PRIMARY KEY, owner TEXT, clinics TEXT, billing_issuer TEXT) WITHOUT ROWID;
CREATE TABLE assistants (
  practice TEXT NOT NULL REFERENCES practices (slug) ON DELETE CASCADE,
  email TEXT NOT NULL, accepted INTEGER NOT NULL, name TEXT, surnames TEXT NOT NULL,
  sent_at INTEGER, attempts INTEGER, clinics TEXT, record_access INTEGER, billing INTEGER,
  PRIMARY KEY (practice, email)
) WITHOUT ROWID;
CREATE INDEX assistants_by_email ON assistants (email);
CREATE TABLE mails (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, recipient TEXT NOT NULL,
  practice TEXT NOT NULL, kind TEXT NOT NULL
);
CREATE TABLE receipts (
  practice TEXT NOT NULL, email TEXT NOT NULL, change_id TEXT NOT NULL, reference TEXT NOT NULL,
  PRIMARY KEY (practice, email)
) WITHOUT ROWID;
CREATE TABLE faults (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, practice TEXT, remaining INTEGER NOT NULL);
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {FORMAT};
"""


class Store:
    """One state file; safe to share between threads, and between processes."""

    def __init__(self, path: Path, machine_now: datetime) -> None:
        self.path = path
        self._machine_now = machine_now.replace(microsecond=0)
        self._lock = threading.RLock()
        self._reading: sqlite3.Connection | None = None
        self._writing: sqlite3.Connection | None = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one moment of the state and can change nothing."""
        with self._lock, _translated(self.path):
            state = self._reader()
            if state is None:
                with closing(_connect(":memory:")) as blank:
                    _create(blank, self._machine_now)
                    yield blank
                return
            state.execute("BEGIN")
            try:
                yield state
            finally:
                state.rollback()

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes all happen at the end, or none if an error leaves the block."""
        with self._lock, _translated(self.path):
            state = self._writer()
            state.execute("BEGIN IMMEDIATE")
            try:
                yield state
            except BaseException:
                state.rollback()
                raise
            state.commit()

    def reset(self, now: datetime) -> None:
        """Empty the sandbox and set its clock; a file that is not a sandbox's is left alone."""
        with self._lock, _translated(self.path):
            if self.path.exists() and _format_of(self.path) > FORMAT:
                self._remove()  # what a newer version wrote cannot be emptied, only begun anew
            with self.changing() as state:
                for table in ("receipts", "faults", "mails", "assistants", "practices", "users", "meta"):
                    state.execute(f"DELETE FROM {table}")  # noqa: S608  # nosec B608 # names one line above
                set_clock(state, now)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            for connection in (self._reading, self._writing):
                if connection is not None:
                    connection.close()
            self._reading = self._writing = None

    def _reader(self) -> sqlite3.Connection | None:
        if self._reading is None:
            if not self.path.exists() or _format_of(self.path) == 0:
                return None
            connection = _connect(self.path)
            weakref.finalize(self, connection.close)
            connection.execute("PRAGMA query_only = ON")
            _refuse_newer(connection, self.path)
            self._reading = connection
        return self._reading

    def _writer(self) -> sqlite3.Connection:
        if self._writing is None:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self.path.exists():
                # Only then: closing a file of one's own lets go of every lock that SQLite holds on it in
                # this process, and the next command to end would take the log away from under a server.
                with suppress(FileExistsError):
                    os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            connection = _connect(self.path)
            weakref.finalize(self, connection.close)
            if _format_of(self.path) == 0:
                _create(connection, self._machine_now)
            _refuse_newer(connection, self.path)
            # Another process may be just about to do the same; either of us suffices.
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._writing = connection
        return self._writing

    def _remove(self) -> None:
        self.close()
        for suffix in ("", "-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)


def clock(state: sqlite3.Connection) -> datetime:
    """Return what the sandbox's clock shows."""
    (number,) = state.execute("SELECT value FROM meta WHERE key = 'now'").fetchone()
    return from_number(number)


def set_clock(state: sqlite3.Connection, now: datetime) -> None:
    """Set the sandbox's clock."""
    state.execute("REPLACE INTO meta VALUES ('now', ?)", (to_number(now),))


def link_key(state: sqlite3.Connection) -> bytes | None:
    """Return what the links of invitations are made unguessable with, if anybody needed it yet."""
    row = state.execute("SELECT value FROM meta WHERE key = 'link-key'").fetchone()
    return None if row is None else bytes(row[0])


def set_link_key(state: sqlite3.Connection, key: bytes) -> None:
    """Keep the key of the links, unless there is one: a link outlives the server that made it."""
    state.execute("INSERT OR IGNORE INTO meta VALUES ('link-key', ?)", (key,))


def next_reference(state: sqlite3.Connection) -> str:
    """Return the reference of the next receipt."""
    state.execute("INSERT OR IGNORE INTO meta VALUES ('receipts', 0)")
    state.execute("UPDATE meta SET value = value + 1 WHERE key = 'receipts'")
    (number,) = state.execute("SELECT value FROM meta WHERE key = 'receipts'").fetchone()
    return f"sandbox-{number:06d}"


def _connect(path: Path | str) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)


def _create(connection: sqlite3.Connection, now: datetime) -> None:
    connection.execute("BEGIN IMMEDIATE")
    if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        for statement in filter(str.strip, SCHEMA.split(";")):
            connection.execute(statement)
        set_clock(connection, now)
    connection.commit()


def _format_of(path: Path) -> int:
    """Return the format of a state file, 0 for an empty file; another file is an error."""
    with closing(_connect(path.absolute())) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION:
            if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                raise AccessctlError("sandbox-not-a-state", path=str(path))
            return 0
    return int(version)


def _refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > FORMAT:
        raise AccessctlError("sandbox-newer", path=str(path), version=version, known=FORMAT)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system complain of into errors that name the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name == "SQLITE_NOTADB":
            raise AccessctlError("sandbox-not-a-state", path=str(path)) from error
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise TransientError("sandbox-busy", path=str(path)) from error
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise  # a bug of ours
        raise AccessctlError("sandbox-unusable", path=str(path), reason=str(error)) from error
    except OSError as error:
        raise AccessctlError("sandbox-unusable", path=str(path), reason=str(error.strerror)) from error
