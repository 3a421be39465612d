"""The gates before the table: what holds a whole practice still."""

from __future__ import annotations

from accessctl.model.identity import Address
from accessctl.model.live import Observation, Unobserved
from accessctl.model.plan import Notice
from accessctl.reconcile.case import Situation


def gate(situation: Situation) -> Notice | None:
    """Return what holds the practice still, or None."""
    slug = situation.slug
    rule = situation.holds.frozen.get(slug)
    if rule is not None:
        code = "shared-account" if rule == "two-practices-one-account" else "practice-has-errors"
        return Notice(slug, code, params={"rule": rule}, remedy=code)
    observed = situation.observed
    if isinstance(observed, Unobserved):
        return Notice(
            slug, "unobserved", params={"cause": observed.code, **observed.params}, remedy="unobserved"
        )
    age = situation.now - observed.at
    if age > situation.rules.settings.live.max_observation_age:
        return Notice(
            slug, "observation-too-old", params={"as_of": observed.at}, remedy="observation-too-old"
        )
    refused = refused_answer(situation, observed)
    if refused is None:
        return None
    return Notice(slug, refused, params=_counts(situation, observed), remedy=refused)


def refused_answer(situation: Situation, observed: Observation) -> str | None:
    """Say whether an answer is too empty to be believed: `empty-answer`, `shrunken-answer` or None.

    Compared with the people of the last journalled observation, less the removals journalled since, those
    that somebody was asked for included.
    """
    if situation.slug in situation.rules.loosened.accept_live:
        return None
    before, now = len(_seen_before(situation)), observed.count
    if before and not now:
        return "empty-answer"
    if now * 2 < before and before - now >= 3:
        return "shrunken-answer"
    return None


def _seen_before(situation: Situation) -> frozenset[Address]:
    view = situation.view
    leaving = {item.email for item in view.handoffs if item.pending and item.kind.removes}
    return frozenset(email for email, person in view.people.items() if person.seen and email not in leaving)


def _counts(situation: Situation, observed: Observation) -> dict[str, object]:
    return {"before": len(_seen_before(situation)), "now": observed.count}
