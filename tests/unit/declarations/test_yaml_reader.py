from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from accessctl.declarations import yaml_reader
from accessctl.declarations.slips import KEYS
from accessctl.declarations.yaml_nodes import MappingNode, SequenceNode, key_place, last_line, value_place
from accessctl.declarations.yaml_reader import DEPTH_AT_MOST, Tree, read_yaml


def codes(data: bytes) -> list[tuple[str, int, int]]:
    """Return the problems of the text: code, line and column."""
    return [(problem.code, problem.line, problem.column) for problem in read_yaml(data).problems]


def entries_of(tree: Tree) -> SequenceNode:
    """Return the node of the list under `a`."""
    assert isinstance(tree.root, MappingNode)
    node = tree.root.nodes["a"]
    assert isinstance(node, SequenceNode)
    return node


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("4001", 4001),
        ("-7", -7),
        ("0o17", 15),
        ("0x1F", 31),
        ("017", 17),
        ("1.5", 1.5),
        ("3.0", 3),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("2027-01-31", "2027-01-31"),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("'4001'", "4001"),
        ('"true"', "true"),
        ("9" * 5000, "9" * 5000),
        (".", "."),
        ("-", [None]),
    ],
)
def test_a_plain_scalar_means_what_yaml_1_2_says(written: str, meant: object) -> None:
    """`no` is text, a date is text, and a number is a number."""
    value = read_yaml(f"a:\n  {written}\n".encode()).value["a"]
    assert value == meant
    assert type(value) is type(meant)


def test_a_key_is_text_whatever_it_looks_like() -> None:
    """User ids are keys of a mapping."""
    assert read_yaml(b"2001: a\ntrue: b\n").value == {"2001": "a", "true": "b"}


def test_places_of_keys_and_values_count_from_one_in_characters() -> None:
    """Columns count letters, not bytes."""
    tree = read_yaml("ñandú: {día: [x, 'y']}\n".encode())
    assert tree.root is not None
    assert key_place(tree.root, ("ñandú", "día")) == (1, 9)
    assert value_place(tree.root, ("ñandú", "día", 1)) == (1, 18)


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    """Files from Windows are read as they are meant."""
    tree = read_yaml(b"\xef\xbb\xbfa: 1\r\nb: {c: 2}\r\n")
    assert tree.value == {"a": 1, "b": {"c": 2}}
    assert tree.root is not None
    assert key_place(tree.root, ("a",)) == (1, 1)
    assert key_place(tree.root, ("b", "c")) == (2, 5)


@pytest.mark.parametrize(
    ("entry", "last"),
    [
        ("- {x: 1,\n   y: 2\n  }", 4),
        ("- x: 1\n  y:\n    - 2\n\n# a comment\n", 4),
        ("- x: |\n    one\n    two\n\n- next", 4),
        ("- x: >\n    one\n    two", 4),
        ("- x: |\n\n- next", 2),
        ("- x: one\n    two\n", 3),
        ("- x:\n- next", 2),
        ("- []", 2),
        ('- "one\n  two"', 3),
    ],
)
def test_the_last_line_of_an_entry_is_the_last_that_says_something(entry: str, last: int) -> None:
    """Blame looks at the entry's own lines, and at none of its neighbour's."""
    text = f"a:\n{entry}\nz: 1\n".encode()
    assert last_line(entries_of(read_yaml(text)).nodes[0], text) == last


def test_a_duplicate_key_is_found_and_the_first_one_kept() -> None:
    """The second is named with its own place and the first one's line."""
    tree = read_yaml(b"a:\n  - x: 1\n    x: 2\n")
    (problem,) = tree.problems
    assert (problem.code, problem.line, problem.column) == ("duplicate-key", 3, 5)
    assert problem.path == ("a", 0, "x")
    assert problem.params == {"key": "x", "first_line": 2}
    assert tree.value == {"a": [{"x": 1}]}


def test_everything_that_yaml_can_do_and_we_do_not_want_is_named_at_once() -> None:
    """Anchor, alias, merge key, tag, second document: five problems, not one."""
    text = b"a: &x 1\nb: *x\n<<: {c: 1}\nd: !!str 3\n---\n{}\n"
    assert codes(text) == [
        ("anchor", 1, 4),
        ("anchor.alias", 2, 4),
        ("anchor.merge", 3, 1),
        ("tag", 4, 4),
        ("several-documents", 5, 1),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"&k a: 1\n", "anchor"),
        (b"a: &x [1]\n", "anchor"),
        (b"a: !x {b: 1}\n", "tag"),
        (b"a: ! 1\n", "tag"),
        (b"a: &q 'x'\n", "anchor"),
    ],
)
def test_an_anchor_or_tag_is_found_before_every_kind_of_node(text: bytes, code: str) -> None:
    """Keys, lists, mappings and quoted texts hide none."""
    assert [problem.code for problem in read_yaml(text).problems] == [code]


def test_a_bomb_of_aliases_costs_nothing() -> None:
    """Aliases are never followed, so they cannot grow."""
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 40))
    found = {problem.rule for problem in read_yaml(f"l0: &l0 x\n{levels}\n".encode()).problems}
    assert found == {"anchor", "too-many-problems"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"", ("empty-file", 1, 1)),
        (b"# nothing\n", ("empty-file", 1, 1)),
        (b"a: 1\nb: \xff\n", ("encoding", 2, 4)),
        ("a: ñ".encode("utf-16"), ("encoding.utf16", 1, 1)),
        (b"a: 1\nb: \x00\n", ("encoding.control", 2, 4)),
        (b"a: 1\nb:\r  c\n", ("encoding.line-break", 2, 3)),
        ("a: 1\nb: Mora\u2028Rojas\n".encode(), ("encoding.line-break", 2, 8)),
        ("a: 1\n# Mora\x85\n".encode(), ("encoding.line-break", 2, 7)),
        (b"a: x\x07\n", ("encoding.control", 1, 5)),
        (b'a: "\\x07"\n', ("encoding.control", 1, 4)),
        (b"a: x\ty\n", ("encoding.control", 1, 4)),
        (b'a: "\\ud800"\n', ("yaml-syntax", 1, 7)),
        (b"a:\n\tb: 1\n", ("yaml-syntax.tab", 2, 1)),
        (b"a: b: c\n", ("yaml-syntax.colon", 1, 5)),
        (b'a: 1\nb: "x\nc: 2\n', ("yaml-syntax.quote", 2, 4)),
        (b'a: "\\q"\n', ("yaml-syntax.escape", 1, 5)),
        (b"a: [1,\nb: 2\n", ("yaml-syntax.bracket", 1, 4)),
        (b"a: {b: 1\n", ("yaml-syntax.bracket", 1, 4)),
        (b"a: @b\n", ("yaml-syntax.start", 1, 4)),
        (b"a: 1\nbcd\n", ("yaml-syntax.key", 2, 1)),
        (b"- a\nb: 1\n", ("yaml-syntax.indent", 2, 1)),
        (b"- a: 1\n    b: 2\n", ("yaml-syntax.deeper", 2, 6)),
        (b"l:\n  - a: 1\n  -b: 2\n", ("yaml-syntax.dash", 3, 3)),
        (b"assistants:\n  - email:a@x\n    name: A\n", ("yaml-syntax.space", 2, 11)),
        (b"version:1\npractice: a\n", ("yaml-syntax.space", 1, 9)),
        (b"a: 1\nname:Ana\n", ("yaml-syntax.space", 2, 6)),
        ("a: 1\nname:\u00a0Ana\n".encode(), ("yaml-syntax.space", 2, 6)),
        (b"- {a: 1, b:[1]}\n", ("yaml-syntax.glued", 1, 11)),
        (b"assistants:\n  - email a@x\n    name: A\n", ("yaml-syntax.key", 2, 5)),
        (b"assistants:\n  -email: a@x\n    name: A\n", ("yaml-syntax.dash", 2, 3)),
        (b"assistants:\n  - email: a@x\n  email: b@x\n", ("yaml-syntax.no-dash", 3, 3)),
        (b"name: x\nassistants: []\n  - email: a@x\n    name: A\n", ("yaml-syntax.not-empty", 2, 1)),
        (b"name: x\nassistants: []  # later\n- email: a@x\n", ("yaml-syntax.not-empty", 2, 1)),
        ("assistants:\n  – email: a@x\n    name: A\n".encode(), ("yaml-syntax.bullet", 2, 3)),
        (b"assistants:\n  * email: a@x\n    name: A\n", ("yaml-syntax.bullet", 2, 3)),
        ("- a: 1\n\u00a0\u00a0b: 2\n  c: 3\n".encode(), ("yaml-syntax.odd-space", 2, 1)),
        (b"```yaml\na: 1\n", ("yaml-syntax.fence", 1, 1)),
        (b"note: *important*\n", ("yaml-syntax.start", 1, 7)),
        (b"note: see\n  http://x.example\n  and: more\n", ("yaml-syntax.deeper", 3, 6)),
        (b"name: a\nassistants:\n- email: a@x\nname: A\n", ("duplicate-key.margin", 4, 1)),
        (b"%YAML 1.1\n---\na: 1\n", ("directive", 1, 1)),
        (b"? [a]\n: 1\n", ("wrong-type.key", 1, 3)),
    ],
)
def test_a_text_that_cannot_be_read_has_one_clear_problem(text: bytes, found: tuple[str, int, int]) -> None:
    """Each says what is wrong and where."""
    assert codes(text) == [found]


@pytest.mark.parametrize("text", [b"a:\t1\n", b"a: 1\t# tab before a comment\n", b"# \t\na: 1\n"])
def test_a_tab_that_yaml_allows_is_no_problem(text: bytes) -> None:
    """Tabs between a key and its value mean nothing."""
    assert read_yaml(text).value == {"a": 1}
    assert not codes(text)


def test_the_directive_of_our_own_yaml_is_allowed() -> None:
    """`%YAML 1.2` says what we mean anyway."""
    assert not codes(b"%YAML 1.2\n---\na: 1\n")


def test_nesting_is_read_up_to_the_limit_and_no_deeper() -> None:
    """A megabyte of brackets stops at once."""
    fits = b"[" * DEPTH_AT_MOST + b"]" * DEPTH_AT_MOST
    assert not codes(fits)
    assert [code for code, *_ in codes(b"[" + fits + b"]")] == ["too-deep"]
    assert [code for code, *_ in codes(b"[" * 1_000_000)] == ["too-deep"]


@pytest.mark.parametrize(
    "text",
    [
        b"a: 1\nb: [x, {y: 'z'}]\nc: |\n  text\nd:\n  - e: no\n    e: 2\n",
        b"a: &x 1\nb: *x\nc: !t 1\n",
        b"a: b: c\n",
        b"a: 'x\n",
        b"a: \x07\n",
        b"",
    ],
)
def test_the_pure_parser_finds_the_same_as_libyaml(text: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where libyaml is missing, reading is slower and no different."""
    quick = read_yaml(text)
    monkeypatch.setattr(yaml_reader, "_LOADER", yaml.SafeLoader)
    slow = read_yaml(text)
    assert slow.value == quick.value
    assert [problem.code for problem in slow.problems] == [problem.code for problem in quick.problems]


def test_the_keys_that_a_slip_is_looked_for_in_are_keys_of_a_practices_file() -> None:
    """A key that is renamed there would be forgotten here."""
    schema = json.loads((Path(__file__).parents[3] / "schemas/practice.schema.json").read_text())
    shapes = [schema, *schema["$defs"].values()]
    assert {key for shape in shapes for key in shape.get("properties", {})} >= KEYS
