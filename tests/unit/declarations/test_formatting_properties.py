"""Whatever a file looks like: its layout loses no comment, changes no meaning, and is its own layout."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from commented_texts import practices, texts
from hypothesis import given, settings

from accessctl.declarations.formatting import formatted
from accessctl.declarations.practice_loading import load_practice
from accessctl.declarations.source_files import SourceFile
from accessctl.model.finding import Location
from accessctl.model.practice import Practice
from accessctl.model.settings import Settings
from thoroughness import examples

PATH = "practices/santa-lucia.yaml"
MANY = settings(max_examples=examples(400), deadline=None)
NOWHERE = Location("")


def meaning(data: bytes) -> Practice:
    """Return the practice as the program reads it, without where anything stands."""
    practice = load_practice(SourceFile(PATH, data), Settings()).practice
    assert practice is not None
    people = [replace(entry, where=NOWHERE, end_line=0) for entry in practice.assistants]
    return replace(
        practice,
        where=NOWHERE,
        clinics=tuple(replace(clinic, where=NOWHERE) for clinic in practice.clinics),
        assistants=tuple(sorted(people, key=lambda entry: entry.email)),
        assistants_where=None,
        keys={},
    )


@given(texts(practices()))
@MANY
def test_every_comment_survives_and_the_meaning_is_the_same(drawn: tuple[str, list[str], Any]) -> None:
    """What the program understands of the file is what it understood before."""
    text, comments, _ = drawn
    after = formatted(PATH, text.encode())
    assert sorted(re.findall(r"# c\d+.*", after.decode())) == comments
    assert meaning(after) == meaning(text.encode())


@given(texts(practices()))
@MANY
def test_a_second_run_gives_the_same_bytes(drawn: tuple[str, list[str], Any]) -> None:
    """Byte for byte, with our line ends, no mark, and a line end at the end."""
    once = formatted(PATH, drawn[0].encode())
    assert formatted(PATH, once) == once
    assert b"\r" not in once
    assert not once.startswith(b"\xef\xbb\xbf")
    assert once.endswith(b"\n")
    assert not once.endswith(b"\n\n")
    assert not re.search(rb"\n\n\n|[ \t]\n(?!\s*\|)", once)
