"""A plan that holds one of every kind and every code, for golden tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from accessctl.model.change import Access, Change, ChangeKind, Origin, Reason, Route
from accessctl.model.finding import Location
from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.identity import Address
from accessctl.model.plan import Notice, Plan, Violation
from accessctl.rendering.texts import area

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
SLUG = "santa-lucia"
ANA = Address("ana.mora@santalucia.example")
LUZ = Address("luz.vega@santalucia.example")
OWNER = Address("elena.rojas@santalucia.example")
SUPPORT = Address("soporte@hulipractice.com")
CENTRE = Address("accesos@cima.example")
ISSUER = Address("finanzas@santalucia.example")

DECLARED = Origin(
    where=Location("practices/santa-lucia.yaml", 14),
    commit="3f2a91c0d4e5f60718293a4b5c6d7e8f90a1b2c3",
    author="Elena Rojas",
    author_email=OWNER,
    at=datetime(2026, 11, 23, 20, 30, tzinfo=UTC),
)
DRIFT = Origin(
    where=Location("practices/santa-lucia.yaml", 9), drift_since=datetime(2026, 11, 20, 13, 5, tzinfo=UTC)
)
NOT_COMMITTED = Origin(where=Location("practices/santa-lucia.yaml", 14))
GONE = Access((), False, False)

RECIPIENTS = {
    ChangeKind.REQUEST_RECORD_ACCESS: SUPPORT,
    ChangeKind.REQUEST_RECORD_REMOVAL: SUPPORT,
    ChangeKind.REQUEST_USER_AT_CENTRE: CENTRE,
    ChangeKind.REQUEST_REMOVAL_AT_CENTRE: CENTRE,
    ChangeKind.REQUEST_BILLING: ISSUER,
    ChangeKind.REQUEST_BILLING_REMOVAL: ISSUER,
    ChangeKind.CONFIRM_ACCEPTANCE: OWNER,
}
ACCESS = {
    ChangeKind.CANCEL_INVITATION: (Access(("escazu",)), GONE),
    ChangeKind.REVOKE: (Access(("cima", "escazu"), True, True), GONE),
    ChangeKind.CHANGE_CLINICS: (Access(("escazu",)), Access(("cima", "escazu"))),
    ChangeKind.INVITE: (GONE, Access(("escazu",))),
    ChangeKind.RESEND: (Access(("escazu",)), Access(("escazu",))),
    ChangeKind.REQUEST_USER_AT_CENTRE: (GONE, Access(("cima",))),
    ChangeKind.REQUEST_REMOVAL_AT_CENTRE: (Access(("cima",)), GONE),
    ChangeKind.REQUEST_RECORD_ACCESS: (Access(("escazu",), None, None), Access(("escazu",), True, None)),
    ChangeKind.REQUEST_RECORD_REMOVAL: (Access(("escazu",), True), Access(("escazu",), False)),
    ChangeKind.REQUEST_BILLING: (Access(("escazu",)), Access(("escazu",), False, True)),
    ChangeKind.REQUEST_BILLING_REMOVAL: (Access(("escazu",), False, True), Access(("escazu",))),
    ChangeKind.CONFIRM_ACCEPTANCE: (Access(None, None, None), Access(None, None, None)),
}
CENTRE_KINDS = (ChangeKind.REQUEST_USER_AT_CENTRE, ChangeKind.REQUEST_REMOVAL_AT_CENTRE)
SENSITIVE = (ChangeKind.REQUEST_RECORD_ACCESS, ChangeKind.REQUEST_BILLING)

PARAMS: dict[str, dict[str, object]] = {
    "unverified.unknown-grantee": {"user": "3001"},
    "unverified.grant-status-unknown": {"user": "2001", "status": "PENDING"},
    "blocked.approval-missing": {"needed": 2, "have": 1},
    "renamed.renamed": {"earlier": "santa-lucia-escazu"},
    "alterations.signers-added": {"file": "access/signers", "added": ("luz@org.example",)},
    "reason.replaced": {"old": "ana.m@old.example", "new": ANA},
    "reason.record-declared": {"reason": "Prepara los expedientes"},
    "waiting.open-handoff": {"handoff": "h-81c2", "since": NOW - timedelta(days=2), "recipient": SUPPORT},
    "waiting.send-window": {"opens": datetime(2026, 11, 25, 14, 0, tzinfo=UTC)},
    "waiting.invitation-unknown": {"run": "000006-1761575a"},
    "waiting.back-off": {"opens": datetime(2026, 11, 27, 14, 0, tzinfo=UTC)},
    "waiting.starts-on": {"date": date(2026, 12, 1)},
    "waiting.revoke-after-replacement": {"new": ANA},
    "blocked.name-mismatch": {"declared": "Ana Mora Jiménez", "registered": "Ana María Solís"},
    "blocked.clinic-not-offered": {"clinic": "cima"},
    "blocked.invitation-unanswered": {"attempts": 3},
    "blocked.refused": {"recipient": SUPPORT},
    "blocked.entry-has-errors": {"rule": "unknown-clinic"},
    "blocked.practice-has-errors": {"rule": "duplicate-assistant"},
    "blocked.unreadable-entry": {"rule": "invalid-address"},
    "blocked.fate-unknown": {"kind": "invite", "run": "000007-a1b2c3d4", "handoff": "81c2a7f0"},
    "unmanaged.drift-reported": {"since": NOW - timedelta(days=4)},
    "unmanaged.clinics-drift-reported": {"clinics": ("cima", "escazu")},
    "frozen.practice-has-errors": {"rule": "slug-is-stem"},
    "guard.removals": {"count": 14, "limit": 10, "of": 40, "earlier": 4},
    "guard.dirty-tree": {"files": "practices/santa-lucia.yaml", "count": 1},
    "frozen.unobserved": {"cause": "timeout"},
    "reason.taken-back": {"handoff": "h-81c2"},
    "reason.attestation-denied": {"handoff": "h-81c2", "by": "Rosa Soto"},
    "alterations.altered-not-used": {"file": "access/policy.yaml", "base": "3f2a91c0d4"},
    "alterations.loosened-by-commit": {"trailer": "Allow-Removals: 12"},
    "alterations.loosened-once-merged": {"trailer": "Allow-Empty: santa-lucia"},
    "alterations.policy-loosened": {"file": "access/policy.yaml", "key": "record_access.at_most"},
    "alterations.guards-loosened": {"file": "access/settings.yaml", "key": "guards.invitations"},
    "alterations.settings-rerouted": {"file": "access/settings.yaml", "key": "handoffs.from"},
    "alterations.recipient-changed": {"key": "owner", "before": OWNER, "after": "otra@otra.example"},
    "alterations.page-map-changed": {"file": "access/page-map.yaml"},
    "alterations.letter-changed": {"file": "access/templates/es/footer.txt.j2"},
    "alterations.local-schema-changed": {"file": "schemas/local/practice.schema.json"},
    "alterations.plan-only-begins": {},
    "alterations.plan-only-ends": {},
    "alterations.web-begins": {"owner": OWNER},
    "alterations.web-ends": {"owner": OWNER},
    "alterations.account-changed": {"before": "huli 4001", "after": "huli 1001"},
    "guard.practice-removals": {"count": 3, "of": 5},
    "guard.invitations": {"count": 61, "limit": 50},
    "guard.record-grants": {"count": 12, "limit": 10},
    "guard.protected": {"who": OWNER},
}
FILE_CODES = {
    "altered-not-used",
    "loosened-by-commit",
    "loosened-once-merged",
    "policy-loosened",
    "guards-loosened",
    "settings-rerouted",
    "page-map-changed",
    "signers-added",
    "letter-changed",
    "local-schema-changed",
}
FLAGS = {
    "removals": "--allow-removals 14",
    "practice-removals": "--allow-removals 14",
    "last-assistant": "--allow-empty santa-lucia",
    "invitations": "--allow-invitations 61",
    "record-grants": "--allow-record-grants 12",
    "commit-behind": "--not-tip",
    "commit-rolled-back": "--rollback",
    "empty-answer": "--accept-live santa-lucia",
    "shrunken-answer": "--accept-live santa-lucia",
}


def codes(section: str) -> list[str]:
    """Return the codes of a section, as the texts list them."""
    found = [key.split(".", 1)[1] for key in area("plans") if key.startswith(f"{section}.")]
    return [code for code in found if "." not in code and code not in {"given", "time-left", "expires-at"}]


def change(kind: ChangeKind, reason: str = "declared", origin: Origin = DECLARED, **more: object) -> Change:
    """Build a change of a kind, with a recipient where a person has to act."""
    before, after = ACCESS[kind]
    values: dict[str, object] = {
        "kind": kind,
        "practice": SLUG,
        "email": ANA,
        "route": Route.HANDOFF if kind in RECIPIENTS else Route.DIRECT,
        "before": before,
        "after": after,
        "reason": Reason(reason, PARAMS.get(f"reason.{reason}", {})),
        "name": "Ana",
        "surnames": ("Mora", "Jiménez"),
        "recipient": RECIPIENTS.get(kind),
        "centre": "cima" if kind in CENTRE_KINDS else None,
        "origin": origin,
        "sensitive": kind in SENSITIVE,
    }
    return Change(**{**values, **more})  # type: ignore[arg-type]


OF_A_PRACTICE = {"unreadable-entry", "unknown-grantee", "grant-status-unknown", "grants-not-said"}
"""Codes of other sections that are about nobody by name."""


def notice(section: str, code: str) -> Notice:
    """Build a notice of a section."""
    until = NOW + timedelta(hours=31, minutes=20) if code.startswith("acceptance") else None
    whole = section in {"released", "frozen", "alterations"} or code in OF_A_PRACTICE
    kinds = {"waiting": ChangeKind.INVITE, "blocked": ChangeKind.INVITE}
    return Notice(
        practice="" if code in FILE_CODES else SLUG,
        code=code,
        email=None if whole else ANA,
        kind=None if whole else kinds.get(section),
        params=PARAMS.get(f"{section}.{code}", {}),
        until=until,
        remedy=code if section == "blocked" else None,
    )


def notices(section: str) -> tuple[Notice, ...]:
    """Build one notice for every code of a section."""
    return tuple(notice(section, code) for code in codes(section))


def full_plan() -> Plan:
    """Build the plan that holds everything."""
    kinds = sorted(ChangeKind, key=lambda kind: kind not in SENSITIVE)
    reasons = [
        change(
            ChangeKind.REVOKE if "not" in reason or "passed" in reason else ChangeKind.RESEND,
            reason,
            DRIFT if "drift" in reason or "by-hand" in reason else NOT_COMMITTED,
            practice="los-yoses",
            email=LUZ,
            name="Luz",
            surnames=("Vega",),
        )
        for reason in codes("reason")
    ]
    owner_acts = change(
        ChangeKind.REVOKE, "drift", DRIFT, route=Route.HANDOFF, recipient=OWNER, name=None, surnames=()
    )
    record = {"reason": "record-declared"}
    first = [change(kind, **(record if kind is kinds[0] else {})) for kind in kinds]  # type: ignore[arg-type]
    replacing = change(ChangeKind.INVITE, "replaced", replaces=Address("ana.m@old.example"))
    return Plan(
        made_at=NOW,
        changes=(*first, owner_acts, replacing, *reasons),
        waiting=notices("waiting"),
        blocked=notices("blocked"),
        unmanaged=notices("unmanaged"),
        unverified=notices("unverified"),
        released=notices("released"),
        frozen=notices("frozen"),
        alterations=notices("alterations"),
        renamed=notices("renamed"),
        violations=tuple(
            Violation(guard, SLUG, None, PARAMS.get(f"guard.{guard}", {}), FLAGS.get(guard))
            for guard in codes("guard")
        ),
        commit="3f2a91c0d4e5f60718293a4b5c6d7e8f90a1b2c3",
        tree={"access": "aa11", "practices": "bb22", "schemas": "cc33"},
        valid_until=NOW + timedelta(hours=15),
        plan_only=frozenset({"los-yoses"}),
        practices=3,
    )


def small_plan() -> Plan:
    """Build the plan of an ordinary day."""
    return Plan(
        made_at=NOW,
        changes=(
            change(ChangeKind.REQUEST_RECORD_ACCESS, "record-declared"),
            change(ChangeKind.REVOKE, "not-declared", email=LUZ, name="Luz", surnames=("Vega", "Soto")),
            change(ChangeKind.INVITE, practice="los-yoses"),
        ),
        waiting=(notice("waiting", "acceptance"),),
        blocked=(notice("blocked", "name-missing"),),
        commit="3f2a91c0d4e5f60718293a4b5c6d7e8f90a1b2c3",
        valid_until=NOW + timedelta(hours=31, minutes=20),
        practices=3,
    )


def handoff(state: HandoffState, **more: object) -> Handoff:
    """Build a hand-off to support in a state."""
    before, after = ACCESS[ChangeKind.REQUEST_RECORD_ACCESS]
    values: dict[str, object] = {
        "id": "h-81c2",
        "change_id": "0123456789ab",
        "kind": ChangeKind.REQUEST_RECORD_ACCESS,
        "practice": SLUG,
        "email": ANA,
        "recipient": SUPPORT,
        "before": before,
        "after": after,
        "state": state,
        "opened_at": NOW - timedelta(days=4),
        "changed_at": NOW - timedelta(days=1),
    }
    return Handoff(**{**values, **more})  # type: ignore[arg-type]
