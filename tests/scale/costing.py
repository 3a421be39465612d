"""What the program's own code takes for a practice and a record, measured on a sample; kept in costs.json."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from pathlib import Path

from assumptions import Costs
from deciding import RULES, RealCase, instant
from wishes import Kind, Wish

from accessctl.journal.codec import FileName, decode_line, encode_record, numbered
from accessctl.journal.folding import fold
from accessctl.model.policy import Policy
from accessctl.model.practice import Declaration
from accessctl.model.record import Record
from accessctl.reconcile.diff import diff
from accessctl.reconcile.learning import learn
from accessctl.reconcile.planning import Round, assemble, digest

KEPT = Path(__file__).with_name("costs.json")
SAMPLE, ROUNDS = 400, 7
HOUR = 3600.0


def kept() -> Costs:
    """Return what was measured last."""
    return Costs.of(json.loads(KEPT.read_text(encoding="utf-8")))


def measure() -> Costs:
    """Measure, and keep it. Reading files is that of `script/bench validate`, warm: 0.5 s for 10,000."""
    cases = [RealCase(Wish(n, Kind.COME, n, n % 2 == 0, HOUR)) for n in range(SAMPLE)]
    records = [record for case in cases for record in case.records]
    found = Costs(read=0.00005, plan=_plan(cases) / SAMPLE, record=_fold(records) / len(records))
    value = {"read": found.read, "plan": round(found.plan, 6), "record": round(found.record, 7)}
    KEPT.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
    return found


def _plan(cases: list[RealCase]) -> float:
    """Return the seconds of one core for the plan of all: difference, guards, what is learned, the digest."""
    view = fold([record for case in cases for record in case.records])
    situations = [case.situation(10 * HOUR, view) for case in cases]
    practices = {situation.slug: situation.practice for situation in situations}
    start = Round(Declaration(RULES.settings, Policy(), practices), view, RULES, instant(10 * HOUR))

    def once() -> None:
        differences = [diff(situation) for situation in situations]
        plan = assemble(differences, start)
        assert len(plan.changes) == len(cases)
        digest(plan)
        for difference in differences:
            learn(difference)

    return _least(once)


def _fold(records: list[Record]) -> float:
    """Return the seconds of one core for reading so many lines of the journal, and folding them."""
    name = FileName("runs/2026/11/000001-00000000.close.jsonl", "000001-00000000", "close")
    random.Random(1).shuffle(records)  # noqa: S311 - practices come mixed, as runs write them
    lines = [encode_record(record).encode() for record in numbered(name.run, records)]
    return _least(lambda: fold([decode_line(name, place, line) for place, line in enumerate(lines, 1)]))


def _least(act: Callable[[], object]) -> float:
    """Return the least of several: what other work on the machine adds is no part of it."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        act()
        taken.append(time.process_time() - begun)
    return min(taken)
