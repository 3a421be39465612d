"""`accessctl handoff …`: what people were asked to do, and what they say of it."""

from __future__ import annotations

import json
import secrets

import click

from accessctl.cli.apply_command import PARTIAL
from accessctl.cli.context import Context
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command, Group
from accessctl.execution.apply import Orders
from accessctl.execution.handoffs import Word, all_handoffs, find, take_word
from accessctl.execution.repository import actor
from accessctl.execution.sending import send as send_letters
from accessctl.execution.sending import unsent
from accessctl.execution.workflow import journal_view
from accessctl.handoffs.steps import steps_of_handoff
from accessctl.model.handoff import HandoffState
from accessctl.rendering.handoff_text import handoff_json, handoff_text, handoffs_json, handoffs_text
from accessctl.rendering.reminders import sent_json, sent_line
from accessctl.rendering.voice import Voice


@click.group(cls=Group, help="handoff")
@common(formats=())
def handoff() -> None:
    """Hold the commands about hand-offs."""


@handoff.command("list", cls=Command, help="handoff.list")
@common()
@option("--all", "ended", is_flag=True, help="handoff.list.option.all")
@option("--practice", "slugs", multiple=True, metavar="SLUG", help="plan.option.practice")
@click.pass_obj
def list_(context: Context, ended: bool, slugs: tuple[str, ...]) -> int:
    """List the hand-offs that are waited for, or all of them."""
    place = context.workplace()
    place.practices(slugs)
    found = [
        item
        for item in all_handoffs(journal_view(place))
        if (ended or item.pending) and (not slugs or item.practice in slugs)
    ]
    if context.format == "json":
        context.echo(json.dumps(handoffs_json(found), ensure_ascii=False, indent=2))
    else:
        text = handoffs_text(found, place.now, context.language, color=context.color, zone=context.zone)
        context.echo(text.removesuffix("\n"))
    return 0


@handoff.command(cls=Command, help="handoff.show")
@common()
@click.argument("id", metavar="ID")
@click.pass_obj
def show(context: Context, id: str) -> int:  # noqa: A002 - the word people use
    """Show one hand-off with its steps."""
    place = context.workplace()
    found = find(journal_view(place), id)
    if context.format == "json":
        context.echo(json.dumps(handoff_json(found), ensure_ascii=False, indent=2))
        return 0
    practice = place.declaration.practices.get(found.practice)
    steps = () if practice is None else steps_of_handoff(found, practice, context.language, place.templates)
    text = handoff_text(found, steps, context.language, color=context.color, zone=context.zone)
    context.echo(text.removesuffix("\n"))
    return 0


@handoff.command(cls=Command, help="handoff.send")
@common()
@click.argument("ids", metavar="[ID]…", nargs=-1)
@click.pass_obj
def send(context: Context, ids: tuple[str, ...]) -> int:
    """Send what waits in the outbox."""
    place = context.workplace()
    who = actor(place.gateway, context.environment)
    found = send_letters(place, ids, Orders(actor=who, nonce=secrets.token_hex(4), command="handoff"))
    voice = Voice(context.language, context.zone)
    if context.format == "json":
        context.echo(json.dumps(sent_json(found), ensure_ascii=False, indent=2))
    elif not found:
        context.echo(voice.say("watching", "sent.nothing"))
    else:
        for item in found:
            context.echo(sent_line(voice, item, color=context.color))
    return PARTIAL if unsent(found) else 0


@handoff.command(cls=Command, help="handoff.done")
@common(formats=())
@click.argument("id", metavar="ID")
@option("--by", required=True, metavar="NAME", help="handoff.option.by")
@option("--evidence", metavar="TEXT", help="handoff.done.option.evidence")
@click.pass_obj
def done(context: Context, id: str, by: str, evidence: str | None) -> int:  # noqa: A002
    """Note that somebody says it was done."""
    return _say(context, id, Word(HandoffState.DONE_ATTESTED, by, evidence=evidence))


@handoff.command(cls=Command, help="handoff.refused")
@common(formats=())
@click.argument("id", metavar="ID")
@option("--by", required=True, metavar="NAME", help="handoff.option.by")
@option("--reason", metavar="TEXT", help="handoff.option.reason")
@click.pass_obj
def refused(context: Context, id: str, by: str, reason: str | None) -> int:  # noqa: A002
    """Note that they said no."""
    return _say(context, id, Word(HandoffState.REFUSED, by, reason=reason))


@handoff.command(cls=Command, help="handoff.cancel")
@common(formats=())
@click.argument("id", metavar="ID")
@option("--by", metavar="NAME", help="handoff.option.by")
@option("--reason", metavar="TEXT", help="handoff.option.reason")
@click.pass_obj
def cancel(context: Context, id: str, by: str | None, reason: str | None) -> int:  # noqa: A002
    """Take the request back; if it is still wanted, it is planned anew."""
    return _say(context, id, Word(HandoffState.CANCELLED, by or "", reason=reason))


def _say(context: Context, wished: str, word: Word) -> int:
    place = context.workplace()
    who = actor(place.gateway, context.environment)
    orders = Orders(actor=who, nonce=secrets.token_hex(4), command="handoff")
    said = Word(word.state, word.by or who, word.evidence, word.reason)
    found, tip = take_word(place, wished, said, orders)
    context.echo(
        context.say(
            f"handoff.said.{word.state}", handoff=found.id, email=found.email, practice=found.practice
        )
    )
    context.echo(context.say("apply.tip", tip=tip))
    return 0
