"""What all pages share: the sandbox, declared practices, sessions, and how a test wants it otherwise."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from accessctl.errors import AccessctlError
from accessctl.model.identity import Address
from accessctl.model.practice import Practice
from accessctl.providers.sandbox.people import Place
from accessctl.providers.sandbox.rows import all_practices, all_users, slugs_of
from accessctl.providers.sandbox.server.sessions import Sessions
from accessctl.providers.sandbox.state import Mail, StoredPractice, practice_from
from accessctl.providers.sandbox.store import Store, link_key, set_link_key


class Say(Protocol):
    """Gives the operator's page its words."""

    def __call__(self, language: str, key: str, params: Mapping[str, object]) -> str:
        """Return the text of a key in a language, filled."""
        ...


class Fate(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    FAILED = "failed"


@dataclass
class Behaviour:
    """How a test wants the pages otherwise than documented; no command can set it."""

    renamed: dict[str, str] = field(default_factory=dict)
    """Labels that read differently: the documented one → what is shown."""
    dialog_on: set[str] = field(default_factory=set)
    """Names of pages that a dialog covers until somebody closes it."""
    slow: dict[str, float] = field(default_factory=dict)
    """Names of pages → seconds that they take."""
    session_ends_after: int | None = None
    """After how many more of the owner's pages the session is lost."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the command gives the server: everything that is not the sandbox's own."""

    store: Store
    declared: Callable[[], Mapping[str, Practice]]
    """The practices that the files declare now, by slug."""
    say: Say
    explain: Callable[[AccessctlError, str], str]
    """An error's sentence in a language."""
    now: Callable[[], datetime]
    chance: Callable[[int], bytes]
    """So many bytes that nobody can guess."""
    zone: str = "America/Costa_Rica"
    outbox: Path | None = None
    """Where accessctl's own letters lie."""


@dataclass(frozen=True, slots=True)
class Account:
    """A practice's account as the pages show it; what is `None` nobody said."""

    slug: str
    name: str
    stored: StoredPractice | None
    declared: Practice | None
    owner: Address | None

    @property
    def place(self) -> Place:
        """Where the sandbox's people act."""
        return Place(self.slug, self.declared)


class Site:
    """One running server."""

    def __init__(self, around: Around, port: int, behaviour: Behaviour | None = None) -> None:
        self.around = around
        self.store = around.store
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self.hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))
        self.behaviour = behaviour or Behaviour()
        self.sessions = Sessions(around.chance, around.now)
        self.fates: dict[tuple[int, Mail], Fate] = {}
        """What became of the mails that were handed to a mail server."""
        self._key = around.chance(32)

    def accounts(self) -> dict[str, Account]:
        """Return every practice that the sandbox or a file knows, by slug."""
        with self.store.reading() as state:
            stored = {item.slug: item for item in all_practices(state)}
        found: dict[str, Account] = {}
        for slug, practice in self.around.declared().items():
            known = next((stored.pop(name) for name in slugs_of(slug, practice) if name in stored), None)
            if practice.provider == "sandbox" or known is not None:
                found[slug] = _account(slug, known, practice)
        for slug, item in stored.items():
            found[slug] = _account(slug, item, None)
        return dict(sorted(found.items()))

    def owners(self) -> dict[Address, list[Account]]:
        """Return whose practices there are: one log-in for each owner."""
        found: dict[Address, list[Account]] = {}
        for account in self.accounts().values():
            if account.owner is not None:
                found.setdefault(account.owner, []).append(account)
        return found

    def name_of(self, owner: Address) -> str:
        """Return an owner's name, or the address where no name is known."""
        for account in self.owners().get(owner, ()):
            if account.declared is not None and account.declared.owner == owner:
                return account.declared.owner_name
        with self.store.reading() as state:
            named = next((user for user in all_users(state) if user.email == owner and user.name), None)
        return owner if named is None else " ".join((named.name or "", *named.surnames))

    def zone_of(self, account: Account) -> str:
        """Return the time zone in which a practice reads the clock."""
        return account.declared.time_zone if account.declared else self.around.zone

    def link_key(self) -> bytes:
        """Return the key of the links; it is made when it is first needed, and outlives the server."""
        with self.store.reading() as state:
            found = link_key(state)
        if found is None:
            with self.store.changing() as state:
                set_link_key(state, self.around.chance(32))
                found = link_key(state)
        assert found is not None  # noqa: S101 - it was just written
        return found

    def seal(self, text: str) -> str:
        """Return what proves that a form came from a page of this server."""
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()


def _account(slug: str, stored: StoredPractice | None, declared: Practice | None) -> Account:
    said = stored or (practice_from(declared) if declared else None)
    owner = said.owner if said else None
    if owner is None and declared is not None:
        owner = declared.owner
    return Account(slug, declared.name if declared else slug, stored, declared, owner)
