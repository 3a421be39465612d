from __future__ import annotations

import random
from dataclasses import replace

import pytest
from validation_builders import NOW, declaration, entry, found, practice

from accessctl.errors import UsageError
from accessctl.model.finding import Finding, Location, Severity, Stops
from accessctl.model.identity import Address
from accessctl.model.practice import Practice
from accessctl.validation.checking import check, holds

PLACE = Location("practices/lucia.yaml", 3, 1)
ANA = Address("ana.mora@lucia.example")


def error(rule: str, stops: Stops, *practices: str, email: Address | None = None) -> Finding:
    return Finding(rule, Severity.ERROR, PLACE, stops=stops, practices=practices, email=email)


def test_check_with_findings_of_reading_keeps_and_sorts_them() -> None:
    """What reading found stands among the rules' findings, in the order of the files."""
    early = Finding("wrong-value", Severity.ERROR, Location("access/policy.yaml", 2, 1))
    late = Finding("wrong-value", Severity.ERROR, Location("practices/rosa.yaml", 2, 1))
    said = declaration(practice("lucia", entry(surnames=("Mora",))), findings=(late, early, late))
    rules = [finding.rule for finding in check(said, NOW)]
    assert rules == ["wrong-value", "one-surname", "wrong-value"]


def test_check_with_files_and_entries_in_another_order_finds_the_same() -> None:
    """The order in which files and entries are read changes nothing."""
    people = [
        entry(f"p{number % 7}@lucia.example", 10 + number, name=f"N{number % 3}") for number in range(12)
    ]

    def repository(seed: int) -> tuple[Finding, ...]:
        practices = [practice(slug, *people[at::3]) for at, slug in enumerate(("a", "b", "c"))]
        random.Random(seed).shuffle(practices)  # noqa: S311 - an order, not a secret
        return check(declaration(*practices), NOW)

    first = repository(0)
    assert first
    assert all(repository(seed) == first for seed in range(1, 6))


def test_check_with_a_skipped_rule_leaves_it_out() -> None:
    """A rule can be left out by its name."""
    said = declaration(practice("lucia", entry(surnames=("Mora",))))
    assert [finding.rule for finding in check(said, NOW)] == ["one-surname"]
    assert check(said, NOW, skip=frozenset({"one-surname"})) == ()


def test_check_with_an_unknown_rule_to_skip_suggests_one() -> None:
    """A misspelt rule is not silently skipped."""
    with pytest.raises(UsageError) as caught:
        check(declaration(), NOW, skip=frozenset({"one-surnam"}))
    assert caught.value.code == "unknown-rule.near"
    assert caught.value.params == {"rule": "one-surnam", "suggestion": "one-surname"}


def test_check_with_a_name_like_no_rule_suggests_none() -> None:
    """Nothing is guessed where nothing is near."""
    with pytest.raises(UsageError) as caught:
        check(declaration(), NOW, skip=frozenset({"xyz"}))
    assert caught.value.code == "unknown-rule"


@pytest.mark.parametrize("rule", ["owner-as-assistant", "two-practices-one-account", "wrong-value"])
def test_check_with_a_protecting_rule_to_skip_refuses(rule: str) -> None:
    """What keeps people from being let in or locked out by mistake stays on, and so do reading's errors."""
    said = declaration(findings=(error("wrong-value", Stops.GRANTS, "lucia"),))
    with pytest.raises(UsageError) as caught:
        check(said, NOW, skip=frozenset({rule}))
    assert caught.value.code == "rule-not-skippable"


def test_holds_with_each_stop_says_what_is_held_and_why() -> None:
    """Each error holds its own, and nothing else."""
    held = holds(
        [
            error("settings", Stops.APPLY),
            error("account", Stops.PRACTICE, "a", "b"),
            error("names", Stops.GRANTS, "c"),
            error("later", Stops.GRANTS, "c"),
            error("address", Stops.REMOVALS, "d"),
            error("clinic", Stops.ENTRY, "e", email=ANA),
        ]
    )
    assert held.apply == ("settings",)
    assert held.frozen == {"a": "account", "b": "account"}
    assert held.grants == {"c": "names"}
    assert held.removals == {"d": "address"}
    assert held.entries == {("e", ANA): "clinic"}


def test_holds_with_warnings_holds_nothing() -> None:
    """A warning stops nothing, whatever it says."""
    warning = replace(error("odd", Stops.PRACTICE, "a"), severity=Severity.WARNING)
    held = holds([warning, error("shown", Stops.NOTHING, "a")])
    assert not any((held.apply, held.frozen, held.grants, held.removals, held.entries))


def test_holds_with_an_entry_that_has_no_address_stops_removals() -> None:
    """Who cannot be told apart from the others might be any of them."""
    assert holds([error("entry", Stops.ENTRY, "a")]).removals == {"a": "entry"}


@pytest.mark.parametrize(
    "email", ["“ana@lucia.example”", "ana\u200b@lucia.example", "\u0430na@lucia.example"]
)
def test_holds_with_an_address_that_is_not_the_persons_stops_removals_and_the_entry(email: str) -> None:
    """Whoever was meant looks undeclared, and is not to be taken out for quotes around the address."""
    held = holds(check(declaration(practice("lucia", entry(email))), NOW))
    assert held.removals.keys() == {"lucia"}
    assert held.entries.keys() == {("lucia", email)}
    assert not any((held.apply, held.frozen, held.grants))


def test_holds_with_a_bad_entry_stops_that_person_alone() -> None:
    """The other people of the practice, and other practices, go on."""
    said = declaration(
        practice("lucia", entry(clinics=("x",)), entry("luz@lucia.example", 20)), practice("rosa")
    )
    held = holds(check(said, NOW))
    assert held.entries == {("lucia", ANA): "unknown-clinic"}
    assert not any((held.apply, held.frozen, held.grants, held.removals))


def test_holds_with_one_account_for_two_freezes_both_and_no_third() -> None:
    """Each of the two would remove the other's people."""
    said = declaration(*(practice(slug, organization="4001") for slug in ("a", "b")), practice("c"))
    assert set(holds(check(said, NOW)).frozen) == {"a", "b"}


def test_holds_with_different_names_stops_grants_in_both_practices() -> None:
    """Which of the two is wrong, nobody knows."""
    ana = entry(name="Ana", surnames=("Mora",))
    luz = entry(name="Luz", surnames=("Solís",), file="practices/b.yaml")
    assert set(holds(check(declaration(practice("a", ana), practice("b", luz)), NOW)).grants) == {"a", "b"}


@pytest.mark.parametrize("time_zone", ["America/Escazu", "America", "../etc/passwd", "", "\0"])
def test_unknown_time_zone_freezes_the_practice(time_zone: str) -> None:
    """No name, however odd, is more than a finding."""
    said: Practice = practice("lucia", entry(), time_zone=time_zone)
    held = holds(check(declaration(said, practice("rosa")), NOW))
    assert held.frozen == {"lucia": "unknown-time-zone"}
    assert held.apply == ()


def test_duplicate_of_an_entry_that_cannot_be_read_holds_the_person() -> None:
    """Of two entries one is too wrong to read: the other one is not believed either."""
    from accessctl.model.practice import HeldEntry  # noqa: PLC0415 - used here alone

    said = practice("lucia", entry(), held=(HeldEntry(ANA, Location("practices/lucia.yaml", 30)),))
    (finding,) = found("duplicate-assistant", said)
    assert (finding.stops, finding.email) == (Stops.ENTRY, ANA)
