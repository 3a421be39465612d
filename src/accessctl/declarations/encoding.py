"""Bytes → text: UTF-8 and nothing else, with a place for the first byte that is not."""

from __future__ import annotations

import codecs
import re

from accessctl.declarations.problems import FileProblemError, Problem
from accessctl.declarations.yaml_nodes import Place

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_ODD_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of(data: bytes) -> str:
    """Return the text, without a byte order mark; its lines are those that git and every editor count."""
    if data.startswith(_UTF_16):
        raise FileProblemError(Problem("encoding.utf16", 1, 1))
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = place_in(data[: error.start].decode("utf-8", "replace"))
        byte = {"byte": f"0x{data[error.start]:02X}"}
        raise FileProblemError(Problem("encoding", line, column, params=byte)) from None
    if ("\r" in text or not text.isascii()) and (odd := _ODD_BREAK.search(text)) is not None:
        line, column = place_in(text[: odd.start()])
        character = {"character": f"U+{ord(odd[0]):04X}"}
        raise FileProblemError(Problem("encoding.line-break", line, column, params=character))
    return text


def control_problem(text: str) -> Problem | None:
    """Return the first control character that the text may not hold."""
    match = _CONTROL.search(text)
    if match is None:
        return None
    line, column = place_in(text[: match.start()])
    return Problem("encoding.control", line, column, params={"character": f"U+{ord(match[0]):04X}"})


def place_in(before: str) -> Place:
    """Return the place of what follows the text."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return (len(lines), len(lines[-1]) + 1)
