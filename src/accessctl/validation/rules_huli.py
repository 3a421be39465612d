"""Rules about HuliPractice itself: which organisation is read, and whose user ids are whose."""

from __future__ import annotations

from collections.abc import Iterator

from accessctl.model.finding import Finding, Severity, Stops
from accessctl.model.identity import Address
from accessctl.model.practice import Declaration
from accessctl.validation.context import Context
from accessctl.validation.places import settings_place
from accessctl.validation.raising import apply_error, practice_error


def organization_missing(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find practices in HuliPractice that do not say which organisation they are."""
    del context
    for practice in declaration.practices.values():
        if practice.provider == "huli" and practice.organization is None:
            yield practice_error("organization-missing", practice, "live", Stops.PRACTICE)


def web_without_huli(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find practices that ask for the browser where no provider works in one."""
    del context
    for practice in declaration.practices.values():
        if practice.web and practice.provider != "huli":
            where = practice.keys.get("live.web", practice.where)
            params = {"provider": practice.provider}
            yield Finding("web-without-huli", Severity.WARNING, where, params, practices=(practice.slug,))


def own_user_named(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find the API key's own user among the people: it would be taken for an assistant."""
    del context
    live = declaration.settings.live
    for user, email in live.users:
        if user == live.own_user:
            where = settings_place(declaration, f"live.users.{user}")
            yield apply_error("own-user-named", where, user=user, email=email)


def two_users_one_address(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find addresses with two user ids: a slip would hide a stranger behind a known name."""
    del context
    first: dict[Address, str] = {}
    for user, email in sorted(declaration.settings.live.users, key=lambda item: int(item[0])):
        other = first.setdefault(email, user)
        if other != user:
            where = settings_place(declaration, f"live.users.{user}")
            params = {"user": user, "other": other, "email": email}
            yield Finding("two-users-one-address", Severity.WARNING, where, params)
