"""Colours of a terminal; nothing where colour is off."""

from __future__ import annotations


def bold(text: str, color: bool) -> str:  # noqa: FBT001 - one switch, read at every call
    """Return the text in bold."""
    return _wrap("1", text, color)


def red(text: str, color: bool) -> str:  # noqa: FBT001 - one switch, read at every call
    """Return the text in red."""
    return _wrap("31", text, color)


def green(text: str, color: bool) -> str:  # noqa: FBT001 - one switch, read at every call
    """Return the text in green."""
    return _wrap("32", text, color)


def yellow(text: str, color: bool) -> str:  # noqa: FBT001 - one switch, read at every call
    """Return the text in yellow."""
    return _wrap("33", text, color)


def cyan(text: str, color: bool) -> str:  # noqa: FBT001 - one switch, read at every call
    """Return the text in cyan."""
    return _wrap("36", text, color)


def dim(text: str, color: bool) -> str:  # noqa: FBT001 - one switch, read at every call
    """Return the text dimmed."""
    return _wrap("2", text, color)


def _wrap(code: str, text: str, color: bool) -> str:  # noqa: FBT001 - one switch, read at every call
    return f"\x1b[{code}m{text}\x1b[0m" if color else text
