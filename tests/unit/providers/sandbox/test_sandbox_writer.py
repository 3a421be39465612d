from __future__ import annotations

from datetime import timedelta

import pytest
from sandbox_builders import (
    ANA,
    ESCAZU,
    HEREDIA,
    LUZ,
    NOW,
    PLACE,
    PRACTICE,
    change,
    declared,
    dumped,
    live,
    load,
    observe,
    seen,
)

from accessctl.errors import ProviderError
from accessctl.model.change import ChangeKind
from accessctl.model.live import Presence
from accessctl.model.practice import Practice
from accessctl.providers.sandbox import livefile, people
from accessctl.providers.sandbox.store import Store
from accessctl.providers.sandbox.writer import SandboxWriter

INVITE, RESEND = ChangeKind.INVITE, ChangeKind.RESEND
INVITED = {"email": ANA, "accepted": False, "sent_at": "2026-11-24T10:00:00Z", "clinics": ["escazu"]}
ACTIVE = {"email": ANA, "name": "Ana", "accepted": True, "clinics": ["escazu"]}
CLINICS = [
    {"id": "escazu", "name": "E"},
    {"id": "heredia", "name": "H"},
    {"id": "cima", "name": "C", "single_record": True},
]


def do(store: Store, kind: ChangeKind, *clinics: str, practice: Practice = PRACTICE, **named: object) -> str:
    """Carry a change out; return the reference."""
    reference = SandboxWriter(store).carry_out(practice, change(kind, *clinics, **named)).reference  # type: ignore[arg-type]
    assert reference
    return reference


def refusal(store: Store, kind: ChangeKind, *clinics: str, **named: object) -> str:
    """Return the code of the refusal, after which nothing has changed."""
    before = dumped(store)
    with pytest.raises(ProviderError) as caught:
        do(store, kind, *clinics, **named)  # type: ignore[arg-type]
    assert dumped(store) == before
    return caught.value.code


def test_invite_at_first_contact_brings_the_practice_into_being(store: Store) -> None:
    """Its owner, issuer and clinics come from the declaration."""
    do(store, INVITE, "escazu", practice=declared(issuer="finanzas@santalucia.example"))
    (practice,) = dumped(store)["practices"]
    assert practice["owner"] == "elena.rojas@santalucia.example"
    assert practice["billing_issuer"] == "finanzas@santalucia.example"
    assert practice["clinics"] == [
        {"id": "cima", "name": "Hospital CIMA", "single_record": True},
        {"id": "escazu", "name": "Escazú", "single_record": False},
    ]


def test_invite_sends_one_mail_now_and_counts_one_attempt(store: Store) -> None:
    """The invitation starts its 48 hours at the sandbox's clock."""
    assert do(store, INVITE, "escazu") == "sandbox-000001"
    live_ana = seen(store)
    assert live_ana is not None
    assert (live_ana.sent_at, live_ana.attempts) == (NOW, 1)
    assert dumped(store)["mails"] == [
        {"at": "2026-11-24T10:00:00Z", "to": ANA, "practice": "santa-lucia", "kind": "invitation"}
    ]


def test_invite_when_repeated_sends_no_second_mail(store: Store) -> None:
    """The same change again gives the same receipt."""
    assert do(store, INVITE, "escazu") == do(store, INVITE, "escazu")
    assert len(dumped(store)["mails"]) == 1


def test_invite_when_repeated_after_expiry_is_a_new_invitation(store: Store) -> None:
    """An old receipt does not stand for an invitation that is over."""
    first = do(store, INVITE, "escazu")
    people.advance(store, timedelta(hours=48))
    assert do(store, INVITE, "escazu") != first
    assert len(dumped(store)["mails"]) == 2


def test_invite_when_repeated_after_a_decline_is_a_new_invitation(store: Store) -> None:
    """An old receipt does not stand for an invitation that somebody declined."""
    do(store, INVITE, "escazu")
    people.decline(store, PLACE, ANA)
    do(store, INVITE, "escazu")
    assert seen(store) is not None
    assert len(dumped(store)["mails"]) == 2


def test_invite_when_another_valid_invitation_is_there_is_refused(store: Store) -> None:
    """An invitation that is not ours is not silently taken for ours."""
    load(store, INVITED)
    assert refusal(store, INVITE, "escazu") == "sandbox-already-invited"


def test_invite_when_active_is_refused(store: Store) -> None:
    """Nobody is invited to where they are."""
    load(store, ACTIVE)
    assert refusal(store, INVITE, "escazu") == "sandbox-already-active"


def test_invite_to_an_unknown_clinic_is_refused(store: Store) -> None:
    """A clinic that was never created is not in the list."""
    load(store, clinics=CLINICS)
    assert refusal(store, INVITE, "escazu", "marte") == "sandbox-clinic-not-offered"


def test_invite_to_a_single_record_clinic_is_refused(store: Store) -> None:
    """The centre's administrator has to ask."""
    load(store, clinics=CLINICS)
    assert refusal(store, INVITE, "escazu", "cima") == "sandbox-single-record"


def test_invite_without_a_clinic_takes_the_only_one_and_is_refused_at_several(store: Store) -> None:
    """Single-record clinics are not among those to choose from."""
    load(store, clinics=CLINICS)
    assert refusal(store, INVITE) == "sandbox-clinic-missing"
    load(store, clinics=[CLINICS[0], CLINICS[2]])
    do(store, INVITE)
    live_ana = seen(store)
    assert live_ana is not None
    assert live_ana.clinics == {"escazu"}


@pytest.mark.parametrize("named", [{"name": None}, {"surnames": ()}])
def test_invite_when_unregistered_and_a_name_is_missing_is_refused(
    store: Store, named: dict[str, object]
) -> None:
    """The form asks for both."""
    load(store)
    assert refusal(store, INVITE, "escazu", **named) == "sandbox-name-missing"


def test_invite_when_unregistered_takes_one_surname(store: Store) -> None:
    """The form asks for two surnames; one is known to go through."""
    do(store, INVITE, "escazu", surnames=("Mora",))
    assert seen(store) is not None


def test_invite_when_registered_shows_the_registered_name_whatever_was_typed(store: Store) -> None:
    """Clicking the shown name is all that the owner can do."""
    livefile.load(store, live(users=[{"email": ANA, "name": "Ana María", "surnames": ["Mora Gil"]}]))
    do(store, INVITE, "escazu", name="Otra", surnames=())
    live_ana = seen(store)
    assert live_ana is not None
    assert (live_ana.name, live_ana.surnames) == ("Ana María", ("Mora Gil",))


def test_invite_twice_to_different_clinics_keeps_all_clinics_offered(store: Store) -> None:
    """A practice loaded without clinics keeps its declared ones when the first person mentions one."""
    load(store)
    both = declared(ESCAZU, HEREDIA)
    do(store, INVITE, "escazu", practice=both)
    do(store, INVITE, "heredia", practice=both, email=LUZ)
    assert {clinic.id for clinic in observe(store, both).clinics or ()} == {"escazu", "heredia"}


def test_invite_when_the_slug_changed_goes_to_the_earlier_state(store: Store) -> None:
    """A renamed practice is not born a second time."""
    load(store, {"email": LUZ, "accepted": True, "clinics": ["escazu"]})
    renamed = declared(slug="lucia-nueva", previously=("santa-lucia",))
    do(store, INVITE, "escazu", practice=renamed)
    assert set(observe(store, renamed).assistants) == {ANA, LUZ}
    assert len(dumped(store)["practices"]) == 1


@pytest.mark.parametrize(
    ("age", "code"),
    [
        (timedelta(hours=47, minutes=59, seconds=59), "sandbox-already-invited"),
        (timedelta(hours=48), None),
    ],
)
def test_resend_goes_out_from_the_second_of_expiry(store: Store, age: timedelta, code: str | None) -> None:
    """47:59:59 is valid, 48:00:00 is expired."""
    load(store, INVITED)
    people.advance(store, age)
    if code:
        assert refusal(store, RESEND, "escazu") == code
        return
    do(store, RESEND, "escazu")
    live_ana = seen(store)
    assert live_ana is not None
    assert (live_ana.presence, live_ana.attempts, live_ana.sent_at) == (Presence.INVITED, 2, NOW + age)
    assert len(dumped(store)["mails"]) == 1


def test_resend_without_an_invitation_is_refused(store: Store) -> None:
    """There is nothing to send again."""
    load(store)
    assert refusal(store, RESEND, "escazu") == "sandbox-not-invited"
    load(store, ACTIVE)
    assert refusal(store, RESEND, "escazu") == "sandbox-already-active"


def test_cancel_without_an_invitation_is_refused(store: Store) -> None:
    """Cancelling never takes an active person out."""
    load(store)
    assert refusal(store, ChangeKind.CANCEL_INVITATION) == "sandbox-not-invited"
    load(store, ACTIVE)
    assert refusal(store, ChangeKind.CANCEL_INVITATION) == "sandbox-already-active"


def test_revoke_when_not_active_is_refused(store: Store) -> None:
    """An invitation is cancelled, not revoked."""
    load(store, INVITED)
    assert refusal(store, ChangeKind.REVOKE) == "sandbox-not-active"


def test_revoke_when_repeated_gives_the_same_receipt(store: Store) -> None:
    """A retry after a timeout finds its work done."""
    load(store, ACTIVE)
    assert do(store, ChangeKind.REVOKE) == do(store, ChangeKind.REVOKE)


def test_revoke_when_repeated_after_somebody_acted_by_hand_is_refused(store: Store) -> None:
    """The old receipt says nothing about what people did since."""
    load(store, ACTIVE)
    do(store, ChangeKind.REVOKE)
    people.add(store, PLACE, people.Assistant(ANA, accepted=True, clinics=frozenset({"escazu"})))
    people.remove(store, PLACE, ANA)
    assert refusal(store, ChangeKind.REVOKE) == "sandbox-not-active"


def test_revoke_leaves_what_a_single_record_centre_gave(store: Store) -> None:
    """The owner cannot take a centre's user away; saying so would hide an open record."""
    load(store, {**ACTIVE, "clinics": ["escazu", "cima"]}, clinics=CLINICS)
    do(store, ChangeKind.REVOKE)
    live_ana = seen(store)
    assert live_ana is not None
    assert (live_ana.presence, live_ana.clinics) == (Presence.ACTIVE, {"cima"})
    people.remove(store, PLACE, ANA)
    assert seen(store) is None


def test_revoke_when_only_at_a_single_record_centre_is_refused(store: Store) -> None:
    """There is nothing there that the owner gave."""
    load(store, {**ACTIVE, "clinics": ["cima"]}, clinics=CLINICS)
    assert refusal(store, ChangeKind.REVOKE) == "sandbox-single-record"


def test_revoke_when_clinics_are_unknown_takes_the_person_out(store: Store) -> None:
    """An unknown scope does not protect anybody."""
    load(store, {"email": ANA, "accepted": True})
    do(store, ChangeKind.REVOKE)
    assert seen(store) is None


def test_change_clinics_refuses_what_the_owner_cannot_choose(store: Store) -> None:
    """New clinics must be offered; none at all is no scope."""
    load(store, ACTIVE, clinics=CLINICS)
    kind = ChangeKind.CHANGE_CLINICS
    assert refusal(store, kind, "escazu", "cima") == "sandbox-single-record"
    assert refusal(store, kind, "marte") == "sandbox-clinic-not-offered"
    assert refusal(store, kind) == "sandbox-clinic-missing"


def test_change_clinics_accepts_a_single_record_clinic_that_is_there(store: Store) -> None:
    """Naming what somebody has already asks for nothing."""
    load(store, {**ACTIVE, "clinics": ["escazu", "cima"]}, clinics=CLINICS)
    do(store, ChangeKind.CHANGE_CLINICS, "cima", "heredia")
    live_ana = seen(store)
    assert live_ana is not None
    assert live_ana.clinics == {"cima", "heredia"}


def test_change_clinics_leaves_record_access_and_billing(store: Store) -> None:
    """A new scope is no new grant."""
    load(store, {**ACTIVE, "record_access": True, "billing": True}, clinics=CLINICS)
    do(store, ChangeKind.CHANGE_CLINICS, "heredia")
    live_ana = seen(store)
    assert live_ana is not None
    assert (live_ana.record_access, live_ana.billing) == (True, True)
