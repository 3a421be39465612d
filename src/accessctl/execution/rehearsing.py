"""Rehearsing a plan: what apply would do in a browser, up to before each click that counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from accessctl.errors import CredentialsError, ProviderError
from accessctl.execution.scope import Scope, saved_scope
from accessctl.execution.withholding import withhold
from accessctl.execution.workflow import check_saved, plan, refuse
from accessctl.execution.workplace import Workplace
from accessctl.model.change import Change, Route
from accessctl.model.plan import Plan
from accessctl.model.rehearsal import Rehearsal


def rehearse_plan(
    place: Workplace, scope: Scope, saved: Plan | None = None, stop: Callable[[], bool] = lambda: False
) -> tuple[Rehearsal, ...]:
    """Rehearse what an apply would do now. It is refused where an apply is, since it types into live pages.

    Nothing is changed, and the journal is not written to.
    """
    planned = plan(place, saved_scope(scope, saved))
    if saved is not None:
        check_saved(saved, planned, place.rules.loosened)
    planned = withhold(place, planned, refuse(place, planned))
    return tuple(_rehearsed(place, planned.plan.applicable, stop))


def _rehearsed(
    place: Workplace, changes: tuple[Change, ...], stop: Callable[[], bool]
) -> Iterator[Rehearsal]:
    for change in changes:
        if stop():
            return
        if change.route is not Route.DIRECT:
            continue
        try:
            steps = place.writer.rehearse(place.declaration.practices[change.practice], change)
        except CredentialsError:
            raise
        except ProviderError as error:
            yield Rehearsal(change, code=error.code, params=error.params)
        else:
            if steps is not None:
                yield Rehearsal(change, steps)
