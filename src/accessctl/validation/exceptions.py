"""Exceptions to the policy: one of its rules set aside, for a practice or for all, until a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from accessctl.model.finding import Finding, Severity
from accessctl.model.policy import PolicyException
from accessctl.model.practice import Declaration, Practice
from accessctl.validation.context import Context
from accessctl.validation.nearness import nearest
from accessctl.validation.places import policy_place
from accessctl.validation.raising import apply_error

POLICY_RULES = frozenset(
    {
        "email-domain",
        "shared-mailbox",
        "assistants-at-most",
        "record-access-at-most",
        "record-access-reason",
        "record-access-until",
        "record-access-days",
        "end-date-required",
        "separate",
    }
)
"""The rules that an exception may name: the organisation's own, and none of those that protect people."""


def set_aside(findings: Iterable[Finding], declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Leave out the findings that an exception covers today."""
    exceptions = declaration.policy.exceptions
    by_slug = {practice.slug: practice for practice in declaration.practices.values()} if exceptions else {}
    for finding in findings:
        if finding.rule not in POLICY_RULES or not _covered(finding, exceptions, by_slug, context):
            yield finding


def _covered(
    finding: Finding,
    exceptions: Iterable[PolicyException],
    by_slug: Mapping[str, Practice],
    context: Context,
) -> bool:
    for exception in exceptions:
        if exception.rule == finding.rule:
            practices = [by_slug[slug] for slug in finding.practices if slug in by_slug]
            if practices and all(_covers(exception, practice, context) for practice in practices):
                return True
    return False


def _covers(exception: PolicyException, practice: Practice, context: Context) -> bool:
    """Say whether the exception holds in the practice today; its last day counts."""
    named = exception.practice in (None, practice.slug, *practice.previously)
    return named and context.today(practice) <= exception.until


def exception_expired(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find exceptions that are over: they set nothing aside any more, and only look as if they did."""
    for at, exception in enumerate(declaration.policy.exceptions):
        if exception.until < _today(exception, declaration, context):
            params = {"rule": exception.rule, "until": exception.until, "exempt": exception.practice}
            where = policy_place(declaration, f"exceptions.{at}.until")
            yield Finding("exception-expired", Severity.WARNING, where, params)


def _today(exception: PolicyException, declaration: Declaration, context: Context) -> date:
    practice = declaration.practices.get(exception.practice or "")
    return context.days[declaration.settings.time_zone if practice is None else practice.time_zone]


def exception_unknown_rule(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find exceptions to what is no rule of the policy: the others protect people and know none."""
    del context
    for at, exception in enumerate(declaration.policy.exceptions):
        if exception.rule not in POLICY_RULES:
            near = nearest(exception.rule, POLICY_RULES)
            where = policy_place(declaration, f"exceptions.{at}.rule")
            params = {"rule": exception.rule, "known": sorted(POLICY_RULES), "suggestion": near}
            found = apply_error("exception-unknown-rule", where, **params)
            yield found if near is None else replace(found, text="exception-unknown-rule.near")


def exception_unknown_practice(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find exceptions for a practice that is not there: they cover nobody, and often the name is misspelt."""
    del context
    if not declaration.policy.exceptions:
        return
    known = {*declaration.practices, *declaration.unreadable}
    for practice in declaration.practices.values():
        known |= {practice.slug, *practice.previously}
    for at, exception in enumerate(declaration.policy.exceptions):
        if exception.practice is not None and exception.practice not in known:
            near = nearest(exception.practice, known)
            params = {"exempt": exception.practice, "rule": exception.rule, "suggestion": near}
            where = policy_place(declaration, f"exceptions.{at}.practice")
            found = Finding("exception-unknown-practice", Severity.WARNING, where, params)
            yield found if near is None else replace(found, text="exception-unknown-practice.near")
