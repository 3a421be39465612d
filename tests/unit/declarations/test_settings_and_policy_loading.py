from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from declared_texts import POLICY, SETTINGS, Load

from accessctl.model.finding import Location, Stops
from accessctl.model.policy import ApprovalPolicy, Policy, PolicyException, RecordAccessPolicy, ReviewPolicy
from accessctl.model.settings import GuardSettings, HandoffSettings, JournalSettings, LiveSettings, Settings

WHOLE_SETTINGS = """\
version: 1
branch: trunk
language: en
time_zone: America/Mexico_City
live:
  provider: huli
  account: Accesos@org.example
  concurrency: 2
  max_observation_age: 36h
  path: sandbox.db
  directory: rosters
  own_user: 3001
  users: {2001: Ana@x.example, "3001": bot@org.example}
invitations: {max_attempts: 5, send_window: {days: [mon, sun], hours: "08:00-17:30"}, back_off: 2d}
handoffs: {from: Accesos@org.example, remind_after: 1d, escalate_after: 2d, templates: t, outbox: out}
journal: {branch: j, remote: "https://git.example/j.git", root: "4f0c1d2e3b4a5968778695a4b3c2d1e0f9e8d7c6"}
lock: {time_to_live: 90s}
drift: report
guards: {removals: {percent: 10, at_least: 5, window: 12h}, invitations: 7, record_grants: 0}
"""

WHOLE_POLICY = """\
version: 1
email_domains: {allow: [SantaLucia.example, niñas.example], deny: [correo.example]}
shared_mailboxes: {deny: [Info]}
assistants: {at_most: 8}
record_access: {at_most: 2, reason: required, until: required, at_most_days: 365}
end_date: {required_for_domains: [agencia.example]}
separate: [record_access, billing]
protected: [Elena@x.example]
reviews: {every: 90d, unconfirmed_record_access: remove}
approvals: {record_access: 1, signers: access/signers}
attestation: {by_another: true}
exceptions:
  - {rule: separate, practice: santa-lucia, reason: Una sola persona, until: 2027-03-31}
  - {rule: separate, reason: x, until: 2027-03-31}
"""


def test_whole_settings_are_read_key_by_key(load_texts: Load) -> None:
    """Every key of the file has its place in the model."""
    declaration = load_texts({SETTINGS: WHOLE_SETTINGS})
    assert not declaration.findings
    settings = declaration.settings
    assert (settings.branch, settings.language, settings.time_zone) == ("trunk", "en", "America/Mexico_City")
    assert settings.live == LiveSettings(
        provider="huli",
        account="accesos@org.example",
        concurrency=2,
        max_observation_age=timedelta(hours=36),
        path="sandbox.db",
        directory="rosters",
        own_user="3001",
        users=(("2001", "ana@x.example"), ("3001", "bot@org.example")),
    )
    assert settings.max_attempts == 5
    assert settings.back_off == timedelta(days=2)
    assert settings.send_window is not None
    assert settings.send_window.days == {0, 6}
    assert (settings.send_window.opens, settings.send_window.closes) == (time(8), time(17, 30))
    assert settings.handoffs == HandoffSettings(
        "accesos@org.example", timedelta(days=1), timedelta(days=2), "t", "out"
    )
    assert settings.journal == JournalSettings(
        "j", "https://git.example/j.git", "4f0c1d2e3b4a5968778695a4b3c2d1e0f9e8d7c6"
    )
    assert (settings.lock_time_to_live, settings.drift) == (timedelta(seconds=90), "report")
    assert settings.guards == GuardSettings(10, 5, timedelta(hours=12), 7, 0)


def test_a_whole_policy_is_read_key_by_key(load_texts: Load) -> None:
    """Domains take the form that normalised addresses have."""
    declaration = load_texts({POLICY: WHOLE_POLICY})
    assert not declaration.findings
    assert declaration.policy == Policy(
        domains_allow=("santalucia.example", "xn--nias-hqa.example"),
        domains_deny=("correo.example",),
        shared_mailboxes_deny=("info",),
        assistants_at_most=8,
        record_access=RecordAccessPolicy(2, reason_required=True, until_required=True, at_most_days=365),
        end_date_domains=("agencia.example",),
        separate=("record_access", "billing"),
        protected=frozenset({"elena@x.example"}),
        reviews=ReviewPolicy(timedelta(days=90), "remove"),
        approvals=ApprovalPolicy(1, "access/signers"),
        attested_by_another=True,
        exceptions=(
            PolicyException("separate", "santa-lucia", "Una sola persona", date(2027, 3, 31)),
            PolicyException("separate", None, "x", date(2027, 3, 31)),
        ),
    )


@pytest.mark.parametrize(
    "settings",
    [
        "version: 1\n",
        "version: 1\nlive: {}\ninvitations: {}\nhandoffs: {}\njournal: {}\nlock: {}\nguards: {}\n",
        "version: 1\nguards: {removals: {}}\n",
    ],
)
def test_what_settings_leave_out_is_the_models_default(load_texts: Load, settings: str) -> None:
    """The file's shape and the model agree about every default."""
    assert load_texts({SETTINGS: settings}).settings == Settings()


def test_what_a_policy_leaves_out_asks_for_nothing(load_texts: Load) -> None:
    """An absent rule and an empty list are two things."""
    assert load_texts().policy == Policy()
    assert load_texts({POLICY: "version: 1\nrecord_access: {}\nattestation: {}\n"}).policy == Policy()
    assert load_texts({POLICY: "version: 1\nemail_domains: {allow: []}\n"}).policy.domains_allow == ()


def test_places_of_settings_and_policy_are_known_by_dotted_keys(load_texts: Load) -> None:
    """List items are numbered."""
    declaration = load_texts({SETTINGS: WHOLE_SETTINGS, POLICY: WHOLE_POLICY})
    assert declaration.places[SETTINGS]["live.provider"] == Location(SETTINGS, 6, 3)
    assert declaration.places[SETTINGS]["invitations.send_window.days"] == Location(SETTINGS, 14, 46)
    assert declaration.places[POLICY]["protected.0"] == Location(POLICY, 8, 13)
    assert declaration.places[POLICY]["exceptions.1.rule"] == Location(POLICY, 14, 6)


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        (SETTINGS, "version: 1\nbrnach: x\n", ("unknown-key.near", 2, 1)),
        (SETTINGS, "version: 1\nlive: {provider: sandbx}\n", ("wrong-value.choice-near", 2, 18)),
        (SETTINGS, "version: 1\nlive: {users: {ana: a@x.example}}\n", ("wrong-value.user-id", 2, 16)),
        (SETTINGS, "version: 1\nlive: {concurrency: 1.5}\n", ("wrong-type.number", 2, 21)),
        (SETTINGS, "version: 1\nlive: {concurrency: 99}\n", ("wrong-value.too-large", 2, 21)),
        (SETTINGS, "version: 1\nlock: {time_to_live: 15}\n", ("wrong-type.text", 2, 22)),
        (SETTINGS, "version: 1\nlock: {time_to_live: 15min}\n", ("wrong-value.duration", 2, 22)),
        (SETTINGS, "version: 1\nlock: {time_to_live: 99999d}\n", ("wrong-value.too-long", 2, 22)),
        (SETTINGS, f"version: 1\nlock: {{time_to_live: {'9' * 30}d}}\n", ("wrong-value.too-long", 2, 22)),
        (SETTINGS, "version: 1\njournal: {remote: --upload-pack=x}\n", ("wrong-value.remote", 2, 19)),
        (SETTINGS, "version: 1\nbranch: -x\n", ("wrong-value.branch", 2, 9)),
        (SETTINGS, "version: 1\njournal: {root: 4f0c}\n", ("wrong-value.commit", 2, 17)),
        (SETTINGS, "version: 1\ninvitations: {send_window: {days: [lun], hours: 08:00-17:00}}\n",
         ("wrong-value.choice", 2, 36)),
        (SETTINGS, "version: 1\nguards:\n", ("null-value", 2, 1)),
        (SETTINGS, "version: 3\n", ("version.newer", 1, 10)),
        (SETTINGS, "version: 1\n---\nversion: 1\n", ("several-documents", 2, 1)),
        (POLICY, "version: 1\nreviews: {}\n", ("missing-key", 2, 10)),
        (POLICY, "version: 1\nreviews: {every: 99999d}\n", ("wrong-value.too-long", 2, 18)),
        (POLICY, "version: 1\nprotected: [elena]\n", ("wrong-value.address", 2, 13)),
        (POLICY, "version: 1\nshared_mailboxes: {deny: [a@b]}\n", ("wrong-value.mailbox", 2, 27)),
        (POLICY, "version: 1\nemail_domains: {deny: [a@b]}\n", ("wrong-value.domain", 2, 24)),
        (POLICY, "version: 1\nexceptions: [{rule: separate, reason: x, until: 2027-02-30}]\n",
         ("wrong-value.no-such-day", 2, 49)),
        (POLICY, "version: 1\nrecord_access: {bool: 1}\n", ("unknown-key", 2, 17)),
        (POLICY, "x: &a 1\n", ("version.missing", 1, 1)),
    ],
)  # fmt: skip
def test_a_fault_in_settings_or_policy_stops_apply(
    load_texts: Load, file: str, text: str, found: tuple[str, int, int]
) -> None:
    """It is found at its place, and nothing is frozen for it."""
    declaration = load_texts({file: text})
    assert found in [(one.message, one.where.line, one.where.column) for one in declaration.findings]
    assert all((one.stops, one.practices) == (Stops.APPLY, ()) for one in declaration.findings)


def test_one_wrong_part_leaves_the_others_in_force(load_texts: Load) -> None:
    """A plan can still be shown by the settings that are right."""
    wrong = "live: {provider: x}\nlock: {time_to_live: 99999d}\n"
    text = f"version: 1\nlanguage: en\n{wrong}guards: {{invitations: 7}}\n"
    declaration = load_texts({SETTINGS: text})
    assert declaration.settings == Settings(language="en", guards=GuardSettings(invitations=7))
    policy = load_texts({POLICY: "version: 1\nassistants: {at_most: x}\nprotected: [a@x.example]\n"}).policy
    assert (policy.assistants_at_most, policy.protected) == (None, {"a@x.example"})


def test_unreadable_settings_are_the_defaults(load_texts: Load) -> None:
    """And apply is stopped."""
    declaration = load_texts({SETTINGS: "a: b: c\n"})
    assert declaration.settings == Settings()
    assert [one.stops for one in declaration.findings] == [Stops.APPLY]
