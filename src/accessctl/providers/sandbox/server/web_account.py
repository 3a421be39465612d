"""The owner's start page, the parts that are not played here, and *Cuenta y Preferencias*."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Route

from accessctl.providers.sandbox.server.asking import Asked, owners_page
from accessctl.providers.sandbox.server.showing import page
from accessctl.providers.sandbox.server.site import Site
from accessctl.providers.sandbox.server.web_people import clinics_of, people_of


def routes(site: Site) -> list[Route]:
    """Return the pages of this module."""
    return [
        Route("/inicio", owners_page(site, "inicio", _home)),
        Route("/agenda", owners_page(site, "agenda", _not_played)),
        Route("/pacientes", owners_page(site, "pacientes", _not_played)),
        Route("/cuenta", owners_page(site, "cuenta", _account)),
    ]


def _home(asked: Asked) -> Response:
    return page(asked, "web/home.html.j2", clinics=clinics_of(asked), people=people_of(asked))


def _not_played(asked: Asked) -> Response:
    return page(asked, "web/not_played.html.j2", what=asked.page)


def _account(asked: Asked) -> Response:
    return page(asked, "web/account.html.j2", clinics=clinics_of(asked))
