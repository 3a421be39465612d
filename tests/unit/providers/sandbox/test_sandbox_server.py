"""The sandbox's server over HTTP: who is heard, what is shown, and that a link works once and in time."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from accessctl.cli.sandbox_serving import mail_server_of
from accessctl.errors import UsageError
from accessctl.model.identity import Address
from accessctl.providers.sandbox import owners, people
from accessctl.providers.sandbox.faults import FaultKind
from accessctl.providers.sandbox.people import Place
from accessctl.providers.sandbox.rows import find_assistant, numbered_mails
from accessctl.providers.sandbox.server.asking import LARGEST_FORM
from accessctl.providers.sandbox.server.links import invitation_of, link_of, password_of
from accessctl.providers.sandbox.server.sessions import LIFE, MOST, MOST_DRAFTS, Draft, Sessions
from accessctl.providers.sandbox.server.site import Site
from accessctl.providers.sandbox.state import NOT_REGISTERED, Assistant, Mail
from served_sandbox import NOW, PRACTICES, loaded, served

SLUG = "santa-lucia"
PLACE = Place(SLUG, PRACTICES[SLUG])
ELENA = Address("elena.rojas@santalucia.example")
ANA = Address("ana.mora@santalucia.example")
LUZ = Address("luz.vargas@santalucia.example")
LIST = "/cuenta/asistentes"
DESK = "/operador/consultorios/santa-lucia"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Return a running sandbox."""
    with served(loaded(tmp_path)) as running:
        yield running


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    """Return a browser that sends what a browser sends."""
    with httpx.Client(base_url=site.address, headers={"origin": site.address}) as made:
        yield made


def token(page: httpx.Response) -> str:
    """Return the token of the forms of a page."""
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]


def log_in(client: httpx.Client) -> str:
    """Become Elena and return the token of her pages."""
    sealed = token(client.get("/ingresar"))
    assert client.post("/entrar-como", data={"csrf": sealed, "titular": ELENA}).status_code == 303
    return token(client.get(LIST))


def standing(site: Site, email: Address) -> Assistant | None:
    """Return how somebody stands in the practice."""
    with site.store.reading() as state:
        return find_assistant(state, SLUG, email)


def mails(site: Site) -> list[tuple[int, Mail]]:
    """Return the sandbox's mails."""
    with site.store.reading() as state:
        return list(numbered_mails(state))


def newest_link(site: Site, email: Address) -> str:
    """Return the path of somebody's newest invitation."""
    return link_of(site, *[item for item in mails(site) if item[1].to == email][-1])


def test_headers_let_a_browser_do_next_to_nothing(client: httpx.Client) -> None:
    """No script, no frame, nothing stored; every answer, the missing page's and the style's too."""
    for path in ("/ingresar", "/operador", "/nada", "/static/sandbox.css"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == (
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        )
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", ""])
def test_other_hosts_are_not_heard(client: httpx.Client, site: Site, host: str) -> None:
    """A name that somebody's DNS points at this machine is not ours, nor is another port."""
    assert client.get("/ingresar", headers={"host": host.format(port=site.port)}).status_code == 421


def test_loopback_names_are_heard(client: httpx.Client, site: Site) -> None:
    """People type localhost too."""
    assert client.get("/ingresar", headers={"host": f"localhost:{site.port}"}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", None])
def test_form_from_elsewhere_is_refused(site: Site, client: httpx.Client, origin: str | None) -> None:
    """Even with the cookie and the token, a form is taken from our own pages alone."""
    sealed = log_in(client)
    headers = {} if origin is None else {"origin": origin.format(port=site.port)}
    before = standing(site, LUZ)
    with httpx.Client(base_url=site.address, cookies=client.cookies) as other:
        asked = {"csrf": sealed, "correo": LUZ}
        answer = other.post(f"{LIST}/reenviar", data=asked, headers=headers)
        shouted = {**headers, "content-type": "Application/X-WWW-Form-Urlencoded"}
        again = other.post(f"{LIST}/reenviar", content=urlencode(asked), headers=shouted)
    assert (answer.status_code, again.status_code) == (403, 403)
    assert standing(site, LUZ) == before


@pytest.mark.parametrize("sealed", ["", "0" * 64, None])
def test_form_without_its_token_changes_nothing(site: Site, client: httpx.Client, sealed: str | None) -> None:
    """Forged, empty or missing: 403, and the page says to reload."""
    log_in(client)
    before = standing(site, LUZ)
    fields = {"correo": LUZ} | ({} if sealed is None else {"csrf": sealed})
    answer = client.post(f"{LIST}/reenviar", data=fields)
    assert answer.status_code == 403
    assert "La página venció" in answer.text
    assert standing(site, LUZ) == before


@pytest.mark.parametrize(
    "path",
    [
        "/ingresar",
        "/entrar-como",
        "/operador/reloj",
        f"{DESK}/persona",
        f"{DESK}/clinicas",
        f"{DESK}/agregar",
        f"{DESK}/clinica",
        "/operador/fallas",
        "/operador/fallas/quitar",
    ],
)
def test_every_open_form_needs_its_token(client: httpx.Client, path: str) -> None:
    """The desk's and the log-in's too."""
    assert client.post(path, data={"csrf": "0" * 64}).status_code == 403


def test_token_of_one_browser_is_of_no_use_to_another(site: Site, client: httpx.Client) -> None:
    """It belongs to the session."""
    sealed = log_in(client)
    with httpx.Client(base_url=site.address, headers={"origin": site.address}) as other:
        log_in(other)
        answer = other.post(f"{LIST}/reenviar", data={"csrf": sealed, "correo": LUZ})
    assert answer.status_code == 403


def test_cookie_is_for_the_browser_alone(site: Site, client: httpx.Client) -> None:
    """No script reads it, no other site sends it, and two servers on one machine do not share it."""
    sealed = token(client.get("/ingresar"))
    answer = client.post("/entrar-como", data={"csrf": sealed, "titular": ELENA})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"sandbox_session_{site.port}=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_owners_pages_need_a_log_in_and_lead_back(client: httpx.Client) -> None:
    """Whoever is not logged in is asked to, and comes back to where they wanted to go."""
    answer = client.get(LIST)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/ingresar?volver={LIST}"
    sealed = token(client.get("/ingresar"))
    entered = client.post("/entrar-como", data={"csrf": sealed, "titular": ELENA, "volver": LIST})
    assert entered.headers["location"] == LIST


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1"]
)
def test_log_in_leads_nowhere_else(client: httpx.Client, back: str) -> None:
    """What comes after the log-in is a page of ours."""
    sealed = token(client.get("/ingresar"))
    entered = client.post("/entrar-como", data={"csrf": sealed, "titular": ELENA, "volver": back})
    assert entered.headers["location"] == "/inicio"


def test_password_opens_one_account(site: Site, client: httpx.Client) -> None:
    """The right one does, another owner's does not, and a stranger has none."""
    sealed = token(client.get("/ingresar"))
    irene = Address("irene.solano@heredia.example")
    stranger = Address("nadie@correo.example")
    for email, password, code in (
        (ELENA, password_of(site, ELENA), 303),
        (ELENA, password_of(site, irene), 401),
        (stranger, password_of(site, stranger), 401),
    ):
        answer = client.post("/ingresar", data={"csrf": sealed, "correo": email, "clave": password})
        assert answer.status_code == code


def test_logging_out_ends_the_session(site: Site, client: httpx.Client) -> None:
    """The cookie is worth nothing afterwards, kept or not."""
    sealed = log_in(client)
    key = client.cookies[f"sandbox_session_{site.port}"]
    assert client.post("/salir", data={"csrf": sealed}).status_code == 303
    client.cookies.set(f"sandbox_session_{site.port}", key)
    assert client.get(LIST).status_code == 303


def test_form_that_is_too_large_or_of_another_kind_is_refused(client: httpx.Client) -> None:
    """No more is read of it than any page of ours would send."""
    assert client.post("/ingresar", data={"correo": "x" * LARGEST_FORM}).status_code == 400
    assert client.post("/ingresar", json={"correo": ELENA}).status_code == 400
    many = urlencode([("clinica", "x")] * 500)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/ingresar", content=many, headers=kind).status_code == 400
    assert client.post("/ingresar", content=b"correo=\xff", headers=kind).status_code == 400


def test_invitation_of_a_number_that_nobody_began_begins_anew(client: httpx.Client) -> None:
    """Whatever stands in the address, and however long it is."""
    log_in(client)
    for number in ("7", "9" * 5000, "x"):
        answer = client.get(f"{LIST}/invitar/{number}/nombre")
        assert (answer.status_code, answer.headers["location"]) == (303, f"{LIST}/invitar")


def test_names_are_text_wherever_they_are_shown(site: Site, client: httpx.Client) -> None:
    """Markup in a name, in the owner's list and on every page of the desk."""
    name = "<script>alert(1)</script>"
    guest = Assistant(Address("<b>@x.example"), accepted=False, name=name, surnames=('"><img>',))
    owners.invite(site.store, PLACE, Assistant(**{**_fields(guest), "clinics": frozenset({"escazu"})}))
    log_in(client)
    link = newest_link(site, guest.email)
    number = mails(site)[-1][0]
    for path in (LIST, DESK, "/operador/correo", f"/operador/correo/{number}", link):
        text = client.get(path).text
        assert "<script" not in text
        assert "<img" not in text
        assert "<b>" not in text
        assert html.escape("<b>@x.example") in text


def _fields(guest: Assistant) -> dict[str, object]:
    return {name: getattr(guest, name) for name in ("email", "accepted", "name", "surnames")}


def test_wizard_follows_the_rules(site: Site, client: httpx.Client) -> None:
    """Who is there already is not invited again, and a clinic that is not offered cannot be slipped in."""
    sealed = log_in(client)
    form = f"{LIST}/invitar"
    for email, said in ((ANA, "ya es asistente"), (LUZ, "invitación vigente"), ("sin arroba", "completa")):
        answer = client.post(form, data={"csrf": sealed, "correo": email})
        assert answer.status_code == 422
        assert said in answer.text
    begun = client.post(form, data={"csrf": sealed, "correo": "rita@santalucia.example"}).headers["location"]
    named = {"csrf": sealed, "nombre": "Rita", "apellido-1": "Solís"}
    forward = client.post(begun, data=named).headers["location"]
    answer = client.post(forward, data={"csrf": sealed, "clinica": "cima"})
    assert answer.status_code == 409
    assert standing(site, Address("rita@santalucia.example")) is None


def test_two_invitations_at_once_do_not_mix(site: Site, client: httpx.Client) -> None:
    """Two windows of one owner: each goes on with its own person."""
    sealed = log_in(client)
    steps = {}
    for name in ("rita", "olga"):
        begun = client.post(
            f"{LIST}/invitar", data={"csrf": sealed, "correo": f"{name}@santalucia.example"}
        ).headers["location"]
        steps[name] = client.post(
            begun, data={"csrf": sealed, "nombre": name.title(), "apellido-1": "Solís"}
        ).headers["location"]
    client.post(steps["rita"], data={"csrf": sealed, "clinica": "escazu"})
    rita = standing(site, Address("rita@santalucia.example"))
    assert rita is not None
    assert rita.name == "Rita"
    assert standing(site, Address("olga@santalucia.example")) is None


def answer_link(client: httpx.Client, link: str, how: str) -> httpx.Response:
    """Answer an invitation on its page."""
    return client.post(f"{link}/{how}", data={"csrf": token(client.get(link))})


def test_link_works_once(site: Site, client: httpx.Client) -> None:
    """After it was accepted nothing can be answered any more, with the same form either."""
    link = newest_link(site, LUZ)
    sealed = token(client.get(link))
    assert client.post(f"{link}/aceptar", data={"csrf": sealed}).status_code == 303
    assert "csrf" not in client.get(link).text
    client.post(f"{link}/rechazar", data={"csrf": sealed})
    luz = standing(site, LUZ)
    assert luz is not None
    assert luz.accepted


def test_declined_link_is_dead_also_when_the_person_is_invited_again_at_once(
    site: Site, client: httpx.Client
) -> None:
    """The sandbox's clock stands still, so the two invitations bear the same time; the links differ."""
    first = newest_link(site, LUZ)
    answer_link(client, first, "rechazar")
    assert standing(site, LUZ) is None
    for _ in range(2):
        people.advance(site.store, timedelta(hours=0))
        guest = Assistant(LUZ, accepted=False, name="Luz", surnames=("V",), clinics=frozenset({"escazu"}))
        owners.invite(site.store, PLACE, guest)
        again = newest_link(site, LUZ)
        assert again != first
        assert client.get(first).status_code == 410
        answer_link(client, again, "rechazar")
        assert standing(site, LUZ) is None
        first = again


def test_link_of_48_hours_is_expired_and_says_so(site: Site, client: httpx.Client) -> None:
    """To the second; a form that was opened before does not get in either."""
    link = newest_link(site, LUZ)
    sealed = token(client.get(link))
    people.advance(site.store, timedelta(hours=47) - timedelta(seconds=1))
    assert client.get(link).status_code == 200
    people.advance(site.store, timedelta(seconds=1))
    answer = client.get(link)
    assert answer.status_code == 410
    assert "48 horas" in answer.text
    assert client.post(f"{link}/aceptar", data={"csrf": sealed}).status_code == 410
    luz = standing(site, LUZ)
    assert luz is not None
    assert not luz.accepted


def test_link_that_was_sent_again_replaces_the_earlier_one(site: Site, client: httpx.Client) -> None:
    """Only the newest mail's link works."""
    earlier = newest_link(site, LUZ)
    owners.resend(site.store, PLACE, LUZ)
    assert client.get(earlier).status_code == 410
    assert client.get(newest_link(site, LUZ)).status_code == 200


@pytest.mark.parametrize(
    "change", ["{number}-", "{number}-{zeros}", "99-{mark}", "1-{mark}", "x", "²-{mark}"]
)
def test_links_cannot_be_guessed(site: Site, client: httpx.Client, change: str) -> None:
    """A number with no mark, a wrong mark or another mail's mark is no link."""
    number, _, mark = newest_link(site, LUZ).removeprefix("/invitacion/").partition("-")
    text = change.format(number=number, mark=mark, zeros="0" * 40)
    assert invitation_of(site, text) is None
    assert client.get(f"/invitacion/{text}").status_code == 404


def test_link_outlives_the_server_and_not_the_sandbox(tmp_path: Path) -> None:
    """Its key is kept with the state; after a reset the links are new."""
    store = loaded(tmp_path)
    with served(store) as first:
        link = newest_link(first, LUZ)
    with served(store) as second:
        assert newest_link(second, LUZ) == link
    store.reset(NOW)
    store = loaded(tmp_path)
    with served(store) as third:
        assert newest_link(third, LUZ) != link


def test_faults_reach_the_pages_too(site: Site, client: httpx.Client) -> None:
    """An answer that never comes, a list that is empty, a session that is lost."""
    sealed = log_in(client)
    people.plant_fault(site.store, FaultKind.TIMEOUT_AFTER, PLACE, 1)
    before = standing(site, LUZ)
    answer = client.post(f"{LIST}/reenviar", data={"csrf": sealed, "correo": LUZ})
    assert answer.status_code == 504
    assert standing(site, LUZ) != before
    people.plant_fault(site.store, FaultKind.EMPTY_ANSWER, PLACE, 1)
    assert "Todavía no hay asistentes" in client.get(LIST).text
    assert "Ana Mora" in client.get(LIST).text
    people.plant_fault(site.store, FaultKind.LOST_CREDENTIALS, PLACE, 1)
    assert client.get(LIST).headers["location"] == "/ingresar"
    assert client.get("/inicio").status_code == 303


def test_desk_does_what_only_people_elsewhere_can(site: Site, client: httpx.Client) -> None:
    """Support, the issuer's owner, a centre, and clicks that nobody described; refusals are said."""
    sealed = token(client.get(DESK))

    def do(path: str, **fields: object) -> str:
        client.post(f"{DESK}/{path}", data={"csrf": sealed, **fields})
        found = re.search(r'class="notice[^>]*>([^<]*)<', client.get(DESK).text)
        assert found is not None
        return html.unescape(found[1])

    assert "acceso al expediente" in do("persona", correo=ANA, hacer="record-granted")
    assert "facturación" in do("persona", correo=ANA, hacer="billing-granted")
    assert ANA in do("clinicas", correo=ANA, clinica=["cima", "heredia"])
    assert "clínica" in do("clinicas", correo=ANA)
    assert "no es asistente activo" in do("persona", correo=LUZ, hacer="record-granted")
    assert "no es una dirección" in do("agregar", correo="sin arroba", clinica="escazu")
    assert "prima@x.example" in do("agregar", correo="prima@x.example", nombre="Rosa", clinica="cima")
    assert "norte" in do("clinica", id="norte", nombre="Clínica Norte")
    assert "identificador" in do("clinica", id="No Vale")
    ana = standing(site, ANA)
    assert ana is not None
    assert (ana.record_access, ana.billing, ana.clinics) == (True, True, frozenset({"cima", "heredia"}))
    assert "a mano" in do("persona", correo=ANA, hacer="removed")
    assert standing(site, ANA) is None


@pytest.mark.parametrize(
    "path", [f"/operador/correo/{10**30}", "/operador/correo/0", f"{LIST}/invitar/{10**30}/nombre"]
)
def test_numbers_that_nothing_has_lead_nowhere(client: httpx.Client, path: str) -> None:
    """However large they are."""
    log_in(client)
    assert client.get(path).status_code in (303, 404)


def test_letter_is_named_by_the_outbox_and_by_nobody_else(tmp_path: Path) -> None:
    """A link that climbs out of the outbox finds nothing."""
    (tmp_path / "outbox").mkdir()
    (tmp_path / "secret.eml").write_text("Subject: x\n\nx", encoding="utf-8")
    with served(loaded(tmp_path), outbox=tmp_path / "outbox") as site, httpx.Client() as client:
        for name in ("..%2Fsecret", "%2e%2e%2fsecret", "secret"):
            assert client.get(f"{site.address}/operador/cartas/{name}").status_code == 404


@pytest.mark.parametrize(
    "url", ["http://x.example", "smtp://", "smtp://ana:clave@mail.example", "smtp://h:999999", "mail.example"]
)
def test_mail_server_that_cannot_be_used_is_refused_without_its_password(url: str) -> None:
    """A password goes over the wire encrypted, or stays on this machine; no error repeats it."""
    with pytest.raises(UsageError) as caught:
        mail_server_of(url)
    assert caught.value.code == "sandbox-smtp-url"
    assert "clave" not in str(caught.value)


def test_mail_server_is_read_from_its_url() -> None:
    """With the usual ports, and a password that no representation shows."""
    assert mail_server_of("smtp://127.0.0.1:1025").port == 1025
    server = mail_server_of("smtps://ana%40x.example:cl%3Aave@mail.example")
    assert (server.port, server.user, server.password) == (465, "ana@x.example", "cl:ave")
    assert "ave" not in repr(server)


def test_sessions_end_and_are_bounded() -> None:
    """Eight hours without use end one; the one unused longest goes first; so with drafts."""
    now = [NOW]
    numbers = iter(range(10_000))
    sessions = Sessions(lambda size: next(numbers).to_bytes(size, "big"), lambda: now[0])
    first = sessions.open(ELENA)
    now[0] += LIFE
    assert sessions.find(first.key) is first
    now[0] += LIFE + timedelta(seconds=1)
    assert sessions.find(first.key) is None
    kept = [sessions.open() for _ in range(MOST + 1)]
    assert sessions.find(kept[0].key) is None
    assert sessions.find(kept[1].key) is kept[1]
    for _ in range(MOST_DRAFTS + 1):
        first.begin(Draft(ANA, NOT_REGISTERED))
    assert min(first.drafts) == 2
    assert len(first.drafts) == MOST_DRAFTS
