"""What the CI of a repository has to bring: from what its files declare, as far as they can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accessctl.handoffs.smtp_url import VARIABLE as MAIL
from accessctl.model.policy import Policy
from accessctl.model.practice import Practice
from accessctl.model.setup import PipelineNeeds
from accessctl.providers.huli.entry import KEY_VARIABLE, own_variable
from accessctl.providers.huli.web import sessions
from accessctl.providers.huli.web.whereabouts import URL_VARIABLE


def needs_of(practices: Iterable[Practice], policy: Policy) -> PipelineNeeds:
    """Return which parts of the program are installed, and which variables its branch's jobs are handed."""
    live = sorted((one for one in practices if one.provider == "huli"), key=lambda one: one.slug)
    asked, web = [one for one in live if not one.web], [one for one in live if one.web]
    approvals = policy.approvals is not None and policy.approvals.record_access > 0
    parts = {"forge": approvals, "huli": bool(asked), "web": bool(web)}
    return PipelineNeeds(
        extras=tuple(name for name, needed in parts.items() if needed),
        reading=(*_keys(asked), *_sessions(web)),
        mail=MAIL,
        browser=bool(web),
        approvals=approvals,
    )


def _keys(practices: Iterable[Practice]) -> Iterator[str]:
    """Yield the key for all and each organisation's own: which of them there is, the host knows alone."""
    organizations = {one.organization for one in practices if one.organization is not None}
    if organizations:
        yield KEY_VARIABLE
    yield from (own_variable(organization) for organization in sorted(organizations, key=int))


def _sessions(practices: list[Practice]) -> Iterator[str]:
    if practices:
        yield URL_VARIABLE
        yield sessions.KEY_VARIABLE
    yield from (sessions.variable_of(one.slug) for one in practices)
