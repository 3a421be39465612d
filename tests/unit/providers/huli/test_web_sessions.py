"""Where sessions are kept: encrypted, for one host, nobody's to read, and gone when they are forgotten."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from cryptography.fernet import Fernet
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from accessctl.providers.huli.web.sessions import Sessions, State, variable_of
from accessctl.providers.huli.web.trouble import SessionLostError, WebError

ORIGIN = "https://practice.example"
SECRET = "very-secret-cookie"  # noqa: S105 - made up
STATE: State = {
    "cookies": [
        {"name": "session", "value": SECRET, "domain": "practice.example"},
        {"name": "sso", "value": "elsewhere", "domain": "login.example"},
    ],
    "origins": [],
}


class MemoryKeyring(KeyringBackend):
    """A keyring that forgets everything with the test."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        """Return it."""
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def memory() -> Iterator[MemoryKeyring]:
    """Let no test see the machine's own keyring."""
    before, made = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def key() -> str:
    """Return a fresh key."""
    return Fernet.generate_key().decode()


def test_keyring_keeps_a_session_of_each_host_and_practice(tmp_path: Path, memory: MemoryKeyring) -> None:
    """Other hosts' cookies are left out; nothing is written into the directory."""
    sessions = Sessions({}, tmp_path, ORIGIN)
    assert sessions.save("lucia", STATE) == "keyring"
    assert [item["name"] for item in sessions.load("lucia")["cookies"]] == ["session"]
    assert [user for _, user in memory.kept] == [f"{ORIGIN} lucia"]
    assert list(tmp_path.iterdir()) == []
    assert not sessions.has("rosa")
    assert not Sessions({}, tmp_path, "https://other.example").has("lucia")


def test_file_is_encrypted_and_the_users_alone(tmp_path: Path) -> None:
    """With a key in the environment no keyring is needed."""
    sessions = Sessions({"ACCESSCTL_SESSIONS_KEY": key()}, tmp_path, ORIGIN)
    assert sessions.save("lucia", STATE) == "file"
    (path,) = (tmp_path / "sessions").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert SECRET.encode() not in path.read_bytes()
    assert sessions.load("lucia")["cookies"][0]["value"] == SECRET


def test_file_does_not_open_with_another_key(tmp_path: Path) -> None:
    """That is said, and no session is made up."""
    Sessions({"ACCESSCTL_SESSIONS_KEY": key()}, tmp_path, ORIGIN).save("lucia", STATE)
    with pytest.raises(WebError) as caught:
        Sessions({"ACCESSCTL_SESSIONS_KEY": key()}, tmp_path, ORIGIN).load("lucia")
    assert caught.value.code == "web-session-locked"


@pytest.mark.parametrize("wrong", ["short", "ñ", "not base64 at all !!"])
def test_key_that_is_none_is_said(tmp_path: Path, wrong: str) -> None:
    """With the way to make one."""
    with pytest.raises(WebError) as caught:
        Sessions({"ACCESSCTL_SESSIONS_KEY": wrong}, tmp_path, ORIGIN).save("lucia", STATE)
    assert caught.value.code == "web-session-key"


def test_ci_takes_the_file_or_the_plain_state_from_the_environment(tmp_path: Path) -> None:
    """The slug's name in upper case; what is there wins, and is not written back."""
    secret = key()
    Sessions({"ACCESSCTL_SESSIONS_KEY": secret}, tmp_path, ORIGIN).save("santa-lucia", STATE)
    (path,) = (tmp_path / "sessions").iterdir()
    assert variable_of("santa-lucia") == "ACCESSCTL_SESSION_SANTA_LUCIA"
    for given in (path.read_text(), json.dumps(STATE)):
        environment = {"ACCESSCTL_SESSIONS_KEY": secret, "ACCESSCTL_SESSION_SANTA_LUCIA": given}
        sessions = Sessions(environment, tmp_path / "ci", ORIGIN)
        assert sessions.load("santa-lucia")["cookies"][0]["value"] == SECRET
        sessions.renew("santa-lucia", STATE)
        assert not (tmp_path / "ci").exists()


@pytest.mark.parametrize("text", ["{}", '{"cookies": 1}', "{nonsense", '{"state": {"cookies": null}}'])
def test_session_that_is_none_asks_for_a_new_one(tmp_path: Path, text: str) -> None:
    """Whatever is in the variable, there is no traceback."""
    with pytest.raises(SessionLostError) as caught:
        Sessions({variable_of("lucia"): text}, tmp_path, ORIGIN).load("lucia")
    assert caught.value.code == "web-session-unreadable"


def test_session_for_another_host_is_not_used(tmp_path: Path) -> None:
    """A copied file gives nothing away."""
    kept = json.dumps({"format": "accessctl.session/1", "origin": "https://old.example", "state": STATE})
    with pytest.raises(SessionLostError) as caught:
        Sessions({variable_of("lucia"): kept}, tmp_path, ORIGIN).load("lucia")
    assert (caught.value.code, caught.value.params["host"]) == ("web-session-elsewhere", "old.example")


def test_forgetting_takes_the_file_and_the_keyrings_entry(tmp_path: Path) -> None:
    """Wherever it was."""
    environment: dict[str, Any] = {"ACCESSCTL_SESSIONS_KEY": key()}
    Sessions({}, tmp_path, ORIGIN).save("lucia", STATE)
    sessions = Sessions(environment, tmp_path, ORIGIN)
    sessions.save("lucia", STATE)
    assert sessions.forget("lucia")
    assert not sessions.has("lucia")
    assert not Sessions({}, tmp_path, ORIGIN).has("lucia")
    assert not sessions.forget("lucia")


def test_machine_without_a_keyring_says_what_to_do(tmp_path: Path) -> None:
    """A server has none."""
    keyring.set_keyring(NoKeyring())
    sessions = Sessions({}, tmp_path, ORIGIN)
    assert not sessions.has("lucia")
    with pytest.raises(WebError) as caught:
        sessions.save("lucia", STATE)
    assert caught.value.code == "web-no-keyring"
