from __future__ import annotations

import codecs

import pytest
from roster_builders import ANA, csv, understood, wrong

LIST = csv("correo;nombre;clínicas", f"{ANA};José Ángel Ñ;Santa Lucía Escazú")


@pytest.mark.parametrize(
    "data",
    [
        LIST.encode(),
        codecs.BOM_UTF8 + LIST.encode(),
        LIST.encode("cp1252"),
        LIST.encode("utf-16"),
        codecs.BOM_UTF16_BE + LIST.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "windows-1252", "utf-16", "utf-16 big-endian"],
)
def test_list_in_any_encoding_of_excel_is_read_alike(data: bytes) -> None:
    """Excel saves CSV in four ways, and nobody knows which one it was."""
    person = understood(data).assistants[ANA]
    assert (person.name, person.clinics) == ("José Ángel Ñ", {"escazu"})


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_list_with_any_separator_and_line_end_is_read_alike(separator: str, end: str) -> None:
    """The separator is the one of the computer's country."""
    lines = ["# fecha: 2026-11-24 10:00", "correo,nombre,estado", f"{ANA},Ana,activo", ""]
    text = end.join(line.replace(",", separator) for line in lines)
    assert understood(text).assistants[ANA].name == "Ana"


def test_list_that_tells_excel_its_separator_is_read() -> None:
    """Excel's own first line `sep=;` is no row; lines are still counted from the top."""
    assert ANA in understood("sep=;\r\n" + LIST).assistants
    broken = "sep=;\r\n" + csv("correo;estado", f"{ANA};perdido")
    assert wrong(broken) == [":4:2 roster-state-unknown"]


def test_list_with_empty_lines_and_columns_at_its_end_is_read() -> None:
    """Excel pads rows and forgets nothing that was once touched."""
    text = csv("correo;nombre;;", f"{ANA};Ana;;", ";;;", "", as_of="# fecha: 2026-11-24 10:00;;;")
    assert list(understood(text).assistants) == [ANA]


def test_cell_with_quotes_and_line_breaks_is_one_cell() -> None:
    """Alt+Enter within a cell is how two clinics are often written; the next row still has its own line."""
    text = csv("correo;clínicas", f'{ANA};"escazu\r\nSL Heredia"', "nadie;")
    assert wrong(text) == [":5:1 roster-email-wrong"]
    text = csv("correo;nombre;clínicas", f'{ANA};"Ana ""Anita""; hija";"escazu\nSL Heredia"')
    person = understood(text).assistants[ANA]
    assert (person.name, person.clinics) == ('Ana "Anita"; hija', {"escazu", "heredia"})


def test_formula_is_text() -> None:
    """Nothing is computed, and the mark that keeps a spreadsheet from computing is not part of the text."""
    person = understood(csv("correo;nombre", f"{ANA};=1+1")).assistants[ANA]
    assert person.name == "=1+1"
    assert understood(csv("correo;nombre", f"{ANA};'=1+1")).assistants[ANA].name == "=1+1"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"PK\x03\x04rest", " roster-workbook"),
        (b"correo;nombre\r\n\x81;\r\n", " roster-encoding"),
        (codecs.BOM_UTF16_LE + b"a", " roster-encoding"),
        (b"correo;nombre\r\nana\x00;", ":2 roster-control"),
        (csv("correo;nombre", f'{ANA};"Ana').encode(), ":3 roster-quotes"),
        (csv("correo;nombre", f'{ANA};"Ana"x', "x").encode(), ":3 roster-quotes"),
        (b"", " roster-no-headings"),
        (b"# fecha: 2026-11-24\r\n\r\n", " roster-no-headings"),
    ],
)
def test_file_that_is_no_list_is_one_clear_problem(data: bytes, problem: str) -> None:
    """What is not CSV is said to be so."""
    assert wrong(data) == [problem]
