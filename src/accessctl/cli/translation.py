"""Click in two languages: help is a key until it is shown, and click's own sentences are ours."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from accessctl.cli.completing import completed
from accessctl.cli.context import language_of
from accessctl.rendering.texts import area, say

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_AREAS = (
    "commands",
    "commands_import",
    "commands_sandbox",
    "commands_roster",
    "commands_history",
    "commands_report",
    "commands_verify",
    "commands_review",
    "commands_editing",
    "commands_setup",
    "commands_web",
    "commands_fleet",
)
"""Where the texts of the commands' help are looked for."""


def shown_language(arguments: Sequence[str] | None = None) -> str:
    """Return the language of help and usage errors, before any file is read."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for index, word in enumerate(words):
        value = words[index + 1] if word == "--lang" and index + 1 < len(words) else ""
        if word.startswith("--lang="):
            value = word.removeprefix("--lang=")
        if value in ("en", "es"):
            return value
    return language_of(os.environ) or "en"


def translated(key: str | None) -> str:
    """Return the help text of a key; an unknown key is shown as it is, and a test finds it."""
    if key is None:
        return ""
    for name in _AREAS:
        if key in area(name):
            return say(shown_language(), name, key)
    return key


class Option(click.Option):
    """An option whose help is a key."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the row of this option in the help."""
        record = super().get_help_record(ctx)
        if record is None or self.help is None:
            return record
        return record[0], record[1].replace(self.help, translated(self.help), 1)


class _Translated(click.Command):
    """What a command and a group share: help from keys and headings in the reader's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        completed(self.params)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the options that begin like this, their help in words."""
        items = super().shell_complete(ctx, incomplete)
        for item in items:
            item.help = None if item.help is None else translated(item.help).partition("\n")[0]
        return items

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return one line for the list of commands."""
        del limit
        return translated(self.help).partition("\n")[0]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command is for."""
        del ctx
        formatter.write_paragraph()
        with formatter.indentation():
            for paragraph in translated(self.help).split("\n"):
                formatter.write_text(paragraph)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), f"{translated('heading.usage')} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section(translated("heading.options")):
                formatter.write_dl(records)

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """Return the names of the help option, the same for every command however it is reached."""
        del ctx
        return ["-h", "--help"]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option, its help a key like any other."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = translated("option.help")
        return option


class Command(_Translated):
    """A command whose help is a key."""


class Group(_Translated, click.Group):
    """A group of commands, some of them loaded only when they are called."""

    command_class = Command
    lazy: dict[str, str]

    def __init__(self, *args: Any, lazy: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of a working day."""
        return [*self.lazy, *(name for name in super().list_commands(ctx) if name not in self.lazy)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module now if need be."""
        if cmd_name in self.lazy:
            module, _, name = self.lazy[cmd_name].partition(":")
            found = getattr(import_module(module), name)
            assert isinstance(found, click.Command)  # noqa: S101 - a wrong table is a bug of ours
            return found
        return super().get_command(ctx, cmd_name)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands that begin like this, without loading one of them."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only while somebody types

        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        said = {name: translated(f"{self._key}{name}").partition("\n")[0] for name in names}
        return [*(CompletionItem(name, help=said[name]) for name in names), *_options(self, ctx, incomplete)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands."""
        super().format_options(ctx, formatter)
        rows = [(name, translated(f"{self._key}{name}")) for name in self.list_commands(ctx)]
        with formatter.section(translated("heading.commands")):
            formatter.write_dl([(name, text.partition("\n")[0]) for name, text in rows])

    @property
    def _key(self) -> str:
        return "" if self.help == "accessctl" else f"{self.help}."


Group.group_class = Group


def _options(group: Group, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """Return a group's options alone: click's own group would load every command."""
    return _Translated.shell_complete(group, ctx, incomplete) if incomplete.startswith("-") else []


def usage_text(error: click.UsageError) -> str:
    """Return one of click's usage errors in the reader's language."""
    language = shown_language()
    match error:
        case click.NoSuchOption():
            from accessctl.cli.spanish_options import option_meant  # noqa: PLC0415 - only for a mistake

            near = option_meant(error) or ", ".join(error.possibilities or ())
            key = "usage.no-such-option.near" if near else "usage.no-such-option"
            return say(language, "commands", key, {"option": error.option_name, "near": near})
        case click.MissingParameter():
            names = _parameter_names(error)
            return say(language, "commands", "usage.missing", {"name": names})
        case click.BadParameter():
            param = error.param
            if isinstance(param, click.Parameter) and isinstance(param.type, click.Choice):
                choices = ", ".join(str(choice) for choice in param.type.choices)
                values = {"name": _parameter_names(error), "choices": choices}
                return say(language, "commands", "usage.bad-choice", values)
            return say(language, "commands", "usage.bad-value", {"name": _parameter_names(error)})
        case click.BadOptionUsage():
            return say(language, "commands", "usage.option-argument", {"option": error.option_name})
        case _:
            return _plain_usage_text(error, language)


def _plain_usage_text(error: click.UsageError, language: str) -> str:
    """Translate what click only says as a sentence: an unknown command, an argument too many."""
    words = error.message.split("'")
    if error.message.startswith("No such command") and len(words) >= 3:
        near = _near(error, words[1])
        key = "usage.no-such-command.near" if near else "usage.no-such-command"
        return say(language, "commands", key, {"command": words[1], "near": near})
    if error.message.startswith("Got unexpected extra argument"):
        extra = error.message.rpartition("(")[2].rstrip(")")
        return say(language, "commands", "usage.extra", {"extra": extra})
    if error.message.startswith("Missing command"):
        return say(language, "commands", "usage.missing-command")
    return error.message


def _near(error: click.UsageError, typed: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

    command = error.ctx.command if error.ctx is not None else None
    if not isinstance(command, click.Group) or error.ctx is None:
        return ""
    return ", ".join(get_close_matches(typed, command.list_commands(error.ctx), n=2))


def _parameter_names(error: click.BadParameter) -> str:
    param = error.param
    if isinstance(param, click.Option):
        return " / ".join(param.opts)
    if isinstance(param, click.Parameter):
        return param.make_metavar(error.ctx) if error.ctx is not None else (param.name or "")
    return str(error.param_hint or "")
