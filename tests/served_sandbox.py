"""The sandbox's server in a thread, with three practices, for the tests that drive it."""

from __future__ import annotations

import json
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from accessctl.cli.error_boundary import error_text
from accessctl.cli.sandbox_serving import said, sender_to
from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.practice import Clinic, Practice
from accessctl.providers.contract.harness import HERE, PRACTICE
from accessctl.providers.sandbox import livefile
from accessctl.providers.sandbox.server.app import create_app
from accessctl.providers.sandbox.server.post import Post
from accessctl.providers.sandbox.server.site import Around, Behaviour, Site
from accessctl.providers.sandbox.store import Store

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
PRACTICES = {
    "santa-lucia": PRACTICE,
    "derma": Practice(
        slug="derma",
        name="Dermatología Heredia",
        owner=Address("irene.solano@heredia.example"),
        owner_name="Irene Solano",
        where=Location("practices/derma.yaml"),
        clinics=(Clinic("centro", "Heredia Centro", HERE),),
    ),
}
LIVE = {
    "format": "accessctl.live/1",
    "now": "2026-11-24T16:00:00Z",
    "users": [
        {"email": "marco.quesada@correo.example", "name": "Marco", "surnames": ["Quesada", "<i>Brenes</i>"]}
    ],
    "practices": [
        {
            "practice": "santa-lucia",
            "owner": "elena.rojas@santalucia.example",
            "clinics": [
                {"id": "escazu", "name": "Santa Lucía Escazú"},
                {"id": "heredia", "name": "Santa Lucía Heredia"},
                {"id": "cima", "name": "Hospital CIMA", "single_record": True},
            ],
            "billing_issuer": "finanzas@santalucia.example",
            "assistants": [
                {
                    "email": "ana.mora@santalucia.example",
                    "accepted": True,
                    "name": "Ana",
                    "surnames": ["Mora", "Jiménez"],
                    "clinics": ["escazu"],
                    "record_access": False,
                    "billing": False,
                },
                {
                    "email": "luz.vargas@santalucia.example",
                    "accepted": False,
                    "name": "Luz",
                    "surnames": ["Vargas"],
                    "sent_at": "2026-11-24T15:00:00Z",
                    "clinics": ["escazu", "heredia"],
                },
                {
                    "email": "sofia.arce@agencia.example",
                    "accepted": False,
                    "name": "Sofía",
                    "surnames": ["Arce"],
                    "sent_at": "2026-11-20T15:00:00Z",
                    "clinics": ["heredia"],
                },
            ],
        }
    ],
    "mails": [
        {
            "at": "2026-11-20T15:00:00Z",
            "to": "sofia.arce@agencia.example",
            "practice": "santa-lucia",
            "kind": "invitation",
        },
        {
            "at": "2026-11-24T15:00:00Z",
            "to": "luz.vargas@santalucia.example",
            "practice": "santa-lucia",
            "kind": "invitation",
        },
    ],
}


def around(store: Store, outbox: Path | None = None) -> Around:
    """Return what the command would give a server, with fixed practices."""
    return Around(
        store=store,
        declared=lambda: PRACTICES,
        say=said,
        explain=error_text,
        now=lambda: datetime.now(UTC),
        chance=secrets.token_bytes,
        outbox=outbox,
    )


def loaded(directory: Path) -> Store:
    """Return a sandbox with the sample's people."""
    store = Store(directory / "sandbox.sqlite", NOW)
    livefile.load(store, json.dumps(LIVE).encode())
    return store


@contextmanager
def served(
    store: Store, behaviour: Behaviour | None = None, *, outbox: Path | None = None, smtp: str | None = None
) -> Iterator[Site]:
    """Run a server until the block ends."""
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        site = Site(around(store, outbox), listener.getsockname()[1], behaviour)
        post = None if smtp is None else Post(site, sender_to(smtp))
        config = uvicorn.Config(create_app(site, post=post), log_config=None, ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive()
                time.sleep(0.01)
            yield site
        finally:
            server.should_exit = True
            thread.join(10)
            assert not thread.is_alive()
