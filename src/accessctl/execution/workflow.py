"""What the commands do, as functions: plan, apply, status. The one place that joins core and edges."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import count

from accessctl.declarations.loading import load_files
from accessctl.errors import AccessctlError, LockedError, RefusedError, StalePlanError
from accessctl.execution.altering import altered, loosened_by
from accessctl.execution.apply import Applied, Orders, apply
from accessctl.execution.effects import Hands
from accessctl.execution.loosening import from_trailers, merged
from accessctl.execution.observe import Planned, observe, plan_with
from accessctl.execution.plan_memory import plan_memory
from accessctl.execution.recovery import dead_runs, recover
from accessctl.execution.repository import (
    RULES,
    Standing,
    earlier_files,
    fetch_tip,
    known_tip,
    provenance,
    same_declarations,
    standing,
    standing_at,
    trailers,
)
from accessctl.execution.scope import Scope, looked_at, saved_scope
from accessctl.execution.withholding import withhold
from accessctl.execution.workplace import Workplace
from accessctl.journal.folding import fold
from accessctl.journal.reading import EMPTY
from accessctl.journal.recalling import Tell, Told, recall, tell
from accessctl.model.journal_view import EMPTY_JOURNAL, JournalView
from accessctl.model.moved import Moved
from accessctl.model.plan import Plan, Violation
from accessctl.model.practice import Practice
from accessctl.model.rules import Loosened
from accessctl.model.status import EndsSoon, Status
from accessctl.reconcile.comparing import compare
from accessctl.reconcile.desired import local_day
from accessctl.reconcile.guards import guard
from accessctl.reconcile.planning import digest

SOON = timedelta(days=14)
TRIES = 3
LOCKED_SECONDS = 5.0
"""How long a patient run waits before it looks again whether the journal is free."""


class PlanMovedError(StalePlanError):
    """The saved plan no longer holds; `moved` says what is different."""

    def __init__(self, moved: tuple[Moved, ...]) -> None:
        super().__init__("plan-stale", count=len(moved))
        self.moved = moved


class NotConfirmedError(AccessctlError):
    """Somebody was asked and said no."""


class GuardsError(RefusedError):
    """Guards refused; `violations` says which."""

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        super().__init__("refused-by-guards", count=len(violations))
        self.violations = violations


def plan(place: Workplace, scope: Scope, told_by: Tell = tell) -> Planned:
    """Return the plan of now; what is applied must not be `told_by` a memory."""
    told = told_by(place.branch) if scope.with_journal else Told(EMPTY, EMPTY_JOURNAL)
    journal = told.journal
    dead = dead_runs(place, told.view.open_runs, scope.take_over)
    recovered = recover(place, dead, told.view)
    if recovered:
        told = Told(journal, fold((*journal.records, *recovered)))
    view = told.view
    given = from_trailers(() if place.commit is not None else trailers(place.gateway, view.applied))
    loosened = replace(place, rules=replace(place.rules, loosened=merged(place.rules.loosened, given)))
    place.check_known(scope.slugs)
    base = None if place.base is None else place.base.commit
    stands = _standing(place, base)
    practices = looked_at(place, scope, view)
    memory = plan_memory(loosened, told)
    planned = plan_with(loosened, stands, told, practices, memory)
    if memory is not None:
        memory.write()
    besides = altered(place, view.last_commit, scope.since)
    shown = replace(
        planned.plan,
        alterations=(*loosened_by(place, view.applied), *besides.alterations),
        renamed=besides.renamed,
        scope=replace(planned.plan.scope, since=scope.since, base=base),
        with_journal=scope.with_journal,
    )
    return replace(
        planned,
        plan=shown,
        loosened_by_commit=given != Loosened(),
        declared_anew=_declared_anew(place, view, stands, practices),
        recovered=recovered,
        dead=frozenset(run.run for run in dead),
    )


def _standing(place: Workplace, base: str | None) -> Standing:
    if place.commit is not None:
        return standing_at(place.gateway, place.commit)
    return standing(place.gateway, place.files, base)


def _declared_anew(
    place: Workplace, view: JournalView, stands: Standing, practices: tuple[str, ...] | None
) -> bool:
    """Say whether these files are others than those that the practices were applied from last.

    The same files of a rewritten branch count as others: rounds cannot go by a commit that is not on it.
    """
    gateway, head = place.gateway, stands.head
    if place.commit is not None or stands.tree is None or head is None:
        return False
    known = view.commits_in_force if practices is None else {view.commit_of(slug) for slug in practices}
    if None in known or not known:
        return bool(place.declaration.practices)
    return not all(
        same_declarations(gateway, stands.tree, str(commit)) and gateway.is_ancestor(str(commit), head)
        for commit in known
    )


def shown_plan(place: Workplace, scope: Scope) -> Planned:
    """Return the plan of now, with what an apply would withhold as far as this clone knows the branch."""
    planned = plan(place, scope, recall)
    return withhold(place, planned, known_tip(place.gateway, place.rules.settings))


def refuse(place: Workplace, planned: Planned) -> str | None:
    """Raise unless the plan may be applied: every guard, all violations in one report.

    Return where the branch stands.
    """
    if place.gateway.is_shallow():  # whether this commit is older than the last applied one cannot be told
        raise AccessctlError("history-shallow")
    if place.holds.apply:
        raise AccessctlError("declaration-errors", rules=", ".join(place.holds.apply))
    if not planned.plan.with_journal:
        raise AccessctlError("plan-without-journal")
    if place.commit is not None and not in_force(planned.view, place.commit, planned.plan.scope.practices):
        raise StalePlanError("applied-meanwhile", commit=place.commit[:12])
    rules, last = planned.rules, place.commit or planned.view.last_commit
    settings = replace(rules.settings, branch=_reviewed_branch(place, last))
    tip = None if planned.standing.dirty else fetch_tip(place.gateway, settings)
    branch = (settings.branch, tip)
    found = provenance(place.gateway, planned.standing, branch, rules.loosened, last)
    violations = (*found, *_journal_root(place), *planned.plan.violations)
    if violations:
        raise GuardsError(violations)
    return tip


def in_force(view: JournalView, commit: str, practices: tuple[str, ...] | None) -> bool:
    """Say whether the practices (None: all) were applied from a commit last."""
    if practices is None:
        return view.commits_in_force == {commit}
    return all(view.commit_of(slug) == commit for slug in practices)


def _reviewed_branch(place: Workplace, last_commit: str | None) -> str:
    """Return the branch that was applied last: no commit can name its own."""
    earlier = {} if last_commit is None else earlier_files(place.gateway, last_commit, RULES[:1])
    return load_files(earlier).settings.branch if earlier else place.rules.settings.branch


def _journal_root(place: Workplace) -> Iterable[Violation]:
    """Only the sandbox may be applied to without a pinned journal: what it holds is nobody's access."""
    real = any(practice.provider != "sandbox" for practice in place.declaration.practices.values())
    if real and place.rules.settings.journal.root is None:
        yield Violation("journal-root-missing")


def check_saved(saved: Plan, planned: Planned, said: Loosened) -> None:
    """Raise where the plan of now is not the saved one; `said`: what somebody loosened by flag, just now.

    A merge's message is written after the review: what a trailer of it loosens, nobody has agreed to yet.
    """
    if not saved.with_journal:
        raise AccessctlError("plan-without-journal")
    moved = compare(saved, planned.plan)
    if moved:
        raise PlanMovedError(moved)
    if digest(saved) != planned.digest and planned.plan.violations:
        raise GuardsError(planned.plan.violations)  # the steps are the same; what was allowed is not
    if saved.violations and planned.loosened_by_commit:
        refused = {item.guard for item in saved.violations} & _refusing(planned, said)
        if refused:
            raise StalePlanError("plan-loosened-since", guards=", ".join(sorted(refused)))


def _refusing(planned: Planned, said: Loosened) -> set[str]:
    """Return the guards that would refuse the plan if nothing were loosened but by flag."""
    changes = [change for change in planned.plan.changes if change.practice not in planned.plan.plan_only]
    rules = replace(planned.rules, loosened=said)
    found = guard(changes, planned.differences, planned.view, rules, planned.plan.made_at)
    return {item.guard for item in found}


def apply_plan(
    hands: Hands, scope: Scope, orders: Orders, agree: Callable[[Planned], bool], saved: Plan | None = None
) -> Applied:
    """Plan, check, ask, and apply. When the journal moved meanwhile, everything is looked at again."""
    place = hands.place
    scope = saved_scope(scope, saved)
    patient_until = None if not orders.patience else place.clock() + orders.patience
    for attempt in count(1):
        planned = plan(place, scope)
        if saved is not None:
            check_saved(saved, planned, place.rules.loosened)
        planned = withhold(place, planned, refuse(place, planned))
        if planned.plan.applicable and not agree(planned):
            raise NotConfirmedError("not-confirmed")
        try:
            return apply(hands, planned, orders)
        except (StalePlanError, LockedError) as error:
            locked = isinstance(error, LockedError)
            patient = patient_until is not None and place.clock() < patient_until
            if (locked or attempt >= TRIES) and not patient:
                raise
            if locked:
                hands.pause(LOCKED_SECONDS)
    raise AssertionError("every try returns or raises")


def status(place: Workplace, scope: Scope) -> Status:
    """Return what is live, with open hand-offs and what ends soon."""
    practices = place.practices(scope.slugs)
    view = journal_view(place) if scope.with_journal else EMPTY_JOURNAL
    now = place.now
    return Status(
        now=now,
        observations=observe(place, practices),
        practices={practice.slug: practice for practice in practices},
        handoffs=tuple(
            handoff for practice in practices for handoff in view.of(practice).handoffs if handoff.pending
        ),
        ends_soon=tuple(item for practice in practices for item in _ends_soon(place, practice)),
        zone=place.rules.settings.time_zone,
        unreadable=tuple(
            slug for slug in sorted(place.declaration.unreadable) if not scope.slugs or slug in scope.slugs
        ),
    )


def journal_view(place: Workplace) -> JournalView:
    """Return the journal, folded, to be looked at."""
    return recall(place.branch).view


def _ends_soon(place: Workplace, practice: Practice) -> Iterable[EndsSoon]:
    today = local_day(place.now, practice.time_zone)
    for entry in practice.assistants:
        if entry.ends is not None and today <= entry.ends <= today + SOON:
            yield EndsSoon(practice.slug, entry.email, "access", entry.ends)
        record = entry.record_access
        if record is not None and record.until is not None and today <= record.until <= today + SOON:
            yield EndsSoon(practice.slug, entry.email, "record_access", record.until)
