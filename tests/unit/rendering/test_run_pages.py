"""What a run did, what moved since a plan was saved, and hand-offs, for people and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from golden_files import ZONE, compare
from sample_plans import ANA, NOW, OWNER, SLUG, SUPPORT, change, handoff

from accessctl.model.change import ChangeKind
from accessctl.model.handoff import HandoffState
from accessctl.model.moved import Moved
from accessctl.model.outcome import Outcome, Status
from accessctl.rendering.handoff_text import handoff_text, handoffs_json, handoffs_text
from accessctl.rendering.outcomes import outcomes_json, outcomes_text
from accessctl.rendering.stale import stale_json, stale_text

INVITE = change(ChangeKind.INVITE)
RECORD = change(ChangeKind.REQUEST_RECORD_ACCESS)
OUTCOMES = (
    Outcome(INVITE, Status.DONE, NOW, reference="inv-17"),
    Outcome(RECORD, Status.HANDED_OFF, NOW),
    Outcome(change(ChangeKind.REVOKE), Status.FAILED, NOW, code="brand-new-refusal", params={"n": 1}),
    Outcome(change(ChangeKind.RESEND), Status.SKIPPED, NOW),
    Outcome(change(ChangeKind.CHANGE_CLINICS), Status.FATE_UNKNOWN, NOW),
)
MOVED = (
    Moved("new", "file", INVITE),
    Moved("gone", "live", change(ChangeKind.REVOKE)),
    Moved("altered", "clock", RECORD, replace(RECORD, recipient=OWNER)),
)


@pytest.mark.parametrize("language", ["en", "es"])
def test_outcomes_as_text_read_as_the_golden_file_does(language: str) -> None:
    """One of every status."""
    found = outcomes_text(OUTCOMES, "run-1", language, color=False, zone=ZONE)
    compare(f"outcomes.{language}.txt", found)


def test_a_failed_change_with_a_known_code_says_why_in_words() -> None:
    """The reason is a sentence, not a code."""
    failed = Outcome(INVITE, Status.FAILED, NOW, code="letter-address-unusable", params={"address": "x@"})
    assert "No mail can be written to or from x@" in outcomes_text(
        [failed], "r", "en", color=False, zone=ZONE
    )


def test_the_summary_of_a_run_counts_what_happened_and_not_what_was_planned() -> None:
    """Failed ones never count as done."""
    value = outcomes_json(OUTCOMES, "run-1", "ab12")
    counts = {"done": 1, "failed": 1, "skipped": 1, "handed_off": 1, "fate_unknown": 1}
    assert value["summary"] == {"changes": 5, **counts}
    assert json.loads(json.dumps(value))["outcomes"][2] == {
        "change": change(ChangeKind.REVOKE).id,
        "kind": "revoke",
        "practice": SLUG,
        "email": ANA,
        "recipient": None,
        "status": "failed",
        "at": "2026-11-24T15:00:00Z",
        "reference": None,
        "code": "brand-new-refusal",
        "params": {"n": 1},
    }


def test_a_run_without_outcomes_says_that_nothing_was_changed() -> None:
    """An empty run is no silence."""
    assert outcomes_text((), "run-1", "en", color=False, zone=ZONE) == "Nothing was changed.\nRun run-1\n"


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_moved_as_text_reads_as_the_golden_file_does(language: str) -> None:
    """New, gone and altered, each with its cause."""
    compare(f"stale.{language}.txt", stale_text(MOVED, language, color=False, zone=ZONE))


def test_an_altered_recipient_shows_who_had_to_act_before() -> None:
    """A changed recipient is the most dangerous alteration: it cannot be overlooked."""
    shown = stale_text(MOVED, "en", color=False, zone=ZONE)
    assert f"HuliPractice support has to act: {SUPPORT}" in shown
    assert f"was: ask for record access, escazu, {OWNER}" in shown


def test_what_moved_as_json_carries_both_sides() -> None:
    """The saved change stands beside the new one."""
    new, _, altered = json.loads(json.dumps(stale_json(MOVED)))
    assert (new["moved"], new["cause"], new["was"]) == ("new", "file", None)
    assert (altered["change"]["recipient"], altered["was"]["recipient"]) == (SUPPORT, OWNER)


@pytest.mark.parametrize("language", ["en", "es"])
def test_handoffs_as_a_list_and_pages_read_as_the_golden_file_does(language: str) -> None:
    """Every state in the list; one open and one attested on their page."""
    every = [handoff(state, id=f"h-{index}") for index, state in enumerate(HandoffState)]
    attested = handoff(
        HandoffState.DONE_ATTESTED, by="Marta Solís", evidence="correo del 23/11", requester=OWNER
    )
    pages = [
        handoffs_text(every, NOW, language, color=False, zone=ZONE),
        handoff_text(every[0], ("1. …", "", "2. …"), language, color=False, zone=ZONE),
        handoff_text(attested, (), language, color=False, zone=ZONE),
    ]
    compare(f"handoffs.{language}.txt", "\n".join(pages))


@pytest.mark.parametrize(("language", "word"), [("en", "attested by a person"), ("es", "por una persona")])
def test_what_was_attested_is_marked_wherever_it_is_shown(language: str, word: str) -> None:
    """A person's word is never shown as an observation."""
    said, seen = handoff(HandoffState.DONE_ATTESTED), handoff(HandoffState.DONE_OBSERVED)
    assert word in handoffs_text([said], NOW, language, color=False, zone=ZONE)
    assert word in handoff_text(said, (), language, color=False, zone=ZONE)
    assert word not in handoffs_text([seen], NOW, language, color=False, zone=ZONE)
    rows = handoffs_json([said, seen])["handoffs"]
    assert [row["attested"] for row in rows] == [True, False]  # type: ignore[attr-defined]


def test_a_list_of_no_handoffs_says_so() -> None:
    """An empty list is no silence."""
    assert handoffs_text([], NOW, "es", color=False, zone=ZONE) == "No hay gestiones.\n"
