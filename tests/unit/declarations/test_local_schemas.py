from __future__ import annotations

import json
import socket
import time
from typing import Any

import pytest
from declared_texts import HEAD, POLICY, PRACTICE, SETTINGS, Load

from accessctl.model.finding import Stops

LOCAL = "schemas/local/practice.schema.json"


def with_schema(load_texts: Load, schema: Any) -> list[tuple[Any, ...]]:
    """Return the findings of a small practice under a local schema: text, place and what it stops."""
    entries = "assistants:\n  - {email: ana@x.example, name: Ana}\n"
    declaration = load_texts({LOCAL: json.dumps(schema)}, santa_lucia=HEAD + entries)
    return [
        (one.message, one.where.file, one.where.line, one.where.column, one.stops)
        for one in declaration.findings
    ]


def test_a_local_schema_that_holds_finds_nothing(load_texts: Load) -> None:
    """A tighter schema that the files keep to is silent."""
    assert not with_schema(load_texts, {"properties": {"name": {"pattern": "^Clínica"}}})


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        ({"properties": {"name": {"maxLength": 3}}}, (3, 7)),
        ({"properties": {"assistants": {"maxItems": 0}}}, (8, 3)),
        ({"properties": {"assistants": {"items": {"required": ["note"]}}}}, (8, 5)),
        ({"properties": {"owner": {"properties": {"email": False}}}}, (4, 8)),
        ({"$defs": {"n": {"const": "x"}}, "properties": {"name": {"$ref": "#/$defs/n"}}}, (3, 7)),
    ],
)
def test_what_a_local_schema_refuses_is_found_at_its_place(
    load_texts: Load, schema: Any, place: tuple[int, int]
) -> None:
    """The practice gets no grants, and is not frozen."""
    assert with_schema(load_texts, schema) == [("local-schema", PRACTICE, *place, Stops.GRANTS)]


def test_a_key_that_a_local_schema_forbids_is_found_at_the_key(load_texts: Load) -> None:
    """Each key too many has its own finding."""
    schema = {"additionalProperties": False, "properties": {"version": {}, "practice": {}, "name": {}}}
    assert [found[2:4] for found in with_schema(load_texts, schema)] == [(4, 1), (5, 1), (7, 1)]


def test_the_description_of_a_rule_is_passed_on(load_texts: Load) -> None:
    """An organisation can say in its own words what it asks for."""
    schema = {"properties": {"name": {"maxLength": 3, "description": "Nombre corto"}}}
    declaration = load_texts({LOCAL: json.dumps(schema)}, santa_lucia=HEAD + "assistants: []\n")
    (finding,) = declaration.findings
    assert finding.message == "local-schema.described"
    assert finding.params == {
        "schema": LOCAL,
        "key": "name",
        "keyword": "maxLength",
        "asked": "3",
        "description": "Nombre corto",
    }
    assert finding.practices == ("santa-lucia",)


def test_settings_and_policy_have_local_schemas_too(load_texts: Load) -> None:
    """What they refuse stops apply."""
    found = load_texts(
        {
            POLICY: "version: 1\n",
            "schemas/local/settings.schema.json": '{"required": ["branch"]}',
            "schemas/local/policy.schema.json": '{"required": ["protected"]}',
        }
    ).findings
    assert [(one.where.file, one.rule, one.stops) for one in found] == [
        (POLICY, "local-schema", Stops.APPLY),
        (SETTINGS, "local-schema", Stops.APPLY),
    ]


@pytest.mark.parametrize(
    ("schema", "text", "place"),
    [
        ("{", "not-json", (1, 2)),
        ('{\n "a": }', "not-json", (2, 7)),
        ("\udcff", "broken", (1, 1)),
        ('{"type": "objekt"}', "broken", (1, 2)),
        ('{"properties": 5}', "broken", (1, 2)),
        ("[1]", "broken", (1, 1)),
        ('{\n "$ref": "https://schemas.example/x.json"\n}', "remote", (2, 10)),
        ('{"properties": {"name": {"$ref": "other.json"}}}', "remote", (1, 34)),
        ('{"$id": "https://schemas.example/", "$ref": "file:///etc/passwd"}', "remote", (1, 45)),
        ('{"$dynamicRef": "https://schemas.example/x.json"}', "remote", (1, 17)),
        ('{"$ref": "#"}', "broken", (1, 1)),
        ('{"$ref": "#/$defs/none"}', "broken", (1, 1)),
    ],
)
def test_a_local_schema_that_cannot_be_used_is_one_clear_error(
    load_texts: Load, monkeypatch: pytest.MonkeyPatch, schema: str, text: str, place: tuple[int, int]
) -> None:
    """What it should have enforced nobody knows, so apply refuses; nothing is ever fetched."""
    monkeypatch.setattr(socket, "socket", None)
    data = schema.encode("utf-8", "surrogateescape")
    declaration = load_texts({LOCAL: data}, santa_lucia=HEAD + "assistants: []\n")
    (finding,) = declaration.findings
    assert (finding.message, finding.stops) == (f"local-schema.{text}", Stops.APPLY)
    assert (finding.where.file, finding.where.line, finding.where.column) == (LOCAL, *place)
    assert "santa-lucia" in declaration.practices


def test_a_pattern_that_comes_to_no_end_is_stopped_once_and_named(load_texts: Load) -> None:
    """A few characters of a schema could hold up every pipeline; the second file is not tried any more."""
    schema = '{"properties": {"name": {"pattern": "^([A-Z]+)+$"}}}'
    endless = HEAD.replace("name: ", f"name: {'A' * 60}! ", 1) + "assistants: []\n"
    begun = time.process_time()
    declaration = load_texts(
        {LOCAL: schema}, santa_lucia=endless, santa_rosa=endless.replace("santa-lucia", "santa-rosa")
    )
    assert time.process_time() - begun < 2
    (finding,) = (one for one in declaration.findings if one.rule == "local-schema")
    assert (finding.message, finding.stops, finding.where.file) == (
        "local-schema.runaway",
        Stops.APPLY,
        LOCAL,
    )


def test_a_pattern_that_ends_is_none_the_worse_for_it(load_texts: Load) -> None:
    """The same schema holds for ordinary files."""
    schema = '{"properties": {"name": {"pattern": "^([A-Z]+)+$"}}}'
    (finding,) = load_texts({LOCAL: schema}, santa_lucia=HEAD + "assistants: []\n").findings
    assert finding.params["keyword"] == "pattern"
