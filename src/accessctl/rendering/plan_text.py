"""A plan for people on a terminal; plain where colour is off, one line a change and why below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accessctl.model.change import Change
from accessctl.model.plan import Notice, Plan
from accessctl.rendering import plan_phrases as phrases
from accessctl.rendering import style
from accessctl.rendering.json_plan import LEADING, NOTICES
from accessctl.rendering.lines import INDENT, aligned, person
from accessctl.rendering.voice import Voice

_PAINT = {"+": style.green, "-": style.red, "~": style.yellow, "?": style.cyan}
_BELOW = INDENT * 3


@dataclass(frozen=True, slots=True)
class _Page:
    """What every line of the text is written with."""

    plan: Plan
    voice: Voice
    color: bool

    def say(self, key: str, **params: object) -> str:
        return self.voice.say("plans", key, params)


def plan_text(plan: Plan, digest: str, language: str, *, color: bool, zone: str) -> str:
    """Return the plan as text; an empty plan is one line."""
    page = _Page(plan, Voice(language, zone), color)
    headline = style.bold(phrases.headline(page.voice, plan), color)
    lines = [headline]
    lines += [style.dim(said, color) for said in phrases.scope(page.voice, plan) if not phrases.empty(plan)]
    if not plan.with_journal:
        lines.append(style.yellow(page.say("without-journal"), color))
    body = [*_changes(page), *_violations(page), *_notices(page)]
    if body:
        lines += [*body, "", *_foot(page, digest)]
    return "\n".join(lines) + "\n"


def _changes(page: _Page) -> Iterator[str]:
    sensitive = [change for change in page.plan.changes if change.sensitive]
    if sensitive:
        yield from ("", style.bold(page.say("section.sensitive"), page.color))
        yield from _rows(page, sensitive, mark="!")
    for practice in sorted({change.practice for change in page.plan.changes if not change.sensitive}):
        title = style.bold(page.voice.data(practice), page.color)
        if practice in page.plan.plan_only:
            title = f"{title} ({page.say('practice.plan-only')})"
        yield from ("", title)
        yield from _rows(
            page,
            [change for change in page.plan.changes if change.practice == practice and not change.sensitive],
        )


def _rows(page: _Page, changes: Sequence[Change], mark: str = "") -> Iterator[str]:
    cells = [
        [
            phrases.step(page.voice, change.kind),
            *([page.voice.data(change.practice)] if mark else []),
            person(phrases.full_name(change), change.email),
            phrases.access(page.voice, change),
        ]
        for change in changes
    ]
    for change, row in zip(changes, aligned(cells), strict=True):
        sign = phrases.symbol(change.kind)
        head = _PAINT[sign](f"{sign} {row[0]}", page.color)
        if mark:
            head = f"{style.bold(style.red(mark, page.color), page.color)} {head}"
        yield f"{INDENT}{'  '.join([head, *row[1:]])}".rstrip()
        acts = phrases.actor(page.voice, change)
        if acts is not None:
            yield style.cyan(f"{_BELOW}{acts}", page.color)
        reasons = [phrases.why(page.voice, change), *phrases.whence(page.voice, change.origin)]
        yield style.dim(f"{_BELOW}{' · '.join(reasons)}", page.color)
        if change.id in page.plan.withheld:
            yield style.yellow(f"{_BELOW}{page.say('withheld')}", page.color)
        if mark and change.practice in page.plan.plan_only:
            yield style.dim(f"{_BELOW}{page.say('practice.plan-only')}", page.color)


def _violations(page: _Page) -> Iterator[str]:
    if page.plan.violations:
        yield from ("", style.bold(page.say("section.violations"), page.color))
    for item in page.plan.violations:
        who = [page.voice.data(text) for text in (item.practice, item.email) if text]
        said = phrases.violation(page.voice, item)
        yield style.red(f"{INDENT}✗ {': '.join([*who, said])}", page.color)
        if item.flag:
            yield f"{_BELOW}{page.say('violation.flag', flag=item.flag)}"


def _notices(page: _Page) -> Iterator[str]:
    known = phrases.names(page.plan)
    for section in LEADING + tuple(name for name in NOTICES if name not in LEADING):
        items: tuple[Notice, ...] = getattr(page.plan, section)
        if not items:
            continue
        yield from ("", style.bold(page.say(f"section.{section}"), page.color))
        cells = [_notice_cells(page, item, known) for item in items]
        for item, row in zip(items, aligned(cells), strict=True):
            yield f"{INDENT}{'  '.join(row)}".rstrip()
            yield f"{_BELOW}{phrases.notice(page.voice, section, item, page.plan)}"
            if section == "blocked":
                yield f"{_BELOW}→ {page.say('remedy.to-do', remedy=phrases.remedy(page.voice, item))}"


def _notice_cells(page: _Page, item: Notice, known: phrases.Names) -> list[str]:
    if not item.practice:  # a file of the whole organisation
        return [page.voice.data(str(item.params.get("file") or "git"))]
    who = page.say("whole-practice")
    if item.email is not None:
        who = person(known.get((item.practice, item.email), ""), item.email)
    kind = "" if item.kind is None else phrases.step(page.voice, item.kind)
    return [page.voice.data(item.practice), who, kind]


def _foot(page: _Page, digest: str) -> Iterator[str]:
    if phrases.gives(page.plan):
        yield style.dim(page.say("standing-fact"), page.color)
    parts = [page.say("foot.digest", digest=digest)]
    if page.plan.commit is None:
        parts.append(page.say("foot.uncommitted"))
    else:
        parts.append(page.say("foot.commit", commit=page.plan.commit[:10]))
    if page.plan.valid_until is not None:
        parts.append(page.say("foot.valid-until", until=page.plan.valid_until))
    yield style.dim(" · ".join(parts), page.color)
