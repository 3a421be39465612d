"""An empty list for a practice, to be filled in by its owner. Pure.

Nobody is filled in beforehand: what is declared is what is wished, and the list shall say what is.
"""

from __future__ import annotations

import codecs
import csv
import io
import json

from accessctl.model.practice import Practice
from accessctl.providers.roster.sheet import Column

FILL_IN = "AAAA-MM-DD HH:MM"
_HEADINGS = tuple(
    str(column) for column in Column if column not in (Column.FIRST_SURNAME, Column.SECOND_SURNAME)
)
_EXAMPLE = ("# correo@ejemplo.example", "Ana", "Mora Jiménez", "activo", "", "no", "no", "")
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def template_csv(practice: Practice) -> bytes:
    """Return the list as a CSV file that Excel opens as it is meant: UTF-8 with its mark, semicolons."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    called = _clinics(practice)
    example = list(_EXAMPLE)
    example[_HEADINGS.index(Column.CLINICS)] = called[0] if called else ""
    for row in (
        [f"# fecha: {FILL_IN}"],
        ["# completa: sí"],
        [f"# clínicas: {' | '.join(called)}"],
        _HEADINGS,
        example,
    ):
        writer.writerow([harmless(cell) for cell in row])
    return codecs.BOM_UTF8 + out.getvalue().encode()


def template_json() -> bytes:
    """Return the list as a JSON file."""
    document = {"fecha": FILL_IN, "completa": True, "asistentes": []}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell


def _clinics(practice: Practice) -> list[str]:
    return [" ".join((clinic.label or clinic.name).split()) for clinic in practice.clinics]
