"""`accessctl validate`: every finding at once, like a good compiler."""

from __future__ import annotations

import json

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command
from accessctl.model.finding import Finding, Severity
from accessctl.rendering.findings import Checked, findings_json, findings_text
from accessctl.validation.checking import check


@click.command(cls=Command, help="validate")
@common()
@option("--skip", multiple=True, metavar="RULE", help="validate.option.skip")
@click.pass_obj
def validate(context: Context, skip: tuple[str, ...]) -> int:
    """Check the files of the repository."""
    findings = check(context.declaration, context.machine_now(), frozenset(skip))
    print_findings(context, findings)
    return exit_code(findings)


def exit_code(findings: tuple[Finding, ...]) -> int:
    """Return 1 where there is an error."""
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def print_findings(context: Context, findings: tuple[Finding, ...]) -> None:
    """Print the findings in the format that was asked for."""
    if context.format == "json":
        context.echo(json.dumps(findings_json(findings, context.language), ensure_ascii=False, indent=2))
    else:
        context.echo(text_of(context, findings))


def text_of(context: Context, findings: tuple[Finding, ...]) -> str:
    """Return the findings as text, with the lines they are about."""
    practices = context.declaration.practices.values()
    checked = Checked(len(practices), sum(len(practice.assistants) for practice in practices))
    quoted = sources(context, findings)
    return findings_text(
        findings, quoted, context.language, color=context.color, checked=checked
    ).removesuffix("\n")


def sources(context: Context, findings: tuple[Finding, ...]) -> dict[str, str]:
    """Return the text of the files that have findings, as it was read: a path is never opened again."""
    files = {finding.where.file for finding in findings} & context.found.files.keys()
    return {file: context.found.files[file].decode("utf-8", "replace") for file in files}
