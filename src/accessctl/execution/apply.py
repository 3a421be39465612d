"""Applying a plan: intents in the journal first, then one effect after the other, then the outcomes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import zip_longest

from accessctl.errors import AccessctlError, CredentialsError, StalePlanError
from accessctl.execution.asking import Request, ask, letter_for, messages, not_asked, requests
from accessctl.execution.effects import Hands
from accessctl.execution.noticing import notify, unanswered
from accessctl.execution.observe import Planned
from accessctl.execution.posting import posting
from accessctl.execution.records import intent, outcome_record, superseded_record
from accessctl.execution.recovery import drop_unsent
from accessctl.execution.workplace import Workplace, state_directory
from accessctl.execution.writeahead import Notes
from accessctl.handoffs.letter import Letter, content_of
from accessctl.handoffs.post import Post
from accessctl.journal.reading import Journal
from accessctl.journal.runs import Head, Lock, Run, close_run, may_be_open, open_run, renew_run
from accessctl.model.change import Change, Route
from accessctl.model.journal_view import OpenRun
from accessctl.model.outcome import CARRIED_OUT, TAKES_PLACE, Outcome, Status
from accessctl.model.record import Record
from accessctl.model.reminder import Noticed
from accessctl.reconcile.guards import counts_as_removal, replacements
from accessctl.reconcile.handoff_rows import superseded
from accessctl.rendering.texts import say_count

Stop = Callable[[], bool]
Progress = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Orders:
    """How an apply is to be done: who says so, what is random, and when to stop."""

    actor: str
    nonce: str
    command: str = "apply"
    flags: tuple[str, ...] = ()
    take_over: str | None = None
    patience: timedelta = timedelta(0)
    """How long to wait for another run that holds the journal, or moves it."""
    stop: Stop = field(default=lambda: False)
    progress: Progress = field(default=lambda _: None)


@dataclass(frozen=True, slots=True)
class Applied:
    """What an apply did; without a run nothing had to be written."""

    planned: Planned
    outcomes: tuple[Outcome, ...] = ()
    run: str | None = None
    tip: str | None = None
    interrupted: bool = False
    lost_credentials: AccessctlError | None = None
    notices: tuple[Noticed, ...] = ()
    """Whom the run told that invitations went unanswered."""


def apply(hands: Hands, planned: Planned, orders: Orders) -> Applied:
    """Carry out the plan. Nothing is written when there is nothing to do and nothing was learned."""
    place = hands.place
    changes = planned.plan.applicable
    if not (changes or planned.learned or planned.recovered or planned.dead or planned.to_be_noted):
        return Applied(planned, tip=planned.journal.tip)
    groups = requests(place, orders.nonce, changes)
    blocks = unanswered(place, planned)
    with posting(place, hands.pause, needed=bool(groups or blocks)) as post:
        ahead = place.edges.write_ahead(state_directory(place.gateway), orders.nonce)
        ahead.begin()
        try:
            run = _open(place, planned, orders, groups, by_mail=post.mailer is not None)
        except AccessctlError as error:
            if not may_be_open(error):  # else the file shows, on this disk, that nothing was begun
                ahead.forget()
            raise
        drop_unsent(place, planned.journal, planned.dead, planned.recovered)
        work = _Work(hands, planned, orders, run, ahead, post)
        try:
            for outcome in work.outcomes(changes, groups):
                work.note(outcome)
        finally:
            tip = work.close(changes, groups)
        told = notify(place, post, planned, orders.nonce, blocks)
    return Applied(planned, tuple(work.done), work.run.id, tip, work.interrupted, work.lost_credentials, told)


def _open(
    place: Workplace, planned: Planned, orders: Orders, groups: Sequence[Request], *, by_mail: bool
) -> Run:
    plan = planned.plan
    letters = messages(groups)
    changes = _marked(plan.applicable, planned)
    intents = tuple(
        intent(change, plan.made_at, *letters.get(change.id, (None, None)), by_mail=by_mail)
        for change in changes
    )
    head = Head(
        command=orders.command,
        actor=orders.actor,
        at=plan.made_at,
        nonce=orders.nonce,
        summary=say_count(place.rules.settings.language, "workflow", "run.opens", len(intents)),
        commit=plan.commit,
        digest=planned.digest,
        flags=orders.flags,
        practices=plan.scope.practices,
    )
    lock = Lock(
        holder=place.edges.process(),
        now=place.clock(),
        life=place.rules.settings.lock_time_to_live,
        take_over=orders.take_over,
    )

    def tell(journal: Journal, dead: tuple[OpenRun, ...]) -> Sequence[Record]:
        if journal.tip != planned.journal.tip or {run.run for run in dead} != planned.dead:
            raise StalePlanError("journal-moved")  # the plan knew nothing of it
        return (*planned.recovered, *planned.learned, *intents)

    return open_run(place.branch, head, lock, tell, planned.journal)


def _marked(changes: Sequence[Change], planned: Planned) -> tuple[Change, ...]:
    """Mark the removals that replace something, so that the guards of later runs don't count them."""
    replaced = replacements(changes, planned.differences)
    return tuple(
        replace(change, replaces=change.email)
        if change.kind.removes
        and change.replaces is None
        and not counts_as_removal(change, changes, replaced)
        else change
        for change in changes
    )


@dataclass(slots=True)
class _Work:
    """A run at work."""

    hands: Hands
    planned: Planned
    orders: Orders
    run: Run
    ahead: Notes
    post: Post
    done: list[Outcome] = field(default_factory=list)
    composed: dict[str, Letter] = field(default_factory=dict)
    """The letter that was composed before its turn, by its Message-ID."""
    interrupted: bool = False
    lost_lock: bool = False
    lost_credentials: AccessctlError | None = None

    def note(self, outcome: Outcome) -> None:
        self.ahead.note(outcome)
        self.done.append(outcome)
        self.orders.progress(outcome)

    def outcomes(self, changes: Sequence[Change], groups: Sequence[Request]) -> Iterator[Outcome]:
        """Yield one outcome after the other; between two of them the run may be stopped."""
        direct = [change for change in changes if change.route is Route.DIRECT]
        yield from self.hands.carry(self.hands, self, direct)
        for group, following in zip_longest(groups, groups[1:]):
            if self.must_stop():
                yield from (self.skipped(change) for _, change in group.items)
            else:
                yield from self._ask(group, following)

    def _ask(self, group: Request, following: Request | None) -> tuple[Outcome, ...]:
        """Send a group's letter, and compose the following one while a server takes it."""
        place = self.hands.place
        try:
            letter = self.composed.pop(group.message_id, None) or self._letter(group)
        except AccessctlError as error:  # a template of the organisation's own that cannot be filled
            return not_asked(place, group, error)
        return ask(place, self.post, group, letter, lambda: self._compose(following))

    def _letter(self, group: Request) -> Letter:
        tip = self.run.journal.tip
        return letter_for(self.hands.place, group, self.orders.nonce, tip, self.planned.view)

    def _compose(self, group: Request | None) -> None:
        if group is None:
            return
        with contextlib.suppress(Exception):  # whatever is wrong with it is said when its turn comes
            self.composed[group.message_id] = self._letter(group)
            content_of(self.composed[group.message_id])

    def must_stop(self) -> bool:
        """Say whether nothing more may be begun; the lock is kept meanwhile."""
        self.interrupted = self.interrupted or self.orders.stop()
        if self.interrupted or self.lost_credentials is not None or self.lost_lock:
            return True
        place = self.hands.place
        now = place.clock()
        if self.run.due(now):
            try:
                summary = say_count(place.rules.settings.language, "workflow", "run.renews", len(self.done))
                self.run = renew_run(place.branch, self.run, now, place.now, summary)
                self.lost_lock = not self.run.holds(place.clock())  # a machine may sleep in the middle of it
            except AccessctlError:
                self.lost_lock = True
        return self.lost_lock

    def refused(self, change: Change, error: CredentialsError) -> Outcome:
        """Return the outcome of the change at which the live system no longer accepted us: it is the last."""
        self.lost_credentials = error
        return Outcome(change, Status.FAILED, self.hands.place.now, code=error.code, params=error.params)

    def skipped(self, change: Change) -> Outcome:
        """Return the outcome of a change that is not begun any more."""
        code = "interrupted" if self.interrupted else "lock-lost" if self.lost_lock else "stopped"
        return Outcome(change, Status.SKIPPED, self.hands.place.now, code=code)

    def close(self, changes: Sequence[Change], groups: Sequence[Request]) -> str | None:
        """Write down what became of the run; whatever was not reached is planned anew."""
        letters = messages(groups)
        place = self.hands.place
        marked = {change.id: change for change in _marked(changes, self.planned)}
        records = [
            outcome_record(
                replace(item, change=marked[item.change.id]), letters.get(item.change.id, (None,))[0]
            )
            for item in self.done
        ]
        records += self._superseded()
        counted = say_count(place.rules.settings.language, "workflow", "run.closes", _effective(self.done))
        appended = close_run(place.branch, self.run, place.now, counted, records)
        self.ahead.forget()
        return appended.journal.tip

    def _superseded(self) -> Iterable[Record]:
        place, view = self.hands.place, self.planned.view
        for outcome in self.done:
            if outcome.status not in TAKES_PLACE:
                continue
            practice = place.declaration.practices[outcome.change.practice]
            pending = view.of(practice).pending(outcome.change.email)
            for item in superseded(outcome.change, pending):
                yield superseded_record(item, outcome.at, outcome.change.id)


def _effective(outcomes: Iterable[Outcome]) -> int:
    return sum(outcome.status in CARRIED_OUT for outcome in outcomes)
