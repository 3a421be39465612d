from __future__ import annotations

from collections.abc import Callable

import pytest
from declared_texts import HEAD, PRACTICE, Load

from accessctl.model.finding import Finding, Location, Stops
from accessctl.model.practice import Declaration, HeldEntry, Practice

LoadEntries = Callable[[str], tuple[Declaration, Practice]]


def said(declaration: Declaration) -> list[tuple[str, int, int]]:
    """Return the findings: text, line and column."""
    return [(finding.message, finding.where.line, finding.where.column) for finding in declaration.findings]


def only(declaration: Declaration) -> Finding:
    """Return the one finding."""
    (finding,) = declaration.findings
    return finding


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("record_access: §yes", "wrong-type.record-yes"),
        ("record_access: §sí", "wrong-type.record-yes"),
        ("record_access: §No", "wrong-type.record-no"),
        ("billing: §si", "wrong-type.flag-word"),
        ("§name:Ana", "unknown-key.space"),
        ("clinics: §escazu", "wrong-type.list-near"),
        ("§clinics: ", "null-value.filled-list"),
        ("record_access: §5", "wrong-type.flag-or-mapping"),
        ("§record_access: null", "null-value"),
        ("record_access: {until: §31/01/2027}", "wrong-value.date-near"),
        ("until: §03/04/2027", "wrong-value.date-either"),
        ("until: §20270131", "wrong-value.date-near"),
        ("until: §fin de mes", "wrong-value.date"),
        ("record_access: {until: §2027-02-30}", "wrong-value.no-such-day"),
        ("record_access: {§raeson: x}", "unknown-key.near"),
        ("record_access: {§bool: x}", "unknown-key"),
        ("billing: §no", "wrong-type.flag-word"),
        ("billing: §1", "wrong-type.flag"),
        ("surnames: §[a, b, c]", "wrong-value.too-many"),
        ("surnames: §[]", "wrong-value.empty-list"),
        ("surnames: §{a: b}", "wrong-type.list"),
        ("surnames: [§1]", "wrong-type.text"),
        ("clinics: §[]", "wrong-value.empty-list"),
        ("from: §2027-02-30", "wrong-value.no-such-day"),
        ("until: §2027-13-01", "wrong-value.date-near"),
        ("until: §0000-01-01", "wrong-value.no-such-day"),
        ("name: §' '", "wrong-value.line"),
        ("name: §true", "wrong-type.text"),
        ("note: §''", "wrong-value.text"),
        ("§clinic: [a]", "unknown-key.near"),
        ("note: §&a x", "anchor"),
        ("name: §!!str 1", "tag"),
        ("billing: true, §billing: false", "duplicate-key"),
    ],
)
def test_a_bad_entry_is_held_and_the_others_are_read(
    load_entries: LoadEntries, entry: str, text: str
) -> None:
    """No grant for this person, who counts as declared; nobody else is concerned. § marks the place."""
    line = f"  - {{email: Ana@x.example, {entry}}}"
    declaration, practice = load_entries(f"{line.replace('§', '')}\n  - {{email: luz@x.example}}\n")
    assert said(declaration) == [(text, 8, line.index("§") + 1)]
    finding = only(declaration)
    assert (finding.stops, finding.email, finding.practices) == (
        Stops.ENTRY,
        "ana@x.example",
        ("santa-lucia",),
    )
    assert practice.held == (HeldEntry(finding.email, Location(PRACTICE, 8, 5)),)
    assert [one.email for one in practice.assistants] == ["luz@x.example"]
    assert not declaration.unreadable


@pytest.mark.parametrize(
    "entry",
    [
        "  - {name: Ana}",
        "  - {email: ana}",
        "  - {email: ana @x.example}",
        "  - {email: }",
        "  - {email: 5}",
        "  - {email: ana@x.example, email: luz@x.example}",
        "  - {email: &a ana@x.example}",
        "  - 5",
        "  - Ana",
        "  - *ana",
        "  - null",
        "  - [ana@x.example]",
    ],
)
def test_an_entry_without_a_readable_address_freezes_removals(load_entries: LoadEntries, entry: str) -> None:
    """It might be anybody's, so nobody of the practice is removed."""
    declaration, practice = load_entries(f"{entry}\n  - {{email: eva@x.example}}\n")
    assert declaration.findings
    assert all(
        (one.stops, one.email, one.practices) == (Stops.REMOVALS, None, ("santa-lucia",))
        for one in declaration.findings
    )
    assert practice.held == (HeldEntry(None, Location(PRACTICE, 8, 5)),)
    assert [one.email for one in practice.assistants] == ["eva@x.example"]


@pytest.mark.parametrize(
    ("entries", "text", "params"),
    [
        ("  - email:ana@x.example\n", "wrong-type.entry-space", {"suggestion": "email: ana@x.example"}),
        ("  - {email: a@x.example}\n  - {name: Ana}\n", "missing-key.entry", {"key": "email"}),
        (
            "  - {email: a@x.example, clinics: 'escazu, cima y este'}\n",
            "wrong-type.list-near",
            {"suggestion": "[escazu, cima, este]"},
        ),
        (
            "  - {email: a@x.example, surnames: Mora Paz}\n",
            "wrong-type.list-near",
            {"suggestion": "[Mora, Paz]"},
        ),
        ("    email: a@x.example\n", "wrong-type.assistants", {"key": "assistants"}),
        ("  - {email: a@x.example}\nsurnames: [Mora]\n", "unknown-key.indent", {"key": "surnames"}),
    ],
)
def test_a_beginners_slip_is_answered_with_what_to_write(
    load_texts: Load, entries: str, text: str, params: dict[str, object]
) -> None:
    """Who never saw YAML finds the line to write in the hint."""
    finding = only(load_texts(santa_lucia=f"{HEAD}assistants:\n{entries}"))
    assert finding.message == text
    assert params.items() <= finding.params.items()


@pytest.mark.parametrize(
    "entry",
    [
        "email:ana@x.example",
        "Ana,ana@x.example",
        "<ana@x.example>",
        "{email: 'mailto:ana@x.example', billing: 5}",
    ],
)
def test_what_only_looks_like_an_address_is_nobodys(load_entries: LoadEntries, entry: str) -> None:
    """Whoever is meant is not taken out for it: held under a wrong address, they would look undeclared."""
    declaration, practice = load_entries(f"  - {entry}\n")
    assert only(declaration).stops is Stops.REMOVALS
    assert practice.held == (HeldEntry(None, Location(PRACTICE, 8, 5)),)


def test_an_entry_that_is_only_an_address_is_held_under_it(load_entries: LoadEntries) -> None:
    """The address can be read even where the entry cannot."""
    declaration, practice = load_entries("  - Ana@x.example\n")
    assert only(declaration).message == "wrong-type.entry"
    assert only(declaration).stops is Stops.ENTRY
    assert [held.email for held in practice.held] == ["ana@x.example"]


def test_a_bad_entry_is_held_under_its_earlier_addresses_too(load_entries: LoadEntries) -> None:
    """The old address is the same person's, and must not look undeclared."""
    _, practice = load_entries("  - {email: a@x.example, previously: [old@x.example], billing: no}\n")
    assert [held.email for held in practice.held] == ["a@x.example", "old@x.example"]


@pytest.mark.parametrize(
    "previously", ["x", "[5]", "[a]", "null", "[a@x.example], previously: [b@x.example]"]
)
def test_earlier_addresses_that_cannot_be_read_freeze_removals(
    load_entries: LoadEntries, previously: str
) -> None:
    """They might be anybody's as well."""
    declaration, practice = load_entries(f"  - {{email: a@x.example, previously: {previously}}}\n")
    assert only(declaration).stops is Stops.REMOVALS
    assert [held.email for held in practice.held] == ["a@x.example", None]
