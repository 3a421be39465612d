"""One round of `watch`: what was looked at, what was done, and when to look again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from accessctl.model.outcome import Outcome
from accessctl.model.plan import Violation
from accessctl.model.reminder import Noticed, Reminded


class Trouble(NamedTuple):
    """Why a round, or a part of it, did nothing: an error's code and parameters, and its exit code."""

    code: str
    params: Mapping[str, object]
    exit_code: int


@dataclass(frozen=True, slots=True)
class Part:
    """The practices that were applied from one commit last; None: every practice there is."""

    commit: str
    practices: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class PartDone:
    """What became of one part of a round."""

    part: Part
    run: str | None = None
    """The run in the journal; None where nothing had to be written."""
    outcomes: tuple[Outcome, ...] = ()
    waiting: int = 0
    blocked: int = 0
    frozen: int = 0
    held: bool = False
    """Whether errors in the files hold something still."""
    valid_until: datetime | None = None
    """When the clock alone changes what there is to do, by the live system's clock."""
    due_in: timedelta | None = None
    """How long that is from the look that was taken."""
    reminders: tuple[Reminded, ...] = ()
    """Who was written to once more, since they did not answer."""
    notices: tuple[Noticed, ...] = ()
    """Which owners were told that invitations went unanswered."""
    digested: bool = False
    """Whether the digest of what is overdue went out."""
    violations: tuple[Violation, ...] = ()
    """What guards refused."""
    trouble: Trouble | None = None
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """One look at everything that was applied."""

    at: datetime
    """The machine's time (UTC)."""
    parts: tuple[PartDone, ...] = ()
    pending: int = 0
    """Hand-offs that somebody still has to act on."""
    unknown_fates: int = 0
    managed: int = 0
    trouble: Trouble | None = None
    """Why nothing at all could be looked at."""
    seconds: float = 0.0

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What became of every change of the round."""
        return tuple(outcome for part in self.parts for outcome in part.outcomes)

    @property
    def reminders(self) -> tuple[Reminded, ...]:
        """What became of every reminder of the round."""
        return tuple(reminded for part in self.parts for reminded in part.reminders)

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """Every reason why something was not looked at or not done."""
        found = (self.trouble, *(part.trouble for part in self.parts))
        return tuple(trouble for trouble in found if trouble is not None)

    @property
    def due_in(self) -> timedelta | None:
        """How long it takes until the clock alone changes what there is to do."""
        return min((part.due_in for part in self.parts if part.due_in is not None), default=None)

    @property
    def interrupted(self) -> bool:
        """Whether somebody asked to stop in the middle of it."""
        return any(part.interrupted for part in self.parts)
