"""What an organisation's grants say of a practice, and what they do not. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from accessctl.model.identity import Address
from accessctl.model.live import Gap, LiveAssistant, Observation, Presence
from accessctl.providers.huli.answers import Organization

ACTIVE, INACTIVE = "ACTIVE", "INACTIVE"


NOBODY: frozenset[Address] = frozenset()


@dataclass(frozen=True)
class People:
    """Whose user ids are known: `named` by the settings; `own` is the API key's own user."""

    named: Mapping[str, Address] = field(default_factory=dict)
    own: str | None = None

    @cached_property
    def addresses(self) -> frozenset[Address]:
        """Everybody who is named: one value for all practices, of which there may be thousands."""
        return frozenset(self.named.values())


def strangers(organization: Organization, people: People) -> tuple[str, ...]:
    """Return the user ids that have access and that the settings do not name."""
    statuses = _statuses(organization, people)
    return tuple(user for user, said in statuses.items() if ACTIVE in said and user not in people.named)


def observation(
    practice: str,
    at: datetime,
    organization: Organization,
    people: People,
    resolved: Mapping[str, Address] | None = None,
) -> Observation:
    """Return what the organisation's answer says of the practice.

    `resolved`: addresses that the API gave for strangers. Clinics, record access, billing and invitations
    are in no answer, and somebody whose user id nobody knows may be there or not: they stay unknown.
    """
    statuses = _statuses(organization, people)
    names = {user: people.named.get(user) or (resolved or {}).get(user) for user in statuses}
    named = {user: email for user, email in names.items() if email is not None}
    there = {email for user, email in named.items() if ACTIVE in statuses[user]}
    gaps = tuple(_gaps(organization, statuses, named))
    others = (people.named.get(user or "") for user in (organization.owner, people.own))
    unclear = {email for user, email in named.items() if _unsure(statuses[user])}
    return Observation(
        practice=practice,
        at=at,
        complete=not gaps,
        assistants={email: LiveAssistant(email, Presence.ACTIVE) for email in sorted(there)},
        knowable=NOBODY if organization.grants is None else people.addresses,
        unclear=frozenset({*unclear, *(email for email in others if email is not None)} - there),
        shows_invitations=False,
        gaps=gaps,
    )


def _statuses(organization: Organization, people: People) -> dict[str, set[str]]:
    """Return what is said of each grantee; neither the key's own user nor the owner is an assistant.

    Nor is a doctor who lets others in, unless the settings name the doctor's user.
    """
    grants = organization.grants or ()
    doctors = {grant.grantor for grant in grants if grant.grantor not in people.named}
    left_out = doctors | {people.own, organization.owner}
    found: dict[str, set[str]] = {}
    for grant in grants:
        if grant.grantee not in left_out:
            found.setdefault(grant.grantee, set()).add(grant.status)
    return found


def _unsure(said: Collection[str]) -> bool:
    return ACTIVE not in said and not set(said) <= {INACTIVE}


def _gaps(
    organization: Organization, statuses: Mapping[str, Collection[str]], named: Mapping[str, Address]
) -> Iterator[Gap]:
    if organization.grants is None:
        yield Gap("grants-not-said")
    for user, said in sorted(statuses.items(), key=lambda item: (len(item[0]), item[0])):
        if _unsure(said):
            odd = min(set(said) - {ACTIVE, INACTIVE})
            yield Gap("grant-status-unknown", {"user": user, "status": odd}, people=1)
        elif ACTIVE in said and user not in named:
            yield Gap("unknown-grantee", {"user": user}, people=1)
