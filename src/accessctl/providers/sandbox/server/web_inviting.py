"""**Invitar asistente**, step by step: address, name, clinics, **Invitar**.

Each invitation that somebody begins has a number of its own in the addresses of its pages: two windows of
one owner never mix, and going back in the browser goes back one step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from starlette.responses import Response
from starlette.routing import Route

from accessctl.errors import CredentialsError, ProviderError, TransientError
from accessctl.model.identity import Address
from accessctl.model.live import LiveClinic, Presence
from accessctl.providers.sandbox import owners
from accessctl.providers.sandbox.rows import registrations
from accessctl.providers.sandbox.server.asking import Asked, address_in, go, name_in, owners_page
from accessctl.providers.sandbox.server.sessions import Draft
from accessctl.providers.sandbox.server.showing import page
from accessctl.providers.sandbox.server.site import Site
from accessctl.providers.sandbox.server.web_assistants import LIST
from accessctl.providers.sandbox.server.web_people import clinics_of, people_of
from accessctl.providers.sandbox.state import Assistant

FORM = f"{LIST}/invitar"

Step = Callable[[Asked, int, Draft], Response]


def routes(site: Site) -> list[Route]:
    """Return the pages of this module."""
    steps: tuple[tuple[str, str, Step], ...] = (
        ("nombre", "GET", _name),
        ("nombre", "POST", _named),
        ("clinicas", "GET", _clinics),
        ("clinicas", "POST", _invited),
    )
    return [
        Route(FORM, owners_page(site, "correo", _address), methods=["GET"]),
        Route(FORM, owners_page(site, "correo", _addressed), methods=["POST"]),
        *(
            Route(f"{FORM}/{{draft}}/{name}", owners_page(site, name, _step(act)), methods=[method])
            for name, method, act in steps
        ),
    ]


def _step(act: Step) -> Callable[[Asked], Response]:
    """Find the invitation that the page's address names; one that is over begins anew."""

    def found(asked: Asked) -> Response:
        said = asked.place["draft"]
        number = next((kept for kept in asked.session.drafts if str(kept) == said), None)
        return go(asked, FORM) if number is None else act(asked, number, asked.session.drafts[number])

    return found


def _address(asked: Asked) -> Response:
    return page(asked, "web/invite_address.html.j2", email="", trouble=None)


def _addressed(asked: Asked) -> Response:
    typed = asked.form.one("correo")
    email = address_in(typed)
    trouble = "Escriba una dirección de correo completa, como nombre@clinica.example."
    if email is not None:
        trouble = _already(asked, email)
    if email is None or trouble:
        return page(asked, "web/invite_address.html.j2", 422, email=typed, trouble=trouble)
    with asked.site.store.reading() as state:
        registration = registrations(state, [email])[email]
    number = asked.session.begin(Draft(email, registration))
    return go(asked, f"{FORM}/{number}/nombre")


def _already(asked: Asked, email: Address) -> str:
    stands = next((row.presence for row in people_of(asked) if row.person.email == email), Presence.ABSENT)
    match stands:
        case Presence.ACTIVE:
            return "Esta persona ya es asistente de este consultorio."
        case Presence.INVITED:
            return "Esta persona ya tiene una invitación vigente."
        case _:
            return ""


def _name(asked: Asked, number: int, draft: Draft) -> Response:
    return _name_page(asked, number, draft, {}, 200)


def _name_page(asked: Asked, number: int, draft: Draft, troubles: dict[str, str], status: int) -> Response:
    shown = " ".join(filter(None, (draft.registration.name, *draft.registration.surnames)))
    surnames = (*draft.surnames, "", "")[:2]
    typed = {"nombre": draft.name or "", "apellido-1": surnames[0], "apellido-2": surnames[1]}
    if troubles:
        typed = {field: asked.form.one(field) for field in typed}
    return page(
        asked,
        "web/invite_name.html.j2",
        status,
        draft=draft,
        number=number,
        shown=shown or draft.email,
        typed=typed,
        troubles=troubles,
    )


def _named(asked: Asked, number: int, draft: Draft) -> Response:
    forward = f"{FORM}/{number}/clinicas"
    if draft.registration.registered:
        asked.session.drafts[number] = replace(draft, named=True)
        return go(asked, forward)
    name, first = name_in(asked.form.one("nombre")), name_in(asked.form.one("apellido-1"))
    second = asked.form.one("apellido-2")
    troubles = {}
    if name is None:
        troubles["nombre"] = "Escriba el nombre."
    if first is None:
        troubles["apellido-1"] = "Escriba el primer apellido."
    if second and name_in(second) is None:
        troubles["apellido-2"] = "Este apellido no se puede mostrar."
    if troubles:
        return _name_page(asked, number, draft, troubles, 422)
    surnames = tuple(filter(None, (first, second)))
    asked.session.drafts[number] = replace(draft, name=name, surnames=surnames, named=True)
    return go(asked, forward)


def _clinics(asked: Asked, number: int, draft: Draft) -> Response:
    return _clinics_page(asked, number, draft)


def _clinics_page(asked: Asked, number: int, draft: Draft, trouble: str = "", status: int = 200) -> Response:
    if not draft.named:
        return go(asked, f"{FORM}/{number}/nombre")
    registration = draft.registration
    named = registration if registration.registered and registration.name else draft
    everywhere = clinics_of(asked)
    return page(
        asked,
        "web/invite_clinics.html.j2",
        status,
        draft=draft,
        number=number,
        name=" ".join(filter(None, (named.name, *named.surnames))) or draft.email,
        clinics=_ordinary(everywhere),
        hidden=len(everywhere) - len(_ordinary(everywhere)),
        chosen=asked.form.all("clinica"),
        trouble=trouble,
    )


def _invited(asked: Asked, number: int, draft: Draft) -> Response:
    ordinary = _ordinary(clinics_of(asked))
    chosen = asked.form.all("clinica") if len(ordinary) > 1 else frozenset(clinic.id for clinic in ordinary)
    if not chosen or not draft.named:
        return _clinics_page(asked, number, draft, "Elija al menos una clínica.", 422)
    guest = Assistant(
        draft.email, accepted=False, name=draft.name, surnames=draft.surnames, clinics=frozenset(chosen)
    )
    try:
        owners.invite(asked.site.store, asked.own.place, guest)
    except (TransientError, CredentialsError):
        raise
    except ProviderError as error:  # somebody else was faster, or a clinic is gone since
        said = asked.site.around.explain(error, asked.language)
        return _clinics_page(asked, number, draft, said, 409)
    asked.session.drafts.pop(number, None)
    return go(asked, LIST, f"Se envió la invitación a {draft.email}. Es válida por 48 horas.")


def _ordinary(clinics: tuple[LiveClinic, ...]) -> tuple[LiveClinic, ...]:
    """Leave out the clinics of single-record organisations: the form does not offer them."""
    return tuple(clinic for clinic in clinics if not clinic.single_record)
