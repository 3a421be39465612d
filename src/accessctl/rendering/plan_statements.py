"""A plan in sentences that an owner understands: who gets what, who loses what, what is sensitive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from accessctl.model.change import Change, ChangeKind, Route
from accessctl.model.identity import Address
from accessctl.model.plan import Notice, Plan
from accessctl.model.practice import Entry, Practice
from accessctl.rendering import plan_phrases as phrases
from accessctl.rendering.plan_moves import Move, makes_room, moves
from accessctl.rendering.texts import say
from accessctl.rendering.voice import Voice

GROUPS = ("sensitive", "gains", "losses", "others", "later")
"""In the order in which they are read."""

_GROUP = {
    ChangeKind.INVITE: "gains",
    ChangeKind.RESEND: "gains",
    ChangeKind.REQUEST_USER_AT_CENTRE: "gains",
    ChangeKind.REVOKE: "losses",
    ChangeKind.CANCEL_INVITATION: "losses",
    ChangeKind.REQUEST_REMOVAL_AT_CENTRE: "losses",
    ChangeKind.REQUEST_RECORD_REMOVAL: "losses",
    ChangeKind.REQUEST_BILLING_REMOVAL: "losses",
}
_ANNOUNCED = {"record-after-acceptance": "record-later", "billing-after-acceptance": "billing-later"}
"""Waiting grants that a reviewer lets happen: they are as sensitive now as they will be."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence about one person, in its group."""

    group: str
    practice: str
    email: Address
    text: str
    acts: str | None = None
    change: Change | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """What the files call practices, clinics and people, and how a name is made to stand out."""

    practices: Mapping[str, Practice]
    strong: Callable[[str], str] = str

    def entry(self, slug: str, email: Address) -> Entry | None:
        """Return the declared entry of that person."""
        practice = self.practices.get(slug)
        listed = () if practice is None else practice.assistants
        return next((entry for entry in listed if entry.email == email), None)


def statements(voice: Voice, plan: Plan, book: Book) -> tuple[Statement, ...]:
    """Return the plan in sentences, group by group; what only waits for an answer is left out."""
    moved = moves(plan)
    merged = {(practice, move.old) for (practice, _), move in moved.items()}
    said = []
    for change in plan.changes:
        whom = (change.practice, change.email)
        if makes_room(change) and whom in merged:
            continue  # said together with the new address
        move = moved.get(whom) if change.kind is ChangeKind.INVITE else None
        said.append(_of_change(voice, change, book, plan.plan_only, move))
    said += [one for notice in plan.waiting for one in _of_waiting(voice, notice, book)]
    return tuple(sorted(said, key=lambda one: GROUPS.index(one.group)))


def actors(voice: Voice, plan: Plan) -> Iterator[str]:
    """Yield who has to act, and how many things each is asked to do."""
    asked = Counter(
        (phrases.acting(change), change.recipient)
        for change in plan.applicable
        if change.route is Route.HANDOFF and change.recipient is not None
    )
    for (role, recipient), count in sorted(asked.items(), key=lambda item: (-item[1], item[0])):
        who = {"recipient": voice.data(str(recipient)), "n": str(count)}
        number = "one" if count == 1 else "many"
        yield say(voice.language, "plans", f"said.{role}.{number}", who)


def _of_change(
    voice: Voice, change: Change, book: Book, shown_only: frozenset[str], move: Move | None
) -> Statement:
    entry = book.entry(change.practice, change.email)
    group = "sensitive" if change.sensitive else _GROUP.get(change.kind, "others")
    if move is not None:
        group = "others"
    params: dict[str, str] = {
        "who": _who(voice, phrases.full_name(change), change.email, book),
        "practice": _practice(voice, change.practice, book),
        "centre": _clinics(voice, change.practice, (change.centre or "",), book),
    }
    key = str(change.kind)
    if change.kind is ChangeKind.CHANGE_CLINICS:
        key = _clinics_moved(voice, change, book, params)
    else:
        gives = _GROUP.get(change.kind) == "gains"
        taken = change.after.clinics if gives else (change.before.clinics or change.after.clinics)
        params["where"] = _place(voice, change.practice, taken or (), book)
    if makes_room(change):
        key = f"{key}-replaced"
    if move is not None:
        params |= {"old": voice.data(move.old), "new": voice.data(change.email)}
        params["who"] = _who(voice, phrases.full_name(change), None, book)
        key = "moves.stays" if move.stays else "moves.goes"
    text = _fill(voice, key, **params)
    if key == ChangeKind.INVITE and change.replaces is not None:
        text += _fill(voice, "replaces", replaces=voice.data(change.replaces))
    text += _ends(voice, change, entry)
    if move is not None:
        text += _asked_anew(voice, entry)
    if change.kind is ChangeKind.REVOKE and change.before.record_access:
        text += _fill(voice, "with-record")
    if change.practice in shown_only:
        text += f" ({voice.say('plans', 'practice.plan-only')})"
    return Statement(
        group,
        change.practice,
        change.email,
        f"{text}.",
        phrases.actor(voice, change),
        change,
        phrases.full_name(change),
    )


def _ends(voice: Voice, change: Change, entry: Entry | None) -> str:
    """Return until when, and for what reason, where the change gives something."""
    if change.kind is ChangeKind.REQUEST_RECORD_ACCESS:
        return _terms(voice, change.reason.params.get("until"), change.reason.params.get("reason"))
    if entry is not None and _GROUP.get(change.kind) == "gains":
        return _terms(voice, entry.ends)
    return ""


def _asked_anew(voice: Voice, entry: Entry | None) -> str:
    """Return what nobody carries over to a new address."""
    if entry is None or (entry.record_access is None and not entry.billing):
        return ""
    if entry.record_access is None:
        return _fill(voice, "anew.billing")
    return _fill(voice, "anew.both" if entry.billing else "anew.record")


def _of_waiting(voice: Voice, item: Notice, book: Book) -> Iterator[Statement]:
    entry = None if item.email is None else book.entry(item.practice, item.email)
    if entry is None or item.email is None:
        return
    params = {
        "who": _who(voice, entry.full_name, entry.email, book),
        "practice": _practice(voice, item.practice, book),
        "where": _place(voice, item.practice, entry.clinics, book),
    }
    record = entry.record_access
    if item.code in _ANNOUNCED:
        text = _fill(voice, _ANNOUNCED[item.code], **params)
        if record is not None and item.code == "record-after-acceptance":
            text += _terms(voice, record.until, record.reason)
        yield Statement("sensitive", item.practice, item.email, f"{text}.", name=entry.full_name)
    elif item.code == "starts-on":
        begins = voice.value(item.params.get("date"))
        text = _fill(voice, "starts-on", **params, date=begins) + _terms(voice, entry.ends)
        yield Statement("later", item.practice, item.email, f"{text}.", name=entry.full_name)
        if record is not None:
            text = _fill(voice, "record-from", **params, date=begins) + _terms(
                voice, record.until, record.reason
            )
            yield Statement("sensitive", item.practice, item.email, f"{text}.", name=entry.full_name)
        if entry.billing:
            text = _fill(voice, "billing-from", **params, date=begins)
            yield Statement("sensitive", item.practice, item.email, f"{text}.", name=entry.full_name)


def _clinics_moved(voice: Voice, change: Change, book: Book, params: dict[str, str]) -> str:
    """Fill in what is gained and lost, and return which sentence says it."""
    before, after = set(change.before.clinics or ()), set(change.after.clinics or ())
    params["gained"] = _clinics(voice, change.practice, sorted(after - before), book)
    params["lost"] = _clinics(voice, change.practice, sorted(before - after), book)
    params["kept"] = _clinics(voice, change.practice, sorted(after), book)
    if not before - after:
        return "clinics-more"
    return "clinics-fewer" if not after - before else "clinics-swapped"


def _who(voice: Voice, name: str, email: Address | None, book: Book) -> str:
    if not name:
        return book.strong(voice.data(email) if email else voice.say("plans", "said.the-person"))
    if email is None:
        return book.strong(voice.data(name))
    return f"{book.strong(voice.data(name))} ({voice.data(email)})"


def _practice(voice: Voice, slug: str, book: Book) -> str:
    found = book.practices.get(slug)
    return voice.data(slug if found is None else found.name)


def _clinics(voice: Voice, slug: str, ids: tuple[str, ...] | list[str], book: Book) -> str:
    practice = book.practices.get(slug)
    found = {} if practice is None else {clinic.id: clinic.name for clinic in practice.clinics}
    return voice.listing([found.get(clinic, clinic) for clinic in ids])


def _place(voice: Voice, slug: str, ids: tuple[str, ...], book: Book) -> str:
    """Return the clinics, and the practice that they belong to where they do not name it themselves."""
    if not ids:
        return _practice(voice, slug, book)
    params = {"clinics": _clinics(voice, slug, ids, book), "practice": _practice(voice, slug, book)}
    if params["clinics"] == params["practice"]:
        return params["practice"]
    return _fill(voice, "place", **params)


def _terms(voice: Voice, until: object, reason: object = None) -> str:
    text = _fill(voice, "until", until=voice.value(until)) if isinstance(until, date) else ""
    return text + (_fill(voice, "reason", reason=voice.value(reason)) if reason else "")


def _fill(voice: Voice, key: str, **params: str) -> str:
    """Return a sentence filled with what is said already: nothing is to be escaped twice."""
    return say(voice.language, "plans", f"said.{key}", params)
