from __future__ import annotations

import string
from collections.abc import Callable
from datetime import timedelta

import pytest
from validation_builders import NOW, declaration, entry, practice
from validation_cases import CASES, UNSUPPORTED, Case

from accessctl.model.finding import Finding, Severity, Stops
from accessctl.model.identity import Address
from accessctl.model.practice import Declaration
from accessctl.model.settings import HandoffSettings, LiveSettings, Settings
from accessctl.rendering.findings import hint_text, message_text
from accessctl.rendering.texts import area
from accessctl.validation.catalogue import CATALOGUE
from accessctl.validation.checking import check
from accessctl.validation.exceptions import POLICY_RULES

RULES = {rule.name: rule for rule in CATALOGUE}
OF_FILES = {name for name, rule in RULES.items() if rule.check is not None}
"""The rules that need no journal."""
every_case = pytest.mark.parametrize(("text", "case"), CASES.items(), ids=CASES.keys())


def _saying(text: str, said: Declaration) -> list[Finding]:
    return [finding for finding in check(said, NOW) if finding.message == text]


@every_case
def test_rule_with_its_bad_case_is_found(text: str, case: Callable[[], Case]) -> None:
    """Each thing that a rule can say is said about a case of its own."""
    assert _saying(text, case().bad)


@every_case
def test_rule_with_the_good_neighbour_is_silent(text: str, case: Callable[[], Case]) -> None:
    """The nearest correct declaration is not found fault with."""
    assert not _saying(text, case().good)


@every_case
def test_finding_agrees_with_its_rule_in_the_catalogue(text: str, case: Callable[[], Case]) -> None:
    """What the catalogue says of a rule's severity and stops is what its findings do."""
    for finding in _saying(text, case().bad):
        rule = RULES[finding.rule]
        assert finding.severity is rule.severity
        assert finding.stops in rule.stops
        assert text.partition(".")[0] == finding.rule
        needs_practice = finding.stops in {Stops.ENTRY, Stops.GRANTS, Stops.PRACTICE}
        assert not needs_practice or finding.practices
        assert finding.stops is not Stops.ENTRY or finding.email


@every_case
@pytest.mark.parametrize("language", ["en", "es"])
def test_finding_in_both_languages_leaves_no_placeholder_open(
    text: str, case: Callable[[], Case], language: str
) -> None:
    """Every parameter that a text asks for is given."""
    texts = area("findings")
    for finding in _saying(text, case().bad):
        for key in (text, f"{text}.hint"):
            wanted = {name for _, name, _, _ in string.Formatter().parse(texts[key].en) if name}
            assert wanted <= finding.params.keys()
        assert "{" not in message_text(finding, language)
        assert hint_text(finding, language)


def test_every_rule_has_a_case() -> None:
    """No rule goes untested; tests/cli/test_review_command.py has that of the journal."""
    assert {text.partition(".")[0] for text in CASES} == OF_FILES
    assert RULES.keys() - OF_FILES == {"review-overdue"}


def test_every_rule_has_message_and_hint() -> None:
    """A person learns what is wrong and what to do."""
    texts = area("findings")
    for text in (*RULES, *CASES):
        assert texts[text].en
        assert texts[f"{text}.hint"].es


def test_both_languages_of_every_text_use_the_same_placeholders() -> None:
    """A translation loses nothing."""
    for key, text in area("findings").items():
        names = [{name for _, name, _, _ in string.Formatter().parse(said) if name} for said in text]
        assert names[0] == names[1], key


def test_names_of_rules_are_their_functions() -> None:
    """A rule's function is found by the rule's name."""
    for rule in CATALOGUE:
        if rule.check is None:
            continue
        assert rule.check.__name__ == rule.name.replace("-", "_")
        assert rule.check.__doc__


def test_names_of_rules_are_unique() -> None:
    """A name means one rule."""
    assert len(RULES) == len(CATALOGUE)


def test_policy_rules_are_errors_of_the_catalogue() -> None:
    """An exception can only set aside what is there."""
    assert RULES.keys() >= POLICY_RULES
    assert all(RULES[name].severity is Severity.ERROR for name in POLICY_RULES)
    assert not any(RULES[name].protects for name in POLICY_RULES)


@pytest.mark.parametrize(("key", "said"), UNSUPPORTED.items(), ids=UNSUPPORTED.keys())
def test_key_of_a_later_step_is_not_yet_supported(key: str, said: Declaration) -> None:
    """What cannot be done yet is said, and apply refuses."""
    (finding,) = _saying("not-yet-supported", said)
    assert finding.params["key"] == key
    assert finding.stops is Stops.APPLY


@pytest.mark.parametrize(("after", "said"), [(timedelta(hours=36), "36h"), (timedelta(days=1), "1d")])
def test_a_duration_of_a_later_step_is_said_as_it_was_written(after: timedelta, said: str) -> None:
    """Nobody looks for "1 day, 12:00:00" in a file."""
    other = declaration(practice(), settings=Settings(handoffs=HandoffSettings(remind_after=after)))
    (finding,) = _saying("not-yet-supported", other)
    assert finding.params["value"] == said


def test_practice_in_huli_without_an_organization_is_frozen_alone() -> None:
    """Only the practice that lacks it is held still."""
    (finding,) = _saying(
        "organization-missing", declaration(practice("lucia", provider="huli"), practice("rosa"))
    )
    assert finding.stops is Stops.PRACTICE
    assert finding.practices == ("lucia",)


def test_address_of_a_user_is_looked_over_like_any_other() -> None:
    """A look-alike in the map would make a stranger somebody who is known."""
    said = declaration(
        practice(), settings=Settings(live=LiveSettings(users=(("2001", Address("аna@lucia.example")),)))
    )
    assert [finding.rule for finding in check(said, NOW)] == ["mixed-script-address"]


def test_usual_declaration_gives_no_finding() -> None:
    """A correct repository is left in peace."""
    assert check(declaration(practice("lucia", entry()), practice("rosa")), NOW) == ()
