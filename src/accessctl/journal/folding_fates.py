"""Pure: effects whose fate nobody could tell, until something later tells it.

What is seen live tells the fate of what shows live; the fate of a request by mail is told only by what
became of that request. When in doubt a fate stays unknown: a person decides, nothing is silently repeated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from accessctl.model.change import OPPOSITE, ChangeKind
from accessctl.model.identity import Address
from accessctl.model.journal_view import UnknownFate
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind

_Who = tuple[str, Address]

_SHOWS_LIVE = frozenset(
    {
        ChangeKind.INVITE,
        ChangeKind.RESEND,
        ChangeKind.CANCEL_INVITATION,
        ChangeKind.REVOKE,
        ChangeKind.CHANGE_CLINICS,
        ChangeKind.CONFIRM_ACCEPTANCE,
    }
)

_FINAL = frozenset({Status.DONE, Status.HANDED_OFF})


@dataclass(slots=True)
class Fates:
    """The fates still unknown, and what dead runs themselves told of theirs."""

    open: dict[_Who, list[UnknownFate]] = field(default_factory=dict)
    dead: set[str] = field(default_factory=set)
    """Runs that another one takes over somewhere in the journal."""
    told: dict[tuple[str, str], Status] = field(default_factory=dict)
    """What a dead run's own, late close says of its changes."""
    heirs: dict[str, list[str]] = field(default_factory=dict)
    """For a run that is still opening: the dead runs whose changes it tells of."""

    def expect_takeovers(self, records: Iterable[Record]) -> None:
        """Learn beforehand which runs were taken over."""
        self.dead = {
            record.reference
            for record in records
            if record.kind is RecordKind.TAKEOVER and record.reference is not None
        }

    def take_run(self, record: Record) -> None:
        """Follow which dead runs a run speaks for; with its close it speaks for itself."""
        if record.kind is RecordKind.TAKEOVER and record.reference is not None:
            self.heirs.setdefault(record.run, []).append(record.reference)
        elif record.kind is RecordKind.CLOSED:
            self.heirs.pop(record.run, None)

    def is_known_better(self, record: Record) -> bool:
        """Say whether a dead run, closing late, told itself what its heir could only guess."""
        for dead in self.heirs.get(record.run, ()):
            told = self.told.get((dead, record.change_id or ""))
            if told in _FINAL:
                return True
            if told is not None and record.outcome is Status.FATE_UNKNOWN:
                return told is not Status.FATE_UNKNOWN
        return False

    def take_outcome(self, record: Record) -> None:
        """Take what became of a change."""
        if record.outcome is None or record.practice is None or record.email is None:
            return
        if record.run in self.dead and record.change_id is not None and _of_its_own(record):
            self.told[record.run, record.change_id] = record.outcome
        if record.change is None or record.outcome is Status.SKIPPED:
            return
        if record.outcome is Status.FATE_UNKNOWN:
            self._lose(record.practice, record.email, record.change, record)
        elif record.change is ChangeKind.CONFIRM_ACCEPTANCE and record.outcome is Status.HANDED_OFF:
            self._drop((record.practice, record.email), {record.change})  # asked, and not yet answered
        elif record.outcome in _FINAL:
            self.settle(record.practice, record.email, record.change)
        else:  # refused: nothing is known of other changes
            self._drop((record.practice, record.email), {record.change})

    def _lose(self, practice: str, email: Address, kind: ChangeKind, record: Record) -> None:
        self._drop((practice, email), {kind})
        run = str((record.params or {}).get("run", record.run))  # an heir tells of the dead run's
        fate = UnknownFate(
            record.at, run, practice, email, kind, record.change_id or "", record.handoff, record.run
        )
        self.open.setdefault((practice, email), []).append(fate)

    def settle(self, practice: str, email: Address, kind: ChangeKind) -> None:
        """Drop the fates that a change of this kind, carried out or answered, leaves no doubt about."""
        kinds = set(_SHOWS_LIVE) if kind in _SHOWS_LIVE else {kind, OPPOSITE.get(kind, kind)}
        self._drop((practice, email), kinds)

    def observe(self, record: Record) -> None:
        """Drop the fates that a later run's look at the person tells."""
        if record.practice is None or record.email is None or not self.open:
            return
        who = (record.practice, record.email)
        if record.kind is RecordKind.GONE:
            self._drop(who, set(ChangeKind), but=record.run)
        elif record.kind in {RecordKind.SEEN, RecordKind.ADOPTED}:
            self._drop(who, set(_SHOWS_LIVE) | _shown_by(record), but=record.run)

    def _drop(self, who: _Who, kinds: set[ChangeKind], but: str | None = None) -> None:
        """Drop fates of these kinds, save those that the run `but` itself could not tell."""
        if who in self.open:
            kept = [fate for fate in self.open[who] if fate.kind not in kinds or fate.told_by == but]
            self.open[who] = kept
            if not kept:
                del self.open[who]

    def forget(self, slug: str) -> None:
        """Drop all fates of a practice that starts anew."""
        self.open = {who: fates for who, fates in self.open.items() if who[0] != slug}

    def rename(self, earlier: str, slug: str) -> None:
        """Let fates follow a practice to its new slug."""
        self.open = {
            (slug if who[0] == earlier else who[0], who[1]): [
                replace(fate, practice=slug) if who[0] == earlier else fate for fate in fates
            ]
            for who, fates in self.open.items()
        }

    def unknown(self) -> tuple[UnknownFate, ...]:
        """Return the fates still unknown, oldest first."""
        return tuple(sorted((fate for fates in self.open.values() for fate in fates), key=_age))


def _of_its_own(record: Record) -> bool:
    """Say whether a run tells of its own doings and not, as an heir, of what another one may have done."""
    return "run" not in (record.params or {})


def _age(fate: UnknownFate) -> tuple[str, str, str]:
    return (fate.run, fate.practice, fate.email)


def _shown_by(record: Record) -> set[ChangeKind]:
    """Return the requests whose effect the record shows."""
    after = record.after
    shown: set[ChangeKind] = set()
    if after is not None and after.record_access is not None:
        granted = after.record_access
        shown.add(ChangeKind.REQUEST_RECORD_ACCESS if granted else ChangeKind.REQUEST_RECORD_REMOVAL)
    if after is not None and after.billing is not None:
        granted = after.billing
        shown.add(ChangeKind.REQUEST_BILLING if granted else ChangeKind.REQUEST_BILLING_REMOVAL)
    return shown
