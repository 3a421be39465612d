"""`accessctl completion`: the script that lets a shell complete what somebody types."""

from __future__ import annotations

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common
from accessctl.cli.translation import Command

SHELLS = ("bash", "zsh", "fish")


@click.command(cls=Command, help="completion")
@common(formats=())
@click.argument("shell", type=click.Choice(SHELLS), metavar="SHELL")
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    """Print the script of a shell."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - here alone

    made = get_completion_class(shell)
    assert made is not None  # noqa: S101 - click knows these three
    script = made(ctx.find_root().command, {}, "accessctl", "_ACCESSCTL_COMPLETE")
    ctx.ensure_object(Context).echo((script.source_template % script.source_vars()).strip())
    return 0
