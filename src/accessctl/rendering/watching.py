"""A round of `watch`: a few lines for people, or one line of JSON for a log."""

from __future__ import annotations

import json
from collections import Counter

from accessctl.model.outcome import Status
from accessctl.model.watching import PartDone, Round, Trouble
from accessctl.rendering.json_values import instant, plain
from accessctl.rendering.outcomes import outcome_json, outcomes_text
from accessctl.rendering.reminders import noticed_json, noticed_line, reminded_json, reminded_line
from accessctl.rendering.texts import has
from accessctl.rendering.violations import violations_json, violations_text
from accessctl.rendering.voice import Voice

FORMAT = "accessctl.watch/1"
AREAS = ("errors", "sandbox", "roster")


def round_json(found: Round) -> str:
    """Return the round as one line of `accessctl.watch/1`."""
    counts = Counter(outcome.status for outcome in found.outcomes)
    value = {
        "format": FORMAT,
        "at": instant(found.at),
        "seconds": round(found.seconds, 3),
        "parts": [_part_json(part) for part in found.parts],
        "pending_handoffs": found.pending,
        "unknown_fates": found.unknown_fates,
        "managed": found.managed,
        "error": None if found.trouble is None else _trouble_json(found.trouble),
        "summary": {
            "changes": len(found.outcomes),
            **{status.replace("-", "_"): counts[status] for status in Status},
            "waiting": sum(part.waiting for part in found.parts),
            "blocked": sum(part.blocked for part in found.parts),
            "frozen": sum(part.frozen for part in found.parts),
            "reminders": sum(item.status is Status.HANDED_OFF for item in found.reminders),
        },
    }
    return json.dumps(value, ensure_ascii=False)


def _part_json(part: PartDone) -> dict[str, object]:
    return {
        "commit": part.part.commit,
        "practices": None if part.part.practices is None else list(part.part.practices),
        "run": part.run,
        "outcomes": [outcome_json(outcome) for outcome in part.outcomes],
        "reminders": [reminded_json(item) for item in part.reminders],
        "notices": [noticed_json(item) for item in part.notices],
        "digested": part.digested,
        "waiting": part.waiting,
        "blocked": part.blocked,
        "frozen": part.frozen,
        "valid_until": None if part.valid_until is None else instant(part.valid_until),
        "violations": violations_json(part.violations),
        "error": None if part.trouble is None else _trouble_json(part.trouble),
    }


def _trouble_json(trouble: Trouble) -> dict[str, object]:
    return {
        "code": trouble.code,
        "params": {key: plain(trouble.params[key]) for key in sorted(trouble.params)},
        "exit_code": trouble.exit_code,
    }


def round_text(found: Round, language: str, *, color: bool, zone: str) -> str:
    """Return what the round did: what was carried out, what was refused, and what waits."""
    voice = Voice(language, zone)
    lines = [_headline(voice, found)]
    for part in found.parts:
        if part.outcomes:
            said = outcomes_text(part.outcomes, part.run or "", language, color=color, zone=zone)
            lines.append(said.removesuffix("\n"))
        lines += [noticed_line(voice, item, color=color) for item in part.notices]
        lines += [reminded_line(voice, item, color=color) for item in part.reminders]
        if part.violations:
            lines.append(violations_text(part.violations, language, zone=zone).removesuffix("\n"))
    lines += [trouble_text(voice, trouble) for trouble in found.troubles]
    return "\n".join(lines)


def _headline(voice: Voice, found: Round) -> str:
    if not found.parts:
        key = "watch.nothing-applied" if found.trouble is None else "watch.nothing-seen"
        return voice.say("watching", key, {"at": found.at})
    params = {
        "at": found.at,
        "changes": len(found.outcomes),
        "waiting": sum(part.waiting for part in found.parts),
        "blocked": sum(part.blocked + part.frozen for part in found.parts),
        "pending": found.pending,
    }
    return voice.say("watching", "watch.round", params)


def trouble_text(voice: Voice, trouble: Trouble) -> str:
    """Return in words why something was not looked at or not done."""
    area = next((name for name in AREAS if has(name, trouble.code)), None)
    return trouble.code if area is None else voice.say(area, trouble.code, trouble.params)
