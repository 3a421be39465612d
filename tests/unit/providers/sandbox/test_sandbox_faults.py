from __future__ import annotations

import pytest
from sandbox_builders import ANA, LUZ, NOW, PLACE, PRACTICE, change, declared, load, observe, seen

from accessctl.errors import AccessctlError, CredentialsError, ProviderError, TransientError
from accessctl.model.change import ChangeKind
from accessctl.providers.sandbox import people
from accessctl.providers.sandbox.faults import FaultKind
from accessctl.providers.sandbox.people import Place
from accessctl.providers.sandbox.reader import SandboxReader
from accessctl.providers.sandbox.store import Store
from accessctl.providers.sandbox.writer import SandboxWriter

INVITE = change(ChangeKind.INVITE, "escazu")
OTHER = declared(slug="another")


def test_timeout_before_the_effect_changes_nothing_and_a_retry_works(store: Store) -> None:
    """The caller cannot tell, the sandbox can."""
    people.plant_fault(store, FaultKind.TIMEOUT_BEFORE, None, 1)
    with pytest.raises(TransientError):
        SandboxWriter(store).carry_out(PRACTICE, INVITE)
    assert seen(store) is None
    SandboxWriter(store).carry_out(PRACTICE, INVITE)
    assert seen(store) is not None


def test_timeout_after_the_effect_keeps_it_and_a_retry_does_not_double(store: Store) -> None:
    """The same error, though the invitation went out; sending again finds it."""
    people.plant_fault(store, FaultKind.TIMEOUT_AFTER, None, 1)
    with pytest.raises(TransientError):
        SandboxWriter(store).carry_out(PRACTICE, INVITE)
    once = observe(store)
    assert ANA in once.assistants
    SandboxWriter(store).carry_out(PRACTICE, INVITE)
    assert observe(store) == once


def test_fault_happens_as_often_as_it_was_planted(store: Store) -> None:
    """The countdown is kept over two faults and many calls."""
    people.plant_fault(store, FaultKind.TIMEOUT_BEFORE, None, 3)
    writer = SandboxWriter(store)
    for _ in range(3):
        with pytest.raises(TransientError):
            writer.carry_out(PRACTICE, INVITE)
    writer.carry_out(PRACTICE, INVITE)


def test_fault_of_one_practice_spares_the_others(store: Store) -> None:
    """Only the named practice meets it, under an earlier slug too."""
    load(store)
    people.plant_fault(store, FaultKind.TIMEOUT_BEFORE, PLACE, 1)
    SandboxWriter(store).carry_out(OTHER, INVITE)
    with pytest.raises(TransientError):
        SandboxWriter(store).carry_out(declared(slug="lucia-nueva", previously=("santa-lucia",)), INVITE)


def test_fault_is_not_spent_on_a_refused_change(store: Store) -> None:
    """A refusal is an answer, so no timeout happened yet."""
    load(store, {"email": ANA, "accepted": True, "clinics": ["escazu"]})
    people.plant_fault(store, FaultKind.TIMEOUT_AFTER, None, 1)
    with pytest.raises(ProviderError) as caught:
        SandboxWriter(store).carry_out(PRACTICE, INVITE)
    assert not isinstance(caught.value, TransientError)
    with pytest.raises(TransientError):
        SandboxWriter(store).carry_out(PRACTICE, change(ChangeKind.REVOKE))


def test_empty_answer_hides_the_people_once_and_leaves_them_there(store: Store) -> None:
    """The answer still claims to be complete: only a guard can notice."""
    load(store, {"email": ANA, "accepted": True})
    people.plant_fault(store, FaultKind.EMPTY_ANSWER, None, 1)
    empty = observe(store)
    assert (dict(empty.assistants), empty.complete) == ({}, True)
    assert ANA in observe(store).assistants


def test_empty_answer_of_one_practice_spares_the_others(store: Store) -> None:
    """Read together, only the named one looks empty."""
    load(store, {"email": ANA, "accepted": True})
    load(store, {"email": LUZ, "accepted": True}, practice="another")
    people.plant_fault(store, FaultKind.EMPTY_ANSWER, PLACE, 1)
    found = SandboxReader(store).observe([PRACTICE, OTHER], {})
    assert [len(found[slug].assistants) for slug in ("santa-lucia", "another")] == [0, 1]  # type: ignore[union-attr]


def test_lost_credentials_stop_reading_and_writing(store: Store) -> None:
    """Whoever comes next is turned away, as often as planted."""
    people.plant_fault(store, FaultKind.LOST_CREDENTIALS, None, 2)
    with pytest.raises(CredentialsError):
        observe(store)
    with pytest.raises(CredentialsError):
        SandboxWriter(store).carry_out(PRACTICE, INVITE)
    assert seen(store) is None


def test_lost_credentials_of_one_practice_meet_its_change_and_not_the_reading(store: Store) -> None:
    """So a run can lose them half way."""
    people.plant_fault(store, FaultKind.LOST_CREDENTIALS, PLACE, 1)
    observe(store)
    SandboxWriter(store).carry_out(OTHER, INVITE)
    with pytest.raises(CredentialsError):
        SandboxWriter(store).carry_out(PRACTICE, INVITE)


def test_fault_in_an_unknown_practice_is_refused(store: Store) -> None:
    """A fault that could never happen would make a test pass for nothing."""
    with pytest.raises(AccessctlError) as caught:
        people.plant_fault(store, FaultKind.EMPTY_ANSWER, Place("nobody"), 1)
    assert caught.value.code == "sandbox-practice-unknown"


def test_reset_forgets_faults(store: Store) -> None:
    """An empty sandbox works."""
    people.plant_fault(store, FaultKind.LOST_CREDENTIALS, None, 9)
    store.reset(NOW)
    assert observe(store).assistants == {}
