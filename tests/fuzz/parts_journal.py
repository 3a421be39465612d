"""What the journal's branch, a plan's file, a commit and the files that only save time can hold."""

from __future__ import annotations

import json
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import seeds_at_hand as seeds
from cases import Part, Shape

from accessctl.cli.apply_command import read_plan
from accessctl.execution.declaration_cache import decode as declared
from accessctl.execution.declaration_cache import encode as declared_again
from accessctl.execution.loosening import from_trailers
from accessctl.execution.verify import read_kept
from accessctl.execution.writeahead import WriteAhead
from accessctl.history import approval_store, store
from accessctl.history.codec import FORMAT as HISTORY
from accessctl.history.journal_events import journal_events, review_events
from accessctl.history.messages import approvals, pull_request
from accessctl.history.signed_commits import stored_commit
from accessctl.journal.codec import FileName, decode_file, encode_file
from accessctl.journal.folding import fold
from accessctl.journal.folding_practices import PracticeDraft
from accessctl.journal.kept_codec import decode as recalled
from accessctl.journal.kept_codec import encode as kept_again
from accessctl.journal.paths import place_of
from accessctl.rendering.json_plan import plan_json
from accessctl.rendering.plan_html import plan_page
from accessctl.rendering.plan_markdown import About, plan_markdown
from accessctl.rendering.plan_text import plan_text
from accessctl.rendering.voice import Voice

NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)
_HEAD = re.compile(rb'"run": ?"(\d{6,12}-[0-9a-f]{8})", ?"part": ?"([a-z0-9-]+)"')
_FOLDER = Path(tempfile.mkdtemp(prefix="accessctl-fuzz-"))
_PLACES = {}
for _seed in seeds.written("journal-*.jsonl"):
    _found = _HEAD.search(_seed)
    assert _found is not None
    _PLACES[_found[1]] = FileName("runs/2026/11/x.jsonl", _found[1].decode(), _found[2].decode())
_USUAL = next(iter(_PLACES.values()))


def journal(data: bytes) -> object:
    """Read a file of the journal, fold it and tell its events."""
    head = _HEAD.search(data)
    name = _USUAL if head is None else FileName("runs/2026/11/x.jsonl", head[1].decode(), head[2].decode())
    records = decode_file(name, data)
    written = encode_file(name.run, name.part, records)  # in our own order, whatever theirs was
    assert encode_file(name.run, name.part, decode_file(name, written)) == written
    view = fold(records)
    for slug in [*view.practices]:
        view.practices[slug]
    list(journal_events(records))
    list(review_events(records))
    return True


def journal_path(data: bytes) -> object:
    """Read a path of the journal's tree."""
    return place_of(data.decode("utf-8", "surrogateescape"))


def plan(data: bytes) -> object:
    """Read a saved plan and show it in every way."""
    path = _FOLDER / "plan.json"
    path.write_bytes(data)
    found = read_plan(path)
    json.dumps(plan_json(found, "d" * 64))
    for zone in ("America/Costa_Rica", "Pacific/Kiritimati"):
        plan_text(found, "d" * 64, "es", color=True, zone=zone)
        plan_markdown(found, "d" * 64, "en", zone=zone)
        plan_page(found, "d" * 64, Voice("es", zone), About())
    return True


def commit(data: bytes) -> object:
    """Read a commit, its trailers and what it says of its pull request."""
    stored = stored_commit("4f0c", data)
    assert isinstance(stored.ssh_key, str)
    message = data.partition(b"\n\n")[2].decode("utf-8", "replace")
    pull_request(message)
    approvals(message)
    pairs = [line.partition(": ")[::2] for line in message.splitlines() if ": " in line]
    return from_trailers(pairs)


def history_cache(data: bytes) -> object:
    """Read a kept history whose seal is right."""
    path = _FOLDER / "history.json"
    path.write_bytes(_sealed(HISTORY, data))
    return store.read_cache(path)


def approval_cache(data: bytes) -> object:
    """Read kept approvals whose seal is right."""
    path = _FOLDER / "approvals.json"
    path.write_bytes(_sealed(approval_store.FORMAT, data))
    return approval_store.read_approvals(path)


def _sealed(form: str, body: bytes) -> bytes:
    import hashlib

    return f"{form} {hashlib.sha256(body).hexdigest()}\n".encode() + body


def kept_journal(data: bytes) -> object:
    """Read a folded journal that was kept, and all of its practices."""
    memory = recalled(data, lambda _: PracticeDraft())
    if memory is None:
        return False
    kept_again(memory)
    view = memory.draft.frozen()
    return [view.practices[slug] for slug in [*view.practices]] or True


def declaration_cache(data: bytes) -> object:
    """Read what the files said when they were read last."""
    cache = declared(data)
    declared_again(cache)
    return cache.known


def write_ahead(data: bytes) -> object:
    """Read a dead run's notes."""
    ahead = WriteAhead(_FOLDER, "1a2b3c4d")
    ahead.path.parent.mkdir(exist_ok=True)
    ahead.path.write_bytes(data)
    noted = ahead.read()
    assert noted is not None
    assert all(
        isinstance(key, str) and value.keys() == {"status", "reference"} for key, value in noted.items()
    )
    return noted


def checkpoints(data: bytes) -> object:
    """Read an auditor's checkpoints."""
    path = _FOLDER / "checkpoints"
    path.write_bytes(data)
    return read_kept(path, must_exist=True).checkpoints


_FILES = seeds.written("journal-*.jsonl")
_TIPS = b"# kept\n3f2a91c0d4e5f60718293a4b5c6d7e8f90a1b2c3 2026-11-24T16:00:00Z\n"
PARTS = (
    Part("journal", Shape.LINES, _FILES, journal, 120),
    Part("journal-path", Shape.TEXT, (b"runs/2026/11/000042-1f3a9c2e.renew-1.jsonl",), journal_path, 40),
    Part("plan", Shape.JSON, seeds.written("plan-small.json"), plan, 25),
    Part("plan-of-everything", Shape.JSON, seeds.written("plan-full.json"), plan, 2),
    Part(
        "commit",
        Shape.TEXT,
        (seeds.COMMIT,),
        commit,
        80,
        (b"gpgsig ", b"Allow-Removals: ", b"Restore: ", b"(#"),
    ),
    Part("history-cache", Shape.JSON, seeds.written("history.cache"), history_cache, 20),
    Part("approvals-cache", Shape.JSON, (seeds.APPROVALS,), approval_cache, 10),
    Part("journal-cache", Shape.TEXT, seeds.written("kept-journal.cache"), kept_journal, 20),
    Part("declaration-cache", Shape.TEXT, seeds.written("declarations.cache"), declaration_cache, 15),
    Part("write-ahead", Shape.LINES, (seeds.WRITE_AHEAD,), write_ahead, 20),
    Part("checkpoints", Shape.TEXT, (_TIPS,), checkpoints, 10),
)
