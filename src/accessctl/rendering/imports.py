"""What an import did, practice by practice: in words, as a diff, and as `accessctl.import/1`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accessctl.model.edit import FileEdit
from accessctl.model.import_step import Action, Imported, ImportStep, Obstacle
from accessctl.rendering import style
from accessctl.rendering.file_diffs import hunks, painted
from accessctl.rendering.json_values import plain
from accessctl.rendering.lines import INDENT, person
from accessctl.rendering.plan_phrases import failure
from accessctl.rendering.texts import has
from accessctl.rendering.voice import Voice

FORMAT = "accessctl.import/1"
AREA = "commands_import"
_SIGNS = {Action.SET_ENTRY: "~", Action.NOTE: "·"}


def import_text(made: Sequence[Imported], voice: Voice, *, color: bool, dry_run: bool) -> str:
    """Return what was done, or would be, as text; with a diff where nothing was written."""
    lines: list[str] = []
    for one in made:
        lines += [style.bold(voice.data(one.practice), color)]
        lines += [f"{INDENT}{line}" for line in _practice(one, voice, color=color)]
        if dry_run:
            lines += [line for edit in _edits(one) for line in painted(edit, color=color)]
        lines.append("")
    changed = sum(one.changed for one in made)
    if not changed:
        stopped = any(one.obstacle is not None for one in made)
        return "\n".join(lines if stopped else [*lines, voice.say(AREA, "written.none")]).rstrip("\n")
    return "\n".join([*lines, voice.count(AREA, "would" if dry_run else "written", changed)])


def import_json(made: Sequence[Imported], *, dry_run: bool) -> dict[str, object]:
    """Return what was done, or would be, as plain values."""
    return {
        "format": FORMAT,
        "dry_run": dry_run,
        "practices": [
            {
                "practice": one.practice,
                "file": one.file,
                "changed": one.changed,
                "created": one.changed and one.before is None,
                "steps": [_step_json(step) for step in one.steps],
                "obstacle": _obstacle_json(one.obstacle),
                "error_findings": one.findings,
                "diff": "".join(line for edit in _edits(one) for line in hunks(edit)) if dry_run else None,
            }
            for one in made
        ],
    }


def _practice(one: Imported, voice: Voice, *, color: bool) -> Iterator[str]:
    if one.obstacle is not None:
        yield style.red(voice.say(AREA, "obstacle", {"why": _why(one.obstacle, voice)}), color)
        return
    if not one.steps:
        yield voice.say(AREA, "nothing")
    for step in one.steps:
        yield _step(step, voice, color=color)
    if one.marks > 0:
        yield style.yellow(voice.count(AREA, "marked", one.marks), color)
    if one.findings:
        yield style.yellow(voice.count(AREA, "findings", one.findings), color)


def _step(step: ImportStep, voice: Voice, *, color: bool) -> str:
    params = {"email": step.email, **step.params}
    if step.action is Action.ADD_ENTRY:
        params["who"] = person(str(step.params.get("name", "")), step.email)
        params["state"] = voice.say("statuses", f"state.{step.params['state']}")
    line = f"{_SIGNS.get(step.action, '+')} {voice.say(AREA, f'step.{step.code}', params)}"
    if step.action is Action.NOTE:
        return style.dim(line, color)
    return style.yellow(line, color) if step.action is Action.SET_ENTRY else style.green(line, color)


def _why(obstacle: Obstacle, voice: Voice) -> str:
    for area, key in ((AREA, f"obstacle.{obstacle.code}"), ("plans", f"frozen.{obstacle.code}")):
        if has(area, key):
            cause = obstacle.params.get("cause")
            because = f" ({failure(voice, str(cause), obstacle.params)})" if cause else ""
            return voice.say(area, key, obstacle.params) + because
    return failure(voice, obstacle.code, obstacle.params)


def _edits(one: Imported) -> Iterator[FileEdit]:
    if one.changed and one.after is not None:
        yield FileEdit(one.file, one.before, one.after)


def _step_json(step: ImportStep) -> dict[str, object]:
    return {
        "action": str(step.action),
        "code": step.code,
        "email": step.email,
        "values": plain(step.values),
        "marks": [{"key": mark.key, "code": mark.code} for mark in step.marks],
        "params": plain(step.params),
    }


def _obstacle_json(obstacle: Obstacle | None) -> dict[str, object] | None:
    return None if obstacle is None else {"code": obstacle.code, "params": plain(obstacle.params)}
