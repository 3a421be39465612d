"""Whether there is somebody to be asked, and whether they said yes."""

from __future__ import annotations

import sys

import click


def is_asked() -> bool:
    """Say whether there is somebody at a terminal who can be asked."""
    return sys.stdin.isatty()


def agrees_to(question: str) -> bool:
    """Ask, and say whether the answer was yes, in either language; everything else is no."""
    answer = str(click.prompt(question, default="", show_default=False, err=True))
    return answer.strip().casefold() in ("s", "si", "sí", "y", "yes")
