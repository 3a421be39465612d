"""`accessctl journal init`: make the branch that remembers, and pin it in the settings."""

from __future__ import annotations

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common
from accessctl.cli.translation import Command, Group
from accessctl.execution.initialising import init_journal


@click.group(cls=Group, help="journal")
@common(formats=())
def journal() -> None:
    """Hold the commands about the journal."""


@journal.command(cls=Command, help="journal.init")
@common(formats=())
@click.pass_obj
def init(context: Context) -> int:
    """Make the journal branch."""
    place = context.workplace()
    branch = place.rules.settings.journal.branch
    root, changed = init_journal(place)
    context.echo(context.say("journal.made", branch=branch, root=root))
    if changed:
        context.echo(context.say("journal.pinned"))
    return 0
