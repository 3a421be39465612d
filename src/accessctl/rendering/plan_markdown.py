"""A plan as a comment on a pull request: Markdown with every value escaped, cut honestly to a size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accessctl.model.change import Change
from accessctl.model.plan import Notice, Plan
from accessctl.rendering import plan_phrases as phrases
from accessctl.rendering.escaping import markdown
from accessctl.rendering.json_plan import LEADING, NOTICES
from accessctl.rendering.voice import Voice

LIMIT = 60_000
"""What fits into a comment (65,536 characters on GitHub), with room for what a workflow adds."""

_COLUMNS = ("step", "person", "practice", "access", "why")
_SPARE = 80  # for the line that says how many rows were left out


@dataclass(frozen=True, slots=True)
class _Section:
    """Rows between a head and a foot; a row is whole or left out."""

    head: str
    rows: tuple[str, ...]
    foot: str = ""
    more: str = "{more}\n"

    @property
    def frame(self) -> int:
        return len(self.head) + len(self.foot) + _SPARE


def plan_markdown(
    plan: Plan, digest: str, language: str, *, zone: str = "America/Costa_Rica", limit: int = LIMIT
) -> str:
    """Return the plan as Markdown of at most `limit` characters."""
    voice = Voice(language, zone, markdown)
    head = f"**{phrases.headline(voice, plan)}**\n"
    if not plan.with_journal:
        head += f"\n⚠️ {voice.say('plans', 'without-journal')}\n"
    foot = _foot(voice, plan, digest)
    sections = [
        *_violations(voice, plan),
        *_changes(voice, plan),
        *_notices(voice, plan),
    ]
    room = limit - len(head) - len(foot) - sum(section.frame for section in sections)
    parts = [head]
    for section in sections:
        fitting = _fitting(section.rows, room)
        room -= sum(map(len, section.rows[:fitting]))
        left = len(section.rows) - fitting
        more = section.more.format(more=voice.count("plans", "more", left)) if left else ""
        parts += [section.head, *section.rows[:fitting], more, section.foot]
    return "".join([*parts, foot])


def _fitting(rows: Sequence[str], room: int) -> int:
    used = 0
    for index, row in enumerate(rows):
        used += len(row)
        if used > room:
            return index
    return len(rows)


def _changes(voice: Voice, plan: Plan) -> Iterator[_Section]:
    for title, wanted in (("section.sensitive", True), ("section.changes", False)):
        changes = [change for change in plan.changes if change.sensitive is wanted]
        if not changes:
            continue
        names = [voice.say("plans", f"column.{column}") for column in _COLUMNS]
        mark = "⚠️ " if wanted else ""
        head = f"\n### {mark}{voice.say('plans', title)}\n\n"
        head += f"| {' | '.join(names)} |\n|{' --- |' * len(names)}\n"
        rows = tuple(_row(voice, plan, change) for change in changes)
        yield _Section(head, rows, more="\n{more}\n")


def _row(voice: Voice, plan: Plan, change: Change) -> str:
    sign = phrases.symbol(change.kind)
    practice = voice.data(change.practice)
    if change.practice in plan.plan_only:
        practice += f" ({voice.say('plans', 'practice.plan-only')})"
    why = [phrases.why(voice, change), " · ".join(phrases.whence(voice, change.origin))]
    acts = phrases.actor(voice, change)
    if acts is not None:
        why.insert(0, f"**{acts}**")
    if change.id in plan.withheld:
        why.insert(0, f"⛔ **{voice.say('plans', 'withheld')}**")
    cells = [
        f"`{sign}` {phrases.step(voice, change.kind)}",
        _person(voice, phrases.full_name(change), change.email),
        practice,
        phrases.access(voice, change),
        "<br>".join(filter(None, why)),
    ]
    return f"| {' | '.join(cells)} |\n"


def _violations(voice: Voice, plan: Plan) -> Iterator[_Section]:
    if not plan.violations:
        return
    rows = []
    for item in plan.violations:
        where = " ".join(voice.data(text) for text in (item.practice, item.email) if text)
        flag = f" ({voice.say('plans', 'violation.flag', {'flag': item.flag})})" if item.flag else ""
        rows.append(f"- {where}{': ' if where else ''}{phrases.violation(voice, item)}{flag}\n")
    yield _Section(f"\n### ⛔ {voice.say('plans', 'section.violations')}\n\n", tuple(rows), more="- {more}\n")


def _notices(voice: Voice, plan: Plan) -> Iterator[_Section]:
    known = phrases.names(plan)
    for section in LEADING + tuple(name for name in NOTICES if name not in LEADING):
        items: tuple[Notice, ...] = getattr(plan, section)
        if not items:
            continue
        is_open = " open" if section in LEADING else ""
        title = f"{voice.say('plans', f'section.{section}')} ({len(items)})"
        rows = tuple(_notice(voice, plan, section, item, known) for item in items)
        head = f"\n<details{is_open}><summary>{title}</summary>\n\n"
        yield _Section(head, rows, "\n</details>\n", "- {more}\n")


def _notice(voice: Voice, plan: Plan, section: str, item: Notice, known: phrases.Names) -> str:
    said = phrases.notice(voice, section, item, plan)
    if not item.practice:  # a file of the whole organisation
        return f"- {voice.data(str(item.params.get('file', '')))}: {said}\n"
    who = voice.say("plans", "whole-practice")
    if item.email is not None:
        who = _person(voice, known.get((item.practice, item.email), ""), item.email)
    kind = "" if item.kind is None else f", {phrases.step(voice, item.kind)}"
    line = f"- {voice.data(item.practice)}, {who}{kind}: {said}\n"
    if section == "blocked":
        line += f"  → {phrases.remedy(voice, item)}\n"
    return line


def _person(voice: Voice, name: str, email: str) -> str:
    return f"{voice.data(name)} {voice.data(email)}" if name else voice.data(email)


def _foot(voice: Voice, plan: Plan, digest: str) -> str:
    parts = [voice.say("plans", "foot.digest", {"digest": digest})]
    if plan.commit is None:
        parts.append(voice.say("plans", "foot.uncommitted"))
    else:
        parts.append(voice.say("plans", "foot.commit", {"commit": plan.commit[:10]}))
    if plan.valid_until is not None:
        parts.append(voice.say("plans", "foot.valid-until", {"until": plan.valid_until}))
    fact = f"\n{voice.say('plans', 'standing-fact')}\n" if phrases.gives(plan) else ""
    return f"{fact}\n<sub>{' · '.join(parts)}</sub>\n"
