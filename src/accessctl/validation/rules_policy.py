"""The organisation's own rules (`access/policy.yaml`): errors that an exception can set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from accessctl.model.days import days_later
from accessctl.model.finding import Finding, Location, Stops
from accessctl.model.identity import Address, normalise_address
from accessctl.model.practice import Declaration, Entry, Practice
from accessctl.validation.context import Context, Declared
from accessctl.validation.raising import entry_error, practice_error

Span = tuple[date | None, date | None]
"""First and last day of something; None where it has no such end."""


def email_domain(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find addresses of a domain that the policy does not accept."""
    policy = declaration.policy
    if policy.domains_allow is None and not policy.domains_deny:
        return
    allowed = None if policy.domains_allow is None else _domains(policy.domains_allow)
    denied = _domains(policy.domains_deny)
    for practice, entry in _still_declared(context):
        domain = _domain(entry.email)
        if denied and _within(domain, denied):
            found = entry_error("email-domain", practice, entry, "email", domain=domain)
            yield replace(found, text="email-domain.denied")
        elif allowed is not None and domain not in allowed:
            params = {"domain": domain, "allowed": sorted(allowed)}
            yield entry_error("email-domain", practice, entry, "email", **params)


def shared_mailbox(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find shared mailboxes: behind one, nobody can say who had access."""
    denied = frozenset(name.strip().casefold() for name in declaration.policy.shared_mailboxes_deny)
    for practice, entry in _still_declared(context) if denied else ():
        local = entry.email.partition("@")[0]
        if local in denied or local.partition("+")[0] in denied:
            yield entry_error("shared-mailbox", practice, entry, "email", local=local)


def end_date_required(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find people of the named domains (an agency's) who are declared without a last day."""
    domains = _domains(declaration.policy.end_date_domains)
    for practice, entry in context.entries if domains else ():
        if entry.ends is None and _within(_domain(entry.email), domains):
            params = {"domain": _domain(entry.email)}
            yield entry_error("end-date-required", practice, entry, "email", **params)


def separate(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find people with two accesses that the policy keeps apart."""
    if not {"record_access", "billing"} <= set(declaration.policy.separate):
        return
    for practice, entry in _with_record_access(context):
        if entry.billing:
            yield entry_error("separate", practice, entry, "billing")


def record_access_reason(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find record access without a reason that an auditor could read."""
    for practice, entry in (
        _with_record_access(context) if declaration.policy.record_access.reason_required else ()
    ):
        if entry.record_access is not None and not (entry.record_access.reason or "").strip():
            yield entry_error("record-access-reason", practice, entry, "record_access")


def record_access_until(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find record access without a last day, which makes somebody think of it again."""
    for practice, entry in (
        _with_record_access(context) if declaration.policy.record_access.until_required else ()
    ):
        if entry.record_access is not None and entry.record_access.until is None:
            yield entry_error("record-access-until", practice, entry, "record_access")


def record_access_days(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find record access longer than the policy says, counted from today or a later first day."""
    policy = declaration.policy.record_access
    if policy.at_most_days is None:
        return
    for practice, entry in _with_record_access(context):
        begins, ends = _record_span(entry)
        last = days_later(max(context.today(practice), begins or date.min), policy.at_most_days)
        params = {"days": policy.at_most_days, "last": last, "until": ends}
        if ends is not None and ends > last:
            yield entry_error("record-access-days", practice, entry, "record_access", **params)
        elif ends is None and not policy.until_required:  # else the rule `record-access-until` says so
            found = entry_error("record-access-days", practice, entry, "record_access", **params)
            yield replace(found, text="record-access-days.no-end")


def assistants_at_most(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find practices with more assistants at a time than the policy says."""
    limit = declaration.policy.assistants_at_most
    for practice in declaration.practices.values() if limit is not None else ():
        unread = len({held.where for held in practice.held})  # one entry may hold several addresses
        if len(practice.assistants) + unread > (limit or 0):
            spans: list[Span] = [(entry.starts, entry.ends) for entry in practice.assistants]
            spans += [(None, None)] * unread
            yield from _too_many("assistants-at-most", practice, spans, limit or 0, context)


def record_access_at_most(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find practices whose record is open to more assistants at a time than the policy says."""
    limit = declaration.policy.record_access.at_most
    for practice in declaration.practices.values() if limit is not None else ():
        spans = [_record_span(entry) for entry in practice.assistants if entry.record_access is not None]
        if len(spans) > (limit or 0):
            yield from _too_many("record-access-at-most", practice, spans, limit or 0, context)


def _too_many(
    rule: str, practice: Practice, spans: Sequence[Span], limit: int, context: Context
) -> Iterator[Finding]:
    count, day = _most_at_once(spans, context.today(practice))
    if count > limit:
        found = practice_error(
            rule, practice, "assistants", Stops.GRANTS, count=count, at_most=limit, day=day
        )
        where: Location = practice.keys.get("assistants") or practice.assistants_where or practice.where
        yield replace(found, where=where)


def _most_at_once(spans: Sequence[Span], today: date) -> tuple[int, date]:
    """Return the largest number on one day from today on, and the first such day."""
    days = sorted({today} | {begins for begins, _ in spans if begins is not None and begins > today})
    counts = [
        sum((begins is None or begins <= day) and (ends is None or day <= ends) for begins, ends in spans)
        for day in days
    ]
    most = max(counts)
    return most, days[counts.index(most)]


def _record_span(entry: Entry) -> Span:
    """Return the days of record access, which ends with the person."""
    ends = [entry.ends, None if entry.record_access is None else entry.record_access.until]
    return entry.starts, min((day for day in ends if day is not None), default=None)


def _still_declared(context: Context) -> Iterator[Declared]:
    """Return the entries whose last day is not over: what is past breaks no rule any more."""
    return (
        (practice, entry)
        for practice, entry in context.entries
        if entry.ends is None or entry.ends >= context.days[practice.time_zone]
    )


def _with_record_access(context: Context) -> Iterator[Declared]:
    for practice, entry in context.entries:
        if entry.record_access is not None:
            _, ends = _record_span(entry)
            if ends is None or ends >= context.today(practice):
                yield practice, entry


def _domains(names: Iterable[str]) -> frozenset[str]:
    return frozenset(_domain(normalise_address(f"x@{name.strip().lstrip('@')}")) for name in names)


def _domain(email: Address) -> str:
    return email[email.rfind("@") + 1 :]


def _within(domain: str, domains: frozenset[str]) -> bool:
    """Say whether the domain, or one that it lies under, is among them."""
    while domain:
        if domain in domains:
            return True
        domain = domain.partition(".")[2]
    return False
