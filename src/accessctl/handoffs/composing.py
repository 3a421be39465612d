"""What is said to whom: one letter for each recipient and practice of a run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from accessctl.handoffs.days import day
from accessctl.handoffs.html import html_of
from accessctl.handoffs.item import Item, item_of_change
from accessctl.handoffs.letter import Letter
from accessctl.handoffs.plain import one_line
from accessctl.handoffs.steps import lines_of
from accessctl.handoffs.templating import SHIPPED, Templates
from accessctl.model.change import Change, ChangeKind
from accessctl.model.identity import Address
from accessctl.model.practice import Practice

_LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes, in which run, and when.

    `checkpoint` is the journal's tip, which a letter carries in its foot so that it can be held against it.
    """

    address: Address
    run: str
    now: datetime
    checkpoint: str | None = None
    templates: Templates = SHIPPED


@dataclass(frozen=True, slots=True)
class Writing:
    """To whom it is written, about which practice, and by whom."""

    recipient: Address
    practice: Practice
    sender: Sender


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why it is written: for the first time, or since nobody answered the mail of `since`."""

    state: str = "sent"
    since: datetime | None = None
    witnesses: tuple[Address, ...] = ()
    """Those who asked for the change, and get a copy."""


def compose(
    writing: Writing,
    changes: Sequence[tuple[str, Change]],
    cancels: Mapping[str, tuple[str, ...]] | None = None,
) -> Letter:
    """Return the letter that asks for something for the first time; each change comes with its hand-off's id.

    `cancels`: the earlier hand-offs that each of these takes the place of, by the new one's id.
    """
    items = tuple(
        item_of_change(handoff, change, writing.practice, (cancels or {}).get(handoff, ()))
        for handoff, change in changes
    )
    return letter_of(writing, items, Occasion())


def letter_of(writing: Writing, items: tuple[Item, ...], occasion: Occasion) -> Letter:
    """Return the letter, in the practice's language; a mail about record access is from the owner's side."""
    practice, sender = writing.practice, writing.sender
    run, render = sender.run, sender.templates.render
    values = _values(writing, items, occasion)
    owner = None if writing.recipient == practice.owner else practice.owner
    subject = one_line(render(practice.language, "subject.txt.j2", values))
    text = tidy(render(practice.language, "letter.txt.j2", values))
    return Letter(
        sender=sender.address,
        reply_to=owner if values["answers_to_owner"] else None,
        to=writing.recipient,
        cc=() if owner is None else (owner,),
        subject=subject[:_LONGEST_SUBJECT],
        body_text=text,
        body_html=html_of(text, subject, practice.language),
        message_id=message_id(run, writing.recipient, practice.slug, sender.address),
        date=sender.now,
        headers=(
            ("Content-Language", "en" if practice.language == "en" else "es"),
            ("X-Accessctl-Run", one_line(run.partition("/")[0])),
            ("X-Accessctl-Practice", one_line(practice.slug)),
            ("X-Accessctl-Handoffs", " ".join(item.handoff for item in items)),
        ),
    )


def message_id(run: str, recipient: Address, practice: str, sender: Address) -> str:
    """Return the letter's Message-ID: the same run, recipient and practice give the same."""
    said = hashlib.sha256(f"{run}\0{recipient}\0{practice}".encode()).hexdigest()[:32]
    return f"<accessctl.{said}@{domain_of(sender)}>"


def domain_of(sender: Address) -> str:
    """Return what stands behind the @ of a Message-ID."""
    domain = sender.rpartition("@")[2]
    return domain if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", domain) else "accessctl.invalid"


def _values(writing: Writing, items: tuple[Item, ...], occasion: Occasion) -> dict[str, object]:
    practice, sender, language = writing.practice, writing.sender, writing.practice.language
    roles = {item.role for item in items}
    since = occasion.since
    return {
        "role": roles.pop() if len(roles) == 1 else "several",
        "answers_to_owner": any(item.role == "support" for item in items),
        "removal": all(item.kind == ChangeKind.REQUEST_RECORD_REMOVAL for item in items),
        "to_owner": writing.recipient == practice.owner,
        "practice": one_line(practice.name),
        "owner": one_line(practice.owner),
        "owner_name": one_line(practice.owner_name),
        "requests": [
            {"item": item, "lines": lines_of(item, practice, language, sender.templates)} for item in items
        ],
        "sender": one_line(sender.address),
        "run": one_line(sender.run.partition("/")[0]),
        "checkpoint": one_line(sender.checkpoint or ""),
        "state": occasion.state,
        "since": "" if since is None else day(since, language, practice.time_zone),
        "waited_days": 0 if since is None else (sender.now - since).days,
        "witnesses": [one_line(address) for address in occasion.witnesses],
    }


def tidy(text: str) -> str:
    """Return the text without blanks at line ends and with at most one empty line in a row."""
    lines = "\n".join(line if line == "-- " else line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
