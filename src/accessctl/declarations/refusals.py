"""Which words fit a key or value that a shape refuses, and what was probably meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from accessctl.declarations.shapes import BUILT_IN, PATTERNS
from accessctl.declarations.slips import KEYS
from accessctl.declarations.yaml_nodes import Path
from accessctl.model.days import readings
from accessctl.model.identity import SLUG

Words = tuple[str, dict[str, object]]
"""The code of a text, and what else it is filled with."""

_LONGEST = 100
_KINDS = {pattern: kind for kind, pattern in PATTERNS.items()}
_TYPES = {
    "string_type": "text",
    "bool_type": "flag",
    "int_type": "number",
    "tuple_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
}
_LIMITS = {
    "too_short": ("wrong-value.empty-list", "min_length"),
    "too_long": ("wrong-value.too-many", "max_length"),
    "greater_than_equal": ("wrong-value.too-small", "ge"),
    "less_than_equal": ("wrong-value.too-large", "le"),
}
_YES = frozenset({"yes", "on", "y", "si", "sí", "s", "verdadero", "1"})
_NO = frozenset({"no", "off", "n", "falso", "0"})
_IN_SPANISH = {
    "correo": "email",
    "nombre": "name",
    "apellido": "surnames",
    "apellidos": "surnames",
    "clinica": "clinics",
    "clínica": "clinics",
    "clinicas": "clinics",
    "clínicas": "clinics",
    "desde": "from",
    "hasta": "until",
    "expediente": "record_access",
    "facturacion": "billing",
    "facturación": "billing",
    "motivo": "reason",
    "nota": "note",
    "titular": "owner",
    "asistentes": "assistants",
    "consultorio": "practice",
}
"""What is written by somebody who takes the keys for words of their own language."""

_DAYS = ("from", "until")
_ITEM = re.compile(r"[\w.@ '’-]+")
_SEVERAL = re.compile(r"\s*(?:[,;/]|\s[ye]\s)\s*")


def refusal(kind: str, value: Any, context: Any, path: Path) -> Words:
    """Return the words for a value; `kind` and `context` are pydantic's."""
    if kind == "bool_type" and isinstance(value, str) and value.lower() in _YES | _NO:
        return _flag_word(value.lower() in _YES, path)
    if path and path[-1] in _DAYS and _is_written(value):
        return _day(str(value))
    if kind == "bool_type" and path[-1] == "record_access":
        return "wrong-type.flag-or-mapping", {}
    if kind == "model_type" and path[:1] == ("assistants",) and isinstance(path[-1], int):
        return _entry(value)
    if kind == "tuple_type":
        return _list(value, path)
    if kind in _TYPES:
        return f"wrong-type.{_TYPES[kind]}", {}
    if kind == "literal_error":
        return _choice(str(value), context["expected"].replace("'", "").replace(" or ", ", "))
    if kind == "string_pattern_mismatch":
        return _form(_KINDS[context["pattern"]], str(value), path)
    if kind in _LIMITS:
        code, limit = _LIMITS[kind]
        return code, {"limit": context[limit]}
    return ("wrong-value.user-id" if kind == "bad_key" else "wrong-value"), {}


def missing(path: Path) -> str:
    """Return the code for a key that is not there."""
    if path == ("assistants",):
        return "missing-key.assistants"
    of_an_entry = path[:1] == ("assistants",) and path[1:2] != (0,) and path[2:] == ("email",)
    return "missing-key.entry" if of_an_entry else "missing-key"


def unknown(key: str, path: Path, known: list[str]) -> Words:
    """Return the words for a key that is not one of the known ones, with the one that was meant."""
    before, colon, value = key.partition(":")
    if colon and value and before in known:
        return "unknown-key.space", {"suggestion": before, "value": value}
    if len(path) == 1 and key in KEYS:
        return "unknown-key.indent", {}
    meant = _IN_SPANISH.get(key.lower())
    near = meant if meant in known else _near(key, known)
    return ("unknown-key.near", {"suggestion": near}) if near else ("unknown-key", {})


def empty(kind: str, path: Path) -> str:
    """Return the code for a key without a value."""
    if kind != "tuple_type":
        return "null-value"
    return "null-value.list" if path[-1:] in (("assistants",), ("previously",)) else "null-value.filled-list"


def _flag_word(means_yes: bool, path: Path) -> Words:  # noqa: FBT001 - what the word means
    if path[-1] != "record_access":
        return "wrong-type.flag-word", {"suggestion": "true" if means_yes else "false"}
    return ("wrong-type.record-yes" if means_yes else "wrong-type.record-no"), {}


def _is_written(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _day(written: str) -> Words:
    """Return the words for a day written another way, with the days that it may mean."""
    meant = readings(written)
    if not meant:
        return "wrong-value.date", {}
    if len(meant) == 1:
        return "wrong-value.date-near", {"suggestion": meant[0]}
    return "wrong-value.date-either", {"suggestion": meant[0], "other": meant[1]}


def _entry(value: Any) -> Words:
    before, colon, rest = value.partition(":") if isinstance(value, str) else ("", "", "")
    if colon and rest and before in KEYS:
        return "wrong-type.entry-space", {"suggestion": f"{before}: {rest}"}
    return "wrong-type.entry", {}


def _list(value: Any, path: Path) -> Words:
    """Return the words for what is no list, as the list that it seems to be."""
    if path == ("assistants",):
        return "wrong-type.assistants", {}
    if not isinstance(value, str):
        return "wrong-type.list", {}
    parts = [part for part in _SEVERAL.split(value.strip("()[] ")) if part]
    if len(parts) == 1 and path[-1] == "surnames" and len(words := parts[0].split()) == 2:
        parts = words
    if not parts or any(_ITEM.fullmatch(part) is None for part in parts):
        return "wrong-type.list", {}
    return "wrong-type.list-near", {"suggestion": f"[{', '.join(parts)}]"}


def _choice(value: str, allowed: str) -> Words:
    near = _near(value, allowed.split(", "), likeness=0.75)
    if near:
        return "wrong-value.choice-near", {"allowed": allowed, "suggestion": near}
    return "wrong-value.choice", {"allowed": allowed}


def _form(kind: str, value: str, path: Path) -> Words:
    if kind == "provider":
        return _choice(value, ", ".join(BUILT_IN))
    if kind != "slug":
        return f"wrong-value.{kind}", {}
    if path[:1] == ("assistants",) and path[2:3] == ("clinics",):
        return "wrong-value.clinic", {}
    near = slug_like(value)
    return ("wrong-value.slug-near", {"suggestion": near}) if near else ("wrong-value.slug", {})


def slug_like(text: str) -> str | None:
    """Return the short name that looks most like the text, if there is one."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    found = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:64].strip("-")
    return found if SLUG.fullmatch(found) else None


def _near(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    if len(word) > _LONGEST:
        return None  # no slip of the pen, and long to compare
    return next(iter(get_close_matches(word.lower(), list(known), n=1, cutoff=likeness)), None)
