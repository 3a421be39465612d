"""A folded journal as bytes and back: what is always needed, then hand-offs and practices, for who asks.

A run without an end is not kept: what it meant to do is read from its file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from accessctl.journal.codec_fields import FIELDS, moment
from accessctl.journal.folding_draft import Draft
from accessctl.journal.folding_fates import Fates
from accessctl.journal.folding_practices import PracticeDraft
from accessctl.journal.folding_runs import RunsDraft
from accessctl.journal.folding_shelf import Kept, Shelf
from accessctl.journal.kept_practices import (
    WRONG,
    address,
    change,
    instant,
    number,
    plain_practice,
    practice_draft,
    said,
    text,
    when,
)
from accessctl.journal.paths import Place, place_of
from accessctl.model.identity import Address
from accessctl.model.journal_view import Removal, UnknownFate

_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_status = FIELDS["outcome"]
Anew = Callable[[str], PracticeDraft]
"""Gives a practice of the journal at the tip that was remembered, folded anew."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The folded journal at a tip; `last` is the last of its files in the order of the journal."""

    tip: str
    root: str
    last: Place
    draft: Draft


def encode(memory: Memory) -> bytes:
    """Return the memory as bytes; nobody may hold a run open in it."""
    draft = memory.draft
    practices = [(slug, item.managed, _data(item)) for slug, item in draft.shelf.items.items()]
    index = {
        "tip": memory.tip,
        "root": memory.root,
        "last": memory.last.path,
        "last_commit": draft.runs.last_commit,
        "whole_commit": draft.runs.whole_commit,
        "narrow_commits": draft.runs.narrow_commits,
        "digest_at": when(draft.runs.digest_at),
        "applied": list(draft.runs.applied),
        "runs": draft.runs.runs,
        "removals": [[moment(item.at), item.practice, item.email] for item in draft.removals],
        "fates": _plain_fates(draft.fates),
        "practices": [[slug, managed, len(data)] for slug, managed, data in practices],
    }
    return b"\n".join([_json(index), _json(draft.handoffs), b"".join(data for _, _, data in practices)])


def digests(draft: Draft) -> Callable[[str], str]:
    """Return what gives a digest of all that is remembered of a practice, by its slug; empty for none."""
    items = dict(draft.shelf.items)  # as they are now: one that is looked at becomes a draft in its place

    def digest_of(slug: str) -> str:
        item = items.get(slug)
        return "" if item is None else hashlib.sha256(_data(item)).hexdigest()

    return digest_of


def decode(body: bytes, anew: Anew) -> Memory | None:
    """Return the memory that was kept; None for what has another shape."""
    first, _, rest = body.partition(b"\n")
    second, _, kept = rest.partition(b"\n")
    try:
        value = json.loads(first)
        last = place_of(value["last"])
        if last is None:
            return None
        draft = Draft(
            runs=RunsDraft(
                last_commit=said(text, value["last_commit"]),
                whole_commit=said(text, value["whole_commit"]),
                narrow_commits={text(slug): text(name) for slug, name in value["narrow_commits"].items()},
                digest_at=said(instant, value["digest_at"]),
                applied=dict.fromkeys(map(text, value["applied"])),
                runs=number(value["runs"]),
            ),
            shelf=_shelf(value["practices"], memoryview(kept), anew),
            removals=[
                Removal(instant(at), text(slug), address(email)) for at, slug, email in value["removals"]
            ],
            fates=_fates(value["fates"]),
            handoffs={text(name): text(slug) for name, slug in json.loads(second).items()},
        )
        return Memory(_commit(value["tip"]), _commit(value["root"]), last, draft)
    except WRONG:
        return None


def _commit(name: str) -> str:
    if _ID.fullmatch(name) is None:
        raise ValueError(name)
    return name


def _data(item: PracticeDraft | Kept) -> bytes | memoryview:
    return item.data if isinstance(item, Kept) else _json(plain_practice(item))


def _shelf(listed: Sequence[Any], kept: memoryview, anew: Anew) -> Shelf:
    items: dict[str, PracticeDraft | Kept] = {}
    start = 0
    for slug, managed, length in listed:
        data = kept[start : start + number(length)]
        items[text(slug)] = Kept(number(managed), data, partial(_practice, slug, data, anew))
        start += length
    return Shelf(items)


def _practice(slug: str, data: memoryview, anew: Anew) -> PracticeDraft:
    try:
        return practice_draft(json.loads(bytes(data)))
    except WRONG:
        return anew(slug)


def _plain_fates(fates: Fates) -> list[Any]:
    return [
        [[*who, [_plain_fate(fate) for fate in found]] for who, found in fates.open.items()],
        sorted(fates.dead),
        [[run, change_id, status] for (run, change_id), status in fates.told.items()],
        fates.heirs,
    ]


def _fates(plain: Any) -> Fates:
    opened, dead, told, heirs = plain
    return Fates(
        open={(text(slug), address(email)): [_fate(fate) for fate in found] for slug, email, found in opened},
        dead={text(run) for run in dead},
        told={(text(run), text(change_id)): _status(status) for run, change_id, status in told},
        heirs={text(run): [text(item) for item in found] for run, found in heirs.items()},
    )


def _plain_fate(fate: UnknownFate) -> list[Any]:
    return [
        moment(fate.at),
        fate.run,
        fate.practice,
        fate.email,
        fate.kind,
        fate.change_id,
        fate.handoff,
        fate.told_by,
    ]


def _fate(plain: Any) -> UnknownFate:
    at, run, practice, email, kind, change_id, handoff, told_by = plain
    return UnknownFate(
        instant(at),
        text(run),
        text(practice),
        Address(text(email)),
        change(kind),
        text(change_id),
        said(text, handoff),
        text(told_by),
    )


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")
