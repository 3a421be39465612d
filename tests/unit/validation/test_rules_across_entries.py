from __future__ import annotations

import tracemalloc
from datetime import date

import pytest
from validation_builders import clinic, entry, found, practice

from accessctl.model.finding import Location, Severity, Stops
from accessctl.model.identity import Address
from accessctl.model.policy import Policy
from accessctl.model.settings import LiveSettings, Settings
from accessctl.validation.lookalikes import look
from accessctl.validation.slips import slips_among

CYRILLIC_A = "\u0430"
FAKE = f"{CYRILLIC_A}na.mora@lucia.example"


def test_finding_about_a_key_stands_at_the_key() -> None:
    """Where the reader kept the place of a key, the finding points there."""
    (finding,) = found("unknown-clinic", practice("lucia", entry(clinics=("x",), keys={"clinics": (14, 5)})))
    assert finding.where == Location("practices/lucia.yaml", 14, 5)


def test_finding_about_a_practice_stands_at_the_nearest_key() -> None:
    """A key that is not there is reported at its parent."""
    said = practice("lucia", organization="7", keys={"live": Location("practices/lucia.yaml", 6, 1)})
    findings = found("two-practices-one-account", said, practice("rosa", organization="7"))
    assert findings[0].where == Location("practices/lucia.yaml", 6, 1)


def test_different_names_blames_the_rarer_name() -> None:
    """One slip among many practices is reported once, at the slip."""
    usual = {"name": "Ana", "surnames": ("Mora",)}
    practices = [practice(slug, entry(file=f"practices/{slug}.yaml", **usual)) for slug in "bcd"]
    odd = practice("a", entry(file="practices/a.yaml", name="Luz", surnames=("Solís",)))
    (finding,) = found("different-names", odd, *practices)
    assert finding.practices == ("a", "b")
    assert finding.params["name"] == "Luz Solís"


def test_different_names_sees_a_short_name_between_two_long_ones() -> None:
    """Ana may be either, but Ana Mora is not Ana Solís."""
    said = [("Ana", ()), ("Ana", ("Mora",)), ("Ana", ("Solís",))]
    practices = [
        practice(slug, entry(file=f"practices/{slug}.yaml", name=name, surnames=surnames))
        for slug, (name, surnames) in zip("abc", said, strict=True)
    ]
    assert [finding.practices for finding in found("different-names", *practices)] == [("c", "b")]


def test_owner_of_another_practice_may_be_an_assistant() -> None:
    """A doctor may help out in a colleague's practice."""
    assert not found(
        "owner-as-assistant", practice("rosa", entry("elena.rojas@lucia.example")), practice("lucia")
    )


@pytest.mark.parametrize(
    ("fields", "stops"),
    [
        ({"owner": Address("elena")}, Stops.GRANTS),
        ({"billing_issuer": Address("finanzas@@x.example")}, Stops.GRANTS),
        ({"clinics": (clinic(administrator=Address("a@-x.example")),)}, Stops.GRANTS),
    ],
)
def test_invalid_address_of_somebody_who_is_written_to_stops_grants(
    fields: dict[str, object], stops: Stops
) -> None:
    """A practice whose owner, issuer or centre cannot be reached gets no grants."""
    (finding,) = found("invalid-address", practice("lucia", entry(), **fields))
    assert (finding.stops, finding.practices, finding.severity) == (stops, ("lucia",), Severity.ERROR)


def test_invalid_address_in_settings_or_policy_stops_apply() -> None:
    """The files that rule over all have to be right."""
    settings = Settings(live=LiveSettings(account=Address("accesos")))
    findings = found(
        "invalid-address", practice(), settings=settings, policy=Policy(protected=frozenset({Address("x")}))
    )
    assert {finding.where.file for finding in findings} == {"access/settings.yaml", "access/policy.yaml"}
    assert {finding.stops for finding in findings} == {Stops.APPLY}


@pytest.mark.parametrize(
    "email",
    [
        "ana@lucia.test",
        "josé.mora@lucia.example",
        "ana@clínica.example",
        "a_b-c.d+e@x1.y-2.example",
        f"{'a' * 64}@lucia.example",
    ],
)
def test_valid_address_of_an_unusual_kind_is_accepted(email: str) -> None:
    """What mail can reach is an address."""
    assert not found("invalid-address", practice("lucia", entry(email)))


@pytest.mark.parametrize(
    "email",
    [
        "ana mora@lucia.example",
        "ana@lucia..example",
        "ana@.example",
        "@lucia.example",
        "ana@",
        "Ana <ana@lucia.example>",
        "ana,luz@lucia.example",
        f"{'a' * 65}@lucia.example",
        f"ana@{'a' * 64}.example",
        f"ana@{'a.' * 125}example",
        "ana@lucia.123",
        "ana@[10.0.0.1]",
        "ana@xn--a.example",
    ],
)
def test_address_that_is_none_is_found(email: str) -> None:
    """What mail cannot reach is nobody's."""
    assert found("invalid-address", practice("lucia", entry(email)))


def test_confusable_address_of_another_practice_stops_grants_where_it_stands() -> None:
    """The practice with the false address gets no grants; the one with the true address goes on."""
    true, false = practice("a", entry()), practice("b", entry(FAKE, file="practices/b.yaml"))
    (finding,) = found("confusable-address", true, false)
    assert (finding.stops, finding.practices, finding.email) == (Stops.GRANTS, ("b",), Address(FAKE))
    assert finding.params["letters"] == ["\u0430 (U+0430)"]


def test_confusable_address_beside_its_twin_stops_the_entry_alone() -> None:
    """Within one practice the false address is one bad entry."""
    (finding,) = found("confusable-address", practice("a", entry(), entry(FAKE, 20)))
    assert finding.stops is Stops.ENTRY


def test_confusable_address_of_the_owner_is_found() -> None:
    """An assistant who looks like the owner is not the owner."""
    fake = entry("elena.r\u043ejas@lucia.example")
    (finding,) = found("confusable-address", practice("lucia", fake))
    assert finding.params["other"] == "elena.rojas@lucia.example"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ana@lucia.example", "ana@luci\u0430.example"),
        ("ana@lucia.example", "an\u00e1@lucia.example"),
        ("paypal@x.example", "\u0440\u0430\u0443\u0440\u0430l@x.example"),
        ("lola@x.example", "l0la@x.example"),
        ("elena@x.example", "eIena@x.example"),
        ("vanwijk@x.example", "vanvvijk@x.example"),
        ("clara@x.example", "c1ara@x.example"),
    ],
)
def test_look_of_two_addresses_that_look_alike_is_one(one: str, other: str) -> None:
    """Letter by letter they differ; at a glance they do not."""
    assert look(one) == look(other) or look(one.replace("I", "l")) == look(other)


def test_domain_in_its_ascii_form_is_read_as_people_see_it() -> None:
    """A domain written as xn--… hides the same letters."""
    hidden = "luci\u0430.example".encode("idna").decode()
    assert found("confusable-address", practice("a", entry("ana@lucia.example"), entry(f"ana@{hidden}", 20)))
    assert found("mixed-script-address", practice("a", entry(f"ana@{hidden}")))


def test_similar_address_with_a_capital_i_for_an_l_is_a_warning() -> None:
    """Eiena written with a capital I reads as Elena."""
    (finding,) = found(
        "similar-address", practice("a", entry("elena@x.example"), entry("eIena@x.example", 20))
    )
    assert finding.severity is Severity.WARNING


def test_full_width_letters_are_the_same_address() -> None:
    """Normalising makes them one person, so there is nothing to confuse."""
    assert not found("confusable-address", practice("a", entry("\uff41na.mora@lucia.example")))


@pytest.mark.parametrize(
    "text", ["Ana\u202e", "A\u00adna", "\u3164", "An\u2060a", "\u200dAna", "Ana\U000e0041"]
)
def test_invisible_character_in_a_name_is_found(text: str) -> None:
    """Nobody can review what nobody sees."""
    (finding,) = found("invisible-character", practice("lucia", entry(name=text)))
    assert finding.params["key"] == "name"


def test_invisible_character_in_the_practice_is_found_once_for_each_place() -> None:
    """Owner and clinics are checked as well."""
    said = practice("lucia", owner=Address("e\u200b@x.example"), clinics=(clinic(name="E\u200b"),))
    keys = [finding.params["key"] for finding in found("invisible-character", said)]
    assert sorted(map(str, keys)) == ["clinics", "owner.email"]


def test_domain_typo_against_the_usual_domain_is_found() -> None:
    """One missing letter beside twelve right addresses is a slip."""
    people = [entry(f"p{number}@santalucia.example", 10 * number) for number in range(12)]
    (finding,) = found("address-typo-domain", practice("a", *people, entry("ana@santaluca.example", 300)))
    assert finding.params["meant"] == "santalucia.example"


def test_domains_that_differ_by_a_number_are_no_typo() -> None:
    """Branches are numbered on purpose."""
    people = [entry(f"p{number}@clinica1.example", 10 * number) for number in range(12)]
    assert not found("address-typo-domain", practice("a", *people, entry("ana@clinica2.example", 300)))


def test_record_access_differs_is_said_once_for_a_person() -> None:
    """One line for one person, however many practices there are."""
    last = {"record_access": date(2027, 1, 31)}
    practices = [practice(slug, entry(**(last if slug in "ac" else {}))) for slug in "abcd"]
    (finding,) = found("record-access-differs", *practices)
    assert (finding.params["has"], finding.params["lacks"]) == (["a", "c"], ["b", "d"])


def test_domain_too_long_to_be_one_is_compared_with_no_other() -> None:
    """It has as many neighbours as letters, each as long as itself: gigabytes for one line of a file."""
    endless = Address("ana@" + "a" * 30_000 + ".example")
    tracemalloc.start()
    found = slips_among([endless, Address("luz@gmial.com")], Policy())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == {"gmial.com": "gmail.com"}
    assert most < 2_000_000
