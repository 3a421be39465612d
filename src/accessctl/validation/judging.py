"""Findings of a repository most of whose practices were judged before: only the others are looked at.

The answer is that of `check`, always. A verdict is what the rules find in a practice's file where it shares
nothing with another practice; it depends on the file, on settings and policy, and on the day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from accessctl.model.finding import Finding
from accessctl.model.practice import Declaration
from accessctl.validation.checking import applied_rules, findings_of_all, refuse_unskippable
from accessctl.validation.context import Whole, context_of, time_zone
from accessctl.validation.facts import Facts, entangled, slug_claim
from accessctl.validation.slips import domain_of, slips_among

Verdict = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known without looking at the practices, by their keys in the declaration."""

    files: Mapping[str, str]
    facts: Mapping[str, Facts]
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """Earlier ones that still hold."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """All findings, and the verdicts that are new."""

    findings: tuple[Finding, ...]
    verdicts: Mapping[str, Verdict]


def judge(declaration: Declaration, known: Known, now: datetime, skip: Iterable[str] = ()) -> Judgement:
    """Return what `check` returns, and what can be remembered of it."""
    skipped = frozenset(skip)
    refuse_unskippable(declaration, skipped)
    facts = known.facts
    people = dict.fromkeys(email for key in sorted(facts) for email in facts[key].people)
    whole = Whole(frozenset(one.zone for one in facts.values()), slips_among(people, declaration.policy))
    alone = facts.keys() - _together(declaration, facts, whole)
    part = {key for key in facts if key not in alone or key not in known.verdicts}
    smaller = replace(
        declaration,
        practices={key: declaration.practices[key] for key in declaration.practices if key in part},
    )
    found = list(applied_rules(smaller, context_of(smaller, now, whole)))
    by_file = _by_file(found)
    kept = [finding for key in facts.keys() - part for finding in known.verdicts[key]]
    every = [finding for finding in (*found, *kept) if finding.rule not in skipped]
    return Judgement(
        findings_of_all(declaration, every, skipped),
        {key: tuple(by_file[known.files[key]]) for key in alone & part},
    )


def _together(declaration: Declaration, facts: Mapping[str, Facts], whole: Whole) -> frozenset[str]:
    """Return the practices that cannot be judged alone."""
    if _needs_all(declaration, facts, whole):
        return frozenset(facts)
    slips = whole.slips
    strays = {
        key for key, one in facts.items() if slips and any(domain_of(email) in slips for email in one.people)
    }
    return entangled(facts, declaration) | strays


def _needs_all(declaration: Declaration, facts: Mapping[str, Facts], whole: Whole) -> bool:
    """Say whether a finding in settings or policy names practices: an unknown zone, an unknown exception."""
    if any(time_zone(zone) is None for zone in {*whole.zones, declaration.settings.time_zone}):
        return True
    named = {
        slug_claim(exception.practice)
        for exception in declaration.policy.exceptions
        if exception.practice is not None
    }
    return not named <= {claim for one in facts.values() for claim in one.claims} if named else False


def _by_file(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    by_file: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_file[finding.where.file].append(finding)
    return by_file
