"""`accessctl offboard`: somebody leaves, everywhere."""

from __future__ import annotations

from datetime import date

import click

from accessctl.cli.asking import agrees_to, is_asked
from accessctl.cli.context import Context
from accessctl.cli.edit_words import address_of, day_of
from accessctl.cli.editing import REFUSED, desk_of, say, show
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command
from accessctl.errors import AccessctlError, UsageError
from accessctl.execution.committing import Made, commit_here, commit_on_branch
from accessctl.execution.editing import judge, write_all
from accessctl.execution.offboarding import Offboarding, offboard
from accessctl.journal.gateway import Gateway
from accessctl.rendering.edits import commit_message

MENDABLE = 1


@click.command("offboard", cls=Command, help="offboard")
@common(formats=())
@click.argument("email", metavar="ADDRESS")
@option("--on", "last_day", metavar="DATE", help="offboard.option.on")
@option("--yes", is_flag=True, help="offboard.option.yes")
@option("--commit", "here", is_flag=True, help="offboard.option.commit")
@option("--branch", metavar="NAME", help="offboard.option.branch")
@option("--dry-run", is_flag=True, help="editing.option.dry-run")
@click.pass_obj
def offboard_(
    context: Context,
    email: str,
    last_day: str | None,
    yes: bool,
    here: bool,
    branch: str | None,
    dry_run: bool,
) -> int:
    """Take somebody out everywhere."""
    if here and branch:
        raise UsageError("offboard-commit-or-branch")
    day = None if last_day is None else date.fromisoformat(day_of("--on", last_day))
    desk = desk_of(context)
    found = offboard(desk, address_of(email), day)
    if len(found.addresses) > 1:
        context.echo(say(context, "offboard.addresses", addresses=", ".join(found.addresses)))
    verdict = judge(desk, found.draft)
    show(context, found.draft, verdict, dry_run=dry_run)
    if verdict.fresh:
        return REFUSED
    if found.draft.changed and not dry_run:
        _confirm(context, yes=yes, count=len(found.draft.changed))
        made = _write(context, found, here=here, branch=branch)
        if made is not None:
            _show_commit(context, made, branch)
        context.tell(say(context, "offboard.next", email=email.strip()))
    return MENDABLE if found.draft.incomplete else 0


def _write(context: Context, found: Offboarding, *, here: bool, branch: str | None) -> Made | None:
    edits = found.draft.changed
    if not here and branch is None:
        write_all(context.root, edits)
        return None
    with Gateway(context.root) as gateway:
        message = commit_message(found.draft, context.settings.language)
        now = context.machine_now()
        if branch is not None:
            return commit_on_branch(gateway, edits, message, now, branch)
        return commit_here(gateway, edits, message, now)


def _show_commit(context: Context, made: Made, branch: str | None) -> None:
    key = "offboard.committed" if branch is None else "offboard.on-branch"
    context.echo(say(context, key, commit=made.commit[:12], branch=branch))
    if made.unsigned:
        context.insist(say(context, "offboard.unsigned"))


def _confirm(context: Context, *, yes: bool, count: int) -> None:
    if yes:
        return
    if not is_asked():
        raise UsageError("offboard-confirmation-needed")
    if not agrees_to(say(context, "offboard.confirm", count=count)):
        raise AccessctlError("not-confirmed")
