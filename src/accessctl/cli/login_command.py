"""`accessctl login`: the owner logs in once in a window, for the practices worked on in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command
from accessctl.errors import AccessctlError, UsageError
from accessctl.rendering.texts import say

if TYPE_CHECKING:
    from accessctl.model.practice import Practice
    from accessctl.providers.huli.web.whereabouts import Web


@click.command(name="login", cls=Command, help="login")
@common(formats=())
@click.argument("slug", metavar="SLUG")
@option("--check", is_flag=True, help="login.option.check")
@option("--forget", is_flag=True, help="login.option.forget")
@click.pass_obj
def login(context: Context, /, slug: str, *, check: bool, forget: bool) -> int:
    """Log in, look whether a session holds, or take it away."""
    from accessctl.providers.huli.web import logging_in  # noqa: PLC0415 - the browser, for this command alone

    if check and forget:
        raise UsageError("login-check-or-forget")
    practice = _practice(context, slug)
    web = _web(context)
    if forget:
        code = "login.forgotten" if logging_in.forget(web, practice) else "login.nothing-to-forget"
        context.echo(_said(context, code, practice=slug))
        return 0
    if check:
        logging_in.check(web, practice)
        context.echo(_said(context, "login.holds", practice=slug, owner=practice.owner))
        return 0
    web.require_window()
    context.tell(_said(context, "login.begin", owner=practice.owner, minutes=logging_in.MINUTES))
    where = logging_in.log_in(web, practice)
    context.echo(_said(context, f"login.kept-{where}", practice=slug))
    return 0


def _said(context: Context, key: str, **params: object) -> str:
    return say(context.language, "commands_web", key, params)


def _practice(context: Context, slug: str) -> Practice:
    from accessctl.execution.workplace import unknown_practice  # noqa: PLC0415 - git, when needed

    practice = context.practice(slug)
    if practice is None:
        raise unknown_practice(slug, context.declaration.practices)
    if practice.provider != "huli" or not practice.web:
        raise AccessctlError("web-not-allowed", practice=slug)
    return practice


def _web(context: Context) -> Web:
    from accessctl.execution.workplace import page_map_of, state_directory  # noqa: PLC0415 - git, when needed
    from accessctl.journal.gateway import Gateway  # noqa: PLC0415
    from accessctl.providers.huli.web.whereabouts import Web  # noqa: PLC0415 - as above

    with Gateway(context.root) as gateway:
        directory = state_directory(gateway)
    declaration = context.declaration
    return Web(context.environment, directory, context.machine_now, lambda: page_map_of(declaration))
