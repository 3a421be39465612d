"""`accessctl assistant …`: declare people, change and take out their entries, follow a changed address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from accessctl.cli.context import Context
from accessctl.cli.edit_words import address_of, day_of, surnames_of
from accessctl.cli.editing import carry_out, desk_of
from accessctl.cli.options import common, option
from accessctl.cli.translation import Command, Group
from accessctl.errors import UsageError
from accessctl.execution.edit_people import Wish, add_person, move_person, remove_person, set_person

F = TypeVar("F", bound=Callable[..., Any])

CLEARED = {
    "name": "name",
    "surnames": "surnames",
    "clinics": "clinics",
    "from": "from",
    "until": "until",
    "note": "note",
    "previously": "previously",
}
"""What `--clear` takes, beside the two parts of record access."""
CLEARED_RECORD = {"reason": "reason", "record-until": "until"}


@click.group(cls=Group, help="assistant")
@common(formats=())
def assistant() -> None:
    """Hold the commands about people."""


def entry_options(command: F) -> F:
    """Add the options that say what an entry says."""
    for add in reversed(
        (
            option("--name", metavar="NAME", help="assistant.option.name"),
            option("--surname", "surname", multiple=True, metavar="NAME", help="assistant.option.surname"),
            option("--surnames", metavar="NAMES", help="assistant.option.surnames"),
            option("--clinic", "clinics", multiple=True, metavar="ID", help="assistant.option.clinic"),
            option("--from", "starts", metavar="DATE", help="assistant.option.from"),
            option("--until", "ends", metavar="DATE", help="assistant.option.until"),
            option("--note", metavar="TEXT", help="assistant.option.note"),
            option("--record-access/--no-record-access", default=None, help="assistant.option.record-access"),
            option("--reason", metavar="TEXT", help="assistant.option.reason"),
            option("--record-until", metavar="DATE", help="assistant.option.record-until"),
            option("--billing/--no-billing", default=None, help="assistant.option.billing"),
            option("--dry-run", is_flag=True, help="editing.option.dry-run"),
        )
    ):
        command = add(command)
    return command


@assistant.command(cls=Command, help="assistant.add")
@common()
@click.argument("slug", metavar="SLUG")
@click.argument("email", metavar="EMAIL")
@entry_options
@click.pass_obj
def add(context: Context, /, slug: str, email: str, *, dry_run: bool, **said: Any) -> int:
    """Declare somebody."""
    desk = desk_of(context)
    return carry_out(context, desk, add_person(desk, slug, address_of(email), wish_of(said)), dry_run=dry_run)


@assistant.command("set", cls=Command, help="assistant.set")
@common()
@click.argument("slug", metavar="SLUG")
@click.argument("email", metavar="EMAIL")
@entry_options
@option("--add-clinic", "more_clinics", multiple=True, metavar="ID", help="assistant.set.option.add-clinic")
@option(
    "--remove-clinic", "fewer_clinics", multiple=True, metavar="ID", help="assistant.set.option.remove-clinic"
)
@option(
    "--clear",
    multiple=True,
    type=click.Choice([*CLEARED, *CLEARED_RECORD]),
    help="assistant.set.option.clear",
)
@click.pass_obj
def set_(context: Context, /, slug: str, email: str, *, dry_run: bool, **said: Any) -> int:
    """Change somebody's entry."""
    desk, wish = desk_of(context), wish_of(said)
    if wish == Wish():
        raise UsageError("edit-set-what")
    return carry_out(context, desk, set_person(desk, slug, address_of(email), wish), dry_run=dry_run)


@assistant.command(cls=Command, help="assistant.remove")
@common()
@click.argument("slug", metavar="SLUG")
@click.argument("email", metavar="EMAIL")
@option("--dry-run", is_flag=True, help="editing.option.dry-run")
@click.pass_obj
def remove(context: Context, slug: str, email: str, dry_run: bool) -> int:
    """Take somebody out."""
    desk = desk_of(context)
    return carry_out(context, desk, remove_person(desk, slug, address_of(email)), dry_run=dry_run)


@assistant.command(cls=Command, help="assistant.move")
@common()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@option("--practice", "slugs", multiple=True, metavar="SLUG", help="assistant.move.option.practice")
@option("--dry-run", is_flag=True, help="editing.option.dry-run")
@click.pass_obj
def move(context: Context, old: str, new: str, slugs: tuple[str, ...], dry_run: bool) -> int:
    """Follow a changed address."""
    desk = desk_of(context)
    draft = move_person(desk, address_of(old), address_of(new), slugs)
    return carry_out(context, desk, draft, dry_run=dry_run)


def wish_of(said: dict[str, Any]) -> Wish:
    """Return what the options ask for."""
    surnames = surnames_of(said["surname"], said["surnames"])
    texts = {"name": said["name"], "note": said["note"], "reason": said["reason"]}
    for key, text in texts.items():
        if text is not None and not text.strip():
            raise UsageError("edit-empty", option=f"--{key}", key=key)
    values = {
        "name": said["name"] and said["name"].strip(),
        "surnames": list(surnames) or None,
        "clinics": list(dict.fromkeys(said["clinics"])) or None,
        "billing": said["billing"] or None,
        "from": said["starts"] and day_of("--from", said["starts"]),
        "until": said["ends"] and day_of("--until", said["ends"]),
        "note": said["note"],
    }
    record = {
        "reason": said["reason"],
        "until": said["record_until"] and day_of("--record-until", said["record_until"]),
    }
    clear = said.get("clear", ())
    return Wish(
        values={key: value for key, value in values.items() if value is not None},
        clear=frozenset(
            [CLEARED[key] for key in clear if key in CLEARED]
            + (["billing"] if said["billing"] is False else [])
        ),
        more_clinics=said.get("more_clinics", ()),
        fewer_clinics=said.get("fewer_clinics", ()),
        record_access=said["record_access"],
        record={key: value for key, value in record.items() if value is not None},
        clear_record=frozenset(CLEARED_RECORD[key] for key in clear if key in CLEARED_RECORD),
    )
