"""`accessctl watch`: keep what was applied true, round after round; from a service, or once from cron."""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accessctl.cli.apply_command import INTERRUPTED, PARTIAL, UNFINISHED, Stop, progress, stoppable
from accessctl.cli.context import Context
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command
from accessctl.declarations.quantities import duration_of
from accessctl.errors import UsageError, extra
from accessctl.execution.apply import Orders
from accessctl.execution.repository import actor
from accessctl.execution.watching import Watch, look
from accessctl.execution.workplace import Surroundings
from accessctl.journal.gateway import Gateway
from accessctl.model.watching import Round
from accessctl.rendering.watching import round_json, round_text

if TYPE_CHECKING:
    from accessctl.cli.watch_monitor import Monitor

LONGEST_PAUSE = 3600.0
"""Seconds between two rounds at most, however often they failed."""
SHORTEST_PAUSE = 1.0


@click.command(cls=Command, help="watch")
@common()
@option("--once", is_flag=True, help="watch.option.once")
@option("--every", default="5m", metavar="DURATION", help="watch.option.every")
@option("--metrics", type=click.Path(path_type=Path), metavar="FILE", help="watch.option.metrics")
@option("--port", type=click.IntRange(0, 65535), metavar="PORT", help="watch.option.port")
@click.pass_obj
def watch(context: Context, /, *, once: bool, every: str, metrics: Path | None, port: int | None) -> int:
    """Make rounds until somebody stops it, or one."""
    pause = seconds_of(every)
    monitor = _monitor(context, metrics, port, pause)
    with stoppable() as stop:
        work = Watch(
            Surroundings(context.root, context.machine_now, context.environment),
            lambda: orders_of(context, stop),
        )
        try:
            return _rounds(context, stop, pause, lambda: _one(context, work, monitor), once=once)
        finally:
            if monitor is not None:
                monitor.close()


def _rounds(context: Context, stop: Stop, pause: float, one: Callable[[], Round], *, once: bool) -> int:
    failures = 0
    while True:
        found = one()
        if once:
            return exit_code(found)
        if stop.asked():
            return 0  # to be told to stop is how a service ends
        failures = failures + 1 if found.troubles else 0
        seconds = wait_of(found, pause, failures)
        if context.verbose:
            context.tell(context.say("watch.next", seconds=round(seconds)))
        rest(context.machine_now, seconds, stop)
        if stop.asked():
            return 0


def _one(context: Context, work: Watch, monitor: Monitor | None) -> Round:
    found = look(work)
    if monitor is not None:
        monitor.take(found)
    if context.format == "json":
        context.echo(round_json(found))
    else:
        context.echo(round_text(found, context.language, color=context.color, zone=context.zone))
    sys.stdout.flush()
    return found


def wait_of(found: Round, pause: float, failures: int) -> float:
    """Return how many seconds to wait: until something is due, and longer the more rounds failed."""
    if failures:
        return float(min(pause * 2.0 ** min(failures - 1, 16), max(LONGEST_PAUSE, pause)))
    due = found.due_in
    return pause if due is None else max(SHORTEST_PAUSE, min(pause, due.total_seconds()))


def exit_code(found: Round) -> int:
    """Return how the round went: the first that holds of interrupted, refused or failed, in part, well."""
    if found.interrupted:
        return INTERRUPTED
    troubles = {trouble.exit_code for trouble in found.troubles}
    for code in (2, 8, 7, 6, 1):
        if code in troubles:
            return code
    statuses = {outcome.status for outcome in found.outcomes} | {item.status for item in found.reminders}
    unfinished = statuses & UNFINISHED
    remains = any(part.blocked or part.frozen or part.held for part in found.parts)
    return PARTIAL if unfinished or remains or troubles else 0


def orders_of(context: Context, stop: Stop) -> Orders:
    """Return the orders of a run of its own."""
    with Gateway(context.root) as gateway:
        who = actor(gateway, context.environment)
    return Orders(actor=who, nonce=secrets.token_hex(4), stop=stop.asked, progress=progress(context))


def rest(now: Callable[[], datetime], seconds: float, stop: Stop) -> None:
    """Sleep, and wake up soon after somebody asks to stop, or the clock jumped ahead."""
    end = now() + timedelta(seconds=seconds)
    left = seconds
    while not stop.asked() and left > 0:
        nap = min(left, 0.5)
        time.sleep(nap)
        left = min(left - nap, (end - now()).total_seconds())  # a clock that is set back lengthens nothing


def seconds_of(text: str) -> float:
    """Return a length of time that somebody typed."""
    try:
        found = duration_of(text).total_seconds()
    except (ValueError, KeyError, IndexError) as error:
        raise UsageError("duration-unreadable", text=text) from error
    if found < SHORTEST_PAUSE:
        raise UsageError("duration-unreadable", text=text)
    return found


def _monitor(context: Context, metrics: Path | None, port: int | None, pause: float) -> Monitor | None:
    if metrics is None and port is None:
        return None
    with extra("metrics", UsageError):
        from accessctl.cli.watch_monitor import Monitor  # noqa: PLC0415 - an extra, for those who measure
    return Monitor(metrics, port, context.machine_now, stale_after=max(3 * pause, 60.0))
