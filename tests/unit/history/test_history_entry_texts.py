"""A file that is cut at its entries says what it says when it is parsed whole, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accessctl.execution.entry_texts import cut_text
from accessctl.execution.practice_versions import VersionReader, read_whole
from accessctl.history.reading import Trouble, Version
from accessctl.model.identity import Address
from thoroughness import examples

PATH = "practices/santa-lucia.yaml"
HEAD = """\
version: 1
practice: santa-lucia
name: Santa Lucía
owner: {email: owner@org.example, name: Elena Rojas}
clinics:
  - {id: escazu, name: Escazú}
"""
ONE = "- email: {who}@org.example\n{i}  name: Ana\n"
ENTRIES = (
    ONE,
    "- email: {who}@org.example\n{i}  clinics: [escazu]\n{i}  billing: true\n",
    "- {{email: {who}@org.example, record_access: true}}\n",
    "- name: Ana\n{i}  email: {who}@org.example\n{i}  note: |\n{i}    - email: no@org.example\n{i}    two\n",
    '- email: {who}@org.example\n{i}  note: "a text\n{i}- email: quoted@org.example\n{i}  that goes on"\n',
    '- email: {who}@org.example\n{i}  note: "never closed\n',
    "- email: {who}@org.example\n{i}  note: 'closes\n",
    "- email: {who}@org.example\n{i}  clinics: [escazu,\n{i}- escazu]\n",
    "- email: {who}@org.example\n{i}  note: Luz's # and a comment\n",
    "- email: {who}@org.example\n{i}  bogus: 1\n",
    "- email: {who}@org.example\n{i}  until: 2026-02-31\n",
    "- name: nobody\n",
    "-\n{i}  email: {who}@org.example\n",
    "- &a\n{i}  email: {who}@org.example\n",
    "- *a\n",
    "- {who}@org.example\n",
    "- - email: {who}@org.example\n",
    "- email: {who}@org.example\n\n{i}# a comment\n# flush left\n{i}  name: Ana\n",
    "# - email: out@org.example\n",
    "\n",
    "- email: {who}@org.example\u2028{i}- email: hidden@org.example\n",
    "- email: {who}@org.example\n{i}  previously: [old@org.example]\n{i}  clinics: []\n",
    "  stray: 1\n",
    "- email: {who}@org.example\n{i}  note: >-\n{i}    folded\n\n{i}    text\n",
    "---\n",
    "- email: {who}@org.example\r\n{i}  name: Ana\r\n",
)
TAILS = (
    "",
    "language: es\n",
    "# the end\n",
    "billing_issuer: {owner: f@org.example}\n",
    'time_zone: "Europe/Madrid\n',
    "assistants: []\n",
    "...\n",
    "mode: apply",
    'live: {provider: "sandbox\n',
)
HEADS = (
    HEAD,
    HEAD.replace("  - {id", "  - {id: heredia, name: H}\n  - {id"),
    HEAD + "previously: [lucia]\n",
    "",
)
OPENINGS = (
    "assistants:\n",
    "assistants: # who\n\n",
    "assistants:\n# first\n",
    "assistants: &x\n",
    "assistants: [\n",
)


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """Return a file with entries of every style."""
    indent = draw(st.sampled_from(["  ", "  ", "", "    "]))
    style = st.one_of(st.just(ONE), st.sampled_from(ENTRIES))
    chosen = draw(st.lists(st.tuples(style, st.sampled_from("abcd")), max_size=5))
    body = "".join(indent + entry.format(i=indent, who=who) for entry, who in chosen)
    return "".join(
        (draw(st.sampled_from(HEADS)), draw(st.sampled_from(OPENINGS)), body, draw(st.sampled_from(TAILS)))
    ).encode()


@settings(max_examples=examples(1500), deadline=None)
@given(st.lists(texts(), min_size=1, max_size=5))
@example(
    [(HEAD + 'assistants:\n  - email: a@org.example\n    note: "x\nlanguage: "\nmode: apply\n').encode()]
)
def test_any_file_that_is_cut_says_what_it_says_whole(versions: list[bytes]) -> None:
    """One version after the other, so that entries remembered from one are used in the next."""
    reader = VersionReader(large=0)
    for data in versions:
        assert reader(PATH, data) == read_whole(PATH, data), data.decode()


def test_unchanged_entries_of_a_large_file_are_not_parsed_again() -> None:
    """What a reader remembers grows by the entries that changed."""
    reader = VersionReader(large=0)
    rows = [f"  - email: p{number}@org.example\n    name: Ana\n" for number in range(50)]
    reader(PATH, (HEAD + "assistants:\n" + "".join(rows)).encode())
    rows[7] = rows[7].replace("Ana", "Luz")
    found = reader(PATH, (HEAD + "assistants:\n" + "".join(rows)).encode())
    assert isinstance(found, Version)
    assert found.people[Address("p7@org.example")].name == "Luz"
    assert [len(entries) for entries in reader.said.values()] == [51]


def test_entry_that_names_no_clinic_follows_the_only_clinic_of_the_file() -> None:
    """The same text means another clinic when the file has another."""
    reader = VersionReader(large=0)
    text = HEAD + "assistants:\n  - email: a@org.example\n"
    clinics = []
    for data in (text, text.replace("id: escazu", "id: heredia")):
        found = reader(PATH, data.encode())
        assert isinstance(found, Version)
        clinics.append(found.people[Address("a@org.example")].clinics)
    assert clinics == [("escazu",), ("heredia",)]


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_style_of_entry_is_read_alone_as_it_is_whole(entry: str) -> None:
    """Each of the styles that the property draws from, between two plain entries."""
    body = "".join(
        "  " + item.format(i="  ", who=who) for item, who in ((ONE, "a"), (entry, "b"), (ONE, "c"))
    )
    data = (HEAD + "assistants:\n" + body).encode()
    assert VersionReader(large=0)(PATH, data) == read_whole(PATH, data)


def test_plain_block_style_is_cut_and_other_styles_are_not() -> None:
    """The way round the parser is only for what is written line by line."""
    assert cut_text((HEAD + "assistants:\n  - email: a@org.example\n").encode()) is not None
    assert cut_text((HEAD + "assistants: []\n").encode()) is None
    assert cut_text((HEAD + "assistants:\r\n  - email: a@org.example\r\n").encode()) is None


def test_file_beyond_the_size_that_is_read_is_trouble() -> None:
    """It is refused everywhere else, too."""
    assert read_whole(PATH, b"#" * (1 << 21)) == Trouble("file-too-large")
