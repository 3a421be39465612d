"""`accessctl fmt`: files in the one layout."""

from __future__ import annotations

import json
from pathlib import Path

import click

from accessctl.cli.context import Context
from accessctl.cli.editing import quoted, say, write_each
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command
from accessctl.execution.layouts import chosen, look, relaid
from accessctl.model.edit import Layouts
from accessctl.rendering.edits import layouts_json, layouts_text
from accessctl.rendering.findings import findings_text

MENDABLE = 1


@click.command(cls=Command, help="fmt")
@common()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@option("--check", is_flag=True, help="fmt.option.check")
@option("--upgrade", is_flag=True, help="fmt.option.upgrade")
@click.pass_obj
def fmt(context: Context, files: tuple[str, ...], check: bool, upgrade: bool) -> int:
    """Write the files in the one layout."""
    paths = chosen(context.found, context.root, Path.cwd(), files)
    layouts = look(context.found, paths) if check else relaid(context.found, paths)
    if not check:
        write_each(context, layouts.changed)
    if context.format == "json":
        context.echo(json.dumps(layouts_json(layouts, check=check), ensure_ascii=False, indent=2))
    else:
        _show(context, layouts, check=check, upgrade=upgrade)
    failed = bool(layouts.refused or layouts.odd or (check and layouts.changed))
    return MENDABLE if failed else 0


def _show(context: Context, layouts: Layouts, *, check: bool, upgrade: bool) -> None:
    if upgrade:
        context.tell(say(context, "fmt.no-upgrade"))
    if layouts.findings:
        context.insist(
            findings_text(layouts.findings, quoted(context, {}), context.language, color=context.color)
        )
    for line in layouts_text(layouts, context.language, check=check):
        context.echo(line)
