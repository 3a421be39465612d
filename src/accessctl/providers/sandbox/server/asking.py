"""From a request to a page's function and back: bounded forms, sessions, the token of each form."""

from __future__ import annotations

import asyncio
import hmac
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from accessctl.errors import AccessctlError, CredentialsError, TransientError
from accessctl.model.identity import Address, normalise_address
from accessctl.providers.sandbox.server.sessions import Notice, Session
from accessctl.providers.sandbox.server.showing import show
from accessctl.providers.sandbox.server.site import Account, Site

LARGEST_FORM = 64 * 1024
MOST_FIELDS = 400
LONGEST_TEXT = 200
LONGEST_ADDRESS = 254
TONGUES = ("es", "en")
WITHIN = re.compile(r"/(?:[a-z0-9-]+(?:/[a-z0-9-]+)*)?")
"""A path of ours, to go back to after the log-in."""


class FormError(Exception):
    """A form that no page of ours sends: too large, not UTF-8, or without its token."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed and chosen."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """Return a field's text on one line; empty where it is missing."""
        return " ".join((self.fields.get(name) or ("",))[0].split())

    def all(self, name: str) -> frozenset[str]:
        """Return all that was chosen under a name."""
        return frozenset(self.fields.get(name, ()))


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as a page's function sees it."""

    site: Site
    path: str
    place: Mapping[str, str]
    """What the address of the page names."""
    query: Mapping[str, str]
    form: Form
    session: Session
    language: str = "es"
    account: Account | None = None
    """The practice whose owner asks."""
    page: str = ""

    @property
    def own(self) -> Account:
        """The practice whose owner asks; a page without one is none of the owner's."""
        assert self.account is not None  # noqa: S101 - `owners_page` gives it
        return self.account


Act = Callable[[Asked], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def open_page(site: Site, name: str, act: Act, *, tongues: bool = False) -> Endpoint:
    """Return the endpoint of a page that anybody at this machine may see; `tongues`: in their language."""

    def enter(request: Request, form: Form) -> Response:
        key = request.cookies.get(visit_cookie(site))
        visit = site.sessions.find(key) or site.sessions.open()
        asked = _asked(site, request, form, visit, name)
        if tongues:
            asked = replace(asked, language=_language(request, visit))
        response = _answered(asked, act, checked=request.method == "GET" or _sealed(form, visit.csrf))
        if visit.key != key:
            set_cookie(response, visit_cookie(site), visit.key)
        return response

    return _endpoint(site, name, enter)


def owners_page(site: Site, name: str, act: Act, *, chosen: bool = True) -> Endpoint:
    """Return the endpoint of a page of an owner who is logged in, and has a practice open."""

    def enter(request: Request, form: Form) -> Response:
        session = site.sessions.find(request.cookies.get(session_cookie(site)))
        if session is None or session.owner is None or _lost(site, session):
            return to_log_in(request)
        accounts = {account.slug: account for account in site.owners().get(session.owner, ())}
        account = accounts.get(session.practice or "")
        if account is None and len(accounts) == 1:
            (account,) = accounts.values()
            session.practice = account.slug
        if account is None and chosen:
            return RedirectResponse("/consultorios", 303)
        asked = replace(_asked(site, request, form, session, name), account=account)
        return _answered(asked, act, checked=request.method == "GET" or _sealed(form, session.csrf))

    return _endpoint(site, name, enter)


def linked_page(site: Site, name: str, act: Act) -> Endpoint:
    """Return the endpoint of a page that only who was sent its link can know of.

    Such a link is followed from a mailbox elsewhere, with no cookie of ours; its form is sealed with it.
    """

    def enter(request: Request, form: Form) -> Response:
        seal = site.seal(f"link {request.path_params['token']}")
        asked = _asked(site, request, form, Session("", seal, site.around.now()), name)
        return _answered(asked, act, checked=request.method == "GET" or _sealed(form, seal))

    return _endpoint(site, name, enter)


def to_log_in(request: Request) -> Response:
    """Send somebody to the log-in, and back to the page afterwards."""
    back = request.url.path if request.method == "GET" and WITHIN.fullmatch(request.url.path) else ""
    return RedirectResponse(f"/ingresar?volver={quote(back)}" if back else "/ingresar", 303)


def go(asked: Asked, path: str, notice: str | None = None, *, bad: bool = False) -> Response:
    """Send the browser on to a page, which says the notice first."""
    if notice is not None:
        asked.session.notice = Notice(notice, bad)
    return RedirectResponse(path, 303)


def refused(asked: Asked, why: str, status: int, **more: str) -> Response:
    """Return the page that says why there is nothing else."""
    return show(asked.site, "refused.html.j2", {"why": why, "language": asked.language, **more}, status)


def session_cookie(site: Site) -> str:
    """Return the cookie's name: browsers tell hosts apart, not ports."""
    return f"sandbox_session_{site.port}"


def visit_cookie(site: Site) -> str:
    """Return the name of the cookie of those who are nobody's owner."""
    return f"sandbox_visit_{site.port}"


def set_cookie(response: Response, name: str, value: str) -> None:
    """Set a cookie that no script and no other site can use."""
    response.set_cookie(name, value, httponly=True, samesite="strict", path="/")


def address_in(text: str) -> Address | None:
    """Return the e-mail address that was typed, if it is one."""
    address = normalise_address(text)
    local, _, domain = address.rpartition("@")
    usable = local and domain and address.isprintable() and len(address.split()) == 1
    return address if usable and len(address) <= LONGEST_ADDRESS else None


def name_in(text: str) -> str | None:
    """Return a name that was typed, if it can be shown on one line."""
    return text if text and text.isprintable() and len(text) <= LONGEST_TEXT else None


async def read_form(request: Request) -> Form:
    """Read a form as browsers send it, and no more of it than any page of ours has."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise FormError
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            raise FormError
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise FormError from error
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        fields[name] = (*fields.get(name, ()), value)
    return Form(fields)


def _endpoint(site: Site, name: str, enter: Callable[[Request, Form], Response]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        await asyncio.sleep(site.behaviour.slow.get(name, 0))
        try:
            form = await read_form(request) if request.method == "POST" else Form()
        except FormError:
            return show(site, "refused.html.j2", {"why": "form"}, status=400)
        return await run_in_threadpool(enter, request, form)

    return endpoint


def _asked(site: Site, request: Request, form: Form, session: Session, page: str) -> Asked:
    return Asked(
        site=site,
        path=request.url.path,
        place=dict(request.path_params),
        query=dict(request.query_params),
        form=form,
        session=session,
        page=page,
    )


def _answered(asked: Asked, act: Act, *, checked: bool) -> Response:
    """Let the page's function answer, and say in words what the sandbox refuses or fails to do."""
    if not checked:
        return refused(asked, "stale", 403)
    try:
        return act(asked)
    except CredentialsError:
        asked.site.sessions.end(asked.session)
        return RedirectResponse("/ingresar", 303)
    except TransientError:
        return refused(asked, "timeout", 504)
    except AccessctlError as error:
        return refused(asked, "rule", 409, said=asked.site.around.explain(error, asked.language))


def _sealed(form: Form, token: str) -> bool:
    return hmac.compare_digest(form.one("csrf").encode(), token.encode())


def _lost(site: Site, session: Session) -> bool:
    left = site.behaviour.session_ends_after
    if left is None:
        return False
    site.behaviour.session_ends_after = left - 1 if left else None
    if left == 0:
        site.sessions.end(session)
    return left == 0


def _language(request: Request, visit: Session) -> str:
    """Return the language that was asked for here, or on an earlier page, or by the browser."""
    wished = request.query_params.get("lang", "")
    if wished in TONGUES:
        visit.language = wished
    if visit.language is not None:
        return visit.language
    for part in request.headers.get("accept-language", "").split(","):
        tongue = part.partition(";")[0].strip().lower()[:2]
        if tongue in TONGUES:
            return tongue
    return "es"
