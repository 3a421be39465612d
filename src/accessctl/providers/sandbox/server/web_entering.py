"""Logging in and out: one log-in for each owner, and the choice of a practice where one has several."""

from __future__ import annotations

import hmac

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from accessctl.model.identity import Address, normalise_address
from accessctl.providers.sandbox.server.asking import (
    WITHIN,
    Asked,
    go,
    open_page,
    owners_page,
    session_cookie,
    set_cookie,
)
from accessctl.providers.sandbox.server.links import password_of
from accessctl.providers.sandbox.server.showing import page
from accessctl.providers.sandbox.server.site import Account, Site

SHOWN = 12
"""How many owners the log-in offers at once; the others are found by typing."""


def routes(site: Site) -> list[Route]:
    """Return the pages of this module."""
    return [
        Route("/", open_page(site, "root", _root)),
        Route("/ingresar", open_page(site, "ingresar", _form), methods=["GET"]),
        Route("/ingresar", open_page(site, "ingresar", _enter), methods=["POST"]),
        Route("/entrar-como", open_page(site, "ingresar", _enter_as), methods=["POST"]),
        Route("/salir", owners_page(site, "salir", _leave, chosen=False), methods=["POST"]),
        Route("/consultorios", owners_page(site, "consultorios", _choices, chosen=False), methods=["GET"]),
        Route("/consultorios", owners_page(site, "consultorios", _choose, chosen=False), methods=["POST"]),
    ]


def _root(asked: Asked) -> Response:
    del asked
    return RedirectResponse("/inicio", 303)


def _form(asked: Asked) -> Response:
    return _shown(asked)


def _shown(asked: Asked, *, wrong: bool = False, email: str = "", back: str | None = None) -> Response:
    wanted = asked.query.get("buscar", "").strip()
    offered = [
        (owner, asked.site.name_of(owner), accounts)
        for owner, accounts in asked.site.owners().items()
        if _matches(wanted, owner, asked.site.name_of(owner), accounts)
    ]
    return page(
        asked,
        "web/log_in.html.j2",
        401 if wrong else 200,
        offered=offered[:SHOWN],
        more=len(offered) - SHOWN,
        wanted=wanted,
        wrong=wrong,
        email=email,
        back=asked.query.get("volver", "") if back is None else back,
    )


def _enter(asked: Asked) -> Response:
    typed, back = asked.form.one("correo"), asked.form.one("volver")
    owner = normalise_address(typed)
    # made for whatever was typed: how long it takes does not tell who exists
    right = hmac.compare_digest(asked.form.one("clave").encode(), password_of(asked.site, owner).encode())
    if not right or owner not in asked.site.owners():
        return _shown(asked, wrong=True, email=typed, back=back)
    return _entered(asked, owner, back)


def _enter_as(asked: Asked) -> Response:
    owner = normalise_address(asked.form.one("titular"))
    if owner not in asked.site.owners():
        return go(asked, "/ingresar")
    return _entered(asked, owner, asked.form.one("volver"))


def _entered(asked: Asked, owner: Address, back: str) -> Response:
    session = asked.site.sessions.open(owner)
    response = RedirectResponse(back if WITHIN.fullmatch(back) else "/inicio", 303)
    set_cookie(response, session_cookie(asked.site), session.key)
    return response


def _leave(asked: Asked) -> Response:
    asked.site.sessions.end(asked.session)
    response = RedirectResponse("/ingresar", 303)
    response.delete_cookie(session_cookie(asked.site), httponly=True, samesite="strict")
    return response


def _choices(asked: Asked) -> Response:
    return page(asked, "web/practices.html.j2", accounts=_accounts(asked))


def _choose(asked: Asked) -> Response:
    wanted = asked.form.one("consultorio")
    if wanted not in {account.slug for account in _accounts(asked)}:
        return go(asked, "/consultorios")
    asked.session.practice = wanted
    asked.session.drafts.clear()
    return RedirectResponse("/inicio", 303)


def _accounts(asked: Asked) -> list[Account]:
    owner = asked.session.owner
    return asked.site.owners().get(owner, []) if owner else []


def _matches(wanted: str, owner: Address, name: str, accounts: list[Account]) -> bool:
    said = " ".join((owner, name, *(account.name for account in accounts)))
    return wanted.casefold() in said.casefold()
