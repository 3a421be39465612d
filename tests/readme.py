"""The documentation as the tests read it: pages, links, headings and shell blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from source_tree import REPOSITORY

README = REPOSITORY / "README.md"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")


def pages() -> list[Path]:
    """Return every page of the documentation."""
    top = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
    return [*(REPOSITORY / name for name in top), *sorted((REPOSITORY / "docs").rglob("*.md"))]


def links(page: Path) -> Iterator[str]:
    """Yield the targets of the page's links, code left out."""
    prose = _FENCE.sub("", page.read_text(encoding="utf-8"))
    yield from _LINK.findall(re.sub(r"`[^`\n]*`", "", prose))


def anchors(page: Path) -> set[str]:
    """Return the anchors of the page's headings."""
    prose = _FENCE.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next of its rank."""
    return text.partition(f"\n{heading}\n")[2].partition("\n## ")[0]


def shell(text: str) -> str:
    """Return the shell blocks of a text, as one script."""
    return "\n".join(body for language, body in _FENCE.findall(text) if language == "sh")


def sections(text: str) -> list[str]:
    """Return a page's parts: what stands before its first heading, then each heading's own."""
    return re.split(r"^## .+$", text, flags=re.MULTILINE)
