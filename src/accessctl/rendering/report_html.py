"""A report as one HTML file that asks nobody for anything: one script and one style, both pinned."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING

from accessctl.rendering.escaping import released
from accessctl.rendering.report_cells import AREA, Page
from accessctl.rendering.report_chart import chart_of
from accessctl.rendering.texts import say

if TYPE_CHECKING:
    from jinja2 import Environment

SEARCHABLE = 4
"""From this many rows on a table can be searched."""
_TICKED = re.compile("`([^`]+)`")
SAID = (
    "skip contents summary search sort sort.as-is shown rows curve.title curve.intro curve.people "
    "curve.record curve.day curve.data"
)


def report_html(page: Page) -> str:
    """Return the page as HTML; every value is escaped by the template."""
    environment = _environment()
    style, script = (_source(environment, f"report.{kind}") for kind in ("css", "js"))
    words = {key.replace(".", "_").replace("-", "_"): say(page.language, AREA, key) for key in SAID.split()}
    return environment.get_template("report.html.j2").render(
        page=page,
        words=words,
        chart=None if page.curve is None else chart_of(page.curve),
        style=style,
        script=script,
        policy=_policy(style, script),
        searchable=SEARCHABLE,
    )


def _policy(style: str, script: str) -> str:
    """Return what a browser may do with the page: show it, and run the script whose hash this is."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _source(environment: Environment, name: str) -> str:
    assert environment.loader is not None  # noqa: S101 - it was made with one
    text, _, _ = environment.loader.get_source(environment, name)
    return f"\n{text}"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - for a page alone

    environment = Environment(
        finalize=lambda value: released(value) if isinstance(value, str) else value,
        loader=PackageLoader("accessctl.rendering"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["ticked"] = _ticked
    return environment


def _ticked(text: str, page: Page) -> str:
    """Return the text with what stands in backticks as code, where the page marks it so; all is escaped."""
    from markupsafe import Markup, escape  # noqa: PLC0415 - jinja2's

    if not page.ticked:
        return text
    parts = _TICKED.split(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )
