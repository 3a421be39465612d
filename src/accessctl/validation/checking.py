"""Checking a declaration against the catalogue, and what its errors hold still."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accessctl.errors import UsageError
from accessctl.model.finding import Finding, Holds, Severity, Stops
from accessctl.model.identity import Address
from accessctl.model.practice import Declaration
from accessctl.validation.catalogue import CATALOGUE
from accessctl.validation.context import Context, context_of
from accessctl.validation.exceptions import set_aside
from accessctl.validation.nearness import nearest
from accessctl.validation.rules_reviews import review_overdue


def check(declaration: Declaration, now: datetime, skip: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Return all findings of reading and of the rules, sorted and each once.

    `now` is an instant with its time zone. `skip` names rules to leave out; a rule that protects somebody
    cannot be left out, nor can an error of reading.
    """
    skipped = frozenset(skip)
    refuse_unskippable(declaration, skipped)
    context = context_of(declaration, now)
    return findings_of_all(declaration, applied_rules(declaration, context, skipped), skipped)


def applied_rules(
    declaration: Declaration, context: Context, skipped: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Return what the rules find, exceptions considered."""
    found = [
        finding
        for rule in CATALOGUE
        if rule.check is not None and rule.name not in skipped
        for finding in rule.check(declaration, context)
    ]
    return set_aside(found, declaration, context)


def findings_of_all(
    declaration: Declaration, of_rules: Iterable[Finding], skipped: frozenset[str]
) -> tuple[Finding, ...]:
    """Return the findings of reading and those of the rules, sorted and each once."""
    kept = [finding for finding in declaration.findings if finding.rule not in skipped]
    kept += of_rules
    once = {(finding.order, finding.message, finding.practices): finding for finding in kept}
    return tuple(once[key] for key in sorted(once))


def check_reviews(
    declaration: Declaration, due: Mapping[str, datetime], now: datetime, skip: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """Return the findings about reviews; `due` says by slug when each practice has to be looked at."""
    if "review-overdue" in skip:
        return ()
    return tuple(review_overdue(due, declaration.practices, now))


def refuse_unskippable(declaration: Declaration, skipped: frozenset[str]) -> None:
    """Raise where a rule is to be skipped that is unknown or must not be."""
    known = {rule.name: not rule.protects for rule in CATALOGUE}
    for finding in declaration.findings:
        known[finding.rule] = known.get(finding.rule, True) and finding.severity is Severity.WARNING
    for name in sorted(skipped):
        if name not in known:
            near = nearest(name, known)
            code = "unknown-rule" if near is None else "unknown-rule.near"
            raise UsageError(code, rule=name, suggestion=near)
        if not known[name]:
            raise UsageError("rule-not-skippable", rule=name)


def holds(findings: Iterable[Finding]) -> Holds:
    """Return what the errors stop, each with the first rule that stops it; warnings stop nothing."""
    stopped = _Stopped()
    for finding in findings:
        if finding.severity is Severity.ERROR:
            stopped.add(finding)
    return Holds(
        apply=tuple(stopped.apply),
        frozen=stopped.frozen,
        grants=stopped.grants,
        removals=stopped.removals,
        entries=stopped.entries,
    )


@dataclass(slots=True)
class _Stopped:
    apply: dict[str, None] = field(default_factory=dict)
    frozen: dict[str, str] = field(default_factory=dict)
    grants: dict[str, str] = field(default_factory=dict)
    removals: dict[str, str] = field(default_factory=dict)
    entries: dict[tuple[str, Address], str] = field(default_factory=dict)

    def add(self, finding: Finding) -> None:
        """Note what the finding stops. A practice that apply's error names cannot be judged: it is frozen."""
        if finding.stops is Stops.APPLY:
            self.apply[finding.rule] = None
        for practice in finding.practices:
            of_entry = finding.stops in (Stops.ENTRY, Stops.REMOVALS) and finding.email is not None
            if of_entry and finding.email is not None:
                self.entries.setdefault((practice, finding.email), finding.rule)
            if not of_entry or finding.stops is Stops.REMOVALS:
                self._of_practices(finding.stops).setdefault(practice, finding.rule)

    def _of_practices(self, stops: Stops) -> dict[str, str]:
        """Return where a stop is noted; an entry's without an address is anybody's, so nobody is removed."""
        by_practice: Mapping[Stops, dict[str, str]] = {
            Stops.APPLY: self.frozen,
            Stops.PRACTICE: self.frozen,
            Stops.GRANTS: self.grants,
            Stops.REMOVALS: self.removals,
            Stops.ENTRY: self.removals,
        }
        return by_practice.get(stops, {})
