"""Times what reads a journal of 200,000 records in 20,000 runs: cold, warm, and after one more run.

`script/bench journal` makes 2,500 practices of nine people, everybody adopted; each run looks at one
practice, invites somebody and asks for their record access, which a note says was given, or nobody answers.
`BENCH_RUNS=2000` makes fewer.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus import make
from history_bench import say
from validate_bench import commit, measure, nothing, run

from accessctl.journal.codec import encode_file, numbered
from accessctl.journal.paths import file_path, run_id
from accessctl.model.change import Access, ChangeKind
from accessctl.model.handoff import HandoffState
from accessctl.model.identity import Address
from accessctl.model.live import Presence
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind

RUNS = int(os.environ.get("BENCH_RUNS", "20000"))
PRACTICES = int(os.environ.get("BENCH_PRACTICES", "2500"))
START = datetime(2024, 1, 8, 14, tzinfo=UTC)
NONE = Access(None, None, None)
HAS = Access(("centro",), False, False)
MORE = Access(("centro",), True, False)


@dataclass(frozen=True, slots=True)
class Written:
    """One file of the journal, and when it was committed."""

    run: str
    part: str
    at: datetime
    records: tuple[Record, ...]


def files(runs: int) -> Iterator[Written]:
    """Yield the files of as many runs: ten records each; every third one notes what somebody answered."""
    yield Written(run_id(1, "0" * 8), "note", START, tuple(_adoptions(START)))
    for number in range(2, runs + 1):
        at = START + timedelta(minutes=45 * number)
        run = run_id(number, f"{number:08x}")
        slug = f"consultorio-{number % PRACTICES:05d}"
        who = Address(f"nueva.{number}@{slug}.example")
        if number % 3 == 0:
            yield Written(run, "note", at, _answer(number - 1, at))
        else:
            yield from _applied(run, at, slug, who)


def _adoptions(at: datetime) -> Iterator[Record]:
    yield Record(kind=RecordKind.RUN, at=at, command="apply", actor="Ana", commit="c" * 40)
    for number in range(PRACTICES):
        slug = f"consultorio-{number:05d}"
        yield _observation(at, slug)
        for index in range(9):
            email = Address(f"persona.{index}@{slug}.example")
            yield _seen(RecordKind.ADOPTED, at, slug, email)


def _observation(at: datetime, slug: str) -> Record:
    return Record(
        kind=RecordKind.OBSERVATION,
        at=at,
        practice=slug,
        provider="sandbox",
        account=slug,
        complete=True,
        count=9,
        digest=f"{at:%Y%m%d%H%M}",
    )


def _seen(kind: RecordKind, at: datetime, slug: str, email: Address) -> Record:
    return Record(
        kind=kind,
        at=at,
        practice=slug,
        email=email,
        presence=Presence.ACTIVE,
        sent_at=START - timedelta(days=4),
        attempts=1,
        after=HAS,
        declared=HAS,
        entry="0123456789abcdef",
    )


def _applied(run: str, at: datetime, slug: str, who: Address) -> Iterator[Written]:
    invitation, request = f"{run[:6]}aaaaaa", f"{run[:6]}bbbbbb"
    about = {"practice": slug, "email": who, "entry": "0123456789abcdef"}
    invite = {**about, "change": ChangeKind.INVITE, "change_id": invitation, "before": NONE, "after": HAS}
    ask = {**about, "change": ChangeKind.REQUEST_RECORD_ACCESS, "change_id": request, "handoff": request}
    ask |= {"before": HAS, "after": MORE, "recipient": Address(f"titular@{slug}.example")}
    head = Record(
        kind=RecordKind.RUN,
        at=at,
        command="apply",
        actor="Ana <ana@org.example>",
        commit=f"{int(run[:6]):040x}",
        holder={"host": "pipeline", "pid": 7},
        expires_at=at + timedelta(minutes=15),
    )
    people = [Address(f"persona.{index}@{slug}.example") for index in range(5)]
    seen = [_seen(RecordKind.SEEN, at, slug, email) for email in people]
    intents = [Record(kind=RecordKind.INTENT, at=at, **of) for of in (invite, ask)]  # type: ignore[arg-type]
    yield Written(run, "open", at, (head, _observation(at, slug), *seen, *intents))
    later = at + timedelta(minutes=1)
    closed = Record(kind=RecordKind.CLOSED, at=later, command="apply")
    done = Record(kind=RecordKind.OUTCOME, at=later, outcome=Status.DONE, **invite)  # type: ignore[arg-type]
    asked = Record(kind=RecordKind.OUTCOME, at=later, outcome=Status.HANDED_OFF, **ask)  # type: ignore[arg-type]
    yield Written(run, "close", later, (closed, done, asked))


def _answer(number: int, at: datetime) -> tuple[Record, ...]:
    """Return the note of what became of an earlier run's request."""
    said = Record(
        kind=RecordKind.HANDOFF,
        at=at,
        practice=f"consultorio-{number % PRACTICES:05d}",
        handoff=f"{number:06d}bbbbbb",
        state=HandoffState.DONE_ATTESTED,
        by="titular@org.example",
    )
    return (Record(kind=RecordKind.RUN, at=at, command="handoff", actor="Ana"), said)


def write(root: Path, runs: int) -> int:
    """Write the branch with `git fast-import`, one commit a file; return how many records it has."""
    command = ["git", "fast-import", "--quiet"]
    count = 0
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE) as stream:
        assert stream.stdin is not None
        stream.stdin.write(_commit(START, "README.md", b"# Access journal\n"))
        for item in files(runs):
            records = numbered(item.run, item.records)
            count += len(records)
            data = encode_file(item.run, item.part, records)
            stream.stdin.write(_commit(item.at, file_path(item.run, item.part, item.at), data))
    assert stream.returncode == 0
    subprocess.run(["git", "repack", "-adq"], cwd=root, check=True)
    return count


def _commit(at: datetime, path: str, data: bytes) -> bytes:
    head = f"commit refs/heads/access-journal\ncommitter Ana <ana@org.example> {int(at.timestamp())} +0000\n"
    return f"{head}data 3\nRun\nM 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"


def pin(root: Path) -> None:
    """Let the settings name the branch's first commit, as those of a real organisation do."""
    command = ["git", "rev-list", "--max-parents=0", "access-journal"]
    first = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.strip()
    path = root / "access" / "settings.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}journal: {{root: {first}}}\n", encoding="utf-8")
    commit(root)


def forget(root: Path) -> None:
    """Delete what is remembered of the journal."""
    for path in (root / ".git" / "accessctl").glob("journal-*"):
        path.unlink()


def one_more(root: Path, number: int) -> None:
    """Let somebody say of a request that it was refused: one more run."""
    run(root, "handoff", "refused", f"{number:06d}bbbbbb", "--by", "titular@org.example")


def main() -> None:
    """Make the repository and time what reads its journal."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "journal"
        live = make(root, PRACTICES)
        count = write(root, RUNS)
        pin(root)
        run(root, "sandbox", "load", str(live))
        say(f"\n{RUNS:,} runs, {count:,} records, {PRACTICES:,} practices")
        pending = iter(range(4, RUNS, 3))
        three = [word for number in (1, 2, 3) for word in ("--practice", f"consultorio-{number:05d}")]
        for label, command in (
            ("plan of three practices", ["plan", *three]),
            ("handoff list, which looks at everybody's", ["handoff", "list"]),
        ):
            run(root, *command)
            measure(f"{label}, cold", lambda _: forget(root), root, *command)
            measure(f"{label}, warm", nothing, root, *command)
            measure(f"{label}, one more run", lambda _: one_more(root, next(pending)), root, *command)
        measure("log of a month", nothing, root, "log", "--since", "2024-12-01", "--format", "json")


if __name__ == "__main__":
    main()
