from __future__ import annotations

from datetime import UTC, datetime

import pytest
from roster_builders import ANA, ana, csv, read, understood, wrong

from accessctl.model.live import Presence


def test_person_with_every_column_is_read_whole() -> None:
    """The template's columns, as an owner fills them in."""
    person = ana(
        "correo;nombre;apellidos;estado;clínicas;expediente;facturación;invitado el",
        f"{ANA.upper()};  Ana  María ;Mora Jiménez;Invitado;SL Heredia;Sí;no;2026-11-23 09:30",
    )
    assert (person.name, person.surnames) == ("Ana María", ("Mora", "Jiménez"))
    assert (person.clinics, person.record_access, person.billing) == ({"heredia"}, True, False)
    assert person.presence is Presence.INVITED
    assert person.sent_at == datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    assert person.attempts is None


def test_person_with_an_address_alone_is_active_and_otherwise_unknown() -> None:
    """What the owner left out is unknown, never the default."""
    person = ana("Correo electrónico", ANA)
    assert person.presence is Presence.ACTIVE
    assert (person.clinics, person.record_access, person.billing) == (None, None, None)
    assert (person.name, person.surnames, person.sent_at) == (None, (), None)


def test_headings_in_english_and_without_accents_are_accepted() -> None:
    """Spanish first; case, accents, spaces and signs don't count."""
    person = ana(
        "E-MAIL,First name,last_name,Status,CLINICAS,Record Access", f"{ANA},Ana,Mora,active,escazu,y"
    )
    assert (person.name, person.surnames, person.record_access) == ("Ana", ("Mora",), True)


@pytest.mark.parametrize(
    ("headings", "cells", "surnames"),
    [
        ("apellidos", "Mora Jiménez", ("Mora", "Jiménez")),
        ("apellidos", "Mora", ("Mora",)),
        ("apellidos", "De la O Vargas", ("De la O Vargas",)),
        ("primer apellido;segundo apellido", "De la O;Vargas", ("De la O", "Vargas")),
        ("Primer Apellido;Segundo Apellido", "Mora;", ("Mora",)),
    ],
)
def test_surnames_are_told_apart_only_where_that_is_certain(
    headings: str, cells: str, surnames: tuple[str, ...]
) -> None:
    """Four words may be split in three ways."""
    assert ana(f"correo;{headings}", f"{ANA};{cells}").surnames == surnames


@pytest.mark.parametrize(
    ("said", "sent", "presence"),
    [
        ("", "", Presence.ACTIVE),
        ("Activa", "2026-01-01", Presence.ACTIVE),
        ("invitada", "", Presence.INVITED),
        ("invitado", "2026-11-22 10:01", Presence.INVITED),
        ("invitado", "2026-11-22 10:00", Presence.EXPIRED),
        ("vencida", "", Presence.EXPIRED),
        ("Expired", "", Presence.EXPIRED),
    ],
)
def test_invitation_is_valid_for_48_hours_up_to_the_lists_date(
    said: str, sent: str, presence: Presence
) -> None:
    """The list is of ten o'clock on the 24th; what came later, nobody has looked."""
    assert ana("correo;estado;invitado el", f"{ANA};{said};{sent}").presence is presence


@pytest.mark.parametrize(
    ("said", "clinics"),
    [
        ("escazu", {"escazu"}),
        ("SANTA LUCIA ESCAZU", {"escazu"}),
        ("Santa Lucía Heredia / Santa Lucía Escazú", {"escazu", "heredia"}),
        ("SL Heredia, escazu", {"escazu", "heredia"}),
        ('"SL Heredia; escazu"', {"escazu", "heredia"}),
        ("Torre 2, piso 1/2", {"este"}),
        ('"Torre 2, piso 1/2; escazu"', {"este", "escazu"}),
        ("escazu, , escazu", {"escazu"}),
        ("", None),
        ("?", None),
        (" , ", None),
    ],
)
def test_clinics_are_found_by_id_name_or_label(said: str, clinics: set[str] | None) -> None:
    """A name that holds a comma is not cut at it."""
    assert ana("correo;clínicas", f"{ANA};{said}").clinics == clinics


@pytest.mark.parametrize(
    ("said", "answer"),
    [("Sí", True), ("si", True), ("VERDADERO", True), ("X", True), ("no", False), ("0", False)],
)
def test_answers_are_understood_as_people_write_them(said: str, *, answer: bool) -> None:
    """And as Excel rewrites them."""
    assert ana("correo;expediente", f"{ANA};{said}").record_access is answer


def test_all_problems_of_a_list_are_told_at_once() -> None:
    """Nobody has to correct a list five times; and of a list with a problem nothing is used."""
    text = csv(
        "correo;nombre;apelidos;estado;clínicas;expediente;facturación;invitado el",
        f"{ANA};Ana;Mora;perdido;Santa Lucía Escasú;tal vez;-;ayer",
        ";Luz",
        "luz;Luz",
        f"{ANA.upper()};Otra",
        "a@b.example;;;;Limón;;;2026-11-24 11:00",
        "b@b.example;;;;;;;;sobra",
    )
    assert wrong(text) == [
        ":2:3 roster-column-unknown.near",
        ":8:9 roster-cell-beyond",
        ":3:8 roster-moment-wrong",
        ":3:4 roster-state-unknown",
        ":3:5 roster-clinic-unknown.near",
        ":3:6 roster-answer-unknown",
        ":3:7 roster-answer-unknown",
        ":4:1 roster-email-missing",
        ":5:1 roster-email-wrong",
        ":6:1 roster-twice",
        ":7:8 roster-invited-later",
        ":7:5 roster-clinic-unknown",
    ]


def test_unknown_column_is_told_with_the_one_that_was_meant() -> None:
    """A typing error is corrected in one go."""
    (problem,) = read(csv("correo;factuarcion", f"{ANA};no")).problems
    assert problem.params == {"column": "factuarcion", "suggestion": "facturación"}
    (problem,) = read(csv("correo;zzz", f"{ANA};no")).problems
    assert problem.code == "roster-column-unknown"


@pytest.mark.parametrize(
    ("headings", "problem"),
    [
        ("nombre;estado", ":2 roster-no-email-column"),
        ("correo;email", ":2:2 roster-column-twice"),
        ("correo;apellidos;primer apellido", ":3:2 roster-surnames-twice"),
    ],
)
def test_headings_that_leave_a_doubt_are_refused(headings: str, problem: str) -> None:
    """Which column holds is not to be guessed."""
    row = ";".join([ANA, "Mora", "Mora"][: headings.count(";") + 1])
    assert wrong(csv(headings, row)) == [problem]


@pytest.mark.parametrize(
    "email",
    ["ana", "ana@", "a b@c.example", "a@b@c.example", "Ana <a@b.example>", "a@b.example, c@d.example"],
)
def test_cell_that_is_not_one_address_is_refused(email: str) -> None:
    """Two people in one cell are two rows."""
    assert wrong(csv("correo;nombre", f"{email};Ana")) == [":3:1 roster-email-wrong"]


def test_row_that_begins_with_a_number_sign_is_a_remark() -> None:
    """The template's example row stays where it is."""
    assert list(understood(csv("correo;nombre", "# x@y.example;Ana", f"{ANA};Ana")).assistants) == [ANA]


def test_list_without_people_is_an_empty_practice() -> None:
    """Nobody works there: an answer too."""
    assert understood(csv("correo;nombre")).assistants == {}
