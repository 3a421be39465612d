"""A small world of what `script/scale` plays: the same seed, the page's shape, model against program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import figures
import pytest
from agreeing import Agreement
from assumptions import Costs, Latencies, World
from costing import kept
from fleet import Fleet
from guarding import LIFTED, refused
from scale_many import PAGE, filled
from tables import all_tables
from wishes import DAY, HOUR, Act, Kind, Wish

COSTS = Costs(read=0.0001, plan=0.001, record=0.00005)
SMALL = World(practices=60, slices=2, days=3, period=6 * HOUR)


@pytest.fixture(scope="module")
def tables() -> Mapping[str, str]:
    """Return all tables of a small world."""
    return dict(all_tables(SMALL, COSTS))


def test_same_seed_gives_the_same_tables(tables: Mapping[str, str]) -> None:
    """Whoever runs the command sees what the page says."""
    assert dict(all_tables(SMALL, COSTS)) == tables


def test_another_seed_gives_other_figures() -> None:
    """The figures come from what is played, not from the table."""
    one, other = (Fleet(replace(SMALL, seed=seed), COSTS).play() for seed in (1, 2))
    assert [wish.merged for wish in one.wishes] != [wish.merged for wish in other.wishes]


def test_page_holds_the_tables_that_the_command_writes(tables: Mapping[str, str]) -> None:
    """Each table stands on the page, with the columns and rows of today's command."""
    page = PAGE.read_text(encoding="utf-8")
    for name, table in tables.items():
        _, _, rest = page.partition(f"<!-- begin {name} -->\n")
        shown = rest.partition(f"<!-- end {name} -->")[0].strip()
        assert _shape(shown) == _shape(table), f"{name}: run script/scale"
    assert filled(filled(page, tables), tables) == filled(page, tables)


def _shape(table: str) -> list[str]:
    head, _, *rows = table.splitlines()
    return [head, *(row.split("|")[1] for row in rows)]


def test_costs_on_the_page_are_those_that_are_kept() -> None:
    """The page does not go on telling of an earlier measurement."""
    page = PAGE.read_text(encoding="utf-8")
    assert f"| {kept().plan * 1000:.3f} |" in page
    assert f"| {kept().record * 1000:.3f} |" in page


@pytest.mark.parametrize("median_hours", [5.0, 60.0])
def test_model_does_what_the_program_does(median_hours: float) -> None:
    """Over the API and in the browser; with invitees who answer late, up to where a person has to step in."""
    latencies = replace(Latencies(), acceptance_median_hours=median_hours)
    world = World(
        practices=100,
        slices=2,
        workers=2,
        web=0.5,
        days=12,
        period=6 * HOUR,
        invitations_guard=LIFTED,
        latencies=latencies,
    )
    witness = Agreement(1)
    tally = Fleet(world, COSTS, witness).play()
    assert witness.other == []
    assert witness.asked > len(tally.wishes)
    assert set(witness.acts) == {act for act in Act if act not in (Act.SEE, Act.GIVE_UP)}
    assert (figures.given_up(tally) > 0) is (median_hours > 48)


def test_model_that_does_something_else_is_found_out() -> None:
    """The comparison above could fail."""
    witness = Agreement(1)
    witness.looked(Wish(0, Kind.COME, 0, web=True, merged=0.0), 10 * HOUR, Act.RESEND)
    witness.looked(Wish(1, Kind.COME, 1, web=True, merged=0.0), 7 * HOUR, Act.INVITE)
    assert len(witness.other) == 2


def test_no_number_of_workers_reads_faster_than_the_api_lets_them() -> None:
    """That is where another one is useless."""
    world = World(practices=400, slices=8, days=3, rate=0.2, workers=1, invitations_guard=LIFTED)
    one, many = (
        figures.rounds(item, Fleet(item, COSTS).play()) for item in (world, replace(world, workers=8))
    )
    assert many.median >= 400 / 0.2 * 0.99
    assert many.median <= one.median


def test_invitations_go_out_in_the_send_window_alone() -> None:
    """Monday to Thursday, in the morning and the afternoon; what is merged on Friday waits."""
    tally = Fleet(World(practices=200, slices=2, days=9, web=1.0, invitations_guard=LIFTED), COSTS).play()
    friday = [wish for wish in tally.wishes if wish.kind is Kind.COME and 4 * DAY < wish.merged < 5 * DAY]
    assert friday
    assert all(wish.first_act >= 7 * DAY + 8 * HOUR for wish in friday)


def test_guards_refuse_a_run_with_more_than_their_settings_let_through() -> None:
    """They are the program's own."""
    assert refused(50, 0, 10, (0, 1000), 50) == ()
    assert refused(51, 0, 11, (0, 1000), 50) == ("invitations", "record-grants")
    assert refused(0, 250, 0, (0, 1000), 50) == ()
    assert refused(0, 100, 0, (151, 1000), 50) == ("removals",)
