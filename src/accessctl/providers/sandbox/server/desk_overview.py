"""The operator's first page: the clock, the practices, and the owners' made-up passwords."""

from __future__ import annotations

from collections import Counter

from starlette.responses import Response
from starlette.routing import Route

from accessctl.errors import AccessctlError
from accessctl.providers.sandbox import people
from accessctl.providers.sandbox.instants import read_duration, show_instant
from accessctl.providers.sandbox.rows import assistants_among
from accessctl.providers.sandbox.rules import presence
from accessctl.providers.sandbox.server.asking import Asked, go, open_page
from accessctl.providers.sandbox.server.links import password_of
from accessctl.providers.sandbox.server.showing import page, spoken
from accessctl.providers.sandbox.server.site import Site
from accessctl.providers.sandbox.store import clock

DESK = "/operador"
QUICK = ("1h", "24h", "48h", "7d")


def routes(site: Site) -> list[Route]:
    """Return the pages of this module."""
    return [
        Route(DESK, open_page(site, "operador", _overview, tongues=True), methods=["GET"]),
        Route(f"{DESK}/reloj", open_page(site, "reloj", _advance, tongues=True), methods=["POST"]),
    ]


def _overview(asked: Asked) -> Response:
    site = asked.site
    accounts = site.accounts()
    stored = {account.stored.slug: slug for slug, account in accounts.items() if account.stored}
    with site.store.reading() as state:
        now = clock(state)
        found = assistants_among(state, stored)
    counts = {
        stored[slug]: Counter(str(presence(person, now)) for person in people_there.values())
        for slug, people_there in found.items()
    }
    return page(
        asked,
        "desk/overview.html.j2",
        now=spoken(now, site.around.zone, asked.language),
        instant=show_instant(now),
        zone=site.around.zone,
        quick=QUICK,
        accounts=accounts.values(),
        counts=counts,
        owners=[(owner, site.name_of(owner), password_of(site, owner)) for owner in site.owners()],
    )


def _advance(asked: Asked) -> Response:
    typed = asked.form.one("duracion")
    try:
        now = people.advance(asked.site.store, read_duration(typed.replace(" ", "")))
    except AccessctlError as error:
        return go(asked, DESK, asked.site.around.explain(error, asked.language), bad=True)
    said = {"duration": typed, "now": spoken(now, asked.site.around.zone, asked.language)}
    return go(asked, DESK, asked.site.around.say(asked.language, "sandbox.advanced", said))
