"""All pages put together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from accessctl.providers.sandbox.server import (
    desk_faults,
    desk_mailbox,
    desk_overview,
    desk_practice,
    web_account,
    web_answering,
    web_assistants,
    web_entering,
    web_inviting,
)
from accessctl.providers.sandbox.server.guarding import Guard
from accessctl.providers.sandbox.server.post import Post, rounds
from accessctl.providers.sandbox.server.showing import show
from accessctl.providers.sandbox.server.site import Site

STATIC = Path(__file__).parent / "static"
PAGES = (
    web_entering,
    web_account,
    web_assistants,
    web_inviting,
    web_answering,
    desk_overview,
    desk_mailbox,
    desk_practice,
    desk_faults,
)


def create_app(
    site: Site, ready: Callable[[Site], None] | None = None, post: Post | None = None
) -> Starlette:
    """Return the application of one server; once it begins `ready` is called, and `post` sends the mails."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        del app
        work = None if post is None else asyncio.create_task(rounds(post))
        if ready is not None:
            ready(site)
        yield
        if work is not None:
            work.cancel()

    async def missing(request: Request, error: Exception) -> Response:
        del request, error
        return show(site, "refused.html.j2", {"why": "missing"}, status=404)

    routes: list[BaseRoute] = [route for module in PAGES for route in module.routes(site)]
    # the read API joins here: routes += api_routes(site)
    routes.append(Mount("/static", StaticFiles(directory=STATIC)))
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, site=site)],
        exception_handlers={404: missing},
        lifespan=lifespan,
    )
