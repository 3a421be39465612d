"""The invitee's page: what the link of an invitation leads to, and its two answers."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response
from starlette.routing import Route

from accessctl.model.identity import Address
from accessctl.model.live import INVITATION_LIFE
from accessctl.providers.sandbox import people
from accessctl.providers.sandbox.people import Place
from accessctl.providers.sandbox.rows import registrations
from accessctl.providers.sandbox.server.asking import Asked, go, linked_page, refused
from accessctl.providers.sandbox.server.letters import account_of
from accessctl.providers.sandbox.server.links import Invitation, Standing, invitation_of
from accessctl.providers.sandbox.server.showing import page, spoken
from accessctl.providers.sandbox.server.site import Site
from accessctl.providers.sandbox.server.web_people import clinics_at
from accessctl.providers.sandbox.store import Store

STATUS = {Standing.VALID: 200, Standing.ACCEPTED: 200, Standing.EXPIRED: 410, Standing.REPLACED: 410}


def routes(site: Site) -> list[Route]:
    """Return the pages of this module."""
    path = "/invitacion/{token}"
    return [
        Route(path, linked_page(site, "invitacion", _invitation), methods=["GET"]),
        Route(f"{path}/aceptar", linked_page(site, "aceptar", _answer(people.accept)), methods=["POST"]),
        Route(f"{path}/rechazar", linked_page(site, "rechazar", _answer(people.decline)), methods=["POST"]),
        Route(f"{path}/rechazada", linked_page(site, "rechazada", _declined), methods=["GET"]),
    ]


def _invitation(asked: Asked) -> Response:
    found = invitation_of(asked.site, asked.place["token"])
    return _missing(asked) if found is None else _shown(asked, found, str(found.standing))


def _declined(asked: Asked) -> Response:
    found = invitation_of(asked.site, asked.place["token"])
    return _missing(asked) if found is None else _shown(asked, found, "declined")


def _answer(act: Callable[[Store, Place, Address], None]) -> Callable[[Asked], Response]:
    def answered(asked: Asked) -> Response:
        token = asked.place["token"]
        found = invitation_of(asked.site, token)
        if found is None:
            return _missing(asked)
        if found.standing is not Standing.VALID:
            return _shown(asked, found, str(found.standing))
        act(asked.site.store, account_of(asked.site, found.mail.practice).place, found.mail.to)
        return go(asked, f"/invitacion/{token}{'/rechazada' if act is people.decline else ''}")

    return answered


def _missing(asked: Asked) -> Response:
    return refused(asked, "missing", 404)


def _shown(asked: Asked, found: Invitation, standing: str) -> Response:
    site, mail = asked.site, found.mail
    account = account_of(site, mail.practice)
    with site.store.reading() as state:
        registered = registrations(state, [mail.to])[mail.to].registered
    has = (found.person.clinics if found.person else None) or frozenset()
    return page(
        asked,
        "web/invitation.html.j2",
        STATUS[found.standing],
        standing=standing,
        token=asked.place["token"],
        invitee=mail.to,
        inviter=site.name_of(account.owner) if account.owner else account.name,
        practice=account.name,
        clinics=[clinic.name for clinic in clinics_at(site, account) if clinic.id in has],
        until=spoken(mail.at + INVITATION_LIFE, site.zone_of(account)),
        registered=registered,
        name=_full_name(found),
    )


def _full_name(found: Invitation) -> str:
    person = found.person
    return "" if person is None else " ".join(filter(None, (person.name, *person.surnames)))
