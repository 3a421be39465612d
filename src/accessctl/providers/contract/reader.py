"""A reader sees what it claims to see, and says unknown of the rest."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accessctl.model.live import Facet, Presence
from accessctl.providers.contract.harness import ANA, LUZ, NOW, PRACTICE, Harness, observe, person


def needs(harness: Harness, facet: Facet) -> None:
    """Skip what the provider does not claim to see."""
    if facet not in harness.reader.capabilities.sees:
        pytest.skip(f"does not see {facet}")


def test_observe_when_nobody_is_there_gives_an_empty_practice(harness: Harness) -> None:
    """A practice without people is an answer, not a failure."""
    harness.give()
    assert observe(harness).assistants == {}


def test_observe_answers_for_every_practice_asked_and_no_other(harness: Harness) -> None:
    """The answer has the very slugs of the question."""
    harness.give(person())
    assert set(harness.reader.observe([PRACTICE], {})) == {PRACTICE.slug}
    assert harness.reader.observe([], {}) == {}


def test_observe_when_somebody_accepted_sees_an_active_assistant(harness: Harness) -> None:
    """Presence is the one facet that every provider sees."""
    needs(harness, Facet.PRESENCE)
    harness.give(person())
    assert observe(harness).assistants[ANA].presence is Presence.ACTIVE


def test_observe_when_clinics_are_claimed_sees_exactly_those(harness: Harness) -> None:
    """Clinics, single-record ones too, are those of the live system."""
    needs(harness, Facet.CLINICS)
    harness.give(person(clinics=["escazu", "cima"]))
    assert observe(harness).assistants[ANA].clinics == frozenset({"escazu", "cima"})


@pytest.mark.parametrize("granted", [True, False])
def test_observe_when_record_access_is_claimed_sees_both_answers(harness: Harness, granted: bool) -> None:  # noqa: FBT001
    """Record access is seen on and off."""
    needs(harness, Facet.RECORD_ACCESS)
    harness.give(person(record_access=granted))
    assert observe(harness).assistants[ANA].record_access is granted


@pytest.mark.parametrize("granted", [True, False])
def test_observe_when_billing_is_claimed_sees_both_answers(harness: Harness, granted: bool) -> None:  # noqa: FBT001
    """Billing access is seen on and off."""
    needs(harness, Facet.BILLING)
    harness.give(person(billing=granted))
    assert observe(harness).assistants[ANA].billing is granted


@pytest.mark.parametrize(
    ("age", "presence"),
    [
        (timedelta(hours=47, minutes=59, seconds=59), Presence.INVITED),
        (timedelta(hours=48), Presence.EXPIRED),
    ],
)
def test_observe_when_an_invitation_gets_old_it_expires_to_the_second(
    harness: Harness, age: timedelta, presence: Presence
) -> None:
    """An invitation is good for 48 hours, and not a second longer."""
    harness.give(person(accepted=False, sent_at="2026-11-24T10:00:00Z", attempts=2))
    harness.pass_time(age)
    observed = observe(harness)
    assert observed.shows_invitations is harness.shows_invitations
    if not harness.shows_invitations:
        assert not observed.assistants
        return
    seen = observed.assistants[ANA]
    assert (seen.presence, seen.sent_at) == (presence, NOW)
    assert seen.attempts in (2, None)


def test_observe_when_a_facet_is_not_claimed_leaves_it_unknown(harness: Harness) -> None:
    """What a reader does not claim to see it does not make up."""
    harness.give(person())
    seen, claimed = observe(harness).assistants[ANA], harness.reader.capabilities.sees
    values = {
        Facet.CLINICS: seen.clinics,
        Facet.RECORD_ACCESS: seen.record_access,
        Facet.BILLING: seen.billing,
    }
    assert {facet for facet, value in values.items() if value is not None} <= claimed


def test_observe_when_somebody_left_lacks_them_and_says_so_of_nobody_who_is_there(harness: Harness) -> None:
    """Known not to be there is more than not listed."""
    harness.give(person())
    seen = observe(harness)
    assert (seen.lacks(ANA), seen.lacks(LUZ)) == (False, True)


def test_observe_when_a_facet_is_left_out_says_unknown(harness: Harness) -> None:
    """Unknown is None, never the default."""
    harness.give({"email": ANA, "accepted": True})
    seen = observe(harness).assistants[ANA]
    assert (seen.clinics, seen.record_access, seen.billing) == (None, None, None)


def test_observe_answers_for_every_looked_up_address(harness: Harness) -> None:
    """A registered address comes with the name the live system shows; another one is not registered."""
    harness.give(users=({"email": ANA, "name": "Ana", "surnames": ["Mora"]},))
    seen = observe(harness, ANA, LUZ).registrations
    if not harness.looks_up:
        assert seen == {}
        return
    assert seen[ANA].registered
    assert (seen[ANA].name, seen[ANA].surnames) == ("Ana", ("Mora",))
    assert not seen[LUZ].registered


def test_observe_twice_changes_nothing(harness: Harness) -> None:
    """Reading leaves no trace."""
    harness.give(person())
    assert observe(harness, LUZ) == observe(harness, LUZ)


def test_observe_when_the_provider_has_a_clock_is_dated_by_it(harness: Harness) -> None:
    """An observation is as old as the live system says."""
    harness.give()
    harness.pass_time(timedelta(hours=3))
    now = harness.reader.now()
    if now is None:
        pytest.skip("has no clock of its own")
    assert observe(harness).at == now == NOW + timedelta(hours=3)
