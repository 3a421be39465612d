"""What a live system, a person's list, a page or a host's API can say."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import seeds_at_hand as seeds
from cases import Part, Shape
from huli_pages import rows_sent

from accessctl.declarations.page_map_loading import shipped_page_map
from accessctl.errors import AccessctlError
from accessctl.forges.client import Client as HostClient
from accessctl.forges.github import GitHub
from accessctl.forges.gitlab import GitLab
from accessctl.journal.codec import encode_record
from accessctl.model.identity import Address
from accessctl.model.live import Observation
from accessctl.providers.huli.answers import doctor_address, organization_from
from accessctl.providers.huli.client import _Answer, _error_code, _json
from accessctl.providers.huli.seeing import People, observation, strangers
from accessctl.providers.huli.tokens import token_from
from accessctl.providers.huli.web.reading_rows import people_in, rows_of
from accessctl.providers.huli.web.sessions import Sessions, variable_of
from accessctl.providers.huli.web.whereabouts import origin_of
from accessctl.providers.roster.reading import read_roster
from accessctl.providers.sandbox.livefile import read as read_live
from accessctl.reconcile.learning import learn
from accessctl.rendering.roster import rosters_json, rosters_text
from builders import difference, entry, practice

NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)
PRACTICE = practice(entry("ana.mora"), entry("luz"))
PEOPLE = People({"3001": Address("ana.mora@santalucia.example")}, "2002")


def used(seen: Observation) -> bool:
    """Take the difference from an observation and write down what it teaches."""
    for record in learn(difference(PRACTICE, seen)):
        encode_record(record)
    return True


def roster(ending: str, data: bytes) -> object:
    """Read a list and use it."""
    found = read_roster(f"rosters/santa-lucia.{ending}", data, PRACTICE, NOW)
    rosters_text([found], "es", color=False).encode()  # half a character would end the printing
    json.dumps(rosters_json([found], "en"))
    return found.observation is not None and used(found.observation)


def organization(data: bytes) -> object:
    """Read what the API says of an organisation and use it."""
    answer = _Answer(200, data)
    _error_code(data)
    found = organization_from(_json(answer), "4001")
    resolved = dict.fromkeys(strangers(found, PEOPLE), Address("eva@x.example"))
    return used(observation("santa-lucia", NOW, found, PEOPLE, resolved))


def doctor(data: bytes) -> object:
    """Read what the API says of a doctor."""
    return doctor_address(_json(_Answer(200, data)), "3001")


def token(data: bytes) -> object:
    """Read a token's times."""
    return token_from(data.decode("ascii", "replace"), NOW).renew_at


def page_rows(data: bytes) -> object:
    """Read the rows of a page, as the script in it sends them, and use them."""
    found = rows_sent(data)
    people = people_in(rows_of(found), shipped_page_map().list, PRACTICE)
    return used(Observation("santa-lucia", NOW, complete=True, assistants=people))


class _Host(HostClient):
    """Answers with what it was given, whatever is asked."""

    def __init__(self, answers: list[Any]) -> None:
        self._answers = answers

    def get(self, path: str) -> Any:
        return self._answers[1 if path.endswith("approvals") else 0]

    def every(self, path: str) -> Iterator[Any]:  # noqa: ARG002 - the same answer for all
        found = self._answers[2]
        if not isinstance(found, list):
            found = [found]
        yield from found


def host(data: bytes) -> object:
    """Read what a host says of a pull request."""
    answers = _json(_Answer(200, data))
    if not isinstance(answers, list) or len(answers) != 3:
        return False
    found = []
    for forge in (GitHub(_Host(answers), "org/repo"), GitLab(_Host(answers), "7")):
        with contextlib.suppress(AccessctlError):
            found.append(forge.pull_request(7))
    return len(found) == 2


def session(data: bytes) -> object:
    """Read an owner's session out of the environment."""
    text = data.decode("utf-8", "surrogateescape").replace("\0", "")
    place = {variable_of("lucia"): text}
    found = Sessions(place, Path("/nowhere"), "https://app.huli.example").load("lucia")
    assert isinstance(found["cookies"], list)
    assert isinstance(found["origins"], list)
    return True


def address(data: bytes) -> object:
    """Read where a page leads."""
    return origin_of(data.decode("utf-8", "replace"))


_URL = b"https://app.huli.example:443/es?a=b#c"
_ROSTER = (
    b";",
    b"\n",
    b'"',
    b"=1+1",
    b"'=1",
    b"# fecha: 2026-11-24",
    b"estado",
    b"sep=;\n",
    b"correo",
    b"9999-12-31",
)
PARTS = (
    Part("roster-csv", Shape.TEXT, (seeds.ROSTER,), lambda data: roster("csv", data), 60, _ROSTER),
    Part("roster-json", Shape.JSON, (seeds.ROSTER_JSON,), lambda data: roster("json", data), 40),
    Part("organization", Shape.JSON, (seeds.ORGANIZATION,), organization, 60),
    Part("doctor", Shape.JSON, (seeds.DOCTOR,), doctor, 20),
    Part("token", Shape.TEXT, (seeds.TOKEN,), token, 20, (b".", b"e30", b"=", b"-", b"_")),
    Part("page-rows", Shape.JSON, (seeds.ROWS,), page_rows, 40),
    Part(
        "page-address",
        Shape.TEXT,
        (_URL, b"http://[::1]:8080/x"),
        address,
        20,
        (b"[", b"@", b"://", b"\\", b"%00"),
    ),
    Part("host", Shape.JSON, (seeds.PULL_REQUEST,), host, 20),
    Part("session", Shape.JSON, (seeds.SESSION,), session, 20),
    Part("live-file", Shape.JSON, seeds.written("live.json"), read_live, 20),
)
