"""A plan as one page: the sentences, then everything else in tables, in the reports' own style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from accessctl.model.finding import Finding, Severity
from accessctl.model.plan import Notice, Plan
from accessctl.rendering import plan_phrases as phrases
from accessctl.rendering.escaping import held
from accessctl.rendering.findings import hint_text, message_text
from accessctl.rendering.json_plan import NOTICES
from accessctl.rendering.plan_markdown import STANDING_OUT, About
from accessctl.rendering.plan_statements import GROUPS, Book, Statement, actors, statements
from accessctl.rendering.report_cells import Cell, Column, Figure, Page, Table
from accessctl.rendering.voice import Voice

_TONES = {"sensitive": "warn", "gains": "good", "losses": "bad"}
_FOLDED = ("waiting", "unmanaged", "unverified")


def plan_page(plan: Plan, digest: str, voice: Voice, about: About) -> Page:
    """Return the page; `voice` says values as they are, since the template escapes them all."""
    plain = voice.data
    voice = replace(voice, data=lambda text: held(plain(text)))
    said = statements(voice, plan, Book(about.practices))
    tables = [
        *_violations(voice, plan),
        *_alterations(voice, plan),
        *(table for group in GROUPS for table in _group(voice, group, said)),
        *(table for section in (*STANDING_OUT, *_FOLDED) for table in _notices(voice, plan, section)),
        *_findings(voice, about),
    ]
    headline = phrases.headline(voice, plan)
    return Page(
        language=voice.language,
        title=voice.say("plans", "page.title"),
        subtitle=headline[:1].upper() + headline[1:],
        facts=tuple(_facts(voice, plan)),
        figures=_figures(voice, plan, said),
        notices=tuple(_remarks(voice, plan)),
        curve=None,
        tables=tuple(tables),
        foot=voice.say("plans", "foot.digest", {"digest": digest}),
        ticked=True,
    )


def _facts(voice: Voice, plan: Plan) -> Iterator[tuple[str, str]]:
    yield voice.say("plans", "page.made"), voice.at(plan.made_at)
    if plan.valid_until is not None:
        yield voice.say("plans", "page.valid-until"), voice.at(plan.valid_until)
    key = "page.uncommitted" if plan.commit is None else "page.commit"
    yield (
        voice.say("plans", key),
        voice.say("plans", "page.none") if plan.commit is None else plan.commit[:10],
    )
    yield (
        voice.say("plans", "page.practices"),
        f"{plan.practices} / {max(plan.practices, plan.scope.declared)}",
    )


def _figures(voice: Voice, plan: Plan, said: Sequence[Statement]) -> tuple[Figure, ...]:
    counts = {group: sum(one.group == group for one in said) for group in GROUPS}
    counts["sensitive"] += len(plan.alterations)
    counts["stopped"] = len(plan.blocked) + len(plan.frozen) + len(plan.violations)
    counts["waiting"] = len(plan.waiting)
    bad = ("sensitive", "stopped")
    return tuple(
        Figure(str(number), voice.say("plans", f"figure.{name}"), "bad" if number and name in bad else "")
        for name, number in counts.items()
    )


def _remarks(voice: Voice, plan: Plan) -> Iterator[Cell]:
    if not plan.with_journal:
        yield Cell(voice.say("plans", "without-journal"), tone="bad")
    for line in phrases.scope(voice, plan):
        yield Cell(line)
    acting = [*actors(voice, plan)]
    if acting:
        yield Cell(f"{voice.say('plans', 'group.actors')}: {'; '.join(acting)}.")
    if phrases.gives(plan):
        yield Cell(voice.say("plans", "standing-fact"))


def _table(
    voice: Voice, key: str, title: str, columns: str, rows: Sequence[tuple[Cell, ...]]
) -> Iterator[Table]:
    """Yield a table, unless it would be empty: a plan has many sections and few rows."""
    heads = tuple(
        Column(name.strip("*"), voice.say("plans", f"column.{name.strip('*')}"), head="*" in name)
        for name in columns.split()
    )
    if rows:
        intro = voice.say("plans", f"intro.{key}")
        yield Table(key, voice.say("plans", title), intro, heads, tuple(rows), "")


def _group(voice: Voice, group: str, said: Sequence[Statement]) -> Iterator[Table]:
    rows = []
    for one in said:
        if one.group != group:
            continue
        why, whence = "", ""
        if one.change is not None:
            why = phrases.why(voice, one.change)
            whence = " · ".join(phrases.whence(voice, one.change.origin))
        rows.append(
            (
                Cell(voice.data(one.name or one.email), note=voice.data(one.email) if one.name else ""),
                Cell(voice.data(one.practice)),
                Cell(one.text, note=one.acts or "", tone=_TONES.get(group, "")),
                Cell(why or "–", note=whence),
            )
        )
    yield from _table(voice, group, f"group.{group}", "person* practice what why", rows)


def _violations(voice: Voice, plan: Plan) -> Iterator[Table]:
    rows = [
        (
            Cell(" ".join(voice.data(text) for text in (item.practice, item.email) if text) or "–"),
            Cell(
                phrases.violation(voice, item),
                note=voice.say("plans", "violation.flag", {"flag": item.flag}) if item.flag else "",
                tone="bad",
            ),
        )
        for item in plan.violations
    ]
    yield from _table(voice, "violations", "section.violations", "where* what", rows)


def _alterations(voice: Voice, plan: Plan) -> Iterator[Table]:
    rows = [
        (
            Cell(voice.data(item.practice or str(item.params.get("file") or "git"))),
            Cell(phrases.notice(voice, "alterations", item, plan), tone="warn"),
        )
        for item in plan.alterations
    ]
    yield from _table(voice, "alterations", "section.alterations", "where* what", rows)


def _notices(voice: Voice, plan: Plan, section: str) -> Iterator[Table]:
    assert section in NOTICES  # noqa: S101 - ours, not a reader's
    known = phrases.names(plan)
    items: tuple[Notice, ...] = getattr(plan, section)
    rows = []
    for item in items:
        who = voice.say("plans", "whole-practice") if item.email is None else voice.data(item.email)
        name = "" if item.email is None else known.get((item.practice, item.email), "")
        remedy = phrases.remedy(voice, item) if section == "blocked" else ""
        said = phrases.notice(voice, section, item, plan)
        rows.append(
            (
                Cell(who, note=voice.data(name)),
                Cell(voice.data(item.practice or str(item.params.get("file", "")))),
                Cell("–" if item.kind is None else phrases.step(voice, item.kind)),
                Cell(said, note=remedy),
            )
        )
    yield from _table(voice, section, f"section.{section}", "person* practice step what", rows)


def _findings(voice: Voice, about: About) -> Iterator[Table]:
    rows = [
        (
            Cell(voice.data(f"{one.where.file}:{one.where.line}:{one.where.column}")),
            Cell(
                voice.say("plans", f"finding.{one.severity}"),
                note=voice.data(one.rule),
                tone="bad" if one.severity is Severity.ERROR else "warn",
            ),
            Cell(message_text(one, voice.language), note=hint_text(one, voice.language) or ""),
        )
        for one in map(_held, sorted(about.findings, key=lambda one: one.severity))
    ]
    yield from _table(voice, "findings", "group.findings", "place* severity what", rows)


def _held(finding: Finding) -> Finding:
    """Return the finding with the backticks held that came from a file."""
    params = {key: held(item) if isinstance(item, str) else item for key, item in finding.params.items()}
    return replace(finding, params=params)
