"""A list as cells, before anything in it is understood: what CSV and JSON have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NoReturn

from accessctl.model.roster import RosterProblem

MANY = 200
"""Problems of one file after which it is read no further."""

TOP = ""
"""The place of what concerns the whole file."""


class Column(StrEnum):
    """What a list can say of a person; the value is the heading that the template writes."""

    EMAIL = "correo"
    NAME = "nombre"
    SURNAMES = "apellidos"
    FIRST_SURNAME = "primer apellido"
    SECOND_SURNAME = "segundo apellido"
    STATE = "estado"
    CLINICS = "clínicas"
    RECORD_ACCESS = "expediente"
    BILLING = "facturación"
    SENT_AT = "invitado el"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and its place in the file."""

    text: str
    place: str = TOP


@dataclass(frozen=True, slots=True)
class Row:
    """One person's cells by column; a column that the list lacks is missing."""

    place: str
    cells: Mapping[Column, Cell]

    def text(self, column: Column) -> str:
        """Return the cell's text, nothing where there is none."""
        cell = self.cells.get(column)
        return "" if cell is None else cell.text

    def at(self, column: Column) -> str:
        """Return the cell's place, or the row's."""
        cell = self.cells.get(column)
        return self.place if cell is None else cell.place


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole list: its own date, whether it is the whole list, and its people."""

    as_of: Cell | None = None
    complete: Cell | None = None
    rows: tuple[Row, ...] = ()


@dataclass(slots=True)
class Trouble:
    """All that is wrong with one file, gathered while it is read."""

    file: str
    problems: list[RosterProblem] = field(default_factory=list)

    def note(self, code: str, place: str, **params: object) -> None:
        """Note a problem and go on; after very many, nobody reads on."""
        self.problems.append(RosterProblem(code, f"{self.file}{place}", params))
        if len(self.problems) == MANY:
            self.problems.append(RosterProblem("roster-many-problems", self.file, {"limit": MANY}))
        if len(self.problems) > MANY:
            raise UnreadableError

    def give_up(self, code: str, place: str = TOP, **params: object) -> NoReturn:
        """Note a problem after which nothing more can be read."""
        self.problems.append(RosterProblem(code, f"{self.file}{place}", params))
        raise UnreadableError


class UnreadableError(Exception):
    """The file cannot be read any further; the trouble says why."""
