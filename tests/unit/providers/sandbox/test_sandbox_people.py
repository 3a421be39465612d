from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sandbox_builders import (
    ANA,
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

from accessctl.errors import AccessctlError
from accessctl.model.change import ChangeKind
from accessctl.model.live import LiveAssistant, LiveClinic, Presence
from accessctl.providers.sandbox import livefile, people
from accessctl.providers.sandbox.people import Place
from accessctl.providers.sandbox.state import Assistant
from accessctl.providers.sandbox.store import Store
from accessctl.providers.sandbox.writer import SandboxWriter

INVITED = {"email": ANA, "name": "Ana", "surnames": ["Mora"], "accepted": False} | {
    "sent_at": "2026-11-24T10:00:00Z",
    "clinics": ["escazu"],
}
ACTIVE = {"email": ANA, "name": "Ana", "accepted": True, "clinics": ["escazu"]}


def ana(store: Store) -> LiveAssistant:
    """Return Ana as she is read."""
    found = seen(store)
    assert found is not None
    return found


def refusal(store: Store, act: Callable[[], object]) -> str:
    """Return the code of the refusal, after which nothing has changed."""
    before = dumped(store)
    with pytest.raises(AccessctlError) as caught:
        act()
    assert dumped(store) == before
    return caught.value.code


def guest(*clinics: str, name: str | None = None) -> Assistant:
    """Return what somebody types to give Ana access by hand."""
    return Assistant(ANA, accepted=True, name=name, clinics=frozenset(clinics))


def test_accept_one_second_before_expiry_makes_a_registered_active_assistant(store: Store) -> None:
    """47:59:59 after the sending the answer still counts."""
    load(store, INVITED)
    people.advance(store, timedelta(hours=47, minutes=59, seconds=59))
    people.accept(store, PLACE, ANA)
    assert ana(store).presence is Presence.ACTIVE
    assert dumped(store)["users"] == [{"email": ANA, "name": "Ana", "surnames": ["Mora"]}]


def test_accept_at_48_hours_is_refused(store: Store) -> None:
    """48:00:00 after the sending the link no longer works."""
    load(store, INVITED)
    people.advance(store, timedelta(hours=48))
    assert refusal(store, lambda: people.accept(store, PLACE, ANA)) == "sandbox-invitation-expired"
    assert refusal(store, lambda: people.decline(store, PLACE, ANA)) == "sandbox-invitation-expired"


def test_accept_and_decline_without_an_invitation_are_refused(store: Store) -> None:
    """There is nothing to answer."""
    load(store)
    for act in (people.accept, people.decline):
        assert refusal(store, lambda act=act: act(store, PLACE, ANA)) == "sandbox-not-invited"
    load(store, ACTIVE)
    for act in (people.accept, people.decline):
        assert refusal(store, lambda act=act: act(store, PLACE, ANA)) == "sandbox-already-active"


def test_accept_when_registered_meanwhile_keeps_the_user_s_name(store: Store) -> None:
    """A user's name is not overwritten by what some owner typed."""
    livefile.load(
        store,
        live({"practice": "santa-lucia", "assistants": [INVITED]}, users=[{"email": ANA, "name": "Anita"}]),
    )
    people.accept(store, PLACE, ANA)
    assert dumped(store)["users"][0]["name"] == "Anita"


def test_decline_takes_the_invitation_away_and_registers_nobody(store: Store) -> None:
    """Who declines is as if never invited."""
    load(store, INVITED)
    people.decline(store, PLACE, ANA)
    assert seen(store) is None
    assert dumped(store)["users"] == []


@pytest.mark.parametrize("person", [INVITED, ACTIVE])
def test_remove_takes_invited_and_active_people_out(store: Store, person: dict[str, object]) -> None:
    """By hand everybody can be removed."""
    load(store, person)
    people.remove(store, PLACE, ANA)
    assert seen(store) is None


def test_remove_of_an_active_person_leaves_a_registered_user(store: Store) -> None:
    """A user's account does not end with one practice."""
    load(store, ACTIVE)
    people.remove(store, PLACE, ANA)
    assert observe(store, PRACTICE, ANA).registrations[ANA].name == "Ana"


def test_remove_of_nobody_is_refused(store: Store) -> None:
    """A mistyped address does not look like success."""
    load(store)
    assert refusal(store, lambda: people.remove(store, PLACE, ANA)) == "sandbox-not-there"


def test_add_makes_an_active_registered_person_without_record_access(store: Store) -> None:
    """Somebody appears whom no invitation of ours brought."""
    people.add(store, PLACE, guest("escazu", name="Ana"))
    found = ana(store)
    assert (found.presence, found.clinics, found.record_access) == (Presence.ACTIVE, {"escazu"}, False)
    assert observe(store, PRACTICE, ANA).registrations[ANA].registered


@pytest.mark.parametrize(("person", "presence"), [(INVITED, Presence.INVITED), (ACTIVE, Presence.ACTIVE)])
def test_add_at_a_single_record_centre_joins_the_clinics_there_are(
    store: Store, person: dict[str, object], presence: Presence
) -> None:
    """A centre's administrator gives its own clinic and touches no other."""
    clinics = [{"id": "escazu", "name": "E"}, {"id": "cima", "name": "C", "single_record": True}]
    load(store, person, clinics=clinics)
    people.add(store, PLACE, guest("cima"))
    assert (ana(store).presence, ana(store).clinics) == (presence, {"escazu", "cima"})


def test_add_when_the_invitation_expired_makes_an_active_person(store: Store) -> None:
    """Access given by hand does not wait for a dead invitation."""
    load(store, INVITED, clinics=[{"id": "escazu"}])
    people.advance(store, timedelta(hours=48))
    people.add(store, PLACE, guest())
    assert ana(store).presence is Presence.ACTIVE


def test_add_to_a_clinic_that_is_not_there_is_refused(store: Store) -> None:
    """Neither to an unknown clinic nor to none of several."""
    load(store, clinics=[{"id": "escazu"}, {"id": "heredia"}])
    assert refusal(store, lambda: people.add(store, PLACE, guest("marte"))) == "sandbox-clinic-not-offered"
    assert refusal(store, lambda: people.add(store, PLACE, guest())) == "sandbox-clinic-missing"


def test_acting_in_an_unknown_undeclared_practice_is_refused(store: Store) -> None:
    """A mistyped slug brings nothing into being."""
    load(store)
    place = Place("santa-lucai")
    assert refusal(store, lambda: people.add(store, place, guest("escazu"))) == "sandbox-practice-unknown"
    assert refusal(store, lambda: people.accept(store, place, ANA)) == "sandbox-practice-unknown"


def test_acting_under_an_earlier_slug_s_state_follows_the_rename(store: Store) -> None:
    """The people of the earlier slug answer under the new one."""
    load(store, INVITED)
    renamed = declared(slug="lucia-nueva", previously=("santa-lucia",))
    people.accept(store, Place("lucia-nueva", renamed), ANA)
    assert observe(store, renamed).assistants[ANA].presence is Presence.ACTIVE


def test_record_access_is_support_s_to_turn_on_and_off_for_the_active(store: Store) -> None:
    """Only who has accepted can be given the record."""
    load(store, INVITED)
    grant = lambda: people.set_record_access(store, PLACE, ANA, granted=True)  # noqa: E731 - said twice
    assert refusal(store, grant) == "sandbox-not-active"
    people.accept(store, PLACE, ANA)
    grant()
    assert ana(store).record_access is True
    people.set_record_access(store, PLACE, ANA, granted=False)
    assert ana(store).record_access is False


def test_billing_is_the_issuer_s_owner_to_give_where_there_is_an_issuer(store: Store) -> None:
    """Without an issuer there is nobody who could."""
    load(store, ACTIVE)
    assert refusal(store, lambda: people.set_billing(store, PLACE, ANA, granted=True)) == "sandbox-no-issuer"
    load(store, ACTIVE, billing_issuer="finanzas@santalucia.example")
    people.set_billing(store, PLACE, ANA, granted=True)
    assert ana(store).billing is True
    people.set_billing(store, PLACE, ANA, granted=False)
    assert ana(store).billing is False


def test_billing_with_a_declared_issuer_needs_no_loaded_one(store: Store) -> None:
    """An issuer that was declared later counts."""
    load(store, ACTIVE)
    place = Place("santa-lucia", declared(issuer="finanzas@santalucia.example"))
    people.set_billing(store, place, ANA, granted=True)
    assert ana(store).billing is True


def test_add_clinic_makes_it_offered(store: Store) -> None:
    """A clinic that was missing can be created, once."""
    load(store, ACTIVE, clinics=[{"id": "escazu"}])
    people.add_clinic(store, PLACE, LiveClinic("heredia", "Heredia"))
    SandboxWriter(store).carry_out(PRACTICE, change(ChangeKind.CHANGE_CLINICS, "escazu", "heredia"))
    assert ana(store).clinics == {"escazu", "heredia"}
    again = lambda: people.add_clinic(store, PLACE, LiveClinic("heredia", "Otra"))  # noqa: E731
    assert refusal(store, again) == "sandbox-clinic-exists"


def test_advance_moves_the_clock_and_nothing_else(store: Store) -> None:
    """Time passes only here."""
    load(store, ACTIVE)
    before = dumped(store)
    assert people.advance(store, timedelta(days=1, hours=12)) == NOW + timedelta(hours=36)
    assert dumped(store) == {**before, "now": "2026-11-25T22:00:00Z"}


def test_advance_beyond_the_calendar_is_refused(store: Store) -> None:
    """There is no date to show for it."""
    load(store)
    assert refusal(store, lambda: people.advance(store, timedelta(days=10**7))) == "sandbox-too-late"
