"""Where a key may go, where it comes from, and how long a token lives."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from huli_builders import NOW

from accessctl.errors import AccessctlError
from accessctl.providers.huli.entry import Key, address_of, key_for
from accessctl.providers.huli.tokens import Token, token_from

SECRET = "made-up-key"  # noqa: S105 - nobody's


def jwt(**claims: Any) -> str:
    """Return a token that says so."""
    packed = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"e30.{packed}.c2lnbmVk"


def test_vendors_host_is_built_in() -> None:
    """Nothing of a commit has a say in where a key goes."""
    assert address_of({}) == "https://api.huli.io"


@pytest.mark.parametrize(
    "url", ["https://huli.test.example", "http://127.0.0.1:8080/", "http://localhost:1", "http://[::1]:80"]
)
def test_environment_may_name_another_host(url: str) -> None:
    """With encryption anywhere, without it on this machine."""
    assert address_of({"ACCESSCTL_HULI_URL": url}) == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "http://huli.test.example",
        "http://127.0.0.1.evil.example",
        "https://ana:secret@huli.test.example",
        "https://",
        "ftp://huli.test.example",
        "api.huli.io",
        "https://api.huli.io?x=1",
        "https://[::1",
        "https://h:port",
        "https://api.huli.io\r\nX: y",
    ],
)
def test_address_where_a_key_must_not_go_is_refused_without_being_shown(url: str) -> None:
    """A password in it could be in a log otherwise."""
    with pytest.raises(AccessctlError, match="huli-address") as caught:
        address_of({"ACCESSCTL_HULI_URL": url})
    assert "secret" not in str(caught.value)


def test_organizations_own_key_goes_before_the_one_for_all() -> None:
    """Fifty owners have fifty keys."""
    environment = {"ACCESSCTL_HULI_KEY": "for-all", "ACCESSCTL_HULI_KEY_4001": "own"}
    assert key_for(environment, "4001") == Key("ACCESSCTL_HULI_KEY_4001", "own", own=True)
    assert key_for(environment, "1001") == Key("ACCESSCTL_HULI_KEY", "for-all")
    assert key_for({"ACCESSCTL_HULI_KEY_4001": "own"}, "1001") is None
    assert key_for({"ACCESSCTL_HULI_KEY": "  "}, "1001") is None


def test_secrets_are_shown_nowhere() -> None:
    """Neither a key nor a token."""
    assert SECRET not in repr(Key("ACCESSCTL_HULI_KEY", SECRET))
    assert SECRET not in repr(Token(SECRET, NOW))


def test_token_is_renewed_a_little_before_it_ends() -> None:
    """The question is still on its way then."""
    token = token_from(jwt(exp=int(NOW.timestamp()) + 900), NOW)
    assert token.is_good(NOW + timedelta(seconds=889))
    assert not token.is_good(NOW + timedelta(seconds=890))


def test_life_is_counted_from_when_the_token_says_it_was_made() -> None:
    """A machine whose clock is hours ahead or behind asks for no new token with each question."""
    made = int(NOW.timestamp()) + 7 * 3600
    token = token_from(jwt(iat=made, exp=made + 900), NOW)
    assert token.is_good(NOW + timedelta(seconds=880))
    assert not token.is_good(NOW + timedelta(seconds=890))


def test_short_life_is_used_for_half_of_it() -> None:
    """Ten seconds early would be never."""
    token = token_from(jwt(iat=1000, exp=1006), NOW)
    assert token.is_good(NOW + timedelta(seconds=2))
    assert not token.is_good(NOW + timedelta(seconds=3))


@pytest.mark.parametrize(
    "secret",
    [
        "opaque",
        "a.b.c",
        "..",
        "é.é.é",
        jwt(),
        jwt(exp="soon"),
        jwt(exp=True),
        jwt(exp=1e300),
        jwt(exp=10**400),
        jwt(exp=int(NOW.timestamp()) - 5),
        "e30." + base64.urlsafe_b64encode(b"[" * 9000).decode() + ".x",
        "e30." + base64.urlsafe_b64encode(b"NaN").decode() + ".x",
        "e30." + base64.urlsafe_b64encode(b'{"exp": NaN}').decode() + ".x",
    ],
)
def test_token_that_does_not_say_when_it_ends_is_used_until_it_is_refused(secret: str) -> None:
    """The lifetime is not documented: a 401 tells."""
    assert token_from(secret, NOW).renew_at is None
