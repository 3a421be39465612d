"""Bytes → text, in the encodings that spreadsheets save: UTF-8, UTF-16 with its mark, Windows-1252."""

from __future__ import annotations

import codecs
import contextlib
import re

from accessctl.providers.roster.sheet import Trouble

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def text_of(data: bytes, trouble: Trouble) -> str:
    """Return the text, without a byte order mark."""
    if data.startswith(_WORKBOOK):
        trouble.give_up("roster-workbook")
    text = _decoded(data, trouble)
    match = _CONTROL.search(text)
    if match is not None:
        line = len(re.findall(r"\r\n|\r|\n", text[: match.start()])) + 1
        trouble.give_up("roster-control", f":{line}", character=f"U+{ord(match[0]):04X}")
    return text


def _decoded(data: bytes, trouble: Trouble) -> str:
    if data.startswith(_UTF_16):
        codes = ["utf-16"]
    elif data.startswith(codecs.BOM_UTF8):
        codes = ["utf-8-sig"]
    else:
        codes = ["utf-8", "cp1252"]  # what is valid UTF-8 by chance is never Spanish in Windows-1252
    for code in codes:
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(code)
    return trouble.give_up("roster-encoding")
