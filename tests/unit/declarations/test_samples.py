from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from accessctl.declarations.loading import load
from accessctl.declarations.schema import schemas
from accessctl.declarations.yaml_reader import read_yaml

LEFT_OUT = {
    "settings": {"live.path", "live.directory", "live.own_user", "invitations.send_window",
                 "invitations.back_off", "handoffs.templates", "handoffs.outbox", "journal.root"},
    "policy": {"approvals.signers"},
    "practice": set[str](),
}  # fmt: skip
"""Keys without a value that suits a plain clone on any day: comments in the samples show them."""


def keys_of(value: Any, before: str = "") -> set[str]:
    """Return the dotted keys that a document uses."""
    if isinstance(value, list):
        return {key for item in value for key in keys_of(item, before)}
    if not isinstance(value, dict):
        return set()
    return {
        name for key, part in value.items() for name in (f"{before}{key}", *keys_of(part, f"{before}{key}."))
    }


def keys_in(schema: dict[str, Any], part: dict[str, Any], before: str = "") -> set[str]:
    """Return the dotted keys that a schema knows."""
    for inner in (part, part.get("items", {}), *part.get("anyOf", ())):
        if "$ref" in inner:
            return keys_in(schema, schema["$defs"][inner["$ref"].rpartition("/")[2]], before)
    return {
        name
        for key, inner in part.get("properties", {}).items()
        for name in (f"{before}{key}", *keys_in(schema, inner, f"{before}{key}."))
    }


def test_this_repository_is_itself_an_access_repository(checkout: Path) -> None:
    """A plain clone can be validated, and nothing is wrong with it."""
    declaration = load(checkout)
    assert not declaration.findings
    assert not declaration.unreadable
    assert len(declaration.practices) == 3
    assert all(slug == practice.slug for slug, practice in declaration.practices.items())


def test_the_samples_use_every_key_between_them(checkout: Path) -> None:
    """Whoever looks for a key finds an example."""
    used: dict[str, set[str]] = {"practice": set(), "settings": set(), "policy": set()}
    for path in [*(checkout / "practices").glob("*.yaml"), *(checkout / "access").glob("*.yaml")]:
        kind = "practice" if path.parent.name == "practices" else path.stem
        used[kind] |= keys_of(read_yaml(path.read_bytes()).value)
    for kind, left_out in LEFT_OUT.items():
        schema = schemas()[f"{kind}.schema.json"]
        known = keys_in(schema, schema)
        known -= {key for key in known for out in left_out if f"{key}.".startswith(f"{out}.")}
        assert known - used[kind] == set()
        for key in left_out:
            assert key.rpartition(".")[2] in "\n".join(
                path.read_text(encoding="utf-8") for path in (checkout / "access").glob("*.yaml")
            )


def test_reading_loads_no_library_that_it_does_not_need() -> None:
    """Starting up is most of what a small validation costs."""
    program = (
        "import sys, accessctl.declarations.loading; "
        "print([name for name in ('jsonschema', 'ruamel', 'git', 'referencing') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
