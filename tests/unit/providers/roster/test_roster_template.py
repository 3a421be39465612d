from __future__ import annotations

import codecs
from dataclasses import replace

import pytest
from roster_builders import ANA, HERE, NOW, PRACTICE, understood, wrong

from accessctl.model.practice import Clinic
from accessctl.providers.roster.reading import read_roster
from accessctl.providers.roster.template import FILL_IN, template_csv, template_json


def test_template_opens_in_excel_as_it_is_meant() -> None:
    """Its mark says UTF-8, semicolons part the cells, lines end as on Windows."""
    data = template_csv(PRACTICE)
    assert data.startswith(codecs.BOM_UTF8)
    lines = data.removeprefix(codecs.BOM_UTF8).decode().split("\r\n")
    assert lines[3] == "correo;nombre;apellidos;estado;clínicas;expediente;facturación;invitado el"
    assert "SL Heredia" in lines[2]


def test_template_that_nobody_filled_in_is_refused_for_its_date_alone() -> None:
    """An empty list that is sent back as it was says nothing, least of all that nobody is there."""
    assert wrong(template_csv(PRACTICE)) == [":1:1 roster-as-of-wrong"]
    assert wrong(template_json(), "rosters/santa-lucia.json") == [" fecha roster-as-of-wrong"]


def test_template_once_filled_in_is_understood() -> None:
    """Date and people are all that is missing."""
    filled = (
        template_csv(PRACTICE).decode().replace(FILL_IN, "2026-11-24 10:00") + f"{ANA};Ana;;;escazu;no;;\r\n"
    )
    assert understood(filled).assistants[ANA].clinics == {"escazu"}


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "Una; otra", 'Con "comillas"'])
def test_clinic_name_in_the_template_is_never_a_formula(name: str) -> None:
    """What a commit can name, no spreadsheet runs; and written back it is still the clinic's name."""
    practice = replace(PRACTICE, clinics=(Clinic("uno", name, HERE),))
    data = template_csv(practice)
    cells = [cell.strip('"') for line in data.decode("utf-8-sig").split("\r\n") for cell in line.split(";")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    example = data.decode().replace(FILL_IN, "2026-11-24 10:00").replace("# correo@", "correo@")
    seen = read_roster("x.csv", example.encode(), practice, NOW).observation
    assert seen is not None
    assert [person.clinics for person in seen.assistants.values()] == [{"uno"}]
