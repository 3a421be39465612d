"""`accessctl import`: what is live, written into the files."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command
from accessctl.errors import UsageError
from accessctl.execution.importing import Errand, import_live, write
from accessctl.model.import_step import Imported
from accessctl.rendering.imports import import_json, import_text
from accessctl.rendering.voice import Voice

MENDABLE, PARTIAL = 1, 5


@click.command("import", cls=Command, help="import")
@common()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@option("--all", "everything", is_flag=True, help="import.option.all")
@option("--dry-run", is_flag=True, help="import.option.dry-run")
@click.pass_obj
def import_(context: Context, slugs: tuple[str, ...], everything: bool, dry_run: bool) -> int:
    """Write what is live into the files."""
    if bool(slugs) == everything:
        raise UsageError("import-which")
    made = import_live(context.workplace(), context.found, Errand(slugs, everything))
    if not dry_run:
        made = write(context.root, made)
    if context.format == "json":
        context.echo(json.dumps(import_json(made, dry_run=dry_run), ensure_ascii=False, indent=2))
    else:
        voice = Voice(context.language, context.zone)
        context.echo(import_text(made, voice, color=context.color, dry_run=dry_run))
    return exit_code(made)


def exit_code(made: Sequence[Imported]) -> int:
    """Return 1 where a person has files to mend, 5 where a practice could not be read."""
    obstacles = [one.obstacle for one in made if one.obstacle is not None]
    if any(one.findings for one in made) or any(obstacle.held for obstacle in obstacles):
        return MENDABLE
    return PARTIAL if obstacles else 0
