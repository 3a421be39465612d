"""A reader that sees who is active and nothing else: what it does not list is no proof of anything else."""

from __future__ import annotations

import pytest

from accessctl.execution.effects import shows
from accessctl.model.change import Access, Change, ChangeKind, Reason, Route
from accessctl.model.fact import Source
from accessctl.model.handoff import HandoffState
from accessctl.model.live import Gap, Observation, Presence
from accessctl.model.record import RecordKind
from accessctl.reconcile.diff import Difference
from accessctl.reconcile.learning import learn
from builders import (
    HOUR,
    NOW,
    codes,
    difference,
    entry,
    fact,
    handoff,
    journal,
    kinds,
    live,
    mail,
    managed,
    observation,
    practice,
)

ANA = mail("ana")


def seen(*there: str, known: tuple[str, ...] = ("ana",), gaps: tuple[Gap, ...] = ()) -> Observation:
    """Return a list of those who are active; of the `known` it is known whether they are."""
    rows = [
        live(
            name, Presence.ACTIVE, sent_at=None, attempts=None, clinics=None, record_access=None, billing=None
        )
        for name in there
    ]
    knowable = frozenset(map(mail, known))
    return observation(
        *rows, complete=not gaps, knowable=knowable, shows_invitations=False, gaps=gaps, clinics=None
    )


def invited(hours_ago: int) -> object:
    """Return somebody of whom a person said, some hours ago, that the invitation was sent."""
    said = fact(Presence.INVITED, hours_ago, Source.ATTESTED)
    return managed(Presence.INVITED, presence=said, sent_at=NOW - hours_ago * HOUR, seen=False)


def learnt(found: Difference) -> list[str]:
    """Return what the journal learns of people."""
    return [str(record.kind) for record in learn(found) if record.kind is not RecordKind.OBSERVATION]


def test_invitation_that_is_still_good_is_waited_for_though_nobody_is_listed() -> None:
    """It was not taken away: an invitation is never in this list."""
    found = difference(practice(entry("ana")), seen(), journal({"ana": invited(20)}))
    assert (kinds(found), codes(found.effects.blocked)) == ([], [])
    assert "acceptance" in codes(found.effects.waiting)
    assert "gone" not in learnt(found)


def test_invitation_that_ran_out_and_nobody_listed_is_one_that_was_not_accepted() -> None:
    """The next attempt."""
    found = difference(practice(entry("ana")), seen(), journal({"ana": invited(49)}))
    assert kinds(found) == ["invite ana"]
    assert "gone" in learnt(found)


def test_invitation_of_somebody_whose_user_nobody_knows_is_asked_about_once_it_ran_out() -> None:
    """Accepted or not: the owner knows."""
    found = difference(practice(entry("ana")), seen(known=()), journal({"ana": invited(49)}))
    assert kinds(found) == ["confirm-acceptance ana"]
    assert "gone" not in learnt(found)


def test_somebody_new_whose_user_nobody_knows_is_invited() -> None:
    """Nobody has a user before the first invitation."""
    assert kinds(difference(practice(entry("ana")), seen(known=()))) == ["invite ana"]


def test_somebody_active_who_is_listed_no_more_was_removed_by_hand() -> None:
    """That much the list does say."""
    before = journal({"ana": managed(), "luz": managed()})
    found = difference(practice(entry("ana"), entry("luz")), seen("luz"), before)
    assert codes(found.effects.blocked) == ["removed-by-hand"]


def test_somebody_active_whose_user_nobody_knows_is_still_there_for_all_that_is_known() -> None:
    """Not listed under a name is not gone, even where every name is known."""
    found = difference(practice(entry("ana")), seen(known=()), journal({"ana": managed()}))
    assert (kinds(found), codes(found.effects.blocked)) == ([], [])
    assert learnt(found) == []


def test_leaver_whose_user_nobody_knows_is_taken_out_by_the_owner() -> None:
    """Whoever it is, the owner sees the name."""
    before = journal({"ana": managed(), "luz": managed()})
    found = difference(practice(entry("luz")), seen("luz", known=()), before)
    assert kinds(found) == ["revoke ana"]


def test_cancelled_invitation_is_not_seen_done_while_it_could_still_be_accepted() -> None:
    """Nobody is listed before and after."""
    asked = handoff("ana", ChangeKind.CANCEL_INVITATION)
    assert learnt(difference(practice(), seen(), journal({"ana": invited(30)}, asked))) == []
    found = learn(difference(practice(), seen(), journal({"ana": invited(49)}, asked)))
    assert HandoffState.DONE_OBSERVED in [record.state for record in found]


def test_removal_that_was_asked_for_is_seen_done_by_the_list() -> None:
    """Somebody active is listed no more."""
    asked = handoff("ana", ChangeKind.REVOKE)
    found = learn(difference(practice(), seen(), journal({"ana": managed()}, asked)))
    assert HandoffState.DONE_OBSERVED in [record.state for record in found]
    unknown = learn(difference(practice(), seen(known=()), journal({"ana": managed()}, asked)))
    assert HandoffState.DONE_OBSERVED not in [record.state for record in unknown]


def test_stranger_is_shown_and_nobody_is_adopted_by_half_a_list() -> None:
    """The plan names the user id."""
    gap = Gap("unknown-grantee", {"user": "3001"}, people=1)
    found = difference(practice(entry("ana")), seen("ana", gaps=(gap,)), journal(observed_at=None))
    shown = [(item.code, item.email, dict(item.params)) for item in found.effects.unverified]
    assert ("unknown-grantee", None, {"user": "3001"}) in shown
    assert "observation" not in [str(record.kind) for record in learn(found) if record.complete]


def test_people_whom_nobody_can_name_any_more_are_not_an_empty_answer() -> None:
    """They are there; only the names went missing."""
    before = journal({name: managed() for name in ("ana", "luz", "sol", "eva")})
    gaps = tuple(Gap("unknown-grantee", {"user": str(number)}, people=1) for number in range(4))
    assert difference(practice(), seen(known=(), gaps=gaps), before).frozen is None
    empty = difference(practice(), seen(known=("ana", "luz", "sol", "eva")), before)
    assert empty.frozen is not None
    assert empty.frozen.code == "empty-answer"


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (ChangeKind.INVITE, None),
        (ChangeKind.RESEND, None),
        (ChangeKind.CANCEL_INVITATION, None),
        (ChangeKind.REVOKE, True),
    ],
)
def test_whether_a_lost_change_took_effect_is_said_only_as_far_as_it_shows(
    kind: ChangeKind,
    told: bool | None,  # noqa: FBT001
) -> None:
    """An invitation that is not listed may well have been sent."""
    change = Change(kind, "santa-lucia", ANA, Route.DIRECT, Access(), Access(("escazu",)), Reason("declared"))
    assert shows(change, seen(), NOW) is told
    assert shows(change, seen(known=()), NOW) is None
