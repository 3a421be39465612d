from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journal_repositories import NOON

from accessctl.errors import JournalError
from accessctl.journal.codec import FileName, decode_file, encode_file, encode_record, numbered
from accessctl.journal.paths import file_path, place_of, run_id
from accessctl.model.change import Access, ChangeKind
from accessctl.model.handoff import HandoffState
from accessctl.model.identity import Address
from accessctl.model.live import Presence
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind

RUN = "000042-1f3a9c2e"
NAME = FileName("runs/2026/11/000042-1f3a9c2e.open.jsonl", RUN, "open")

FULL = Record(
    kind=RecordKind.OUTCOME,
    at=NOON.replace(microsecond=120),
    practice="santa-lucia",
    email=Address("ana@x.example"),
    change=ChangeKind.INVITE,
    change_id="abc",
    route="direct",
    before=Access(None, None, None),
    after=Access(("b", "a"), True, False),
    declared=Access(),
    presence=Presence.INVITED,
    sent_at=NOON,
    attempts=2,
    outcome=Status.HANDED_OFF,
    reference="<id@x.example>",
    code="open",
    params={"n": 1, "who": "Núñez"},
    entry="e",
    origin={"commit": "c", "line": 3},
    handoff="h",
    state=HandoffState.DONE_ATTESTED,
    recipient=Address("r@x.example"),
    requester=Address("q@x.example"),
    centre="cima",
    replaces=Address("old@x.example"),
    by="someone",
    evidence="a mail",
    provider="sandbox",
    account="4001",
    complete=True,
    count=3,
    digest="d",
    observed_between=(None, NOON),
    command="apply",
    commit="c",
    actor="Ana",
    holder={"host": "h", "pid": 1},
    expires_at=NOON,
    flags=("--yes",),
)


def encoded(*records: Record) -> bytes:
    return encode_file(RUN, "open", numbered(RUN, records))


def refused(data: bytes, name: FileName = NAME) -> dict[str, object]:
    with pytest.raises(JournalError) as caught:
        decode_file(name, data)
    return {"code": caught.value.code, **caught.value.params}


def test_record_with_every_field_reads_back_equal() -> None:
    """Nothing is lost on the way to the branch and back; clinics are a set and come back sorted."""
    (read,) = decode_file(NAME, encoded(FULL))
    assert read == replace(FULL, run=RUN, seq=1, after=Access(("a", "b"), True, False))


def test_line_holds_only_fields_that_are_set_in_the_order_of_the_record() -> None:
    """The line is canonical: short, and always the same for the same record."""
    line = encode_record(Record(kind=RecordKind.GONE, at=NOON, run=RUN, seq=7, practice="p"))
    assert line == (
        '{"kind":"gone","at":"2026-11-05T12:00:00Z","run":"000042-1f3a9c2e","seq":7,"practice":"p"}'
    )


def test_times_are_written_in_utc_with_microseconds_only_where_there_are_some() -> None:
    """One form for every time, wherever it was taken."""
    local = datetime(2026, 11, 5, 6, tzinfo=timezone(timedelta(hours=-6)))
    assert '"2026-11-05T12:00:00Z"' in encode_record(Record(kind=RecordKind.GONE, at=local))
    odd = NOON.replace(microsecond=120)
    assert '"2026-11-05T12:00:00.000120Z"' in encode_record(Record(kind=RecordKind.GONE, at=odd))


def test_time_without_a_zone_is_never_written() -> None:
    """A time that could mean anything is a bug, found before it is journalled."""
    with pytest.raises(ValueError, match="2026"):
        encode_record(Record(kind=RecordKind.GONE, at=NOON.replace(tzinfo=None)))


def test_access_is_written_with_unknown_clinics_as_null() -> None:
    """Unknown and none are two things."""
    line = encode_record(Record(kind=RecordKind.SEEN, at=NOON, after=Access(None, None, True)))
    assert '"after":{"clinics":null,"record_access":null,"billing":true}' in line


def test_parameters_of_any_kind_are_written_plainly() -> None:
    """An outcome is never lost because a parameter has an unusual type."""
    params = {"z": frozenset({"b", "a"}), "a": NOON, "p": Presence.ACTIVE, "d": NOON.date(), "x": "\udcff"}
    (read,) = decode_file(NAME, encoded(replace(FULL, params={**params, "o": timedelta(hours=1)})))
    assert read.params == {
        "a": "2026-11-05T12:00:00Z",
        "d": "2026-11-05",
        "o": "1:00:00",
        "p": "active",
        "x": "?",
        "z": ["a", "b"],
    }


def test_head_names_format_run_part_and_count() -> None:
    """A file says what it is before it says anything else."""
    head = json.loads(encoded(FULL).splitlines()[0])
    assert head == {"format": "accessctl.journal/1", "run": RUN, "part": "open", "records": 1}


def test_newer_format_is_refused_as_newer() -> None:
    """An older program says that it is older, not that the journal is broken."""
    found = refused(encoded(FULL).replace(b"journal/1", b"journal/2"))
    assert found == {"code": "journal-format-newer", "file": NAME.path, "format": "accessctl.journal/2"}


@pytest.mark.parametrize(
    ("tamper", "line", "field"),
    [
        (lambda data: data[:-1], 4, "end"),
        (lambda _: b"", 1, "end"),
        (lambda data: data.replace(b"journal/1", b"journal/x"), 1, "format"),
        (lambda data: b"[]\n" + data.split(b"\n", 1)[1], 1, "format"),
        (lambda data: data.replace(b'"part": "open"', b'"part": "close"'), 1, "part"),
        (lambda data: b"".join(data.splitlines(True)[:-1]), 1, "records"),
        (lambda data: data + data.splitlines(True)[-1], 1, "records"),
        (lambda data: b"".join(data.splitlines(True)[i] for i in (0, 2, 1, 3)), 2, "seq"),
        (lambda data: data.replace(b'"kind":"released"', b'"kind":"went"', 1), 2, "kind"),
        (lambda data: data.replace(b'"kind":"released",', b"", 1), 2, "kind"),
        (lambda data: data.replace(b"released", b"gone", 1), 2, "email"),
        (lambda data: data.replace(b'"released"', b'"intent","email":"a@x.example"', 1), 2, "change"),
        (lambda data: data.replace(b'"practice"', b'"praxis"', 1), 2, "praxis"),
        (lambda data: data.replace(b'"seq":2', b'"seq":true'), 3, "seq"),
        (lambda data: data.replace(b'"p"', b"17", 1), 2, "practice"),
        (lambda data: data.replace(b"12:00:00Z", b"12:00:00", 1), 2, "at"),
        (lambda data: data.replace(b"2026-11-05T", b"2026-99-05T", 1), 2, "at"),
        (lambda data: data.replace(b"}\n", b"\n", 2), 1, "format"),
        (lambda data: data.replace(b'"practice":"p"}', b'"practice":"p"', 1), 2, "json"),
        (lambda data: data.replace(b'"p"', b'"\\udcff"', 1), 2, "practice"),
        (lambda data: data.replace(b'"p"', b'"\xff"', 1), 2, "json"),
        (lambda data: data.replace(b'"p"', b"[" * 100_000, 1), 2, "json"),
        (lambda data: data.replace(b"1f3a9c2e", b"00000000"), 1, "run"),
    ],
)
def test_tampered_file_is_refused_by_file_and_line(tamper: object, line: int, field: str) -> None:
    """Edited, cut, reordered, dropped and inserted lines are each named by place."""
    data = encoded(*(Record(kind=RecordKind.RELEASED, at=NOON, practice="p") for _ in range(3)))
    changed = tamper(data)  # type: ignore[operator]
    assert changed != data
    found = refused(changed)
    assert found["code"] == "journal-line-malformed"
    assert (found["file"], found["line"], found["field"]) == (NAME.path, line, field)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_with_an_error_of_ours(data: bytes) -> None:
    """No content of the branch can make a traceback."""
    with pytest.raises(JournalError):
        decode_file(NAME, data)


@given(
    st.dictionaries(st.sampled_from([*Record.__dataclass_fields__]), st.text() | st.integers() | st.none())
)
def test_any_values_in_a_line_are_read_or_refused(values: dict[str, object]) -> None:
    """A well-formed line with odd values is either a record or an error of ours."""
    line = {"kind": "gone", "at": "2026-11-05T12:00:00Z", **values, "run": RUN, "seq": 1}
    head = {"format": "accessctl.journal/1", "run": RUN, "part": "open", "records": 1}
    data = "".join(json.dumps(item) + "\n" for item in (head, line)).encode()
    try:
        (read,) = decode_file(NAME, data)
    except JournalError:
        return
    assert read.run == RUN


def test_run_ids_count_up_and_carry_a_nonce() -> None:
    """Ids sort by number; the random part must be eight hexadecimal digits."""
    assert run_id(42, "1f3a9c2e") == RUN
    with pytest.raises(ValueError, match="000042-xyz"):
        run_id(42, "xyz")


def test_paths_are_by_month_and_part() -> None:
    """The path says month, run and part, and is read back to the same place."""
    path = file_path(RUN, "renew-3", datetime(2026, 3, 1, tzinfo=UTC))
    assert path == "runs/2026/03/000042-1f3a9c2e.renew-3.jsonl"
    place = place_of(path)
    assert place is not None
    assert (place.number, place.run, place.part, place.renewal) == (42, RUN, "renew-3", 3)


@pytest.mark.parametrize("path", ["runs/x", "runs/2026/11/000042-1f3a9c2e.other.jsonl", "README.md"])
def test_other_paths_have_no_place(path: str) -> None:
    """What is no run's file is not taken for one."""
    assert place_of(path) is None


def test_places_order_open_before_renewals_before_close_and_runs_by_number() -> None:
    """The order of the journal follows from names alone; renewals count as numbers."""
    names = [
        "runs/2026/11/000009-aaaaaaaa.close.jsonl",
        "runs/2026/12/000009-aaaaaaaa.renew-2.jsonl",
        "runs/2026/11/000009-aaaaaaaa.renew-10.jsonl",
        "runs/2026/11/000009-aaaaaaaa.open.jsonl",
        "runs/2026/10/1000000-00000000.open.jsonl",
        "runs/2026/11/000010-00000000.note.jsonl",
    ]
    places = sorted(place for name in names if (place := place_of(name)))
    assert [names.index(place.path) for place in places] == [3, 1, 2, 0, 5, 4]
