"""`accessctl who`: who had access at a time, to what, since when, and because of which commit."""

from __future__ import annotations

import click

from accessctl.cli.context import Context
from accessctl.cli.log_command import archive_of, question_of
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command
from accessctl.collector import without_collector
from accessctl.execution.history import Roll, roll
from accessctl.history.answers import When
from accessctl.history.moments import when
from accessctl.model.event import Clock
from accessctl.rendering.holdings import who_csv, who_text, who_title
from accessctl.rendering.json_history import who_json
from accessctl.rendering.json_rows import json_rows
from accessctl.rendering.voice import Voice


@click.command(cls=Command, help="who")
@common(formats=("text", "json", "csv"))
@option("--on", metavar="DATE|TIME", help="who.option.on")
@option("--practice", "slugs", multiple=True, metavar="SLUG", help="log.option.practice")
@option("--email", metavar="ADDRESS", help="log.option.email")
@option("--record-access", is_flag=True, help="who.option.record-access")
@option(
    "--clock",
    type=click.Choice([str(item) for item in Clock]),
    default=str(Clock.DECLARED),
    help="who.option.clock",
)
@option("--any-date", is_flag=True, help="who.option.any-date")
@option("--ref", metavar="REV", help="history.option.ref")
@option("--without-journal", is_flag=True, help="history.option.without-journal")
@click.pass_obj
def who(
    context: Context,
    /,
    on: str | None,
    slugs: tuple[str, ...],
    email: str | None,
    record_access: bool,
    clock: str,
    any_date: bool,
    ref: str | None,
    without_journal: bool,
) -> int:
    """Print who had access."""
    asked = Clock(clock)
    moment = When(context.machine_now()) if on is None else when(on, context.zone)
    needs_journal = asked is not Clock.DECLARED or email is not None
    question = question_of(slugs, email, record_access=record_access, whole_term=any_date)
    with without_collector():
        archive = archive_of(context, ref, with_journal=needs_journal and not without_journal)
        context.echo(_in_format(context, roll(archive, question, moment, asked)).removesuffix("\n"))
    return 0


def _in_format(context: Context, found: Roll) -> str:
    on = found.when.day or found.when.moment
    if context.format == "json":
        value = who_json(on, found.when.moment, found.clock, found.holdings, found.gaps)
        return json_rows(value)
    if context.format == "csv":
        return who_csv(found.holdings)
    voice = Voice(context.language, context.zone)
    title = who_title(voice, on, found.clock)
    return who_text(title, found.holdings, found.gaps, voice, color=context.color)
