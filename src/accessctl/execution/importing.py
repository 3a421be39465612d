"""From the live system into the files: observe, decide, edit, look at the result, and only then write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from accessctl.declarations.discovery import Found
from accessctl.declarations.editing import add_clinic, add_entry, set_entry, set_practice
from accessctl.declarations.loading import declaration_of
from accessctl.declarations.practice_loading import load_practice
from accessctl.declarations.replacing import replace_file
from accessctl.declarations.source_files import SourceFile
from accessctl.errors import AccessctlError
from accessctl.execution.import_targets import Target, new_text, target_of, targets
from accessctl.execution.workplace import Workplace
from accessctl.journal.recalling import tell
from accessctl.model.finding import Severity
from accessctl.model.identity import Address
from accessctl.model.import_step import Action, Imported, ImportStep, Mark, Obstacle
from accessctl.model.journal_view import JournalView
from accessctl.model.live import Observation, Unobserved
from accessctl.reconcile.case import Situation
from accessctl.reconcile.gates import gate
from accessctl.reconcile.importing import decide
from accessctl.rendering.texts import say
from accessctl.validation.checking import check


@dataclass(frozen=True, slots=True)
class Errand:
    """Which practices are to be imported: those named, or all that are declared or known to be live."""

    slugs: tuple[str, ...] = ()
    everything: bool = False


def import_live(place: Workplace, found: Found, errand: Errand) -> tuple[Imported, ...]:
    """Return what an import makes of each practice; nothing is written yet."""
    if place.holds.apply:  # who is protected would be a guess
        raise AccessctlError("import-declaration-errors", rules=", ".join(place.holds.apply))
    wanted = targets(place, errand.slugs, everything=errand.everything)
    ready = [target for target in wanted if target.obstacle is None]
    observed = place.reader.observe(
        [target.practice for target in ready], {target.slug: target.addresses for target in ready}
    )
    view, now = tell(place.branch).view, place.now
    made = [
        _refused(target, target.obstacle)
        if target.obstacle is not None
        else _imported(place, found, _seen(target, observed[target.slug], now), view)
        for target in wanted
    ]
    return _judged(place, found, made)


def write(root: Path, made: Iterable[Imported]) -> tuple[Imported, ...]:
    """Write the files that change; one that cannot be written stops no other."""
    return tuple(_written(root, one) for one in made)


def _written(root: Path, one: Imported) -> Imported:
    if one.after is None or not one.changed:
        return one
    try:
        replace_file(root, one.file, one.before, one.after)
    except AccessctlError as error:
        return replace(one, after=None, steps=(), obstacle=Obstacle(error.code, error.params))
    return one


@dataclass(frozen=True, slots=True)
class _Seen:
    """A target with what was read of it."""

    target: Target
    observed: Observation | Unobserved
    now: datetime


def _seen(target: Target, observed: Observation | Unobserved, now: datetime) -> _Seen:
    """Return the target as seen; a new file takes the owner's name from the live system."""
    if target.new and isinstance(observed, Observation):
        return _Seen(target_of(target, observed.registrations), observed, now)
    return _Seen(target, observed, now)


def _imported(place: Workplace, found: Found, seen: _Seen, view: JournalView) -> Imported:
    target = seen.target
    situation = Situation(
        practice=target.practice,
        observed=seen.observed,
        view=view.of(target.practice),
        rules=place.rules,
        capabilities=place.reader.capabilities_of(target.practice),
        holds=place.holds,
        now=seen.now,
    )
    stopped = gate(situation)
    if stopped is not None:
        held = stopped.code in ("practice-has-errors", "shared-account")
        return _refused(
            target, Obstacle(stopped.code, {**stopped.params, "practice": target.slug}, held=held)
        )
    steps = (*target.steps, *decide(situation, target.issuer))
    before = found.files.get(target.file)
    if all(step.action is Action.NOTE for step in steps) and not target.new:
        return Imported(target.slug, target.file, before, before, steps)
    try:
        language = place.rules.settings.language
        text = new_text(target, language) if target.new else (before or b"").decode("utf-8")
        after = _edited(text, steps, language).encode("utf-8")
        _refuse_unexpected(place, target, after, steps)
    except AccessctlError as error:
        return _refused(target, Obstacle(error.code, {**error.params, "file": target.file}))
    return Imported(target.slug, target.file, before, after, steps)


def _refused(target: Target, obstacle: Obstacle) -> Imported:
    return Imported(target.slug, target.file, obstacle=obstacle)


def _edited(text: str, steps: Iterable[ImportStep], language: str) -> str:
    for step in steps:
        comments = comments_of(step.marks, language)
        said = {key: value for key, value in step.values.items() if value is not None}
        match step.action:
            case Action.ADD_ENTRY:
                text = add_entry(text, said, comments)
            case Action.SET_ENTRY:
                text = set_entry(text, step.email or "", step.values, comments)
            case Action.ADD_CLINIC:
                text = add_clinic(text, said, comments)
            case Action.SET_PRACTICE:
                for key, value in said.items():
                    text = set_practice(text, key, value, comments.get(key, ()))
            case Action.NOTE:
                pass
    return text


def comments_of(marks: Iterable[Mark], language: str) -> dict[str, list[str]]:
    """Return the comments that mark what a person has to complete, by key."""
    comments: dict[str, list[str]] = {}
    for mark in marks:
        text = say(language, "commands_import", f"mark.{mark.code}", mark.params)
        comments.setdefault(mark.key, []).append(f"TODO: {text}")
    return comments


def _refuse_unexpected(place: Workplace, target: Target, after: bytes, steps: Sequence[ImportStep]) -> None:
    """Raise unless the new file is read as a practice that has everybody who was written into it."""
    loaded = load_practice(SourceFile(target.file, after), place.rules.settings).practice
    if loaded is None:
        if target.complete:
            raise AccessctlError("edit-impossible")
        return
    written = {step.email for step in steps if step.action is Action.ADD_ENTRY}
    declared: set[Address | None] = {entry.email for entry in loaded.assistants}
    kept = {entry.email for entry in target.practice.assistants}
    if not written | kept <= declared:
        raise AccessctlError("edit-impossible")


def _judged(place: Workplace, found: Found, made: Sequence[Imported]) -> tuple[Imported, ...]:
    """Count the error findings that the files have afterwards, for a person to mend."""
    changed: Mapping[str, bytes] = {one.file: one.after for one in made if one.after is not None}
    files = dict(sorted({**found.files, **changed}.items()))
    findings = check(declaration_of(replace(found, files=files)), place.now)
    counts: dict[str, int] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR:
            counts[finding.where.file] = counts.get(finding.where.file, 0) + 1
    return tuple(replace(one, findings=counts.get(one.file, 0)) for one in made)
