"""Faults at the operator's desk: what goes wrong the next time, for the pages and for accessctl alike."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Route

from accessctl.errors import AccessctlError
from accessctl.providers.sandbox import faults, people
from accessctl.providers.sandbox.faults import FaultKind
from accessctl.providers.sandbox.server.asking import Asked, go, open_page
from accessctl.providers.sandbox.server.desk_overview import DESK
from accessctl.providers.sandbox.server.showing import page
from accessctl.providers.sandbox.server.site import Site

FAULTS = f"{DESK}/fallas"
MOST = 1_000_000


def routes(site: Site) -> list[Route]:
    """Return the pages of this module."""
    return [
        Route(FAULTS, open_page(site, "fallas", _listed, tongues=True), methods=["GET"]),
        Route(FAULTS, open_page(site, "fallas", _plant, tongues=True), methods=["POST"]),
        Route(f"{FAULTS}/quitar", open_page(site, "fallas", _lift, tongues=True), methods=["POST"]),
    ]


def _listed(asked: Asked) -> Response:
    with asked.site.store.reading() as state:
        waiting = faults.waiting(state)
    accounts = asked.site.accounts()
    return page(asked, "desk/faults.html.j2", kinds=list(FaultKind), waiting=waiting, accounts=accounts)


def _plant(asked: Asked) -> Response:
    kind, slug, times = (asked.form.one(name) for name in ("falla", "consultorio", "veces"))
    account = asked.site.accounts().get(slug)
    if kind not in set(FaultKind) or (slug and account is None):
        return go(asked, FAULTS)
    try:
        people.plant_fault(
            asked.site.store, FaultKind(kind), account.place if account else None, _number(times)
        )
    except AccessctlError as error:
        return go(asked, FAULTS, asked.site.around.explain(error, asked.language), bad=True)
    return go(asked, FAULTS, asked.site.around.say(asked.language, "desk.fault-planted", {}))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 7 and 1 <= int(text) <= MOST):
        raise AccessctlError("sandbox-fault-times", times=text)
    return int(text)


def _lift(asked: Asked) -> Response:
    with asked.site.store.changing() as state:
        faults.lift(state)
    return go(asked, FAULTS, asked.site.around.say(asked.language, "desk.faults-lifted", {}))
