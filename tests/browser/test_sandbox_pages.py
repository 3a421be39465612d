"""The sandbox in a real browser, by what is written on it: the documented way, the desk, keys, a phone."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from accessctl.model.identity import Address
from accessctl.providers.sandbox import livefile
from accessctl.providers.sandbox.server.links import password_of
from accessctl.providers.sandbox.server.site import Behaviour, Site
from accessibility import SIZES, Axe, fits, looks
from served_sandbox import loaded, served

LETTER = """\
From: accesos@org.example
To: soporte@hulipractice.example
Cc: elena.rojas@santalucia.example
Subject: Acceso al expediente: =?utf-8?q?Cl=C3=ADnica?= <b>
Content-Type: text/plain; charset=utf-8

Por favor den acceso al expediente a Ana Mora.
"""
ELENA = Address("elena.rojas@santalucia.example")


@pytest.fixture
def behaviour() -> Behaviour:
    """Return how the pages behave: as documented, unless a test says otherwise."""
    return Behaviour()


@pytest.fixture
def site(tmp_path: Path, behaviour: Behaviour) -> Iterator[Site]:
    """Return a running sandbox with a letter in accessctl's outbox."""
    outbox = tmp_path / "outbox"
    outbox.mkdir()
    (outbox / "carta@org.example.eml").write_text(LETTER, encoding="utf-8")
    with served(loaded(tmp_path), behaviour, outbox=outbox) as running:
        yield running


@contextmanager
def window(browser: Any, size: str = "desktop", **more: Any) -> Iterator[Any]:
    """Open a window; whatever a page complains about, or asks of others, fails the test."""
    context = browser.new_context(viewport=SIZES[size], locale="es-CR", **more)
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: "//127.0.0.1:" in request.url or said.append(request.url))
    yield page
    context.close()
    assert [text for text in said if "status of" not in text] == []


def enter(page: Any, site: Site) -> None:
    """Log in as Elena with her password."""
    page.goto(site.address)
    page.get_by_label("Correo electrónico").fill(ELENA)
    page.get_by_label("Contraseña").fill(password_of(site, ELENA))
    page.get_by_role("button", name="Ingresar").click()


def open_assistants(page: Any) -> None:
    """Click the documented way to the list."""
    page.get_by_role("button", name="Foto de perfil").click()
    page.get_by_role("link", name="Cuenta y Preferencias").click()
    page.get_by_role("navigation", name="Cuenta y Preferencias").get_by_role(
        "link", name="Asistentes"
    ).click()


def row(page: Any, name: str) -> Any:
    """Return one assistant's row of the list."""
    people = page.get_by_role("list", name="Asistentes").locator("> li")
    return people.filter(has=page.get_by_role("heading", name=name))


@pytest.mark.parametrize("size", SIZES)
def test_documented_way_leads_to_an_invitation(browser: Any, site: Site, size: str) -> None:
    """Photo, Cuenta y Preferencias, Asistentes, Agregar otro, address, names, clinics, Invitar."""
    with window(browser, size) as page:
        enter(page, site)
        open_assistants(page)
        page.get_by_role("link", name="Agregar otro").click()
        page.get_by_label("Correo electrónico").fill("Rita.Solis@SantaLucia.example")
        page.get_by_role("button", name="Continuar").click()
        page.get_by_label("Nombre", exact=True).fill("Rita")
        page.get_by_label("Primer apellido").fill("Solís")
        page.get_by_label("Segundo apellido").fill("Vega")
        page.get_by_role("button", name="Continuar").click()
        assert page.get_by_label("Hospital CIMA").count() == 0  # single-record clinics are not offered
        page.get_by_label("Santa Lucía Heredia").check()
        page.get_by_role("button", name="Invitar", exact=True).click()
        invited = row(page, "Rita Solís Vega")
        assert "Pendiente" in invited.inner_text()
        assert "26 de noviembre de 2026, 10:00" in invited.inner_text()
        assert invited.locator("time").get_attribute("datetime") == "2026-11-26T16:00:00Z"
        assert "Santa Lucía Heredia" in invited.inner_text()


def test_registered_name_is_clicked_and_one_clinic_goes_without_saying(browser: Any, site: Site) -> None:
    """In a practice with nobody it is *Invitar asistente*; the name shown is the user's own, and text."""
    with window(browser) as page:
        page.goto(site.address)
        page.get_by_role("button", name="Entrar como Irene Solano").click()
        open_assistants(page)
        page.get_by_role("link", name="Invitar asistente").click()
        page.get_by_label("Correo electrónico").fill("marco.quesada@correo.example")
        page.get_by_role("button", name="Continuar").click()
        page.get_by_role("button", name="Marco Quesada <i>Brenes</i>").click()
        assert page.locator("main i").count() == 0
        page.get_by_role("button", name="Invitar", exact=True).click()
        assert "Heredia Centro" in row(page, "Marco Quesada").inner_text()


def test_expired_and_pending_ones_are_sent_again_and_active_ones_are_not(browser: Any, site: Site) -> None:
    """Reenviar begins 48 new hours, and stands beside every invitation that was not accepted."""
    with window(browser) as page:
        enter(page, site)
        open_assistants(page)
        assert row(page, "Ana Mora").get_by_role("button").count() == 0
        assert row(page, "Luz Vargas").get_by_role("button", name="Reenviar").count() == 1
        assert "Vencida" in row(page, "Sofía Arce").inner_text()
        row(page, "Sofía Arce").get_by_role("button", name="Reenviar").click()
        assert "Pendiente" in row(page, "Sofía Arce").inner_text()
        assert "Se reenvió" in page.get_by_role("status").inner_text()


def test_whole_story_from_mail_to_record_access(browser: Any, site: Site) -> None:
    """The operator reads the mail, the invitee accepts, support gives record access, time goes by."""
    with window(browser) as page:
        page.goto(f"{site.address}/operador")
        page.get_by_role("link", name="Correo", exact=True).click()
        page.get_by_role("link", name="luz.vargas@santalucia.example").click()
        page.get_by_role("link", name="Abrir la invitación").click()
        link = page.url
        page.get_by_role("button", name="Aceptar invitación").click()
        assert "Ya es asistente" in page.get_by_role("heading", level=1).inner_text()
        page.goto(link)
        assert page.get_by_role("button").count() == 0  # a link works once
        page.goto(f"{site.address}/operador")
        page.get_by_role("link", name="Clínica Santa Lucía").click()
        person = page.locator(".desk-people > li").filter(has_text="luz.vargas@santalucia.example")
        person.get_by_role("button", name="Dar acceso al expediente").click()
        assert "Puede abrir el expediente." in person.inner_text()
        page.goto(f"{site.address}/operador")
        page.get_by_label("Dejar pasar el tiempo", exact=True).fill("1d12h")
        page.get_by_role("button", name="Adelantar").click()
        assert "jueves 26 de noviembre de 2026, 04:00" not in page.inner_text("main")
        assert "miércoles 25 de noviembre de 2026, 22:00" in page.inner_text("main")


def test_old_link_says_that_48_hours_are_over(browser: Any, site: Site) -> None:
    """Nothing can be clicked, and it says who can send it again."""
    with window(browser) as page:
        page.goto(f"{site.address}/operador/correo")
        page.get_by_role("link", name="sofia.arce@agencia.example").click()
        page.get_by_role("link", name="Abrir la invitación").click()
        assert "48 horas" in page.inner_text("main")
        assert "Elena Rojas" in page.inner_text("main")
        assert page.get_by_role("button").count() == 0


def test_keyboard_alone_is_enough(browser: Any, site: Site) -> None:
    """From the log-in to the invitation without a mouse and without JavaScript; the focus is always seen."""
    with window(browser, java_script_enabled=False) as page:
        page.goto(site.address)
        keys(page, "Correo electrónico", ELENA)
        keys(page, "Contraseña", password_of(site, ELENA), "Enter")
        press(page, "button", "Foto de perfil")
        press(page, "link", "Cuenta y Preferencias")
        press(page, "link", "Asistentes")
        press(page, "link", "Agregar otro")
        keys(page, "Correo electrónico", "rita@santalucia.example", "Enter")
        keys(page, "Nombre", "Rita")
        keys(page, "Primer apellido", "Solís", "Enter")
        reach(page, page.get_by_label("Santa Lucía Escazú"))
        page.keyboard.press("Space")
        press(page, "button", "Invitar")
        row(page, "Rita Solís").wait_for()


def reach(page: Any, target: Any) -> None:
    """Press Tab until something has the focus, as an outline shows."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === document.activeElement"):
            assert target.evaluate("node => getComputedStyle(node).outlineStyle") != "none"
            return
    raise AssertionError(target)


def press(page: Any, role: str, name: str) -> None:
    """Tab to something and press Enter; a page that follows is waited for."""
    target = page.get_by_role(role, name=name, exact=name != "Foto de perfil").first
    reach(page, target)
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def keys(page: Any, label: str, text: str, *then: str) -> None:
    """Tab to a field and type."""
    reach(page, page.get_by_label(label, exact=True))
    page.keyboard.type(text)
    for key in then:
        page.keyboard.press(key)
        page.wait_for_load_state()


PAGES = {
    "log-in": "/ingresar",
    "home": "/inicio",
    "agenda": "/agenda",
    "account": "/cuenta",
    "assistants": "/cuenta/asistentes",
    "invite": "/cuenta/asistentes/invitar",
    "missing": "/nada",
    "desk": "/operador",
    "desk-en": "/operador?lang=en",
    "mailbox": "/operador/correo",
    "mail": "/operador/correo/2",
    "letter": "/operador/cartas/carta@org.example",
    "desk-practice": "/operador/consultorios/santa-lucia",
    "desk-empty": "/operador/consultorios/derma",
    "faults": "/operador/fallas",
}


def test_every_page_is_accessible_and_fits(browser: Any, axe: Axe, site: Site) -> None:
    """Axe finds nothing, wide and light or narrow and dark, and nothing sticks out of the window."""
    with window(browser) as page:
        enter(page, site)
        page.wait_for_url("**/inicio")
        found = {name: flaws(page, axe, f"{site.address}{path}") for name, path in PAGES.items()}
        found |= {name: flaws(page, axe) for name in in_between(page, site)}
        assert {name: flaw for name, flaw in found.items() if flaw} == {}


def in_between(page: Any, site: Site) -> Iterator[str]:
    """Go to the pages that have no address of their own, wrong input among them."""
    page.goto(f"{site.address}/cuenta/asistentes/invitar")
    page.get_by_label("Correo electrónico").fill("nadie")
    page.get_by_role("button", name="Continuar").click()
    yield "wrong address"
    page.get_by_label("Correo electrónico").fill("rita@santalucia.example")
    page.get_by_role("button", name="Continuar").click()
    page.get_by_role("button", name="Continuar").click()
    yield "wrong name"
    page.get_by_label("Nombre", exact=True).fill("Rita")
    page.get_by_label("Primer apellido").fill("Solís")
    page.get_by_role("button", name="Continuar").click()
    page.get_by_role("button", name="Invitar", exact=True).click()
    yield "no clinic"
    page.get_by_role("button", name="Foto de perfil").click()
    yield "menu"
    for number in (1, 2):
        page.goto(f"{site.address}/operador/correo/{number}")
        page.locator(".letter a").click()
        yield f"invitation {number}"
    page.get_by_role("button", name="Rechazar").click()
    yield "declined"


def flaws(page: Any, axe: Axe, address: str | None = None) -> list[Any]:
    """Return what is wrong with a page, in each of its looks."""
    if address is not None:
        page.goto(address)
    page.wait_for_load_state()
    found: list[Any] = []
    for look in looks(page):
        found += [(look, *flaw) for flaw in axe.flaws(page)]
        found += [] if fits(page) else [(look, "too wide")]
    return found


def test_owner_of_two_practices_chooses_one_at_a_time(browser: Any, axe: Axe, site: Site) -> None:
    """One log-in, a choice at the beginning, and the other practice from the photo's menu."""
    second = {
        "format": "accessctl.live/1",
        "practices": [{"practice": "norte", "owner": ELENA, "assistants": []}],
    }
    livefile.load(site.store, json.dumps(second).encode())
    with window(browser, "phone") as page:
        enter(page, site)
        page.get_by_role("heading", name="Elija el consultorio").wait_for()
        assert flaws(page, axe) == []
        page.get_by_role("button", name="Clínica Santa Lucía").click()
        open_assistants(page)
        row(page, "Ana Mora").wait_for()
        page.get_by_role("button", name="Foto de perfil").click()
        page.get_by_role("link", name="Cambiar de consultorio").click()
        page.get_by_role("button", name="norte").click()
        open_assistants(page)
        page.get_by_text("Todavía no hay asistentes").wait_for()


def test_desk_speaks_english_where_it_is_asked_to(browser: Any, site: Site) -> None:
    """By the address once, or by what the browser prefers."""
    with window(browser) as page:
        page.goto(f"{site.address}/operador")
        page.get_by_role("link", name="English").click()
        page.get_by_role("link", name="Faults").click()
        assert page.locator("html").get_attribute("lang") == "en"
        page.get_by_role("button", name="Prepare").click()
        assert "A change gets no answer and did not happen" in page.inner_text("main")


def test_behaviours_a_driver_has_to_survive(browser: Any, site: Site, behaviour: Behaviour) -> None:
    """A label that was renamed, a dialog in between, a slow page, a session that is lost on the way."""
    behaviour.renamed["Agregar otro"] = "Sumar persona"
    behaviour.dialog_on.add("asistentes")
    with window(browser) as page:
        enter(page, site)
        open_assistants(page)
        assert page.get_by_role("link", name="Agregar otro").count() == 0
        assert page.get_by_role("dialog").is_visible()
        page.get_by_role("button", name="Entendido").click()
        assert not page.get_by_role("dialog").is_visible()
        behaviour.slow["inicio"] = 0.5
        begun = time.monotonic()
        page.goto(f"{site.address}/inicio")
        assert time.monotonic() - begun >= behaviour.slow["inicio"]
        page.go_back()
        page.get_by_role("button", name="Entendido").click()
        behaviour.session_ends_after = 1
        page.get_by_role("link", name="Sumar persona").click()
        page.get_by_label("Correo electrónico").fill("rita@santalucia.example")
        page.get_by_role("button", name="Continuar").click()
        page.get_by_role("heading", name="Ingrese a su cuenta").wait_for()
