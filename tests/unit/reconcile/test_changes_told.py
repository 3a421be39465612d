"""What every change tells beside its kind: a name, a place in the files, what the person has, since when."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from accessctl.model.change import Access, Change, ChangeKind
from accessctl.model.finding import Location
from accessctl.model.live import Presence
from builders import DAY, NOW, difference, entry, fact, journal, live, managed, observation, practice

LISTED = Location("practices/santa-lucia.yaml", 12)


def only_change(*args: object) -> Change:
    """Return the one change of a difference."""
    (change,) = difference(*args).effects.changes
    return change


def test_a_change_tells_the_name_that_is_declared_and_else_the_one_that_is_known() -> None:
    """Whoever leaves has no entry any more; whoever is registered may be declared without a name."""
    gone = only_change(
        practice(), observation(live("ana", name="Anita", surnames=("Coto",))), journal({"ana": managed()})
    )
    assert (gone.name, gone.surnames) == ("Anita", ("Coto",))
    wider = observation(live("ana", Presence.ACTIVE, "heredia", name="Anita", surnames=("Coto",)))
    moved = only_change(practice(entry("ana")), wider, journal({"ana": managed()}))
    assert (moved.name, moved.surnames) == ("Ana", ("Mora", "Jiménez"))
    unnamed = replace(entry("ana"), name="", surnames=())
    told = only_change(practice(unnamed), wider, journal({"ana": managed()}))
    assert (told.name, told.surnames) == ("Anita", ("Coto",))


def test_a_change_points_to_the_entry_and_without_one_to_the_list_that_lacks_it() -> None:
    """Without a list, to the practice."""
    come = only_change(practice(entry("ana", where=LISTED)), observation(), journal({}))
    assert come.origin.where == LISTED
    here = observation(live("ana"))
    with_list = practice(assistants_where=LISTED)
    assert only_change(with_list, here, journal({"ana": managed()})).origin.where == LISTED
    without = practice()
    assert only_change(without, here, journal({"ana": managed()})).origin.where == without.where


def test_drift_tells_since_when_it_is_known_and_what_is_declared_is_no_drift() -> None:
    """Somebody seen for the first time is drift from now on; an undeclared assistant of ours is none."""
    whole = journal({})
    stranger = observation(live("ana"))
    assert only_change(practice(), stranger, whole).origin.drift_since == NOW
    since = managed(managed=False, drift_since=NOW - 3 * DAY)
    known = journal({"ana": since})
    assert only_change(practice(), stranger, known).origin.drift_since == NOW - 3 * DAY
    assert only_change(practice(), stranger, journal({"ana": managed()})).origin.drift_since is None
    declared = practice(entry("ana", "heredia"))
    assert only_change(declared, stranger, known).origin.drift_since is None


@pytest.mark.parametrize("flags", list(product((True, False, None), repeat=2)))
def test_whoever_is_absent_has_no_clinics_and_only_the_flags_known_to_be_left(
    flags: tuple[bool | None, bool | None],
) -> None:
    """What is not known of somebody who is gone counts as no; of somebody present it stays unknown."""
    record, billing = flags
    left = {"record_access": fact(record), "billing": fact(billing)}
    view = journal({"ana": managed(Presence.ABSENT, **left)})
    unseen = {"record_access": None, "billing": None}
    invite = difference(practice(entry("ana")), observation(), view).effects.changes[0]
    assert invite.kind is ChangeKind.INVITE
    assert invite.before == Access((), record is True, billing is True)
    here = observation(live("ana", Presence.ACTIVE, "heredia", **unseen))
    view = journal({"ana": managed(Presence.ACTIVE, "heredia", **left)})
    moved = difference(practice(entry("ana")), here, view).effects.changes[0]
    assert moved.before == Access(("heredia",), record, billing)
