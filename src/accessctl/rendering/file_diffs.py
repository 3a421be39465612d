"""What an edit changes in a file, as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from accessctl.model.edit import FileEdit
from accessctl.rendering import style
from accessctl.rendering.safe import clean


def hunks(edit: FileEdit) -> Iterator[str]:
    """Yield the lines of the diff as they are, each with its end; nothing where nothing changed."""
    before, after = ((edit.before or b"").decode(), edit.after.decode())
    old = "/dev/null" if edit.before is None else f"a/{edit.file}"
    yield from unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), old, f"b/{edit.file}"
    )


def painted(edit: FileEdit, *, color: bool) -> Iterator[str]:
    """Yield the lines of the diff fit for a terminal: harmless, and their indentation kept."""
    for line in hunks(edit):
        body = line[1:].rstrip("\r\n")
        indent = len(body) - len(body.lstrip(" "))
        shown = line[:1] + body[:indent] + clean(body[indent:])
        if line.startswith(("---", "+++")):
            yield style.bold(shown, color)
        elif line.startswith(("+", "-")):
            yield (style.green if line.startswith("+") else style.red)(shown, color)
        else:
            yield style.cyan(shown, color) if line.startswith("@@") else shown
