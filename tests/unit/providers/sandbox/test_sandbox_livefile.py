from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sandbox_builders import ANA, LUZ, NOW, PLACE, dumped, live, load, seen

from accessctl.errors import AccessctlError
from accessctl.providers.sandbox import livefile, people
from accessctl.providers.sandbox.store import Store

WHOLE: dict[str, Any] = {
    "format": "accessctl.live/1",
    "now": "2026-11-24T10:00:00Z",
    "users": [{"email": LUZ, "name": "Luz", "surnames": ["Vega", "Solís"]}],
    "practices": [
        {
            "practice": "santa-lucia",
            "owner": "elena.rojas@santalucia.example",
            "clinics": [
                {"id": "cima", "name": "Hospital CIMA", "single_record": True},
                {"id": "escazu", "name": "Escazú", "single_record": False},
            ],
            "billing_issuer": "finanzas@santalucia.example",
            "assistants": [
                {
                    "email": ANA,
                    "name": "Ana",
                    "surnames": ["Mora", "Jiménez"],
                    "accepted": False,
                    "sent_at": "2026-11-23T10:00:00Z",
                    "attempts": 2,
                    "clinics": ["escazu"],
                    "record_access": False,
                    "billing": False,
                },
                {"email": LUZ, "surnames": [], "accepted": True},
            ],
        }
    ],
    "mails": [{"at": "2026-11-23T10:00:00Z", "to": ANA, "practice": "santa-lucia", "kind": "invitation"}],
}


def test_dump_of_what_was_loaded_is_equal_to_it(store: Store) -> None:
    """Every key comes back, and what was unknown stays left out."""
    livefile.load(store, json.dumps(WHOLE).encode())
    assert dumped(store) == WHOLE


def test_dump_of_a_new_sandbox_is_empty_and_makes_no_file(store: Store) -> None:
    """Looking is not touching."""
    assert dumped(store)["practices"] == []
    assert not store.path.exists()


def test_load_when_a_practice_is_named_replaces_it_and_leaves_the_others(store: Store) -> None:
    """People who are no longer in the file are gone; other practices stay."""
    load(store, {"email": ANA, "accepted": True}, clinics=[])
    load(store, {"email": ANA, "accepted": True}, practice="another")
    load(store, {"email": LUZ, "accepted": True})
    first, second = dumped(store)["practices"]
    assert (first["practice"], [item["email"] for item in first["assistants"]]) == ("another", [ANA])
    assert [item["email"] for item in second["assistants"]] == [LUZ]
    assert "clinics" not in second


def test_load_twice_is_the_same_as_once(store: Store) -> None:
    """Neither people nor mails double."""
    livefile.load(store, json.dumps(WHOLE).encode())
    livefile.load(store, json.dumps(WHOLE).encode())
    assert dumped(store) == WHOLE


def test_load_adds_users_and_takes_the_newer_name(store: Store) -> None:
    """Users of an earlier file stay."""
    livefile.load(store, live(users=[{"email": ANA, "name": "Ana"}, {"email": LUZ}]))
    livefile.load(store, live(users=[{"email": ANA, "name": "Anita"}]))
    assert [(user["email"], user.get("name")) for user in dumped(store)["users"]] == [
        (ANA, "Anita"),
        (LUZ, None),
    ]


def test_load_sets_the_clock_only_when_the_file_has_one(store: Store) -> None:
    """A file without `now` leaves the time alone."""
    livefile.load(store, live(now="2027-01-01T00:00:00-06:00"))
    assert dumped(store)["now"] == "2027-01-01T06:00:00Z"
    load(store)
    assert dumped(store)["now"] == "2027-01-01T06:00:00Z"


def test_load_normalises_addresses(store: Store) -> None:
    """Two spellings are one person."""
    load(store, {"email": " Ana.Mora@SantaLucia.example", "accepted": True})
    assert seen(store) is not None


def test_load_takes_a_byte_order_mark(store: Store) -> None:
    """Some editors write one."""
    livefile.load(store, b"\xef\xbb\xbf" + live())


def test_loaded_invitation_expires_48_hours_after_it_was_sent(store: Store) -> None:
    """A loaded `sent_at` counts from its own time, not from the loading."""
    load(store, {"email": ANA, "accepted": False, "sent_at": "2026-11-22T10:00:01Z"})
    people.accept(store, PLACE, ANA)
    load(store, {"email": ANA, "accepted": False, "sent_at": "2026-11-22T10:00:00Z"})
    with pytest.raises(AccessctlError):
        people.accept(store, PLACE, ANA)


def test_dump_escapes_what_a_terminal_would_obey(store: Store) -> None:
    """Text that hides or reorders other text is shown as an escape, and comes back the same."""
    name = "Ana\x9b\u202egro.live\u200b"
    livefile.load(store, live(users=[{"email": ANA, "name": name}]))
    text = livefile.dump(store)
    assert "\u202e" not in text
    assert json.loads(text)["users"][0]["name"] == name


def edited(edit: Callable[[Any], object]) -> bytes:
    """Return the whole file with something wrong in it."""
    document = json.loads(json.dumps(WHOLE))
    edit(document)
    return json.dumps(document).encode()


def person(document: Any) -> Any:
    """Return the first person of the file."""
    return document["practices"][0]["assistants"][0]


WRONG: list[tuple[bytes, str, str | None]] = [
    (b"", "live-file-not-json", None),
    (b"{", "live-file-not-json", None),
    (b"format: accessctl.live/1", "live-file-not-json", None),
    (b"\xff\xfe", "live-file-not-utf-8", None),
    (b"[" * 100_000, "live-file-not-sensible", None),
    (b'{"format": ' + b"9" * 5000 + b"}", "live-file-not-sensible", None),
    (b"[]", "live-file-not-object", "$"),
    (b"{}", "live-file-missing-key", "format"),
    (
        b'{"format": "accessctl.live/1", "users": [{"email": "a@b", "email": "a@c"}]}',
        "live-file-repeated-key",
        "users[0].email",
    ),
    (
        b'{"format": "accessctl.live/1", "now": "2026-11-24T10:00:00Z", "now": null}',
        "live-file-repeated-key",
        "now",
    ),
    (edited(lambda d: d.update(format="accessctl.live/2")), "live-file-format", "format"),
    (edited(lambda d: d.update(state="x")), "live-file-unknown-key", "state"),
    (edited(lambda d: d.update(now="yesterday")), "live-file-time", "now"),
    (edited(lambda d: d.update(now="2026-11-24")), "live-file-time", "now"),
    (edited(lambda d: d.update(now="2026-11-24T10:00:00")), "live-file-time", "now"),
    (edited(lambda d: d.update(now="2026-02-30T10:00:00Z")), "live-file-time", "now"),
    (edited(lambda d: d.update(now="9999-12-31T23:59:59Z")), "live-file-time", "now"),
    (edited(lambda d: d.update(now="0001-01-01T00:00:00+05:00")), "live-file-time", "now"),
    (edited(lambda d: d.update(now=1764000000)), "live-file-not-text", "now"),
    (edited(lambda d: d.update(practices={})), "live-file-not-list", "practices"),
    (edited(lambda d: d.update(practices=["x"])), "live-file-not-object", "practices[0]"),
    (edited(lambda d: d["practices"][0].pop("practice")), "live-file-missing-key", "practices[0].practice"),
    (
        edited(lambda d: d["practices"][0].update(practice="Santa Lucía")),
        "live-file-slug",
        "practices[0].practice",
    ),
    (
        edited(lambda d: d["practices"].append({"practice": "santa-lucia"})),
        "live-file-twice",
        "practices[1].practice",
    ),
    (
        edited(lambda d: d["practices"][0].update(owner={"email": "x@y.example"})),
        "live-file-not-text",
        "practices[0].owner",
    ),
    (edited(lambda d: d["practices"][0].update(owner="Elena")), "live-file-address", "practices[0].owner"),
    (
        edited(lambda d: d["practices"][0]["clinics"].append({"id": "cima"})),
        "live-file-twice",
        "practices[0].clinics[2].id",
    ),
    (
        edited(lambda d: d["practices"][0]["clinics"][0].update(single_record="yes")),
        "live-file-not-boolean",
        "practices[0].clinics[0].single_record",
    ),
    (
        edited(lambda d: person(d).pop("accepted")),
        "live-file-missing-key",
        "practices[0].assistants[0].accepted",
    ),
    (
        edited(lambda d: person(d).update(accepted=0)),
        "live-file-not-boolean",
        "practices[0].assistants[0].accepted",
    ),
    (edited(lambda d: person(d).pop("sent_at")), "live-file-sent-at-missing", "practices[0].assistants[0]"),
    (
        edited(lambda d: person(d).update(attempts=True)),
        "live-file-not-number",
        "practices[0].assistants[0].attempts",
    ),
    (
        edited(lambda d: person(d).update(attempts=10**30)),
        "live-file-not-number",
        "practices[0].assistants[0].attempts",
    ),
    (
        edited(lambda d: person(d).update(email="ana")),
        "live-file-address",
        "practices[0].assistants[0].email",
    ),
    (edited(lambda d: person(d).update(name="")), "live-file-empty", "practices[0].assistants[0].name"),
    (
        edited(lambda d: person(d).update(name="a" * 501)),
        "live-file-too-long",
        "practices[0].assistants[0].name",
    ),
    (
        edited(lambda d: person(d).update(name=chr(0xD800))),
        "live-file-not-text",
        "practices[0].assistants[0].name",
    ),
    (
        edited(lambda d: person(d).update(clinics=["escazu", "escazu"])),
        "live-file-twice",
        "practices[0].assistants[0].clinics[1]",
    ),
    (
        edited(lambda d: person(d).update(clinics="escazu")),
        "live-file-not-list",
        "practices[0].assistants[0].clinics",
    ),
    (
        edited(lambda d: person(d).update(email=LUZ.upper())),
        "live-file-twice",
        "practices[0].assistants[1].email",
    ),
    (edited(lambda d: d["users"].append({"email": LUZ})), "live-file-twice", "users[1].email"),
    (edited(lambda d: d["mails"][0].update(at="now")), "live-file-time", "mails[0].at"),
    (edited(lambda d: d["mails"][0].update(to="ana")), "live-file-address", "mails[0].to"),
]


@pytest.mark.parametrize(("content", "code", "path"), WRONG)
def test_load_when_the_file_is_wrong_names_the_element_and_loads_nothing(
    store: Store, content: bytes, code: str, path: str | None
) -> None:
    """One clear error; nothing is half loaded."""
    load(store, {"email": ANA, "accepted": True})
    before = dumped(store)
    with pytest.raises(AccessctlError) as caught:
        livefile.load(store, content)
    assert (caught.value.code, caught.value.params.get("path")) == (code, path)
    assert dumped(store) == before


def test_loading_four_times_as_many_practices_takes_about_four_times_as_long(store: Store) -> None:
    """A large organisation loads and dumps while one waits; of three tries the quickest counts."""
    people = [{"email": f"p{n}@x.example", "accepted": True, "clinics": ["a"]} for n in range(4)]

    def quickest(practices: int) -> float:
        content = live(*({"practice": f"p{n}", "assistants": people} for n in range(practices)))
        took = []
        for _ in range(3):
            started = time.process_time()
            livefile.load(store, content)
            took.append(time.process_time() - started)
        assert len(dumped(store)["practices"]) == practices
        return min(took)

    few = quickest(500)
    assert quickest(2_000) < few * 8


LETTERS = st.characters(exclude_categories=["Cs"])
NAMES = st.text(LETTERS, min_size=1, max_size=12)
SLUGS = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,6}[a-z0-9])?", fullmatch=True)
EMAILS = st.from_regex(r"[a-z]{1,5}@[a-z]{1,4}\.example", fullmatch=True)
TIMES = st.datetimes(
    min_value=NOW.replace(tzinfo=None) - timedelta(days=9), max_value=NOW.replace(tzinfo=None)
).map(lambda at: at.isoformat() + "Z")
BOOLEANS = st.booleans()
NAMED = {"name": NAMES}
USERS = st.fixed_dictionaries({"email": EMAILS, "surnames": st.lists(NAMES, max_size=2)}, optional=NAMED)
CLINICS = st.fixed_dictionaries({"id": SLUGS, "name": NAMES, "single_record": BOOLEANS})
FACETS: dict[str, st.SearchStrategy[Any]] = {
    "clinics": st.lists(SLUGS, unique=True, max_size=3).map(sorted),
    "record_access": BOOLEANS,
    "billing": BOOLEANS,
}
ASSISTANTS = st.one_of(
    st.fixed_dictionaries(
        {
            "email": EMAILS,
            "surnames": st.lists(NAMES, max_size=2),
            "accepted": st.just(value=False),
            "sent_at": TIMES,
            "attempts": st.integers(0, 9),
        },
        optional=NAMED | FACETS,
    ),
    st.fixed_dictionaries(
        {"email": EMAILS, "surnames": st.lists(NAMES, max_size=2), "accepted": st.just(value=True)},
        optional=NAMED | FACETS | {"sent_at": TIMES, "attempts": st.integers(0, 9)},
    ),
)


def by(key: str) -> Callable[[dict[str, Any]], str]:
    """Return the key that a list is kept unique and sorted by."""
    return lambda item: str(item[key])


def listed(items: st.SearchStrategy[Any], key: str) -> st.SearchStrategy[list[Any]]:
    """Return sorted lists without repetition."""
    return st.lists(items, max_size=4, unique_by=by(key)).map(lambda found: sorted(found, key=by(key)))


def said(mail: dict[str, Any]) -> str:
    """Return all that a mail says, to sort by."""
    return json.dumps(mail, sort_keys=True)


PRACTICES = st.fixed_dictionaries(
    {"practice": SLUGS, "assistants": listed(ASSISTANTS, "email")},
    optional={"owner": EMAILS, "clinics": listed(CLINICS, "id"), "billing_issuer": EMAILS},
)
FILES = st.fixed_dictionaries(
    {
        "format": st.just("accessctl.live/1"),
        "now": TIMES,
        "users": listed(USERS, "email"),
        "practices": listed(PRACTICES, "practice"),
        "mails": st.lists(
            st.fixed_dictionaries({"at": TIMES, "to": EMAILS, "practice": SLUGS, "kind": NAMES}),
            max_size=3,
        ),
    }
)


@given(FILES)
@settings(max_examples=60, deadline=None)
def test_dump_of_any_loaded_file_is_equal_to_it(document: dict[str, Any]) -> None:
    """Loading loses and invents nothing, whatever the file says."""
    with tempfile.TemporaryDirectory() as directory:
        store = Store(Path(directory) / "state", NOW)
        livefile.load(store, json.dumps(document).encode())
        found = dumped(store)
        again = Store(Path(directory) / "again", NOW)
        livefile.load(again, livefile.dump(store).encode())
        assert livefile.dump(again) == livefile.dump(store)
        store.close()
        again.close()
    wanted = {**document, "mails": sorted(document["mails"], key=said)}
    assert {**found, "mails": sorted(found["mails"], key=said)} == wanted
