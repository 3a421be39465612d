"""A bad case and its good neighbour for everything that a rule can say, by the key of its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time
from functools import partial
from typing import Any, NamedTuple

from validation_builders import clinic, declaration, entry, practice

from accessctl.model.identity import Address
from accessctl.model.policy import (
    ApprovalPolicy,
    Policy,
    PolicyException,
    RecordAccessPolicy,
)
from accessctl.model.practice import Declaration, Entry, RecordAccess
from accessctl.model.settings import HandoffSettings, JournalSettings, LiveSettings, SendWindow, Settings
from accessctl.model.signer import KeyKind, Signer, SignerFault, Signers

ZWSP = "\u200b"
CYRILLIC_A = "\u0430"
DAY = date
LATER = DAY(2027, 3, 31)


class Case(NamedTuple):
    """Two declarations, one of which is wrong."""

    bad: Declaration
    good: Declaration


def people(*entries: Entry, **fields: Any) -> Declaration:
    """Return one practice with these people."""
    return declaration(practice("lucia", *entries, **fields))


def settings(**fields: Any) -> Declaration:
    """Return a repository with these settings."""
    return declaration(practice(), settings=Settings(**fields))


def live(**fields: Any) -> Declaration:
    """Return a repository with these settings of the live system."""
    return settings(live=LiveSettings(**fields))


def policy(*entries: Entry, **fields: Any) -> Declaration:
    """Return one practice with these people under this policy."""
    return declaration(practice("lucia", *entries), policy=Policy(**fields))


def record_policy(one: Entry, **fields: Any) -> Declaration:
    """Return one practice with this person under these rules for record access."""
    return policy(one, record_access=RecordAccessPolicy(**fields))


def exception(rule: str, slug: str | None = "lucia", until: date = LATER) -> Declaration:
    """Return a policy with one exception."""
    return policy(exceptions=(PolicyException(rule, slug, "Acordado en junta", until),))


TWO = (clinic("escazu"), clinic("cima", 8))
LUZ = entry("luz.solis@lucia.example", 20)
RECORD = entry(record_access=DAY(2027, 1, 31))
AT_CENTRE = (clinic("escazu"), clinic("cima", 8, administrator=Address("ana.mora@lucia.example")))


def two(one: Mapping[str, Any], other: Mapping[str, Any]) -> Declaration:
    """Return two practices, each with the same address declared with these fields."""
    return declaration(
        practice("lucia", entry(**one)),
        practice("rosa", entry(file="practices/rosa.yaml", **other)),
    )


PRACTICES: dict[str, Callable[[], Case]] = {
    "slug-mismatch": lambda: Case(
        declaration(practice("lucia", file="practices/rosa.yaml")), declaration(practice("lucia"))
    ),
    "practice-twice": lambda: Case(
        declaration(practice("lucia"), practice("lucia", file="practices/rosa.yaml", organization="7")),
        declaration(practice("lucia"), practice("rosa")),
    ),
    "two-practices-one-account": lambda: Case(
        declaration(practice("lucia", organization="4001"), practice("rosa", organization="4001")),
        declaration(
            practice("lucia", organization="4001"), practice("rosa", organization="4001", provider="huli")
        ),
    ),
    "previously-slug-present": lambda: Case(
        declaration(practice("lucia"), practice("rosa", previously=("lucia",))),
        declaration(practice("lucia"), practice("rosa", previously=("rosita",))),
    ),
    "previously-slug-twice": lambda: Case(
        declaration(practice("lucia", previously=("old",)), practice("rosa", previously=("old",))),
        declaration(practice("lucia", previously=("old",)), practice("rosa", previously=("older",))),
    ),
    "no-clinics": lambda: Case(people(entry(clinics=()), clinics=()), declaration(practice(clinics=()))),
    "duplicate-clinic": lambda: Case(
        people(clinics=(clinic(), clinic(line=8, name="Otra"))), people(clinics=TWO)
    ),
    "clinic-name-twice": lambda: Case(
        people(clinics=(clinic("a", name="Escazú"), clinic("b", name="ESCAZÚ"))),
        people(clinics=(clinic("a", name="Escazú"), clinic("b", name="Escazú", label="Escazú 2"))),
    ),
    "unknown-time-zone": lambda: Case(
        people(time_zone="America/Escazu"), people(time_zone="America/Mexico_City")
    ),
    "journal-on-branch": lambda: Case(
        settings(branch="main", journal=JournalSettings("main")), settings(branch="main")
    ),
    "send-window-empty": lambda: Case(
        settings(send_window=SendWindow(frozenset({0}), time(17), time(8))),
        settings(send_window=SendWindow(frozenset({0}), time(8), time(17))),
    ),
    "templates-path": lambda: Case(
        settings(handoffs=HandoffSettings(templates="../letters")),
        settings(handoffs=HandoffSettings(templates="access/templates")),
    ),
    "organization-missing": lambda: Case(
        declaration(practice("lucia", provider="huli"), practice("rosa")),
        declaration(practice("lucia", provider="huli", organization="4001"), practice("rosa")),
    ),
    "web-without-huli": lambda: Case(
        declaration(practice("lucia", web=True)),
        declaration(practice("lucia", provider="huli", organization="4001", web=True)),
    ),
    "own-user-named": lambda: Case(
        live(users=(("2001", LUZ.email),), own_user="2001"),
        live(users=(("2001", LUZ.email),), own_user="3001"),
    ),
    "two-users-one-address": lambda: Case(
        live(users=(("2001", LUZ.email), ("3001", LUZ.email))),
        live(users=(("2001", LUZ.email), ("3001", Address("ana.mora@lucia.example")))),
    ),
}

ENTRIES: dict[str, Callable[[], Case]] = {
    "unknown-clinic": lambda: Case(people(entry(clinics=("zzz",))), people(entry())),
    "unknown-clinic.near": lambda: Case(people(entry(clinics=("escasu",))), people(entry())),
    "clinics-not-chosen": lambda: Case(
        people(entry(clinics=()), clinics=TWO), people(entry(clinics=("cima",)), clinics=TWO)
    ),
    "clinic-repeated": lambda: Case(
        people(entry(clinics=("cima", "cima")), clinics=TWO),
        people(entry(clinics=("cima", "escazu")), clinics=TWO),
    ),
    "duplicate-assistant": lambda: Case(
        people(entry(), entry("ANA.MORA@Lucia.example", 20)), people(entry(), LUZ)
    ),
    "previously-conflict": lambda: Case(
        people(entry(previously=(LUZ.email,)), LUZ), people(entry(previously=(LUZ.email,)))
    ),
    "previously-conflict.own": lambda: Case(
        people(entry(previously=(Address("ana.mora@lucia.example"),))),
        people(entry(previously=(Address("ana.m@lucia.example"),))),
    ),
    "previously-conflict.twice": lambda: Case(
        people(
            entry(previously=(Address("a@x.example"),)),
            entry("luz@lucia.example", 20, previously=(Address("a@x.example"),)),
        ),
        people(entry(previously=(Address("a@x.example"), Address("a@x.example")))),
    ),
    "old-address-elsewhere": lambda: Case(
        declaration(practice("lucia", entry(previously=(LUZ.email,))), practice("rosa", LUZ)),
        declaration(practice("lucia", entry(previously=(LUZ.email,))), practice("rosa")),
    ),
    "billing-without-issuer": lambda: Case(
        people(entry(billing=True)),
        people(entry(billing=True), billing_issuer=Address("finanzas@lucia.example")),
    ),
    "owner-as-assistant": lambda: Case(people(entry("Elena.Rojas@lucia.example")), people(entry())),
    "owner-as-assistant.before": lambda: Case(
        people(entry(previously=(Address("elena.rojas@lucia.example"),))), people(entry())
    ),
    "protected-as-assistant": lambda: Case(
        policy(entry(), protected=frozenset({Address("ana.mora@lucia.example")})),
        policy(LUZ, protected=frozenset({Address("ana.mora@lucia.example")})),
    ),
    "protected-as-assistant.before": lambda: Case(
        policy(entry(previously=(LUZ.email,)), protected=frozenset({LUZ.email})),
        policy(entry(), protected=frozenset({LUZ.email})),
    ),
    "own-account-as-assistant": lambda: Case(
        declaration(practice("lucia", LUZ), settings=Settings(live=LiveSettings(account=LUZ.email))),
        declaration(practice("lucia", entry()), settings=Settings(live=LiveSettings(account=LUZ.email))),
    ),
    "own-account-as-assistant.before": lambda: Case(
        declaration(
            practice("lucia", entry(previously=(LUZ.email,))),
            settings=Settings(live=LiveSettings(account=LUZ.email)),
        ),
        declaration(practice("lucia", entry()), settings=Settings(live=LiveSettings(account=LUZ.email))),
    ),
    "grants-to-self": lambda: Case(
        people(entry(clinics=("cima",)), clinics=AT_CENTRE),
        people(entry(clinics=("escazu",)), clinics=AT_CENTRE),
    ),
    "grants-to-self.billing": lambda: Case(
        people(LUZ, entry(billing=True), billing_issuer=Address("ana.mora@lucia.example")),
        people(LUZ, entry(), billing_issuer=Address("ana.mora@lucia.example")),
    ),
}

PEOPLE: dict[str, Callable[[], Case]] = {
    "name-missing": lambda: Case(people(entry(name=None)), people(entry())),
    "one-surname": lambda: Case(people(entry(surnames=("Mora",))), people(entry())),
    "quotes-in-name": lambda: Case(
        people(entry(surnames=("“Mora”", "Jiménez"))), people(entry(surnames=("D’Ambrosio", "O'Brien")))
    ),
    "different-names": lambda: Case(
        two({"name": "Ana", "surnames": ("Mora",)}, {"name": "Luz", "surnames": ("Solís",)}),
        two({"name": "Ana", "surnames": ("Mora",)}, {"name": "ANA", "surnames": ("Mora", "Jiménez")}),
    ),
    "possible-duplicate": lambda: Case(
        people(
            entry(name="Ana", surnames=("Mora",)), entry("am@x.example", 20, name="ána", surnames=("MORA",))
        ),
        people(
            entry(name="Ana", surnames=("Mora",)), entry("am@x.example", 20, name="Ana", surnames=("Solís",))
        ),
    ),
    "invalid-address": lambda: Case(people(entry("ana")), people(entry("ana+citas@lucia.example"))),
    "invalid-address.quotes": lambda: Case(
        people(entry("“ana@lucia.example”")), people(entry("o'neil@lucia.example"))
    ),
    "invalid-address.local": lambda: Case(
        people(entry("ana..mora@lucia.example")), people(entry("o'neil@lucia.example"))
    ),
    "invalid-address.domain": lambda: Case(
        people(entry("ana@lucia")), people(entry("ana@sub.lucia.example"))
    ),
    "invisible-character": lambda: Case(
        people(entry(f"ana{ZWSP}.mora@lucia.example")), people(entry(name="José\u00a0María"))
    ),
    "mixed-script-address": lambda: Case(
        people(entry(f"{CYRILLIC_A}na@lucia.example")),
        people(entry("\u0430\u043d\u043d\u0430@lucia.example")),
    ),
    "confusable-address": lambda: Case(
        people(entry(), entry(f"{CYRILLIC_A}na.mora@lucia.example", 20)),
        people(entry(), entry("\u0436\u0436@lucia.example", 20)),
    ),
    "similar-address": lambda: Case(
        people(entry("marta@x.example"), entry("rnarta@x.example", 20)),
        people(entry("marta@x.example"), entry("rnarta@y.example", 20)),
    ),
    "address-typo-domain": lambda: Case(people(entry("ana@gmial.com")), people(entry("ana@ymail.com"))),
    "until-before-from": lambda: Case(
        people(entry(starts=DAY(2027, 2, 1), ends=DAY(2027, 1, 31))),
        people(entry(starts=DAY(2027, 2, 1), ends=DAY(2027, 2, 1))),
    ),
    "date-passed": lambda: Case(people(entry(ends=DAY(2026, 11, 23))), people(entry(ends=DAY(2026, 11, 24)))),
    "date-far-away": lambda: Case(people(entry(ends=DAY(2072, 1, 31))), people(entry(ends=DAY(2027, 1, 31)))),
    "record-access-until-passed": lambda: Case(
        people(entry(record_access=DAY(2026, 11, 23))), people(entry(record_access=DAY(2026, 11, 24)))
    ),
    "record-until-after-until": lambda: Case(
        people(entry(ends=DAY(2027, 1, 30), record_access=DAY(2027, 1, 31))),
        people(entry(ends=DAY(2027, 1, 31), record_access=DAY(2027, 1, 31))),
    ),
    "record-until-before-from": lambda: Case(
        people(entry(starts=DAY(2027, 2, 1), record_access=DAY(2027, 1, 31))),
        people(entry(starts=DAY(2027, 1, 31), record_access=DAY(2027, 1, 31))),
    ),
    "record-access-differs": lambda: Case(
        two({"record_access": DAY(2027, 1, 31)}, {}),
        two({"record_access": DAY(2027, 1, 31)}, {"record_access": DAY(2027, 6, 30)}),
    ),
}

POLICY: dict[str, Callable[[], Case]] = {
    "email-domain": lambda: Case(
        policy(entry(), domains_allow=("rosa.example",)), policy(entry(), domains_allow=("Lucia.example",))
    ),
    "email-domain.denied": lambda: Case(
        policy(entry("ana@mail.lucia.example"), domains_deny=("lucia.example",)),
        policy(entry("ana@santalucia.example"), domains_deny=("lucia.example",)),
    ),
    "shared-mailbox": lambda: Case(
        policy(entry("Info+1@lucia.example"), shared_mailboxes_deny=("info",)),
        policy(entry("informa@lucia.example"), shared_mailboxes_deny=("info",)),
    ),
    "assistants-at-most": lambda: Case(
        policy(entry(), LUZ, assistants_at_most=1), policy(entry(), assistants_at_most=1)
    ),
    "record-access-at-most": lambda: Case(record_policy(RECORD, at_most=0), record_policy(RECORD, at_most=1)),
    "record-access-reason": lambda: Case(
        record_policy(entry(record_access=RecordAccess("  ")), reason_required=True),
        record_policy(RECORD, reason_required=True),
    ),
    "record-access-until": lambda: Case(
        record_policy(entry(record_access=RecordAccess("x")), until_required=True),
        record_policy(RECORD, until_required=True),
    ),
    "record-access-days": lambda: Case(
        record_policy(RECORD, at_most_days=67), record_policy(RECORD, at_most_days=68)
    ),
    "record-access-days.no-end": lambda: Case(
        record_policy(entry(record_access=RecordAccess("x")), at_most_days=68),
        record_policy(entry(record_access=RecordAccess("x"), ends=DAY(2027, 1, 31)), at_most_days=68),
    ),
    "end-date-required": lambda: Case(
        policy(entry("ana@agencia.example"), end_date_domains=("agencia.example",)),
        policy(entry("ana@agencia.example", ends=DAY(2027, 1, 1)), end_date_domains=("agencia.example",)),
    ),
    "separate": lambda: Case(
        policy(entry(record_access=DAY(2027, 1, 31), billing=True), separate=("record_access", "billing")),
        policy(entry(billing=True), separate=("record_access", "billing")),
    ),
    "exception-expired": lambda: Case(
        exception("separate", until=DAY(2026, 11, 23)), exception("separate", until=DAY(2026, 11, 24))
    ),
    "exception-unknown-rule": lambda: Case(exception("owner-as-assistant"), exception("separate")),
    "exception-unknown-rule.near": lambda: Case(exception("seperate"), exception("separate")),
    "exception-unknown-practice": lambda: Case(exception("separate", "qqq"), exception("separate", None)),
    "exception-unknown-practice.near": lambda: Case(exception("separate", "luca"), exception("separate")),
}

SIGNER = Signer(KeyKind.SSH, (LUZ.email,), 1, "luz.solis@lucia.example ssh-ed25519 AAAA", "AAAA")


def signers(*listed: Signer, faults: tuple[SignerFault, ...] = (), path: str | None = None) -> Declaration:
    """Return a policy that asks for an approval of one of these signers."""
    one = ApprovalPolicy(1, path)
    return declaration(practice(), policy=Policy(approvals=one), signers=Signers(listed, faults))


def faulty(code: str) -> Case:
    """Return signers of which one line is wrong, and the same without it."""
    fault = SignerFault(3, code, {"found": "*@lucia.example", "option": "cert-authority"})
    return Case(signers(SIGNER, faults=(fault,)), signers(SIGNER))


SIGNERS: dict[str, Callable[[], Case]] = {
    "signers-path": lambda: Case(signers(SIGNER, path="../signers"), signers(SIGNER, path="access/signers")),
    "signers-missing": lambda: Case(policy(approvals=ApprovalPolicy(1)), policy(approvals=ApprovalPolicy(0))),
    "signers-missing.nobody": lambda: Case(signers(), signers(SIGNER)),
    **{
        "signer-line" if code == "key" else f"signer-line.{code}": partial(faulty, code)
        for code in ["size", "address", "pattern", "option", "key", "secret", "block", "not-in-key", "nobody"]
    },
    "signer-twice": lambda: Case(
        signers(SIGNER, replace(SIGNER, line=2)), signers(SIGNER, replace(SIGNER, line=2, key="BBBB"))
    ),
}

CASES = PRACTICES | ENTRIES | PEOPLE | POLICY | SIGNERS
