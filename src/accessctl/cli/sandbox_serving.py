"""`accessctl sandbox serve`: the sandbox as a web application, on this machine alone."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from accessctl.cli.apply_command import stoppable
from accessctl.cli.context import Context
from accessctl.cli.error_boundary import error_text
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command
from accessctl.errors import UsageError
from accessctl.rendering.texts import say

if TYPE_CHECKING:
    from accessctl.model.practice import Practice
    from accessctl.providers.sandbox.server.site import Around, Site

PORT = 8765
SMTP = "ACCESSCTL_SMTP_URL"
FRESH = timedelta(seconds=1)
"""For how long the files are not read again."""


@click.command(name="serve", cls=Command, help="sandbox.serve")
@common(formats=())
@option("--port", type=click.IntRange(0, 65535), default=PORT, metavar="N", help="sandbox.serve.option.port")
@option("--smtp", metavar="URL", help="sandbox.serve.option.smtp")
@click.pass_obj
def serve(context: Context, /, *, port: int, smtp: str | None) -> None:
    """Answer in the browser until somebody ends it."""
    try:
        from accessctl.providers.sandbox.server import serving  # noqa: PLC0415 - an extra, for this command alone
    except ImportError as error:
        raise UsageError("extra-missing", extra="sandbox") from error

    def ready(site: Site) -> None:
        context.echo(say(context.language, "sandbox", "sandbox.serving", {"address": site.address}))
        sys.stdout.flush()

    with stoppable():  # being told to stop is how a server ends
        serving.serve(_around(context), port, smtp or context.environment.get(SMTP) or None, ready)


def _around(context: Context) -> Around:
    from accessctl.execution.workplace import state_directory  # noqa: PLC0415 - git, when needed
    from accessctl.journal.gateway import Gateway  # noqa: PLC0415
    from accessctl.providers.sandbox.server.site import Around  # noqa: PLC0415 - as above
    from accessctl.providers.sandbox.store import Store  # noqa: PLC0415

    outbox = context.settings.handoffs.outbox
    with Gateway(context.root) as gateway:
        letters = context.root / outbox if outbox else state_directory(gateway) / "outbox"
    return Around(
        store=Store(context.sandbox_path(), context.machine_now()),
        declared=_Declared(context),
        say=said,
        explain=error_text,
        now=context.machine_now,
        chance=secrets.token_bytes,
        zone=context.zone,
        outbox=letters,
    )


def said(language: str, key: str, params: Mapping[str, object]) -> str:
    """Return a text of the operator's page, or of the commands that do the same."""
    return say(language, "sandbox" if key.startswith("sandbox.") else "sandbox_desk", key, params)


class _Declared:
    """What the files declare at the moment: they change while the server runs."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._read: datetime | None = None
        self._practices: Mapping[str, Practice] = {}

    def __call__(self) -> Mapping[str, Practice]:
        """Return the declared practices, not older than a moment."""
        now = self._context.machine_now()
        if self._read is None or not timedelta() <= now - self._read < FRESH:
            fresh = Context(environment=self._context.environment, repo=self._context.root)
            self._practices, self._read = fresh.declaration.practices, now
        return self._practices
