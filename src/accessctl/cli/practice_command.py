"""`accessctl practice add`: a practice's file comes into being."""

from __future__ import annotations

from typing import Any

import click

from accessctl.cli.context import Context
from accessctl.cli.edit_words import address_of, clinic_of
from accessctl.cli.editing import carry_out, desk_of
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command, Group
from accessctl.execution.edit_practices import add_practice


@click.group(cls=Group, help="practice")
@common(formats=())
def practice() -> None:
    """Hold the commands about practices."""


@practice.command(cls=Command, help="practice.add")
@common()
@click.argument("slug", metavar="SLUG")
@option("--name", required=True, metavar="NAME", help="practice.add.option.name")
@option("--owner", required=True, metavar="EMAIL", help="practice.add.option.owner")
@option("--owner-name", required=True, metavar="NAME", help="practice.add.option.owner-name")
@option("--clinic", "clinics", multiple=True, metavar="ID=NAME", help="practice.add.option.clinic")
@option("--organization", type=click.IntRange(min=1), metavar="N", help="practice.add.option.organization")
@option("--provider", metavar="NAME", help="practice.add.option.provider")
@option("--time-zone", metavar="ZONE", help="practice.add.option.time-zone")
@option("--language", type=click.Choice(["es", "en"]), help="practice.add.option.language")
@option("--plan-only", is_flag=True, help="practice.add.option.plan-only")
@option("--dry-run", is_flag=True, help="editing.option.dry-run")
@click.pass_obj
def add(
    context: Context,
    /,
    slug: str,
    name: str,
    owner: str,
    owner_name: str,
    clinics: tuple[str, ...],
    organization: int | None,
    provider: str | None,
    time_zone: str | None,
    language: str | None,
    plan_only: bool,
    dry_run: bool,
) -> int:
    """Make a practice's file."""
    live = {"provider": provider, "organization": organization}
    said: dict[str, Any] = {
        "name": name.strip(),
        "owner": {"email": address_of(owner), "name": owner_name.strip()},
        "time_zone": time_zone,
        "language": language,
        "live": {key: value for key, value in live.items() if value is not None} or None,
        "mode": "plan-only" if plan_only else None,
    }
    values = {key: value for key, value in said.items() if value is not None}
    desk = desk_of(context)
    draft = add_practice(desk, slug, values, [clinic_of(text) for text in clinics])
    return carry_out(context, desk, draft, dry_run=dry_run)
