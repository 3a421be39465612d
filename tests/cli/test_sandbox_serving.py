"""`accessctl sandbox serve`: it starts, shares its state with every other command, and ends when told."""

from __future__ import annotations

import contextlib
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from world import GIT_ENV, World, make_world, person

aiosmtpd = pytest.importorskip("aiosmtpd.controller", reason="a real mail server (pip install aiosmtpd)")

SLUG = "santa-lucia"
OWNER = f"owner@{SLUG}.example"
LIST = "/cuenta/asistentes"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Return a repository with one practice and nobody in it."""
    made = make_world(tmp_path / "clone")
    made.practice(SLUG, person("ana"))
    made.commit()
    made.sandbox("reset", "--now", "2026-11-24T16:00:00Z")
    return made


@contextlib.contextmanager
def serving(world: World, *arguments: str, **environment: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start the server; give its address and its process, which is ended in any case."""
    with subprocess.Popen(
        [sys.executable, "-m", "accessctl", "sandbox", "serve", "--port", "0", *arguments],
        cwd=world.root,
        env={**GIT_ENV, "LC_ALL": "en_US.UTF-8", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert found is not None, (said, process.poll(), process.stderr and process.stderr.read())
            yield found[0], process
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(20)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_serve_says_where_it_is_and_ends_when_told(world: World, number: signal.Signals) -> None:
    """One line with the address, answers from then on, and a quiet end with code 0."""
    with serving(world) as (address, process):
        assert httpx.get(f"{address}/ingresar").status_code == 200
        process.send_signal(number)
        assert process.wait(20) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_serve_is_reached_from_this_machine_alone(world: World) -> None:
    """It listens at the loopback; the machine's other addresses refuse."""
    with serving(world) as (address, _):
        port = int(address.rpartition(":")[2])
        listening = Path("/proc/net/tcp").read_text(encoding="ascii")
        assert f" 0100007F:{port:04X} " in listening
        assert f" 00000000:{port:04X} " not in listening


def test_change_in_the_browser_is_seen_by_plan_and_the_other_way_round(world: World) -> None:
    """What apply invites stands on the page; what is clicked there, the next plan finds."""
    with serving(world) as (address, _), browser(address) as client:
        sealed = log_in(client)
        assert "Todavía no hay asistentes" in client.get(LIST).text
        world.ok("apply", "--yes")
        assert 'value="ana@' in client.get(LIST).text
        begun = client.post(f"{LIST}/invitar", data={"csrf": sealed, "correo": "prima@correo.example"})
        named = {"csrf": sealed, "nombre": "Rosa", "apellido-1": "Solís"}
        chosen = client.post(begun.headers["location"], data=named)
        client.post(chosen.headers["location"], data={"csrf": sealed, "clinica": "escazu"})
        assert "cancel-invitation prima" in world.steps()
        world.ok("apply", "--yes")
        assert 'value="prima@' not in client.get(LIST).text


def test_practice_that_is_declared_meanwhile_can_log_in(world: World) -> None:
    """The files are read again; the server need not be started anew."""
    with serving(world) as (address, _):
        assert "derma" not in httpx.get(f"{address}/ingresar").text
        world.practice("derma", person("eva"))
        time.sleep(1.1)
        assert "owner@derma.example" in httpx.get(f"{address}/ingresar").text


@pytest.mark.parametrize("by", ["option", "environment"])
def test_invitation_is_really_sent_and_its_link_accepted(world: World, by: str) -> None:
    """Also the one that apply makes in another process, once, and none that is older than the server."""
    box = _Box()
    mail_server = aiosmtpd.Controller(box, hostname="127.0.0.1", port=_free_port())
    mail_server.start()
    try:
        world.practice("older", person("olga"))
        world.commit()
        world.ok("apply", "--yes", "--practice", "older")
        url = f"smtp://127.0.0.1:{mail_server.port}"
        arguments = ("--smtp", url) if by == "option" else ()
        environment = {} if by == "option" else {"ACCESSCTL_SMTP_URL": url}
        with serving(world, *arguments, **environment) as (address, _), browser(address) as client:
            world.ok("apply", "--yes")
            (message,) = box.wait_for(1)
            assert message["To"].startswith("ana@")
            assert message["Subject"] == "Elena Rojas le invita a ser asistente en Santa Lucia"
            link = re.search(rf"{re.escape(address)}(/invitacion/\S+)", message.get_content())
            assert link is not None
            sealed = token(client.get(link[1]))
            assert client.post(f"{link[1]}/aceptar", data={"csrf": sealed}).status_code == 303
            assert next(iter(world.live()[SLUG].values()))["accepted"] is True
            assert "entregado al servidor" in client.get("/operador/correo?lang=es").text
            time.sleep(1.5)
            assert len(box.messages) == 1
    finally:
        mail_server.stop()


def test_mail_server_that_does_not_answer_stops_nothing(world: World) -> None:
    """The mail is in the operator's mailbox all the same, with what became of it."""
    with serving(world, "--smtp", f"smtp://127.0.0.1:{_free_port()}") as (address, _):
        world.ok("apply", "--yes")
        for _ in range(100):
            text = httpx.get(f"{address}/operador/correo?lang=es").text
            if "no lo recibió" in text:
                break
            time.sleep(0.1)
        assert "no lo recibió" in text


def test_serve_says_what_is_wrong_with_its_options(world: World) -> None:
    """A taken port and an address that is none: one sentence, and no server."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = world.run("sandbox", "serve", "--port", str(taken.getsockname()[1]))
        assert answer.code == 1
        assert str(taken.getsockname()[1]) in answer.err
    answer = world.run("sandbox", "serve", "--port", "0", "--smtp", "http://mail.example")
    assert answer.code == 2
    assert "smtp://" in answer.err


def test_serve_names_the_extra_that_is_missing(world: World) -> None:
    """Without starlette the other commands work, and this one says what to install."""
    script = (
        "import sys; sys.modules['starlette'] = None\n"
        "from accessctl.cli.main import run; sys.exit(run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "sandbox", "serve", "--lang", "en"],
        cwd=world.root,
        env=GIT_ENV,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "accessctl[sandbox]" in done.stderr


class _Box:
    """What a mail server received."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802 - its name there
        """Keep a message."""
        import email  # noqa: PLC0415
        import email.policy  # noqa: PLC0415

        del server, session
        content = envelope.content  # type: ignore[attr-defined]
        self.messages.append(email.message_from_bytes(content, EmailMessage, policy=email.policy.default))
        return "250 OK"

    def wait_for(self, count: int) -> list[EmailMessage]:
        """Return the messages once there are so many."""
        for _ in range(150):
            if len(self.messages) >= count:
                return self.messages
            time.sleep(0.1)
        raise AssertionError(self.messages)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def browser(address: str) -> Iterator[httpx.Client]:
    """Return what speaks to the server as a browser does."""
    with httpx.Client(base_url=address, headers={"origin": address}) as client:
        yield client


def log_in(client: httpx.Client) -> str:
    """Become the owner and return the token of the pages."""
    client.post("/entrar-como", data={"csrf": token(client.get("/ingresar")), "titular": OWNER})
    return token(client.get(LIST))


def token(page: httpx.Response) -> str:
    """Return the token of a page's forms."""
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found is not None, page.text
    return found[1]
