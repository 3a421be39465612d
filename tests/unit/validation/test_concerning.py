from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_judging import two_states
from validation_builders import NOW, declaration, entry, practice
from validation_cases import CASES, Case

from accessctl.model.finding import Finding
from accessctl.model.practice import Declaration
from accessctl.validation.checking import check
from accessctl.validation.concerning import concern_of, concerning
from thoroughness import examples

OWN = {"practice", "email", "key", "name", "other_name", "clinic", "known", "account", "old", "stem"}
"""Parameters that speak of the finding's own entry or practice; every other one may name somebody else."""


def concerned(said: Declaration, keys: Iterable[str]) -> tuple[Finding, ...]:
    """Return the findings that concern the files of some practices."""
    practices = [said.practices[key] for key in keys]
    files = [one.where.file for one in practices]
    stems = [file.rpartition("/")[2].removesuffix(".yaml") for file in files]
    return concerning(check(said, NOW), concern_of(files, stems, practices))


def words(value: object) -> Iterator[str]:
    """Yield every text in a parameter."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from words(item)


def told_of(said: Declaration, keys: Iterable[str]) -> tuple[Finding, ...]:
    """Return the same by looking for the practices' names in all that a finding says."""
    practices = [said.practices[key] for key in keys]
    files = {one.where.file for one in practices}
    names = files | {one.slug for one in practices}
    names |= {file.rpartition("/")[2].removesuffix(".yaml") for file in files}
    return tuple(
        finding
        for finding in check(said, NOW)
        if finding.where.file in files
        or names & set(finding.practices)
        or names & {word for key, value in finding.params.items() if key not in OWN for word in words(value)}
    )


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_finding_is_told_to_the_files_that_it_names(case: Callable[[], Case]) -> None:
    """Whatever a rule calls the parameter in which it names another practice."""
    said = case().bad
    for key in said.practices:
        found = concerned(said, [key])
        assert [finding for finding in told_of(said, [key]) if finding not in found] == []


@settings(max_examples=examples(200))
@given(two_states(), st.data())
def test_what_concerns_files_is_the_full_runs_part(
    states: tuple[Declaration, Declaration], data: st.DataObject
) -> None:
    """In the same order, nothing that names them left out, and nothing about strangers."""
    said = states[1]
    keys = [key for key in said.practices if data.draw(st.booleans())]
    found, full = concerned(said, keys), check(said, NOW)
    assert [finding for finding in full if finding in found] == [*found]
    between = {"similar-address", "confusable-address"}
    told = told_of(said, keys)
    assert [one for one in found if one.rule not in between] == [
        one for one in told if one.rule not in between
    ]
    assert [one for one in told if one not in found] == []


@pytest.mark.parametrize("edited", ["lucia", "mora"])
def test_two_addresses_that_look_alike_concern_both_files(edited: str) -> None:
    """The finding stands in one of the two; whoever edits the other is told as well."""
    said = declaration(
        practice("lucia", entry("ana@un0.example")),
        practice("mora", entry("ana@uno.example", file="practices/mora.yaml")),
        practice("rosa"),
    )
    assert [finding.rule for finding in concerned(said, [edited])] == ["similar-address"]
    assert concerned(said, ["rosa"]) == ()


def test_finding_elsewhere_about_a_person_of_the_file_is_not_its_concern() -> None:
    """That another practice gives the same person one surname is that practice's matter."""
    said = declaration(
        practice("lucia", entry("ana@uno.example", surnames=("Mora", "Coto"))),
        practice("mora", entry("ana@uno.example", file="practices/mora.yaml", surnames=("Mora",))),
    )
    assert [finding.rule for finding in check(said, NOW)] == ["one-surname"]
    assert concerned(said, ["lucia"]) == ()
