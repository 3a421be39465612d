"""The tests that `script/mutation` leaves for later are there: a renamed one would be asked every time."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutate import MORE, PACKAGES, SLOW

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "named", sorted(name for names in (*SLOW.values(), *MORE.values()) for name in names)
)
def test_each_test_that_is_named_is_there(named: str) -> None:
    """By its file, and its function where one is named."""
    file, _, function = named.partition("::")
    assert not function or f"def {function}(" in (ROOT / file).read_text()
    assert (ROOT / file).exists()


def test_each_package_has_its_folder_of_tests() -> None:
    """Else its mutants would all live."""
    assert all((ROOT / "tests" / "unit" / package).is_dir() for package in PACKAGES)
