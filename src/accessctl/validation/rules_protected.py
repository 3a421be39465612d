"""Rules about people who are nobody's assistant, and about who would be asked to grant to themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from accessctl.model.finding import Finding
from accessctl.model.practice import Declaration
from accessctl.validation.context import Context
from accessctl.validation.raising import entry_error, entry_warning


def owner_as_assistant(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find owners among their assistants: they have the whole account, and a removal would harm."""
    del declaration
    for practice, entry in context.entries:
        if entry.email == practice.owner:
            yield entry_error("owner-as-assistant", practice, entry, "email")
        elif entry.previously and practice.owner in entry.previously:
            found = entry_error("owner-as-assistant", practice, entry, "previously", old=practice.owner)
            yield replace(found, text="owner-as-assistant.before")


def protected_as_assistant(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find the policy's protected people among the assistants: they are never managed from here."""
    protected = declaration.policy.protected
    for practice, entry in context.entries if protected else ():
        if entry.email in protected:
            yield entry_error("protected-as-assistant", practice, entry, "email")
        elif entry.previously and not protected.isdisjoint(entry.previously):
            old = next(old for old in entry.previously if old in protected)
            found = entry_error("protected-as-assistant", practice, entry, "previously", old=old)
            yield replace(found, text="protected-as-assistant.before")


def own_account_as_assistant(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find the program's own account among the assistants: it must not be able to lock itself out."""
    account = declaration.settings.live.account
    for practice, entry in context.entries if account else ():
        if entry.email == account:
            yield entry_error("own-account-as-assistant", practice, entry, "email")
        elif account in entry.previously:
            found = entry_error("own-account-as-assistant", practice, entry, "previously", old=account)
            yield replace(found, text="own-account-as-assistant.before")


def grants_to_self(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find people who would be asked to grant an access to themselves."""
    del context
    for practice in declaration.practices.values():
        centres = {clinic.id: clinic.administrator for clinic in practice.clinics if clinic.administrator}
        if practice.billing_issuer is None and not centres:
            continue
        for entry in practice.assistants:
            for clinic in entry.clinics if centres else ():
                if centres.get(clinic) == entry.email:
                    yield entry_warning("grants-to-self", practice, entry, "clinics", clinic=clinic)
            if entry.billing and entry.email == practice.billing_issuer:
                found = entry_warning("grants-to-self", practice, entry, "billing")
                yield replace(found, text="grants-to-self.billing")
