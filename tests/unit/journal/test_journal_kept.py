"""A folded journal as bytes: what is read back, and gone on from, is what folding everything gives."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journal_repositories import NOON

from accessctl.journal.folding import begin, fold, go_on
from accessctl.journal.folding_draft import Draft
from accessctl.journal.folding_practices import PracticeDraft
from accessctl.journal.kept_codec import Memory, decode, encode
from accessctl.journal.paths import place_of
from accessctl.model.change import Access, ChangeKind
from accessctl.model.handoff import HandoffState
from accessctl.model.identity import Address
from accessctl.model.journal_view import JournalView
from accessctl.model.live import Presence
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind
from thoroughness import examples

K = RecordKind
LAST = place_of("runs/2026/11/000001-aaaaaaaa.note.jsonl")
RUNS = ("000001-aaaaaaaa", "000002-bbbbbbbb", "000003-cccccccc")
SLUGS = ("alfa", "beta")
PEOPLE = tuple(Address(f"{name}@org.example") for name in ("ana", "luz"))


def few(*values: Any) -> st.SearchStrategy[Any]:
    """Give one of the values, or none."""
    return st.sampled_from((None, *values))


texts = few("a", "ñ", "\U0001f600 \n\u2028")
times = st.integers(0, 5).map(lambda hours: NOON + timedelta(hours=hours, microseconds=hours % 2))
access = st.builds(
    Access, few((), ("uno",), ("dos", "uno"), ("uno", "dos")), few(True, False), few(True, False)
)
runs, slugs, people = (st.sampled_from(values) for values in (RUNS, SLUGS, PEOPLE))
KINDS = tuple(ChangeKind)
changes = st.sampled_from((*KINDS, *(4 * (ChangeKind.INVITE, ChangeKind.REQUEST_RECORD_ACCESS))))
numbered = {"at": times, "run": runs, "seq": st.integers(1, 9)}


def of(kind: RecordKind, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Record]:
    """Give records of a kind."""
    return st.builds(Record, kind=st.just(kind), **numbered, **more)


whom = {"practice": slugs, "email": people}
outcomes = of(
    K.OUTCOME,
    **whom,
    change=changes,
    change_id=few("c1", "c2"),
    outcome=st.sampled_from((*Status, Status.FATE_UNKNOWN, Status.HANDED_OFF)),
    before=few(None) | access,
    after=few(None) | access,
    handoff=few("h1", "h2"),
    code=few("open"),
    params=few({"run": RUNS[0]}),
    entry=texts,
    recipient=few(*PEOPLE),
    requester=few(*PEOPLE),
    centre=few("uno", "cima"),
    replaces=few(*PEOPLE),
    reference=texts,
)
answers = of(
    K.HANDOFF,
    **whom,
    handoff=few("h1", "h2"),
    state=few(*HandoffState),
    by=texts,
    evidence=texts,
    code=texts,
    params=few({"reason": "ñ"}, {"reason": 3}),
)
observations = of(
    K.OBSERVATION,
    practice=slugs,
    reference=few(*SLUGS),
    provider=few("sandbox", "sandbox", "roster"),
    account=few("alfa", "beta", "4001"),
    complete=few(True, False),
    digest=texts,
)
ABOUT = (K.ADOPTED, K.UNMANAGED, K.DRIFT, K.SEEN, K.GONE, K.BLOCKED, K.RESTORED, K.EMERGENCY)
looks = st.sampled_from(ABOUT).flatmap(
    lambda kind: of(
        kind,
        **whom,
        presence=few(*Presence),
        sent_at=few(None) | times,
        attempts=few(1, 2),
        after=few(None) | access,
        declared=few(None) | access,
        code=few("removed-by-hand", "ñ"),
        entry=texts,
    )
)
locks = few(None, None) | times
begun = of(K.RUN, command=few("apply", "handoff"), commit=few("c" * 40, "d" * 40), expires_at=locks)
ended = of(K.CLOSED) | of(K.TAKEOVER, reference=few(*RUNS)) | of(K.RENEWAL, expires_at=locks)
intents = of(K.INTENT, **whom, change=changes, before=access, after=access)
reviews = of(K.REVIEW, practice=slugs, digest=texts) | of(K.REVIEWED, practice=slugs, digest=texts, by=texts)
released = of(K.RELEASED, practice=slugs)
records = st.one_of(
    *(3 * (outcomes,)),
    *(2 * (looks, observations, ended)),
    *(answers, begun, intents, reviews, released),
)


def no_fallback(slug: str) -> PracticeDraft:
    """Stand for the journal read anew, which nothing here may need."""
    raise AssertionError(slug)


def kept(draft: Draft) -> Draft:
    """Return the draft as it is read back."""
    assert LAST is not None
    found = decode(encode(Memory("a" * 40, "b" * 40, LAST, draft)), no_fallback)
    assert found is not None
    assert (found.tip, found.root, found.last) == ("a" * 40, "b" * 40, LAST)
    return found.draft


def laid_open(view: JournalView) -> dict[str, Any]:
    """Return everything that a view says, in its order."""
    said = {item.name: getattr(view, item.name) for item in fields(view) if item.name != "practices"}
    practices = {slug: view.practices[slug] for slug in view.practices}
    people = [(slug, [*practice.people]) for slug, practice in practices.items()]
    return said | {"practices": practices, "order": people, "managed": view.managed}


@settings(max_examples=examples(600), deadline=None)
@given(st.lists(st.lists(records, max_size=12), max_size=5))
def test_folding_in_pieces_with_a_memory_is_folding_at_once(pieces: list[list[Record]]) -> None:
    """However the records came in, and however often what they said was kept in between."""
    draft, so_far = Draft(), list[Record]()
    for piece in pieces:
        so_far += piece
        if not go_on(draft, piece):
            draft = begin(so_far)
        if not draft.runs.open:
            draft = kept(draft)
    everything = fold(so_far)
    if not draft.runs.open:
        assert kept(draft).frozen() == everything
        draft = kept(draft)
    assert laid_open(draft.frozen()) == laid_open(everything)


def told(kind: RecordKind, run: str, **more: Any) -> Record:
    return Record(kind=kind, at=NOON, run=run, seq=1, **more)


def done(run: str, status: Status, **more: Any) -> Record:
    """Return what a run says became of Ana's invitation."""
    values = {"practice": "alfa", "email": PEOPLE[0], "change": ChangeKind.INVITE, "change_id": "c1", **more}
    return told(K.OUTCOME, run, outcome=status, **values)


RENAMED = (
    told(K.OBSERVATION, RUNS[0], practice="alfa", provider="sandbox", account="alfa"),
    done(RUNS[0], Status.HANDED_OFF, handoff="h1", change=ChangeKind.REQUEST_RECORD_ACCESS),
    done(RUNS[0], Status.FATE_UNKNOWN),
    done(RUNS[0], Status.DONE, change=ChangeKind.REVOKE, email=PEOPLE[1]),
    told(K.OBSERVATION, RUNS[1], practice="beta", reference="alfa", provider="sandbox", account="alfa"),
    told(
        K.HANDOFF, RUNS[2], practice="beta", email=PEOPLE[0], handoff="h1", state=HandoffState.DONE_ATTESTED
    ),
)
"""A practice that goes on under another slug, with a request that is answered there."""

TAKEN_OVER = (
    told(K.RUN, RUNS[0], command="apply", expires_at=NOON),
    done(RUNS[0], Status.DONE),
    told(K.RUN, RUNS[1], command="apply", expires_at=NOON),
    told(K.TAKEOVER, RUNS[1], reference=RUNS[0]),
    done(RUNS[1], Status.FATE_UNKNOWN),
    done(RUNS[1], Status.FATE_UNKNOWN, change_id="c2", email=PEOPLE[1]),
    told(K.CLOSED, RUNS[1]),
)
"""A run that tells of a change and dies; its heir, which only guesses, is not believed about that one."""


@pytest.mark.parametrize("story", [RENAMED, TAKEN_OVER, RENAMED + TAKEN_OVER, TAKEN_OVER + RENAMED])
def test_story_cut_anywhere_is_the_same_story(story: tuple[Record, ...]) -> None:
    """What came before the cut is kept, where no run was open; what comes after it is gone on with."""
    for cut in range(len(story) + 1):
        draft = begin(story[:cut])
        draft = draft if draft.runs.open else kept(draft)
        if not go_on(draft, story[cut:]):
            draft = begin(story)
        assert laid_open(draft.frozen()) == laid_open(fold(story))
        assert laid_open(kept(draft).frozen()) == laid_open(fold(story))


def test_what_a_dead_run_told_is_kept_for_its_heir() -> None:
    """A memory of the time when the heir was still at work, were it ever kept, would say the same."""
    draft = kept(begin(TAKEN_OVER[:4]))
    assert draft.fates == begin(TAKEN_OVER[:4]).fates
    assert (draft.fates.dead, len(draft.fates.told), len(draft.fates.heirs)) == ({RUNS[0]}, 1, 1)


def test_count_of_the_managed_is_that_of_everybody() -> None:
    """The guards take it without looking at any practice."""
    gone = Record(kind=K.RELEASED, at=NOON, run=RUNS[0], seq=9, practice="p1")
    view = kept(begin((*several(3), gone))).frozen()
    everybody = replace(fold((*several(3), gone)), counted=None)
    assert view.managed == everybody.managed == 2


def several(count: int) -> tuple[Record, ...]:
    """Return the records of as many practices, each with a person adopted."""
    return tuple(
        Record(
            kind=K.ADOPTED,
            at=NOON,
            run=RUNS[0],
            seq=number,
            practice=f"p{number}",
            email=PEOPLE[0],
            presence=Presence.ACTIVE,
            after=Access(("uno",), True, False),
        )
        for number in range(count)
    )


def test_practices_become_objects_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan of three does not make the other 2,497."""
    from accessctl.journal import kept_codec  # noqa: PLC0415

    made: list[object] = []
    real = kept_codec.practice_draft
    monkeypatch.setattr(kept_codec, "practice_draft", lambda plain: made.append(plain) or real(plain))
    draft = kept(begin(several(50)))
    assert go_on(draft, several(1))
    view = kept(draft).frozen()
    assert (len(view.practices), view.managed) == (50, 50)
    assert "p7" in view.practices
    assert "q" not in view.practices
    assert len(made) == 1  # the one that the later record is about
    assert view.practices["p7"].person(PEOPLE[0]).managed
    assert view.practices["p7"] is view.practices["p7"]
    assert len(made) == 2


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("tip", "--all"),
        ("tip", None),
        ("root", "HEAD"),
        ("last", "runs/x"),
        ("last", 3),
        ("applied", 7),
        ("applied", [7]),
        ("runs", "many"),
        ("removals", [["yesterday", "alfa", "ana@org.example"]]),
        ("fates", []),
        ("practices", [["alfa", "all", 3]]),
        ("practices", {"alfa": 1}),
        ("practices", None),
    ],
)
def test_what_has_another_shape_is_nobodys(key: str, value: object) -> None:
    """Whoever sealed it."""
    assert LAST is not None
    body = encode(Memory("a" * 40, "b" * 40, LAST, begin(several(2))))
    first, rest = body.split(b"\n", 1)
    assert decode(body, no_fallback) is not None
    changed = json.dumps(json.loads(first) | {key: value}).encode()
    assert decode(changed + b"\n" + rest, no_fallback) is None


@pytest.mark.parametrize("body", [b"", b"\n", b"{}\n{}\n", b"[" * 100_000, b"\xff\n\n", b'{"tip": 1}'])
def test_what_is_no_memory_at_all_is_nobodys(body: bytes) -> None:
    """It is passed over."""
    assert decode(body, no_fallback) is None


@pytest.mark.parametrize("wrong", [b"[]", b"{", b"[" * 9, b"null", b'"alfa"'])
def test_practice_of_another_shape_is_read_anew(wrong: bytes) -> None:
    """The journal says what it is."""
    assert LAST is not None
    draft = begin(several(2))
    body = encode(Memory("a" * 40, "b" * 40, LAST, draft))
    index, handoffs, practices = body.split(b"\n", 2)
    value = json.loads(index)
    length = value["practices"][0][2]
    value["practices"][0][2] = len(wrong)
    body = b"\n".join([json.dumps(value).encode(), handoffs, wrong + practices[length:]])
    asked: list[str] = []

    def anew(slug: str) -> PracticeDraft:
        asked.append(slug)
        return PracticeDraft(account="anew")

    found = decode(body, anew)
    assert found is not None
    assert found.draft.frozen().practices["p0"].account == "anew"
    assert asked == ["p0"]
    assert found.draft.frozen().practices["p1"].person(PEOPLE[0]).managed
