"""`accessctl apply`: carry out the plan of now, or a saved one that still holds."""

from __future__ import annotations

import json
import secrets
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from accessctl.cli.asking import agrees_to, is_asked
from accessctl.cli.context import Context
from accessctl.cli.error_boundary import error_text
from accessctl.cli.options import common, flags_said, loosening, option, sharding, take_loosened
from accessctl.cli.plan_command import plan_in, tell_findings
from accessctl.cli.translation import Command
from accessctl.errors import AccessctlError, UsageError
from accessctl.execution.apply import Applied, Orders
from accessctl.execution.effects import Hands
from accessctl.execution.observe import Planned
from accessctl.execution.plain_file import read_plain
from accessctl.execution.repository import actor
from accessctl.execution.scope import Scope
from accessctl.execution.workflow import GuardsError, NotConfirmedError, PlanMovedError, apply_plan
from accessctl.execution.workplace import Workplace
from accessctl.model.outcome import Outcome, Status
from accessctl.model.plan import Plan
from accessctl.rendering.outcomes import outcomes_json, outcomes_text
from accessctl.rendering.plan_file import plan_from_json
from accessctl.rendering.reminders import noticed_json, noticed_line
from accessctl.rendering.stale import stale_json, stale_text
from accessctl.rendering.violations import violations_json, violations_text
from accessctl.rendering.voice import Voice

PARTIAL, INTERRUPTED = 5, 130
UNFINISHED = frozenset({Status.FAILED, Status.SKIPPED, Status.FATE_UNKNOWN})


@click.command(cls=Command, help="apply")
@common()
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@option("--practice", "slugs", multiple=True, metavar="SLUG", help="plan.option.practice")
@sharding
@option("--yes", "-y", is_flag=True, help="apply.option.yes")
@option("--rehearse", is_flag=True, help="apply.option.rehearse")
@option("--take-over", metavar="RUN", help="apply.option.take-over")
@option("--skip", multiple=True, metavar="RULE", help="validate.option.skip")
@loosening
@click.pass_obj
def apply(
    context: Context,
    /,
    file: Path | None,
    slugs: tuple[str, ...],
    yes: bool,
    rehearse: bool,
    take_over: str | None,
    skip: tuple[str, ...],
    **flags: Any,
) -> int:
    """Plan, show, ask and apply."""
    context.remembering = False  # what acts reads the files themselves
    saved = None if file is None else read_plan(file)
    shard = flags.pop("shard")
    loosened = take_loosened(flags, context)
    place = context.workplace(skip, loosened)
    if rehearse:
        return _rehearse(context, place, Scope(slugs, shard=shard), saved)
    asking = _Asking(context, quiet=file is not None or yes)
    with stoppable() as stop:
        orders = Orders(
            actor=actor(place.gateway, context.environment),
            nonce=secrets.token_hex(4),
            flags=flags_said(loosened),
            take_over=take_over,
            patience=timedelta(0) if shard is None else place.rules.settings.lock_time_to_live,
            stop=stop.asked,
            progress=progress(context),
        )
        try:
            scope = Scope(slugs, take_over=take_over, shard=shard)
            applied = apply_plan(Hands(place), scope, orders, asking.agree, saved)
        except NotConfirmedError as error:
            context.insist(error_text(error, context.language))
            return 0
        except (PlanMovedError, GuardsError) as error:
            explain(context, error)
            return error.exit_code
    return conclude(context, place, applied)


def conclude(context: Context, place: Workplace, applied: Applied) -> int:
    """Print what a run did, and return the exit code that says how it went, what remains included."""
    if not applied.planned.plan.applicable:  # else they were told before anybody was asked
        tell_findings(context, applied.planned)
    code = report(context, applied, place.outbox.directory)
    return PARTIAL if code == 0 and _remains(place, applied) else code


def _rehearse(context: Context, place: Workplace, scope: Scope, saved: Plan | None) -> int:
    """Say what would be clicked; where something is in the way, it ends as an apply in part would."""
    from accessctl.execution.rehearsing import rehearse_plan  # noqa: PLC0415 - for this flag alone
    from accessctl.rendering.rehearsals import rehearsals_json, rehearsals_text  # noqa: PLC0415
    from accessctl.rendering.voice import Voice  # noqa: PLC0415

    with stoppable() as stop:
        try:
            found = rehearse_plan(place, scope, saved, stop.asked)
        except (PlanMovedError, GuardsError) as error:
            explain(context, error)
            return error.exit_code
    if context.format == "json":
        context.echo(json.dumps(rehearsals_json(found), ensure_ascii=False, indent=2))
    else:
        context.echo(rehearsals_text(found, Voice(context.language, context.zone), color=context.color))
    if stop.wished:
        return INTERRUPTED
    return PARTIAL if any(item.code is not None for item in found) else 0


def progress(context: Context) -> Callable[[Outcome], None]:
    """Return what is told while a run is at work: each outcome with `-v`, a count on a terminal."""
    done = 0

    def tell(outcome: Outcome) -> None:
        nonlocal done
        done += 1
        if context.verbose:
            change = outcome.change
            context.tell(f"{outcome.status}  {change.kind}  {change.practice}  {change.email}")
        elif sys.stderr.isatty() and not context.quiet:
            click.echo(f"\r{context.say('apply.progress', done=done)}", err=True, nl=False)

    return tell


@dataclass(frozen=True, slots=True)
class _Asking:
    """Shows the plan and asks whether to go on."""

    context: Context
    quiet: bool

    def agree(self, planned: Planned) -> bool:
        """Say whether the plan may be carried out."""
        tell_findings(self.context, planned)
        if self.quiet:
            return True
        if self.context.format == "json" or not is_asked():
            raise UsageError("confirmation-needed")
        self.context.echo(plan_in(self.context, planned))
        question = self.context.say("apply.confirm", count=len(planned.plan.applicable))
        return agrees_to(question)


@dataclass(slots=True)
class Stop:
    """Whether somebody asked to stop; between two changes the run looks."""

    wished: bool = False

    def asked(self) -> bool:
        """Say whether somebody asked."""
        return self.wished


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Let the first Ctrl-C stop between two changes, and journal what was done; a second ends at once."""
    stop = Stop()

    def ask(number: int, frame: object) -> None:
        del number, frame
        if stop.wished:
            raise KeyboardInterrupt
        stop.wished = True

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def read_plan(path: Path) -> Plan:
    """Read a saved plan."""
    try:
        value = json.loads(read_plain(path))
    except OSError as error:
        raise AccessctlError("file-unreadable", file=str(path), reason=error.strerror) from error
    except (ValueError, RecursionError) as error:
        raise AccessctlError("plan-file-invalid", where="JSON") from error
    return plan_from_json(value)


def explain(context: Context, error: PlanMovedError | GuardsError) -> None:
    """Print what moved, or which guards refused, and that nothing was done."""
    if isinstance(error, PlanMovedError):
        if context.format == "json":
            context.echo(json.dumps({"stale": stale_json(error.moved)}, ensure_ascii=False, indent=2))
        else:
            context.insist(stale_text(error.moved, context.language, color=context.color, zone=context.zone))
    elif context.format == "json":
        value = {"refused": violations_json(error.violations)}
        context.echo(json.dumps(value, ensure_ascii=False, indent=2))
    else:
        context.insist(violations_text(error.violations, context.language, zone=context.zone))
    if context.format != "json":
        context.insist(error_text(error, context.language))


def report(context: Context, applied: Applied, outbox: Path) -> int:
    """Print what happened and return the exit code that says how it went."""
    if context.format == "json":
        value = outcomes_json(applied.outcomes, applied.run or "", applied.planned.digest)
        value["journal"] = applied.tip
        value["notices"] = [noticed_json(item) for item in applied.notices]
        context.echo(json.dumps(value, ensure_ascii=False, indent=2))
    else:
        _print_outcomes(context, applied, outbox)
    if applied.interrupted:
        return INTERRUPTED
    statuses = {outcome.status for outcome in applied.outcomes}
    if applied.lost_credentials is not None and not statuses & {Status.DONE, Status.HANDED_OFF}:
        return 1
    return PARTIAL if statuses & UNFINISHED else 0


def _print_outcomes(context: Context, applied: Applied, outbox: Path) -> None:
    if applied.outcomes and sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)  # the count has said its part
    if applied.run is None:
        context.echo(context.say("apply.nothing"))
    else:
        text = outcomes_text(
            applied.outcomes, applied.run, context.language, color=context.color, zone=context.zone
        )
        context.echo(text.removesuffix("\n"))
    asked = [outcome for outcome in applied.outcomes if outcome.status is Status.HANDED_OFF]
    sent = {outcome.reference for outcome in asked if "mail" in outcome.params}
    letters = {outcome.reference for outcome in asked} - sent
    if sent:
        context.echo(context.say("apply.sent", count=len(sent)))
    if letters:
        context.echo(context.say("apply.to-send", count=len(letters), path=str(outbox)))
    voice = Voice(context.language, context.zone)
    for item in applied.notices:
        context.echo(noticed_line(voice, item, color=context.color))
    if applied.tip:
        context.echo(context.say("apply.tip", tip=applied.tip))
    plan = applied.planned.plan
    if plan.blocked or plan.frozen:
        context.tell(context.say("apply.remains", blocked=len(plan.blocked), frozen=len(plan.frozen)))


def _remains(place: Workplace, applied: Applied) -> bool:
    """Say whether something remains blocked, frozen or held by an error."""
    plan = applied.planned.plan
    return bool(plan.blocked) or bool(plan.frozen) or place.holds.anything
