"""`accessctl roster …`: an empty list for an owner, and what was understood of a filled one."""

from __future__ import annotations

import json
from pathlib import Path

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command, Group
from accessctl.errors import AccessctlError, UsageError
from accessctl.model.practice import Practice
from accessctl.model.roster import CheckedRoster
from accessctl.providers.roster.files import MissingRosterError, find_roster, read_file
from accessctl.providers.roster.reading import read_roster
from accessctl.providers.roster.template import template_csv, template_json
from accessctl.rendering.roster import rosters_json, rosters_text
from accessctl.rendering.texts import say


@click.group(cls=Group, help="roster")
def roster() -> None:
    """Hold the commands about lists."""


@roster.command(cls=Command, help="roster.template")
@common(formats=())
@click.argument("slug", metavar="SLUG")
@option("--out", type=click.Path(path_type=Path), metavar="FILE", help="roster.template.option.out")
@option("--json", "as_json", is_flag=True, help="roster.template.option.json")
@click.pass_obj
def template(context: Context, slug: str, out: Path | None, *, as_json: bool) -> int:
    """Write an empty list."""
    practice = _declared(context, slug)
    data = template_json() if as_json else template_csv(practice)
    if out is None:
        click.echo(data, nl=False)
        return 0
    try:
        with out.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise AccessctlError("roster-file-exists", file=str(out)) from error
    except OSError as error:
        raise AccessctlError("roster-file-unwritable", file=str(out), reason=error.strerror) from error
    context.tell(say(context.language, "roster", "roster.written", {"file": str(out)}))
    return 0


@roster.command(cls=Command, help="roster.check")
@common()
@click.argument("targets", metavar="SLUG|FILE…", nargs=-1, required=True)
@option("--practice", "slug", metavar="SLUG", help="roster.check.option.practice")
@click.pass_obj
def check(context: Context, targets: tuple[str, ...], slug: str | None) -> int:
    """Read lists and show what was understood."""
    lists = [_checked(context, target, slug) for target in targets]
    if context.format == "json":
        context.echo(json.dumps(rosters_json(lists, context.language), ensure_ascii=False, indent=2))
    else:
        context.echo(rosters_text(lists, context.language, color=context.color))
    return int(any(item.observation is None for item in lists))


def _checked(context: Context, target: str, slug: str | None) -> CheckedRoster:
    """Read one list: a practice's own, or a file that is somebody's."""
    declared = context.practice(target)
    named = slug is None and declared is not None
    practice = declared if named and declared is not None else _whose(context, Path(target), slug)
    try:
        if named:
            directory = context.declaration.settings.live.directory
            file, data = find_roster(context.root, directory, practice)
        else:
            file, data = target, read_file(Path(target))
    except MissingRosterError as error:
        trouble = error.trouble
        return CheckedRoster(
            practice.slug, trouble.file, practice.time_zone, problems=tuple(trouble.problems)
        )
    return read_roster(file, data, practice, context.machine_now())


def _whose(context: Context, path: Path, slug: str | None) -> Practice:
    if slug is not None:
        return _declared(context, slug)
    practice = context.practice(path.stem)
    if practice is None or not path.suffix:
        raise UsageError("roster-which-practice", target=str(path))
    return practice


def _declared(context: Context, slug: str) -> Practice:
    practice = context.practice(slug)
    if practice is None:
        raise UsageError("unknown-practice", practice=slug)
    return practice
