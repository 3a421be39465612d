"""The browser from the command line: consent in the file, log-in, plan, rehearsal, apply."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import keyring
import pytest
from cryptography.fernet import Fernet
from keyring.backends.fail import Keyring as NoKeyring

from accessctl.declarations.page_map_loading import shipped_page_map
from accessctl.providers.contract.harness import NOW
from accessctl.providers.huli.web import logging_in
from accessctl.providers.huli.web.trouble import PageError
from accessctl.providers.huli.web.whereabouts import Web
from huli_web import BROWSER_ENVIRONMENT, PRACTICE, Pages, serving_pages
from world import World, make_world

SETTINGS = """\
version: 1
language: es
live: {provider: huli, account: accesos@org.example}
"""
CLINICS = [
    {"id": "escazu", "name": "Santa Lucía Escazú"},
    {"id": "heredia", "name": "Santa Lucía Heredia"},
    {"id": "cima", "name": "Hospital CIMA", "single_record": {"administrator": "accesos@cima.example"}},
]
GUEST = {
    "email": "ana.mora@santalucia.example",
    "name": "Ana",
    "surnames": ["Mora", "Jiménez"],
    "clinics": ["escazu"],
}


@pytest.fixture
def pages(tmp_path: Path, program: str) -> Iterator[Pages]:
    """Return the pages; a test that does not borrow a browser starts its own."""
    del program
    with serving_pages(tmp_path) as pages:
        yield pages


@pytest.fixture(autouse=True)
def _no_keyring() -> Iterator[None]:
    """Let no test see the machine's own keyring."""
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def lucia(tmp_path: Path, pages: Pages, monkeypatch: pytest.MonkeyPatch) -> World:
    """Return a repository whose one practice is worked on in the browser, with its session as in CI."""
    world = repository(tmp_path, pages, monkeypatch)
    monkeypatch.setenv("ACCESSCTL_SESSION_SANTA_LUCIA", pages.environment["ACCESSCTL_SESSION_SANTA_LUCIA"])
    return world


def repository(folder: Path, pages: Pages, monkeypatch: pytest.MonkeyPatch) -> World:
    """Return a repository whose one practice is worked on in the browser; nobody has logged in."""
    for name in [name for name in os.environ if name.startswith("ACCESSCTL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ACCESSCTL_HULI_WEB_URL", pages.site.address)
    # the pages' clock stands still: for a machine that is days ahead their invitations would have run out
    monkeypatch.setattr("accessctl.cli.context.Context.machine_now", lambda _: NOW)
    world = make_world(folder / "repo", SETTINGS)
    world.practice(
        "santa-lucia",
        GUEST,
        name=PRACTICE.name,
        owner={"email": PRACTICE.owner, "name": "Elena Rojas"},
        clinics=CLINICS,
        live={"provider": "huli", "organization": 4001, "web": True},
    )
    world.commit()
    world.ok("journal", "init")
    world.commit("Pin the journal")
    return world


@pytest.mark.usefixtures("lent")
def test_plan_says_what_apply_does_and_the_invitation_goes_out(lucia: World, pages: Pages) -> None:
    """Seen, planned as a step of the program's own, rehearsed, done, and nothing is left to do."""
    (step,) = lucia.plan()["changes"]
    assert (step["kind"], step["route"]) == ("invite", "direct")
    assert pages.people() == {}
    runs = lucia.git("ls-tree", "-r", "--name-only", "access-journal")
    rehearsed = lucia.ok("apply", "--rehearse", "--lang", "es")
    assert "aquí haría clic en «Invitar» (button)" in rehearsed.out
    assert pages.people() == {}
    assert lucia.git("ls-tree", "-r", "--name-only", "access-journal") == runs
    applied = lucia.ok("apply", "--yes")
    assert set(pages.people()) == {GUEST["email"]}
    assert lucia.plan()["changes"] == []
    session = json.loads(pages.environment["ACCESSCTL_SESSION_SANTA_LUCIA"])["cookies"][0]["value"]
    assert session not in applied.out + applied.err + json.dumps(lucia.journal())


@pytest.mark.usefixtures("lent")
def test_label_that_changed_ends_an_apply_in_part_with_one_line(lucia: World, pages: Pages) -> None:
    """What was expected, what was seen, where the evidence is; the fix is a line in the page map."""
    pages.site.behaviour.renamed["Invitar"] = "Enviar ahora"
    lucia.write("access/page-map.yaml", "version: 1\npatience: 2s\n")
    lucia.commit()
    answer = lucia.run("apply", "--yes", "--lang", "en")
    assert answer.code == 5
    assert "Expected «Invitar» (button) and the page does not show it" in answer.out
    assert ".git/accessctl/web/" in answer.out
    (folder,) = (lucia.root / ".git/accessctl/web").iterdir()
    assert {path.name for path in folder.iterdir()} == {"page.html", "page.png", "what-happened.json"}
    text = "version: 1\npatience: 2s\ninvite:\n  send: {role: button, name: Enviar ahora}\n"
    lucia.write("access/page-map.yaml", text)
    assert "page-map-changed" in json.dumps(lucia.plan()["alterations"])
    lucia.commit()
    lucia.ok("apply", "--yes")
    assert set(pages.people()) == {GUEST["email"]}


def test_rehearsal_of_what_would_fail_says_so(lucia: World, pages: Pages) -> None:
    """As JSON too, and with the exit code that an apply would have."""
    pages.give(users=({"email": GUEST["email"], "name": "Otra", "surnames": ["Persona"]},))
    answer = lucia.run("apply", "--rehearse", "--format", "json")
    assert answer.code == 5
    assert [item["code"] for item in answer.json["changes"]] == ["web-other-name"]
    assert pages.people() == {}


@pytest.mark.usefixtures("lent")
def test_session_is_checked_and_a_lost_one_freezes_the_practice(lucia: World, pages: Pages) -> None:
    """The message says what the owner has to run."""
    assert "elena.rojas@santalucia.example" in lucia.ok("login", "santa-lucia", "--check").out
    pages.site.behaviour.session_ends_after = 0
    answer = lucia.run("login", "santa-lucia", "--check", "--lang", "en")
    assert answer.code == 1
    assert "accessctl login santa-lucia" in answer.err
    assert [item["code"] for item in lucia.plan()["frozen"]] == ["unobserved"]


def test_login_is_for_practices_that_agreed(lucia: World) -> None:
    """Any other is refused before a window opens, and so is a slip in the name."""
    path = lucia.root / "practices/santa-lucia.yaml"
    path.write_text(path.read_text().replace('"web": true', '"web": false'))
    assert lucia.run("login", "santa-lucia").code == 1
    assert lucia.run("login", "santa-luca").code == 2
    assert lucia.run("login", "santa-lucia", "--check", "--forget").code == 2


@pytest.mark.usefixtures("lent")
def test_owner_logs_in_once_and_the_session_is_kept_encrypted(
    pages: Pages, tmp_path: Path, started: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By name and password on the vendor's page; nothing of an account that is somebody else's is kept."""
    environment = {
        **BROWSER_ENVIRONMENT,
        "ACCESSCTL_HULI_WEB_URL": pages.site.address,
        "ACCESSCTL_SESSIONS_KEY": Fernet.generate_key().decode(),
    }
    web = Web(environment, tmp_path / "state", pages.site.around.now, shipped_page_map)

    def enter(page: Any) -> None:
        page.get_by_role("button", name="Entrar como Elena Rojas").click()

    assert logging_in.log_in(web, PRACTICE, enter) == "file"
    logging_in.check(web, PRACTICE)
    assert logging_in.forget(web, PRACTICE)
    monkeypatch.setattr(logging_in, "Chromium", started)  # the first time it started one of its own
    other = {**environment, "ACCESSCTL_HULI_WEB_URL": pages.site.address}
    stranger = Web(other, tmp_path / "other", web.clock, shipped_page_map)
    with pytest.raises(PageError) as caught:
        logging_in.log_in(stranger, replace(PRACTICE, owner="irene@heredia.example"), enter)  # type: ignore[arg-type]
    assert caught.value.code == "web-other-account"
    assert caught.value.params["expected"] == "irene@heredia.example"
    assert not (tmp_path / "other").exists()


@pytest.fixture
def screen(program: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let there be a screen, which nobody looks at."""
    del program
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        pytest.skip("there is no screen (apt-get install xvfb)")
    reading, writing = os.pipe()
    command = [xvfb, "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as said:
            monkeypatch.setenv("DISPLAY", f":{said.readline().strip()}")
        yield
        server.terminate()


@pytest.mark.usefixtures("screen")
def test_owner_logs_in_in_a_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real one: it stands on the screen until the page shows that the owner is in, and then closes."""
    cookies: list[str] = []
    running: list[str] = []

    def browsers() -> list[str]:
        """Return how the browsers that run now were started."""
        said = subprocess.run(["ps", "-ww", "-eo", "args"], capture_output=True, text=True, check=True).stdout
        return [line for line in said.splitlines() if "--remote-debugging-pipe" in line]

    def letting_in(app: Any) -> Any:
        """Stand in for the owner at the log-in: whoever comes there is let in, the second time."""

        async def answer(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] != "http" or scope["path"] != "/ingresar":
                await app(scope, receive, send)
                return
            running.extend(await asyncio.to_thread(browsers))
            headers = [(b"location", b"/inicio"), (b"set-cookie", cookies[0].encode())]
            await send({"type": "http.response.start", "status": 303, "headers": headers})
            await send({"type": "http.response.body"})

        return answer

    with serving_pages(tmp_path, wrap=letting_in) as pages:
        (cookie,) = json.loads(pages.environment["ACCESSCTL_SESSION_SANTA_LUCIA"])["cookies"]
        cookies.append(f"{cookie['name']}={cookie['value']}; Path=/; HttpOnly; SameSite=Strict")
        world = repository(tmp_path, pages, monkeypatch)
        monkeypatch.setenv("ACCESSCTL_SESSIONS_KEY", Fernet.generate_key().decode())
        answer = world.ok("login", "santa-lucia", "--lang", "en")
        assert "A window opens" in answer.err
        kept = world.root / ".git/accessctl/sessions/santa-lucia.session"
        assert (kept.stat().st_mode & 0o777, cookie["value"].encode() in kept.read_bytes()) == (0o600, False)
        assert any("--headless" not in line for line in running)
        monkeypatch.delenv("DISPLAY")
        world.ok("login", "santa-lucia", "--check")


def test_a_log_in_where_no_window_can_open_says_what_is_missing(
    lucia: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over ssh the browser ended by itself, and nothing said why; no window is announced that cannot come."""
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    answer = lucia.run("login", "santa-lucia", "--lang", "en")
    assert (answer.code, "no screen here" in answer.err, "window opens" in answer.err) == (1, True, False)


def test_doctor_looks_for_browser_and_session(lucia: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without opening a page for it."""
    checks = {item["check"]: item for item in lucia.run("doctor", "--format", "json").json["checks"]}
    assert (checks["web"]["mark"], "key" in checks) == ("ok", False)
    monkeypatch.delenv("ACCESSCTL_SESSION_SANTA_LUCIA")
    checks = {item["check"]: item for item in lucia.run("doctor", "--format", "json").json["checks"]}
    assert (checks["web"]["mark"], checks["web"]["code"]) == ("error", "no-session")
