"""A writer does what it claims to do, refuses the rest, and doubles nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accessctl.errors import ProviderError
from accessctl.model.change import ChangeKind
from accessctl.model.live import Presence
from accessctl.providers.contract.harness import ANA, PRACTICE, Harness, change, observe, person


def needs(harness: Harness, kind: ChangeKind) -> None:
    """Skip what the provider does not claim to do."""
    if kind not in harness.reader.capabilities.does:
        pytest.skip(f"does not {kind}")


def invitation(*, hours_ago: int = 0) -> dict[str, object]:
    """Return Ana's invitation as the live system has it."""
    sent_at = f"2026-11-{24 - hours_ago // 24:02d}T10:00:00Z"
    return person(accepted=False, sent_at=sent_at, attempts=1)


def test_invite_when_absent_makes_an_invitation_without_record_access_or_billing(harness: Harness) -> None:
    """An invitation grants the clinics and nothing else."""
    needs(harness, ChangeKind.INVITE)
    harness.give()
    harness.writer.carry_out(PRACTICE, change(ChangeKind.INVITE, "escazu", "heredia"))
    seen = observe(harness).assistants[ANA]
    assert seen.presence is Presence.INVITED
    assert seen.clinics in (None, frozenset({"escazu", "heredia"}))
    assert not seen.record_access
    assert not seen.billing
    assert seen.attempts in (None, 1)


def test_invite_when_carried_out_twice_leaves_one_invitation(harness: Harness) -> None:
    """A repeated request does not double anything."""
    needs(harness, ChangeKind.INVITE)
    harness.give()
    first = harness.writer.carry_out(PRACTICE, change(ChangeKind.INVITE, "escazu"))
    once = observe(harness)
    assert harness.writer.carry_out(PRACTICE, change(ChangeKind.INVITE, "escazu")) == first
    assert observe(harness) == once


def test_invite_when_active_is_refused(harness: Harness) -> None:
    """Nobody is invited to where they are."""
    needs(harness, ChangeKind.INVITE)
    harness.give(person())
    with pytest.raises(ProviderError):
        harness.writer.carry_out(PRACTICE, change(ChangeKind.INVITE, "heredia"))
    assert observe(harness).assistants[ANA].clinics in (None, frozenset({"escazu"}))


def test_invite_to_a_single_record_clinic_is_refused(harness: Harness) -> None:
    """Only the centre's administrator can give access to it."""
    needs(harness, ChangeKind.INVITE)
    harness.give()
    with pytest.raises(ProviderError):
        harness.writer.carry_out(PRACTICE, change(ChangeKind.INVITE, "escazu", "cima"))
    assert observe(harness).assistants == {}


def test_accepted_invitation_becomes_an_active_assistant(harness: Harness) -> None:
    """The invitee's answer turns an invitation into access."""
    needs(harness, ChangeKind.INVITE)
    harness.give()
    harness.writer.carry_out(PRACTICE, change(ChangeKind.INVITE, "escazu"))
    harness.accept(ANA)
    seen = observe(harness, ANA)
    assert seen.assistants[ANA].presence is Presence.ACTIVE
    assert not harness.looks_up or seen.registrations[ANA].registered


def test_resend_when_expired_makes_the_invitation_valid_again(harness: Harness) -> None:
    """A resent invitation is good for another 48 hours, and counted."""
    needs(harness, ChangeKind.RESEND)
    harness.give(invitation(hours_ago=48))
    harness.writer.carry_out(PRACTICE, change(ChangeKind.RESEND, "escazu"))
    harness.pass_time(timedelta(hours=47))
    seen = observe(harness).assistants[ANA]
    assert (seen.presence, seen.attempts) in ((Presence.INVITED, 2), (Presence.INVITED, None))


def test_resend_when_still_valid_is_refused(harness: Harness) -> None:
    """Nobody is mailed twice for one valid invitation."""
    needs(harness, ChangeKind.RESEND)
    harness.give(invitation())
    with pytest.raises(ProviderError):
        harness.writer.carry_out(PRACTICE, change(ChangeKind.RESEND, "escazu"))


@pytest.mark.parametrize("hours_ago", [0, 72])
def test_cancel_invitation_takes_it_away(harness: Harness, hours_ago: int) -> None:
    """A valid and an expired invitation can both be withdrawn."""
    needs(harness, ChangeKind.CANCEL_INVITATION)
    harness.give(invitation(hours_ago=hours_ago))
    harness.writer.carry_out(PRACTICE, change(ChangeKind.CANCEL_INVITATION))
    assert observe(harness).assistants == {}


def test_cancel_invitation_when_active_is_refused_and_leaves_the_person(harness: Harness) -> None:
    """Who accepted in the meantime is not lost by cancelling."""
    needs(harness, ChangeKind.CANCEL_INVITATION)
    harness.give(person())
    with pytest.raises(ProviderError):
        harness.writer.carry_out(PRACTICE, change(ChangeKind.CANCEL_INVITATION))
    assert ANA in observe(harness).assistants


def test_revoke_when_active_takes_the_person_out(harness: Harness) -> None:
    """After a revoke nothing is left, and the address stays registered."""
    needs(harness, ChangeKind.REVOKE)
    harness.give(person(record_access=True))
    harness.writer.carry_out(PRACTICE, change(ChangeKind.REVOKE))
    seen = observe(harness, ANA)
    assert seen.assistants == {}
    assert not harness.looks_up or seen.registrations[ANA].registered


@pytest.mark.parametrize("assistants", [[], [invitation()]])
def test_revoke_when_not_active_is_refused(harness: Harness, assistants: list[dict[str, object]]) -> None:
    """There is nobody to take out."""
    needs(harness, ChangeKind.REVOKE)
    harness.give(*assistants)
    before = observe(harness)
    with pytest.raises(ProviderError):
        harness.writer.carry_out(PRACTICE, change(ChangeKind.REVOKE))
    assert observe(harness) == before


def test_change_clinics_when_active_sets_the_ordinary_clinics(harness: Harness) -> None:
    """A swap works; what a centre gave is not the owner's to take."""
    needs(harness, ChangeKind.CHANGE_CLINICS)
    harness.give(person(clinics=["escazu", "cima"]))
    harness.writer.carry_out(PRACTICE, change(ChangeKind.CHANGE_CLINICS, "heredia"))
    assert observe(harness).assistants[ANA].clinics in (None, frozenset({"heredia", "cima"}))


def test_change_clinics_when_only_invited_is_refused(harness: Harness) -> None:
    """A pending invitation's clinics stay unless the provider claims otherwise."""
    needs(harness, ChangeKind.CHANGE_CLINICS)
    if harness.reader.capabilities.changes_pending_clinics:
        pytest.skip("can change them")
    harness.give(invitation())
    with pytest.raises(ProviderError):
        harness.writer.carry_out(PRACTICE, change(ChangeKind.CHANGE_CLINICS, "heredia"))


@pytest.mark.parametrize("kind", list(ChangeKind))
def test_carry_out_when_the_kind_is_not_claimed_is_refused(harness: Harness, kind: ChangeKind) -> None:
    """What a provider does not claim, it does not try."""
    if kind in harness.reader.capabilities.does:
        pytest.skip("claimed: tested above")
    harness.give(person())
    before = observe(harness)
    with pytest.raises(ProviderError):
        harness.writer.carry_out(PRACTICE, change(kind, "escazu"))
    assert observe(harness) == before


def test_every_change_that_succeeds_has_a_reference_of_its_own(harness: Harness) -> None:
    """The journal can name what the live system did."""
    needs(harness, ChangeKind.INVITE)
    needs(harness, ChangeKind.CANCEL_INVITATION)
    harness.give()
    first = harness.writer.carry_out(PRACTICE, change(ChangeKind.INVITE, "escazu"))
    second = harness.writer.carry_out(PRACTICE, change(ChangeKind.CANCEL_INVITATION))
    assert first.reference
    assert second.reference
    assert first != second
