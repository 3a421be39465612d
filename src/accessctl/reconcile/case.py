"""One person's case in one practice: all that a row of the table may look at, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accessctl.model.capabilities import Capabilities
from accessctl.model.finding import Holds
from accessctl.model.identity import Address
from accessctl.model.journal_view import REMOVED_BY_HAND, Person, PracticeView
from accessctl.model.live import INVITATION_LIFE, Observation, Presence, Registration, Unobserved
from accessctl.model.practice import Entry, Practice
from accessctl.model.rules import Rules
from accessctl.reconcile.desired import Desired
from accessctl.reconcile.knowledge import Known


@dataclass(frozen=True, slots=True)
class Situation:
    """All that is known of one practice, before the difference is taken.

    `execution/plan_memory.py` has a digest of all of it: what is added here is added there.
    """

    practice: Practice
    observed: Observation | Unobserved
    view: PracticeView
    rules: Rules
    capabilities: Capabilities
    holds: Holds
    now: datetime
    known_as: str | None = None
    """The slug that the journal knows the practice by, where that is an earlier one."""

    @property
    def slug(self) -> str:
        """The practice's slug."""
        return self.practice.slug

    @property
    def observation(self) -> Observation | None:
        """What was read, or None."""
        return self.observed if isinstance(self.observed, Observation) else None

    @property
    def centre_ids(self) -> frozenset[str]:
        """The clinics that are single-record by the declaration or by the live system."""
        declared = {clinic.id for clinic in self.practice.clinics if clinic.single_record}
        seen = self.observation
        live = {clinic.id for clinic in (seen.clinics or ()) if clinic.single_record} if seen else set()
        return frozenset(declared | live)

    @property
    def offered(self) -> frozenset[str] | None:
        """The clinics that an invitation can choose, or None where nobody knows."""
        seen = self.observation
        if seen is None or seen.clinics is None:
            return None
        return frozenset(clinic.id for clinic in seen.clinics if not clinic.single_record)

    @property
    def adoption_is_ahead(self) -> bool:
        """Whether this practice was never observed whole before: whoever is there is no drift."""
        return self.view.observed_at is None


@dataclass(frozen=True, slots=True)
class Case:
    """One person in a situation.

    `replaces` are the person's earlier addresses that are still live here, `replaced_by` is the new one of
    an earlier address, with what is known of it.
    """

    situation: Situation
    email: Address
    desired: Desired | None
    person: Person
    known: Known
    centre_ids: frozenset[str]
    offered: frozenset[str] | None
    replaces: Mapping[Address, Known]
    replaced_by: tuple[Address, Known] | None = None

    @property
    def entry(self) -> Entry | None:
        """The declaring entry."""
        return None if self.desired is None else self.desired.entry

    @property
    def declaring(self) -> Entry | None:
        """The entry that names the person, also as an earlier address."""
        entries = self.situation.practice.assistants
        return self.entry or next((entry for entry in entries if self.email in entry.previously), None)

    @property
    def wanted(self) -> bool:
        """Whether the person is to be there today."""
        return self.desired is not None and self.desired.wanted

    @property
    def meaning(self) -> str | None:
        """What the entry means, as a digest."""
        return None if self.entry is None else self.entry.meaning

    @property
    def presence(self) -> Presence | None:
        """How the person stands; None is unknown."""
        return self.known.presence

    @property
    def ours(self) -> bool:
        """Whether the person is managed, or is adopted by this declaration."""
        declared = self.desired is not None or self.replaced_by is not None
        return self.person.managed or (declared and self.known.live)

    @property
    def unmanaged(self) -> bool:
        """Whether the person is live since before adoption and was never declared."""
        before = self.person.unmanaged or self.situation.adoption_is_ahead
        return self.known.live and not self.ours and before

    @property
    def drift(self) -> bool:
        """Whether the person came after adoption, without a declaration."""
        return self.known.live and not self.ours and not self.unmanaged

    @property
    def protected(self) -> bool:
        """Whether the person is the owner, protected, or the program's own account: never touched."""
        return self.email in self.situation.rules.never_touched(self.situation.practice.owner)

    @property
    def removable(self) -> bool:
        """Whether somebody who is not wanted is ours, or is drift that is not only reported."""
        rules = self.situation.rules
        if self.wanted or self.protected:
            return False
        if self.unmanaged:
            return self.situation.slug in rules.loosened.revoke_unmanaged
        return self.ours or (self.drift and not rules.report_drift)

    @property
    def not_offered(self) -> frozenset[str]:
        """The wanted ordinary clinics that the live system does not let anybody choose."""
        if self.desired is None or self.offered is None:
            return frozenset()
        return self.desired.clinics - self.offered - (self.known.clinics or frozenset())

    @property
    def wanted_clinics(self) -> frozenset[str]:
        """The ordinary clinics to be reached, those that are not offered left out."""
        if self.desired is None:
            return frozenset()
        return self.desired.clinics - self.not_offered - self.centre_ids

    @property
    def wanted_centres(self) -> frozenset[str]:
        """The single-record clinics to be reached, as the declaration names them."""
        if self.desired is None:
            return frozenset()
        return self.desired.centres | (self.desired.clinics & self.centre_ids)

    @property
    def live_clinics(self) -> frozenset[str] | None:
        """The ordinary clinics that are reached now."""
        return None if self.known.clinics is None else self.known.clinics - self.centre_ids

    @property
    def live_centres(self) -> frozenset[str]:
        """The single-record clinics that are reached now, as far as is known."""
        return (self.known.clinics or frozenset()) & self.centre_ids

    @property
    def restored(self) -> bool:
        """Whether `--restore` lifts what blocks this person."""
        return (self.situation.slug, self.email) in self.situation.rules.loosened.restore

    @property
    def in_emergency(self) -> bool:
        """Whether the person was revoked in an emergency that no later commit settled."""
        emergency = self.person.emergency
        return emergency is not None and emergency.entry == self.meaning and not self.restored

    def holds_still(self, code: str) -> bool:
        """Say whether a block stands: first seen now, or the entry untouched since, and not lifted."""
        block = self.person.blocks.get(code)
        return not self.restored and (block is None or block.entry == self.meaning)

    @property
    def taken_away(self) -> bool:
        """Whether somebody removed by hand whom the journal knows to be there, or the block still stands."""
        if REMOVED_BY_HAND in self.person.blocks:
            return self.holds_still(REMOVED_BY_HAND)
        before = self.person.presence
        if self.restored or before is None or not self.person.managed:
            return False
        recent = self.person.sent_at or before.at
        invited = before.value is Presence.INVITED and self.situation.now < recent + INVITATION_LIFE
        return before.value is Presence.ACTIVE or invited

    @property
    def sendings(self) -> int:
        """All sendings of the invitation since the entry last changed, ours and by hand."""
        ours = 0
        for entry, _ in reversed(self.person.sendings):
            if entry != self.meaning:
                break
            ours += 1
        live = self.known.attempts or 0
        earlier = [count for entry, count in self.person.attempts_seen if entry != self.meaning]
        return max(ours, live - (earlier[-1] if earlier else 0))

    @property
    def invited_before(self) -> bool:
        """Whether the person was invited once, by us or by hand, as far as is known."""
        return bool(self.person.sendings) or self.known.presence_at is not None

    @property
    def registration(self) -> Registration | None:
        """What the live system shows for the address, where somebody could look it up."""
        seen = self.situation.observation
        return None if seen is None else seen.registrations.get(self.email)
