"""What a shell is told while somebody types: commands, options, and slugs and addresses out of the files.

Fast and silent: files are searched, not parsed, and what cannot be read completes nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accessctl.cli.context import Context
from accessctl.errors import AccessctlError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_SLUGS, _PEOPLE = frozenset({"SLUG"}), frozenset({"EMAIL", "ADDRESS"})
_WORDS = re.compile(r"[A-Z]+")
_ADDRESS = re.compile(rb"""\bemail["']?:\s*["']?([^\s"',{}#]+@[^\s"',{}#]+)""")
_OWNER = re.compile(rb"""\bowner["']?:\s*{?\s*["']?email["']?:\s*["']?[^\s"',{}#]+""")
_AT_MOST = 1024 * 1024


class Declared(click.types.StringParamType):
    """A text that names something of the files; `words` are its metavar's."""

    def __init__(self, words: frozenset[str]) -> None:
        self.words = words

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return what the files hold that begins like this."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only while somebody types

        del param
        try:
            found = sorted(set(self._found(ctx, incomplete)))
        except (OSError, AccessctlError, ValueError):
            return []  # a shell has no place for a message
        return [CompletionItem(value) for value in found if value.startswith(incomplete)]

    def _found(self, ctx: click.Context, incomplete: str) -> Iterator[str]:
        root = _root(ctx)
        if self.words & _SLUGS:
            yield from (path.stem for path in _files(root))
        if self.words & _PEOPLE:
            said = ctx.params.get("slug")
            files = [root / "practices" / f"{said}.yaml"] if isinstance(said, str) else _files(root)
            yield from _addresses(files, incomplete.encode())


def completed(params: Iterable[click.Parameter]) -> None:
    """Let the parameters whose metavar speaks of slugs and addresses be completed."""
    for param in params:
        words = (
            frozenset(_WORDS.findall(param.metavar or ""))
            if isinstance(param, click.Argument)
            else frozenset()
        )
        if isinstance(param, click.Option) and param.metavar in ("SLUG", "SLUG EMAIL", "EMAIL", "ADDRESS"):
            words = frozenset(param.metavar.split())
        if words & (_SLUGS | _PEOPLE) and isinstance(param.type, click.types.StringParamType):
            param.type = Declared(words)


def _root(ctx: click.Context) -> Path:
    context = ctx.find_object(Context)
    return context.root if context is not None else Context().root


def _files(root: Path) -> Iterator[Path]:
    with os.scandir(root / "practices") as entries:
        yield from (Path(entry.path) for entry in entries if entry.name.endswith(".yaml") and entry.is_file())


def _addresses(files: Iterable[Path], begin: bytes) -> Iterator[str]:
    for path in files:
        with path.open("rb") as file:
            data = _OWNER.sub(b"", file.read(_AT_MOST))
        if begin in data:
            yield from (match[1].decode("utf-8", "replace") for match in _ADDRESS.finditer(data))
