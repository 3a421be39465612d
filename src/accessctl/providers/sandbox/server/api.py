"""The sandbox's stand-in for HuliPractice's public API: what can be read there, and nothing else."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from accessctl.errors import AccessctlError
from accessctl.providers.sandbox import rows
from accessctl.providers.sandbox.rules import clinics_of
from accessctl.providers.sandbox.server import api_answers as answers
from accessctl.providers.sandbox.server.api_numbers import doctor_number, organization_number, user_number
from accessctl.providers.sandbox.server.api_tokens import Tokens
from accessctl.providers.sandbox.state import StoredPractice
from accessctl.providers.sandbox.store import Store

LARGEST_BODY = 64 * 1024


class _RefusedError(Exception):
    """What the API answers instead of what was asked."""

    def __init__(self, *, status: int, code: str, message: str) -> None:
        super().__init__(code)
        self.status = status
        self.said = answers.error(code, message)


@dataclass
class _Api:
    """The sandbox behind the API; `listed`: organisations come in a list, as some clients read them."""

    store: Store
    tokens: Tokens
    listed: bool = False
    slugs: dict[str, str] = field(default_factory=dict)
    """Practices by the organisation's number, as far as they were looked up."""

    async def token(self, request: Request) -> JSONResponse:
        """Give a token for the API key."""
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > LARGEST_BODY:
                raise _RefusedError(status=400, code="CHA00001", message="The body is too large")
        try:
            asked = json.loads(body)
        except (ValueError, RecursionError):
            raise _RefusedError(status=400, code="CHA00001", message="The body is not valid JSON") from None
        key = asked.get("api_key") if isinstance(asked, dict) else None
        jwt = self.tokens.token_for(key)
        if jwt is None:
            raise _RefusedError(status=401, code="AUTH001", message="The API key is not accepted")
        return JSONResponse({"response": "OK", "data": {"jwt": jwt}})

    def organization(self, request: Request) -> JSONResponse:
        """Say who owns the organisation, and on request who has access to it."""
        practice = self._practice(request)
        assistants = None
        if request.query_params.get("expand") == "AUTHORIZATION":
            with self.store.reading() as state:
                found = rows.assistants_among(state, [practice.slug])
            assistants = found.get(practice.slug, {}).values()
        said = answers.organization(practice, assistants)
        return JSONResponse({"organizations": [said]} if self.listed else said)

    def doctor(self, request: Request) -> JSONResponse:
        """Say who a doctor is, by the doctor's number or the user's."""
        practice = self._practice(request)
        owner = answers.owner_of(practice)
        asked = request.path_params
        known = {"user": user_number(owner), "doctor": doctor_number(owner)}
        if any(number != known[name] for name, number in asked.items()):
            raise _RefusedError(status=404, code="NOT_FOUND", message="There is no such doctor")
        with self.store.reading() as state:
            people = rows.assistants_among(state, [practice.slug]).get(practice.slug, {})
            shown = rows.registrations(state, [owner])[owner]
        clinics = clinics_of(practice, people.values(), None)
        return JSONResponse(answers.doctor(practice, clinics, shown))

    def appointments(self, request: Request) -> JSONResponse:
        """List a doctor's appointments, of which there are none."""
        owner = answers.owner_of(self._practice(request))
        if request.path_params["doctor"] != doctor_number(owner):
            raise _RefusedError(status=404, code="NOT_FOUND", message="There is no such doctor")
        return JSONResponse(answers.appointments(request.query_params))

    def _practice(self, request: Request) -> StoredPractice:
        """Return the practice that a question is about, where who asks may know."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not self.tokens.accepts(token.strip()):
            raise _RefusedError(status=401, code="AUTH001", message="The token is missing, over or not ours")
        number = request.headers.get("id_organization", "")
        with self.store.reading() as state:
            if number not in self.slugs:
                known = (practice.slug for practice in rows.all_practices(state))
                self.slugs = {organization_number(slug): slug for slug in known}
            slug = self.slugs.get(number)
            found = None if slug is None else rows.find_practice(state, [slug])
        if found is None:
            raise _RefusedError(
                status=403, code="AUTH002", message="id_organization is none of this key's organisations"
            )
        return found


def api_routes(store: Store, tokens: Tokens, *, listed: bool = False) -> list[Route]:
    """Return the routes of the API over a sandbox; `listed` chooses `{organizations: [...]}`."""
    api = _Api(store, tokens, listed)
    read = ["GET"]
    version = "/practice/v2"
    return [
        Route(f"{version}/authorization/token", _token(api), methods=["POST"]),
        Route(f"{version}/organization", _answering(api.organization), methods=read),
        Route(f"{version}/doctor/user/{{user}}", _answering(api.doctor), methods=read),
        Route(f"{version}/doctor/{{doctor}}", _answering(api.doctor), methods=read),
        Route(f"{version}/appointment/doctor/{{doctor}}", _answering(api.appointments), methods=read),
    ]


def _token(api: _Api) -> Callable[[Request], object]:
    async def answer(request: Request) -> JSONResponse:
        try:
            return await api.token(request)
        except _RefusedError as refused:
            return JSONResponse(refused.said, refused.status)

    return answer


def _answering(handler: Callable[[Request], JSONResponse]) -> Callable[[Request], object]:
    """Turn what a handler raises into the API's errors; SQLite is asked beside the loop."""

    @functools.wraps(handler)
    def answer(request: Request) -> JSONResponse:
        try:
            return handler(request)
        except _RefusedError as refused:
            return JSONResponse(refused.said, refused.status)
        except AccessctlError as error:
            return JSONResponse(answers.error("INTERNAL_ERROR", error.code), 500)

    async def beside(request: Request) -> JSONResponse:
        return await run_in_threadpool(answer, request)

    return beside
