"""Letters that ask for no step of a plan: an invitation ran out unanswered, or hand-offs are overdue."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from accessctl.handoffs.composing import Sender, domain_of, tidy
from accessctl.handoffs.days import day
from accessctl.handoffs.html import html_of
from accessctl.handoffs.letter import Letter
from accessctl.handoffs.outbox import NOTICE
from accessctl.handoffs.plain import one_line
from accessctl.model.change import ChangeKind
from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.identity import Address
from accessctl.model.practice import Practice

_WHAT = {
    ChangeKind.INVITE: ("invite", "invitar a"),
    ChangeKind.RESEND: ("resend the invitation of", "reenviar la invitación de"),
    ChangeKind.CANCEL_INVITATION: ("cancel the invitation of", "anular la invitación de"),
    ChangeKind.CHANGE_CLINICS: ("change the clinics of", "cambiar las clínicas de"),
    ChangeKind.REVOKE: ("remove the access of", "retirar el acceso de"),
    ChangeKind.CONFIRM_ACCEPTANCE: (
        "say whether the invitation was accepted by",
        "confirmar si aceptó la invitación",
    ),
    ChangeKind.REQUEST_RECORD_ACCESS: ("record access for", "dar acceso al expediente a"),
    ChangeKind.REQUEST_RECORD_REMOVAL: ("withdraw record access from", "quitar el acceso al expediente a"),
    ChangeKind.REQUEST_USER_AT_CENTRE: ("create the user of", "crear el usuario de"),
    ChangeKind.REQUEST_REMOVAL_AT_CENTRE: ("remove the user of", "quitar el usuario de"),
    ChangeKind.REQUEST_BILLING: ("billing access for", "dar acceso a facturación a"),
    ChangeKind.REQUEST_BILLING_REMOVAL: ("withdraw billing access from", "quitar el acceso a facturación a"),
}


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Somebody who did not answer any invitation."""

    email: Address
    attempts: int
    last: datetime | None


def compose_unanswered(practice: Practice, people: Sequence[Unanswered], sender: Sender) -> Letter:
    """Return the notice to a practice's owner about people whom nobody invites again by itself."""
    language = practice.language
    entries = {entry.email: entry for entry in practice.assistants}
    values: dict[str, object] = {
        "owner_name": one_line(practice.owner_name),
        "practice": one_line(practice.name),
        "slug": one_line(practice.slug),
        "sender": one_line(sender.address),
        "run": one_line(sender.run),
        "people": [
            {
                "name": one_line(entries[item.email].full_name) if item.email in entries else "",
                "email": one_line(item.email),
                "attempts": item.attempts,
                "last": "" if item.last is None else day(item.last, language, practice.time_zone),
            }
            for item in people
        ],
    }
    return _letter(_Kind("notice", language, practice.slug), values, sender, practice.owner)


def compose_digest(handoffs: Sequence[Handoff], language: str, sender: Sender) -> Letter:
    """Return the digest of overdue hand-offs, the oldest first, to whoever writes the letters."""
    spanish = language != "en"
    values: dict[str, object] = {
        "sender": one_line(sender.address),
        "rows": [
            {
                "id": one_line(item.id),
                "days": (sender.now - item.opened_at).days,
                "what": _WHAT[item.kind][spanish],
                "email": one_line(item.email),
                "practice": one_line(item.practice),
                "recipient": one_line(item.recipient or "?"),
                "escalated": item.state is HandoffState.ESCALATED,
            }
            for item in handoffs
        ],
    }
    return _letter(_Kind("digest", language), values, sender, sender.address)


class _Kind(NamedTuple):
    name: str
    language: str
    about: str = ""


def _letter(kind: _Kind, values: dict[str, object], sender: Sender, to: Address) -> Letter:
    language = kind.language
    subject = one_line(sender.templates.render(language, f"{kind.name}_subject.txt.j2", values))
    text = tidy(sender.templates.render(language, f"{kind.name}.txt.j2", values))
    said = hashlib.sha256(f"{sender.run}\0{kind.name}\0{kind.about}".encode()).hexdigest()[:32]
    return Letter(
        sender=sender.address,
        reply_to=None,
        to=to,
        cc=(),
        subject=subject,
        body_text=text,
        body_html=html_of(text, subject, language),
        message_id=f"<{NOTICE}{said}@{domain_of(sender.address)}>",
        date=sender.now,
        headers=(("Content-Language", "en" if language == "en" else "es"),),
    )
