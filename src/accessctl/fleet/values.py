"""Values as they lie in the database: changes, outcomes, what was read; and back again, the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from accessctl.errors import AccessctlError, CredentialsError, ProviderError, TransientError
from accessctl.model.change import Change, Reason
from accessctl.model.live import Gap, Observation, Unobserved
from accessctl.model.outcome import Outcome, Status

Json = dict[str, Any]
_RAISED: dict[str, type[AccessctlError]] = {
    kind.__name__: kind for kind in (AccessctlError, ProviderError, TransientError, CredentialsError)
}
_TAGS: Mapping[str, Callable[[Any], object]] = {
    "instant": datetime.fromisoformat,
    "day": date.fromisoformat,
    "seconds": lambda seconds: timedelta(seconds=seconds),
    "several": lambda items: tuple(map(_untagged, items)),
    "named": lambda items: {key: _untagged(item) for key, item in items.items()},
}


def change_json(change: Change) -> Json:
    """Return what it takes to carry a change out; why it is wanted stays with the run."""
    bare = replace(change, reason=Reason(change.reason.code))
    return dict(_changes().dump_python(bare, mode="json"))


def change_of(value: Json) -> Change:
    """Return the change."""
    return _changes().validate_python(value)


def outcome_json(outcome: Outcome) -> Json:
    """Return what became of a change, without the change."""
    return {
        "status": str(outcome.status),
        "at": outcome.at.isoformat(),
        "reference": outcome.reference,
        "code": outcome.code,
        "params": _params_json(outcome.params),
    }


def outcome_of(change: Change, value: Json) -> Outcome:
    """Return what became of a change."""
    return Outcome(
        change,
        Status(value["status"]),
        datetime.fromisoformat(value["at"]),
        reference=value["reference"],
        code=value["code"],
        params=_params_of(value["params"]),
    )


def answer_json(found: Observation | Unobserved) -> Json:
    """Return what was read of a practice, or why it was not."""
    if isinstance(found, Unobserved):
        return {"unobserved": found.code, "params": _params_json(found.params)}
    gaps = [[gap.code, _params_json(gap.params), gap.people] for gap in found.gaps]
    return {"seen": _observations().dump_python(replace(found, gaps=()), mode="json"), "gaps": gaps}


def error_json(error: AccessctlError) -> Json:
    """Return an error that ended the reading of a practice, and is to end that of all."""
    kind = next(name for name in reversed(_RAISED) if isinstance(error, _RAISED[name]))
    return {"error": kind, "code": error.code, "params": _params_json(error.params)}


def answer_of(practice: str, value: Json) -> Observation | Unobserved:
    """Return what was read of a practice; raises where reading ended in an error."""
    if "error" in value:
        raise error_of(value)
    if "unobserved" in value:
        return Unobserved(practice, value["unobserved"], _params_of(value["params"]))
    gaps = tuple(Gap(code, _params_of(params), people) for code, params, people in value["gaps"])
    return replace(_observations().validate_python(value["seen"]), gaps=gaps)


def error_of(value: Json) -> AccessctlError:
    """Return the error that a worker met."""
    return _RAISED[value["error"]](value["code"], **_params_of(value["params"]))


def _params_json(params: Mapping[str, object]) -> Json:
    return {key: _tagged(item) for key, item in params.items()}


def _params_of(value: Json) -> dict[str, object]:
    return {key: _untagged(item) for key, item in value.items()}


def _tagged(value: object) -> object:
    """Return a parameter as JSON, what JSON has no word for under its kind."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return {"instant": value.astimezone(UTC).isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, timedelta):
        return {"seconds": value.total_seconds()}
    if isinstance(value, Mapping):
        return {"named": {str(key): _tagged(item) for key, item in value.items()}}
    if isinstance(value, set | frozenset):
        return {"several": [_tagged(item) for item in sorted(value, key=str)]}
    if isinstance(value, list | tuple):
        return {"several": [_tagged(item) for item in value]}
    return str(value)


def _untagged(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    ((kind, held),) = value.items()
    return _TAGS[kind](held)


@cache
def _changes() -> TypeAdapter[Change]:
    return TypeAdapter(Change)


@cache
def _observations() -> TypeAdapter[Observation]:
    return TypeAdapter(Observation)
