"""A worker's side of the fleet: one practice read, or its changes carried out, none of them twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from accessctl.errors import AccessctlError, CredentialsError, ProviderError
from accessctl.execution.effects import Hands, carry_out, took_effect
from accessctl.execution.workplace import Workplace
from accessctl.fleet.ledger import Ledger, Task
from accessctl.fleet.values import answer_json, change_of, error_json, outcome_json
from accessctl.model.change import Change
from accessctl.model.identity import Address
from accessctl.model.outcome import Outcome, Status

OpenPlace = Callable[[str], Workplace]
"""Gives the repository at a commit, with a reader and a writer that nobody else uses meanwhile."""


class PutBackError(Exception):
    """The worker was asked to end: what is left of the job is another's."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a worker works with: its name, repository and journal, how calls are spaced, when to end."""

    name: str
    place: OpenPlace
    intended: Callable[[Workplace, str], frozenset[str]]
    pause: Callable[[float], None]
    slot: Callable[[str], float]
    stop: Callable[[], bool]

    def wait_for(self, system: str) -> None:
        """Wait until the live system may be called once."""
        seconds = self.slot(system)
        if seconds > 0:
            self.pause(seconds)


def observe(bench: Bench, ledger: Ledger, asking: int, slug: str) -> None:
    """Read a practice and answer; a question that nobody waits for any more is let go."""
    found = ledger.question(asking, slug)
    if found is None:
        return
    commit, question = found
    try:
        place = bench.place(commit)
        practice = place.declaration.practices[slug]
        lookups = {} if question.lookups is None else {slug: frozenset(map(Address, question.lookups))}
        bench.wait_for(practice.provider)
        answer = answer_json(place.reader.observe([practice], lookups)[slug])
    except ProviderError as error:  # as on one machine: it ends the reading of all
        answer = error_json(error)
    ledger.answer(asking, slug, answer)


def carry(bench: Bench, ledger: Ledger, slug: str) -> None:
    """Carry out what is left of a practice's changes, in the plan's order."""
    tasks = ledger.tasks(slug)
    commit = ledger.commit() if tasks else None
    if commit is None:
        return
    place = bench.place(commit)
    intended = bench.intended(place, ledger.nonce)
    system = place.declaration.practices[slug].provider
    hands = Hands(place, lambda seconds: _between_tries(bench, system, seconds))
    for task in tasks:
        if bench.stop():
            raise PutBackError
        if change_of(task.change).id not in intended:  # the database says so, and the journal does not
            raise AccessctlError("fleet-change-unintended", practice=slug, change=task.id)
        if not _one(bench, hands, ledger, task):
            return


def _one(bench: Bench, hands: Hands, ledger: Ledger, task: Task) -> bool:
    """Carry out one change, unless it was done already; say whether the next one may follow."""
    place, change = hands.place, change_of(task.change)
    practice = place.declaration.practices[change.practice]
    if task.begun and task.since is not None:  # by somebody who did not live to say what became of it
        bench.wait_for(practice.provider)
        known = settled(hands, change, task.since)
        if known is not None:
            ledger.settle(change.id, outcome_json(known))
            return True
    bench.wait_for(practice.provider)
    if not ledger.begin(change.id, bench.name, place.now):
        return False
    try:
        ledger.settle(change.id, outcome_json(carry_out(hands, practice, change)))
    except CredentialsError as error:
        ledger.settle(change.id, error_json(error), stops=True)
        return False
    return True


def settled(hands: Hands, change: Change, since: datetime) -> Outcome | None:
    """Look what became of a change that was begun; None where it was certainly not done."""
    place = hands.place
    done = took_effect(place, place.declaration.practices[change.practice], change, since)
    if done is None:
        return Outcome(change, Status.FATE_UNKNOWN, place.now, code="worker-lost")
    return Outcome(change, Status.DONE, place.now, code="seen-done") if done else None


def _between_tries(bench: Bench, system: str, seconds: float) -> None:
    bench.pause(seconds)
    bench.wait_for(system)
