from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from accessctl.declarations import refusals, syntax
from accessctl.declarations.shapes import PATTERNS
from accessctl.rendering.texts.findings_reading import TEXTS

CODE = re.compile(r'"((?:[a-z]+-)*[a-z]+(?:\.[a-z]+(?:-[a-z]+)*)?)"')
RULES = {
    "anchor", "directive", "duplicate-key", "empty-file", "encoding", "file-name", "file-place",
    "file-too-large", "local-schema", "missing-file", "missing-key", "not-a-file", "null-value",
    "several-documents", "symlink", "tag", "too-deep", "too-long-list", "too-many-problems", "unknown-key",
    "version", "wrong-type", "wrong-value", "yaml-syntax",
}  # fmt: skip


def test_every_code_in_the_room_has_its_two_texts(checkout: Path) -> None:
    """A finding without a message in both languages cannot be shown."""
    written = set()
    for path in (checkout / "src/accessctl/declarations").glob("*.py"):
        written |= {code for code in CODE.findall(path.read_text(encoding="utf-8")) if "." in code}
    codes = {code for code in written if code.partition(".")[0] in RULES}
    codes |= RULES - {"wrong-type"}  # it always says which type
    codes |= {f"wrong-value.{kind}" for kind in PATTERNS if kind != "provider"}  # said as a choice
    codes |= {f"wrong-type.{kind}" for kind in refusals._TYPES.values()}
    codes |= {code for _, code in syntax._KNOWN}
    codes |= {f"local-schema.{text}" for text in ("broken", "not-json", "remote", "described", "runaway")}
    assert len(codes) > 70
    assert sorted(code for code in codes if code not in TEXTS or f"{code}.hint" not in TEXTS) == []


def test_no_text_is_left_over() -> None:
    """Each belongs to a rule of reading, and each message has a hint."""
    assert {key.partition(".")[0] for key in TEXTS} == RULES
    messages = {key for key in TEXTS if not key.endswith(".hint")}
    assert {f"{key}.hint" for key in messages} == TEXTS.keys() - messages


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_are_filled_with_the_same_values(key: str) -> None:
    """A translation neither drops nor invents a value."""
    english, spanish = ({name for _, name, *_ in Formatter().parse(text) if name} for text in TEXTS[key])
    assert english == spanish
    assert TEXTS[key].en != TEXTS[key].es
