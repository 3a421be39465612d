from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from accessctl.declarations.reference import reference_markdown
from accessctl.declarations.schema import SHAPES, schema_text, schemas, write_schemas
from accessctl.declarations.yaml_reader import read_yaml
from thoroughness import examples

WHOLE: dict[str, dict[str, Any]] = {
    "practice.schema.json": {
        "version": 1,
        "practice": "santa-lucia",
        "previously": ["clinica-lucia"],
        "name": "Clínica Santa Lucía",
        "owner": {"email": "elena@x.example", "name": "Elena Rojas"},
        "time_zone": "America/Costa_Rica",
        "language": "es",
        "live": {"provider": "huli", "organization": 4001},
        "mode": "apply",
        "clinics": [
            {"id": "escazu", "name": "Escazú", "label": "SL Escazú"},
            {"id": "cima", "name": "CIMA", "single_record": {"administrator": "a@cima.example"}},
        ],
        "billing_issuer": {"owner": "f@x.example"},
        "assistants": [
            {
                "email": "ana@x.example",
                "name": "Ana",
                "surnames": ["Mora", "Jiménez"],
                "clinics": ["escazu"],
                "record_access": {"reason": "Expedientes", "until": "2027-01-31"},
                "billing": False,
                "from": "2026-12-01",
                "until": "2027-06-30",
                "previously": ["ana.m@old.example"],
                "note": "Una nota",
            },
            {"email": "luz@x.example", "record_access": True},
        ],
    },
    "settings.schema.json": {
        "version": 1,
        "branch": "main",
        "language": "es",
        "time_zone": "America/Costa_Rica",
        "live": {
            "provider": "sandbox",
            "account": "a@org.example",
            "concurrency": 4,
            "max_observation_age": "7d",
            "path": "p",
            "directory": "d",
            "own_user": 3001,
            "users": {"2001": "ana@x.example"},
        },
        "invitations": {
            "max_attempts": 3,
            "back_off": "1d",
            "send_window": {"days": ["mon"], "hours": "08:00-17:00"},
        },
        "handoffs": {
            "from": "a@org.example",
            "remind_after": "3d",
            "escalate_after": "7d",
            "templates": "t",
            "outbox": "o",
        },
        "journal": {"branch": "access-journal", "remote": "origin", "root": "4f" * 20},
        "lock": {"time_to_live": "15m"},
        "drift": "revoke",
        "guards": {
            "removals": {"percent": 25, "at_least": 10, "window": "24h"},
            "invitations": 50,
            "record_grants": 10,
        },
    },
    "page-map.schema.json": {
        "version": 1,
        "start": "/inicio",
        "patience": "15s",
        "logged_out": {"role": "heading", "name": "Ingrese"},
        "photo": {"role": "button", "name": "Foto", "match": "begins"},
        "account": {"role": "link", "name": "Cuenta"},
        "account_shows": ["owner-address"],
        "assistants": {"role": "link", "name": "Asistentes"},
        "list": {"states": {"Activo": "active"}, "valid_until": True, "end": "Fin", "empty": "Nadie"},
        "invite": {"begin": [{"role": "link", "name": "Invitar"}], "one_clinic": "Tendrá", "done": "Listo"},
        "resend": {"button": {"role": "button", "name": "Reenviar"}, "done": "Listo"},
        "steps": {"revoke": [{"action": "expect", "text": "Listo", "in_row": False}]},
    },
    "policy.schema.json": {
        "version": 1,
        "email_domains": {"allow": ["x.example"], "deny": []},
        "shared_mailboxes": {"deny": ["info"]},
        "assistants": {"at_most": 8},
        "record_access": {"at_most": 2, "reason": "required", "until": "required", "at_most_days": 365},
        "end_date": {"required_for_domains": ["agencia.example"]},
        "separate": ["record_access", "billing"],
        "protected": ["elena@x.example"],
        "reviews": {"every": "90d", "unconfirmed_record_access": "report"},
        "approvals": {"record_access": 1, "signers": "access/signers"},
        "attestation": {"by_another": True},
        "exceptions": [{"rule": "separate", "practice": "a", "reason": "r", "until": "2027-03-31"}],
    },
}
"""One document of each kind that uses every key."""

TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["", " ", "\n", "a", "a\n", "a\nb", "A", "-a", "ñ", "a@b", "a@b\n", "a @b", "a@@b", "x.e\n", "1",
         "15m", "15m\n", "0d", "2027-01-31", "2027-01-31\n", "2027-02-30", "08:00-17:00", "25:00-26:00",
         "es", "apply", "apply\n", "mon", "required", "true", "4f" * 20, "4f" * 20 + "\n", "\u0661d"]
    ),
)  # fmt: skip
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 40),
    st.just(10**30),
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: not number.is_integer()),
    TEXTS,
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=4,
)


@cache
def validator(name: str) -> Draft202012Validator:
    """Return the validator of a generated schema."""
    return Draft202012Validator(schemas()[name])


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of every part of the document but itself."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [inner for key, part in parts for inner in ((*path, key), *places_in(part, (*path, key)))]


@st.composite
def mutated(draw: st.DrawFn, name: str) -> Any:
    """Change a valid document in a few places: other values, missing keys, keys too many."""
    document = copy.deepcopy(WHOLE[name])
    for _ in range(draw(st.integers(0, 3))):
        *before, last = draw(st.sampled_from(places_in(document) or [("version",)]))
        part: Any = document
        for key in before:
            part = part[key]
        action = draw(st.sampled_from(["replace", "replace", "remove", "add"]))
        if action == "remove" and (isinstance(part, list) or last in part):
            del part[last]
        elif action == "add" and isinstance(part, dict):
            part[draw(TEXTS)] = draw(VALUES)
        else:
            part[last] = draw(VALUES)
    return document


def accepted_by_the_shape(name: str, document: Any) -> bool:
    """Say whether pydantic accepts the document."""
    try:
        SHAPES[name].model_validate(document)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", WHOLE)
def test_a_document_with_every_key_is_accepted_by_shape_and_schema(name: str) -> None:
    """The documents that the property test starts from are valid and whole."""
    assert accepted_by_the_shape(name, WHOLE[name])
    assert validator(name).is_valid(WHOLE[name])
    written = set(places_in(WHOLE[name]))
    for key in schemas()[name]["properties"]:
        assert (key,) in written


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=examples(400), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_shape_and_schema_accept_and_refuse_the_same_documents(name: str, data: st.DataObject) -> None:
    """An editor that follows the schema never says other than the program."""
    document = data.draw(mutated(name))
    assert validator(name).is_valid(document) == accepted_by_the_shape(name, document)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("practice",), "santa-lucia\n"),
        (("owner", "email"), "a@b\n"),
        (("assistants", 0, "until"), "2027-01-31\n"),
        (("assistants", 0, "billing"), 1),
        (("assistants", 0, "billing"), "true"),
        (("assistants", 0, "surnames"), []),
        (("assistants", 0, "name"), None),
        (("live", "organization"), True),
        (("live", "organization"), "4001"),
        (("version",), True),
        (("version",), 2),
    ],
)
def test_what_is_nearly_right_is_refused_by_both(path: tuple[Any, ...], value: object) -> None:
    """No conversions, and no line break at the end of a pattern."""
    document = copy.deepcopy(WHOLE["practice.schema.json"])
    part: Any = document
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    assert not accepted_by_the_shape("practice.schema.json", document)
    assert not validator("practice.schema.json").is_valid(document)


@pytest.mark.parametrize("name", WHOLE)
def test_a_schema_is_valid_and_says_what_each_key_means(name: str) -> None:
    """Hovering over a key in an editor explains it."""
    schema = schemas()[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for part in (schema, *schema["$defs"].values()):
        assert part["description"]
        for key, value in part["properties"].items():
            assert "description" in value or "$ref" in value, key


def test_the_committed_schemas_are_current(checkout: Path, tmp_path: Path) -> None:
    """`script/reference` writes them anew."""
    for path in write_schemas(tmp_path):
        written = path.read_text(encoding="utf-8")
        assert written == (checkout / "schemas" / path.name).read_text(encoding="utf-8")
        assert written == schema_text(schemas()[path.name])
        assert json.loads(written) == schemas()[path.name]


def test_the_committed_reference_is_current(checkout: Path) -> None:
    """`script/reference` writes it anew."""
    page = (checkout / "docs/declaration-reference.md").read_text(encoding="utf-8")
    assert page == reference_markdown()


@pytest.mark.parametrize("name", WHOLE)
def test_the_reference_has_a_row_for_every_key(name: str) -> None:
    """No key of any file is undocumented, and every row has a meaning."""
    rows = [line.split(" | ") for line in reference_markdown().splitlines() if line.startswith("| `")]
    documented = {row[0].removeprefix("| ").strip("`") for row in rows}
    for path in places_in(WHOLE[name]):
        if path[:2] in (("live", "users"), ("list", "states")):  # their keys are data
            continue
        dotted = "".join("[]" if isinstance(key, int) else f".{key}" for key in path).removeprefix(".")
        assert dotted in documented or dotted.endswith("[]"), dotted
    assert all(row[3] for row in rows)


@pytest.mark.parametrize(
    ("folder", "schema"),
    [("practices", "practice"), ("access/settings", "settings"), ("access/policy", "policy")],
)
def test_the_samples_name_their_schema_and_keep_to_it(checkout: Path, folder: str, schema: str) -> None:
    """An editor finds the schema beside each sample, and nothing to complain of."""
    where = checkout / folder
    paths = sorted(where.glob("*.yaml")) if where.is_dir() else [where.with_suffix(".yaml")]
    assert paths
    for path in paths:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema=../schemas/{schema}.schema.json"
        assert validator(f"{schema}.schema.json").is_valid(read_yaml(path.read_bytes()).value)
