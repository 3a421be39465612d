"""Plays a little on the sandbox and keeps what the program wrote: the seeds that no person would type.

    PYTHONPATH=tests:tests/unit/rendering .venv/bin/python tests/fuzz/make_seeds.py

To be run again where a format changed; a test says when.
"""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sample_plans import full_plan, small_plan

from accessctl.declarations.discovery import discover
from accessctl.declarations.loading import declaration_of
from accessctl.execution.declaration_cache import DeclarationCache
from accessctl.execution.declaration_cache import encode as declared
from accessctl.journal.codec import FileName, decode_file
from accessctl.journal.folding import begin
from accessctl.journal.kept_codec import Memory, encode
from accessctl.journal.paths import place_of
from accessctl.rendering.json_plan import plan_json
from accessctl.validation.checking import check
from lives import live_through
from world import World, make_world, person

SEEDS = Path(__file__).parent / "seeds"


def main() -> None:
    """Write all seeds anew."""
    with tempfile.TemporaryDirectory() as folder:
        world = live_through(make_world(Path(folder) / "repo"))
        world.practice("heredia", person("eva", billing=True), person("noé", "cima"), language="es")
        world.commit("Open Heredia (#12)\n\nApproved-by: Luz <luz@org.example>")
        world.run("apply", "--yes")
        _journal(world)
        _caches(world)
        _write("live.json", world.sandbox("dump").out.encode())
    for name, plan in (("plan-full.json", full_plan()), ("plan-small.json", small_plan())):
        _write(name, json.dumps(plan_json(plan, "d" * 64), ensure_ascii=False).encode())


def _journal(world: World) -> None:
    files = sorted(world.git("ls-tree", "-r", "--name-only", "access-journal", "runs/").splitlines())
    records = []
    for path in files:
        data = world.git("show", f"access-journal:{path}").encode() + b"\n"
        place = place_of(path)
        assert place is not None
        records += decode_file(FileName(path, place.run, place.part), data)
        _write(f"journal-{place.number}-{place.part}.jsonl", data)
    last = place_of(files[-1])
    assert last is not None
    _write("kept-journal.cache", encode(Memory("a" * 40, "b" * 40, last, begin(records))))


def _caches(world: World) -> None:
    world.ok("log")
    (history,) = (world.root / ".git/accessctl").glob("history-*.json")
    _write("history.cache", history.read_bytes().partition(b"\n")[2])
    cache = DeclarationCache()
    declaration = declaration_of(discover(world.root), cache)
    known = check(declaration, datetime(2026, 11, 24, 16, tzinfo=UTC))
    cache.learn('["a", {"America/Costa_Rica": "2026-11-24"}]', dict.fromkeys(cache.used, known))
    _write("declarations.cache", declared(cache))


def _write(name: str, data: bytes) -> None:
    (SEEDS / name).write_bytes(data)


if __name__ == "__main__":
    main()
