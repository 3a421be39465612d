"""`accessctl status`: who is there, what is pending, what ends soon, who still has to act."""

from __future__ import annotations

import json

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command
from accessctl.execution.scope import Scope
from accessctl.execution.workflow import status as make_status
from accessctl.rendering.status import status_json
from accessctl.rendering.status_text import status_text


@click.command(cls=Command, help="status")
@common()
@option("--practice", "slugs", multiple=True, metavar="SLUG", help="plan.option.practice")
@option("--without-journal", is_flag=True, help="status.option.without-journal")
@click.pass_obj
def status(context: Context, slugs: tuple[str, ...], without_journal: bool) -> int:
    """Show what is live."""
    found = make_status(context.workplace(), Scope(slugs, with_journal=not without_journal))
    if context.format == "json":
        context.echo(json.dumps(status_json(found), ensure_ascii=False, indent=2))
    else:
        context.echo(status_text(found, context.language, color=context.color).removesuffix("\n"))
    return 0
