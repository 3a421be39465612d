"""What a process of the fleet does for its rounds besides working: it says how they went, as `apply` does."""

from __future__ import annotations

import time
from contextlib import closing

from accessctl.cli.apply_command import conclude, explain, stoppable
from accessctl.cli.context import Context
from accessctl.cli.error_boundary import error_text, write_report
from accessctl.cli.redaction import redacted
from accessctl.cli.watch_command import orders_of
from accessctl.errors import AccessctlError
from accessctl.execution.apply import Applied
from accessctl.execution.edges import REAL
from accessctl.execution.workflow import GuardsError, PlanMovedError
from accessctl.execution.workplace import Surroundings, Workplace
from accessctl.fleet.crew import Crew, Queue
from accessctl.fleet.database import Database
from accessctl.fleet.places import Places
from accessctl.fleet.register import Register
from accessctl.fleet.rounds import Concluded, Coordinator
from accessctl.fleet.working import Bench
from accessctl.rendering.texts import say

MANNERS = (("en", "en", "text"), ("es", "es", "text"), ("json", "en", "json"))
"""How a round's words are kept: under which name, in which language and format."""


def work(context: Context, database: Database, concurrency: int, cron: str | None, *, drain: bool) -> int:
    """Work on what the fleet has to do; drained, it ends as the last round did that did not end well."""
    around = Surroundings(context.root, context.machine_now, context.environment)
    register = Register(database)
    before = register.last_ended()
    places = Places(around)
    with closing(places), stoppable() as stop:
        crew = Crew(
            database,
            Bench(_name(), places.at, places.intended, time.sleep, register.slot, stop.asked),
            Coordinator(
                around,
                database,
                Queue(database),
                lambda: orders_of(context, stop),
                lambda place, found: _concluded(context, place, found),
                time.sleep,
                lambda ended: _print(context, ended),
                write_report,
            ),
            concurrency,
            lambda error: _tell(context, error),
            cron,
            drain,
        )
        about = {"name": crew.bench.name, "concurrency": concurrency}
        context.tell(say(context.language, "commands_fleet", "fleet.at-work", about))
        crew.work()
    return register.worst_code(before) if drain else 0


def _name() -> str:
    """Return a name that no other process ever has."""
    process = REAL.process()
    return f"{process.host}/{process.pid}/{process.machine[:6]}{process.started}"


def _concluded(context: Context, place: Workplace | None, found: Applied | AccessctlError) -> Concluded:
    """Return how a round ended, in whatever manner somebody may want to read it."""
    words: dict[str, list[tuple[str, bool]]] = {}
    code = 0
    for name, language, form in MANNERS:
        lines = words.setdefault(name, [])
        reader = Context(
            environment={},
            repo=context.root,
            language_flag=language,
            format=form,
            no_color=True,
            remembering=False,
            write=lambda text, err, lines=lines: lines.append((text, err)),  # type: ignore[misc]
        )
        code = _told(reader, place, found, context)
    return Concluded(code, words)


def _told(reader: Context, place: Workplace | None, found: Applied | AccessctlError, context: Context) -> int:
    if isinstance(found, Applied):
        assert place is not None  # noqa: S101 - who applied was somewhere
        return conclude(reader, place, found)
    if isinstance(found, GuardsError | PlanMovedError):
        explain(reader, found)
    else:
        text = redacted(error_text(found, reader.language), context.environment)
        reader.insist(f"{reader.say('error')} {text}")
    return found.exit_code


def _tell(context: Context, error: Exception) -> None:
    """Say what a job failed over; of a bug of ours, where the report is."""
    if not isinstance(error, AccessctlError):
        error = AccessctlError("fleet-bug", file=write_report(error))
    context.insist(redacted(error_text(error, context.language), context.environment))


def _print(context: Context, ended: Concluded) -> None:
    for text, is_error in ended.said[context.language]:
        (context.tell if is_error else context.echo)(text)
