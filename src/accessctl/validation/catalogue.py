"""Every rule there is, in one flat list: its name, its severity, what it stops, and what checks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accessctl.model.finding import Finding, Severity, Stops
from accessctl.model.practice import Declaration
from accessctl.validation import (
    exceptions,
    rules_access,
    rules_addresses,
    rules_dates,
    rules_entries,
    rules_huli,
    rules_lookalikes,
    rules_names,
    rules_policy,
    rules_practices,
    rules_protected,
    rules_settings,
    rules_signers,
)
from accessctl.validation.context import Context

Check = Callable[[Declaration, Context], Iterable[Finding]]

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_NOTHING, _ENTRY, _GRANTS = Stops.NOTHING, Stops.ENTRY, Stops.GRANTS
_PRACTICE, _APPLY, _REMOVALS = Stops.PRACTICE, Stops.APPLY, Stops.REMOVALS


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue.

    stops: all that its findings can stop, the usual first.
    check: None where the files alone do not tell; `checking.check_reviews` is given what the journal says.
    protects: it keeps people from being let in or locked out by mistake, and cannot be skipped.
    """

    name: str
    severity: Severity
    stops: tuple[Stops, ...]
    check: Check | None
    protects: bool = False


CATALOGUE: tuple[Rule, ...] = (
    # practices
    Rule("slug-mismatch", _ERROR, (_GRANTS,), rules_practices.slug_mismatch),
    Rule("practice-twice", _ERROR, (_PRACTICE,), rules_practices.practice_twice, protects=True),
    Rule(
        "two-practices-one-account",
        _ERROR,
        (_PRACTICE,),
        rules_practices.two_practices_one_account,
        protects=True,
    ),
    Rule(
        "previously-slug-present",
        _ERROR,
        (_PRACTICE,),
        rules_practices.previously_slug_present,
        protects=True,
    ),
    Rule("previously-slug-twice", _ERROR, (_PRACTICE,), rules_practices.previously_slug_twice, protects=True),
    Rule("no-clinics", _ERROR, (_GRANTS,), rules_practices.no_clinics),
    Rule("duplicate-clinic", _ERROR, (_GRANTS,), rules_practices.duplicate_clinic),
    Rule("clinic-name-twice", _WARNING, (_NOTHING,), rules_practices.clinic_name_twice),
    # entries
    Rule("unknown-clinic", _ERROR, (_ENTRY,), rules_entries.unknown_clinic),
    Rule("clinics-not-chosen", _ERROR, (_ENTRY,), rules_entries.clinics_not_chosen),
    Rule("clinic-repeated", _WARNING, (_NOTHING,), rules_entries.clinic_repeated),
    Rule("duplicate-assistant", _ERROR, (_ENTRY,), rules_entries.duplicate_assistant, protects=True),
    Rule("previously-conflict", _ERROR, (_ENTRY,), rules_entries.previously_conflict, protects=True),
    Rule("old-address-elsewhere", _WARNING, (_NOTHING,), rules_entries.old_address_elsewhere),
    Rule("billing-without-issuer", _ERROR, (_ENTRY,), rules_entries.billing_without_issuer),
    # people who are nobody's assistant
    Rule("owner-as-assistant", _ERROR, (_ENTRY,), rules_protected.owner_as_assistant, protects=True),
    Rule("protected-as-assistant", _ERROR, (_ENTRY,), rules_protected.protected_as_assistant, protects=True),
    Rule(
        "own-account-as-assistant", _ERROR, (_ENTRY,), rules_protected.own_account_as_assistant, protects=True
    ),
    Rule("grants-to-self", _WARNING, (_NOTHING,), rules_protected.grants_to_self),
    # names
    Rule("name-missing", _WARNING, (_NOTHING,), rules_names.name_missing),
    Rule("one-surname", _WARNING, (_NOTHING,), rules_names.one_surname),
    Rule("quotes-in-name", _WARNING, (_NOTHING,), rules_names.quotes_in_name),
    Rule("different-names", _ERROR, (_GRANTS,), rules_names.different_names),
    Rule("possible-duplicate", _WARNING, (_NOTHING,), rules_names.possible_duplicate),
    # addresses
    Rule("invalid-address", _ERROR, (_REMOVALS, _GRANTS, _APPLY), rules_addresses.invalid_address),
    Rule(
        "invisible-character",
        _ERROR,
        (_ENTRY, _REMOVALS, _GRANTS, _APPLY),
        rules_addresses.invisible_character,
    ),
    Rule("mixed-script-address", _ERROR, (_REMOVALS, _GRANTS, _APPLY), rules_addresses.mixed_script_address),
    Rule("confusable-address", _ERROR, (_ENTRY, _GRANTS, _APPLY), rules_lookalikes.confusable_address),
    Rule("similar-address", _WARNING, (_NOTHING,), rules_lookalikes.similar_address),
    Rule("address-typo-domain", _WARNING, (_NOTHING,), rules_lookalikes.address_typo_domain),
    # days
    Rule("unknown-time-zone", _ERROR, (_PRACTICE, _APPLY), rules_dates.unknown_time_zone, protects=True),
    Rule("until-before-from", _ERROR, (_ENTRY,), rules_dates.until_before_from),
    Rule("date-passed", _WARNING, (_NOTHING,), rules_dates.date_passed),
    Rule("date-far-away", _WARNING, (_NOTHING,), rules_dates.date_far_away),
    Rule("record-access-until-passed", _WARNING, (_NOTHING,), rules_dates.record_access_until_passed),
    Rule("record-until-after-until", _WARNING, (_NOTHING,), rules_dates.record_until_after_until),
    Rule("record-until-before-from", _WARNING, (_NOTHING,), rules_dates.record_until_before_from),
    # record access
    Rule("record-access-differs", _WARNING, (_NOTHING,), rules_access.record_access_differs),
    # reviews
    Rule("review-overdue", _WARNING, (_NOTHING,), None),
    # settings
    Rule("journal-on-branch", _ERROR, (_APPLY,), rules_settings.journal_on_branch, protects=True),
    Rule("send-window-empty", _ERROR, (_APPLY,), rules_settings.send_window_empty),
    Rule("templates-path", _ERROR, (_APPLY,), rules_settings.templates_path),
    Rule("template-unusable", _ERROR, (_NOTHING,), None),
    # HuliPractice itself
    Rule("organization-missing", _ERROR, (_PRACTICE,), rules_huli.organization_missing, protects=True),
    Rule("web-without-huli", _WARNING, (_NOTHING,), rules_huli.web_without_huli),
    Rule("own-user-named", _ERROR, (_APPLY,), rules_huli.own_user_named, protects=True),
    Rule("two-users-one-address", _WARNING, (_NOTHING,), rules_huli.two_users_one_address),
    # the organisation's policy
    Rule("email-domain", _ERROR, (_ENTRY,), rules_policy.email_domain),
    Rule("shared-mailbox", _ERROR, (_ENTRY,), rules_policy.shared_mailbox),
    Rule("assistants-at-most", _ERROR, (_GRANTS,), rules_policy.assistants_at_most),
    Rule("record-access-at-most", _ERROR, (_GRANTS,), rules_policy.record_access_at_most),
    Rule("record-access-reason", _ERROR, (_ENTRY,), rules_policy.record_access_reason),
    Rule("record-access-until", _ERROR, (_ENTRY,), rules_policy.record_access_until),
    Rule("record-access-days", _ERROR, (_ENTRY,), rules_policy.record_access_days),
    Rule("end-date-required", _ERROR, (_ENTRY,), rules_policy.end_date_required),
    Rule("separate", _ERROR, (_ENTRY,), rules_policy.separate),
    Rule("signers-path", _ERROR, (_NOTHING,), rules_signers.signers_path),
    Rule("signers-missing", _WARNING, (_NOTHING,), rules_signers.signers_missing),
    Rule("signer-line", _ERROR, (_NOTHING,), rules_signers.signer_line),
    Rule("signer-twice", _WARNING, (_NOTHING,), rules_signers.signer_twice),
    Rule("exception-expired", _WARNING, (_NOTHING,), exceptions.exception_expired),
    Rule("exception-unknown-rule", _ERROR, (_APPLY,), exceptions.exception_unknown_rule),
    Rule("exception-unknown-practice", _WARNING, (_NOTHING,), exceptions.exception_unknown_practice),
)
"""All rules, in the order of the documented list."""
