"""`accessctl revoke`: take somebody out at once, outside a pull request."""

from __future__ import annotations

import secrets

import click

from accessctl.cli.apply_command import PARTIAL, report, stoppable
from accessctl.cli.context import Context
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command
from accessctl.execution.apply import Applied, Orders
from accessctl.execution.effects import Hands
from accessctl.execution.emergency import Emergency, revoke_at_once
from accessctl.execution.repository import actor
from accessctl.model.identity import normalise_address


@click.command(cls=Command, help="revoke")
@common()
@click.argument("slug", metavar="SLUG")
@click.argument("email", metavar="EMAIL")
@option("--reason", required=True, metavar="TEXT", help="revoke.option.reason")
@option("--take-over", metavar="RUN", help="apply.option.take-over")
@click.pass_obj
def revoke(context: Context, slug: str, email: str, reason: str, take_over: str | None) -> int:
    """Revoke at once."""
    context.remembering = False  # what acts reads the files themselves
    place = context.workplace()
    with stoppable() as stop:
        orders = Orders(
            actor=actor(place.gateway, context.environment),
            nonce=secrets.token_hex(4),
            command="revoke",
            take_over=take_over,
            stop=stop.asked,
        )
        applied = revoke_at_once(Hands(place), Emergency(slug, normalise_address(email), reason), orders)
    code = report(context, applied, place.outbox.directory)
    if code == 0 and is_held(applied):
        code = PARTIAL
    key = "revoke.held" if code else "revoke.stays"
    context.tell(context.say(key, email=normalise_address(email), practice=slug))
    return code


def is_held(applied: Applied) -> bool:
    """Say whether something holds the removal up, so that the person may still be in."""
    plan = applied.planned.plan
    return bool(plan.frozen) or any(item.code != "revoked-in-emergency" for item in plan.blocked)
