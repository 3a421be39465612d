"""Ways that an organisation adds to its page map, and a long list: on pages of the test's own."""

from __future__ import annotations

import html
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from accessctl.declarations.page_map_loading import shipped_page_map
from accessctl.errors import ProviderError
from accessctl.model.change import ChangeKind
from accessctl.model.identity import Address
from accessctl.model.live import Observation, Presence
from accessctl.model.page_map import Action, Element, PageStep
from accessctl.model.settings import LiveSettings
from accessctl.providers.catalog import Whereabouts, open_provider
from accessctl.providers.contract.harness import ANA, LUZ, NOW, change
from accessctl.providers.interface import PerPractice
from huli_web import BROWSER_ENVIRONMENT, IMPATIENT, PRACTICE
from loopback import Handler, listening

STEP = 40


@dataclass
class Office:
    """The made-up pages: who is there, how many a page shows, and what a removal says."""

    people: list[str] = field(default_factory=list)
    said: str = "Se retiró a {}"
    beside: str = ""
    """What stands beside the list."""
    asked: list[str] = field(default_factory=list)


def page(office: Office, url: str) -> str:
    """Return a page; `?n=` is how many rows it shows at first, and a button shows more."""
    path, query = urlsplit(url).path, parse_qs(urlsplit(url).query)
    if path == "/cuenta":
        return f'<p>{PRACTICE.owner}</p><p>{PRACTICE.name}</p><a href="/lista">Asistentes</a>'
    if path == "/quitar":
        who = query["quien"][0]
        yes = f'<a role="button" href="/quitado?quien={who}">Sí, quitar</a>'
        return f"<h1>Asistentes</h1><p>{html.escape(who)}</p>{yes}"
    if path == "/quitado":
        who = query["quien"][0]
        office.people.remove(who)
        return f"<h1>Asistentes</h1><p>{office.said.format(html.escape(who))}</p>"
    if path == "/lista":
        rows = "".join(
            f"<li{' hidden' if at >= STEP else ''}><h2>Persona {at}</h2><p>{who}</p><span>Activo</span>"
            f'<a role="button" href="/quitar?quien={who}">Quitar</a></li>'
            for at, who in enumerate(office.people)
        )
        more = (
            "<button onclick=\"const h=[...document.querySelectorAll('li[hidden]')];"
            f"h.slice(0,{STEP}).forEach(e=>e.hidden=false);"
            f'if(h.length<={STEP})this.remove()">Ver más</button>'
        )
        button = more if len(office.people) > STEP else ""
        listed = f'<ul aria-label="Asistentes">{rows}</ul>{button}{office.beside}<p>No ven el expediente.</p>'
        return f"<h1>Asistentes</h1>{listed if office.people else 'Todavía no hay asistentes'}"
    return '<button aria-label="Foto de perfil: Elena"></button><a href="/cuenta">Cuenta y Preferencias</a>'


@pytest.fixture
def office(lent: None) -> Iterator[tuple[Office, str]]:
    """Return the pages and where they are."""
    del lent
    made = Office()

    class Showing(Handler):
        def do_GET(self) -> None:  # noqa: N802 - http.server's name
            time.sleep(0.7 if self.path == "/lenta" else 0)
            made.asked.append(self.path)
            body = f"<!doctype html><main>{page(made, self.path)}</main>".encode()
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

    with listening(Showing) as url:
        yield made, url


@pytest.fixture
def opened(office: tuple[Office, str], tmp_path: Path) -> Iterator[tuple[Any, Any]]:
    """Return reader and writer whose map has a way to remove somebody, and a button that shows more."""
    steps = (
        PageStep(Action.CLICK, Element("button", "Quitar"), in_row=True),
        PageStep(Action.EXPECT, text="{address}"),
        PageStep(Action.CLICK, Element("button", "Sí, quitar")),
        PageStep(Action.EXPECT, text="Se retiró a {address}"),
    )
    usual = shipped_page_map()
    listed = replace(usual.list, more=Element("button", "Ver más"))
    places = replace(usual, patience=IMPATIENT, list=listed, steps={ChangeKind.REVOKE: steps})
    around = Whereabouts(
        tmp_path,
        tmp_path / "unused",
        NOW,
        LiveSettings(provider="huli"),
        clock=lambda: NOW,
        environment={
            **BROWSER_ENVIRONMENT,
            "ACCESSCTL_HULI_WEB_URL": office[1],
            "ACCESSCTL_SESSION_SANTA_LUCIA": json.dumps({"cookies": []}),
        },
        directory=tmp_path / "kept",
        page_map=lambda: places,
    )
    reader, writer = open_provider("huli", around)
    yield reader, writer
    reader.close()  # type: ignore[attr-defined]


def test_way_that_the_map_has_is_claimed_and_gone(
    office: tuple[Office, str], opened: tuple[Any, Any]
) -> None:
    """The last click counts; the person is gone, and asked again nothing is clicked."""
    office[0].people = [LUZ, ANA]
    reader, writer = opened
    assert isinstance(reader, PerPractice)
    assert ChangeKind.REVOKE in reader.capabilities_of(PRACTICE).does
    assert ChangeKind.CHANGE_CLINICS not in reader.capabilities_of(PRACTICE).does
    writer.carry_out(PRACTICE, change(ChangeKind.REVOKE))
    assert office[0].people == [LUZ]
    office[0].asked.clear()
    writer.carry_out(PRACTICE, change(ChangeKind.REVOKE))
    assert not [path for path in office[0].asked if "quita" in path]


def test_rehearsed_removal_stops_before_the_last_click(
    office: tuple[Office, str], opened: tuple[Any, Any]
) -> None:
    """The first click leads to the question, the second one would count."""
    office[0].people = [LUZ, ANA]
    steps = opened[1].rehearse(PRACTICE, change(ChangeKind.REVOKE))
    assert steps[-1] == ("would-click", "«Sí, quitar» (button)")
    assert office[0].people == [LUZ, ANA]


def test_removal_that_is_not_confirmed_in_words_is_seen_in_the_list(
    office: tuple[Office, str], opened: tuple[Any, Any]
) -> None:
    """The list says its end, and nobody of that address is in it."""
    office[0].people, office[0].said = [LUZ, ANA], "Adiós"
    opened[1].carry_out(PRACTICE, change(ChangeKind.REVOKE))
    assert office[0].people == [LUZ]
    with pytest.raises(ProviderError) as caught:
        opened[1].carry_out(PRACTICE, change(ChangeKind.REVOKE, email=LUZ))
    assert caught.value.code == "web-stopped"


def test_long_list_is_shown_to_its_end_and_read_whole(
    office: tuple[Office, str], opened: tuple[Any, Any]
) -> None:
    """Two hundred people, forty at a time."""
    office[0].people = [f"p{number:03}@santalucia.example" for number in range(200)]
    seen = opened[0].observe([PRACTICE], {})[PRACTICE.slug]
    assert isinstance(seen, Observation)
    assert (seen.complete, len(seen.assistants)) == (True, 200)
    assert seen.assistants[Address("p199@santalucia.example")].presence is Presence.ACTIVE


BESIDE = {
    "a way to the next page": '<nav><a href="?p=2">Siguiente</a></nav>',
    "somebody in a list of another name": f'<ul aria-label="Invitaciones"><li>{LUZ} Pendiente</li></ul>',
    "a row that is hidden": f"<script>document.querySelector('ul').insertAdjacentHTML('beforeend',"
    f"'<li hidden>{LUZ} Activo</li>')</script>",
    "more than there are": "<script>document.querySelector('li').setAttribute('aria-setsize', 40)</script>",
    "rows on their way": "<script>document.querySelector('ul').setAttribute('aria-busy', true)</script>",
}


def test_list_of_which_the_page_shows_that_there_is_more_is_not_complete(
    office: tuple[Office, str], opened: tuple[Any, Any]
) -> None:
    """The words at its end may stand there all the same: nobody is taken for absent."""
    office[0].people = [str(ANA)]
    whole = "<p>Ayuda: soporte@hulipractice.com</p><button disabled>Siguiente</button>"
    found = {}
    for name, beside in {"nothing": "", "nothing new": whole, **BESIDE}.items():
        office[0].beside = beside
        seen = opened[0].observe([PRACTICE], {})[PRACTICE.slug]
        assert set(seen.assistants) == {ANA}
        found[name] = seen.complete
    assert [name for name, complete in found.items() if complete] == ["nothing", "nothing new"]


def test_rows_that_come_a_little_later_are_waited_for(
    office: tuple[Office, str], opened: tuple[Any, Any]
) -> None:
    """They are asked for by a script, and the list stands there already."""
    office[0].people = [str(ANA)]
    office[0].beside = (
        "<script>fetch('/lenta').then(() => document.querySelector('ul').insertAdjacentHTML('beforeend',"
        f"'<li><p>{LUZ}</p><span>Activo</span></li>'))</script>"
    )
    seen = opened[0].observe([PRACTICE], {})[PRACTICE.slug]
    assert (set(seen.assistants), seen.complete) == ({ANA, LUZ}, True)
