"""`accessctl sandbox serve`: the sandbox as a web application, on this machine alone."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from accessctl.cli.apply_command import stoppable
from accessctl.cli.context import Context
from accessctl.cli.error_boundary import error_text
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command
from accessctl.errors import AccessctlError, UsageError, extra
from accessctl.handoffs.smtp_session import hand_in
from accessctl.handoffs.smtp_url import VARIABLE, Server, server_of
from accessctl.rendering.texts import say

if TYPE_CHECKING:
    from accessctl.model.practice import Practice
    from accessctl.providers.sandbox.server.post import Send
    from accessctl.providers.sandbox.server.site import Around, Site

PORT = 8765
PATIENCE = 10.0
"""Seconds that a mail server may take for an answer: a page waits for it."""
FRESH = timedelta(seconds=1)
"""For how long the files are not read again."""


@click.command(name="serve", cls=Command, help="sandbox.serve")
@common(formats=())
@option("--port", type=click.IntRange(0, 65535), default=PORT, metavar="N", help="sandbox.serve.option.port")
@option("--smtp", metavar="URL", help="sandbox.serve.option.smtp")
@click.pass_obj
def serve(context: Context, /, *, port: int, smtp: str | None) -> None:
    """Answer in the browser until somebody ends it."""
    with extra("sandbox", UsageError):
        from accessctl.providers.sandbox.server import serving  # noqa: PLC0415 - an extra, for this command alone
        from accessctl.providers.sandbox.server.links import api_key_of  # noqa: PLC0415 - as above

    if smtp and mail_server_of(smtp).password:  # everybody on a machine sees a command's arguments
        raise UsageError("sandbox-smtp-password", variable=VARIABLE)
    url = smtp or context.environment.get(VARIABLE)
    send = None if not url else sender_to(url)

    def ready(site: Site) -> None:
        context.echo(say(context.language, "sandbox", "sandbox.serving", {"address": site.address}))
        params = {"address": site.address, "key": api_key_of(site)}
        context.echo(say(context.language, "sandbox", "sandbox.serving.api", params))
        sys.stdout.flush()

    with stoppable():  # being told to stop is how a server ends
        serving.serve(_around(context), port, send, ready)


def sender_to(url: str) -> Send:
    """Return what hands invitations in to the mail server of a URL."""
    server = replace(mail_server_of(url), timeout=PATIENCE)
    return lambda message: hand_in(server, "localhost", message)


def mail_server_of(url: str) -> Server:
    """Return the mail server of a URL; its password is in no error."""
    try:
        return server_of(url)
    except AccessctlError as error:
        raise UsageError("sandbox-smtp-url") from error


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
