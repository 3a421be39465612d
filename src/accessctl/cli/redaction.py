"""The last sieve before words leave the program: what would let anybody in is taken out of them.

Messages are written without secrets in the first place: this is for the words of others, and for our bugs.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote, urlsplit

from accessctl.model.secret_variables import OURS

HIDDEN = "***"
SHORTEST = 6
"""What is shorter is no secret, and would be found in every other word."""
_NAMES = re.compile(rf"{OURS.pattern}|.*(TOKEN|SECRET|PASSWORD|PASSWD|PRIVATE_KEY|API_KEY|ACCESS_KEY)")
"""Variables that hold a secret, by their names: ours and everybody's."""
_FORMS = (
    (re.compile(r"(\w://)[^/\s'\"]*@"), rf"\1{HIDDEN}@"),
    (re.compile(r"(?i)\b(bearer\s+)[A-Za-z0-9._~+/=-]{8,}"), rf"\1{HIDDEN}"),
    (
        re.compile(
            r"(?i)\b((?:authorization|private-token|api[_-]?key)['\"]?\s*[:=,]\s*b?['\"]?)[^'\",}\r\n]+"
        ),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"\beyJ[A-Za-z0-9_-]{4,}(\.[A-Za-z0-9_-]*){2}"), HIDDEN),
    (re.compile(r"(?i)\b((?:set-)?cookie:\s*)[^\r\n]+"), rf"\1{HIDDEN}"),
    (re.compile(r"(?i)\b(AUTH (?:PLAIN|LOGIN|CRAM-MD5) )\S+"), rf"\1{HIDDEN}"),
)
"""What looks like a secret, whoever gave it."""


def redacted(text: str, environment: Mapping[str, str]) -> str:
    """Return the text without what the environment keeps secret, and without what looks like a secret."""
    known = {form for value in _secrets(environment) for form in _written(value)}
    for value in sorted(known, key=len, reverse=True):
        text = text.replace(value, HIDDEN)
    for form, instead in _FORMS:
        text = form.sub(instead, text)
    return text


def _secrets(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the values of the variables that hold secrets, and what they hold in turn."""
    for name, value in environment.items():
        if not _NAMES.fullmatch(name):
            continue
        yield value.strip()
        yield from re.findall(r'"value"\s*:\s*"([^"]+)"', value)  # a session's cookies and stored words
        with_password = _password_of(value)
        if with_password:
            yield with_password
            yield unquote(with_password)


def _password_of(value: str) -> str | None:
    try:
        return urlsplit(value.strip()).password
    except ValueError:
        return None


def _written(value: str) -> Iterator[str]:
    """Yield the ways in which a secret is written."""
    if len(value) < SHORTEST:
        return
    packed = base64.b64encode(value.encode("utf-8", "surrogateescape")).decode().rstrip("=")
    yield from (value, repr(value)[1:-1], quote(value, safe=""), packed)
