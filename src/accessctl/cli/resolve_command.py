"""`accessctl resolve`: what git could not merge, joined by meaning."""

from __future__ import annotations

import json
from pathlib import Path

import click

from accessctl.cli.context import Context
from accessctl.cli.editing import desk_of, quoted, say, write_each
from accessctl.cli.options import common
from accessctl.cli.translation import Command
from accessctl.execution.layouts import chosen
from accessctl.execution.resolving import resolve, unmerged
from accessctl.journal.gateway import Gateway
from accessctl.model.edit import Resolved
from accessctl.rendering.edits import clash_lines, resolved_json
from accessctl.rendering.findings import findings_text

MENDABLE = 1


@click.command("resolve", cls=Command, help="resolve")
@common()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.pass_obj
def resolve_(context: Context, files: tuple[str, ...]) -> int:
    """Join what git could not merge."""
    desk = desk_of(context)
    with Gateway(context.root) as gateway:
        wanted = chosen(context.found, context.root, Path.cwd(), files) if files else ()
        stages = unmerged(gateway, wanted)
        ours = {
            file: stages[file]
            for file in (wanted or stages)
            if file in stages and file in context.found.files
        }
        resolved = [resolve(desk, gateway, file, stages_) for file, stages_ in ours.items()]
    write_each(context, [one.edit for one in resolved if one.edit is not None])
    if context.format == "json":
        context.echo(json.dumps(resolved_json(resolved), ensure_ascii=False, indent=2))
    else:
        if not resolved:
            context.echo(say(context, "resolve.nothing"))
        for one in resolved:
            _show(context, one)
    return MENDABLE if any(one.clashes or one.findings for one in resolved) else 0


def _show(context: Context, one: Resolved) -> None:
    if one.edit is None:
        for line in clash_lines(one, context.language):
            context.echo(line)
        context.insist(say(context, "resolve.clashes", file=one.file))
        return
    context.echo(say(context, "resolve.done", file=one.file))
    if one.findings:
        sources = quoted(context, {one.file: one.edit})
        context.insist(findings_text(one.findings, sources, context.language, color=context.color))
    context.tell(say(context, "resolve.next", file=one.file))
