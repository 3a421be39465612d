"""`accessctl review …`: all access looked at again, and signed off practice by practice."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence

import click

from accessctl.cli.context import Context
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command, Group
from accessctl.execution.apply import Orders
from accessctl.execution.repository import actor
from accessctl.execution.reviews import in_conflict, reviews
from accessctl.execution.reviews import sign as sign_off
from accessctl.execution.reviews import start as begin
from accessctl.execution.workplace import Workplace
from accessctl.model.review import PracticeReview
from accessctl.rendering.reviews import reviews_json, reviews_text
from accessctl.rendering.texts import say
from accessctl.rendering.voice import Voice


@click.group(cls=Group, help="review")
@common(formats=())
def review() -> None:
    """Hold the commands about reviews."""


@review.command(cls=Command, help="review.start")
@common(formats=())
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.pass_obj
def start(context: Context, slugs: tuple[str, ...]) -> int:
    """Begin a review."""
    place = context.workplace()
    begun, tip = begin(place, slugs, _orders(context, place))
    for item in begun:
        context.echo(_say(context, "begun", practice=item.practice))
    context.echo(_say(context, "tip", tip=tip))
    if not slugs:
        _tell_unreadable(context, place)
    return 0


@review.command(cls=Command, help="review.show")
@common()
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.pass_obj
def show(context: Context, slugs: tuple[str, ...]) -> int:
    """Show what is to be looked at."""
    place = context.workplace()
    _print(context, reviews(place, slugs), people=True)
    _tell_unreadable(context, place)
    return 0


@review.command(cls=Command, help="review.sign")
@common(formats=())
@click.argument("slug", metavar="SLUG")
@option("--by", required=True, metavar="NAME", help="review.sign.option.by")
@click.pass_obj
def sign(context: Context, slug: str, by: str) -> int:
    """Sign a review off."""
    place = context.workplace()
    tip = sign_off(place, slug, by, _orders(context, place))
    context.echo(_say(context, "signed", practice=slug))
    context.echo(_say(context, "tip", tip=tip))
    return 0


@review.command(cls=Command, help="review.status")
@common()
@click.pass_obj
def status(context: Context) -> int:
    """Show which reviews are due."""
    place = context.workplace()
    _print(context, reviews(place), people=False)
    _tell_unreadable(context, place)
    return 0


def _orders(context: Context, place: Workplace) -> Orders:
    return Orders(actor=actor(place.gateway, context.environment), nonce=secrets.token_hex(4))


def _print(context: Context, found: Sequence[PracticeReview], *, people: bool) -> None:
    if context.format == "json":
        context.echo(json.dumps(reviews_json(found), ensure_ascii=False, indent=2))
        return
    if not found and context.declaration.unreadable:
        return  # there are practices: which cannot be read is told
    voice = Voice(context.language, context.zone)
    context.echo(reviews_text(found, voice, people=people, color=context.color).removesuffix("\n"))


def _tell_unreadable(context: Context, place: Workplace) -> None:
    """Name the practices that no review can look at: nobody is to take them for reviewed."""
    torn = in_conflict(place)
    for slug in sorted(place.declaration.unreadable):
        context.insist(_say(context, "in-conflict" if slug in torn else "unreadable", practice=slug))


def _say(context: Context, key: str, **params: object) -> str:
    return say(context.language, "reviews", key, params)
