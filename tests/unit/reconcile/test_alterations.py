"""What a reviewer has to see besides people: loosened rules and guards, other recipients and accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accessctl.declarations.page_map_loading import shipped_page_map
from accessctl.model.identity import Address
from accessctl.model.policy import ApprovalPolicy, Policy, PolicyException, RecordAccessPolicy, ReviewPolicy
from accessctl.model.practice import Clinic, Declaration, Practice
from accessctl.model.settings import GuardSettings, HandoffSettings, JournalSettings, LiveSettings, Settings
from accessctl.reconcile.alterations import alterations, loosened_guards, loosened_rules, rerouted
from builders import HERE, practice

STRICT = Policy(
    domains_allow=("a.example",),
    domains_deny=("b.example",),
    shared_mailboxes_deny=("info",),
    assistants_at_most=8,
    record_access=RecordAccessPolicy(2, reason_required=True, until_required=True, at_most_days=365),
    end_date_domains=("agencia.example",),
    separate=("record_access", "billing"),
    protected=frozenset({Address("jefa@a.example")}),
    reviews=ReviewPolicy(timedelta(days=90)),
    approvals=ApprovalPolicy(1, "access/signers"),
    attested_by_another=True,
)
EXCEPTION = PolicyException("separate", None, "obra", date(2027, 1, 1))


def declaration(*practices: Practice, **more: object) -> Declaration:
    """Return a declaration of some practices."""
    plain = Declaration(Settings(), Policy(), {item.slug: item for item in practices})
    return replace(plain, **more)  # type: ignore[arg-type]


def test_the_same_declaration_alters_nothing() -> None:
    """The no-op first."""
    same = declaration(practice(), policy=STRICT)
    assert alterations(same, same) == ()


def test_a_policy_that_is_made_stricter_is_not_told() -> None:
    """Only what allows more is sensitive."""
    assert list(loosened_rules(Policy(), STRICT)) == []


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("email_domains.allow", {"domains_allow": ("a.example", "c.example")}),
        ("email_domains.allow", {"domains_allow": None}),
        ("email_domains.deny", {"domains_deny": ()}),
        ("shared_mailboxes.deny", {"shared_mailboxes_deny": ()}),
        ("assistants.at_most", {"assistants_at_most": 9}),
        ("assistants.at_most", {"assistants_at_most": None}),
        ("end_date.required_for_domains", {"end_date_domains": ()}),
        ("separate", {"separate": ()}),
        ("protected", {"protected": frozenset()}),
        ("reviews.every", {"reviews": None}),
        ("approvals", {"approvals": ApprovalPolicy(0, "access/signers")}),
        ("attestation.by_another", {"attested_by_another": False}),
        ("exceptions", {"exceptions": (EXCEPTION,)}),
    ],
)
def test_a_loosened_rule_is_told_by_its_key(key: str, change: dict[str, object]) -> None:
    """Each key of the policy."""
    assert list(loosened_rules(STRICT, replace(STRICT, **change))) == [key]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("record_access.at_most", {"at_most": 3}),
        ("record_access.reason", {"reason_required": False}),
        ("record_access.until", {"until_required": False}),
        ("record_access.at_most_days", {"at_most_days": None}),
    ],
)
def test_a_loosened_rule_about_record_access_is_told(key: str, change: dict[str, object]) -> None:
    """Each of them."""
    record = replace(STRICT.record_access, **change)  # type: ignore[arg-type]
    assert list(loosened_rules(STRICT, replace(STRICT, record_access=record))) == [key]


@pytest.mark.parametrize(
    ("key", "guards"),
    [
        ("guards.removals.percent", GuardSettings(removals_percent=26)),
        ("guards.removals.at_least", GuardSettings(removals_at_least=11)),
        ("guards.removals.window", GuardSettings(removals_window=timedelta(hours=1))),
        ("guards.invitations", GuardSettings(invitations=51)),
        ("guards.record_grants", GuardSettings(record_grants=11)),
    ],
)
def test_a_loosened_guard_is_told_by_its_key(key: str, guards: GuardSettings) -> None:
    """Each of the guards' settings."""
    assert list(loosened_guards(Settings(), Settings(guards=guards))) == [key]
    assert list(loosened_guards(Settings(guards=guards), Settings())) == []


def test_drift_that_is_only_reported_is_a_loosened_guard() -> None:
    """Somebody's way in would stay open."""
    assert list(loosened_guards(Settings(), Settings(drift="report"))) == ["drift"]


def test_settings_that_send_things_elsewhere_are_told() -> None:
    """Mails, the journal and the live system."""
    before = Settings(
        handoffs=HandoffSettings(sender=Address("a@org.example")),
        journal=JournalSettings(root="1" * 40),
        live=LiveSettings(account=Address("a@org.example")),
    )
    now = Settings(branch="trunk", live=LiveSettings(provider="roster"))
    assert list(rerouted(before, now)) == [
        "branch",
        "journal.root",
        "handoffs.from",
        "live.provider",
        "live.account",
    ]
    first = Settings(handoffs=HandoffSettings(outbox="docs", templates="access/templates"))
    assert list(rerouted(Settings(), first)) == ["handoffs.outbox", "handoffs.templates"]
    people = Settings(live=LiveSettings(users=(("3001", Address("a@org.example")),), own_user="2001"))
    assert list(rerouted(Settings(), people)) == ["live.own_user", "live.users"]
    assert list(rerouted(Settings(), Settings(journal=JournalSettings(root="1" * 40)))) == []


def test_another_recipient_or_account_of_a_practice_is_told() -> None:
    """Owner, issuer's owner, centre administrator, live account."""
    before = practice()
    elsewhere = Address("otra@evil.example")
    clinics = (*before.clinics[:2], Clinic("cima", "Hospital CIMA", HERE, administrator=elsewhere))
    now = replace(before, owner=elsewhere, billing_issuer=elsewhere, clinics=clinics, organization="4001")
    found = alterations(declaration(before), declaration(now))
    assert sorted((notice.code, str(notice.params.get("key"))) for notice in found) == [
        ("account-changed", "None"),
        ("recipient-changed", "billing_issuer"),
        ("recipient-changed", "clinics.cima"),
        ("recipient-changed", "owner"),
    ]


def test_a_renamed_practice_is_compared_with_itself_and_a_new_one_with_nothing() -> None:
    """`previously` is followed."""
    before = practice()
    renamed = replace(before, slug="nueva", previously=("santa-lucia",), owner=Address("x@x.example"))
    assert [n.code for n in alterations(declaration(before), declaration(renamed))][-1] == "recipient-changed"
    assert alterations(declaration(before), declaration(before, replace(before, slug="otra"))) == ()


def test_recipient_where_there_was_none_is_told() -> None:
    """A clinic that gets an administrator, an issuer that gets an owner: requests go there from now on."""
    before = replace(practice(), billing_issuer=None)
    elsewhere = Address("otra@evil.example")
    clinics = (Clinic("escazu", "Escazú", HERE, administrator=elsewhere), *before.clinics[1:])
    now = replace(before, billing_issuer=elsewhere, clinics=clinics)
    found = alterations(declaration(before), declaration(now))
    assert sorted(str(notice.params["key"]) for notice in found) == ["billing_issuer", "clinics.escazu"]


def test_practice_that_is_only_shown_from_now_on_is_told() -> None:
    """Nobody would be removed there any more."""
    applied, shown = practice(), replace(practice(), mode="plan-only")
    assert [n.code for n in alterations(declaration(applied), declaration(shown))] == ["plan-only-begins"]
    assert [n.code for n in alterations(declaration(shown), declaration(applied))] == ["plan-only-ends"]


def test_reviews_that_take_nothing_away_any_more_are_told() -> None:
    """What nobody confirmed stays."""
    removing, reporting = (
        Policy(reviews=ReviewPolicy(timedelta(days=90), what)) for what in ("remove", "report")
    )
    assert list(loosened_rules(removing, reporting)) == ["reviews.unconfirmed_record_access"]
    assert list(loosened_rules(reporting, removing)) == []


@pytest.mark.parametrize(("before", "now", "code"), [(False, True, "web-begins"), (True, False, "web-ends")])
def test_work_in_the_owners_account_is_told_when_it_begins_and_ends(
    before: bool,  # noqa: FBT001
    now: bool,  # noqa: FBT001
    code: str,
) -> None:
    """With whose account it is; the same number is no other account."""
    huli = practice(provider="huli", organization="4001")
    (notice,) = alterations(declaration(replace(huli, web=before)), declaration(replace(huli, web=now)))
    assert (notice.code, notice.params) == (code, {"owner": huli.owner})


def test_another_map_of_the_pages_is_told() -> None:
    """Also when it is taken away: then the program's own holds."""
    usual = shipped_page_map()
    own = replace(usual, start="/inicio")
    plain = declaration(practice())
    for before, now in ((None, own), (own, None), (usual, own)):
        found = alterations(replace(plain, page_map=before), replace(plain, page_map=now))
        assert [(one.code, one.params["file"]) for one in found] == [
            ("page-map-changed", "access/page-map.yaml")
        ]
    assert alterations(replace(plain, page_map=own), replace(plain, page_map=own)) == ()
