"""`accessctl diff`: what two revisions declare differently. No live system is asked."""

from __future__ import annotations

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common
from accessctl.cli.translation import Command
from accessctl.execution.differences import difference
from accessctl.journal.gateway import Gateway
from accessctl.rendering.differences import Compared, diff_json, diff_markdown, diff_text
from accessctl.rendering.escaping import markdown
from accessctl.rendering.json_rows import json_rows
from accessctl.rendering.voice import Voice


@click.command(cls=Command, help="diff")
@common(formats=("text", "json", "markdown"))
@click.argument("revisions", metavar="REVISIONS")
@click.pass_obj
def diff(context: Context, revisions: str) -> int:
    """Print the difference."""
    with Gateway(context.root) as gateway:
        found = difference(gateway, revisions)
    practices = [(item.what, item.practice, item.earlier) for item in found.practices]
    compared = Compared(found.older, found.newer, practices, found.events, found.alterations, found.gaps)
    context.echo(_in_format(context, compared).removesuffix("\n"))
    return 0


def _in_format(context: Context, compared: Compared) -> str:
    if context.format == "json":
        return json_rows(diff_json(compared))
    if context.format == "markdown":
        return diff_markdown(compared, Voice(context.language, context.zone, markdown))
    return diff_text(compared, Voice(context.language, context.zone), color=context.color)
