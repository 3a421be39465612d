"""Letters to a real server: each is delivered once, or certainly not, or nobody can tell and it says so."""

from __future__ import annotations

import io
import socket
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from accessctl.errors import AccessctlError
from accessctl.handoffs.delivery import Delivery, Fate
from accessctl.handoffs.letter import Letter
from accessctl.handoffs.outbox import SENDING, SENT, Outbox
from accessctl.handoffs.post import Post
from accessctl.handoffs.smtp import Mailer
from accessctl.handoffs.smtp_url import Security, server_of
from accessctl.model.identity import Address
from mail_server import PASSWORD, USER, Mailbox, certificate, serving

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
TO, OWNER, BOSS = Address("soporte@huli.example"), Address("elena@lucia.example"), Address("jefe@org.example")
CREDENTIALS = f"{quote(USER, safe='')}:{quote(PASSWORD, safe='')}"


def letter(number: int = 1, **more: object) -> Letter:
    """Build a letter."""
    values: dict[str, object] = {
        "sender": Address("accesos@org.example"),
        "reply_to": OWNER,
        "to": TO,
        "cc": (OWNER,),
        "subject": "Acceso al Expediente: Clínica Santa Lucía",
        "body_text": "Señores:\n.\n..dos puntos\n",
        "message_id": f"<accessctl.{number}@org.example>",
        "date": NOW,
        "body_html": "<p>Señores:</p>",
    }
    return Letter(**{**values, **more})  # type: ignore[arg-type]


@pytest.fixture
def server() -> Iterator[tuple[Mailbox, str]]:
    """Return a server that takes everything."""
    with serving() as served:
        yield served


def post(tmp_path: Path, url: str) -> Post:
    """Return the way to a server; waiting takes no time."""
    return Post(Outbox(tmp_path / "outbox"), Mailer(server_of(url), "org.example", lambda _: None))


@contextmanager
def talking(stage: bytes, word: str) -> Iterator[str]:
    """Serve on a free port; at one command (none: the greeting) the answer drips, or never ends."""

    def answer(line: bytes, link: socket.socket, usual: bytes) -> None:
        if not (line.startswith(stage) if stage else not line):
            link.sendall(usual)
            return
        for _ in range(2000):
            link.sendall(b"2" if word == "drip" else b"250-and more\r\n" * 99)
            time.sleep(0.05 if word == "drip" else 0)

    def talk(link: socket.socket) -> None:
        with link, link.makefile("rb") as read, suppress(OSError):
            answer(b"", link, b"220 hello\r\n")
            for line in map(bytes.upper, read):
                if line[:4].rstrip() in (b"EHLO", b"MAIL", b"RCPT", b"DATA", b".", b"RSET", b"QUIT"):
                    answer(line, link, b"354 go\r\n" if line.startswith(b"DATA") else b"250 fine\r\n")

    def listen() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=talk, args=(listener.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=listen, daemon=True).start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"


def deliver(post: Post, *letters: Letter) -> list[Delivery]:
    """Send letters."""
    try:
        return [post.deliver(item) for item in letters]
    finally:
        post.close()


def test_many_letters_go_over_one_connection_and_each_arrives_once(
    server: tuple[Mailbox, str], tmp_path: Path
) -> None:
    """As they were written, to everybody on the envelope."""
    box, where = server
    letters = [letter(number) for number in range(20)]
    found = deliver(post(tmp_path, f"smtp://{where}"), *letters)
    assert {delivery.fate for delivery in found} == {Fate.SENT}
    assert box.sessions == 1
    assert [mail["Message-ID"] for mail in box.mails] == [item.message_id for item in letters]
    assert set(box.envelopes) == {("accesos@org.example", (TO, OWNER))}
    mail = box.mails[0]
    assert mail.get_body(("plain",)).get_content().replace("\r\n", "\n") == letters[0].body_text  # type: ignore[union-attr]
    assert (mail["Auto-Submitted"], mail["Reply-To"], mail["Cc"]) == ("auto-generated", OWNER, OWNER)
    assert sorted(path.name for path in (tmp_path / "outbox").iterdir()) == [SENDING, SENT]
    assert len(list((tmp_path / "outbox" / SENT).iterdir())) == 20


def test_a_letter_that_a_server_has_is_never_given_to_it_again(
    server: tuple[Mailbox, str], tmp_path: Path
) -> None:
    """Its name tells."""
    box, where = server
    assert deliver(post(tmp_path, f"smtp://{where}"), letter(), letter())[1].fate is Fate.SENT
    assert len(box.mails) == 1


def test_a_letter_that_another_run_took_back_before_the_dot_is_not_sent(tmp_path: Path) -> None:
    """It slept until its lock was over; the one that took over asks for the same in a letter of its own."""
    outbox = Outbox(tmp_path / "outbox")
    box = Mailbox(meanwhile=lambda: outbox.drop(letter().message_id))
    with serving(box) as (_, where):
        (found,) = deliver(post(tmp_path, f"smtp://{where}"), letter())
    assert (found.fate, found.code) == (Fate.FAILED, "letter-taken-back")
    assert box.mails == []


@pytest.mark.parametrize(
    ("refusal", "code"),
    [
        ({"refuse": {TO: "550 no such user"}}, "smtp-refused-address"),
        ({"answers": ["554 no"]}, "smtp-refused"),
    ],
)
def test_a_letter_that_is_refused_for_good_is_tried_once_and_its_neighbours_go(
    server: tuple[Mailbox, str], tmp_path: Path, refusal: dict[str, object], code: str
) -> None:
    """Certain that it was not taken: nothing of it stays, since it is asked anew."""
    box, where = server
    for name, value in refusal.items():
        setattr(box, name, value)
    found = deliver(post(tmp_path, f"smtp://{where}"), letter(1), letter(2, to=BOSS))
    assert [(item.fate, item.code) for item in found] == [(Fate.FAILED, code), (Fate.SENT, None)]
    assert [mail["To"] for mail in box.mails] == [BOSS]
    assert [path.name for path in tmp_path.rglob("*.eml")] == ["accessctl.2@org.example.eml"]


@pytest.mark.parametrize(
    "misbehaves", [{"answers": ["451 later"]}, {"begins": ["drop"]}, {"begins": ["450 busy"]}]
)
def test_what_can_pass_is_tried_again_within_the_run(
    server: tuple[Mailbox, str], tmp_path: Path, misbehaves: dict[str, list[str]]
) -> None:
    """A busy server, and a connection that broke before the letter was handed over."""
    box, where = server
    for name, value in misbehaves.items():
        setattr(box, name, value)
    (found,) = deliver(post(tmp_path, f"smtp://{where}"), letter())
    assert found.fate is Fate.SENT
    assert len(box.mails) == 1


def test_a_busy_server_is_not_asked_for_ever(server: tuple[Mailbox, str], tmp_path: Path) -> None:
    """Three tries, and no more; then the letter is known not to have gone."""
    box, where = server
    box.answers = ["451 later"] * 9
    (found,) = deliver(post(tmp_path, f"smtp://{where}"), letter())
    assert (found.fate, len(box.answers)) == (Fate.FAILED, 6)
    assert not list(tmp_path.rglob("*.eml"))


@pytest.mark.parametrize("answer", ["drop", "take-and-drop", "stall"])
def test_a_letter_whose_answer_is_lost_has_an_unknown_fate_and_is_not_sent_again(
    server: tuple[Mailbox, str], tmp_path: Path, answer: str
) -> None:
    """Whether the server took it or not, from here it looks the same."""
    box, where = server
    box.answers = [answer]
    way = post(tmp_path, f"smtp://{where}?timeout=1")
    found = deliver(way, letter(), letter(), letter(2))
    assert [item.fate for item in found] == [Fate.UNKNOWN, Fate.UNKNOWN, Fate.SENT]
    assert len([mail for mail in box.mails if mail["Message-ID"] == letter().message_id]) == (
        answer == "take-and-drop"
    )
    assert way.outbox.holds(letter().message_id, SENDING)


@pytest.mark.parametrize("word", ["drip", "endless"])
@pytest.mark.parametrize("stage", [b"", b"MAIL", b"."])
def test_an_answer_that_never_ends_is_given_up(tmp_path: Path, stage: bytes, word: str) -> None:
    """A byte now and then, or one line after the other: each answer has its time, whole."""
    with talking(stage, word) as where:
        way = post(tmp_path, f"smtp://{where}?timeout=0.3")
        (found,) = deliver(way, letter())
    expected = {b"": "smtp-unreachable", b"MAIL": "smtp-broke-off", b".": "smtp-answer-lost"}
    assert found.code == expected[stage]
    assert way.outbox.holds(letter().message_id, SENDING) is (stage == b".")


def test_a_server_that_hangs_up_after_each_letter_is_gone_back_to_at_once(tmp_path: Path) -> None:
    """It takes few letters in one go: that is no trouble that would have to be waited out."""
    pauses: list[float] = []
    with serving(Mailbox(hangs_up=True)) as (box, where):
        mailer = Mailer(server_of(f"smtp://{where}"), "org.example", pauses.append)
        found = deliver(Post(Outbox(tmp_path), mailer), *map(letter, range(70)))
    assert {item.fate for item in found} == {Fate.SENT}
    assert len({mail["Message-ID"] for mail in box.mails}) == len(box.mails) == 70
    assert not pauses


def test_after_two_lost_answers_in_a_row_no_other_letter_is_risked(
    server: tuple[Mailbox, str], tmp_path: Path
) -> None:
    """A server that swallows letters does not get hundreds of them."""
    box, where = server
    box.answers = ["drop"] * 9
    found = deliver(post(tmp_path, f"smtp://{where}"), *map(letter, range(5)))
    assert [item.fate for item in found] == [Fate.UNKNOWN] * 2 + [Fate.FAILED] * 3


def test_no_server_is_certain_and_is_found_out_once(tmp_path: Path) -> None:
    """The letters after the first are not tried one by one."""
    pauses: list[float] = []
    mailer = Mailer(server_of("smtp://127.0.0.1:1"), "org.example", pauses.append)
    found = deliver(Post(Outbox(tmp_path), mailer), *map(letter, range(5)))
    assert {(item.fate, item.code) for item in found} == {(Fate.FAILED, "smtp-unreachable")}
    assert len(pauses) == 2


def test_a_copy_that_may_be_missing_holds_nothing_up(server: tuple[Mailbox, str], tmp_path: Path) -> None:
    """The requester may have left; the owner must not be missing."""
    box, where = server
    box.refuse = {BOSS: "550 left"}
    spared, needed = letter(1, cc=(OWNER, BOSS), spared=(BOSS,)), letter(2, cc=(OWNER, BOSS))
    found = deliver(post(tmp_path, f"smtp://{where}"), spared, needed)
    assert [item.fate for item in found] == [Fate.SENT, Fate.FAILED]
    assert box.envelopes == [("accesos@org.example", (TO, OWNER))]


def test_letters_of_another_alphabet_in_an_address_need_a_server_that_takes_them(tmp_path: Path) -> None:
    """It is refused clearly, before anything is handed over."""
    foreign = letter(to=Address("josé@clínica.example"))
    with serving(enable_SMTPUTF8=True) as (box, where):
        assert deliver(post(tmp_path, f"smtp://{where}"), foreign)[0].fate is Fate.SENT
        assert box.envelopes[0][1][0] == "josé@clínica.example"
    with serving(enable_SMTPUTF8=False) as (box, where):
        (found,) = deliver(post(tmp_path / "other", f"smtp://{where}"), foreign)
        assert (found.fate, found.code) == (Fate.FAILED, "smtp-no-smtputf8")
        assert box.mails == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_encrypted_and_logged_in_with_a_certificate_of_an_authority_that_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: Security
) -> None:
    """A private authority is named by SSL_CERT_FILE; without it nothing goes out."""
    cert, context = certificate(tmp_path)
    box = Mailbox()
    tls = {"tls_context": context} if security is Security.STARTTLS else {"ssl_context": context}
    with serving(box, auth_required=True, authenticator=box.authenticate, auth_require_tls=False, **tls) as (
        _,
        where,
    ):
        url = f"{security}://{CREDENTIALS}@{where}"
        (found,) = deliver(post(tmp_path, url), letter())
        assert (found.fate, found.code, box.logins) == (Fate.FAILED, "smtp-certificate", [])
        monkeypatch.setenv("SSL_CERT_FILE", str(cert))
        assert deliver(post(tmp_path, url), letter())[0].fate is Fate.SENT
        wrong = f"{security}://{quote(USER)}:wrong@{where}"
        refused = deliver(post(tmp_path, wrong), letter(2), letter(3))
        assert {(item.fate, item.code) for item in refused} == {(Fate.FAILED, "smtp-login-refused")}
        assert box.logins.count("refused") <= 2  # one session, by the ways it offers
    assert len(box.mails) == 1


def test_a_server_without_encryption_gets_neither_password_nor_letter(
    server: tuple[Mailbox, str], tmp_path: Path
) -> None:
    """Somebody in between may have taken STARTTLS out of the greeting."""
    box, where = server
    (found,) = deliver(post(tmp_path, f"smtp+starttls://{CREDENTIALS}@{where}"), letter())
    assert (found.fate, found.code) == (Fate.FAILED, "smtp-no-starttls")
    assert (box.mails, box.logins) == ([], [])


def test_an_address_says_everything_and_shows_no_password() -> None:
    """Percent-encoded; neither text nor repr tells."""
    server = server_of("smtps://correo%40org.example:clave%404711%2Fx@mail.example")
    assert (server.host, server.port, server.user, server.password) == ("mail.example", 465, USER, PASSWORD)
    assert PASSWORD not in repr(server) + server.shown
    assert server_of("smtp+starttls://mail.example").port == 587
    assert server_of("smtp://[::1]:2525/").shown == "smtp://[::1]:2525"


@pytest.mark.parametrize(
    "text",
    [
        "mail.example",
        "https://user:geheim@mail.example",
        "smtp://",
        "smtps://user:geheim@mail.example:99999",
        "smtps://user:geheim@mail.example:port",
        "smtps://user:ge%0d%0aheim@mail.example",
        "smtps://user@mail.example",
        "smtps://user:geheim@mail.example/path",
        "smtps://user:geheim@mail.example?timeout=soon",
        "smtps://user:geheim@mail.example?verify=no",
        "smtps://user:geheim@[mail.example",
    ],
)
def test_an_address_that_cannot_be_meant_is_an_error_that_does_not_quote_it(text: str) -> None:
    """It may hold a password."""
    with pytest.raises(AccessctlError) as caught:
        server_of(text)
    assert caught.value.code == "smtp-url-unreadable"
    assert "geheim" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_password_goes_unencrypted_over_loopback_alone() -> None:
    """Anywhere else somebody may listen."""
    with pytest.raises(AccessctlError) as caught:
        server_of("smtp://user:geheim@mail.example")
    assert caught.value.code == "smtp-password-in-the-clear"
    assert "geheim" not in str(caught.value)
    for host in ("localhost", "127.0.0.5", "[::1]"):
        assert server_of(f"smtp://user:geheim@{host}").user == "user"


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_server_that_tells_our_password_is_not_believed(tmp_path: Path) -> None:
    """Its words are shown, the password is not, nor as it came over the wire."""
    wired = [b64encode(text.encode()).decode() for text in (PASSWORD, f"\0{USER}\0{PASSWORD}")]
    box = Mailbox(refuse={TO: f"550 what is {PASSWORD}? {' '.join(wired)}"})
    with (
        serving(box, auth_required=True, authenticator=box.authenticate, auth_require_tls=False) as (
            _,
            where,
        ),
        redirect_stdout(io.StringIO()) as out,
        redirect_stderr(out),
    ):
        (found,) = deliver(post(tmp_path, f"smtp://{CREDENTIALS}@{where}"), letter())
    assert found.code == "smtp-refused-address"
    assert "***" in str(found.params)
    assert not [said for said in (PASSWORD, *wired) if said in str(found) + out.getvalue()]
