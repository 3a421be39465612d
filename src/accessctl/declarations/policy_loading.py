"""`access/policy.yaml` → `Policy`: a wrong part is a finding, and asks for nothing."""

from __future__ import annotations

from accessctl.declarations.partial_loading import check_in_part
from accessctl.declarations.policy_document import PolicyDocument, RecordAccessPolicyDocument
from accessctl.declarations.problems import Problem
from accessctl.declarations.quantities import day_of, duration_of
from accessctl.declarations.yaml_nodes import Path
from accessctl.declarations.yaml_reader import Tree
from accessctl.model.identity import normalise_address
from accessctl.model.policy import (
    ApprovalPolicy,
    Policy,
    PolicyException,
    RecordAccessPolicy,
    ReviewPolicy,
)


def policy_from(tree: Tree) -> tuple[Policy, list[Problem]]:
    """Return the policy of the file, and what is wrong with it."""
    document, problems = check_in_part(
        PolicyDocument, tree, durations=(("reviews", "every"),), days=_days(tree)
    )
    return (Policy() if document is None else _policy(document)), problems


def _days(tree: Tree) -> list[Path]:
    exceptions = tree.value.get("exceptions") if isinstance(tree.value, dict) else None
    count = len(exceptions) if isinstance(exceptions, list) else 0
    return [("exceptions", index, "until") for index in range(count)]


def _policy(document: PolicyDocument) -> Policy:
    domains, shared, end_date = document.email_domains, document.shared_mailboxes, document.end_date
    allowed = domains.allow if domains is not None else None
    return Policy(
        domains_allow=None if allowed is None else _domains(allowed),
        domains_deny=_domains(domains.deny) if domains is not None else (),
        shared_mailboxes_deny=_mailboxes(shared.deny) if shared is not None else (),
        assistants_at_most=document.assistants.at_most if document.assistants is not None else None,
        record_access=_record_access(document.record_access),
        end_date_domains=_domains(end_date.required_for_domains) if end_date is not None else (),
        separate=tuple(document.separate),
        protected=frozenset(normalise_address(address) for address in document.protected),
        reviews=_reviews(document),
        approvals=_approvals(document),
        attested_by_another=document.attestation is not None and document.attestation.by_another,
        exceptions=tuple(
            PolicyException(item.rule, item.practice, item.reason, day_of(item.until))
            for item in document.exceptions
        ),
    )


def _record_access(document: RecordAccessPolicyDocument | None) -> RecordAccessPolicy:
    if document is None:
        return RecordAccessPolicy()
    return RecordAccessPolicy(
        at_most=document.at_most,
        reason_required=document.reason == "required",
        until_required=document.until == "required",
        at_most_days=document.at_most_days,
    )


def _reviews(document: PolicyDocument) -> ReviewPolicy | None:
    reviews = document.reviews
    if reviews is None:
        return None
    return ReviewPolicy(duration_of(reviews.every), reviews.unconfirmed_record_access)


def _approvals(document: PolicyDocument) -> ApprovalPolicy | None:
    approvals = document.approvals
    return None if approvals is None else ApprovalPolicy(approvals.record_access, approvals.signers)


def _mailboxes(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(normalise_address(name)) for name in names)


def _domains(domains: tuple[str, ...]) -> tuple[str, ...]:
    """Return the domains in the form that normalised addresses have."""
    return tuple(normalise_address(f"x@{domain}").partition("@")[2] for domain in domains)
