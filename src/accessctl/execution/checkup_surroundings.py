"""Checks of what is around the repository: the program, the live system, and the mails."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from accessctl import __version__
from accessctl.execution.checkup_subject import Subject
from accessctl.execution.observe import observe
from accessctl.execution.posting import mailer_of, server_for
from accessctl.execution.workplace import NOWHERE
from accessctl.handoffs.smtp_url import VARIABLE
from accessctl.model.checkup import Check, Mark
from accessctl.model.live import Unobserved


def check_program(subject: Subject) -> Check:
    """Say which program this is."""
    del subject
    params = {"version": __version__, "python": platform.python_version(), "system": platform.system()}
    return Check("program", Mark.OK, params=params)


def check_provider(subject: Subject) -> Check:
    """Ask the live system for every practice."""
    place = subject.place
    practices = place.practices()
    found = observe(place, practices)
    silent = [seen for seen in found.values() if isinstance(seen, Unobserved)]
    params = {
        "provider": ", ".join(sorted({practice.provider for practice in practices}))
        or subject.settings.live.provider,
        "practices": ", ".join(seen.practice for seen in silent[:5]),
        "count": len(silent),
        "all": len(practices),
    }
    return (
        Check("provider", Mark.WARN, "silent", params)
        if silent
        else Check("provider", Mark.OK, params=params)
    )


def check_sender(subject: Subject) -> Check:
    """Look whether letters leave from an address that somebody reads."""
    sender = subject.place.sender
    if sender == NOWHERE:
        return Check("sender", Mark.WARN, "placeholder", {"sender": sender})
    return Check("sender", Mark.OK, params={"sender": sender})


def check_mail(subject: Subject) -> Check:
    """Look who sends the letters: a server that is named rightly, and answers where it is to be asked."""
    server = server_for(subject.place)
    if server is None:
        return Check("mail", Mark.OK, "person", {"variable": VARIABLE})
    params = {"server": server.shown, "user": server.user or "–"}
    if not subject.ask_mail:
        return Check("mail", Mark.OK, "unasked", params)
    mailer_of(subject.place, server).check()
    return Check("mail", Mark.OK, params=params)


def check_outbox(subject: Subject) -> Check:
    """Look whether letters can be put where they wait to be sent."""
    directory = subject.place.outbox.directory
    there = next(folder for folder in (directory, *directory.parents) if os.path.lexists(folder))
    waiting = _waiting(directory)
    params = {"path": str(directory), "count": waiting}
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return Check("outbox", Mark.ERROR, "unwritable", params)
    return Check("outbox", Mark.OK, params=params)


def _waiting(directory: Path) -> int:
    try:
        return sum(entry.suffix == ".eml" for entry in directory.iterdir())
    except OSError:
        return 0
