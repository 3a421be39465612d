"""Which providers there are: an explicit table, and those that installed packages offer by entry point.

A package's provider has a dot in its name, so none can take the place of one that comes with the program.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from accessctl.errors import AccessctlError
from accessctl.model.page_map import PageMap
from accessctl.model.settings import LiveSettings
from accessctl.providers.interface import Reader, Writer


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a provider is opened with.

    root: the repository. state: the file of the sandbox's state. machine_now: what the machine's clock shows,
    at which a clock of the provider's own starts, and by which a list from the future is known. clock: that
    clock, for who asks over a while. environment: where keys are. directory: what a provider keeps beside the
    repository, as no part of it. page_map: where things stand on a system's pages.
    """

    root: Path
    state: Path
    machine_now: datetime
    settings: LiveSettings = field(default_factory=LiveSettings)
    clock: Callable[[], datetime] | None = None
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    directory: Path | None = None
    page_map: Callable[[], PageMap] | None = None


Factory = Callable[[Whereabouts], tuple[Reader, Writer]]


def open_sandbox(around: Whereabouts) -> tuple[Reader, Writer]:
    """Return the sandbox whose state is, or will be, in the state file."""
    from accessctl.providers.sandbox.reader import SandboxReader  # noqa: PLC0415 - SQLite, when needed
    from accessctl.providers.sandbox.store import Store  # noqa: PLC0415
    from accessctl.providers.sandbox.writer import SandboxWriter  # noqa: PLC0415

    store = Store(around.state, around.machine_now)
    return SandboxReader(store), SandboxWriter(store)


def open_roster(around: Whereabouts) -> tuple[Reader, Writer]:
    """Return the lists in the repository."""
    from accessctl.providers.roster.reader import RosterReader  # noqa: PLC0415 - only where it is used
    from accessctl.providers.roster.writer import RosterWriter  # noqa: PLC0415

    return RosterReader(around.root, around.settings.directory, around.machine_now), RosterWriter()


def open_huli(around: Whereabouts) -> tuple[Reader, Writer]:
    """Return HuliPractice: its public API to read from, and the pages where owners agreed to that."""
    from accessctl.providers.huli.reader import HuliReader, Reach  # noqa: PLC0415 - only where it is used
    from accessctl.providers.huli.seeing import People  # noqa: PLC0415
    from accessctl.providers.huli.writer import DOES, HuliWriter  # noqa: PLC0415

    settings, now = around.settings, around.machine_now
    people = People(dict(settings.users), settings.own_user)
    reach = Reach(people, settings.concurrency, does=DOES)
    clock = around.clock or (lambda: now)
    reader, writer = HuliReader(around.environment, clock, reach), HuliWriter()
    if around.page_map is None or around.directory is None:
        return reader, writer
    from accessctl.providers.huli.web.desk import Desk  # noqa: PLC0415 - as above
    from accessctl.providers.huli.web.joining import JoinedReader, JoinedWriter  # noqa: PLC0415
    from accessctl.providers.huli.web.provider import WebReader, WebWriter  # noqa: PLC0415
    from accessctl.providers.huli.web.whereabouts import Web  # noqa: PLC0415

    web = Web(around.environment, around.directory, clock, around.page_map)
    desk = Desk(web)
    return JoinedReader(reader, WebReader(web, desk), desk), JoinedWriter(writer, WebWriter(web, desk))


PROVIDERS: Mapping[str, Factory] = {"huli": open_huli, "roster": open_roster, "sandbox": open_sandbox}


ENTRY_POINTS = "accessctl.providers"
"""The group of entry points: the name is the provider's, the object a `Factory`."""


def known() -> tuple[str, ...]:
    """Return the names of the providers that can be opened here."""
    return tuple(sorted({*PROVIDERS, *_offered()}))


def is_known(name: str) -> bool:
    """Say whether a provider can be opened here; packages are looked at only for a name with a dot."""
    return name in PROVIDERS or ("." in name and name in _offered())


def open_provider(name: str, around: Whereabouts) -> tuple[Reader, Writer]:
    """Return the reader and the writer of a provider.

    A package whose provider cannot be loaded is an error that names it, never a provider that sees nothing.
    """
    if not is_known(name):
        raise AccessctlError("provider-not-supported", provider=name, known=", ".join(known()))
    if name in PROVIDERS:
        return PROVIDERS[name](around)
    offered = _offered()[name]
    try:
        factory: Factory = offered.load()
        return factory(around)
    except AccessctlError:
        raise
    except Exception as error:  # whatever a package does, nobody gets a traceback for it
        package = "?" if offered.dist is None else offered.dist.name
        raise AccessctlError(
            "provider-broken", provider=name, package=package, reason=f"{type(error).__name__}: {error}"
        ) from error


@cache
def _offered() -> Mapping[str, EntryPoint]:
    return {item.name: item for item in entry_points(group=ENTRY_POINTS) if "." in item.name}
