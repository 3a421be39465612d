"""The contract `accessctl.plan/1`, written and read back."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_plans import NOW, full_plan, small_plan

from accessctl.errors import AccessctlError
from accessctl.model.change import Access, Change, ChangeKind, Origin, Reason, Route
from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.plan import Notice, Plan, PlanScope, Violation
from accessctl.rendering.json_plan import plan_json
from accessctl.rendering.plan_file import plan_from_json

DIGEST = "ab12" * 16

words = st.text(st.characters(codec="utf-8"), max_size=12)
plain_words = st.sampled_from(["a", "unknown-clinic", "Ana Mora", "2026-13-45", "PT", "Ñandú 🙂"])
naive = datetime.min  # noqa: DTZ901 - hypothesis takes bounds without a zone and adds it
instants = st.datetimes(naive.replace(year=2000), naive.replace(year=2100), timezones=st.just(UTC))
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    plain_words,
    instants,
    st.dates(min_value=date(2000, 1, 1)),
    st.integers(0, 10**7).map(lambda seconds: timedelta(seconds=seconds)),
)
params = st.dictionaries(words, st.one_of(scalars, st.lists(scalars, max_size=3).map(tuple)), max_size=3)
addresses = words.map(Address)
clinics = st.one_of(st.none(), st.lists(words, max_size=3, unique=True).map(lambda ids: tuple(sorted(ids))))
flags = st.one_of(st.none(), st.booleans())
access = st.builds(Access, clinics, flags, flags)
origins = st.builds(
    Origin,
    where=st.one_of(st.none(), st.builds(Location, words, st.integers(1, 9999))),
    commit=st.one_of(st.none(), words),
    author=st.one_of(st.none(), words),
    at=st.one_of(st.none(), instants),
    drift_since=st.one_of(st.none(), instants),
)
changes = st.builds(
    Change,
    kind=st.sampled_from(ChangeKind),
    practice=words,
    email=addresses,
    route=st.sampled_from(Route),
    before=access,
    after=access,
    reason=st.builds(Reason, words, params),
    name=st.one_of(st.none(), words),
    surnames=st.lists(words, max_size=2).map(tuple),
    recipient=st.one_of(st.none(), addresses),
    centre=st.one_of(st.none(), words),
    replaces=st.one_of(st.none(), addresses),
    origin=origins,
    sensitive=st.booleans(),
)
notices = st.builds(
    Notice,
    practice=words,
    code=words,
    email=st.one_of(st.none(), addresses),
    kind=st.one_of(st.none(), st.sampled_from(ChangeKind)),
    params=params,
    until=st.one_of(st.none(), instants),
    remedy=words.filter(bool),
)
many = st.lists(notices, max_size=2).map(tuple)
violations = st.builds(
    Violation, words, st.one_of(st.none(), words), st.one_of(st.none(), addresses), params, st.none() | words
)
plans = st.builds(
    Plan,
    made_at=instants,
    changes=st.lists(changes, max_size=3).map(tuple),
    waiting=many,
    blocked=many,
    unmanaged=many,
    unverified=many,
    released=many,
    frozen=many,
    alterations=many,
    violations=st.lists(violations, max_size=2).map(tuple),
    commit=st.none() | words,
    tree=st.none() | st.dictionaries(words, words, max_size=3),
    valid_until=st.none() | instants,
    with_journal=st.booleans(),
    plan_only=st.frozensets(words, max_size=2),
    practices=st.integers(0, 10_000),
    scope=st.builds(
        PlanScope,
        st.none() | st.lists(words, max_size=3).map(tuple),
        st.integers(0, 10_000),
        st.none() | words,
        st.none() | words,
    ),
)


@given(plans)
def test_a_plan_read_back_from_its_json_is_the_same_plan(plan: Plan) -> None:
    """Nothing that the contract names is lost on the way to a file and back."""
    written = json.loads(json.dumps(plan_json(plan, DIGEST)))
    assert plan_from_json(written) == plan
    assert plan_json(plan_from_json(written), DIGEST) == written


def test_the_plan_with_everything_read_back_gives_the_same_json() -> None:
    """Every kind and every code survives."""
    written = json.loads(json.dumps(plan_json(full_plan(), DIGEST)))
    assert plan_json(plan_from_json(written), DIGEST) == written


def test_the_json_has_the_contracts_keys_and_no_other() -> None:
    """The published shape is exactly the one that the design names."""
    value = plan_json(small_plan(), DIGEST)
    assert list(value) == [
        *("format", "digest", "tree", "commit", "made_at", "valid_until", "with_journal", "changes"),
        *("waiting", "blocked", "unmanaged", "unverified", "released", "frozen", "alterations"),
        *("renamed", "violations", "plan_only", "withheld", "scope", "summary"),
    ]
    change = plan_json(small_plan(), DIGEST)["changes"][0]  # type: ignore[index]
    assert list(change) == [
        *("id", "kind", "practice", "email", "name", "surnames", "route", "recipient", "before", "after"),
        *("reason", "origin", "sensitive", "centre", "replaces"),
    ]
    assert list(change["origin"]) == ["file", "line", "commit", "author", "at", "drift_since"]
    assert list(change["before"]) == ["clinics", "record_access", "billing"]


def test_times_in_the_json_are_utc_with_z() -> None:
    """A reader needs no time zone."""
    elsewhere = replace(small_plan(), made_at=NOW.astimezone())
    assert plan_json(elsewhere, DIGEST)["made_at"] == "2026-11-24T15:00:00Z"


def test_the_summary_counts_changes_routes_and_kinds() -> None:
    """The counts follow from the lists."""
    waiting = {
        "waiting": 1,
        "blocked": 1,
        "unmanaged": 0,
        "unverified": 0,
        "released": 0,
        "frozen": 0,
        "alterations": 0,
        "renamed": 0,
    }
    counts = {
        "practices": 3,
        "changes": 3,
        "direct": 2,
        "handoffs": 1,
        "sensitive": 1,
        "plan_only": 0,
        "withheld": 0,
    }
    kinds = {"invite": 1, "request-record-access": 1, "revoke": 1}
    summary = plan_json(small_plan(), DIGEST)["summary"]
    assert summary == counts | waiting | {"violations": 0, "by_kind": kinds}


def test_a_blocked_notice_without_a_remedy_names_its_code() -> None:
    """What is blocked always says where the remedy is found."""
    blocked = Notice("santa-lucia", "refused")
    value = plan_json(Plan(NOW, blocked=(blocked,), waiting=(blocked,)), DIGEST)
    assert value["blocked"][0]["remedy"] == "refused"  # type: ignore[index]
    assert value["waiting"][0]["remedy"] is None  # type: ignore[index]


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("made_at",), "yesterday", "made_at"),
        (("made_at",), "2026-11-24T15:00:00+01:00", "made_at"),
        (("made_at",), "2026-13-24T15:00:00Z", "made_at"),
        (("digest",), 7, "digest"),
        (("changes",), {}, "changes"),
        (("changes", 0), "text", "changes[0]"),
        (("changes", 0, "kind"), "grant-all", "changes[0].kind"),
        (("changes", 0, "route"), None, "changes[0].route"),
        (("changes", 1, "id"), "000000000000", "changes[1].id"),
        (("changes", 0, "email"), "other@santalucia.example", "changes[0].id"),
        (("changes", 0, "sensitive"), 1, "changes[0].sensitive"),
        (("changes", 0, "extra"), True, "changes[0].extra"),
        (("changes", 0, "before", "clinics"), "escazu", "changes[0].before.clinics"),
        (("changes", 0, "before", "clinics"), [3], "changes[0].before.clinics[0]"),
        (("changes", 0, "reason", "params"), [], "changes[0].reason.params"),
        (("changes", 0, "origin", "line"), True, "changes[0].origin.line"),
        (("changes", 0, "origin", "line"), None, "changes[0].origin.file"),
        (("blocked", 0, "practice"), None, "blocked[0].practice"),
        (("summary", "changes"), 2, "summary.changes"),
        (("summary", "changes"), 3.0, "summary.changes"),
        (("plan_only",), ["b", "a"], "plan_only[0]"),
        (("unknown",), 1, "unknown"),
        (("tree",), "abc", "tree"),
    ],
)
def test_a_plan_file_that_was_altered_is_refused_with_the_place(
    path: tuple[str | int, ...], value: object, where: str
) -> None:
    """A wrong type, an unknown key or a value that does not follow from the rest is named."""
    plan = copy.deepcopy(json.loads(json.dumps(plan_json(small_plan(), DIGEST))))
    spot = plan
    for key in path[:-1]:
        spot = spot[key]
    spot[path[-1]] = value
    with pytest.raises(AccessctlError) as caught:
        plan_from_json(plan)
    assert (caught.value.code, caught.value.params) == ("plan-file-invalid", {"where": where})


@pytest.mark.parametrize("key", ["digest", "changes", "waiting", "summary", "with_journal", "tree"])
def test_a_plan_file_that_lacks_a_key_is_refused(key: str) -> None:
    """A missing key is named."""
    value = plan_json(small_plan(), DIGEST)
    del value[key]
    with pytest.raises(AccessctlError) as caught:
        plan_from_json(value)
    assert caught.value.params["where"] == key


@pytest.mark.parametrize("value", [None, [], "plan", 3])
def test_a_file_that_is_no_mapping_is_refused(value: object) -> None:
    """Any JSON value may stand in a file."""
    with pytest.raises(AccessctlError, match="plan-file-invalid"):
        plan_from_json(value)


def test_a_plan_of_another_version_is_refused_by_its_format() -> None:
    """A newer program's plan is told apart from a broken one."""
    with pytest.raises(AccessctlError, match="plan-file-format") as caught:
        plan_from_json({**plan_json(small_plan(), DIGEST), "format": "accessctl.plan/2"})
    assert caught.value.params == {"found": "accessctl.plan/2", "expected": "accessctl.plan/1"}
