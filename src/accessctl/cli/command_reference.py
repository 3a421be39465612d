"""The page that shows the help of every command, as `script/reference` writes it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from accessctl.cli.main import cli

WIDTH = 100

HEAD = """\
# The commands

<!-- Made by script/reference from the commands' own help; do not edit. -->

The same as `accessctl COMMAND --help`, which speaks English or Spanish (`--lang`). The exit codes are in the
[README](../README.md#exit-codes).
"""


def commands_markdown() -> str:
    """Return the page, in the language that the environment asks for."""
    return HEAD + "".join(_sections(cli, _context(cli, "accessctl", None)))


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"\n## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _sections(below, _context(below, name, context))


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    """Return a command's context with a width of its own: the page is the same on every terminal."""
    return click.Context(
        command,
        parent,
        name,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
    )
