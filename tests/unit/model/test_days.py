"""Which days a text may mean that is not written as the files write them."""

from __future__ import annotations

import pytest

from accessctl.model.days import readings


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("24/11/2026", ["2026-11-24"]),
        ("24-11-2026", ["2026-11-24"]),
        ("24.11.26", ["2026-11-24"]),
        ("11/24/2026", ["2026-11-24"]),
        ("2026/11/24", ["2026-11-24"]),
        ("2026-9-4", ["2026-09-04"]),
        ("2026-24-11", ["2026-11-24"]),
        ("20261124", ["2026-11-24"]),
        ("1/2/2026", ["2026-02-01", "2026-01-02"]),
        ("03/04/2026", ["2026-04-03", "2026-03-04"]),
        ("05/05/2026", ["2026-05-05"]),
        ("24 de noviembre de 2026", ["2026-11-24"]),
        ("24 de setiembre del 2026", ["2026-09-24"]),
        ("24 Nov 2026", ["2026-11-24"]),
        ("24-dic-2026", ["2026-12-24"]),
        ("November 24, 2026", ["2026-11-24"]),
        ("31/02/2026", []),
        ("45/45/2026", []),
        ("24 brumario 2026", []),
        ("24/11/2", []),
        ("24/11", []),
        ("mañana", []),
        ("", []),
        ("٢٤/١١/٢٠٢٦", []),
    ],
)
def test_a_text_is_read_day_first_and_every_other_reading_is_named(text: str, meant: list[str]) -> None:
    """Where day and month could be taken for each other, nobody guesses."""
    assert list(readings(text)) == meant
