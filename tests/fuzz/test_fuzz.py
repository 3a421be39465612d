"""Damaged input of every kind is answered by one clear error: a slice of what `script/fuzz` plays, and what it found."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Part, try_case
from hypothesis import given, settings
from hypothesis import strategies as st
from mutating import case
from run import PARTS

SLOW = {"local-schema", "plan-of-everything", "arguments", "environment"}
QUICK = [part for part in PARTS if part.name not in SLOW]
KEPT = sorted((Path(__file__).parent / "kept").iterdir())
BY_NAME = {part.name: part for part in PARTS}


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_input_that_once_was_taken_badly_is_taken_well(path: Path) -> None:
    """What was found stays found."""
    fault = try_case(BY_NAME[path.name.partition(".")[0]], path.read_bytes())
    assert fault is None, fault.trace


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_seed_is_read_without_a_fault(part: Part) -> None:
    """The seeds are where every case begins."""
    for seed in part.seeds:
        fault = try_case(part, seed)
        assert fault is None, fault.trace


@pytest.mark.parametrize("part", QUICK, ids=lambda part: part.name)
def test_damaged_input_is_one_clear_error(part: Part) -> None:
    """The same few cases on every machine."""
    for number in range(12):
        fault = try_case(part, case(part, 1, number))
        assert fault is None, fault.trace


@settings(max_examples=60)
@given(
    st.sampled_from(["yaml", "journal", "signers", "page-address", "commit", "checkpoints"]),
    st.binary(max_size=80),
)
def test_any_bytes_at_all_are_one_clear_error(name: str, data: bytes) -> None:
    """Not even near to what is expected."""
    fault = try_case(BY_NAME[name], data)
    assert fault is None, fault.trace
