"""What is said to whom: one letter for each recipient and practice of a run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accessctl.handoffs.item import Item, item_of_change
from accessctl.handoffs.letter import Letter
from accessctl.handoffs.plain import one_line
from accessctl.handoffs.steps import lines_of
from accessctl.handoffs.templating import render
from accessctl.model.change import Change, ChangeKind
from accessctl.model.identity import Address
from accessctl.model.practice import Practice

_LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class LetterRequest:
    """What one letter is made from: the hand-offs, each by its id, for one recipient in one practice.

    `checkpoint` is the journal's tip, which the letter carries in its foot so that it can be held against it.
    """

    recipient: Address
    practice: Practice
    changes: tuple[tuple[str, Change], ...]
    sender: Address
    run: str
    now: datetime
    checkpoint: str | None = None
    cancels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The earlier hand-offs that each of these takes the place of, by the new one's id."""


def compose(request: LetterRequest) -> Letter:
    """Return the letter, in the practice's language; a mail about record access is from the owner's side."""
    practice = request.practice
    items = tuple(
        item_of_change(handoff, change, practice, request.cancels.get(handoff, ()))
        for handoff, change in request.changes
    )
    values = _values(request, items)
    owner = None if request.recipient == practice.owner else practice.owner
    subject = one_line(render(practice.language, "subject.txt.j2", values))
    return Letter(
        sender=request.sender,
        reply_to=owner if values["answers_to_owner"] else None,
        to=request.recipient,
        cc=() if owner is None else (owner,),
        subject=subject[:_LONGEST_SUBJECT],
        body_text=_tidy(render(practice.language, "letter.txt.j2", values)),
        message_id=message_id(request.run, request.recipient, practice.slug, request.sender),
        date=request.now,
        headers=(
            ("Content-Language", "en" if practice.language == "en" else "es"),
            ("X-Accessctl-Run", one_line(request.run)),
            ("X-Accessctl-Practice", one_line(practice.slug)),
            ("X-Accessctl-Handoffs", " ".join(item.handoff for item in items)),
        ),
    )


def message_id(run: str, recipient: Address, practice: str, sender: Address) -> str:
    """Return the letter's Message-ID: the same run, recipient and practice give the same."""
    said = hashlib.sha256(f"{run}\0{recipient}\0{practice}".encode()).hexdigest()[:32]
    domain = sender.rpartition("@")[2]
    fit = domain if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", domain) else "accessctl.invalid"
    return f"<accessctl.{said}@{fit}>"


def _values(request: LetterRequest, items: tuple[Item, ...]) -> dict[str, object]:
    practice = request.practice
    roles = {item.role for item in items}
    return {
        "role": roles.pop() if len(roles) == 1 else "several",
        "answers_to_owner": any(item.role == "support" for item in items),
        "removal": all(item.kind == ChangeKind.REQUEST_RECORD_REMOVAL for item in items),
        "to_owner": request.recipient == practice.owner,
        "practice": one_line(practice.name),
        "owner": one_line(practice.owner),
        "owner_name": one_line(practice.owner_name),
        "requests": [{"item": item, "lines": lines_of(item, practice, practice.language)} for item in items],
        "sender": one_line(request.sender),
        "run": one_line(request.run),
        "checkpoint": one_line(request.checkpoint or ""),
    }


def _tidy(text: str) -> str:
    """Return the text without blanks at line ends and with at most one empty line in a row."""
    lines = "\n".join(line if line == "-- " else line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
