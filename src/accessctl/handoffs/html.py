"""A letter's text as simple HTML: the same words, fit for a phone and for dark mode, nothing from elsewhere.

The text is what templates write; its blocks (numbered steps, lists, facts) become what they look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{margin:0;padding:1rem;font:1rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;"
    "color:#1f2328;background:#ffffff;overflow-wrap:anywhere}"
    "main{max-width:38rem;margin:0 auto}"
    "h2{font-size:1.125rem;line-height:1.3;margin:1.75rem 0 .5rem}"
    ".part{margin:2rem 0 0;padding-top:.75rem;border-top:1px solid #d0d7de;color:#59636e;font-size:.875rem}"
    "table{border-collapse:collapse;margin:.5rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.125rem .75rem .125rem 0;font-weight:normal}"
    "th{color:#59636e;white-space:nowrap}td{font-weight:600}"
    "ol,ul{padding-left:1.5rem;margin:.5rem 0}li{margin:.25rem 0}li p{margin:.25rem 0}"
    "footer{margin-top:2rem;padding-top:.75rem;border-top:1px solid #d0d7de;color:#59636e;font-size:.8125rem}"
    "@media (prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}"
    "th,.part,footer{color:#9198a1}.part,footer{border-color:#3d444d}}"
)
_FACT = re.compile(r"\s+([^\W\d_][^:]{0,24}):\s+(\S.*)")
_PART = re.compile(r"--- (.+) ---")
_ITEM = re.compile(r"(\s*)(?:(\d{1,2})\.|-)\s+(.*)")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
"""A line that is an address alone, as in a signature, goes on with nothing."""
_SHORT = 60
"""A line that ends before this many characters was broken on purpose."""


def html_of(text: str, subject: str, language: str) -> str:
    """Return a letter's text as a page; every word of it is escaped."""
    body, _, foot = text.partition("\n-- \n")
    parted = (block.splitlines() for block in re.split(r"\n{2,}", body.strip("\n")))
    blocks = [lines for lines in parted if lines]  # an own letter may say nothing at all
    inner = "\n".join(_blocks(blocks))
    footer = f"\n<footer>{_paragraphs(foot)}</footer>" if foot.strip() else ""
    spoken = "en" if language == "en" else "es"
    return (
        f'<!doctype html>\n<html lang="{spoken}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(subject)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{inner}{footer}\n</main>\n</body>\n</html>\n"
    )


def _blocks(blocks: Sequence[list[str]]) -> Iterator[str]:
    for index, lines in enumerate(blocks):
        part = _PART.fullmatch(lines[0])
        after = blocks[index + 1] if index + 1 < len(blocks) else [""]
        if part is not None and len(lines) == 1:
            yield f'<p class="part">{escape(part[1])}</p>'
        elif len(lines) == 1 and not lines[0].startswith(" ") and after[0].startswith(" "):
            yield f"<h2>{escape(lines[0])}</h2>"
        else:
            yield from _runs(lines)


def _runs(lines: Sequence[str]) -> Iterator[str]:
    """Yield the parts of a block: facts, items and sentences may follow each other without an empty line."""
    rest = list(lines)
    while rest:
        taken = 0
        while taken < len(rest) and _FACT.fullmatch(rest[taken]) and not _ITEM.fullmatch(rest[taken]):
            taken += 1
        if taken:
            yield _table(rest[:taken])
            rest = rest[taken:]
            continue
        taken = next((at for at, line in enumerate(rest) if _ITEM.fullmatch(line)), len(rest))
        if taken:
            yield f"<p>{_joined(rest[:taken])}</p>"
        if taken < len(rest):
            yield from _list(rest[taken:])
        return


def _table(lines: Sequence[str]) -> str:
    facts = [match.groups() for line in lines if (match := _FACT.fullmatch(line)) is not None]
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>' for name, value in facts
    )
    return f"<table>{rows}</table>"


@dataclass(slots=True)
class _Item:
    """One item of a list: its words, the list below it, and what is said after that."""

    number: str
    words: list[str]
    below: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def take(self, line: str, *, begins: bool) -> None:
        deep = len(line) - len(line.lstrip())
        if not self.below and not begins:
            self.words.append(line)
        elif begins or deep > len(self.below[0]) - len(self.below[0].lstrip()):
            self.below.append(line)
        else:
            self.after.append(line)

    def html(self) -> str:
        below = "".join(_list(self.below)) if self.below else ""
        after = f"<p>{_joined(self.after)}</p>" if self.after else ""
        return f"<li>{_joined(self.words)}{below}{after}</li>"


def _list(lines: Sequence[str]) -> Iterator[str]:
    """Yield a list with its inner lists; a line that begins nothing goes on with what is before it."""
    items: list[_Item] = []
    outer = len(lines[0]) - len(lines[0].lstrip())
    for line in lines:
        match = _ITEM.fullmatch(line)
        if match is not None and len(match[1]) <= outer:
            items.append(_Item(match[2] or "", [match[3]]))
        else:
            items[-1].take(line, begins=match is not None)
    inner = "".join(item.html() for item in items)
    first = items[0].number
    start = f' start="{first}"' if first not in {"", "1"} else ""
    yield f"<ol{start}>{inner}</ol>" if first else f"<ul>{inner}</ul>"


def _paragraphs(text: str) -> str:
    blocks = re.split(r"\n{2,}", text.strip("\n"))
    return "".join(f"<p>{'<br>'.join(escape(line) for line in block.splitlines())}</p>" for block in blocks)


def _joined(lines: Sequence[str]) -> str:
    """Return lines as running text; one that was short on purpose ends there."""
    words: list[str] = []
    for index, line in enumerate(lines):
        following = lines[index + 1].strip() if index + 1 < len(lines) else ""
        said = escape(line.strip())
        begins = following[:1].islower() and not _ADDRESS.fullmatch(following)
        goes_on = len(line) >= _SHORT or begins or following[:1] == "("
        words.append(said if not following else said + (" " if goes_on else "<br>"))
    return "".join(words)
