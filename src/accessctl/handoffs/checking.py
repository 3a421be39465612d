"""Trying an organisation's templates on made-up requests of every kind, before there is a letter to write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import product
from typing import NamedTuple

from accessctl.errors import AccessctlError
from accessctl.handoffs.composing import Occasion, Sender, Writing, letter_of
from accessctl.handoffs.days import date_in_words
from accessctl.handoffs.item import Item, role_of
from accessctl.handoffs.notices import Unanswered, compose_digest, compose_unanswered
from accessctl.handoffs.template_set import CIRCLE, NOT_UTF_8, UNFIT
from accessctl.handoffs.templating import SILENT, Templates, shipped
from accessctl.model.change import Access, ChangeKind
from accessctl.model.finding import Location
from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.identity import Address
from accessctl.model.practice import Clinic, Entry, Practice

_NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
_OWNER, _PERSON, _OTHER = map(Address, ("owner@sample.example", "ana@sample.example", "other@sample.example"))
_HERE = Location("sample")
_UNDEFINED = re.compile(r"'(\w+)' is undefined|has no attribute '(\w+)'")


class Broken(NamedTuple):
    """What is wrong with a template: its file, the line, a code and the reason."""

    file: str
    line: int
    code: str
    reason: str


def check_templates(templates: Templates) -> tuple[Broken, ...]:
    """Return everything that is found wrong, each once."""
    unknown = [
        Broken(f"{templates.where}/{name}", 1, "unknown", name)
        for name in sorted(templates.own.keys() - shipped())
    ]
    found: dict[tuple[str, int], Broken] = {}
    languages = sorted({name.partition("/")[0] for name in templates.own} & {"es", "en"})
    for language in languages:
        for error in _tried(templates, language):
            code, reason = _worded(str(error.params["reason"]))
            broken = Broken(str(error.params["file"]), _line(error.params), code, reason)
            found.setdefault((broken.file, broken.line), broken)
            if error.params["runaway"]:  # what includes it would take as long, each time
                break
    return (*unknown, *found.values())


def _worded(reason: str) -> tuple[str, str]:
    """Return the code of a reason that has words of its own, and what it is about; else `broken`."""
    if reason == SILENT:
        return "silent", reason
    if reason == NOT_UTF_8:
        return "encoding", reason
    if reason.startswith(UNFIT):
        return "forbidden", reason.removeprefix(UNFIT)
    if reason.startswith(CIRCLE):
        return "circle", reason.removeprefix(CIRCLE)
    unsaid = _UNDEFINED.search(reason)
    return ("broken", reason) if unsaid is None else ("undefined", unsaid[1] or unsaid[2])


def _line(params: Mapping[str, object]) -> int:
    line = params["line"]
    return line if isinstance(line, int) else 1


def _tried(templates: Templates, language: str) -> Iterator[AccessctlError]:
    """Yield the errors of one language's letters; those that no letter includes are filled alone."""
    practice = _practice(language)
    sender = Sender(_OTHER, "run", _NOW, templates=templates)
    for people in (1, 2):
        unanswered = [Unanswered(_PERSON, people, _NOW if people == 1 else None)] * people
        yield from _attempt(partial(compose_unanswered, practice, unanswered, sender))
        yield from _attempt(partial(compose_digest, [_handoff()] * people, language, sender))
    for kind, recipient, bare in product(ChangeKind, (_OWNER, _OTHER), (False, True)):
        item = _item(kind, recipient, practice, bare=bare)
        for items, occasion in product(((item,), (item, item)), _OCCASIONS):
            writing = Writing(recipient, practice, replace(sender, checkpoint=None if bare else "tip"))
            yield from _attempt(partial(letter_of, writing, items, occasion))


_OCCASIONS = (
    Occasion(),
    Occasion("reminded", _NOW),
    Occasion("escalated", _NOW, (_OTHER,)),
)


def _attempt(write: Callable[[], object]) -> Iterator[AccessctlError]:
    try:
        write()
    except AccessctlError as error:
        if error.code != "template-broken":
            raise
        yield error


def _item(kind: ChangeKind, recipient: Address, practice: Practice, *, bare: bool) -> Item:
    return Item(
        handoff="1a2b3c4d",
        kind=str(kind),
        role=role_of(kind, recipient, practice),
        email=_PERSON,
        name="" if bare else "Ana",
        surnames="" if bare else "Mora Jiménez",
        clinics=() if bare else ("Escazú", "Heredia"),
        had=() if bare else ("Heredia", "CIMA"),
        centre="CIMA",
        reason="" if bare else "…",
        until="" if bare else date_in_words(date(2026, 12, 31), practice.language),
        replaces="" if bare else _OTHER,
        for_owner=recipient == practice.owner,
        taken_back=not bare,
        cancels=() if bare else ("5e6f7a8b", "9c0d1e2f"),
    )


def _practice(language: str) -> Practice:
    return Practice(
        slug="sample",
        name="Clínica de Ejemplo",
        owner=_OWNER,
        owner_name="Elena Rojas",
        where=_HERE,
        language=language,
        clinics=(Clinic("escazu", "Escazú", _HERE),),
        assistants=(Entry(_PERSON, _HERE, 1, "", "Ana", ("Mora", "Jiménez")),),
    )


def _handoff() -> Handoff:
    unsaid = Access(None, None, None)
    return Handoff(
        id="1a2b3c4d",
        change_id="1a2b3c4d",
        kind=ChangeKind.INVITE,
        practice="sample",
        email=_PERSON,
        recipient=_OWNER,
        before=unsaid,
        after=unsaid,
        state=HandoffState.ESCALATED,
        opened_at=_NOW,
        changed_at=_NOW,
    )
