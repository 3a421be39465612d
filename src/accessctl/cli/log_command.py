"""`accessctl log`: who was given or lost access, by whom, and in which pull request."""

from __future__ import annotations

from typing import Any

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command
from accessctl.collector import without_collector
from accessctl.execution.history import Archive, Log, Sought, open_archive
from accessctl.execution.history import log as make_log
from accessctl.history.answers import Question
from accessctl.history.engine import Asked
from accessctl.history.moments import beginning, when
from accessctl.model.event import Clock, EventKind
from accessctl.model.identity import normalise_address
from accessctl.rendering.events import Told, log_csv, log_text
from accessctl.rendering.json_history import log_json
from accessctl.rendering.json_rows import json_rows
from accessctl.rendering.voice import Voice


@click.command(cls=Command, help="log")
@common(formats=("text", "json", "csv"))
@option("--practice", "slugs", multiple=True, metavar="SLUG", help="log.option.practice")
@option("--email", metavar="ADDRESS", help="log.option.email")
@option("--since", metavar="D", help="log.option.since")
@option("--until", metavar="D", help="log.option.until")
@option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([str(kind) for kind in EventKind]),
    help="log.option.kind",
)
@option(
    "--clock",
    "clocks",
    multiple=True,
    type=click.Choice([str(clock) for clock in Clock]),
    help="log.option.clock",
)
@option("--record-access", is_flag=True, help="log.option.record-access")
@option("--ref", metavar="REV", help="history.option.ref")
@option("--without-journal", is_flag=True, help="history.option.without-journal")
@click.pass_obj
def log(context: Context, /, ref: str | None, *, without_journal: bool, **wanted: Any) -> int:
    """Print the events that are sought."""
    with without_collector():
        archive = archive_of(context, ref, with_journal=not without_journal)
        found = make_log(archive, _sought(archive, **wanted))
        context.echo(_in_format(context, found).removesuffix("\n"))
    return 0


def archive_of(context: Context, ref: str | None, *, with_journal: bool) -> Archive:
    """Open the history of the configured branch, or of a revision."""
    asked = Asked(context.settings.branch, ref)
    return open_archive(context.root, context.settings, asked, with_journal=with_journal)


def question_of(slugs: tuple[str, ...], email: str | None, **more: bool) -> Question:
    """Return the question that the options ask."""
    return Question(slugs, None if email is None else normalise_address(email), **more)


def _sought(archive: Archive, **wanted: Any) -> Sought:
    since, until = wanted["since"], wanted["until"]
    return Sought(
        question=question_of(wanted["slugs"], wanted["email"], record_access=wanted["record_access"]),
        since=None if since is None else beginning(since, archive.zone),
        until=None if until is None else when(until, archive.zone).moment,
        kinds=tuple(EventKind(kind) for kind in wanted["kinds"]),
        clocks=tuple(Clock(clock) for clock in wanted["clocks"]),
    )


def _in_format(context: Context, found: Log) -> str:
    if context.format == "json":
        return json_rows(log_json(found.events, found.gaps, found.reviews))
    if context.format == "csv":
        return log_csv(found.events)
    voice = Voice(context.language, context.zone)
    told = Told(found.events, found.reviews)
    return log_text(told, found.gaps, voice, color=context.color, verbose=context.verbose)
