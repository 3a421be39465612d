"""Which requests for record access are withheld, because what declared them was not approved.

Like provenance, this belongs to apply: it is no part of the plan's digest, and holds up nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from accessctl.errors import AccessctlError
from accessctl.execution.approvals import Approvals, Verdict, approvals_of, ever_needed, noted_by
from accessctl.execution.observe import Planned
from accessctl.execution.practice_versions import VersionReader
from accessctl.execution.workplace import Workplace
from accessctl.history.declaring import record_declared
from accessctl.history.engine import Asked, load_history
from accessctl.history.walking import chain
from accessctl.journal.gateway import Gateway
from accessctl.model.change import Change, ChangeKind
from accessctl.model.plan import Notice, Plan


def withhold(place: Workplace, planned: Planned, tip: str | None) -> Planned:
    """Return the plan with what is withheld; `tip` is the commit at which the branch stands.

    A plan of files that are nobody's commit, or of a commit that is not on the branch, is left as it is: what
    it asks for can still be approved.
    """
    plan, policy = planned.plan, place.rules.policy.approvals
    needed = 0 if policy is None else policy.record_access
    asked = [change for change in plan.applicable if change.kind is ChangeKind.REQUEST_RECORD_ACCESS]
    head = planned.standing.commit
    if not asked or head is None or tip is None or not (needed or ever_needed(place.gateway, head)):
        return planned
    if not place.gateway.is_ancestor(head, tip):
        return planned
    line = chain(place.gateway, tip)
    noted = noted_by(place.gateway, line, planned.view.applied)
    branch = place.rules.settings.branch
    with approvals_of(place.gateway, branch, place.environment, noted) as approvals:
        found = _verdicts(approvals, line, head, asked, needed)
    short = [(change, verdict) for change, verdict in found if verdict.have < verdict.needed]
    return replace(planned, plan=_without(plan, short))


def _without(plan: Plan, short: Iterable[tuple[Change, Verdict]]) -> Plan:
    listed = tuple(short)
    blocked = (*plan.blocked, *(_notice(change, verdict) for change, verdict in listed))
    return replace(
        plan,
        blocked=tuple(sorted(blocked, key=lambda notice: notice.order)),
        withheld=plan.withheld | {change.id for change, _ in listed},
    )


def _notice(change: Change, verdict: Verdict) -> Notice:
    params: dict[str, object] = {"needed": verdict.needed, "have": verdict.have}
    if verdict.cause is not None:
        params |= {**verdict.params, "cause": verdict.cause}
    if change.origin.commit is not None:
        params["commit"] = change.origin.commit[:12]
    remedy = "approval-missing" if verdict.obstacle is None else f"approval-missing.{verdict.obstacle}"
    return Notice(change.practice, "approval-missing", change.email, change.kind, params, remedy=remedy)


def _verdicts(
    approvals: Approvals, line: Sequence[str], head: str, asked: Sequence[Change], needed: int
) -> list[tuple[Change, Verdict]]:
    if head not in line:  # a commit that was merged: its own line was written by its author
        return [(change, Verdict(max(needed, 1), obstacle="beside")) for change in asked]
    try:
        declared = declaring_commits(approvals.gateway, approvals.branch, head, asked)
    except AccessctlError as error:
        untold = Verdict(max(needed, 1), obstacle="history", cause=error.code, params=error.params)
        return [(change, untold) for change in asked]
    judged = []
    for change in asked:
        commit = declared.get((change.practice, change.email))
        verdict = Verdict(max(needed, 1)) if commit is None else approvals.of(commit, needed)
        judged.append((change, verdict.about(change.email)))
    return judged


def declaring_commits(
    gateway: Gateway, branch: str, head: str, asked: Iterable[Change]
) -> Mapping[tuple[str, str], str]:
    """Return the commit that last changed what is declared of each person's record access."""
    at_tip = head == gateway.resolve(f"refs/heads/{branch}")
    history = load_history(gateway, Asked(branch, None if at_tip else head), VersionReader())
    wanted = {(change.practice, change.email) for change in asked}
    return {who: commit for who in wanted if (commit := record_declared(history, *who)) is not None}
