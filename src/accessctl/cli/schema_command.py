"""`accessctl schema export`: the JSON Schemas of the three files."""

from __future__ import annotations

from pathlib import Path

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command, Group


@click.group(cls=Group, help="schema")
@common(formats=())
def schema() -> None:
    """Hold the commands about schemas."""


@schema.command(cls=Command, help="schema.export")
@common(formats=())
@option("--to", "directory", type=click.Path(path_type=Path), metavar="DIR", help="schema.export.option.to")
@click.pass_obj
def export(context: Context, directory: Path | None) -> None:
    """Write the schemas into the repository, or into another directory."""
    from accessctl.declarations.schema import write_schemas  # noqa: PLC0415 - pydantic, when needed

    for path in write_schemas(directory or context.root / "schemas"):
        context.echo(str(path))
