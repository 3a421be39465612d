"""What runs do: the program's own commands, on a workplace that the simulator opened."""

from __future__ import annotations

from typing import Any

from accessctl.execution.apply import Applied, Orders
from accessctl.execution.effects import Hands
from accessctl.execution.emergency import Emergency, revoke_at_once
from accessctl.execution.handoffs import Word, all_handoffs, take_word
from accessctl.execution.reminding import remind
from accessctl.execution.scope import Scope
from accessctl.execution.workflow import apply_plan, plan
from accessctl.execution.workplace import Workplace
from accessctl.journal.folding import fold
from accessctl.journal.reading import read_journal
from accessctl.model.handoff import HandoffState
from accessctl.model.identity import Address

ACTOR = "Ana Admin <ana.admin@org.example>"


def hands(place: Workplace) -> Hands:
    """Return hands that need not wait."""
    return Hands(place, lambda _: None)


def orders(nonce: str) -> Orders:
    """Return what a run is told."""
    return Orders(ACTOR, nonce)


def apply_now(place: Workplace, nonce: str) -> Applied:
    """Run `apply --yes`."""
    return apply_plan(hands(place), Scope(), orders(nonce), lambda _: True)


def remind_now(place: Workplace, nonce: str) -> Any:
    """Remind whoever did not answer."""
    return remind(hands(place), orders(nonce))


def plan_now(place: Workplace, nonce: str) -> Any:
    """Run `plan`."""
    del nonce
    return plan(place, Scope())


def revoke_now(slug: str, email: str) -> Any:
    """Run `revoke SLUG EMAIL`."""
    emergency = Emergency(slug, Address(email), "said so")
    return lambda place, nonce: revoke_at_once(hands(place), emergency, orders(nonce))


def pending(place: Workplace, nonce: str) -> Any:
    """Return the open hand-offs, in an order that does not follow from their ids."""
    del nonce
    found = [item for item in all_handoffs(fold(read_journal(place.branch).records)) if item.pending]
    return sorted(found, key=lambda item: (item.opened_at, item.practice, item.email, item.kind))


def answer(handoff: str, state: HandoffState) -> Any:
    """Run `handoff done|refused|cancelled`."""
    word = Word(state, "Mesa de ayuda")
    return lambda place, nonce: take_word(place, handoff, word, orders(nonce))
