"""The files one by one: read as far as they can be, with all that is wrong by line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC

from accessctl.errors import JournalError
from accessctl.journal.codec import FileName, check_head, decode_line, encode_record
from accessctl.journal.paths import CLOSE, NOTE, OPEN, file_path
from accessctl.journal.verifying_commits import AddedFile
from accessctl.model.record import Record, RecordKind
from accessctl.model.verification import Discrepancy

RENEW = "renew"

_FIRST: Mapping[str, RecordKind] = {
    OPEN: RecordKind.RUN,
    NOTE: RecordKind.RUN,
    RENEW: RecordKind.RENEWAL,
    CLOSE: RecordKind.CLOSED,
}
_AFTER: Mapping[str, frozenset[RecordKind]] = {
    OPEN: frozenset(RecordKind)
    - {
        RecordKind.RUN,
        RecordKind.RENEWAL,
        RecordKind.CLOSED,
        RecordKind.REVIEW,
        RecordKind.REVIEWED,
    },
    NOTE: frozenset({RecordKind.HANDOFF, RecordKind.REVIEW, RecordKind.REVIEWED}),
    RENEW: frozenset(),
    CLOSE: frozenset({RecordKind.OUTCOME, RecordKind.HANDOFF}),
}
"""What may follow a file's first record, by part."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file: the records that could be read, each with its line."""

    added: AddedFile
    records: tuple[tuple[int, Record], ...]
    whole: bool

    @property
    def part(self) -> str:
        """Which part of its run the file is: open, note, renew or close."""
        return self.added.place.part.partition("-")[0]

    @property
    def run(self) -> str:
        """The run that the path names."""
        return self.added.place.run

    @property
    def first(self) -> Record | None:
        """The record that the file begins with, if it could be read."""
        return self.records[0][1] if self.records and self.records[0][0] == 2 else None

    def wrong(self, code: str, line: int | None = None, **params: object) -> Discrepancy:
        """Return what is wrong with the file, or with one line of it."""
        return Discrepancy(
            code=code, commit=self.added.commit.id, path=self.added.place.path, line=line, params=params
        )


def read_file(added: AddedFile, data: bytes) -> tuple[ReadFile, tuple[Discrepancy, ...]]:
    """Read one file line by line; what cannot be read is named, and the rest goes on."""
    place = added.place
    name = FileName(place.path, place.run, place.part)
    empty = ReadFile(added, (), whole=False)
    lines = data.split(b"\n")
    found: list[Discrepancy] = []
    if lines[-1] != b"" or len(lines) < 2:
        found.append(empty.wrong("file-truncated", len(lines)))
    else:
        lines.pop()
    records: list[tuple[int, Record]] = []
    try:
        check_head(name, lines[0], len(lines) - 1)
    except JournalError as error:
        found.append(_head_wrong(empty, error))
    for count, line in enumerate(lines[1:], 1):
        record, troubles = _read_line(name, count, line)
        found += [empty.wrong(code, count + 1, **params) for code, params in troubles]
        if record is not None:
            records.append((count + 1, record))
    read = ReadFile(added, tuple(records), whole=not found)
    return read, (*found, *_misplaced(read), *_wrong_month(read))


def _head_wrong(file: ReadFile, error: JournalError) -> Discrepancy:
    field = error.params.get("field")
    if error.code == "journal-format-newer":
        return file.wrong("format-newer", 1, format=error.params.get("format"))
    code = "record-count" if field == "records" else "head-malformed"
    return file.wrong(code, 1, field=field)


def _read_line(
    name: FileName, count: int, line: bytes
) -> tuple[Record | None, list[tuple[str, dict[str, object]]]]:
    """Return the record of a line, also where its run or number is not its own, and what is wrong."""
    troubles: list[tuple[str, dict[str, object]]] = []
    given = line
    for _ in range(3):
        try:
            record = decode_line(name, count, given)
        except JournalError as error:
            field = error.params["field"]
            if field not in ("run", "seq"):
                return None, [*troubles, ("record-malformed", {"field": field})]
            values = json.loads(given)
            expected: object = name.run if field == "run" else count
            code = "record-of-another-run" if field == "run" else "record-out-of-sequence"
            troubles.append((code, {"found": str(values.get(field)), "expected": str(expected)}))
            given = json.dumps({**values, field: expected}).encode()
        else:
            if not troubles and encode_record(record).encode() != line:
                troubles.append(("record-not-as-written", {}))
            return record, troubles
    return None, troubles


def _misplaced(file: ReadFile) -> Iterable[Discrepancy]:
    """Yield the records that have no place in such a file."""
    part = file.part
    for line, record in file.records:
        fits = record.kind is _FIRST[part] if line == 2 else record.kind in _AFTER[part]
        if record.kind is RecordKind.RUN and fits:
            fits = (record.expires_at is not None) == (part == OPEN)
        if not fits:
            yield file.wrong("record-out-of-place", line, kind=str(record.kind), part=part)


def _wrong_month(file: ReadFile) -> Iterable[Discrepancy]:
    first = file.first
    if first is None:
        if file.whole:
            yield file.wrong("file-empty")
        return
    place = file.added.place
    expected = file_path(place.run, place.part, first.at.astimezone(UTC))
    if expected != place.path:
        yield file.wrong("wrong-month", 2, expected=expected)
