"""The live systems of the providers that come with the program, in a test's hands."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from accessctl.model.change import Change
from accessctl.model.identity import Address
from accessctl.model.live import Observation, Unobserved
from accessctl.model.practice import Practice
from accessctl.model.settings import LiveSettings
from accessctl.providers.catalog import Whereabouts, open_provider
from accessctl.providers.contract.harness import ANA, LUZ, NOW, PRACTICE, Harness
from accessctl.providers.huli.web.desk import Desk
from accessctl.providers.interface import PerPractice, Reader, Receipt, Writer
from accessctl.providers.sandbox import livefile, people
from accessctl.providers.sandbox.people import Place
from accessctl.providers.sandbox.server.api_numbers import user_number
from accessctl.providers.sandbox.store import Store
from huli_web import PRACTICE as AGREED
from huli_web import serving_pages
from sandbox_api import serving_api


class SandboxHarness:
    """The sandbox under test."""

    def __init__(self, directory: Path) -> None:
        path = directory / "sandbox.sqlite"
        self.reader, self.writer = open_provider("sandbox", Whereabouts(directory, path, NOW))
        self.looks_up = self.shows_invitations = True
        self._store = Store(path, NOW)

    def give(self, *assistants: Mapping[str, Any], users: tuple[Mapping[str, Any], ...] = ()) -> None:
        """Load the people."""
        clinics = [
            {"id": clinic.id, "name": clinic.name, "single_record": clinic.single_record}
            for clinic in PRACTICE.clinics
        ]
        practice = {
            "practice": PRACTICE.slug,
            "owner": PRACTICE.owner,
            "clinics": clinics,
            "assistants": assistants,
        }
        document = {"format": "accessctl.live/1", "users": users, "practices": [practice]}
        livefile.load(self._store, json.dumps(document).encode())

    def close(self) -> None:
        """Let go of the state."""

    def accept(self, email: Address) -> None:
        """Accept in the sandbox."""
        people.accept(self._store, Place(PRACTICE.slug), email)

    def pass_time(self, duration: timedelta) -> None:
        """Advance the sandbox's clock."""
        people.advance(self._store, duration)


class RosterHarness:
    """A list under test: whatever happens in the live system, somebody writes it down anew."""

    def __init__(self, directory: Path) -> None:
        self._root = directory
        self._now = NOW
        self._people: list[dict[str, Any]] = []
        self.looks_up, self.shows_invitations = False, True
        _, self.writer = self._open()

    @property
    def reader(self) -> Reader:
        """The reader, at the time that it is."""
        return self._open()[0]

    def _open(self) -> tuple[Reader, Writer]:
        return open_provider("roster", Whereabouts(self._root, self._root / "unused", self._now))

    def give(self, *assistants: Mapping[str, Any], users: tuple[Mapping[str, Any], ...] = ()) -> None:
        """Write the people down; who else is registered does not show in a list."""
        del users
        self._people = [_listed(assistant) for assistant in assistants]
        self._write()

    def close(self) -> None:
        """Nothing is held."""

    def accept(self, email: Address) -> None:
        """Write the person down as active."""
        for listed in self._people:
            if listed["correo"] == email:
                listed["estado"] = "activo"
        self._write()

    def pass_time(self, duration: timedelta) -> None:
        """Write the same people down later."""
        self._now += duration
        self._write()

    def _write(self) -> None:
        path = self._root / "rosters" / f"{PRACTICE.slug}.json"
        path.parent.mkdir(exist_ok=True)
        document = {"fecha": self._now.isoformat(), "asistentes": self._people}
        path.write_text(json.dumps(document), encoding="utf-8")


def _listed(assistant: Mapping[str, Any]) -> dict[str, Any]:
    """Return an assistant of `accessctl.live/1` as a list has it."""
    return {
        "correo": assistant["email"],
        "nombre": assistant.get("name"),
        "apellidos": assistant.get("surnames"),
        "estado": "activo" if assistant["accepted"] else "invitado",
        "clínicas": assistant.get("clinics"),
        "expediente": assistant.get("record_access"),
        "facturación": assistant.get("billing"),
        "invitado el": assistant.get("sent_at"),
    }


class HuliHarness(SandboxHarness):
    """HuliPractice's API under test: the sandbox's people, asked over HTTP."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.looks_up = self.shows_invitations = False
        self._server = ExitStack()
        api = self._server.enter_context(serving_api(self._store))
        users = tuple((user_number(email), email) for email in (ANA, LUZ))
        around = Whereabouts(
            directory,
            directory / "unused",
            NOW,
            LiveSettings(provider="huli", users=users),
            clock=lambda: NOW,
            environment=api.environment,
        )
        self.reader, self.writer = open_provider("huli", around)

    def close(self) -> None:
        """End the server."""
        self._server.close()


class _WebReader:
    """Reads the contract's practice as one whose owner agreed to the browser."""

    def __init__(self, reader: Reader) -> None:
        assert isinstance(reader, PerPractice)
        self.capabilities = reader.capabilities_of(AGREED)
        self._reader = reader

    def now(self) -> datetime | None:
        """Return the provider's clock."""
        return self._reader.now()

    def observe(
        self, practices: Sequence[Practice], lookups: Mapping[str, frozenset[Address]]
    ) -> Mapping[str, Observation | Unobserved]:
        """Read the practices in the browser."""
        return self._reader.observe([replace(practice, web=True) for practice in practices], lookups)


class _WebWriter:
    """Acts in the contract's practice as in one whose owner agreed to the browser."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def carry_out(self, practice: Practice, change: Change) -> Receipt:
        """Carry out a change in the browser."""
        return self._writer.carry_out(replace(practice, web=True), change)


class HuliWebHarness:
    """HuliPractice's pages under test: the sandbox's, in a real browser."""

    looks_up, shows_invitations = False, True

    def __init__(self, directory: Path) -> None:
        self._server = ExitStack()
        self._pages = self._server.enter_context(serving_pages(directory))
        self._open()

    def _open(self) -> None:
        reader, writer = self._pages.open()
        self._desk: Desk = reader.desk  # type: ignore[attr-defined]
        self.reader, self.writer = _WebReader(reader), _WebWriter(writer)

    def begin(self) -> None:
        """Begin anew; what stopped the test before stops nothing now."""
        self._pages.empty()
        if self._desk.stopped or self._desk.elsewhere:
            self._open()

    def give(self, *assistants: Mapping[str, Any], users: tuple[Mapping[str, Any], ...] = ()) -> None:
        """Load the people; the clock stays."""
        self._pages.give(*assistants, users=users)

    def close(self) -> None:
        """End the server and the browser."""
        self._server.close()

    def accept(self, email: Address) -> None:
        """Accept in the sandbox."""
        people.accept(self._pages.store, Place(PRACTICE.slug), email)

    def pass_time(self, duration: timedelta) -> None:
        """Advance the sandbox's clock."""
        people.advance(self._pages.store, duration)


HARNESSES: Mapping[str, Callable[[Path], Harness]] = {
    "huli": HuliHarness,
    "roster": RosterHarness,
    "sandbox": SandboxHarness,
}
