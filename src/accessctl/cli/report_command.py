"""`accessctl report`: the access-review pack, and the dated proof for one person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from accessctl.cli.context import Context
from accessctl.cli.log_command import archive_of
from accessctl.cli.options import common, option
from accessctl.cli.translation import Group
from accessctl.collector import without_collector
from accessctl.errors import AccessctlError, UsageError
from accessctl.execution.reporting import Wished, make_pack, make_proof
from accessctl.model.report import Pack, Proof
from accessctl.rendering.escaping import markdown
from accessctl.rendering.json_rows import json_rows
from accessctl.rendering.report_csv import report_csv
from accessctl.rendering.report_html import report_html
from accessctl.rendering.report_json import pack_json, proof_json
from accessctl.rendering.report_markdown import report_markdown
from accessctl.rendering.report_person import proof_page
from accessctl.rendering.report_tables import pack_page
from accessctl.rendering.voice import Voice

FORMATS = ("html", "markdown", "csv", "json")
ENDINGS = {".html": "html", ".htm": "html", ".md": "markdown", ".csv": "csv", ".json": "json"}


@click.group(cls=Group, help="report", invoke_without_command=True)
@common(formats=FORMATS)
@option("--practice", "slugs", multiple=True, metavar="SLUG", help="report.option.practice")
@option("--on", metavar="DATE|TIME", help="report.option.on")
@option("--since", metavar="D", help="report.option.since")
@option("--until", metavar="D", help="report.option.until")
@option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="report.option.out")
@option("--without-live", is_flag=True, help="report.option.without-live")
@option("--ref", metavar="REV", help="history.option.ref")
@click.pass_context
def report(ctx: click.Context, /, out: Path | None, ref: str | None, **wanted: Any) -> None:
    """Write the access-review pack."""
    if ctx.invoked_subcommand is not None:
        return
    context = ctx.ensure_object(Context)
    with without_collector():
        archive = archive_of(context, ref, with_journal=True)
        found = make_pack(context.workplace(), archive, _wished(**wanted))
        _write(context, found, out)


@report.command("person", help="report.person")
@common(formats=FORMATS)
@click.argument("address", metavar="ADDRESS")
@option("--on", metavar="DATE|TIME", help="report.option.on")
@option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="report.option.out")
@option("--without-live", is_flag=True, help="report.option.without-live")
@option("--ref", metavar="REV", help="history.option.ref")
@click.pass_obj
def report_person(
    context: Context, address: str, on: str | None, out: Path | None, without_live: bool, ref: str | None
) -> int:
    """Write the dated proof for one person."""
    with without_collector():
        archive = archive_of(context, ref, with_journal=True)
        wished = Wished(until=on, live=not without_live)
        _write(context, make_proof(context.workplace(), archive, wished, address), out)
    return 0


def _wished(slugs: tuple[str, ...], **wanted: Any) -> Wished:
    on, until = wanted["on"], wanted["until"]
    if on is not None and until is not None:
        raise UsageError("report-on-and-until")
    return Wished(slugs, wanted["since"], until if on is None else on, live=not wanted["without_live"])


def _write(context: Context, found: Pack | Proof, out: Path | None) -> None:
    text = _in_format(context, found, _format(context, out))
    if out is None:
        context.echo(text.removesuffix("\n"))
        return
    try:
        out.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise AccessctlError("report-not-written", path=str(out), why=error.strerror or str(error)) from error
    context.tell(_said(context, out))


def _said(context: Context, out: Path) -> str:
    voice = Voice(context.language, context.zone)
    return voice.say("commands_report", "report.written", {"path": str(out)})


def _format(context: Context, out: Path | None) -> str:
    """Return the format: as asked for, else by the file's ending, else what a terminal can show."""
    if context.format in FORMATS:
        return context.format
    return "markdown" if out is None else ENDINGS.get(out.suffix.lower(), "html")


def _in_format(context: Context, found: Pack | Proof, form: str) -> str:
    if form in ("json", "csv"):
        value = pack_json(found) if isinstance(found, Pack) else proof_json(found)
        return report_csv(value) if form == "csv" else json_rows(value) + "\n"
    if form == "html":
        voice = Voice(context.language, context.zone)
    else:
        voice = Voice(context.language, context.zone, data=markdown)
    page = pack_page(found, voice) if isinstance(found, Pack) else proof_page(found, voice)
    return report_html(page) if form == "html" else report_markdown(page)
