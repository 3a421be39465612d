from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from validation_builders import NOW, TODAY, declaration, entry, practice
from validation_cases import CASES, Case

from accessctl.model.finding import Finding, Location
from accessctl.model.identity import Address, normalise_address
from accessctl.model.policy import Policy, PolicyException, RecordAccessPolicy
from accessctl.model.practice import Clinic, Declaration, Entry, Practice, RecordAccess
from accessctl.model.settings import LiveSettings, Settings
from accessctl.validation.checking import check
from accessctl.validation.context import local_date
from accessctl.validation.facts import facts_of, quiet_between
from accessctl.validation.judging import Judgement, Known, Verdict, judge
from thoroughness import examples

every_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())

LATER = TODAY + timedelta(days=40)

LATER = TODAY + timedelta(days=40)


def judged(
    said: Declaration, verdicts: dict[str, Verdict] | None = None, now: datetime = NOW, **more: Any
) -> Judgement:
    """Judge a declaration; `verdicts` are those that were kept."""
    files = {key: one.where.file for key, one in said.practices.items()}
    facts = {key: facts_of(one) for key, one in said.practices.items()}
    return judge(said, Known(files, facts, verdicts or {}), now, **more)


def again(before: Declaration, after: Declaration) -> tuple[Finding, ...]:
    """Judge one declaration, then another that differs in some practices; return the second's findings."""
    kept = {
        key: verdict
        for key, verdict in judged(before).verdicts.items()
        if after.practices.get(key) == before.practices[key]
    }
    return judged(after, kept).findings


def on_a_later_day(said: Declaration, days: int) -> tuple[Finding, ...]:
    """Judge a declaration with what was found quiet in it some days before."""
    later = NOW + timedelta(days=days)
    kept: dict[str, Verdict] = {
        key: () for key, verdict in judged(said).verdicts.items() if not verdict and quiet(said, key, days)
    }
    return judged(said, kept, later).findings


def quiet(said: Declaration, key: str, days: int) -> bool:
    """Say whether a practice without findings stays so for some days."""
    one = said.practices[key]
    day, later = (local_date(at, one.time_zone) for at in (NOW, NOW + timedelta(days=days)))
    return quiet_between(facts_of(one), said.policy, day, later)


PASSED = (0, 1, 8, 10, 11, 40, 41, 200, 366, 401, 5000, -1, -400)
"""Days that pass; the clock of a sandbox may also go back."""


@pytest.mark.parametrize("days", PASSED)
def test_every_rule_finds_the_same_on_another_day(days: int) -> None:
    """What was quiet is looked at again when a day can have changed that."""
    for case in CASES.values():
        for said in (case().bad, case().good):
            assert on_a_later_day(said, days) == check(said, NOW + timedelta(days=days))


def test_exception_that_ends_brings_back_what_it_covered() -> None:
    """On the day after its last one, though no practice changed."""
    exception = PolicyException("email-domain", "lucia", "x", TODAY + timedelta(days=9))
    policy = Policy(domains_allow=("uno.example",), exceptions=(exception, replace(exception, practice=None)))
    said = declaration(practice("lucia", entry("ana@dos.example")), practice("mora"), policy=policy)
    assert [days for days in range(15) if not quiet(said, "mora", days)] == [*range(10, 15)]
    everybody = replace(policy, exceptions=(replace(exception, practice=None),))
    said = declaration(practice("lucia", entry("ana@dos.example")), policy=everybody)
    assert judged(said).verdicts == {"lucia": ()}
    assert on_a_later_day(said, 9) == ()
    assert "email-domain" in {finding.rule for finding in on_a_later_day(said, 10)}


def test_practice_whose_days_are_far_is_not_judged_again_every_morning() -> None:
    """Only on the day after somebody's last one."""
    said = declaration(practice("lucia", entry(ends=LATER)))
    assert [days for days in range(60) if not quiet(said, "lucia", days)] == [*range(41, 60)]


@every_case
def test_every_rule_finds_the_same_with_and_without_what_is_remembered(case: Callable[[], Case]) -> None:
    """No rule may depend on a practice that was left out."""
    for said in (case().bad, case().good):
        assert judged(said).findings == check(said, NOW)
        assert again(said, said) == check(said, NOW)


@every_case
def test_every_rule_finds_the_same_beside_a_practice_that_changed(case: Callable[[], Case]) -> None:
    """What is wrong between two practices is found whichever of them was edited."""
    for said in (case().bad, case().good):
        for key, one in said.practices.items():
            other = replace(one, name="Otra cosa", owner=Address("nadie@otra.example"), assistants=())
            without = replace(said, practices={k: v for k, v in said.practices.items() if k != key})
            for before in (replace(said, practices={**said.practices, key: other}), without):
                assert again(before, said) == check(said, NOW)


def test_practice_that_shares_nothing_is_not_looked_at_again() -> None:
    """Else nothing would be saved."""
    said = declaration(
        practice("lucia", entry("ana@lucia.example")),
        practice("mora", entry("ana@mora.example", file="practices/mora.yaml")),
    )
    verdicts = judged(said).verdicts
    assert verdicts.keys() == {"lucia", "mora"}
    assert not judged(said, dict(verdicts)).verdicts


PEOPLE = ("ana@uno.example", "Ana@uno.example", "ana@un0.example", "аna@uno.example", "luz@uno.example")
MORE = ("luz@gmial.com", "luz@uno.exanple", "rnora@uno.example", "mora@uno.example", "IIse@uno.example")
NAMES = ("Ana", "Luz", "Ánа", None)
SLUGS = ("lucia", "mora", "rosa", "viejo", "nuevo")
ADDRESSES = st.sampled_from((*PEOPLE, *MORE))
DAYS = st.sampled_from([None, TODAY - timedelta(days=1), TODAY + timedelta(days=40), date(2060, 1, 1)])


@st.composite
def entries(draw: st.DrawFn, file: str, line: int) -> Entry:
    """Draw somebody out of few: most clash with somebody."""
    access = st.sampled_from([None, None, RecordAccess(), RecordAccess("x", TODAY + timedelta(days=400))])
    return entry(
        draw(ADDRESSES),
        line,
        file=file,
        name=draw(st.sampled_from(NAMES)),
        surnames=draw(st.sampled_from([("Mora", "Jiménez"), ("Mora",), ()])),
        clinics=draw(st.sampled_from([("escazu",), ("escasu",), ()])),
        record_access=draw(access),
        billing=draw(st.booleans()),
        starts=draw(DAYS),
        ends=draw(DAYS),
        previously=tuple(normalise_address(one) for one in draw(st.lists(ADDRESSES, max_size=1))),
    )


@st.composite
def practices(draw: st.DrawFn, stem: str) -> Practice:
    """Draw a practice that may share slug, account, earlier slug, people and looks with the others."""
    file = f"practices/{stem}.yaml"
    few = st.lists(st.integers(0, 9), max_size=2, unique=True)
    people = [draw(entries(file, 10 + number)) for number in sorted(draw(few))]
    owner = Address(f"elena@{stem}.example")
    centre = draw(st.sampled_from([None, Address("ana@uno.example"), Address("cima@cima.example")]))
    return practice(
        draw(st.sampled_from([stem, stem, stem, "lucia"])),
        *people,
        file=file,
        owner=draw(st.sampled_from([owner, owner, normalise_address(PEOPLE[3]), Address("ana@un0.example")])),
        organization=draw(st.sampled_from([None, None, "1001"])),
        previously=tuple(draw(st.lists(st.sampled_from(SLUGS), max_size=1))),
        time_zone=draw(st.sampled_from(["America/Costa_Rica"] * 4 + ["Pacific/Auckland", "Luna/Mar"])),
        provider=draw(st.sampled_from(["sandbox", "sandbox", "huli"])),
        clinics=(Clinic("escazu", "Escazú", Location(file, 5, 3), administrator=centre),),
    )


@st.composite
def frames(draw: st.DrawFn) -> dict[str, Any]:
    """Draw settings and policy."""
    exceptions = st.builds(
        PolicyException,
        rule=st.sampled_from(["email-domain", "record-access-days"]),
        practice=st.sampled_from([None, *SLUGS, "nadie"]),
        reason=st.just("x"),
        until=st.just(TODAY + timedelta(days=9)),
    )
    return {
        "settings": Settings(
            live=LiveSettings(account=draw(st.sampled_from([None, normalise_address(PEOPLE[3])]))),
            time_zone=draw(st.sampled_from(["America/Costa_Rica"] * 5 + ["Luna/Mar"])),
        ),
        "policy": Policy(
            domains_allow=draw(st.sampled_from([None, ("uno.example",)])),
            protected=frozenset(draw(st.sampled_from([(), (Address("luz@uno.example"),)]))),
            record_access=RecordAccessPolicy(at_most_days=draw(st.sampled_from([None, 365]))),
            exceptions=tuple(draw(st.lists(exceptions, max_size=1))),
        ),
    }


@st.composite
def two_states(draw: st.DrawFn) -> tuple[Declaration, Declaration]:
    """Draw a repository before and after some of its practices changed; its frame did not."""
    frame = draw(frames())
    before = {stem: draw(practices(stem)) for stem in SLUGS[:4] if draw(st.booleans())}
    after = dict(before)
    for stem in SLUGS[:4]:
        match draw(st.sampled_from(["keep", "keep", "change", "drop"])):
            case "change":
                after[stem] = draw(practices(stem))
            case "drop":
                after.pop(stem, None)
    missing = [frozenset(draw(st.lists(st.sampled_from(SLUGS), max_size=1))) for _ in range(2)]
    return (
        declaration(*before.values(), **frame, unreadable=missing[0] - before.keys()),
        declaration(*after.values(), **frame, unreadable=missing[1] - after.keys()),
    )


@settings(max_examples=examples(400))
@given(two_states())
def test_findings_with_a_memory_are_those_without_one(states: tuple[Declaration, Declaration]) -> None:
    """Whatever changed: nothing is missed, and nothing old is told."""
    before, after = states
    assert judged(after).findings == check(after, NOW)
    assert again(before, after) == check(after, NOW)


@settings(max_examples=examples(300))
@given(two_states(), st.sampled_from(PASSED))
def test_findings_on_another_day_are_those_without_a_memory(
    states: tuple[Declaration, Declaration], days: int
) -> None:
    """Whatever is declared, and however many days pass."""
    assert on_a_later_day(states[0], days) == check(states[0], NOW + timedelta(days=days))


MORA = "practices/mora.yaml"
RELATED: dict[str, tuple[Practice, Practice]] = {
    "similar-address": (
        practice("lucia", entry("ana@un0.example")),
        practice("mora", entry("ana@uno.example", file=MORA)),
    ),
    "confusable-address": (
        practice("lucia", entry("аna@uno.example")),
        practice("mora", owner=Address("ana@uno.example")),
    ),
    "different-names": (
        practice("lucia", entry("ana@uno.example", surnames=("Mora", "Coto"))),
        practice("consuelo", entry("ana@uno.example", name="Eva", file="practices/consuelo.yaml")),
    ),
    "old-address-elsewhere": (
        practice("lucia", entry(previously=(Address("ana@uno.example"),))),
        practice("mora", entry("ana@uno.example", file=MORA)),
    ),
    "record-access-differs": (
        practice("lucia", entry("ana@uno.example")),
        practice("mora", entry("ana@uno.example", file=MORA, record_access=LATER)),
    ),
    "two-practices-one-account": (
        practice("lucia", organization="1001"),
        practice("mora", organization="1001"),
    ),
    "previously-slug-present": (practice("lucia", previously=("mora",)), practice("mora")),
    "previously-slug-twice": (
        practice("lucia", previously=("rosa",)),
        practice("mora", previously=("rosa",)),
    ),
    "practice-twice": (practice("lucia"), practice("lucia", file=MORA)),
}
"""By rule: a practice whose file has a finding as soon as the other one is there."""


@pytest.mark.parametrize("rule", RELATED)
def test_finding_comes_and_goes_in_a_file_that_did_not_change(rule: str) -> None:
    """Another file made the difference."""
    one, other = RELATED[rule]
    alone, both = declaration(one), declaration(one, other)
    assert rule in {finding.rule for finding in again(alone, both) if finding.where.file == one.where.file}
    assert again(alone, both) == check(both, NOW)
    assert rule not in {finding.rule for finding in again(both, alone)}


def test_practice_that_can_no_longer_be_read_is_found_from_a_file_that_did_not_change() -> None:
    """It is there, and another practice says that it is its own earlier name."""
    before = declaration(practice("lucia", previously=("mora",)))
    after = replace(before, unreadable=frozenset({"mora"}))
    assert [finding.rule for finding in again(before, after)] == ["previously-slug-present"]


@pytest.mark.parametrize(
    "frame",
    [
        {"settings": Settings(live=LiveSettings(account=normalise_address("аna@uno.example")))},
        {"settings": Settings(time_zone="Luna/Mar")},
        {"policy": Policy(protected=frozenset({normalise_address("аna@uno.example")}))},
    ],
    ids=["account", "zone", "protected"],
)
def test_finding_in_settings_or_policy_that_is_about_practices_is_found_again(frame: dict[str, Any]) -> None:
    """No practice changed, and none is looked at for its own sake."""
    zone = frame.get("settings", Settings()).time_zone
    said = declaration(practice("lucia", entry("ana@uno.example"), time_zone=zone), **frame)
    assert any(finding.where.file.startswith("access/") for finding in check(said, NOW))
    assert again(said, said) == check(said, NOW)


def test_slip_of_a_domain_is_found_in_a_file_that_did_not_change() -> None:
    """What makes it a slip is how many others have the usual domain."""
    usual = [
        practice(f"p{number}", entry(f"ana{number}@agencia.example", file=f"practices/p{number}.yaml"))
        for number in range(10)
    ]
    slip = practice("lucia", entry("luz@agencia.exanple"))
    before, after = declaration(slip, *usual[1:]), declaration(slip, *usual)
    assert not [finding for finding in judged(before).findings if finding.rule == "address-typo-domain"]
    assert [finding.rule for finding in again(before, after)] == ["address-typo-domain"]
    assert again(before, after) == check(after, NOW)
    assert again(after, before) == check(before, NOW)


def test_skipped_rule_is_left_out_of_what_is_remembered_too() -> None:
    """A verdict was reached with all rules; what is skipped is left out of the answer."""
    said = declaration(practice("lucia", entry(surnames=("Mora",))))
    verdicts = dict(judged(said).verdicts)
    assert [finding.rule for finding in judged(said, verdicts).findings] == ["one-surname"]
    assert not judged(said, verdicts, skip=["one-surname"]).findings
    assert judged(said, skip=["one-surname"]).verdicts == verdicts
