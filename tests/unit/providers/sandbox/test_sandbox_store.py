from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sandbox_builders import ANA, NOW, PRACTICE, change, dumped, load, observe, seen

from accessctl.errors import AccessctlError, TransientError
from accessctl.model.change import ChangeKind
from accessctl.model.identity import Address
from accessctl.providers.sandbox import store as store_module
from accessctl.providers.sandbox.reader import SandboxReader
from accessctl.providers.sandbox.store import Store, clock, set_clock
from accessctl.providers.sandbox.writer import SandboxWriter


def test_reading_when_no_file_exists_shows_the_declaration_and_makes_no_file(store: Store) -> None:
    """A plan before the first apply writes nothing."""
    observation = observe(store)
    assert observation.assistants == {}
    assert [clinic.id for clinic in observation.clinics or ()] == ["escazu", "cima"]
    assert observation.at == NOW
    assert not store.path.parent.exists()


def test_first_change_makes_the_file_for_its_owner_only(store: Store) -> None:
    """Parent directories are made; nobody else may read the state."""
    load(store)
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_reading_after_the_first_change_of_another_store_sees_it(store: Store) -> None:
    """A reader opened before the file existed is not stuck with the empty sandbox."""
    assert seen(store) is None
    other = Store(store.path, NOW + timedelta(days=1))
    load(other, {"email": ANA, "accepted": True})
    assert seen(store) is not None
    other.close()


def test_clock_starts_at_the_machine_s_second_and_stands_still(store: Store) -> None:
    """The sandbox's clock moves only when it is told to."""
    load(store)
    later = Store(store.path, NOW + timedelta(days=3))
    assert SandboxReader(later).now() == NOW
    later.close()


def test_clock_at_creation_drops_the_fraction_of_a_second(tmp_path: Path) -> None:
    """Times in the state are whole seconds unless a file says otherwise."""
    made = Store(tmp_path / "state", NOW.replace(microsecond=1234))
    with made.changing() as state:
        assert clock(state) == NOW
    made.close()


def test_changing_when_an_error_leaves_the_block_changes_nothing(store: Store) -> None:
    """A change happens whole or not at all."""
    load(store)
    before = dumped(store)

    def fail() -> None:
        with store.changing() as state:
            state.execute("DELETE FROM practices")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert dumped(store) == before


def test_reading_connection_can_change_nothing(store: Store) -> None:
    """The reader's connection refuses to write."""
    load(store)
    with pytest.raises(AccessctlError), store.reading() as state:
        state.execute("DELETE FROM practices")
    assert dumped(store)["practices"]


def test_opening_a_newer_format_is_refused_and_reset_begins_anew(store: Store) -> None:
    """What a later version wrote is not guessed at."""
    load(store, {"email": ANA, "accepted": True})
    store.close()
    with sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA user_version = 2")
    connection.close()
    for act in (seen, load):
        with pytest.raises(AccessctlError) as caught:
            act(store)
        assert caught.value.code == "sandbox-newer"
        assert caught.value.params["version"] == 2
    store.reset(NOW)
    assert dumped(store)["practices"] == []


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to look at" * 20, None])
def test_opening_another_file_is_refused_and_leaves_it_alone(store: Store, content: bytes | None) -> None:
    """Neither text nor somebody else's SQLite file is touched, by reset either."""
    store.path.parent.mkdir()
    if content is None:
        with sqlite3.connect(store.path) as connection:
            connection.execute("CREATE TABLE theirs (a)")
        connection.close()
        content = store.path.read_bytes()
    else:
        store.path.write_bytes(content)
    for act in (lambda: seen(store), lambda: load(store), lambda: store.reset(NOW)):
        with pytest.raises(AccessctlError) as caught:
            act()
        assert caught.value.code == "sandbox-not-a-state"
    assert store.path.read_bytes() == content


def test_opening_an_empty_file_is_a_new_sandbox(store: Store) -> None:
    """A file that was only touched holds nothing yet."""
    store.path.parent.mkdir()
    store.path.touch()
    assert seen(store) is None
    load(store, {"email": ANA, "accepted": True})
    assert seen(store) is not None


def test_opening_a_directory_is_one_clear_error(tmp_path: Path) -> None:
    """The path is named in the error."""
    for act in (seen, load):
        with pytest.raises(AccessctlError) as caught:
            act(Store(tmp_path, NOW))
        assert caught.value.code == "sandbox-unusable"
        assert caught.value.params["path"] == str(tmp_path)


def test_changing_while_another_process_writes_may_pass(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy state is a fault that may pass, not a bug."""
    load(store)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(store_module, "PATIENCE", 0.05)
    with pytest.raises(TransientError) as caught:
        load(Store(store.path, NOW))
    assert caught.value.code == "sandbox-busy"
    other.close()


def test_reset_empties_everything_and_sets_the_clock(store: Store) -> None:
    """Another sandbox begins."""
    SandboxWriter(store).carry_out(PRACTICE, change(ChangeKind.INVITE, "escazu"))
    store.reset(NOW + timedelta(days=9))
    assert dumped(store) == {
        "format": "accessctl.live/1",
        "now": "2026-12-03T10:00:00Z",
        "users": [],
        "practices": [],
        "mails": [],
    }


def test_thousand_changes_from_four_threads_take_well_under_two_seconds(store: Store) -> None:
    """One short transaction a change, none of them lost."""
    writer = SandboxWriter(store)

    def invite(first: int) -> None:
        for number in range(first, 1000, 4):
            guest = Address(f"p{number}@santalucia.example")
            writer.carry_out(PRACTICE, change(ChangeKind.INVITE, "escazu", email=guest))

    threads = [threading.Thread(target=invite, args=(first,)) for first in range(4)]
    started = time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.process_time() - started < 2
    assert len(observe(store).assistants) == 1000
    assert len(dumped(store)["mails"]) == 1000


def test_long_lived_store_and_short_processes_see_each_other(store: Store) -> None:
    """A server that read before it wrote keeps its place when commands come and go beside it."""

    def other(*does: str) -> str:
        script = (
            "import sys, pathlib, datetime\n"
            "from accessctl.providers.sandbox.store import Store, clock, set_clock\n"
            "first = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)\n"
            f"store = Store(pathlib.Path({str(store.path)!r}), first)\n" + "\n".join(does)
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    look = ("with store.reading() as state: print(clock(state).isoformat())",)
    change = ("with store.changing() as state: set_clock(state, clock(state) + datetime.timedelta(days=1))",)
    other(*change)
    for _ in range(3):
        with store.reading() as state:
            shown = clock(state)
        with store.changing() as state:
            set_clock(state, shown + timedelta(hours=1))
        assert other(*look) == (shown + timedelta(hours=1)).isoformat()
        other(*change)
        with store.reading() as state:
            assert clock(state) == shown + timedelta(hours=1, days=1)
