"""The text of a CSV file → cells. Which separator it has is seen from its headings."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accessctl.providers.roster.headings import AS_OF, COLUMNS, COMPLETE, fold, nearest_column
from accessctl.providers.roster.sheet import Cell, Column, Row, Sheet, Trouble

_SEPARATORS = ";,\t"
_REMARK = "#"
_SAID = re.compile(r"#?\s*(?P<key>[^\W\d_]+(?:[ _][^\W\d_]+)?)\s*[:=]\s*(?P<value>.*)", re.DOTALL)
_FORMULA = re.compile(r"^'(?=[=+\-@])")

Line = tuple[int, list[str]]
"""A row of cells, and the line of the file on which it begins."""


@dataclass(frozen=True, slots=True)
class _Headings:
    """The columns by their number, and the numbers of those told of as wrong."""

    columns: Mapping[int, Column]
    mute: frozenset[int]


def read_csv(text: str, trouble: Trouble) -> Sheet:
    """Return the cells of a CSV file."""
    lines = [line for line in _lines(text, trouble) if any(cell.strip() for cell in line[1])]
    said: dict[str, Cell] = {}
    while lines and (remark := _remark(lines[0])) is not None:
        key, cell = remark
        if key in said:
            trouble.note("roster-said-twice", cell.place, key=key)
        said.setdefault(key, cell)
        lines = lines[1:]
    if not lines:
        trouble.give_up("roster-no-headings")
    headings = _headings(lines[0], trouble)
    people = [line for line in lines[1:] if not line[1][0].lstrip().startswith(_REMARK)]
    rows = tuple(_row(line, headings, trouble) for line in people)
    return Sheet(said.get("fecha"), said.get("completa"), rows)


def _lines(text: str, trouble: Trouble) -> Iterator[Line]:
    """Yield the rows, each cell's quotes undone."""
    first, _, rest = text.partition("\n")
    marked = re.fullmatch(r"sep=([;,\t])\r?", first, re.IGNORECASE)  # how Excel is told the separator
    separator = marked[1] if marked else _separator(text)
    skipped = 1 if marked else 0
    reader = csv.reader(io.StringIO(rest if marked else text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins + skipped, cells
            begins = reader.line_num + 1
    except csv.Error:
        trouble.give_up("roster-quotes", f":{begins + skipped}")


def _separator(text: str) -> str:
    """Return the separator with which some line has the most headings."""

    def headings(separator: str) -> int:
        lines = text.splitlines()[:50]
        return max(
            (sum(fold(cell) in COLUMNS for cell in line.split(separator)) for line in lines), default=0
        )

    return max(_SEPARATORS, key=headings)


def _remark(line: Line) -> tuple[str, Cell] | None:
    """Return what a row above the headings says: `fecha`, `completa`, or anything else; None for headings."""
    number, cells = line
    first = cells[0].strip()
    rest = " ".join(cell.strip() for cell in cells[1:] if cell.strip())
    said = _SAID.fullmatch(" ".join(filter(None, (first, rest))))
    if said is None:
        key, value = first.removeprefix(_REMARK), rest
    else:
        key, value = said["key"], said["value"]
    for name, words in (("fecha", AS_OF), ("completa", COMPLETE)):
        if fold(key) in words:
            return name, Cell(value.strip(), f":{number}:1")
    return (f"#{number}", Cell("")) if first.startswith(_REMARK) else None


def _headings(line: Line, trouble: Trouble) -> _Headings:
    """Return the columns of the row of headings; a heading that is left empty is none."""
    number, cells = line
    columns: dict[int, Column] = {}
    mute = set()
    for index, heading in enumerate(cells, 1):
        column, place = COLUMNS.get(fold(heading)), f":{number}:{index}"
        if column is None and heading.strip():
            mute.add(index)
            note_unknown(heading.strip(), place, trouble)
        elif column is not None and column in columns.values():
            mute.add(index)
            trouble.note("roster-column-twice", place, column=str(column))
        elif column is not None:
            columns[index] = column
    if Column.EMAIL not in columns.values():
        trouble.give_up("roster-no-email-column", f":{number}")
    return _Headings(columns, frozenset(mute))


def note_unknown(heading: str, place: str, trouble: Trouble) -> None:
    """Note a heading that says nothing to us, with the one that was probably meant."""
    near = nearest_column(heading)
    if near is None:
        trouble.note("roster-column-unknown", place, column=heading, known=tuple(map(str, Column)))
    else:
        trouble.note("roster-column-unknown.near", place, column=heading, suggestion=near)


def _row(line: Line, headings: _Headings, trouble: Trouble) -> Row:
    number, texts = line
    cells: dict[Column, Cell] = {}
    for index, text in enumerate(texts, 1):
        place = f":{number}:{index}"
        if index in headings.columns:
            cells[headings.columns[index]] = Cell(_FORMULA.sub("", text.strip()), place)
        elif text.strip() and index not in headings.mute:
            trouble.note("roster-cell-beyond", place, value=text.strip())
    return Row(f":{number}", cells)
