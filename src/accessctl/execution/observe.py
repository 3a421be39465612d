"""From files, live system and journal to one plan: everything is read first, then the difference is taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from accessctl.execution.origins import with_origins
from accessctl.execution.plan_memory import PlanMemory
from accessctl.execution.repository import Standing
from accessctl.execution.workplace import Workplace
from accessctl.history.engine import Asked
from accessctl.journal.reading import Journal
from accessctl.journal.recalling import Told
from accessctl.model.finding import Finding, Stops
from accessctl.model.journal_view import EMPTY_JOURNAL, JournalView
from accessctl.model.live import Observation, Unobserved
from accessctl.model.plan import Plan, PlanScope
from accessctl.model.practice import Practice
from accessctl.model.record import Record
from accessctl.model.rules import Rules
from accessctl.reconcile.case import Situation
from accessctl.reconcile.diff import Difference, diff
from accessctl.reconcile.learning import learn, learn_releases
from accessctl.reconcile.planning import Round, assemble, digest
from accessctl.reconcile.quiet import Quiet
from accessctl.reconcile.reviewing import due_at
from accessctl.validation.checking import check_reviews


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, with what it was made from."""

    plan: Plan
    differences: tuple[Difference, ...]
    journal: Journal
    view: JournalView
    standing: Standing
    recovered: tuple[Record, ...] = ()
    """What is recorded of a dead run's intents."""
    rules: Rules = field(default_factory=Rules)
    """What the run goes by: the command's flags and the commit's trailers included."""
    loosened_by_commit: bool = False
    """Whether trailers of the commit loosen something: an apply uses them up, even if it changes nothing."""
    declared_anew: bool = False
    """Whether the files say something else than those applied last: an apply takes note of that even if it
    changes nothing now. A first day may lie ahead, and from now on the new signers count."""
    dead: frozenset[str] = frozenset()
    """The dead runs themselves."""
    findings: tuple[Finding, ...] = ()
    """What is found in the files, and with the journal at hand."""

    @property
    def digest(self) -> str:
        """The digest of the plan."""
        return digest(self.plan)

    @property
    def to_be_noted(self) -> bool:
        """Whether the journal has to know that this commit was applied, even if that changes nothing."""
        return self.loosened_by_commit or self.declared_anew

    @property
    def learned(self) -> tuple[Record, ...]:
        """What the observation adds to the journal."""
        people = tuple(record for difference in self.differences for record in learn(difference))
        return (*learn_releases(self.plan.released, self.plan.made_at), *people)


def observe(place: Workplace, practices: Sequence[Practice]) -> dict[str, Observation | Unobserved]:
    """Read the practices from the live system in one go."""
    lookups = {
        practice.slug: frozenset(entry.email for entry in practice.assistants) for practice in practices
    }
    return dict(place.reader.observe(practices, lookups))


def plan_with(
    place: Workplace,
    standing: Standing,
    told: Told,
    slugs: Iterable[str] | None,
    memory: PlanMemory | None = None,
) -> Planned:
    """Observe some practices (None: all), take the difference and put the plan together.

    Those in which nothing is to be done, as the memory has it, are not looked at.
    """
    view, now = told.view, place.now
    wanted = None if slugs is None else frozenset(slugs)
    known = place.declaration.practices
    there = sorted(known if wanted is None else wanted & known.keys())
    quiet = {} if memory is None else memory.quiet(there, now)
    practices = tuple(known[slug] for slug in there if slug not in quiet)
    differences = _differences(place, practices, view, now)
    if memory is not None:
        memory.learn(differences, now)
    start = Round(
        declaration=place.declaration,
        journal=view,
        rules=place.rules,
        now=now,
        commit=standing.commit,
        tree=standing.tree,
        with_journal=view is not EMPTY_JOURNAL,
        broken=_broken(place.findings),
    )
    plan = assemble((*differences, *quiet.values()), start)
    plan = _within(plan, place, wanted)
    plan = replace(
        plan,
        changes=with_origins(
            place.gateway,
            Asked(place.rules.settings.branch, place.commit or "HEAD"),
            plan.changes,
            _ends(plan, practices),
            committed=place.commit is not None,
        ),
    )
    findings = _findings(place, differences, quiet, now)
    return Planned(plan, differences, told.journal, view, standing, rules=place.rules, findings=findings)


def _differences(
    place: Workplace, practices: Sequence[Practice], view: JournalView, now: datetime
) -> tuple[Difference, ...]:
    """Observe practices and take the difference of each."""
    observed = observe(place, practices)
    return tuple(
        diff(
            Situation(
                practice=practice,
                observed=observed[practice.slug],
                view=view.of(practice),
                rules=place.rules,
                capabilities=place.reader.capabilities_of(practice),
                holds=place.holds,
                now=now,
                known_as=_earlier_slug(view, practice),
            ),
            view.unknown_fates,
        )
        for practice in practices
    )


def _findings(
    place: Workplace, differences: Iterable[Difference], quiet: Mapping[str, Quiet], now: datetime
) -> tuple[Finding, ...]:
    """Return the findings of the files, with those that only the journal tells of."""
    limits = {slug: item.review_due for slug, item in quiet.items()} | {
        difference.situation.slug: due_at(difference.situation.view, place.rules.policy)
        for difference in differences
    }
    due = {slug: at for slug, at in limits.items() if at is not None}
    overdue = check_reviews(place.declaration, due, now, place.skip)
    return tuple(sorted((*place.findings, *overdue), key=lambda finding: finding.order))


def _within(plan: Plan, place: Workplace, wanted: frozenset[str] | None) -> Plan:
    """Return the plan with what it looked at, and nothing about other practices."""
    known = place.declaration.practices.keys() | place.declaration.unreadable
    if wanted is None:
        return replace(plan, scope=PlanScope(declared=len(known)))
    return replace(
        plan,
        released=tuple(item for item in plan.released if item.practice in wanted),
        frozen=tuple(item for item in plan.frozen if item.practice in wanted or not item.practice),
        practices=len(wanted & known),
        scope=PlanScope(tuple(sorted(wanted)), len(known | wanted)),
    )


def _broken(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(sorted({finding.where.file for finding in findings if finding.stops is Stops.APPLY}))


def _earlier_slug(view: JournalView, practice: Practice) -> str | None:
    known = view.known_as(practice)
    return known if known != practice.slug else None


def _ends(plan: Plan, practices: Iterable[Practice]) -> dict[str, int]:
    """Return the last line of each change's entry, by change id."""
    entries = [(practice.slug, entry) for practice in practices for entry in practice.assistants]
    lines = {(slug, entry.email): entry.end_line for slug, entry in entries}
    old = {(slug, earlier): entry.end_line for slug, entry in entries for earlier in entry.previously}
    ends = {**old, **lines}
    return {
        change.id: ends[change.practice, change.email]
        for change in plan.changes
        if (change.practice, change.email) in ends and change.origin.drift_since is None
    }
