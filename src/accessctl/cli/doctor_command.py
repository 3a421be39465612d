"""`accessctl doctor`: look over a repository and its surroundings, and say what to mend."""

from __future__ import annotations

import json

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command
from accessctl.rendering.checkup import checkup_json, checkup_text
from accessctl.rendering.voice import Voice


@click.command(cls=Command, help="doctor")
@common()
@option("--mail", "ask_mail", is_flag=True, help="doctor.option.mail")
@click.pass_obj
def doctor(context: Context, *, ask_mail: bool) -> int:
    """Make every check, and change nothing."""
    from accessctl.execution.checkup import check_up  # noqa: PLC0415 - git and pydantic, when needed
    from accessctl.execution.workplace import Surroundings  # noqa: PLC0415

    around = Surroundings(context.root, context.machine_now, context.environment)
    found = check_up(around, ask_mail=ask_mail)
    voice = Voice(context.language, context.zone)
    if context.format == "json":
        context.echo(json.dumps(checkup_json(found, voice), ensure_ascii=False, indent=2))
    else:
        context.echo(checkup_text(found, voice, color=context.color).removesuffix("\n"))
    return 0 if found.well else 1
