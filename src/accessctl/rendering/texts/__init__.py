"""Every sentence people read, in English and Spanish, side by side: none can lack one.

Each module of this package holds one dict `TEXTS: dict[str, Text]` for its area. A key is a code that
some value carries (an error, a finding, a reason) or `<area>.<name>`. Values are filled with `{name}`;
a text that depends on a number has two keys, `<key>.one` and `<key>.many`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import NamedTuple

LANGUAGES = ("en", "es")
AREAS = (
    "errors",
    "findings",
    "plans",
    "statuses",
    "commands",
    "sandbox",
    "sandbox_desk",
    "roster",
    "handoffs",
    "history",
    "moments",
    "reports",
    "workflow",
    "verifying",
    "reviews",
    "editing",
    "setup",
    "checkups",
    "watching",
)


class Text(NamedTuple):
    """One sentence in both languages."""

    en: str
    es: str


@cache
def area(name: str) -> Mapping[str, Text]:
    """Return the texts of one area; areas load when they are first needed."""
    texts: Mapping[str, Text] = import_module(f"{__name__}.{name}").TEXTS
    return texts


def say(language: str, where: str, key: str, params: Mapping[str, object] | None = None) -> str:
    """Return the text `key` of the area `where` in the language, filled with the parameters."""
    text = area(where)[key]
    return (text.es if language == "es" else text.en).format_map({} if params is None else params)


def has(where: str, key: str) -> bool:
    """Say whether the area knows the key."""
    return key in area(where)


def say_count(
    language: str, where: str, key: str, count: int, params: Mapping[str, object] | None = None
) -> str:
    """Return `<key>.one` or `<key>.many`, with the number as `{n}`."""
    form = "one" if count == 1 else "many"
    return say(language, where, f"{key}.{form}", {"n": count, **(params or {})})
