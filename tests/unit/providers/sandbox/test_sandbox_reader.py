from __future__ import annotations

from dataclasses import replace

from sandbox_builders import ANA, ESCAZU, HEREDIA, LUZ, PRACTICE, declared, dumped, live, load, observe

from accessctl.model.live import LiveClinic
from accessctl.model.practice import Practice
from accessctl.providers.sandbox import livefile
from accessctl.providers.sandbox.reader import SandboxReader
from accessctl.providers.sandbox.store import Store


def clinic_ids(store: Store, practice: Practice = PRACTICE) -> list[str]:
    """Return the clinics that a practice is seen to have."""
    return [clinic.id for clinic in observe(store, practice).clinics or ()]


def test_observe_when_nobody_loaded_the_practice_shows_its_declared_clinics(store: Store) -> None:
    """It comes into being with its own clinics, labels and single records."""
    load(store, practice="another")
    assert observe(store).clinics == (
        LiveClinic("escazu", "Escazú", single_record=False),
        LiveClinic("cima", "Hospital CIMA", single_record=True),
    )
    assert [item["practice"] for item in dumped(store)["practices"]] == ["another"]


def test_observe_when_clinics_were_loaded_shows_those_only(store: Store) -> None:
    """A declared clinic that the live system does not have is not made up."""
    load(store, clinics=[{"id": "heredia", "name": "Heredia", "single_record": True}])
    assert observe(store).clinics == (LiveClinic("heredia", "Heredia", single_record=True),)


def test_observe_when_clinics_were_left_out_shows_the_mentioned_ones_none_single_record(store: Store) -> None:
    """Whichever its assistants mention, invited ones too."""
    load(
        store,
        {"email": ANA, "accepted": True, "clinics": ["cima"]},
        {"email": LUZ, "accepted": False, "sent_at": "2026-11-24T10:00:00Z", "clinics": ["otra"]},
    )
    assert observe(store).clinics == (
        LiveClinic("cima", "Hospital CIMA", single_record=False),
        LiveClinic("otra", "otra", single_record=False),
    )


def test_observe_when_nobody_mentions_a_clinic_shows_the_declared_ones(store: Store) -> None:
    """A practice loaded without clinics and people still has the clinics it declares."""
    load(store)
    assert clinic_ids(store) == ["escazu", "cima"]


def test_observe_when_no_clinic_is_offered_shows_none(store: Store) -> None:
    """Loaded empty is not left out."""
    load(store, clinics=[])
    assert observe(store).clinics == ()


def test_observe_when_the_slug_changed_follows_the_earlier_one(store: Store) -> None:
    """The people of the earlier slug are those of the new one."""
    load(store, {"email": ANA, "accepted": True})
    renamed = declared(slug="lucia-nueva", previously=("nobody-knows", "santa-lucia"))
    assert set(observe(store, renamed).assistants) == {ANA}
    assert observe(store, renamed).practice == "lucia-nueva"


def test_observe_when_both_slugs_have_state_takes_the_present_one(store: Store) -> None:
    """The earlier slug counts only as long as there is nothing newer."""
    load(store, {"email": ANA, "accepted": True})
    load(store, {"email": LUZ, "accepted": True}, practice="lucia-nueva")
    renamed = declared(slug="lucia-nueva", previously=("santa-lucia",))
    assert set(observe(store, renamed).assistants) == {LUZ}


def test_observe_when_somebody_accepted_elsewhere_says_registered_with_that_name(store: Store) -> None:
    """The table of users is not the only sign of a registration."""
    load(store, {"email": ANA, "name": "Ana", "surnames": ["Mora"], "accepted": True}, practice="another")
    seen = observe(store, PRACTICE, ANA).registrations[ANA]
    assert (seen.registered, seen.name, seen.surnames) == (True, "Ana", ("Mora",))


def test_observe_when_only_invited_says_not_registered(store: Store) -> None:
    """An unanswered invitation registers nobody."""
    load(store, {"email": ANA, "name": "Ana", "accepted": False, "sent_at": "2026-11-24T10:00:00Z"})
    assert not observe(store, PRACTICE, ANA).registrations[ANA].registered


def test_observe_when_user_and_assistant_differ_shows_the_user_s_name(store: Store) -> None:
    """The user's own name is what the live system shows for an address."""
    person = {"email": ANA, "name": "Anita", "accepted": True}
    users = [{"email": ANA, "name": "Ana María", "surnames": ["Mora"]}]
    livefile.load(store, live({"practice": "santa-lucia", "assistants": [person]}, users=users))
    assert observe(store, PRACTICE, ANA).registrations[ANA].name == "Ana María"


def test_observe_of_thousands_of_practices_is_a_few_queries(store: Store) -> None:
    """One a practice would be a minute of waiting for a large organisation."""
    people = [{"email": f"p{n}@x.example", "accepted": True, "clinics": ["escazu"]} for n in range(10)]
    livefile.load(store, live(*({"practice": f"p{n}", "assistants": people} for n in range(2500))))
    practices = [replace(PRACTICE, slug=f"p{n}", clinics=(ESCAZU, HEREDIA)) for n in range(2500)]
    lookups = {practice.slug: frozenset({ANA}) for practice in practices}
    asked: list[str] = []
    with store.reading() as state:
        state.set_trace_callback(asked.append)
    found = SandboxReader(store).observe(practices, lookups)
    assert 0 < len(asked) < 50
    assert len(found) == 2500
    assert all(len(seen.assistants) == 10 for seen in found.values())  # type: ignore[union-attr]
