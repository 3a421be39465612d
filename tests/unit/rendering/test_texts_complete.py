"""Every text, in every area."""

from __future__ import annotations

import pkgutil
import string
from importlib import import_module

import pytest

from accessctl.model.change import ChangeKind
from accessctl.model.handoff import HandoffState
from accessctl.model.live import Presence
from accessctl.model.outcome import Status
from accessctl.rendering import texts
from accessctl.rendering.texts import AREAS, Text, area

MODULES = sorted({*AREAS, *(module.name for module in pkgutil.iter_modules(texts.__path__))})
ALL = [
    pytest.param(text, id=f"{name}:{key}")
    for name in MODULES
    for key, text in import_module(f"{texts.__name__}.{name}").TEXTS.items()
]

CODES = {
    "reason": "declared declared-from until-passed not-declared drift clinics-changed "
    "clinics-changed-by-hand invitation-expired record-until-passed record-declared record-not-declared "
    "billing-declared billing-not-declared replaced emergency acceptance-unknown centre-declared "
    "centre-not-declared leftover-record leftover-billing restored revoke-unmanaged taken-back "
    "attestation-denied record-given-by-hand billing-given-by-hand",
    "waiting": "acceptance acceptance-then-clinics record-after-acceptance billing-after-acceptance "
    "open-handoff send-window back-off starts-on revoke-after-replacement",
    "blocked": "removed-by-hand name-missing name-mismatch clinic-not-offered invitation-unanswered refused "
    "revoked-in-emergency entry-has-errors practice-has-errors unreadable-entry "
    "fate-unknown",
    "unmanaged": "unmanaged drift-reported protected clinics-drift-reported record-drift-reported "
    "billing-drift-reported",
    "unverified": "clinics-unknown record-unknown billing-unknown",
    "alterations": "policy-loosened guards-loosened settings-rerouted recipient-changed account-changed",
    "released": "released",
    "renamed": "renamed",
    "frozen": "unreadable-file shared-account empty-answer shrunken-answer unobserved observation-too-old "
    "practice-has-errors",
    "guard": "removals practice-removals last-assistant invitations record-grants protected "
    "commit-not-on-branch dirty-tree commit-behind commit-rolled-back journal-root-missing "
    "empty-answer shrunken-answer",
}


def names(text: str) -> set[str]:
    """Return the names of a text's placeholders."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("text", ALL)
def test_a_text_has_both_languages_with_the_same_placeholders(text: Text) -> None:
    """What one language can say, the other says too."""
    assert text.en.strip()
    assert text.es.strip()
    assert names(text.en) == names(text.es)


@pytest.mark.parametrize("section", sorted(CODES))
def test_every_code_of_a_plan_has_a_text(section: str) -> None:
    """A code that reaches people is said in words."""
    known = area("plans")
    missing = [code for code in CODES[section].split() if f"{section}.{code}" not in known]
    assert not missing


def test_every_blocked_code_has_a_remedy() -> None:
    """What is blocked says what a person can do."""
    assert not [code for code in CODES["blocked"].split() if f"blocked.{code}.remedy" not in area("plans")]


def test_every_member_that_is_shown_has_a_text() -> None:
    """Kinds, states and outcomes are said in words."""
    wanted = {
        "plans": [f"kind.{kind}" for kind in ChangeKind],
        "handoffs": [f"state.{state}" for state in HandoffState],
        "statuses": [
            *(f"outcome.{status}" for status in Status),
            *(f"outcomes.{status}.{form}" for status in Status for form in ("one", "many")),
            *(f"state.{presence}" for presence in Presence if presence is not Presence.ABSENT),
        ],
    }
    assert not [(name, key) for name, keys in wanted.items() for key in keys if key not in area(name)]


@pytest.mark.parametrize("text", ALL)
def test_no_text_says_that_an_assistant_sees_no_patient_data(text: Text) -> None:
    """Every assistant sees the patient registry: nothing may say otherwise."""
    said = f"{text.en} {text.es}".casefold()
    assert "no patient data" not in said
    assert "sin datos de pacientes" not in said
