"""What `doctor` found, as text and as the contract `accessctl.doctor/1`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from accessctl.model.checkup import Check, Checkup, Mark
from accessctl.rendering import style
from accessctl.rendering.json_values import plain
from accessctl.rendering.lines import INDENT
from accessctl.rendering.texts import area
from accessctl.rendering.voice import Voice

_SIGNS: Mapping[Mark, tuple[str, Callable[[str, bool], str]]] = {
    Mark.OK: ("✓", style.green),
    Mark.WARN: ("!", style.yellow),
    Mark.ERROR: ("✗", style.red),
}
_ERROR_AREAS = ("errors", "sandbox", "roster")


def checkup_json(found: Checkup, voice: Voice) -> dict[str, object]:
    """Return the result as JSON values; the sentences are in the reader's language, the codes are not."""
    return {
        "format": "accessctl.doctor/1",
        "root": found.root,
        "well": found.well,
        "checks": [
            {
                "check": check.name,
                "mark": str(check.mark),
                "code": check.code.removeprefix("error:"),
                "params": {key: plain(value) for key, value in check.params.items()},
                "message": _message(check, voice),
                "remedy": _remedy(check, voice),
            }
            for check in found.checks
        ],
    }


def checkup_text(found: Checkup, voice: Voice, *, color: bool) -> str:
    """Return the result as text: a line a check, and below it what to do."""
    return "\n".join(_lines(found, voice, color=color)) + "\n"


def _lines(found: Checkup, voice: Voice, *, color: bool) -> Iterator[str]:
    for check in found.checks:
        sign, painted = _SIGNS[check.mark]
        yield f"{painted(sign, color)} {_message(check, voice)}"
        remedy = _remedy(check, voice)
        if remedy is not None:
            yield INDENT + INDENT + remedy
    yield ""
    errors, warnings = (sum(check.mark is mark for check in found.checks) for mark in (Mark.ERROR, Mark.WARN))
    key = "well" if not errors and not warnings else "sum"
    yield voice.say("checkups", key, {"errors": errors, "warnings": warnings, "checks": len(found.checks)})


def _message(check: Check, voice: Voice) -> str:
    """Return the sentence; where a check could not be made, it is the error's own, its remedy included."""
    if not check.code.startswith("error:"):
        return voice.say("checkups", f"{check.name}.{check.code}", check.params)
    code = check.code.removeprefix("error:")
    where = next((name for name in _ERROR_AREAS if code in area(name)), "errors")
    return voice.code(where, code, check.params)


def _remedy(check: Check, voice: Voice) -> str | None:
    if check.mark is Mark.OK or check.code.startswith("error:"):
        return None
    return voice.say("checkups", f"{check.name}.{check.code}.remedy", check.params)
