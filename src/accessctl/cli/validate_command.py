"""`accessctl validate`: every finding at once, like a good compiler."""

from __future__ import annotations

import json
from pathlib import Path

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command
from accessctl.execution.named_files import named_practices
from accessctl.model.finding import Finding, Severity
from accessctl.rendering.findings import Checked, findings_json, findings_text

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit")


@click.command(cls=Command, help="validate")
@common(formats=FORMATS)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@option("--skip", multiple=True, metavar="RULE", help="validate.option.skip")
@click.pass_obj
def validate(context: Context, files: tuple[Path, ...], skip: tuple[str, ...]) -> int:
    """Check the files of the repository, and show what concerns some or all of them."""
    named = named_practices(context.root, files) if files else None
    now, reading = context.machine_now(), context.reading
    findings = reading.check(now, skip) if named is None else reading.check_files(named, now, skip)
    print_findings(context, findings, named)
    return exit_code(findings)


def exit_code(findings: tuple[Finding, ...]) -> int:
    """Return 1 where there is an error."""
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def print_findings(
    context: Context, findings: tuple[Finding, ...], files: frozenset[str] | None = None
) -> None:
    """Print the findings in the format that was asked for."""
    language = context.language
    if context.format == "json":
        context.echo(json.dumps(findings_json(findings, language), ensure_ascii=False, indent=2))
    elif context.format == "text":
        context.echo(text_of(context, findings, files))
    else:
        text = _for_a_machine(context, findings)
        if text:
            context.echo(text)


def _for_a_machine(context: Context, findings: tuple[Finding, ...]) -> str:
    """Return the findings as a host of pull requests takes them; without findings, GitHub is told nothing."""
    from accessctl.rendering import findings_ci  # noqa: PLC0415 - only where it is asked for
    from accessctl.rendering.findings_sarif import findings_sarif  # noqa: PLC0415

    language = context.language
    if context.format == "sarif":
        return json.dumps(findings_sarif(findings, language), ensure_ascii=False, indent=2)
    if context.format == "github":
        return findings_ci.findings_github(findings, language).removesuffix("\n")
    if context.format == "gitlab":
        return findings_ci.findings_gitlab(findings, language).removesuffix("\n")
    return findings_ci.findings_junit(findings, language, context.found.files).removesuffix("\n")


def text_of(context: Context, findings: tuple[Finding, ...], files: frozenset[str] | None = None) -> str:
    """Return the findings as text, with the lines they are about; `files`: those that were asked for."""
    checked = Checked(*context.reading.counts(files))
    quoted = sources(context, findings)
    return findings_text(
        findings, quoted, context.language, color=context.color, checked=checked
    ).removesuffix("\n")


def sources(context: Context, findings: tuple[Finding, ...]) -> dict[str, str]:
    """Return the text of the files that have findings, as it was read: a path is never opened again."""
    files = {finding.where.file for finding in findings} & context.found.files.keys()
    return {file: context.found.files[file].decode("utf-8", "replace") for file in files}
