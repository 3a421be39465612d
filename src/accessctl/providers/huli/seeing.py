"""What an organisation's grants say of a practice, and what they do not. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accessctl.model.identity import Address
from accessctl.model.live import Gap, LiveAssistant, Observation, Presence
from accessctl.providers.huli.answers import Organization

ACTIVE, INACTIVE = "ACTIVE", "INACTIVE"


@dataclass(frozen=True, slots=True)
class People:
    """Whose user ids are known: `named` by the settings; `own` is the API key's own user."""

    named: Mapping[str, Address] = field(default_factory=dict)
    own: str | None = None


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
    named = {**(resolved or {}), **people.named}
    statuses = _statuses(organization, people)
    there = {named[user] for user, said in statuses.items() if ACTIVE in said and user in named}
    gaps = tuple(_gaps(organization, statuses, named))
    unsure = {named[user] for user, said in statuses.items() if _unsure(said) and user in named}
    elsewhere = frozenset(people.named.values()) - there - unsure
    return Observation(
        practice=practice,
        at=at,
        complete=not gaps,
        assistants={email: LiveAssistant(email, Presence.ACTIVE) for email in sorted(there)},
        absent=frozenset() if organization.grants is None else elsewhere,
        shows_invitations=False,
        gaps=gaps,
    )


def _statuses(organization: Organization, people: People) -> dict[str, set[str]]:
    """Return what is said of each grantee; neither the key's own user nor the owner is an assistant.

    Nor is a doctor who lets others in, unless the settings name the doctor's user.
    """
    grants = organization.grants or ()
    doctors = {grant.grantor for grant in grants} - people.named.keys()
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
