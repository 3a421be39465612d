"""What the commands that edit files have in common: judge, show, write, and say what comes next."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from accessctl.cli.context import Context
from accessctl.execution.editing import Desk, judge, write_all
from accessctl.model.edit import Draft, FileEdit, Verdict
from accessctl.rendering.edits import diff_text, draft_json, remark_text, standing_text
from accessctl.rendering.findings import findings_text
from accessctl.rendering.safe import clean
from accessctl.rendering.texts import say as text_of
from accessctl.rendering.texts import say_count as text_count

REFUSED = 1


def desk_of(context: Context) -> Desk:
    """Return the files to be edited, as they were read."""
    return Desk(context.root, context.found, context.declaration, context.machine_now())


def carry_out(context: Context, desk: Desk, draft: Draft, *, dry_run: bool) -> int:
    """Write what the draft says, unless it would bring an error; return the exit code."""
    verdict = judge(desk, draft)
    written = bool(draft.changed) and not verdict.fresh and not dry_run
    if written:
        write_all(context.root, draft.changed)
    if context.format == "json":
        said = draft_json(draft, verdict, context.language, dry_run=dry_run, written=written)
        context.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        show(context, draft, verdict, dry_run=dry_run)
        if written:
            context.tell(say(context, "next"))
    return REFUSED if verdict.fresh else 0


def write_each(context: Context, edits: Sequence[FileEdit]) -> None:
    """Write files that have nothing to do with each other, each whole or not at all.

    Where it ends before the last one, what was written is told: the rest is as it was.
    """
    written: list[str] = []
    try:
        for edit in edits:
            write_all(context.root, [edit])
            written.append(edit.file)
    except BaseException:
        for file in written:
            context.insist(say(context, "fmt.written", file=clean(file)))
        context.insist(text_count(context.language, "editing", "not-written", len(edits) - len(written)))
        raise


def show(context: Context, draft: Draft, verdict: Verdict, *, dry_run: bool) -> None:
    """Say what was done, or would be, or why not."""
    if verdict.fresh:
        context.echo(refusal(context, draft, verdict))
        return
    for remark in draft.remarks:
        line = remark_text(remark, context.language, color=context.color)
        if remark.warning:
            context.insist(line)
        else:
            context.echo(line)
    if not draft.changed:
        context.echo(say(context, "nothing-written" if draft.incomplete else "nothing"))
    elif dry_run:
        context.echo(diff_text(draft.changed, color=context.color))
        context.echo(say(context, "dry-run"))
    if verdict.warnings:
        sources = quoted(context, {edit.file: edit for edit in draft.changed})
        found = findings_text(verdict.warnings, sources, context.language, color=context.color)
        context.insist(found.removesuffix("\n"))
    if verdict.standing and draft.changed:
        context.tell(standing_text(verdict.standing, context.language))


def refusal(context: Context, draft: Draft, verdict: Verdict) -> str:
    """Return the errors that the edit would bring, with the lines as they would be."""
    sources = quoted(context, {edit.file: edit for edit in draft.changed})
    text = findings_text(verdict.fresh, sources, context.language, color=context.color)
    return f"{text}\n{say(context, 'refused')}"


def quoted(context: Context, edits: Mapping[str, FileEdit]) -> dict[str, str]:
    """Return the text of every file, those that would change as they would be."""
    files = {**context.found.files, **{file: edit.after for file, edit in edits.items()}}
    return {file: data.decode("utf-8", "replace") for file, data in files.items()}


def say(context: Context, key: str, **params: object) -> str:
    """Return a sentence about an edit."""
    return text_of(context.language, "editing", key, params)
