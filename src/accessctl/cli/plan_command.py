"""`accessctl plan`: what would be done, and why. It changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common, loosening, option, sharding, take_loosened
from accessctl.cli.translation import Command
from accessctl.cli.validate_command import exit_code, text_of
from accessctl.errors import AccessctlError
from accessctl.execution.observe import Planned
from accessctl.execution.scope import Scope, scope_since
from accessctl.execution.workflow import shown_plan
from accessctl.rendering.json_plan import plan_json
from accessctl.rendering.plan_html import plan_page
from accessctl.rendering.plan_markdown import About, plan_markdown
from accessctl.rendering.plan_text import plan_text
from accessctl.rendering.report_html import report_html
from accessctl.rendering.voice import Voice

PENDING, REFUSED = 4, 6


@click.command(cls=Command, help="plan")
@common(formats=("text", "json", "markdown", "html"))
@option("--practice", "slugs", multiple=True, metavar="SLUG", help="plan.option.practice")
@sharding
@option("--changed-since", "since", metavar="REV", help="plan.option.changed-since")
@option("--base", metavar="REV", help="plan.option.base")
@option(
    "--out", "out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="plan.option.out"
)
@option("--exit-code", "pending_code", is_flag=True, help="plan.option.exit-code")
@option("--without-journal", is_flag=True, help="plan.option.without-journal")
@option("--skip", multiple=True, metavar="RULE", help="validate.option.skip")
@loosening
@click.pass_obj
def plan(
    context: Context,
    /,
    slugs: tuple[str, ...],
    out: Path | None,
    pending_code: bool,
    skip: tuple[str, ...],
    **flags: Any,
) -> int:
    """Make the plan, print it, and save it where asked."""
    context.base_revision = flags.pop("base")
    since, without_journal, shard = (flags.pop(name) for name in ("since", "without_journal", "shard"))
    place = context.workplace(skip, take_loosened(flags, context))
    scope = scope_since(place, Scope(slugs, with_journal=not without_journal, shard=shard), since)
    planned = shown_plan(place, scope)
    tell_findings(context, planned)
    context.echo(plan_in(context, planned))
    if out is not None:
        save(out, planned)
        context.tell(context.say("plan.saved", file=str(out)))
    if planned.plan.violations:
        return REFUSED
    if exit_code(place.findings):
        return 1
    return PENDING if pending_code and planned.plan.applicable else 0


def tell_findings(context: Context, planned: Planned) -> None:
    """Print what was found in the files, and with the journal at hand, to standard error."""
    if planned.findings:
        context.tell(text_of(context, planned.findings))


def plan_in(context: Context, planned: Planned) -> str:
    """Return the plan in the format that was asked for."""
    if context.format == "json":
        return json.dumps(plan_json(planned.plan, planned.digest), ensure_ascii=False, indent=2)
    about = About(context.declaration.practices, planned.findings)
    if context.format == "html":
        voice = Voice(context.language, context.zone)
        return report_html(plan_page(planned.plan, planned.digest, voice, about)).removesuffix("\n")
    if context.format == "markdown":
        page = plan_markdown(planned.plan, planned.digest, context.language, zone=context.zone, about=about)
        return page.removesuffix("\n")
    text = plan_text(planned.plan, planned.digest, context.language, color=context.color, zone=context.zone)
    return text.removesuffix("\n")


def save(path: Path, planned: Planned) -> None:
    """Write the plan file."""
    text = json.dumps(plan_json(planned.plan, planned.digest), ensure_ascii=False, indent=1)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise AccessctlError("file-unwritable", file=str(path), reason=error.strerror) from error
