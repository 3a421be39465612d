"""The driver in the owner's account: it goes the documented way, and stops where a page surprises it."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from accessctl.errors import CredentialsError, ProviderError, TransientError
from accessctl.model.change import ChangeKind
from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.live import Facet, Observation, Presence, Unobserved
from accessctl.model.practice import Clinic, Practice
from accessctl.providers.contract.harness import ANA, LUZ, change, person
from accessctl.providers.interface import PerPractice, Reader, Rehearsing, Writer
from accessctl.providers.sandbox.server.site import Behaviour
from huli_web import PRACTICE, Pages, serving_pages
from rewriting import Rewriting

OTHER = Practice(
    slug="derma",
    name="Dermatología Heredia",
    owner=Address("irene.solano@heredia.example"),
    owner_name="Irene Solano",
    where=Location("practices/derma.yaml"),
    provider="huli",
    organization="1001",
    web=True,
    clinics=(Clinic("centro", "Heredia Centro", Location("practices/derma.yaml")),),
)
INVITE = change(ChangeKind.INVITE, "escazu", "heredia")
ONE = change(ChangeKind.INVITE, "escazu")
PATIENT = "Paciente Reservado Quirós"
Serve = Callable[..., Pages]


@pytest.fixture
def serve(tmp_path: Path, lent: None) -> Iterator[Serve]:
    """Return what serves the pages until the test is over."""
    del lent
    open_: list[AbstractContextManager[Pages]] = []

    def serving(
        *practices: Practice, wrap: Callable[[Any], Any] = lambda app: app, **behaviour: Any
    ) -> Pages:
        served = serving_pages(tmp_path, *practices, behaviour=Behaviour(**behaviour), wrap=wrap)
        open_.append(served)
        return served.__enter__()

    yield serving
    for served in open_:
        served.__exit__(None, None, None)


@pytest.fixture(scope="module")
def opened(
    started: Callable[[Any], Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Pages, Reader, Writer]]:
    """Return the pages as they are documented, and what a run has opened them with: nothing stops it here."""
    here = tmp_path_factory.mktemp("way")
    with pytest.MonkeyPatch.context() as patch, serving_pages(here, PRACTICE, OTHER) as pages:
        patch.setattr("accessctl.providers.huli.web.desk.Chromium", started)
        yield pages, *pages.open()


@pytest.fixture
def way(opened: tuple[Pages, Reader, Writer]) -> Iterator[tuple[Pages, Reader, Writer]]:
    """Return them with nobody in the practices; where a test fell over, the next one opens them anew."""
    pages, reader, writer = opened
    pages.empty()
    if reader.desk.stopped:  # type: ignore[attr-defined]
        reader, writer = pages.open()
    before = pages.evidence
    yield pages, reader, writer
    assert pages.evidence == before


Way = tuple[Pages, Reader, Writer]


def expired(email: Address = ANA, **more: Any) -> dict[str, Any]:
    """Return somebody whose invitation is over."""
    return person(email, accepted=False, sent_at="2026-11-20T10:00:00Z", attempts=1, **more)


def refusal(pages: Pages, *changes: Any) -> ProviderError:
    """Carry out changes, of which the last one must be refused; return why."""
    _, writer = pages.open()
    for one in changes[:-1]:
        writer.carry_out(PRACTICE, one)
    with pytest.raises(ProviderError) as caught:
        writer.carry_out(PRACTICE, changes[-1])
    return caught.value


def kept(pages: Pages) -> dict[str, Any]:
    """Return what the one piece of evidence says; it holds no secret and nobody's data."""
    (folder,) = pages.evidence
    files = {path.name: path for path in folder.iterdir()}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}
    assert {"what-happened.json", "page.html", "page.png"} <= files.keys()
    secrets = [
        cookie["value"]
        for cookie in json.loads(pages.environment["ACCESSCTL_SESSION_SANTA_LUCIA"])["cookies"]
    ]
    html = files["page.html"].read_text(encoding="utf-8")
    told = files["what-happened.json"].read_text(encoding="utf-8")
    for name in (
        *secrets,
        "csrf",
        "Mora",
        "Vega",
        PATIENT,
        "Elena",
        PRACTICE.owner,
        LUZ,
        'santalucia.example"',
    ):
        assert name not in html
        assert name not in told or name == "csrf"
    assert not re.search(r"[\w.]+@[\w.]+", html)
    assert not re.search(r"value=\"[^\"]", html)
    return dict(json.loads(told))


# along the documented way


def test_invite_somebody_new_fills_in_the_form_and_sends_it(way: Way) -> None:
    """Address, name, two surnames, clinics, Invitar."""
    pages, reader, writer = way
    assert writer.carry_out(PRACTICE, INVITE).reference is None
    guest = pages.people()[ANA]
    assert (guest.name, guest.surnames, guest.clinics) == ("Ana", ("Mora", "Jiménez"), {"escazu", "heredia"})
    seen = pages.observe(reader)
    assert isinstance(seen, Observation)
    assert (seen.complete, seen.assistants[ANA].presence) == (True, Presence.INVITED)
    assert seen.assistants[ANA].clinics == {"escazu", "heredia"}


def test_invite_somebody_registered_clicks_the_name_that_is_shown(way: Way) -> None:
    """The names match without case and accents; the file's may be shorter."""
    pages, _, writer = way
    pages.give(users=({"email": ANA, "name": "ANA MARIA", "surnames": ["Mora", "Jimenez"]},))
    writer.carry_out(PRACTICE, ONE)
    assert pages.people()[ANA].clinics == {"escazu"}


def test_invite_somebody_registered_under_another_name_stops_before_the_name_is_clicked(way: Way) -> None:
    """Maybe the wrong person; the next change of the practice goes on."""
    pages, _, writer = way
    pages.give(users=({"email": ANA, "name": "Anabel", "surnames": ["Torres"]},))
    with pytest.raises(ProviderError) as caught:
        writer.carry_out(PRACTICE, ONE)
    assert (caught.value.code, caught.value.params) == ("web-other-name", {"email": ANA})
    assert pages.people() == {}
    writer.carry_out(PRACTICE, change(ChangeKind.INVITE, "escazu", email=LUZ, name="Luz", surnames=("Vega",)))
    assert set(pages.people()) == {LUZ}


def test_invite_to_the_only_clinic_makes_sure_which_it_is(way: Way) -> None:
    """There is nothing to choose, and the page names the clinic."""
    pages, _, writer = way
    writer.carry_out(OTHER, replace(change(ChangeKind.INVITE, "centro"), practice="derma"))
    assert pages.people("derma")[ANA].clinics == {"centro"}


def test_invite_to_a_clinic_that_is_not_offered_sends_nothing(way: Way) -> None:
    """The form's own names count: a label in the file says another."""
    pages, _, writer = way
    clinics = (replace(PRACTICE.clinics[0], label="SL Escazú"), *PRACTICE.clinics[1:])
    with pytest.raises(ProviderError) as caught:
        writer.carry_out(replace(PRACTICE, clinics=clinics), INVITE)
    assert (caught.value.code, caught.value.params["clinic"]) == ("web-clinic-not-offered", "SL Escazú")
    assert pages.people() == {}


def test_resend_clicks_the_row_of_the_very_address(way: Way) -> None:
    """An address that ends like another one is another one."""
    pages, _, writer = way
    longer = Address(f"m.{ANA}")
    pages.give(expired(), expired(longer), expired(Address(f"{ANA}.mx")))
    before = pages.people()
    writer.carry_out(PRACTICE, change(ChangeKind.RESEND, "escazu"))
    after = pages.people()
    assert after[ANA].attempts == 2
    assert {email for email in after if after[email] != before[email]} == {ANA}


def test_capabilities_are_those_of_the_practice(way: Way) -> None:
    """Whoever did not agree is read over the API, and everything is handed to people."""
    _, reader, _ = way
    assert isinstance(reader, PerPractice)
    agreed, other = reader.capabilities_of(PRACTICE), reader.capabilities_of(replace(PRACTICE, web=False))
    assert agreed.does == {ChangeKind.INVITE, ChangeKind.RESEND}
    assert agreed.sees == {Facet.PRESENCE, Facet.CLINICS}
    assert other.does == frozenset()


def test_rehearse_goes_up_to_the_last_click_and_changes_nothing(way: Way) -> None:
    """The steps are named by the pages' labels; nobody's name or address is among them."""
    pages = way[0]
    _, writer = pages.open()  # from the first page on
    assert isinstance(writer, Rehearsing)
    steps = writer.rehearse(PRACTICE, INVITE)
    assert steps is not None
    assert steps[-1] == ("would-click", "«Invitar» (button)")
    assert ("click", "«Cuenta y Preferencias» (link)") in steps
    assert ("choose", "«Santa Lucía Heredia»") in steps
    assert pages.people() == {}
    assert not [what for _, what in steps if "Mora" in what or ANA in what]
    writer.carry_out(PRACTICE, INVITE)
    assert set(pages.people()) == {ANA}


# what is not as expected


def test_label_renamed_stops_that_practice_and_no_other(serve: Serve) -> None:
    """Nothing is sent, and nothing more is tried there; an edit of the map is all it takes."""
    pages = serve(PRACTICE, OTHER, renamed={"Invitar": "Enviar ahora"})
    pages.wait_less()
    _, writer = pages.open()
    with pytest.raises(ProviderError) as caught:
        writer.carry_out(PRACTICE, ONE)
    assert (caught.value.code, caught.value.params["expected"]) == ("web-not-there", "«Invitar» (button)")
    assert caught.value.params["evidence"] == f".git/accessctl/web/{pages.evidence[0].name}"
    assert not isinstance(caught.value, TransientError)
    assert pages.people() == {}
    assert kept(pages)["code"] == "web-not-there"
    assert "Enviar ahora" in (pages.evidence[0] / "page.html").read_text(encoding="utf-8")
    with pytest.raises(ProviderError) as caught:
        writer.carry_out(PRACTICE, change(ChangeKind.INVITE, "escazu", email=LUZ))
    assert (caught.value.code, caught.value.params["why"]) == ("web-stopped", "web-not-there")
    with pytest.raises(ProviderError) as caught:
        writer.carry_out(OTHER, replace(change(ChangeKind.INVITE, "centro"), practice="derma"))
    assert caught.value.code == "web-not-there"  # it was tried: its page is the same
    form = replace(pages.page_map.invite, send=replace(pages.page_map.invite.send, name="Enviar ahora"))
    pages.page_map = replace(pages.page_map, invite=form)
    pages.open()[1].carry_out(PRACTICE, ONE)
    assert set(pages.people()) == {ANA}


def test_dialog_in_between_is_not_clicked_away(serve: Serve) -> None:
    """Whatever it says, it is for the owner to read."""
    pages = serve(dialog_on={"clinicas"})
    pages.wait_less()
    assert refusal(pages, ONE).code == "web-dialog"
    assert pages.people() == {}
    assert kept(pages)["code"] == "web-dialog"


def test_page_in_another_language_is_not_read(serve: Serve) -> None:
    """No label is there: the practice counts as not observed."""
    pages = serve(renamed={"Cuenta y Preferencias": "Account and preferences", "Asistentes": "Assistants"})
    pages.wait_less()
    reader, _ = pages.open()
    seen = pages.observe(reader)
    assert isinstance(seen, Unobserved)
    assert (seen.code, seen.params["expected"]) == ("web-not-there", "«Cuenta y Preferencias» (link)")
    kept(pages)


def test_states_in_another_language_are_not_guessed(serve: Serve) -> None:
    """A row whose state nobody knows is no row of an active assistant."""
    pages = serve(renamed={"Activo": "Active"})
    pages.give(person())
    seen = pages.observe(pages.open()[0])
    assert isinstance(seen, Unobserved)
    assert (seen.code, seen.params["row"]) == ("web-row-state", 1)


def test_choice_that_nobody_made_is_not_sent(serve: Serve) -> None:
    """A box for the medical record that is ticked already would go out with the invitation."""
    box = '<label><input type="checkbox" checked> Puede abrir el expediente</label><p class="actions">'
    pages = serve(wrap=Rewriting({'<p class="actions">': box}))
    assert refusal(pages, INVITE).code == "web-other-choice"
    assert pages.people() == {}


def test_success_that_the_list_does_not_show_is_none(serve: Serve) -> None:
    """The page says that it was sent, and sent nothing."""
    said = f"<h1>Asistentes</h1><p>Se envió la invitación a {ANA}.</p>"
    last, listed = "/cuenta/asistentes/invitar/1/clinicas", "/cuenta/asistentes"
    pages = serve(wrap=Rewriting({"<h1>Asistentes</h1>": said}, redirect={last: (303, listed, "POST")}))
    refused = refusal(pages, INVITE)
    assert (refused.code, isinstance(refused, TransientError)) == ("web-not-in-the-list", True)
    assert pages.people() == {}


def test_account_that_became_another_practices_is_noticed_before_a_change(serve: Serve) -> None:
    """An owner of two may change over while a run is under way: the path of the list stays the same."""
    other = replace(OTHER, owner=PRACTICE.owner)
    pages = serve(PRACTICE, other)
    reader, writer = pages.open()
    assert isinstance(pages.observe(reader), Observation)
    (cookie,) = json.loads(pages.environment["ACCESSCTL_SESSION_SANTA_LUCIA"])["cookies"]
    session = pages.site.sessions.find(cookie["value"])
    assert session is not None
    session.practice = other.slug
    with pytest.raises(ProviderError, match="web-other-account"):
        writer.carry_out(PRACTICE, ONE)
    assert (pages.people(), pages.people(other.slug)) == ({}, {})


def test_slow_answer_is_an_unknown_fate_and_the_practice_is_left_alone(serve: Serve) -> None:
    """The click was made and the list does not show it yet: whoever applies looks again, and later."""
    pages = serve(slow={"reenviar": 7.0})
    pages.page_map = replace(pages.page_map, patience=timedelta(seconds=3))
    pages.give(expired(), expired(LUZ))
    _, writer = pages.open()
    with pytest.raises(TransientError) as caught:
        writer.carry_out(PRACTICE, change(ChangeKind.RESEND, "escazu"))
    assert caught.value.code == "web-unconfirmed"
    assert kept(pages)["code"] == "web-unconfirmed"
    with pytest.raises(TransientError):  # asked again, it looks and clicks nothing
        writer.carry_out(PRACTICE, change(ChangeKind.RESEND, "escazu"))
    assert len(pages.evidence) == 1
    with pytest.raises(ProviderError) as stopped:
        writer.carry_out(PRACTICE, change(ChangeKind.RESEND, "escazu", email=LUZ))
    assert stopped.value.code == "web-stopped"
    assert {person.attempts for person in pages.people().values()} == {1}


def test_answer_that_is_lost_is_looked_up_in_the_list(serve: Serve) -> None:
    """The page says something else than it should, and the list shows the invitation: it was sent."""
    rewriting = Rewriting({"Se envió la invitación": "Listo: invitación"})
    pages = serve(wrap=rewriting)
    pages.wait_less()
    reader, writer = pages.open()
    writer.carry_out(PRACTICE, ONE)
    assert set(pages.people()) == {ANA}
    assert kept(pages)["code"] == "web-unconfirmed"
    assert isinstance(pages.observe(reader), Observation)
    with pytest.raises(ProviderError) as caught:
        writer.carry_out(PRACTICE, change(ChangeKind.INVITE, "escazu", email=LUZ))
    assert caught.value.code == "web-stopped"


def test_session_lost_in_the_middle_ends_that_practice_alone(serve: Serve) -> None:
    """What was done before stays done; the message names the remedy."""
    pages = serve(PRACTICE, OTHER)
    _, writer = pages.open()
    writer.carry_out(PRACTICE, ONE)
    pages.site.behaviour.session_ends_after = 3
    with pytest.raises(ProviderError) as caught:
        writer.carry_out(PRACTICE, change(ChangeKind.INVITE, "escazu", email=LUZ, name="Luz"))
    assert caught.value.code == "web-session-lost"
    assert not isinstance(caught.value, CredentialsError)
    assert set(pages.people()) == {ANA}
    assert kept(pages)["code"] == "web-session-lost"
    writer.carry_out(OTHER, replace(change(ChangeKind.INVITE, "centro"), practice="derma"))
    assert set(pages.people("derma")) == {ANA}


def test_no_session_is_said_with_the_command_that_makes_one(serve: Serve) -> None:
    """Nobody logged in: nothing is read."""
    pages = serve()
    pages.environment.pop("ACCESSCTL_SESSION_SANTA_LUCIA")
    pages.environment["ACCESSCTL_SESSIONS_KEY"] = "9s1dYq0n1YpPjv0wTt5Z0b8x0F9mS5m6lq2c3b4a5d4="
    seen = pages.observe(pages.open()[0])
    assert isinstance(seen, Unobserved)
    assert (seen.code, seen.params["practice"]) == ("web-no-session", "santa-lucia")


def test_account_of_somebody_else_is_noticed_before_its_list_is_read(serve: Serve) -> None:
    """The wrong owner is logged in: nothing of that account is used."""
    pages = serve(PRACTICE, OTHER)
    other = json.loads(pages.environment["ACCESSCTL_SESSION_DERMA"])
    pages.environment["ACCESSCTL_SESSION_SANTA_LUCIA"] = json.dumps(other)
    assert refusal(pages, ONE).code == "web-other-account"
    assert (pages.people(), pages.people("derma")) == ({}, {})


def test_two_rows_of_one_address_are_nobody(serve: Serve) -> None:
    """Which of the two is meant nobody can say."""
    row = re.compile(
        r'(<li class="person">.*?</form>|<li class="person">.*?</li>\s*(?=<li class="person">|</ul>\s*<p))',
        re.DOTALL,
    )
    pages = serve(wrap=Rewriting({row: r"\1</div></li>\1"}))
    pages.give(expired())
    seen = pages.observe(pages.open()[0])
    assert isinstance(seen, Unobserved)
    assert (seen.code, seen.params["email"]) == ("web-two-rows", ANA)


def test_names_are_text_whatever_they_hold(serve: Serve) -> None:
    """Markup is shown, not obeyed; a name that is a state or an address makes its row unreadable."""
    pages = serve()
    pages.give(person(name="<b>Ana</b><script>document.title='x'</script>", surnames=["</ul>"]))
    reader, _ = pages.open()
    seen = pages.observe(reader)
    assert isinstance(seen, Observation)
    assert set(seen.assistants) == {ANA}
    for name, code in (("Pendiente", "web-row-state"), ("jefa@santalucia.example", "web-row-address")):
        pages.give(person(name=name, surnames=[]))
        strange = pages.observe(reader)
        assert isinstance(strange, Unobserved)
        assert strange.code == code


def test_list_that_does_not_say_its_end_is_not_complete(serve: Serve) -> None:
    """Who is not in it may be there all the same, and nobody is invited on its word."""
    pages = serve(wrap=Rewriting({"No ven el expediente": "Hay más personas"}))
    pages.give(person(LUZ))
    reader, writer = pages.open()
    seen = pages.observe(reader)
    assert isinstance(seen, Observation)
    assert (seen.complete, set(seen.assistants)) == (False, {LUZ})
    with pytest.raises(ProviderError) as caught:
        writer.carry_out(PRACTICE, ONE)
    assert caught.value.code == "web-list-unfinished"


@pytest.mark.parametrize(("status", "method"), [(302, "GET"), (307, "POST")])
def test_redirect_to_another_host_ends_the_run_and_sends_nothing_there(
    serve: Serve, tmp_path: Path, status: int, method: str
) -> None:
    """Neither a page nor a form reaches it, whatever the page itself would allow."""
    elsewhere = Rewriting({})
    (tmp_path / "there").mkdir()
    with serving_pages(tmp_path / "there", wrap=elsewhere) as there:
        away = (status, f"http://localhost:{there.site.port}/ingresar", method)
        pages = serve(PRACTICE, OTHER, wrap=Rewriting({}, redirect={"/cuenta/asistentes/invitar": away}))
        _, writer = pages.open()
        with pytest.raises(CredentialsError) as caught:
            writer.carry_out(PRACTICE, ONE)
        assert (caught.value.code, caught.value.params["host"]) == (
            "web-elsewhere",
            f"localhost:{there.site.port}",
        )
        with pytest.raises(CredentialsError):
            writer.carry_out(OTHER, replace(change(ChangeKind.INVITE, "centro"), practice="derma"))
        assert elsewhere.paths in ([], [""])  # the server's own start, and nothing else
    assert (pages.people(), pages.people("derma")) == ({}, {})
    assert len(pages.evidence) == 1


def test_evidence_holds_nobodys_data(serve: Serve) -> None:
    """What the agenda or a notice shows of patients is blanked, in the page and in the picture."""
    patient = f'<p class="notice" role="status">{PATIENT}, tel. 8888-1234</p><input value="{PATIENT}"><h1>'
    pages = serve(wrap=Rewriting({"<h1>": patient}), renamed={"Invitar": "Enviar"})
    pages.wait_less()
    pages.give(person(LUZ))
    assert refusal(pages, ONE).code == "web-not-there"
    kept(pages)
    html = (pages.evidence[0] / "page.html").read_text(encoding="utf-8")
    assert "8888" not in html
    assert "Asistentes" in html


def test_only_the_class_of_error_says_whether_anything_happened(serve: Serve) -> None:
    """An error page before the last click is a refusal."""
    pages = serve(wrap=Rewriting({}, fail={"/cuenta/asistentes/invitar": 503}))
    pages.wait_less()
    error = refusal(pages, ONE)
    assert (error.code, error.params["status"], isinstance(error, TransientError)) == (
        "web-status",
        503,
        False,
    )
    assert pages.people() == {}
