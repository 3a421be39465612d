"""A run's side of the fleet: workers are asked to read and given direct changes, and outcomes come back.

What they say is taken as if this process had done it: plan, guards and journal are those of any run.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from accessctl.errors import CredentialsError
from accessctl.execution.effects import Hands, Overseer
from accessctl.execution.writeahead import WriteAhead
from accessctl.fleet.ledger import Ledger, Question
from accessctl.fleet.values import (
    Json,
    answer_of,
    change_json,
    error_of,
    outcome_json,
    outcome_of,
)
from accessctl.fleet.working import settled
from accessctl.model.capabilities import Capabilities
from accessctl.model.change import Change
from accessctl.model.identity import Address
from accessctl.model.live import Observation, Unobserved
from accessctl.model.outcome import Outcome, Status
from accessctl.model.practice import Practice
from accessctl.providers.interface import KnownPractice, Reader
from accessctl.providers.routing import WholeReader

PAUSE_SECONDS = 0.1
BETWEEN_LOOKS_AT_FAILURES = 20
"""So many pauses: a job that failed for good is rare."""


class InterruptedRoundError(Exception):
    """The process was asked to end while practices were read: another worker begins the round anew."""


class Dispatch(Protocol):
    """Gives out jobs, and tells which came to nothing."""

    def observe(self, nonce: str, asking: int, practices: Sequence[str]) -> tuple[int, ...]:
        """Have each practice read; return the jobs."""
        ...

    def carry_out(self, nonce: str, practices: Sequence[str]) -> tuple[int, ...]:
        """Have each practice's changes carried out; return the jobs."""
        ...

    def failed(self, jobs: Sequence[int]) -> frozenset[str]:
        """Return the practices whose jobs were tried often enough and failed."""
        ...


@dataclass(frozen=True, slots=True)
class Gathering:
    """One run, as far as others do its work."""

    ledger: Ledger
    dispatch: Dispatch
    pause: Callable[[float], None]
    stop: Callable[[], bool]
    _askings: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def observe(
        self, practices: Sequence[Practice], lookups: Mapping[str, frozenset[Address]]
    ) -> Mapping[str, Observation | Unobserved]:
        """Have the practices read, each by whoever is free."""
        if not practices:
            return {}
        asking = next(self._askings)
        slugs = [practice.slug for practice in practices]
        self.ledger.ask(
            asking, [Question(slug, sorted(lookups[slug]) if slug in lookups else None) for slug in slugs]
        )
        jobs = self.dispatch.observe(self.ledger.nonce, asking, slugs)
        found: dict[str, Observation | Unobserved] = {}
        for failed in self._looks(jobs):
            for slug, value in self.ledger.answers(asking).items():
                found[slug] = answer_of(slug, value)
            found |= {slug: Unobserved(slug, "fleet-job-failed") for slug in failed - found.keys()}
            if len(found) == len(slugs):
                break
            if self.stop():
                raise InterruptedRoundError
        self.ledger.drop_questions()
        return {slug: found[slug] for slug in slugs}

    def carry(
        self, here: WholeReader, hands: Hands, run: Overseer, changes: Sequence[Change]
    ) -> Iterator[Outcome]:
        """Have the changes carried out, and yield the outcomes in the plan's order.

        `here` reads without the fleet, where a worker did not live to say what became of a change.
        """
        if not changes:
            return
        if run.must_stop():
            yield from map(run.skipped, changes)
            return
        self.ledger.write([(change.id, change.practice, change_json(change)) for change in changes])
        jobs = self.dispatch.carry_out(
            self.ledger.nonce, tuple(dict.fromkeys(change.practice for change in changes))
        )
        known = _Known(Hands(replace(hands.place, reader=here)), run, {item.id: item for item in changes})
        left = list(changes)
        for failed in self._looks(jobs):
            known.learn(self.ledger.outcomes())
            if run.must_stop():
                break
            if failed:
                begun = self._begun()
                for change in left:
                    if change.practice in failed and change.id not in known.outcomes:
                        known.give_up(change, begun.get(change.id))
            while left and left[0].id in known.outcomes:
                yield known.outcomes[left.pop(0).id]
            if not left:
                return
        yield from self._ended(known, left)

    def _looks(self, jobs: Sequence[int]) -> Iterator[frozenset[str]]:
        """Yield, look after look, the practices whose jobs failed for good."""
        for number in itertools.count(1):
            slow = number % BETWEEN_LOOKS_AT_FAILURES == 0
            yield self.dispatch.failed(jobs) if slow else frozenset()
            self.pause(PAUSE_SECONDS)

    def _ended(self, known: _Known, left: Sequence[Change]) -> Iterator[Outcome]:
        """Let nothing more be begun, wait for what is at hand, and say of the rest what is known of it."""
        self.ledger.stop()
        while any(row["alive"] for row in self.ledger.unsettled()):
            self.pause(PAUSE_SECONDS)
        begun = self._begun()
        known.learn(self.ledger.outcomes())
        for change in left:
            outcome = known.outcomes.get(change.id)
            if outcome is None and change.id in begun:
                outcome = settled(known.hands, change, begun[change.id])
            yield outcome or known.run.skipped(change)

    def _begun(self) -> Mapping[str, datetime]:
        """Return the changes that were begun and have no outcome, with when that was."""
        return {row["id"]: row["since"] for row in self.ledger.unsettled()}


@dataclass(slots=True)
class _Known:
    """The outcomes that came in."""

    hands: Hands
    run: Overseer
    changes: Mapping[str, Change]
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def give_up(self, change: Change, since: datetime | None) -> None:
        """Say what became of a change whose job was tried often enough; `since`: when it was begun."""
        known = None if since is None else settled(self.hands, change, since)
        self.outcomes[change.id] = known or Outcome(
            change, Status.FAILED, self.hands.place.now, code="fleet-job-failed"
        )

    def learn(self, found: Mapping[str, Json]) -> None:
        """Take what workers wrote."""
        for name, value in found.items():
            change = self.changes[name]
            if "error" in value:
                error = error_of(value)
                assert isinstance(error, CredentialsError)  # noqa: S101 - workers write no other one
                self.outcomes[name] = self.run.refused(change, error)
            else:
                self.outcomes[name] = outcome_of(change, value)


@dataclass(frozen=True, slots=True)
class GatheringReader:
    """Reads practices through the fleet; what needs no call is asked here."""

    here: WholeReader
    gathering: Gathering

    @property
    def readers(self) -> Mapping[str, Reader]:
        """The readers of the providers, by name: to ask what they can, not to read."""
        return self.here.readers

    def capabilities_of(self, practice: Practice) -> Capabilities:
        """Return what the practice's provider can see and do."""
        return self.here.capabilities_of(practice)

    def close(self) -> None:
        """Let go of what the readers hold."""
        self.here.close()

    def now(self) -> datetime | None:
        """Return the live system's clock, where there is one that counts."""
        return self.here.now()

    def known_practices(self) -> Mapping[str, KnownPractice]:
        """Return every practice that the settings' provider knows of, where it can list them."""
        return self.here.known_practices()

    def observe(
        self, practices: Sequence[Practice], lookups: Mapping[str, frozenset[Address]]
    ) -> Mapping[str, Observation | Unobserved]:
        """Have the practices read by the fleet."""
        return self.gathering.observe(practices, lookups)


@dataclass(frozen=True, slots=True)
class SharedNotes:
    """A run's outcomes where the whole fleet can read them; its letters are known on its own disk alone."""

    ledger: Ledger
    file: WriteAhead

    @staticmethod
    def beside(ledger: Ledger, directory: Path) -> SharedNotes:
        """Return the notes of a run that may be another machine's."""
        return SharedNotes(ledger, WriteAhead(directory, ledger.nonce))

    def begin(self) -> None:
        """Make the file that shows whose disk this is; the run's pages are open already."""
        self.file.begin()

    def note(self, outcome: Outcome) -> None:
        """Write one outcome down, in both places."""
        self.file.note(outcome)
        if outcome.status is not Status.SKIPPED:
            self.ledger.note(outcome.change.id, outcome.change.practice, outcome_json(outcome))

    def read(self) -> Mapping[str, Mapping[str, str | None]] | None:
        """Return what is noted of the run, here or by the fleet."""
        here, shared = self.file.read(), self.ledger.noted()
        if here is None and shared is None:
            return None
        told = {
            name: {"status": _status(value), "reference": value.get("reference")}
            for name, value in (shared or {}).items()
        }
        return {**told, **(here or {})}

    def here(self) -> bool:
        """Say whether this is the run's disk."""
        return self.file.here()

    def forget(self) -> None:
        """Let go of both: the journal has it all."""
        self.file.forget()
        self.ledger.end()


def _status(value: Json) -> str:
    return str(Status.FAILED) if "error" in value else str(value["status"])
