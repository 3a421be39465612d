"""A plan as a comment on a pull request: sentences first, the details folded, every value escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from accessctl.model.change import Change
from accessctl.model.finding import Finding, Severity
from accessctl.model.plan import Notice, Plan
from accessctl.model.practice import Practice
from accessctl.rendering import plan_phrases as phrases
from accessctl.rendering.escaping import markdown
from accessctl.rendering.findings import hint_text, message_text
from accessctl.rendering.json_plan import LEADING, NOTICES
from accessctl.rendering.plan_statements import GROUPS, Book, Statement, actors, statements
from accessctl.rendering.voice import Voice

LIMIT = 60_000
"""What fits into a comment (65,536 characters on GitHub, a million on GitLab), with room to spare."""

MARKER = "<!-- accessctl-plan -->"
"""The first line: whoever writes the comment finds the earlier one by it, and updates that."""

_COLUMNS = ("step", "person", "practice", "access", "why")
_SPARE = 140  # for the line that says how many rows were left out
_AT_A_GLANCE = {"sensitive": 40}
_ELSE = 12
_SIGNS = {"sensitive": "⚠️ ", "violations": "⛔ ", "blocked": "✋ ", "frozen": "❄️ "}
STANDING_OUT = ("blocked", "frozen", "released", "renamed")
"""What is never folded: somebody has to act, a practice is let go, or one is called otherwise."""


@dataclass(frozen=True, slots=True)
class About:
    """What a comment knows besides the plan: the declared names, and what was found in the files."""

    practices: Mapping[str, Practice] = field(default_factory=dict)
    findings: Sequence[Finding] = ()


@dataclass(frozen=True, slots=True)
class _Section:
    """Rows between a head and a foot; a row is whole or left out."""

    head: str
    rows: tuple[str, ...]
    foot: str = ""
    more: str = "- {more}\n"

    @property
    def frame(self) -> int:
        return len(self.head) + len(self.foot) + _SPARE


@dataclass(frozen=True, slots=True)
class _Comment:
    """What every part of the comment is written with."""

    voice: Voice
    plan: Plan
    about: About

    def say(self, key: str, **params: object) -> str:
        return self.voice.say("plans", key, params)


NOTHING_ELSE = About()


def plan_markdown(  # noqa: PLR0913 - what it is about, how it is said, how long it may be
    plan: Plan,
    digest: str,
    language: str,
    *,
    zone: str = "America/Costa_Rica",
    limit: int = LIMIT,
    about: About = NOTHING_ELSE,
) -> str:
    """Return the plan in at most `limit` characters; an empty one is one line under its marker."""
    page = _Comment(Voice(language, zone, markdown), plan, about)
    head = f"{MARKER}\n\n### {_sentence(phrases.headline(page.voice, plan))}\n"
    sections = [*_sections(page)]
    if phrases.empty(plan) and not sections:
        return f"{MARKER}\n\n{phrases.headline(page.voice, plan)}\n\n<!-- {digest} -->\n"
    if not plan.with_journal:
        head += f"\n⚠️ {page.say('without-journal')}\n"
    foot = _foot(page, digest)
    room = limit - len(head) - len(foot) - sum(section.frame for section in sections)
    parts = [head]
    for section in sections:
        fitting = _fitting(section.rows, room)
        room -= sum(map(len, section.rows[:fitting]))
        left = len(section.rows) - fitting
        more = section.more.format(more=page.voice.count("plans", "left-out", left)) if left else ""
        parts += [section.head, *section.rows[:fitting], more, section.foot]
    return "".join([*parts, foot])


def _fitting(rows: Sequence[str], room: int) -> int:
    used = 0
    for index, row in enumerate(rows):
        used += len(row)
        if used > room:
            return index
    return len(rows)


def _sections(page: _Comment) -> Iterator[_Section]:
    """Yield what is to be read first, and then what is folded."""
    book = Book(page.about.practices, lambda text: f"**{text}**")
    said = statements(page.voice, page.plan, book)
    yield from _violations(page)
    for group in GROUPS:
        extra = [*_notice_rows(page, "alterations")] if group == "sensitive" else []
        yield from _group(page, group, [one for one in said if one.group == group], extra)
    for section in STANDING_OUT:
        rows = tuple(_notice_rows(page, section))
        if rows:
            yield _Section(_heading(page, section, f"section.{section}", len(rows)), rows)
    acting = tuple(f"- {line}\n" for line in actors(page.voice, page.plan))
    if len(acting) > 1:
        yield _Section(_heading(page, "actors", "group.actors"), acting)
    yield from _findings(page)
    yield from _changes(page)
    for section in NOTICES:
        rows = () if section in (*LEADING, *STANDING_OUT) else tuple(_notice_rows(page, section))
        if rows:
            yield _folded(f"{page.say(f'section.{section}')} ({len(rows)})", rows)
    scope = tuple(f"- {said}\n" for said in phrases.scope(page.voice, page.plan))
    if scope and not phrases.empty(page.plan):
        yield _folded(page.say("group.scope"), scope)


def _heading(page: _Comment, name: str, key: str, count: int | None = None) -> str:
    number = "" if count is None else f" ({count})"
    return f"\n#### {_SIGNS.get(name, '')}{page.say(key)}{number}\n\n"


def _folded(title: str, rows: tuple[str, ...], head: str = "", *, unfolded: bool = False) -> _Section:
    opened = " open" if unfolded else ""
    more = "\n{more}\n" if head else "- {more}\n"  # after a table, or in a list
    start = f"\n<details{opened}><summary>{title}</summary>\n\n{head}"
    return _Section(start, rows, "\n</details>\n", more)


def _group(page: _Comment, group: str, said: Sequence[Statement], extra: Sequence[str]) -> Iterator[_Section]:
    shown = _AT_A_GLANCE.get(group, _ELSE)
    rows = [f"- {one.text}{f' *{_sentence(one.acts)}.*' if one.acts else ''}\n" for one in said[:shown]]
    if len(said) > shown:
        rows.append(f"- {page.voice.count('plans', 'more-below', len(said) - shown)}\n")
    if rows or extra:
        count = len(said) + len(extra)
        yield _Section(_heading(page, group, f"group.{group}", count), (*rows, *extra))


def _changes(page: _Comment) -> Iterator[_Section]:
    changes = page.plan.changes
    if changes:
        names = [page.say(f"column.{column}") for column in _COLUMNS]
        head = f"| {' | '.join(names)} |\n|{' --- |' * len(names)}\n"
        leading = sorted(changes, key=lambda change: not change.sensitive)
        rows = tuple(_row(page, change) for change in leading)
        yield _folded(f"{page.say('group.changes')} ({len(rows)})", rows, head)


def _row(page: _Comment, change: Change) -> str:
    voice = page.voice
    practice = voice.data(change.practice)
    if change.practice in page.plan.plan_only:
        practice += f" ({page.say('practice.plan-only')})"
    why = [phrases.why(voice, change), " · ".join(phrases.whence(voice, change.origin))]
    acts = phrases.actor(voice, change)
    if acts is not None:
        why.insert(0, f"**{acts}**")
    if change.id in page.plan.withheld:
        why.insert(0, f"⛔ **{voice.say('plans', 'withheld')}**")
    mark = "⚠️ " if change.sensitive else ""
    cells = [
        f"{mark}`{phrases.symbol(change.kind)}` {phrases.step(voice, change.kind)}",
        _person(voice, phrases.full_name(change), change.email),
        practice,
        phrases.access(voice, change),
        "<br>".join(filter(None, why)),
    ]
    return f"| {' | '.join(cells)} |\n"


def _violations(page: _Comment) -> Iterator[_Section]:
    rows = []
    for item in page.plan.violations:
        where = " ".join(page.voice.data(text) for text in (item.practice, item.email) if text)
        flag = f" ({page.say('violation.flag', flag=item.flag)})" if item.flag else ""
        rows.append(f"- {where}{': ' if where else ''}{phrases.violation(page.voice, item)}{flag}\n")
    if rows:
        yield _Section(_heading(page, "violations", "section.violations", len(rows)), tuple(rows))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _findings(page: _Comment) -> Iterator[_Section]:
    """Yield what was found in the files that the plan is about, and how much there is elsewhere."""
    scope = page.plan.scope.practices
    named = {*(scope or ()), *(f"practices/{slug}.yaml" for slug in scope or ())}
    near = [one for one in page.about.findings if scope is None or _is_about(one, named)]
    rows = [_finding(page, finding) for finding in sorted(near, key=lambda one: one.severity)]
    elsewhere = len(page.about.findings) - len(near)
    if elsewhere:
        rows.append(f"- {page.voice.count('plans', 'elsewhere', elsewhere)}\n")
    if rows:
        wrong = any(finding.severity is Severity.ERROR for finding in near)
        title = f"{page.say('group.findings')} ({len(page.about.findings)})"
        yield _folded(title, tuple(rows), unfolded=wrong)


def _is_about(finding: Finding, named: set[str]) -> bool:
    return finding.where.file in named or bool(named & set(finding.practices))


def _finding(page: _Comment, finding: Finding) -> str:
    data, language = page.voice.data, page.voice.language
    sign = "❌" if finding.severity is Severity.ERROR else "🔸"
    place = data(f"{finding.where.file}:{finding.where.line}:{finding.where.column}")
    severity = page.say(f"finding.{finding.severity}")
    hint = hint_text(finding, language)
    after = f"\n  → {data(hint)}" if hint else ""
    message = data(message_text(finding, language))
    return f"- {sign} {place} {severity} ({data(finding.rule)}): {message}{after}\n"


def _notice_rows(page: _Comment, section: str) -> Iterator[str]:
    known = phrases.names(page.plan)
    items: tuple[Notice, ...] = getattr(page.plan, section)
    for item in items:
        said = phrases.notice(page.voice, section, item, page.plan)
        if not item.practice:  # a file of the whole organisation, or a commit's message
            file = str(item.params.get("file", ""))
            yield f"- {page.voice.data(file)}: {said}\n" if file else f"- {said}\n"
            continue
        who = page.say("whole-practice")
        if item.email is not None:
            who = _person(page.voice, known.get((item.practice, item.email), ""), item.email)
        kind = "" if item.kind is None else f", {phrases.step(page.voice, item.kind)}"
        remedy = f"  → {phrases.remedy(page.voice, item)}\n" if section == "blocked" else ""
        yield f"- {page.voice.data(item.practice)}, {who}{kind}: {said}\n{remedy}"


def _person(voice: Voice, name: str, email: str) -> str:
    return f"{voice.data(name)} {voice.data(email)}" if name else voice.data(email)


def _foot(page: _Comment, digest: str) -> str:
    plan = page.plan
    parts = [page.say("foot.digest", digest=digest)]
    if plan.commit is None:
        parts.append(page.say("foot.uncommitted"))
    else:
        parts.append(page.say("foot.commit", commit=plan.commit[:10]))
    if plan.valid_until is not None:
        parts.append(page.say("foot.valid-until", until=plan.valid_until))
    fact = f"\n{page.say('standing-fact')}\n" if phrases.gives(plan) else ""
    return f"{fact}\n<sub>{' · '.join(parts)}</sub>\n"
