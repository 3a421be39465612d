"""The command line's entry point: the table of commands, each loaded only when it is called."""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper

import click

from accessctl import __version__
from accessctl.cli.context import Context
from accessctl.cli.error_boundary import guarded
from accessctl.cli.options import common, option
from accessctl.cli.translation import Group
from accessctl.errors import AccessctlError

COMMANDS = {
    "init": "accessctl.cli.init_command:init",
    "validate": "accessctl.cli.validate_command:validate",
    "plan": "accessctl.cli.plan_command:plan",
    "apply": "accessctl.cli.apply_command:apply",
    "watch": "accessctl.cli.watch_command:watch",
    "fleet": "accessctl.cli.fleet_command:fleet",
    "review": "accessctl.cli.review_command:review",
    "revoke": "accessctl.cli.revoke_command:revoke",
    "status": "accessctl.cli.status_command:status",
    "diff": "accessctl.cli.diff_command:diff",
    "log": "accessctl.cli.log_command:log",
    "verify": "accessctl.cli.verify_command:verify",
    "who": "accessctl.cli.who_command:who",
    "report": "accessctl.cli.report_command:report",
    "handoff": "accessctl.cli.handoff_command:handoff",
    "practice": "accessctl.cli.practice_command:practice",
    "clinic": "accessctl.cli.clinic_command:clinic",
    "assistant": "accessctl.cli.assistant_command:assistant",
    "offboard": "accessctl.cli.offboard_command:offboard_",
    "fmt": "accessctl.cli.fmt_command:fmt",
    "resolve": "accessctl.cli.resolve_command:resolve_",
    "import": "accessctl.cli.import_command:import_",
    "journal": "accessctl.cli.journal_command:journal",
    "roster": "accessctl.cli.roster_command:roster",
    "sandbox": "accessctl.cli.sandbox_command:sandbox",
    "login": "accessctl.cli.login_command:login",
    "doctor": "accessctl.cli.doctor_command:doctor",
    "completion": "accessctl.cli.completion_command:completion",
    "schema": "accessctl.cli.schema_command:schema",
}


_COLLECTED = (50_000, 20, 100)
"""When garbage is looked for: values live as long as the command, and looking takes a fifth of a plan."""


@click.group(cls=Group, lazy=COMMANDS, help="accessctl")
@common()
@option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    help="option.version",
    callback=lambda ctx, _, value: _show_version(ctx) if value else None,
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Hold the commands; what they do is in `execution.workflow`."""
    ctx.ensure_object(Context)


def _show_version(ctx: click.Context) -> None:
    click.echo(f"accessctl {__version__}")
    ctx.exit()


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    context = Context()

    def call() -> int:
        try:
            result = cli.main(args=arguments, standalone_mode=False, prog_name="accessctl", obj=context)
        except AccessctlError as error:
            # a service has no LANG: its errors are in the settings' language, as what it does is
            error.language = error.language or context.language_of_errors()
            raise
        return result if isinstance(result, int) else 0

    return guarded(call)


def main() -> None:
    """Run the command line and end with its exit code."""
    gc.set_threshold(*_COLLECTED)
    if isinstance(sys.stdout, TextIOWrapper):  # an old console, or a pipe of a cron job, has not all letters
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(run())
