"""One practice at the operator's desk: what support, issuers, centres, invitees and owners do by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from starlette.responses import Response
from starlette.routing import Route

from accessctl.errors import AccessctlError
from accessctl.model.identity import SLUG, Address, normalise_address
from accessctl.model.live import LiveClinic
from accessctl.providers.sandbox import people
from accessctl.providers.sandbox.people import Place
from accessctl.providers.sandbox.server.api_numbers import organization_number, user_number
from accessctl.providers.sandbox.server.asking import Asked, address_in, go, name_in, open_page, refused
from accessctl.providers.sandbox.server.desk_overview import DESK
from accessctl.providers.sandbox.server.showing import page
from accessctl.providers.sandbox.server.site import Account, Site
from accessctl.providers.sandbox.server.web_people import clinics_at, people_in
from accessctl.providers.sandbox.state import Assistant
from accessctl.providers.sandbox.store import Store

PRACTICE = f"{DESK}/consultorios"

ACTS: Mapping[str, Callable[[Store, Place, Address], None]] = {
    "accepted": people.accept,
    "declined": people.decline,
    "removed": people.remove,
    "record-granted": partial(people.set_record_access, granted=True),
    "record-withdrawn": partial(people.set_record_access, granted=False),
    "billing-granted": partial(people.set_billing, granted=True),
    "billing-withdrawn": partial(people.set_billing, granted=False),
}
"""What a button does, by the name of what it says afterwards."""


def routes(site: Site) -> list[Route]:
    """Return the pages of this module."""
    path = f"{PRACTICE}/{{slug}}"

    def posted(name: str, act: Callable[[Asked, Account], str]) -> Route:
        endpoint = open_page(site, f"operador-{name}", partial(_done, act), tongues=True)
        return Route(f"{path}/{name}", endpoint, methods=["POST"])

    return [
        Route(path, open_page(site, "operador-consultorio", _shown, tongues=True), methods=["GET"]),
        posted("persona", _act),
        posted("clinicas", _set_clinics),
        posted("agregar", _add),
        posted("clinica", _add_clinic),
    ]


def _shown(asked: Asked) -> Response:
    account = asked.site.accounts().get(asked.place["slug"])
    if account is None:
        return refused(asked, "missing", 404)
    issuer = account.stored.billing_issuer if account.stored else None
    if issuer is None and account.declared is not None:
        issuer = account.declared.billing_issuer
    return page(
        asked,
        "desk/practice.html.j2",
        shown=account,
        people=people_in(asked.site, account, asked.language),
        clinics=clinics_at(asked.site, account),
        issuer=issuer,
        organization=organization_number(account.slug),
        user_of=user_number,
    )


def _done(act: Callable[[Asked, Account], str], asked: Asked) -> Response:
    """Let something be done, and go back to the practice, where it or the refusal is said."""
    account = asked.site.accounts().get(asked.place["slug"])
    if account is None:
        return go(asked, DESK)
    back = f"{PRACTICE}/{account.slug}"
    try:
        return go(asked, back, act(asked, account))
    except AccessctlError as error:
        return go(asked, back, asked.site.around.explain(error, asked.language), bad=True)


def _act(asked: Asked, account: Account) -> str:
    what = asked.form.one("hacer")
    if what not in ACTS:
        raise AccessctlError("sandbox-act-unknown")
    email = normalise_address(asked.form.one("correo"))
    ACTS[what](asked.site.store, account.place, email)
    return _say(asked, f"sandbox.{what}", email=email, practice=account.slug)


def _set_clinics(asked: Asked, account: Account) -> str:
    email = normalise_address(asked.form.one("correo"))
    people.set_clinics(asked.site.store, account.place, email, asked.form.all("clinica"))
    return _say(asked, "desk.clinics-set", email=email)


def _add(asked: Asked, account: Account) -> str:
    typed = asked.form.one("correo")
    email = address_in(typed)
    if email is None:
        raise AccessctlError("sandbox-address", value=typed)
    guest = Assistant(
        email,
        accepted=True,
        name=name_in(asked.form.one("nombre")),
        surnames=tuple(filter(name_in, asked.form.one("apellidos").split())),
        clinics=asked.form.all("clinica"),
    )
    people.add(asked.site.store, account.place, guest)
    return _say(asked, "sandbox.added", email=email, practice=account.slug)


def _add_clinic(asked: Asked, account: Account) -> str:
    number, name = asked.form.one("id"), name_in(asked.form.one("nombre"))
    if not SLUG.fullmatch(number):
        raise AccessctlError("sandbox-clinic-id", value=number)
    clinic = LiveClinic(number, name or number, asked.form.one("expediente-unico") == "si")
    people.add_clinic(asked.site.store, account.place, clinic)
    return _say(asked, "sandbox.clinic-added", clinic=number, practice=account.slug)


def _say(asked: Asked, key: str, **params: object) -> str:
    return asked.site.around.say(asked.language, key, params)
