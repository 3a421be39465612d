"""What a commit alters besides people: a loosened rule or guard, another recipient or live account. Pure.

Such an alteration changes nobody's access by itself and opens the way for more; a reviewer has to see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accessctl.model.plan import Notice
from accessctl.model.policy import Policy, ReviewPolicy
from accessctl.model.practice import Declaration, Practice
from accessctl.model.settings import Settings
from accessctl.model.signer import Signers

SETTINGS, POLICY, SIGNERS = "access/settings.yaml", "access/policy.yaml", "access/signers"
PAGE_MAP = "access/page-map.yaml"
UNREMOVED = ("remove", "report")
"""What nobody confirmed was taken away, and now would not be."""


def alterations(before: Declaration, now: Declaration) -> tuple[Notice, ...]:
    """Return what is looser or goes elsewhere than in the declaration that was last applied."""
    found = [
        *_of_file("policy-loosened", POLICY, loosened_rules(before.policy, now.policy)),
        *_of_file("guards-loosened", SETTINGS, loosened_guards(before.settings, now.settings)),
        *_of_file("settings-rerouted", SETTINGS, rerouted(before.settings, now.settings)),
    ]
    if before.page_map != now.page_map:
        found.append(Notice("", "page-map-changed", params={"file": PAGE_MAP}))
    added = _new_signers(before.signers, now.signers)
    if added:
        found.append(Notice("", "signers-added", params={"file": SIGNERS, "added": added}))
    for practice in now.practices.values():
        known = (practice.slug, *practice.previously)
        earlier = next((before.practices[slug] for slug in known if slug in before.practices), None)
        if earlier is not None:
            found += _of_practice(earlier, practice)
    return tuple(sorted(found, key=lambda notice: notice.order))


def renamed(before: Declaration, now: Declaration) -> tuple[Notice, ...]:
    """Return the practices whose file had another name before, and names it under `previously`."""
    return tuple(
        Notice(practice.slug, "renamed", params={"earlier": earlier})
        for practice in sorted(now.practices.values(), key=lambda one: one.slug)
        if practice.slug not in before.practices
        for earlier in practice.previously
        if earlier in before.practices
    )


def _of_file(code: str, file: str, keys: Iterable[str]) -> list[Notice]:
    return [Notice("", code, params={"file": file, "key": key}) for key in keys]


def loosened_rules(before: Policy, now: Policy) -> Iterator[str]:
    """Yield the keys of the policy that allow more than before."""
    if _wider(before.domains_allow, now.domains_allow):
        yield "email_domains.allow"
    if set(before.domains_deny) - set(now.domains_deny):
        yield "email_domains.deny"
    if set(before.shared_mailboxes_deny) - set(now.shared_mailboxes_deny):
        yield "shared_mailboxes.deny"
    if _higher(before.assistants_at_most, now.assistants_at_most):
        yield "assistants.at_most"
    yield from _record_rules(before, now)
    if set(before.end_date_domains) - set(now.end_date_domains):
        yield "end_date.required_for_domains"
    if set(before.separate) - set(now.separate):
        yield "separate"
    if before.protected - now.protected:
        yield "protected"
    yield from _approval_rules(before, now)
    if set(now.exceptions) - set(before.exceptions):
        yield "exceptions"


def _new_signers(before: Signers | None, now: Signers | None) -> tuple[str, ...]:
    """Return who may approve now and might not before, or with another key; the first file says it too."""
    known = {(item.written, item.addresses) for item in (before or Signers()).signers}
    fresh = [item for item in (now or Signers()).signers if (item.written, item.addresses) not in known]
    return tuple(sorted({address for item in fresh for address in item.addresses}))


def _record_rules(before: Policy, now: Policy) -> Iterator[str]:
    old, new = before.record_access, now.record_access
    if _higher(old.at_most, new.at_most):
        yield "record_access.at_most"
    if old.reason_required and not new.reason_required:
        yield "record_access.reason"
    if old.until_required and not new.until_required:
        yield "record_access.until"
    if _higher(old.at_most_days, new.at_most_days):
        yield "record_access.at_most_days"


def _approval_rules(before: Policy, now: Policy) -> Iterator[str]:
    old, new = before.approvals, now.approvals
    if old is not None and (
        new is None or new.record_access < old.record_access or new.signers != old.signers
    ):
        yield "approvals"
    if before.attested_by_another and not now.attested_by_another:
        yield "attestation.by_another"
    yield from _review_rules(before.reviews, now.reviews)


def _review_rules(before: ReviewPolicy | None, now: ReviewPolicy | None) -> Iterator[str]:
    if before is None:
        return
    if now is None or now.every > before.every:
        yield "reviews.every"
    if now is not None and (before.unconfirmed_record_access, now.unconfirmed_record_access) == UNREMOVED:
        yield "reviews.unconfirmed_record_access"


def loosened_guards(before: Settings, now: Settings) -> Iterator[str]:
    """Yield the keys of the settings that let more through than before."""
    old, new = before.guards, now.guards
    for name in ("removals_percent", "removals_at_least", "invitations", "record_grants"):
        if getattr(new, name) > getattr(old, name):
            yield f"guards.{name.replace('removals_', 'removals.')}"
    if new.removals_window < old.removals_window:
        yield "guards.removals.window"
    if before.drift == "revoke" and now.drift != "revoke":
        yield "drift"
    if now.live.max_observation_age > before.live.max_observation_age:
        yield "live.max_observation_age"


def rerouted(before: Settings, now: Settings) -> Iterator[str]:
    """Yield the keys of the settings that send things elsewhere, or read who is who from elsewhere.

    A key that is set for the first time does so too, save `journal.root`: that only pins what is there.
    """
    pairs = (
        ("branch", before.branch, now.branch),
        ("journal.branch", before.journal.branch, now.journal.branch),
        ("journal.remote", before.journal.remote, now.journal.remote),
        ("journal.root", before.journal.root, now.journal.root),
        ("handoffs.from", before.handoffs.sender, now.handoffs.sender),
        ("handoffs.outbox", before.handoffs.outbox, now.handoffs.outbox),
        ("handoffs.templates", before.handoffs.templates, now.handoffs.templates),
        ("live.provider", before.live.provider, now.live.provider),
        ("live.account", before.live.account, now.live.account),
        ("live.path", before.live.path, now.live.path),
        ("live.directory", before.live.directory, now.live.directory),
        ("live.own_user", before.live.own_user, now.live.own_user),
        ("live.users", before.live.users, now.live.users),
    )
    yield from (key for key, old, new in pairs if old != new and (old is not None or key != "journal.root"))


def _of_practice(before: Practice, now: Practice) -> Iterator[Notice]:
    if before.owner != now.owner:
        yield _recipient(now, "owner", before.owner, now.owner)
    if before.billing_issuer != now.billing_issuer:
        yield _recipient(now, "billing_issuer", before.billing_issuer, now.billing_issuer)
    for clinic in now.clinics:
        earlier = before.clinic(clinic.id)
        if earlier is not None and earlier.administrator != clinic.administrator:
            yield _recipient(now, f"clinics.{clinic.id}", earlier.administrator, clinic.administrator)
    if (before.provider, before.organization) != (now.provider, now.organization):
        old, new = f"{before.provider} {before.account}", f"{now.provider} {now.account}"
        yield Notice(now.slug, "account-changed", params={"before": old, "after": new})

    if before.mode != now.mode:
        yield Notice(now.slug, "plan-only-begins" if now.mode == "plan-only" else "plan-only-ends")
    if before.web != now.web:
        code = "web-begins" if now.web else "web-ends"
        yield Notice(now.slug, code, params={"owner": now.owner})


def _recipient(practice: Practice, key: str, before: str | None, after: str | None) -> Notice:
    return Notice(
        practice.slug,
        "recipient-changed",
        params={"key": key, "before": before or "-", "after": after or "-"},
    )


def _higher(before: int | None, now: int | None) -> bool:
    return before is not None and (now is None or now > before)


def _wider(before: tuple[str, ...] | None, now: tuple[str, ...] | None) -> bool:
    return before is not None and (now is None or bool(set(now) - set(before)))
