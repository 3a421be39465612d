"""Templates to pages, and times to words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse

from accessctl.providers.sandbox.instants import show_instant

if TYPE_CHECKING:
    from accessctl.providers.sandbox.server.asking import Asked
    from accessctl.providers.sandbox.server.site import Site

DAYS = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MESES = "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre"
_MONTHS = "January February March April May June July August September October November December"
MONTHS = {"es": tuple(_MESES.split()), "en": tuple(_MONTHS.split())}


def page(asked: Asked, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page for whoever asked."""
    behaviour, session = asked.site.behaviour, asked.session
    shared = {
        "csrf": session.csrf,
        "notice": session.take_notice(),
        "account": asked.account,
        "owner": session.owner,
        "several": len(asked.site.owners().get(session.owner, ())) > 1 if session.owner else False,
        "owner_name": asked.site.name_of(session.owner) if session.owner else "",
        "path": asked.path,
        "language": asked.language,
        "dialog": asked.page in behaviour.dialog_on,
        "t": lambda key, **params: asked.site.around.say(asked.language, key, params),
    }
    return show(asked.site, template, {**shared, **values}, status)


def show(site: Site, template: str, values: Mapping[str, object], status: int = 200) -> HTMLResponse:
    """Return a page that belongs to nobody in particular."""

    def label(text: str) -> str:
        return site.behaviour.renamed.get(text, text)

    text = environment().get_template(template).render(label=label, **values)
    return HTMLResponse(text, status)


@cache
def environment() -> Environment:
    """Return the templates; whatever is put into them is text, never markup."""
    made = Environment(
        loader=PackageLoader("accessctl.providers.sandbox.server"),
        autoescape=select_autoescape(disabled_extensions=("txt.j2",), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["initials"] = initials
    made.filters["instant"] = show_instant
    return made


def spoken(instant: datetime, zone: str, language: str = "es") -> str:
    """Return a time as people say it: *jueves 26 de noviembre de 2026, 10:00*."""
    local = instant.astimezone(ZoneInfo(zone))
    day, month = DAYS[language][local.weekday()], MONTHS[language][local.month - 1]
    if language == "es":
        return f"{day} {local.day} de {month} de {local.year}, {local:%H:%M}"
    return f"{day}, {local.day} {month} {local.year}, {local:%H:%M}"


def initials(name: str) -> str:
    """Return the first letters of a name's first two words."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name)[:2]).upper()
