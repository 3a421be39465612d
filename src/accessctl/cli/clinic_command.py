"""`accessctl clinic add`: a practice has a clinic more."""

from __future__ import annotations

from typing import Any

import click

from accessctl.cli.context import Context
from accessctl.cli.edit_words import address_of
from accessctl.cli.editing import carry_out, desk_of
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command, Group
from accessctl.execution.edit_practices import add_clinic_to


@click.group(cls=Group, help="clinic")
@common(formats=())
def clinic() -> None:
    """Hold the commands about clinics."""


@clinic.command(cls=Command, help="clinic.add")
@common()
@click.argument("slug", metavar="SLUG")
@click.argument("clinic_id", metavar="ID")
@option("--name", required=True, metavar="NAME", help="clinic.add.option.name")
@option("--label", metavar="NAME", help="clinic.add.option.label")
@option("--single-record", metavar="EMAIL", help="clinic.add.option.single-record")
@option("--dry-run", is_flag=True, help="editing.option.dry-run")
@click.pass_obj
def add(
    context: Context,
    /,
    slug: str,
    clinic_id: str,
    name: str,
    label: str | None,
    single_record: str | None,
    dry_run: bool,
) -> int:
    """Declare a clinic."""
    values: dict[str, Any] = {"id": clinic_id, "name": name.strip()}
    if label is not None:
        values["label"] = label.strip()
    if single_record is not None:
        values["single_record"] = {"administrator": address_of(single_record)}
    desk = desk_of(context)
    return carry_out(context, desk, add_clinic_to(desk, slug, values), dry_run=dry_run)
