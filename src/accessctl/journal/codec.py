"""Records as lines, and files as lines with a head: canonical when written, strict when read."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from accessctl.errors import JournalError
from accessctl.journal.codec_fields import FIELDS, NAMES, WRITERS, whole
from accessctl.model.record import Record, RecordKind

VERSION = 1
FORMAT = f"accessctl.journal/{VERSION}"
_FAMILY = "accessctl.journal/"
_PERSON = ("practice", "email")
_ALWAYS_SAID = {
    RecordKind.INTENT: (*_PERSON, "change", "change_id", "before", "after"),
    RecordKind.OUTCOME: _PERSON,
    RecordKind.ADOPTED: _PERSON,
    RecordKind.UNMANAGED: _PERSON,
    RecordKind.DRIFT: _PERSON,
    RecordKind.SEEN: _PERSON,
    RecordKind.GONE: _PERSON,
    RecordKind.EMERGENCY: _PERSON,
}
"""What we never leave out: what reads records of these kinds relies on it."""


@dataclass(frozen=True, slots=True)
class FileName:
    """Which file is meant: its path, and the run and part that the path says."""

    path: str
    run: str
    part: str


def numbered(run: str, records: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records with their run and their places in its file."""
    return tuple(replace(record, run=run, seq=place) for place, record in enumerate(records, 1))


def encode_file(run: str, part: str, records: Sequence[Record]) -> bytes:
    """Return a whole file; the records are numbered already."""
    head = {"format": FORMAT, "run": run, "part": part, "records": len(records)}
    lines = [json.dumps(head), *(encode_record(record) for record in records)]
    return ("\n".join(lines) + "\n").encode("ascii")


def encode_record(record: Record) -> str:
    """Return one line: the fields that are set, in the order in which `Record` has them."""
    values = {}
    for name in NAMES:
        value = getattr(record, name)
        if value is not None:
            values[name] = WRITERS.get(name, _as_it_is)(value)
    return json.dumps(values, separators=(",", ":"))


def _as_it_is(value: object) -> object:
    return whole(value) if isinstance(value, str) else value


def decode_file(name: FileName, data: bytes) -> tuple[Record, ...]:
    """Return a file's records; anything that we would not have written is refused by file and line."""
    lines = data.split(b"\n")
    if lines.pop() != b"" or not lines:
        raise _malformed(name, len(lines) + 1, "end")
    check_head(name, lines[0], len(lines) - 1)
    return tuple(decode_line(name, place, line) for place, line in enumerate(lines[1:], 1))


def check_head(name: FileName, line: bytes, count: int) -> None:
    """Raise unless the line is the head of this file of that many records."""
    try:
        head = json.loads(line)
        form = head["format"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _malformed(name, 1, "format") from None
    if form != FORMAT:
        version = form.removeprefix(_FAMILY) if isinstance(form, str) and form.startswith(_FAMILY) else ""
        if re.fullmatch(r"[0-9]{1,9}", version) and int(version) > VERSION:
            raise JournalError("journal-format-newer", file=name.path, format=form)
        raise _malformed(name, 1, "format")
    if head != {"format": FORMAT, "run": name.run, "part": name.part, "records": count}:
        wrong = next((key for key in ("run", "part") if head.get(key) != getattr(name, key)), "records")
        raise _malformed(name, 1, wrong)


def decode_line(name: FileName, place: int, line: bytes) -> Record:
    """Return the record of a file's n-th line after its head."""
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        raise _malformed(name, place + 1, "json") from None
    if not isinstance(values, dict):
        raise _malformed(name, place + 1, "json")
    for key, value in values.items():
        try:
            values[key] = FIELDS[key](value)
        except (KeyError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            raise _malformed(name, place + 1, key) from None
    for key, expected in (("run", name.run), ("seq", place)):
        if values.get(key) != expected:
            raise _malformed(name, place + 1, key)
    try:
        record = Record(**values)
    except TypeError:
        raise _malformed(name, place + 1, "kind") from None
    for key in _ALWAYS_SAID.get(record.kind, ()):
        if getattr(record, key) is None:
            raise _malformed(name, place + 1, key)
    return record


def _malformed(name: FileName, line: int, field: str) -> JournalError:
    return JournalError("journal-line-malformed", file=name.path, line=line, field=field[:40])
