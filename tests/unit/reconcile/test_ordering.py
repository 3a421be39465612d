"""In which order an apply takes the steps: nobody is locked out in between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accessctl.model.change import Change, ChangeKind, Route
from accessctl.reconcile.ordering import ordered
from builders import difference, entry, journal, live, mail, managed, observation, practice

SLUG = "santa-lucia"


def both() -> tuple[Change, Change]:
    """Return an invitation of somebody, and the revocation of the only one who is there."""
    found = difference(practice(entry("eva")), observation(live("ana")), journal({"ana": managed()}))
    by_kind = {change.kind: change for change in found.effects.changes}
    return by_kind[ChangeKind.INVITE], by_kind[ChangeKind.REVOKE]


def test_a_removal_comes_last_only_where_it_empties_a_practice_that_somebody_is_invited_to() -> None:
    """Another practice's invitation, or one by letter alone, fills nobody's place."""
    invite, revoke = both()
    ana, sol = mail("ana"), mail("sol")
    assert ordered([revoke, invite], {SLUG: frozenset({ana})}) == (invite, revoke)
    assert ordered([revoke, invite], {SLUG: frozenset({ana, sol})}) == (revoke, invite)
    elsewhere = replace(invite, practice="otro")
    assert ordered([revoke, elsewhere], {SLUG: frozenset({ana})}) == (revoke, elsewhere)
    again = replace(invite, kind=ChangeKind.RESEND)
    assert ordered([again, revoke], {SLUG: frozenset({ana})}) == (revoke, again)


@pytest.mark.parametrize("present", [{}, {SLUG: frozenset()}])
def test_a_practice_in_which_nobody_is_known_to_be_is_not_emptied_before_it_is_filled(
    present: dict[str, frozenset[object]],
) -> None:
    """Where nobody knows who is there, the invitation goes first as well."""
    invite, revoke = both()
    assert ordered([revoke, invite], present) == (invite, revoke)  # type: ignore[arg-type]
    letter = replace(revoke, route=Route.HANDOFF)
    assert ordered([letter, invite], present) == (invite, letter)  # type: ignore[arg-type]
