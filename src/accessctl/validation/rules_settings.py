"""Rules about settings: what they ask for can be done, and the journal has a branch to itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from accessctl.model.finding import Finding
from accessctl.model.practice import Declaration
from accessctl.validation.context import Context
from accessctl.validation.places import settings_place
from accessctl.validation.raising import apply_error

_TEMPLATES = re.compile(r"access/[A-Za-z0-9_-]*templates[A-Za-z0-9_-]*/?")


def journal_on_branch(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find a journal on the branch that the files are applied from: it needs one of its own."""
    del context
    settings = declaration.settings
    if settings.journal.branch == settings.branch:
        where = settings_place(declaration, "journal.branch")
        yield apply_error("journal-on-branch", where, branch=settings.branch)


def send_window_empty(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find a send window that is never open: it would hold every invitation back for ever."""
    del context
    window = declaration.settings.send_window
    if window is not None and (not window.days or window.closes <= window.opens):
        where = settings_place(declaration, "invitations.send_window")
        params = {"opens": _hours(window.opens), "closes": _hours(window.closes)}
        yield apply_error("send-window-empty", where, **params)


def templates_path(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find letters of the organisation's own that lie where they are not looked for."""
    del context
    folder = declaration.settings.handoffs.templates
    if folder is not None and not _TEMPLATES.fullmatch(folder):
        yield apply_error("templates-path", settings_place(declaration, "handoffs.templates"), path=folder)


def _hours(at: time) -> str:
    return at.strftime("%H:%M")
