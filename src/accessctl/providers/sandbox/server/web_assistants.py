"""*Asistentes*: who is there and how each invitation stands; sending one again."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Route

from accessctl.model.identity import normalise_address
from accessctl.providers.sandbox import faults, owners
from accessctl.providers.sandbox.faults import FaultKind
from accessctl.providers.sandbox.rows import slugs_of
from accessctl.providers.sandbox.server.asking import Asked, go, owners_page
from accessctl.providers.sandbox.server.showing import page
from accessctl.providers.sandbox.server.site import Site
from accessctl.providers.sandbox.server.web_people import people_of

LIST = "/cuenta/asistentes"


def routes(site: Site) -> list[Route]:
    """Return the pages of this module."""
    return [
        Route(LIST, owners_page(site, "asistentes", _listed), methods=["GET"]),
        Route(f"{LIST}/reenviar", owners_page(site, "reenviar", _resent), methods=["POST"]),
    ]


def _listed(asked: Asked) -> Response:
    people = people_of(asked)
    if _struck_empty(asked):
        people = []
    return page(asked, "web/assistants.html.j2", people=people)


def _resent(asked: Asked) -> Response:
    email = normalise_address(asked.form.one("correo"))
    owners.resend(asked.site.store, asked.own.place, email)
    return go(asked, LIST, f"Se reenvió la invitación a {email}. Es válida por 48 horas.")


def _struck_empty(asked: Asked) -> bool:
    """Meet the faults that the operator planted for whoever reads."""
    store = asked.site.store
    with store.reading() as state:
        if not faults.planted(state):
            return False
    slugs = slugs_of(asked.own.slug, asked.own.declared)
    with store.changing() as state:
        struck = faults.strike(state, {FaultKind.LOST_CREDENTIALS, FaultKind.EMPTY_ANSWER}, slugs)
    if struck is FaultKind.LOST_CREDENTIALS:
        raise faults.error_of(struck)
    return struck is not None
