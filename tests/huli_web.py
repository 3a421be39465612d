"""HuliPractice's pages as the sandbox shows them, and the provider that works in them, for tests."""

from __future__ import annotations

import json
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import uvicorn

from accessctl.cli.error_boundary import error_text
from accessctl.declarations.page_map_loading import shipped_page_map
from accessctl.model.live import Observation, Unobserved
from accessctl.model.page_map import PageMap
from accessctl.model.practice import Practice
from accessctl.model.settings import LiveSettings
from accessctl.providers.catalog import Whereabouts, open_provider
from accessctl.providers.contract.harness import NOW
from accessctl.providers.contract.harness import PRACTICE as SAMPLE
from accessctl.providers.interface import Reader, Writer
from accessctl.providers.sandbox import livefile
from accessctl.providers.sandbox.rows import assistants_among
from accessctl.providers.sandbox.server.app import create_app
from accessctl.providers.sandbox.server.asking import session_cookie
from accessctl.providers.sandbox.server.site import Around, Behaviour, Site
from accessctl.providers.sandbox.state import Assistant
from accessctl.providers.sandbox.store import Store

PRACTICE = replace(SAMPLE, provider="huli", organization="4001", web=True)
IMPATIENT = timedelta(seconds=2)
"""For what never comes: it is waited for in vain, and a busy machine still shows all that does come."""
BROWSER_ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith(("ACCESSCTL_", "PLAYWRIGHT_"))
}


@dataclass
class Pages:
    """The running pages, and what a provider is opened with."""

    directory: Path
    store: Store
    site: Site
    practices: Mapping[str, Practice]
    environment: dict[str, str]
    page_map: PageMap = field(
        default_factory=lambda: replace(shipped_page_map(), patience=timedelta(seconds=10))
    )
    opened: list[Reader] = field(default_factory=list)

    def log_in(self, practice: Practice, as_owner: str | None = None) -> dict[str, Any]:
        """Give a practice's owner a session, as `login` would have kept it, and return it."""
        session = self.site.sessions.open(as_owner or practice.owner)  # type: ignore[arg-type]
        session.practice = practice.slug
        cookie = {
            "name": session_cookie(self.site),
            "value": session.key,
            "domain": "127.0.0.1",
            "path": "/",
            "expires": -1,
            "httpOnly": True,
            "secure": False,
            "sameSite": "Strict",
        }
        state: dict[str, Any] = {"cookies": [cookie], "origins": []}
        name = f"ACCESSCTL_SESSION_{practice.slug.upper().replace('-', '_')}"
        self.environment[name] = json.dumps(state)
        return state

    def open(self) -> tuple[Reader, Writer]:
        """Open the provider, as a run does."""
        around = Whereabouts(
            self.directory,
            self.directory / "unused",
            NOW,
            LiveSettings(provider="huli"),
            clock=lambda: NOW,
            environment=self.environment,
            directory=self.directory / "kept",
            page_map=lambda: self.page_map,
        )
        reader, writer = open_provider("huli", around)
        self.opened.append(reader)
        return reader, writer

    def wait_less(self) -> None:
        """Let what never comes be waited for no longer than it takes to be sure of it."""
        self.page_map = replace(self.page_map, patience=IMPATIENT)

    def observe(self, reader: Reader, practice: Practice = PRACTICE) -> Observation | Unobserved:
        """Read a practice."""
        return reader.observe([practice], {})[practice.slug]

    def give(self, *assistants: Mapping[str, Any], users: tuple[Mapping[str, Any], ...] = ()) -> None:
        """Let the sample's practice hold exactly these people."""
        load(self.store, *(self.practices.values()), people={PRACTICE.slug: assistants}, users=users)

    def empty(self) -> None:
        """Begin anew: nobody in any practice, nobody registered, the clock at its start."""
        self.store.reset(NOW)
        load(self.store, *self.practices.values(), people={})

    def people(self, slug: str = PRACTICE.slug) -> Mapping[str, Assistant]:
        """Return who is in a practice."""
        with self.store.reading() as state:
            return dict(assistants_among(state, [slug]).get(slug, {}))

    @property
    def evidence(self) -> list[Path]:
        """The folders of evidence, oldest first."""
        top = self.directory / "kept" / "web"
        return sorted(top.iterdir()) if top.exists() else []

    def close(self) -> None:
        """End the browsers."""
        for reader in self.opened:
            reader.close()  # type: ignore[attr-defined]


def load(
    store: Store,
    *practices: Practice,
    people: Mapping[str, tuple[Mapping[str, Any], ...]],
    users: tuple[Mapping[str, Any], ...] = (),
) -> None:
    """Fill the sandbox."""
    rows = [
        {
            "practice": practice.slug,
            "owner": practice.owner,
            "clinics": [
                {"id": clinic.id, "name": clinic.name, "single_record": clinic.single_record}
                for clinic in practice.clinics
            ],
            "assistants": list(people.get(practice.slug, ())),
        }
        for practice in practices
    ]
    document = {"format": "accessctl.live/1", "users": list(users), "practices": rows}
    livefile.load(store, json.dumps(document).encode())


@contextmanager
def serving_pages(
    directory: Path,
    *practices: Practice,
    behaviour: Behaviour | None = None,
    wrap: Callable[[Any], Any] = lambda app: app,
) -> Iterator[Pages]:
    """Serve the sandbox's pages with these practices, everybody's owner logged in; it ends with the block."""
    declared = {practice.slug: practice for practice in practices or (PRACTICE,)}
    store = Store(directory / "sandbox.sqlite", NOW)
    load(store, *declared.values(), people={})
    around = Around(
        store=store,
        declared=lambda: declared,
        say=lambda language, key, params: key,  # noqa: ARG005 - the operator's pages are not opened
        explain=error_text,
        now=lambda: datetime.now(UTC),
        chance=secrets.token_bytes,
    )
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        site = Site(around, listener.getsockname()[1], behaviour)
        server = uvicorn.Server(
            uvicorn.Config(wrap(create_app(site)), log_config=None, ws="none", interface="asgi3")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        environment = {**BROWSER_ENVIRONMENT, "ACCESSCTL_HULI_WEB_URL": site.address}
        pages = Pages(directory, store, site, declared, environment)
        for practice in declared.values():
            pages.log_in(practice)
        try:
            yield pages
        finally:
            pages.close()
            server.should_exit = True
            thread.join(10)
            assert not thread.is_alive()
