from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from declared_texts import HEAD, PRACTICE, SETTINGS, Load

from accessctl.model.finding import Finding, Location, Severity, Stops
from accessctl.model.practice import Declaration, Practice, RecordAccess

LoadEntries = Callable[[str], tuple[Declaration, Practice]]

WHOLE = """\
version: 1
practice: santa-lucia
previously: [clinica-lucia]
name: Clínica Santa Lucía
owner: {email: Elena.Rojas@SantaLucia.example, name: Elena Rojas}
time_zone: America/Mexico_City
language: en
live: {provider: huli, organization: 4001}
mode: plan-only
clinics:
  - {id: escazu, name: Santa Lucía Escazú, label: Escazú}
  - {id: cima, name: Hospital CIMA, single_record: {administrator: accesos@cima.example}}
billing_issuer: {owner: finanzas@santalucia.example}
assistants:
  - email: Ana.Mora@SantaLucia.example
    name: Ana
    surnames: [Mora, Jiménez]
    clinics: [cima, escazu]
    record_access: {reason: Prepara los expedientes, until: 2027-01-31}
    billing: true
    from: 2026-12-01
    until: 2027-06-30
    previously: [Ana.M@old.example]
    note: Cubre una licencia

  - {email: luz@santalucia.example, clinics: [escazu]}
"""


def said(declaration: Declaration) -> list[tuple[str, int, int]]:
    """Return the findings: text, line and column."""
    return [(finding.message, finding.where.line, finding.where.column) for finding in declaration.findings]


def only(declaration: Declaration) -> Finding:
    """Return the one finding."""
    (finding,) = declaration.findings
    return finding


def test_a_whole_practice_is_read_key_by_key(load_texts: Load) -> None:
    """Every key of the file has its place in the model."""
    declaration = load_texts(santa_lucia=WHOLE)
    practice = declaration.practices["santa-lucia"]
    assert not declaration.findings
    assert not declaration.unreadable
    assert (practice.slug, practice.previously, practice.name) == (
        "santa-lucia",
        ("clinica-lucia",),
        "Clínica Santa Lucía",
    )
    assert (practice.owner, practice.owner_name) == ("elena.rojas@santalucia.example", "Elena Rojas")
    assert (practice.time_zone, practice.language) == ("America/Mexico_City", "en")
    assert (practice.provider, practice.organization, practice.mode) == ("huli", "4001", "plan-only")
    assert practice.billing_issuer == "finanzas@santalucia.example"
    assert [(clinic.id, clinic.label, clinic.administrator) for clinic in practice.clinics] == [
        ("escazu", "Escazú", None),
        ("cima", None, "accesos@cima.example"),
    ]
    assert practice.clinics[1].where == Location(PRACTICE, 12, 5)


def test_a_whole_entry_is_read_key_by_key(load_texts: Load) -> None:
    """Addresses are normalised, dates are dates, and the typed address is kept."""
    ana, luz = load_texts(santa_lucia=WHOLE).practices["santa-lucia"].assistants
    assert (ana.email, ana.written) == ("ana.mora@santalucia.example", "Ana.Mora@SantaLucia.example")
    assert (ana.name, ana.surnames, ana.clinics) == ("Ana", ("Mora", "Jiménez"), ("cima", "escazu"))
    assert ana.record_access == RecordAccess("Prepara los expedientes", date(2027, 1, 31))
    assert (ana.billing, ana.starts, ana.ends) == (True, date(2026, 12, 1), date(2027, 6, 30))
    assert (ana.previously, ana.note) == (("ana.m@old.example",), "Cubre una licencia")
    assert (luz.record_access, luz.billing, luz.starts, luz.ends) == (None, False, None, None)


def test_places_are_those_of_the_file(load_texts: Load) -> None:
    """Findings and git blame need to know where things stand."""
    practice = load_texts(santa_lucia=WHOLE).practices["santa-lucia"]
    ana, luz = practice.assistants
    assert (ana.where, ana.end_line) == (Location(PRACTICE, 15, 5), 24)
    assert (luz.where, luz.end_line) == (Location(PRACTICE, 26, 5), 26)
    assert ana.keys["until"] == (22, 5)
    assert practice.where == Location(PRACTICE, 2, 1)
    assert practice.assistants_where == Location(PRACTICE, 14, 1)
    assert practice.keys["owner.name"] == Location(PRACTICE, 5, 48)
    assert practice.keys["live"] == Location(PRACTICE, 8, 1)


def test_what_is_left_out_is_the_settings(load_texts: Load) -> None:
    """Time zone, language and provider default from there."""
    settings = "version: 1\ntime_zone: America/Bogota\nlanguage: en\nlive: {provider: roster}\n"
    practice = load_texts({SETTINGS: settings}, santa_lucia=HEAD + "assistants: []\n").practices[
        "santa-lucia"
    ]
    assert (practice.time_zone, practice.language, practice.provider) == ("America/Bogota", "en", "roster")
    assert (practice.mode, practice.organization, practice.account) == ("apply", None, "santa-lucia")


def test_an_empty_list_of_assistants_is_no_fault(load_texts: Load) -> None:
    """It empties the practice, on purpose."""
    declaration = load_texts(santa_lucia=HEAD + "assistants: []\n")
    assert not declaration.findings
    assert declaration.practices["santa-lucia"].assistants == ()


def test_the_single_clinic_is_filled_in_and_one_of_several_is_not(load_texts: Load) -> None:
    """With several, a rule of validation asks which."""
    entry = "assistants:\n  - {email: ana@x.example}\n"
    one = load_texts(santa_lucia=HEAD + entry).practices["santa-lucia"]
    two = load_texts(santa_lucia=f"{HEAD}  - {{id: b, name: B}}\n{entry}").practices["santa-lucia"]
    assert one.assistants[0].clinics == ("escazu",)
    assert two.assistants[0].clinics == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", RecordAccess()),
        ("{}", RecordAccess()),
        ("false", None),
        ("{reason: x}", RecordAccess("x")),
        ("{until: 2027-01-31}", RecordAccess(None, date(2027, 1, 31))),
    ],
)
def test_record_access_means_the_same_in_each_spelling(
    load_entries: LoadEntries, written: str, meant: RecordAccess | None
) -> None:
    """`true` is an empty mapping, `false` is nothing."""
    _, practice = load_entries(f"  - {{email: ana@x.example, record_access: {written}}}\n")
    assert practice.assistants[0].record_access == meant


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (HEAD, ("missing-key.assistants", 1, 1)),
        (HEAD + "assistants:\n", ("null-value.list", 7, 1)),
        (HEAD + "assistants: {}\n", ("wrong-type.assistants", 7, 13)),
        (HEAD + "assistants: []\nmoed: apply\n", ("unknown-key.near", 8, 1)),
        (HEAD + "assistants: []\nzzz: 1\n", ("unknown-key", 8, 1)),
        (HEAD + "assistants: []\nmode: aply\n", ("wrong-value.choice-near", 8, 7)),
        (HEAD + "assistants: []\nmode: never\n", ("wrong-value.choice", 8, 7)),
        (HEAD + "assistants: []\nmode: null\n", ("null-value", 8, 1)),
        (HEAD + "assistants: []\nlive: {organization: '4001'}\n", ("wrong-type.number", 8, 22)),
        (HEAD + "assistants: []\nlive: {organization: 0}\n", ("wrong-value.too-small", 8, 22)),
        (HEAD + "assistants: []\nprevioulsy: [a]\n", ("unknown-key.near", 8, 1)),
        (HEAD + "assistants: []\nname: x\n", ("duplicate-key.margin", 8, 1)),
        (HEAD + "assistants: []\nassistants:\n  - &a {email: x}\n", ("duplicate-key", 8, 1)),
        (HEAD.replace("practice: santa-lucia", "practice: Santa"), ("wrong-value.slug-near", 2, 11)),
        (HEAD.replace(", name: Elena Rojas", ""), ("missing-key", 4, 8)),
        (HEAD.replace("name: Elena Rojas", "nmae: Elena"), ("unknown-key.near", 4, 48)),
        (HEAD.replace("{id: escazu", "{id: escazú"), ("wrong-value.slug-near", 6, 10)),
        ("version: 2\nfoo: 1\n", ("version.newer", 1, 10)),
        ("name: x\n", ("version.missing", 1, 1)),
        ("version: '1'\n", ("version", 1, 10)),
        ("version: true\n", ("version", 1, 10)),
        ("- 1\n", ("wrong-type.document", 1, 1)),
        ("a: b: c\n", ("yaml-syntax.colon", 1, 5)),
        ("", ("empty-file", 1, 1)),
    ],
)
def test_a_fault_outside_the_entries_freezes_the_practice(
    load_texts: Load, text: str, found: tuple[str, int, int]
) -> None:
    """Such a file cannot be trusted: nothing in or out."""
    declaration = load_texts(santa_lucia=text)
    assert found in said(declaration)
    assert declaration.unreadable == {"santa-lucia"}
    assert not declaration.practices
    assert all(one.stops is Stops.PRACTICE and "santa-lucia" in one.practices for one in declaration.findings)


def test_only_the_version_is_spoken_of_when_it_is_newer(load_texts: Load) -> None:
    """Keys of a later version are not called unknown."""
    assert said(load_texts(santa_lucia="version: 2\nfoo: 1\n")) == [("version.newer", 1, 10)]


def test_all_faults_of_all_files_are_found_at_once_and_sorted(load_texts: Load) -> None:
    """Nobody has to mend one to see the next."""
    bad = HEAD.replace("name: Clínica", "nmae: Clínica") + (
        "assistants:\n  - {email: a@x.example, billing: no, from: 2027-02-30}\n  - {emial: b@x.example}\n"
    )
    declaration = load_texts({SETTINGS: "version: 1\nlanguage: fr\n"}, b=bad, a="version: 9\n")
    places = [(one.where.file, one.message) for one in declaration.findings]
    assert places == [
        (SETTINGS, "wrong-value.choice"),
        ("practices/a.yaml", "version.newer"),
        ("practices/b.yaml", "unknown-key.near"),
        ("practices/b.yaml", "wrong-type.flag-word"),
        ("practices/b.yaml", "wrong-value.no-such-day"),
        ("practices/b.yaml", "unknown-key.near"),
    ]
    assert [one.order for one in declaration.findings] == sorted(one.order for one in declaration.findings)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("correo", "email"),
        ("nombre", "name"),
        ("Apellidos", "surnames"),
        ("hasta", "until"),
        ("nota", "note"),
    ],
)
def test_a_key_in_spanish_is_answered_with_the_one_it_stands_for(
    load_texts: Load, written: str, meant: str
) -> None:
    """Letters alone would suggest `note` for `nombre`."""
    entry = f"assistants:\n  - {{email: a@x.example, {written}: x}}\n"
    (unknown, *_) = load_texts(a=HEAD + entry.replace("email: a@x.example, correo", "correo")).findings
    assert (unknown.message, unknown.params["suggestion"]) == ("unknown-key.near", meant)


def test_an_entry_without_its_dash_is_said_once_and_deletes_nobody(load_texts: Load) -> None:
    """Both people might be meant: nobody is removed, and the advice is the dash."""
    entries = (
        "assistants:\n  - email: a@x.example\n    name: A\n    surnames: [B]\n"
        "    email: c@x.example\n    name: C\n    surnames: [D]\n"
    )
    (found,) = load_texts(a=HEAD + entries).findings
    assert (found.message, found.stops) == ("duplicate-key.dash", Stops.REMOVALS)


def test_a_clinic_by_its_name_is_asked_for_by_its_id(load_texts: Load) -> None:
    """The form of a short name is no help to somebody who wrote the clinic's name."""
    (found,) = load_texts(
        a=HEAD + "assistants:\n  - {email: a@x.example, clinics: [Clínica principal]}\n"
    ).findings
    assert found.message == "wrong-value.clinic"


def test_a_suggestion_names_the_key_that_was_meant(load_texts: Load) -> None:
    """`nmae` is close to `name`."""
    declaration = load_texts(santa_lucia=HEAD.replace("\nname:", "\nnmae:") + "assistants: []\n")
    unknown = next(one for one in declaration.findings if one.rule == "unknown-key")
    assert unknown.params == {"key": "nmae", "suggestion": "name"}


def test_the_order_of_lists_is_no_part_of_an_entrys_meaning(load_entries: LoadEntries) -> None:
    """Sorting a list touches nobody."""
    _, one = load_entries("  - {email: a@x.example, clinics: [b, a], previously: [c@x.a, d@x.a]}\n")
    _, other = load_entries("  - previously: [d@x.a, c@x.a]\n    clinics: [a, b]\n    email: A@x.example\n")
    assert one.assistants[0].meaning == other.assistants[0].meaning


def test_two_files_for_one_practice_are_both_kept_for_the_rule_to_find(load_texts: Load) -> None:
    """The file of the right name stands under the slug, whichever comes first."""
    text = HEAD + "assistants: []\n"
    for stem in ("aaa", "zzz"):
        declaration = load_texts(santa_lucia=text, **{stem: text})
        assert declaration.practices["santa-lucia"].where.file == PRACTICE
        assert {one.where.file for one in declaration.practices.values()} == {
            PRACTICE,
            f"practices/{stem}.yaml",
        }


def test_a_bad_entry_belongs_to_the_practice_that_the_file_says(load_texts: Load) -> None:
    """What is held must be held under the slug that the rest is planned under."""
    declaration = load_texts(other=HEAD + "assistants:\n  - {email: a@x.example, billing: no}\n")
    assert only(declaration).practices == ("santa-lucia",)
    frozen = load_texts(other=HEAD)
    assert only(frozen).practices == ("other", "santa-lucia")


def test_missing_settings_are_a_warning_and_nothing_at_all_is_an_error(load_texts: Load) -> None:
    """Every setting has a default; a directory without declarations is the wrong one."""
    from accessctl.declarations.loading import load_files  # noqa: PLC0415 - beside what it is compared with

    alone = load_files({PRACTICE: (HEAD + "assistants: []\n").encode()})
    assert (only(alone).rule, only(alone).severity) == ("missing-file", Severity.WARNING)
    nothing = load_files({})
    assert (only(nothing).message, only(nothing).stops) == ("missing-file.everything", Stops.APPLY)
    assert not load_texts(santa_lucia=HEAD + "assistants: []\n").findings
