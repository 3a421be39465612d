"""What `init` did, as text and as the contract `accessctl.init/1`."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from accessctl.model.setup import Answers, SetUp
from accessctl.rendering.lines import INDENT
from accessctl.rendering.safe import clean
from accessctl.rendering.texts import say


def set_up_json(done: SetUp) -> dict[str, object]:
    """Return what was done as JSON values."""
    return {
        "format": "accessctl.init/1",
        "root": done.root,
        "began": done.began,
        "written": list(done.written),
        "refreshed": list(done.refreshed),
        "kept": list(done.kept),
        "journal_root": done.journal_root,
        "commit": done.commit,
    }


def set_up_text(done: SetUp, answers: Answers, language: str, *, here: bool) -> str:
    """Return what was done, and what to do next; `here`: the reader stands in the repository."""
    return "\n".join(_lines(done, answers, language, here=here)) + "\n"


def _lines(done: SetUp, answers: Answers, language: str, *, here: bool) -> Iterator[str]:
    root = clean(done.root)
    params = {"root": root, "folder": quote(root), "slug": answers.slug, "commit": (done.commit or "")[:12]}

    def text(key: str) -> str:
        return say(language, "setup", key, params)

    if done.began:
        yield text("began")
    changed = done.written or done.refreshed
    for kind, paths in (("written", done.written), ("refreshed", done.refreshed), ("kept", done.kept)):
        if paths:
            yield text(kind)
            yield from (INDENT + clean(path) for path in paths)
    if not changed:
        yield text("complete")
        return
    if done.journal_root:
        yield text("journal")
    if done.commit:
        yield text("commit")
    yield ""
    yield text("next")
    yield from (INDENT + text(key) for key in _next(done, answers, here=here))


def _next(done: SetUp, answers: Answers, *, here: bool) -> Iterator[str]:
    """Yield what to do next, by key."""
    if not here:
        yield "next.there"
    if not done.commit:
        yield "next.commit"
    else:
        yield "next.plan"
        yield "next.apply"
        if answers.provider == "roster":
            yield "next.roster"
    yield "next.doctor"
