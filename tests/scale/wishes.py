"""What is wished for, and how far it came: one entry that changed, from its merge to its effect. Modelled."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assumptions import Latencies, World

HOUR, DAY = 3600.0, 86400.0
INVITATION_LIFE = 48 * HOUR
MOST_ATTEMPTS = 3
REMIND_AFTER, ESCALATE_AFTER = 3 * DAY, 7 * DAY
WORK_BEGINS, WORK_ENDS, WORK_DAYS = 8 * HOUR, 17 * HOUR, 5
COME, LEAVE = 0.45, 0.45  # the rest asks support for record access


class Kind(StrEnum):
    """What changed in the files."""

    COME = "come"
    LEAVE = "leave"
    RECORD = "record"


class Act(StrEnum):
    """What a run has to do for a wish now."""

    INVITE = "invite"
    RESEND = "resend"
    ASK_TO_INVITE = "ask the owner to invite"
    ASK_TO_REMOVE = "ask the owner to remove"
    ASK_SUPPORT = "ask support"
    GIVE_UP = "give up"
    SEE = "see it done"


class Stage(StrEnum):
    """How far a wish came."""

    NEW = "new"
    ASKED = "asked"
    INVITED = "invited"
    BLOCKED = "blocked"
    DONE = "done"


@dataclass(slots=True)
class Wish:
    """One changed entry."""

    number: int
    kind: Kind
    practice: int
    web: bool
    merged: float
    stage: Stage = Stage.NEW
    sent: float = math.inf
    accepted: float = math.inf
    attempts: int = 0
    asked: float = math.inf
    answered: float = math.inf
    first_act: float = math.inf
    effective: float = math.inf
    reminders: int = 0


def wishes(world: World) -> Iterator[Wish]:
    """Yield what is merged, on working days and in working hours, in order; the same for the same seed."""
    dice = random.Random(world.seed)  # noqa: S311 - a seed: the same world again is what is wanted
    web_until = round(world.practices * world.web)
    number = 0
    for day in range(world.days):
        if day % 7 >= WORK_DAYS:
            continue
        for at in sorted(dice.uniform(WORK_BEGINS, WORK_ENDS) for _ in range(world.changes_a_day)):
            practice, thrown = dice.randrange(world.practices), dice.random()
            kind = Kind.COME if thrown < COME else Kind.LEAVE if thrown < COME + LEAVE else Kind.RECORD
            yield Wish(number, kind, practice, _mixed(practice, world) < web_until, day * DAY + at)
            number += 1


def _mixed(practice: int, world: World) -> int:
    """Return a place in another order, so that each slice has its share of those in the browser."""
    return practice * 7919 % world.practices


def in_window(at: float, latencies: Latencies) -> bool:
    """Say whether invitations may go out; the clock begins on a Monday at midnight, local time."""
    day, hour = divmod(at, DAY)
    open_today = day % 7 < latencies.window_days
    return open_today and latencies.window_opens <= hour / HOUR < latencies.window_closes


def due(wish: Wish, now: float, latencies: Latencies) -> Act | None:
    """Return what a run at this time has to do for a wish; None: nothing, or wait."""
    match wish.stage:
        case Stage.NEW:
            return _first(wish, now, latencies)
        case Stage.ASKED if wish.answered <= now and wish.kind is not Kind.COME:
            return Act.SEE
        case Stage.INVITED if wish.accepted <= now:
            return Act.SEE
        case Stage.INVITED if now >= wish.sent + INVITATION_LIFE:
            return _unanswered(wish, now, latencies)
        case _:
            return None


def _first(wish: Wish, now: float, latencies: Latencies) -> Act | None:
    if wish.kind is Kind.LEAVE:
        return Act.ASK_TO_REMOVE
    if wish.kind is Kind.RECORD:
        return Act.ASK_SUPPORT
    if not in_window(now, latencies):
        return None
    return Act.INVITE if wish.web else Act.ASK_TO_INVITE


def _unanswered(wish: Wish, now: float, latencies: Latencies) -> Act | None:
    if wish.attempts >= MOST_ATTEMPTS:
        return Act.GIVE_UP
    if not in_window(now, latencies):
        return None
    return Act.RESEND if wish.web else Act.ASK_TO_INVITE


def wakes(wish: Wish, now: float, latencies: Latencies) -> float:
    """Return when there may be something to do for a wish: no run before that has to look at it."""
    match wish.stage:
        case Stage.NEW:
            return now if wish.kind is not Kind.COME else _opens(now, latencies)
        case Stage.ASKED:
            reminder = (REMIND_AFTER, ESCALATE_AFTER, math.inf)[wish.reminders]
            return min(wish.answered, wish.asked + reminder)
        case Stage.INVITED:
            ends = min(wish.accepted, wish.sent + INVITATION_LIFE)
            late = now >= ends and wish.attempts < MOST_ATTEMPTS
            return _opens(now, latencies) if late else ends
        case _:
            return math.inf


def _opens(now: float, latencies: Latencies) -> float:
    """Return when invitations may go out: now, or when the window opens next."""
    if in_window(now, latencies):
        return now
    day = now // DAY
    mornings = ((day + more) * DAY + latencies.window_opens * HOUR for more in range(8))
    return next(at for at in mornings if at > now and in_window(at, latencies))


def log_normal(dice: random.Random, median_hours: float, sigma: float) -> float:
    """Return how long somebody takes, in seconds."""
    return median_hours * HOUR * math.exp(dice.gauss(0, sigma))
