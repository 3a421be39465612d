"""`accessctl fleet …`: rounds whose work is shared among many machines."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite
from typing import TYPE_CHECKING, Any

import click

from accessctl.cli.apply_command import INTERRUPTED, Stop, stoppable
from accessctl.cli.context import Context
from accessctl.cli.options import common, flags_said, loosening, option, take_loosened
from accessctl.cli.translation import Group
from accessctl.cli.watch_command import seconds_of
from accessctl.errors import AccessctlError, UsageError, extra
from accessctl.execution.repository import actor, standing
from accessctl.journal.gateway import Gateway
from accessctl.rendering.fleet import fleet_json, fleet_text
from accessctl.rendering.texts import say
from accessctl.rendering.voice import Voice

if TYPE_CHECKING:
    from accessctl.fleet.database import Database

LOOK_SECONDS = 0.2
HOUR, DAY = 3600, 86400


@click.group(cls=Group, help="fleet")
@common(formats=())
def fleet() -> None:
    """Hold the commands of the fleet."""


@fleet.command(help="fleet.init")
@common(formats=())
@option("--rate", "rates", multiple=True, metavar="SYSTEM=N", help="fleet.option.rate")
@option("--patience", metavar="DURATION", help="fleet.option.patience")
@click.pass_obj
def init(context: Context, /, rates: tuple[str, ...], patience: str | None) -> int:
    """Make the tables, or change what the whole fleet keeps to."""
    limits = [_limit(text) for text in rates]
    seconds = None if patience is None else seconds_of(patience)
    with extra("fleet", UsageError):
        from accessctl.fleet.database import opened, set_up  # noqa: PLC0415 - an extra
        from accessctl.fleet.register import Register  # noqa: PLC0415
    with Gateway(context.root) as gateway, opened(context.environment) as database:
        made = set_up(database, gateway, seconds)
        for system, per_second in limits:
            Register(database).limit(system, per_second)
    context.echo(said(context, "fleet.made" if made else "fleet.kept"))
    return 0


@fleet.command(help="fleet.enqueue")
@common()
@option("--practice", "slugs", multiple=True, metavar="SLUG", help="plan.option.practice")
@option("--skip", multiple=True, metavar="RULE", help="validate.option.skip")
@option("--wait", is_flag=True, help="fleet.option.wait")
@loosening
@click.pass_obj
def enqueue(
    context: Context, /, slugs: tuple[str, ...], skip: tuple[str, ...], *, wait: bool, **flags: Any
) -> int:
    """Ask for a round, and wait for its end where asked to."""
    context.remembering = False
    loosened = take_loosened(flags, context)
    with joined_here(context) as (gateway, database):
        from accessctl.fleet.crew import Queue  # noqa: PLC0415 - an extra, looked for above
        from accessctl.fleet.rounds import Asked  # noqa: PLC0415

        stands = standing(gateway, context.found.files)
        if stands.commit is None:
            raise AccessctlError("fleet-tree-dirty", files=", ".join(stands.dirty[:5]))
        asked = Asked(
            stands.commit, slugs, skip, loosened, flags_said(loosened), actor(gateway, context.environment)
        )
        with stoppable() as stop:
            number = Queue(database).round(asked)
            assert number is not None  # noqa: S101 - only a periodic round may be one too many
            context.tell(said(context, "fleet.enqueued", id=number))
            return _waited(context, database, number, stop) if wait else 0


@fleet.command(help="fleet.worker")
@common(formats=())
@option("--concurrency", type=click.IntRange(1, 64), default=4, metavar="N", help="fleet.option.concurrency")
@option("--every", metavar="DURATION", help="fleet.option.every")
@click.pass_obj
def worker(context: Context, /, concurrency: int, every: str | None) -> int:
    """Work until told to stop."""
    return _work(context, concurrency, None if every is None else cron_of(every), drain=False)


@fleet.command(help="fleet.drain")
@common(formats=())
@option("--concurrency", type=click.IntRange(1, 64), default=4, metavar="N", help="fleet.option.concurrency")
@click.pass_obj
def drain(context: Context, /, concurrency: int) -> int:
    """Work until nothing is left."""
    return _work(context, concurrency, None, drain=True)


@fleet.command(help="fleet.status")
@common()
@click.pass_obj
def status(context: Context, /) -> int:
    """Show how the fleet stands."""
    with joined_here(context) as (_, database):
        from accessctl.fleet.register import Register  # noqa: PLC0415 - an extra, looked for above

        found = Register(database).standing()
    if context.format == "json":
        context.echo(json.dumps(fleet_json(found), ensure_ascii=False, indent=2))
    else:
        context.echo(fleet_text(found, Voice(context.language, context.zone)))
    return 0


@contextmanager
def joined_here(context: Context, *, connections: int = 4) -> Iterator[tuple[Gateway, Database]]:
    """Open the database of this repository's fleet, where the extra is installed."""
    with extra("fleet", UsageError):
        from accessctl.fleet.database import joined  # noqa: PLC0415 - an extra
    with (
        Gateway(context.root) as gateway,
        joined(context.environment, gateway, connections=connections) as database,
    ):
        yield gateway, database


def said(context: Context, key: str, **params: object) -> str:
    """Return a text of these commands."""
    return say(context.language, "commands_fleet", key, params)


def _work(context: Context, concurrency: int, cron: str | None, *, drain: bool) -> int:
    with joined_here(context, connections=concurrency + 6) as (_, database):
        from accessctl.cli.fleet_working import work  # noqa: PLC0415 - an extra, looked for above

        return work(context, database, concurrency, cron, drain=drain)


def _waited(context: Context, database: Database, number: int, stop: Stop) -> int:
    """Wait for the end of a round, and say what it says, in the language and format that were asked for."""
    from accessctl.fleet.register import Register  # noqa: PLC0415 - an extra, looked for before

    register = Register(database)
    while (row := register.round(number)) is not None and row["ended_at"] is None:
        if stop.asked():
            context.insist(said(context, "fleet.still-running", id=number))
            return INTERRUPTED
        time.sleep(LOOK_SECONDS)
    if row is None:
        raise AccessctlError("fleet-round-gone", id=number)
    for text, is_error in row["said"]["json" if context.format == "json" else context.language]:
        if is_error and row["code"] == 0:
            context.tell(text)
        else:
            context.write(text, is_error)
    return int(row["code"])


def _limit(text: str) -> tuple[str, float | None]:
    """Return the live system and how often a second it may be called."""
    system, equals, number = text.partition("=")
    if system and equals and number == "none":
        return system, None
    try:
        per_second = float(number)
    except ValueError:
        per_second = 0.0
    if not (system and equals and isfinite(per_second) and per_second > 0):
        raise UsageError("fleet-rate", text=text)
    return system, per_second


def cron_of(text: str) -> str:
    """Return a length of time as cron says it, where it divides a minute, an hour or a day."""
    seconds = seconds_of(text)
    whole = int(seconds)
    if whole == seconds and whole < 60 and 60 % whole == 0:
        return f"* * * * * */{whole}"
    if whole == seconds and whole < HOUR and whole % 60 == 0 and HOUR % whole == 0:
        return f"*/{whole // 60} * * * *"
    if whole == seconds and whole % HOUR == 0 and DAY % whole == 0:
        return f"0 */{whole // HOUR} * * *" if whole < DAY else "0 0 * * *"
    raise UsageError("fleet-every", text=text)
