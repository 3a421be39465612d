"""The contract `accessctl.plan/1`: a plan as JSON. No text in it depends on a language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from accessctl.model.change import Change, Origin, Route
from accessctl.model.plan import Notice, Plan, PlanScope, Violation
from accessctl.rendering.json_values import access_json, instant, instant_or_none, plain

FORMAT = "accessctl.plan/1"
NOTICES = ("waiting", "blocked", "unmanaged", "unverified", "released", "frozen", "alterations", "renamed")

LEADING = ("alterations", "blocked", "frozen")
"""The notices that a reader has to see first."""


def plan_json(plan: Plan, digest: str) -> dict[str, object]:
    """Return the plan as `accessctl.plan/1`, in the plan's own order."""
    return {
        "format": FORMAT,
        "digest": digest,
        "tree": None if plan.tree is None else dict(plan.tree),
        "commit": plan.commit,
        "made_at": instant(plan.made_at),
        "valid_until": instant_or_none(plan.valid_until),
        "with_journal": plan.with_journal,
        "changes": [change_json(change) for change in plan.changes],
        **{
            name: [notice_json(notice, blocked=name == "blocked") for notice in getattr(plan, name)]
            for name in NOTICES
        },
        "violations": [violation_json(violation) for violation in plan.violations],
        "plan_only": sorted(plan.plan_only),
        "withheld": sorted(plan.withheld),
        "scope": scope_json(plan.scope),
        "summary": summary_json(plan),
    }


def scope_json(scope: PlanScope) -> dict[str, object]:
    """Return what the plan looked at; `practices` is null where it was all of them."""
    return {
        "practices": None if scope.practices is None else list(scope.practices),
        "declared": scope.declared,
        "since": scope.since,
        "base": scope.base,
    }


def change_json(change: Change) -> dict[str, object]:
    """Return one change."""
    return {
        "id": change.id,
        "kind": str(change.kind),
        "practice": change.practice,
        "email": change.email,
        "name": change.name,
        "surnames": list(change.surnames),
        "route": str(change.route),
        "recipient": change.recipient,
        "before": access_json(change.before),
        "after": access_json(change.after),
        "reason": {"code": change.reason.code, "params": _params(change.reason.params)},
        "origin": _origin_json(change.origin),
        "sensitive": change.sensitive,
        "centre": change.centre,
        "replaces": change.replaces,
    }


def notice_json(notice: Notice, *, blocked: bool = False) -> dict[str, object]:
    """Return something that is shown and not done; a blocked one always names its remedy."""
    return {
        "practice": notice.practice,
        "email": notice.email,
        "kind": None if notice.kind is None else str(notice.kind),
        "code": notice.code,
        "params": _params(notice.params),
        "until": instant_or_none(notice.until),
        "remedy": notice.remedy or (notice.code if blocked else None),
    }


def violation_json(violation: Violation) -> dict[str, object]:
    """Return one guard's refusal."""
    return {
        "guard": violation.guard,
        "practice": violation.practice,
        "email": violation.email,
        "params": _params(violation.params),
        "flag": violation.flag,
    }


def summary_json(plan: Plan) -> dict[str, object]:
    """Return how many there are of everything; changes of plan-only practices are counted too."""
    routes = Counter(change.route for change in plan.changes)
    kinds = Counter(str(change.kind) for change in plan.changes)
    return {
        "practices": plan.practices,
        "changes": len(plan.changes),
        "direct": routes[Route.DIRECT],
        "handoffs": routes[Route.HANDOFF],
        "sensitive": sum(change.sensitive for change in plan.changes),
        "plan_only": sum(change.practice in plan.plan_only for change in plan.changes),
        "withheld": len(plan.withheld),
        **{name: len(getattr(plan, name)) for name in NOTICES},
        "violations": len(plan.violations),
        "by_kind": dict(sorted(kinds.items())),
    }


def _origin_json(origin: Origin) -> dict[str, object]:
    return {
        "file": None if origin.where is None else origin.where.file,
        "line": None if origin.where is None else origin.where.line,
        "commit": origin.commit,
        "author": origin.author,
        "at": instant_or_none(origin.at),
        "drift_since": instant_or_none(origin.drift_since),
    }


def _params(params: Mapping[str, object]) -> dict[str, object]:
    return {key: plain(params[key]) for key in sorted(params)}
