"""The options that every command takes, wherever on the line they stand; and those that loosen a guard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from accessctl.cli.context import Context
from accessctl.cli.translation import Option
from accessctl.errors import UsageError
from accessctl.model.identity import normalise_address
from accessctl.model.rules import Loosened
from accessctl.model.shard import AT_MOST, Shard

F = TypeVar("F", bound=Callable[..., Any])


def _store(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def store(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        del param
        if value not in (None, False):
            setattr(ctx.ensure_object(Context), name, value)
        return value

    return store


def _common(name: str, *flags: str, **more: Any) -> Callable[[F], F]:
    return click.option(
        *flags, name, cls=Option, expose_value=False, is_eager=True, callback=_store(name), **more
    )


def common(formats: tuple[str, ...] = ("text", "json")) -> Callable[[F], F]:
    """Add `--repo`, `--lang`, `--format`, `--no-color`, `-v` and `-q`."""
    options = [
        _common("repo", "--repo", type=click.Path(path_type=Path), metavar="DIR", help="option.repo"),
        _common("language_flag", "--lang", type=click.Choice(["es", "en"]), help="option.lang"),
        _common("no_color", "--no-color", is_flag=True, help="option.no-color"),
        _common("verbose", "-v", "--verbose", is_flag=True, help="option.verbose"),
        _common("quiet", "-q", "--quiet", is_flag=True, help="option.quiet"),
    ]
    if formats:
        options.insert(2, _common("format", "--format", type=click.Choice(formats), help="option.format"))

    def add(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def option(*flags: str, **more: Any) -> Callable[[F], F]:
    """Add an option whose help is a key."""
    return click.option(*flags, cls=Option, **more)


def sharding(command: F) -> F:
    """Add `--shard`."""
    return option("--shard", callback=_shard, metavar="I/N", help="plan.option.shard")(command)


def _shard(ctx: click.Context, param: click.Parameter, value: str | None) -> Shard | None:
    del ctx, param
    try:
        return None if value is None else Shard.read(value)
    except ValueError:
        raise UsageError("shard", value=value, most=AT_MOST) from None


def loosening(command: F) -> F:
    """Add the flags that loosen the guards, each under its own name."""
    slug = {"multiple": True, "metavar": "SLUG"}
    number = {"type": click.IntRange(min=0), "metavar": "N"}
    for add in (
        option("--allow-removals", **number, help="option.allow-removals"),
        option("--allow-empty", **slug, help="option.allow-empty"),
        option("--allow-invitations", **number, help="option.allow-invitations"),
        option("--allow-record-grants", **number, help="option.allow-record-grants"),
        option("--accept-live", **slug, help="option.accept-live"),
        option("--restore", nargs=2, multiple=True, metavar="SLUG EMAIL", help="option.restore"),
        option("--revoke-unmanaged", **slug, help="option.revoke-unmanaged"),
        option("--rollback", is_flag=True, help="option.rollback"),
        option("--not-tip", is_flag=True, help="option.not-tip"),
        option("--now", "send_now", is_flag=True, help="option.now"),
    ):
        command = add(command)
    return command


LOOSENING = (
    "allow_removals",
    "allow_empty",
    "allow_invitations",
    "allow_record_grants",
    "accept_live",
    "restore",
    "revoke_unmanaged",
    "rollback",
    "not_tip",
    "send_now",
)


def take_loosened(values: dict[str, Any], context: Context) -> Loosened:
    """Take the loosening flags out of a command's values; a practice that is not declared is a mistake."""
    taken = {name: values.pop(name) for name in LOOSENING}
    known = context.declaration.practices.keys() | context.declaration.unreadable
    named = {*taken["allow_empty"], *taken["accept_live"], *taken["revoke_unmanaged"]}
    named |= {slug for slug, _ in taken["restore"]}
    for slug in sorted(named - known):
        raise UsageError("unknown-practice", practice=slug)
    return Loosened(
        removals=taken["allow_removals"],
        empty=frozenset(taken["allow_empty"]),
        invitations=taken["allow_invitations"],
        record_grants=taken["allow_record_grants"],
        accept_live=frozenset(taken["accept_live"]),
        restore=frozenset((slug, normalise_address(email)) for slug, email in taken["restore"]),
        revoke_unmanaged=frozenset(taken["revoke_unmanaged"]),
        rollback=taken["rollback"],
        not_tip=taken["not_tip"],
        send_now=taken["send_now"],
    )


def flags_said(loosened: Loosened) -> tuple[str, ...]:
    """Return the loosening flags as they were typed, for the journal."""
    numbers = (
        ("allow-removals", loosened.removals),
        ("allow-invitations", loosened.invitations),
        ("allow-record-grants", loosened.record_grants),
    )
    said = [f"--{name} {value}" for name, value in numbers if value is not None]
    for name, slugs in (
        ("allow-empty", loosened.empty),
        ("accept-live", loosened.accept_live),
        ("revoke-unmanaged", loosened.revoke_unmanaged),
    ):
        said += [f"--{name} {slug}" for slug in sorted(slugs)]
    said += [f"--restore {slug} {email}" for slug, email in sorted(loosened.restore)]
    switches = (("rollback", loosened.rollback), ("not-tip", loosened.not_tip), ("now", loosened.send_now))
    return (*said, *(f"--{name}" for name, on in switches if on))
