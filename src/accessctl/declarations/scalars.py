"""What a plain scalar means: the YAML 1.2 core schema, so `no` is text and a date is text."""

from __future__ import annotations

import re

WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
"""The words that are not text."""

FIRST = frozenset(["", *"~nNtTfF+-.0123456789"])
"""What a plain scalar that is not text can begin with."""

_INTEGER = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0(?:o[0-7]+|x[0-9a-fA-F]+)")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

_DIGITS_AT_MOST = 400
"""Beyond this a number is kept as text: nothing here counts that far, and converting it takes long."""


def plain_value(text: str) -> str | int | float | bool | None:
    """Return what the plain scalar means.

    A float without a fraction becomes an integer: JSON Schema knows one kind of number, and both must
    accept the same documents.
    """
    if text in WORDS:
        return WORDS[text]
    if text[0] not in "+-.0123456789" or len(text) > _DIGITS_AT_MOST:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return int(number) if number.is_integer() else number
    if _SPECIAL.fullmatch(text):
        return float(text.replace(".", ""))
    return text
