"""`accessctl sandbox …`: play the humans and the clock of the embedded live system."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

import click

from accessctl.cli.options import common, option
from accessctl.cli.translation import Group
from accessctl.errors import AccessctlError, UsageError
from accessctl.execution.plain_file import read_plain
from accessctl.model.identity import Address, normalise_address
from accessctl.model.live import LiveClinic
from accessctl.model.practice import Practice
from accessctl.providers.sandbox import people
from accessctl.providers.sandbox.faults import FaultKind
from accessctl.providers.sandbox.instants import read_duration, read_instant, show_instant
from accessctl.providers.sandbox.people import Place
from accessctl.providers.sandbox.state import Assistant
from accessctl.providers.sandbox.store import Store
from accessctl.rendering.texts import say, say_count

LAZY = {"serve": "accessctl.cli.sandbox_serving:serve"}


class SandboxContext(Protocol):
    """What these commands need from the command line around them."""

    language: str

    def sandbox_path(self) -> Path:
        """Return where the sandbox keeps its state."""
        ...

    def machine_now(self) -> datetime:
        """Return the machine's time in UTC."""
        ...

    def practice(self, slug: str) -> Practice | None:
        """Return the declared practice of that slug, if there is one."""
        ...

    def echo(self, text: str) -> None:
        """Print a line."""
        ...


def _store(context: SandboxContext) -> Store:
    return Store(context.sandbox_path(), context.machine_now())


def _place(context: SandboxContext, slug: str) -> Place:
    return Place(slug, context.practice(slug))


def _tell(context: SandboxContext, key: str, **params: object) -> None:
    context.echo(say(context.language, "sandbox", f"sandbox.{key}", params))


@click.group(name="sandbox", cls=Group, help="sandbox", lazy=LAZY)
@common(formats=())
def sandbox() -> None:
    """Hold the commands below; their help is a key of `rendering/texts/commands_sandbox.py`."""


@sandbox.command(help="sandbox.reset")
@common(formats=())
@option("--now", "now_text", metavar="TIME", help="sandbox.reset.option.now")
@click.pass_obj
def reset(context: SandboxContext, now_text: str | None) -> None:
    """Empty the sandbox."""
    now = context.machine_now().replace(microsecond=0)
    if now_text is not None:
        try:
            now = read_instant(now_text)
        except ValueError as error:
            raise UsageError("sandbox-time", value=now_text) from error
    _store(context).reset(now)
    _tell(context, "reset", now=show_instant(now))


@sandbox.command(help="sandbox.load")
@common(formats=())
@click.argument("file", metavar="FILE")
@click.pass_obj
def load(context: SandboxContext, file: str) -> None:
    """Load a live file."""
    from accessctl.providers.sandbox import livefile  # noqa: PLC0415 - pydantic, which only this needs

    try:
        content = sys.stdin.buffer.read() if file == "-" else read_plain(Path(file))
    except OSError as error:
        raise AccessctlError("live-file-unreadable", file=file, reason=error.strerror) from error
    loaded = livefile.load(_store(context), content)
    context.echo(say_count(context.language, "sandbox", "sandbox.loaded", len(loaded.practices)))


@sandbox.command(help="sandbox.dump")
@common(formats=())
@click.pass_obj
def dump(context: SandboxContext) -> None:
    """Print the whole state."""
    from accessctl.providers.sandbox import livefile  # noqa: PLC0415 - as above

    context.echo(livefile.dump(_store(context)))


def _about_person(name: str, act: Callable[[Store, Place, Address], None], said: str) -> None:
    """Add the command `name SLUG EMAIL`: it does `act` and tells `said`."""

    @sandbox.command(name=name, help=f"sandbox.{name}")
    @common(formats=())
    @click.argument("slug", metavar="SLUG")
    @click.argument("email", metavar="EMAIL")
    @click.pass_obj
    def command(context: SandboxContext, slug: str, email: str) -> None:
        address = normalise_address(email)
        act(_store(context), _place(context, slug), address)
        _tell(context, said, email=address, practice=slug)


_about_person("accept", people.accept, "accepted")
_about_person("decline", people.decline, "declined")
_about_person("remove", people.remove, "removed")
_about_person("grant-record", partial(people.set_record_access, granted=True), "record-granted")
_about_person("withdraw-record", partial(people.set_record_access, granted=False), "record-withdrawn")
_about_person("grant-billing", partial(people.set_billing, granted=True), "billing-granted")
_about_person("withdraw-billing", partial(people.set_billing, granted=False), "billing-withdrawn")


@sandbox.command(help="sandbox.add")
@common(formats=())
@click.argument("slug", metavar="SLUG")
@click.argument("email", metavar="EMAIL")
@option("--clinics", default="", metavar="ID,ID", help="sandbox.add.option.clinics")
@option("--name", help="sandbox.add.option.name")
@option("--surnames", default="", help="sandbox.add.option.surnames")
@click.pass_obj
def add(
    context: SandboxContext, slug: str, email: str, *, clinics: str, name: str | None, surnames: str
) -> None:
    """Give access by hand."""
    guest = Assistant(
        email=_address(email),
        accepted=True,
        name=name,
        surnames=tuple(surnames.split()),
        clinics=frozenset(_listed(clinics)),
    )
    people.add(_store(context), _place(context, slug), guest)
    _tell(context, "added", email=guest.email, practice=slug)


@sandbox.command(name="add-clinic", help="sandbox.add-clinic")
@common(formats=())
@click.argument("slug", metavar="SLUG")
@click.argument("clinic", metavar="ID")
@option("--name", help="sandbox.add-clinic.option.name")
@option("--single-record", is_flag=True, help="sandbox.add-clinic.option.single-record")
@click.pass_obj
def add_clinic(
    context: SandboxContext, slug: str, clinic: str, *, name: str | None, single_record: bool
) -> None:
    """Create a clinic by hand."""
    created = LiveClinic(clinic, name or clinic, single_record)
    people.add_clinic(_store(context), _place(context, slug), created)
    _tell(context, "clinic-added", clinic=clinic, practice=slug)


@sandbox.command(help="sandbox.advance")
@common(formats=())
@click.argument("duration", metavar="DURATION")
@click.pass_obj
def advance(context: SandboxContext, duration: str) -> None:
    """Let time pass."""
    now = people.advance(_store(context), read_duration(duration))
    _tell(context, "advanced", duration=duration, now=show_instant(now))


@sandbox.command(help="sandbox.fault")
@common(formats=())
@click.argument("kind", metavar="KIND")
@option("--practice", "slug", metavar="SLUG", help="sandbox.fault.option.practice")
@option("--times", type=int, default=1, metavar="N", help="sandbox.fault.option.times")
@click.pass_obj
def fault(context: SandboxContext, kind: str, slug: str | None, times: int) -> None:
    """Let something go wrong."""
    if kind not in {known.value for known in FaultKind}:
        raise UsageError("sandbox-fault-unknown", kind=kind, known=", ".join(FaultKind))
    if not 1 <= times <= 1_000_000:
        raise UsageError("sandbox-fault-times", times=times)
    place = None if slug is None else _place(context, slug)
    people.plant_fault(_store(context), FaultKind(kind), place, times)
    where = "anywhere" if slug is None else "practice"
    key = f"sandbox.fault-{where}"
    context.echo(say_count(context.language, "sandbox", key, times, {"kind": kind, "practice": slug}))


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _address(text: str) -> Address:
    address = normalise_address(text)
    local, _, domain = address.rpartition("@")
    if not local or not domain or len(address.split()) != 1:
        raise UsageError("sandbox-address", value=text)
    return address
