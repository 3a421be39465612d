"""Each row of the table for presence, as a test named after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from accessctl.model.change import ChangeKind, Route
from accessctl.model.fact import Source
from accessctl.model.finding import Holds
from accessctl.model.handoff import HandoffState
from accessctl.model.journal_view import Block
from accessctl.model.live import Presence, Registration, Unobserved
from accessctl.model.policy import Policy
from accessctl.model.rules import Loosened, Rules
from accessctl.model.settings import Settings
from builders import (
    DAY,
    HERE,
    HOUR,
    NOW,
    OWNER,
    codes,
    difference,
    entry,
    fact,
    handoff,
    journal,
    kinds,
    live,
    mail,
    managed,
    observation,
    practice,
    registered,
)


def test_somebody_active_as_declared_needs_nothing() -> None:
    """The no-op comes first."""
    found = difference(practice(entry("ana")), observation(live("ana")), journal({"ana": managed()}))
    assert found.effects.changes == ()
    assert found.effects.blocked == ()


def test_somebody_wanted_and_never_there_is_invited_for_the_declared_clinics() -> None:
    """The plain grant."""
    found = difference(practice(entry("ana", "escazu", "heredia")), observation())
    (change,) = found.effects.changes
    assert (change.kind, change.route, change.recipient) == (ChangeKind.INVITE, Route.DIRECT, None)
    assert change.before.clinics == ()
    assert change.after.clinics == ("escazu", "heredia")
    assert change.reason.code == "declared"


def test_somebody_removed_by_us_and_wanted_again_is_invited() -> None:
    """Our own removal is no hand's."""
    gone = managed(Presence.ABSENT, presence=fact(Presence.ABSENT, 2, Source.APPLIED), seen=False)
    found = difference(practice(entry("ana")), observation(), journal({"ana": gone}))
    assert kinds(found) == ["invite ana"]


def test_somebody_unmanaged_before_and_gone_is_invited_once_declared() -> None:
    """Whom we never managed nobody took from us."""
    before = replace(managed(), managed=False, unmanaged=True, seen=False)
    found = difference(practice(entry("ana")), observation(), journal({"ana": before}))
    assert kinds(found) == ["invite ana"]


def test_somebody_invited_more_than_48_hours_ago_and_absent_is_invited_again() -> None:
    """The invitation ran out and left the list."""
    ran_out = managed(
        Presence.INVITED,
        presence=fact(Presence.INVITED, 49, Source.APPLIED),
        sent_at=NOW - 49 * HOUR,
        seen=False,
    )
    found = difference(practice(entry("ana")), observation(), journal({"ana": ran_out}))
    assert kinds(found) == ["invite ana"]


def test_somebody_unregistered_without_surnames_is_blocked_name_missing() -> None:
    """The form asks for a name."""
    seen = observation(registrations={mail("ana"): Registration(False)})
    found = difference(practice(entry("ana", surnames=())), seen)
    assert kinds(found) == []
    assert codes(found.effects.blocked) == ["name-missing"]


def test_somebody_registered_without_a_declared_name_is_invited() -> None:
    """The live system shows the name."""
    known = observation(registrations={mail("ana"): registered("Ana", "Mora", "Jiménez")})
    found = difference(practice(entry("ana", name=None, surnames=())), known)
    assert kinds(found) == ["invite ana"]


def test_somebody_registered_under_another_name_is_blocked_name_mismatch() -> None:
    """It may be the wrong person."""
    seen = observation(registrations={mail("ana"): registered("Berta", "Solano", "Vega")})
    found = difference(practice(entry("ana")), seen)
    assert kinds(found) == []
    (block,) = found.effects.blocked
    assert block.code == "name-mismatch"
    assert block.params["registered"] == "Berta Solano Vega"


def test_names_match_without_case_accents_and_spaces_and_when_one_has_more_words() -> None:
    """A second surname more is the same person."""
    seen = observation(registrations={mail("ana"): registered("ANA  Lucía", "mora", "jimenez")})
    assert kinds(difference(practice(entry("ana")), seen)) == ["invite ana"]


def test_somebody_whom_the_journal_has_active_and_who_is_absent_is_blocked_removed_by_hand() -> None:
    """Drift towards less access waits for a person."""
    found = difference(practice(entry("ana")), observation(live("eva")), journal({"ana": managed()}))
    assert "invite ana" not in kinds(found)
    assert codes(found.effects.blocked) == ["removed-by-hand"]


def test_somebody_invited_by_us_an_hour_ago_and_absent_is_blocked_removed_by_hand() -> None:
    """Declined, or cancelled by hand: who said no is not asked again and again."""
    asked = managed(
        Presence.INVITED, presence=fact(Presence.INVITED, 1, Source.APPLIED), sent_at=NOW - HOUR, seen=False
    )
    found = difference(practice(entry("ana")), observation(), journal({"ana": asked}))
    assert kinds(found) == []
    assert codes(found.effects.blocked) == ["removed-by-hand"]


def test_removed_by_hand_stays_blocked_while_the_entry_is_untouched() -> None:
    """The block was journalled; nobody touched the entry since."""
    declared = entry("ana")
    gone = managed(
        Presence.ABSENT, blocks={"removed-by-hand": Block(NOW - DAY, declared.meaning)}, seen=False
    )
    found = difference(practice(declared), observation(), journal({"ana": gone}))
    assert kinds(found) == []
    assert found.effects.blocked[0].params["first_seen"] == NOW - DAY


def test_removed_by_hand_is_lifted_by_a_later_commit_that_touches_the_entry() -> None:
    """A note will do."""
    gone = managed(
        Presence.ABSENT, blocks={"removed-by-hand": Block(NOW - DAY, entry("ana").meaning)}, seen=False
    )
    found = difference(practice(entry("ana", note="Vuelve")), observation(), journal({"ana": gone}))
    assert kinds(found) == ["invite ana"]


def test_removed_by_hand_is_lifted_by_restore() -> None:
    """The named flag."""
    rules = Rules(loosened=Loosened(restore=frozenset({("santa-lucia", mail("ana"))})))
    found = difference(
        practice(entry("ana")), observation(live("eva")), journal({"ana": managed()}), rules=rules
    )
    assert "invite ana" in kinds(found)
    assert found.effects.changes[0].reason.code == "restored"


def test_a_valid_invitation_for_the_same_clinics_waits_with_the_time_left() -> None:
    """Nothing to do but wait."""
    found = difference(practice(entry("ana")), observation(live("ana", Presence.INVITED)))
    assert kinds(found) == []
    (waiting,) = found.effects.waiting
    assert (waiting.code, waiting.until) == ("acceptance", NOW + 28 * HOUR)


def test_a_valid_invitation_for_fewer_clinics_than_wanted_waits_for_acceptance() -> None:
    """More can be given afterwards."""
    found = difference(
        practice(entry("ana", "escazu", "heredia")), observation(live("ana", Presence.INVITED))
    )
    assert kinds(found) == []
    assert codes(found.effects.waiting) == ["acceptance-then-clinics"]


def test_a_valid_invitation_for_more_clinics_than_wanted_is_cancelled_and_sent_anew() -> None:
    """Too much must not be accepted."""
    pending = live("ana", Presence.INVITED, "escazu", "heredia")
    found = difference(practice(entry("ana")), observation(pending))
    assert kinds(found) == ["cancel-invitation ana", "invite ana"]


def test_a_valid_invitation_for_swapped_clinics_is_cancelled_and_sent_anew() -> None:
    """A swap takes one away."""
    found = difference(practice(entry("ana", "heredia")), observation(live("ana", Presence.INVITED)))
    assert kinds(found) == ["cancel-invitation ana", "invite ana"]


def test_an_expired_invitation_for_other_clinics_is_cancelled_and_sent_anew() -> None:
    """More clinics, too: nothing of it can be accepted any more."""
    found = difference(
        practice(entry("ana", "escazu", "heredia")), observation(live("ana", Presence.EXPIRED))
    )
    assert kinds(found) == ["cancel-invitation ana", "invite ana"]


def test_an_expired_invitation_is_resent() -> None:
    """The second attempt."""
    found = difference(practice(entry("ana")), observation(live("ana", Presence.EXPIRED)))
    assert kinds(found) == ["resend ana"]


def test_an_expired_invitation_after_all_attempts_is_blocked_unanswered() -> None:
    """A person must speak with the invitee."""
    found = difference(practice(entry("ana")), observation(live("ana", Presence.EXPIRED, attempts=3)))
    assert kinds(found) == []
    assert codes(found.effects.blocked) == ["invitation-unanswered"]


def test_attempts_are_counted_anew_after_the_entry_changed() -> None:
    """Only the sendings since the entry last changed count."""
    declared = entry("ana", note="hablamos con ella")
    before = managed(Presence.EXPIRED, attempts_seen=((entry("ana").meaning, 3),))
    found = difference(
        practice(declared),
        observation(live("ana", Presence.EXPIRED, attempts=3)),
        journal({"ana": before}),
    )
    assert kinds(found) == ["resend ana"]


def test_the_invited_rows_hold_whatever_the_journal_says() -> None:
    """Somebody may have invited again by hand."""
    gone = managed(Presence.ABSENT, seen=False)
    found = difference(
        practice(entry("ana")), observation(live("ana", Presence.INVITED)), journal({"ana": gone})
    )
    assert codes(found.effects.waiting) == ["acceptance"]


def test_presence_unknown_and_never_invited_is_invited() -> None:
    """An answer that does not list everybody proves no absence."""
    found = difference(practice(entry("ana")), observation(complete=False))
    assert kinds(found) == ["invite ana"]


def test_presence_unknown_after_an_old_invitation_is_asked_of_the_owner() -> None:
    """Never `expired`: nobody looked."""
    declared = entry("ana")
    asked = managed(
        Presence.INVITED,
        presence=fact(Presence.INVITED, 50, Source.APPLIED),
        sent_at=NOW - 50 * HOUR,
        sendings=((declared.meaning, NOW - 50 * HOUR),),
        seen=False,
    )
    found = difference(practice(declared), observation(complete=False), journal({"ana": asked}))
    (change,) = found.effects.changes
    assert change.kind is ChangeKind.CONFIRM_ACCEPTANCE
    assert (change.route, change.recipient) == (Route.HANDOFF, OWNER)


def test_an_applied_invitation_is_invited_for_48_hours_to_the_second() -> None:
    """47:59:59 is valid, 48:00:00 is unknown."""
    declared = entry("ana")
    for age, expected in ((48 * HOUR - (HOUR / 3600), []), (48 * HOUR, ["confirm-acceptance ana"])):
        asked = managed(
            Presence.INVITED,
            presence=replace(fact(Presence.INVITED, source=Source.APPLIED), at=NOW - age),
            sent_at=NOW - age,
            sendings=((declared.meaning, NOW - age),),
            seen=False,
        )
        found = difference(practice(declared), observation(complete=False), journal({"ana": asked}))
        assert kinds(found) == expected


def test_a_changed_address_is_invited_and_the_old_stays_until_the_new_is_active() -> None:
    """Nobody is locked out in between."""
    declared = entry("ana", previously=(mail("ana@old.example"),))
    found = difference(
        practice(declared), observation(live("ana@old.example")), journal({"ana@old.example": managed()})
    )
    (change,) = found.effects.changes
    assert (change.kind, change.email, change.replaces) == (
        ChangeKind.INVITE,
        mail("ana"),
        mail("ana@old.example"),
    )
    assert codes(found.effects.waiting) == ["revoke-after-replacement"]


def test_the_old_address_is_revoked_once_the_new_one_is_active() -> None:
    """And its record access is withdrawn."""
    declared = entry("ana", previously=(mail("ana@old.example"),))
    found = difference(
        practice(declared),
        observation(live("ana"), live("ana@old.example", record_access=True)),
        journal({"ana@old.example": managed(), "ana": managed()}),
    )
    assert kinds(found) == ["revoke ana", "request-record-removal ana"]
    assert {change.email for change in found.effects.changes} == {mail("ana@old.example")}
    assert found.effects.changes[0].reason.code == "replaced"


def test_a_pending_invitation_of_the_old_address_is_cancelled_and_the_new_one_invited() -> None:
    """Nothing is lost by that."""
    declared = entry("ana", previously=(mail("ana@old.example"),))
    found = difference(practice(declared), observation(live("ana@old.example", Presence.INVITED)))
    assert sorted(kinds(found)) == ["cancel-invitation ana", "invite ana"]


def test_the_old_address_stays_when_the_new_one_never_answered() -> None:
    """Blocked, and nobody is out."""
    declared = entry("ana", previously=(mail("ana@old.example"),))
    found = difference(
        practice(declared),
        observation(live("ana", Presence.EXPIRED, attempts=3), live("ana@old.example")),
        journal({"ana@old.example": managed()}),
    )
    assert kinds(found) == []
    assert codes(found.effects.blocked) == ["invitation-unanswered"]
    assert codes(found.effects.waiting) == ["revoke-after-replacement"]


def test_somebody_revoked_in_an_emergency_and_there_again_is_revoked_again() -> None:
    """Until a later commit settles it."""
    declared = entry("ana")
    out = managed(emergency=Block(NOW - DAY, declared.meaning))
    found = difference(practice(declared), observation(live("ana")), journal({"ana": out}))
    assert kinds(found) == ["revoke ana"]
    assert found.effects.changes[0].reason.code == "emergency"


def test_somebody_revoked_in_an_emergency_and_absent_is_blocked() -> None:
    """Not invited back by the next run."""
    declared = entry("ana")
    out = managed(Presence.ABSENT, seen=False, emergency=Block(NOW - DAY, declared.meaning))
    found = difference(practice(declared), observation(), journal({"ana": out}))
    assert kinds(found) == []
    assert codes(found.effects.blocked) == ["revoked-in-emergency"]


def test_somebody_managed_and_no_longer_declared_is_revoked() -> None:
    """The plain removal."""
    found = difference(
        practice(entry("eva")),
        observation(live("ana"), live("eva")),
        journal({"ana": managed(), "eva": managed()}),
    )
    (change,) = found.effects.changes
    assert (change.kind, change.email, change.reason.code) == (ChangeKind.REVOKE, mail("ana"), "not-declared")
    assert change.before.clinics == ("escazu",)


def test_a_pending_invitation_of_somebody_no_longer_declared_is_cancelled() -> None:
    """A removed declaration ends the open invitation before it grants."""
    found = difference(
        practice(), observation(live("ana", Presence.INVITED)), journal({"ana": managed(Presence.INVITED)})
    )
    assert kinds(found) == ["cancel-invitation ana"]


def test_a_leaver_with_record_access_and_billing_has_both_withdrawn_too() -> None:
    """Three requests for one leaver."""
    found = difference(
        practice(), observation(live("ana", record_access=True, billing=True)), journal({"ana": managed()})
    )
    assert kinds(found) == ["revoke ana", "request-record-removal ana", "request-billing-removal ana"]


def test_somebody_whose_until_has_passed_is_revoked_also_at_first_sight() -> None:
    """Declared and found live is adopted; the end date then holds."""
    found = difference(practice(entry("ana", ends=date(2026, 11, 23))), observation(live("ana")))
    assert kinds(found) == ["revoke ana"]
    assert found.effects.changes[0].reason.code == "until-passed"


def test_until_is_inclusive_in_the_local_day_of_the_practice() -> None:
    """At 05:59 UTC it is still the 24th in Costa Rica."""
    found = difference(practice(entry("ana", ends=date(2026, 11, 24))), observation(live("ana")))
    assert kinds(found) == []


def test_somebody_who_starts_tomorrow_waits() -> None:
    """`from` is a local day."""
    found = difference(practice(entry("ana", starts=date(2026, 11, 25))), observation())
    assert kinds(found) == []
    assert codes(found.effects.waiting) == ["starts-on"]


def test_drift_is_revoked() -> None:
    """Drift towards more access is removed."""
    found = difference(practice(), observation(live("eva")), journal({}))
    (change,) = found.effects.changes
    assert (change.kind, change.reason.code, change.origin.drift_since) == (ChangeKind.REVOKE, "drift", NOW)


def test_drift_is_only_shown_where_the_settings_say_report() -> None:
    """`drift: report`."""
    rules = Rules(settings=Settings(drift="report"))
    found = difference(practice(), observation(live("eva")), journal({}), rules=rules)
    assert kinds(found) == []
    assert codes(found.effects.unmanaged) == ["drift-reported"]


def test_somebody_live_since_before_adoption_is_shown_and_never_touched() -> None:
    """On the first run and on every later one."""
    first = difference(practice(), observation(live("eva")))
    later = difference(
        practice(),
        observation(live("eva")),
        journal({"eva": replace(managed(), managed=False, unmanaged=True)}),
    )
    for found in (first, later):
        assert kinds(found) == []
        assert codes(found.effects.unmanaged) == ["unmanaged"]


def test_unmanaged_people_are_revoked_by_the_named_flag_only() -> None:
    """`--revoke-unmanaged SLUG`."""
    rules = Rules(loosened=Loosened(revoke_unmanaged=frozenset({"santa-lucia"})))
    found = difference(practice(), observation(live("eva")), rules=rules)
    assert kinds(found) == ["revoke eva"]
    assert found.effects.changes[0].reason.code == "revoke-unmanaged"


def test_a_leftover_of_record_access_is_asked_back_after_somebody_left() -> None:
    """Gone by hand while the record stays open."""
    left = managed(Presence.ABSENT, record_access=fact(True), seen=False)
    found = difference(practice(), observation(), journal({"ana": left}))
    assert kinds(found) == ["request-record-removal ana"]


def test_somebody_managed_of_unknown_presence_is_removed_by_the_owner() -> None:
    """Remove, or cancel the invitation: only the owner can see which."""
    asked = managed(
        Presence.INVITED,
        presence=fact(Presence.INVITED, 60, Source.APPLIED),
        sent_at=NOW - 60 * HOUR,
        seen=False,
    )
    found = difference(practice(), observation(complete=False), journal({"ana": asked}))
    (change,) = found.effects.changes
    assert (change.kind, change.route, change.recipient) == (ChangeKind.REVOKE, Route.HANDOFF, OWNER)


def test_a_leaver_of_a_practice_nobody_could_observe_is_removed_by_the_owner() -> None:
    """Also where the practice was not observed; and nobody is invited there."""
    found = difference(
        practice(entry("eva")), Unobserved("santa-lucia", "timeout"), journal({"ana": managed()})
    )
    (change,) = found.effects.changes
    assert (change.kind, change.route) == (ChangeKind.REVOKE, Route.HANDOFF)
    assert found.frozen is not None
    assert found.frozen.code == "unobserved"


def test_the_owner_protected_people_and_the_own_account_are_never_revoked() -> None:
    """Shown, and left alone."""
    rules = Rules(policy=Policy(protected=frozenset({mail("jefa")})))
    found = difference(practice(), observation(live("jefa"), live(OWNER)), journal({}), rules=rules)
    assert kinds(found) == []
    assert codes(found.effects.unmanaged) == ["protected", "protected"]


def test_an_address_nobody_can_read_freezes_the_removals_of_the_practice() -> None:
    """The unreadable one may be the one who would go."""
    holds = Holds(removals={"santa-lucia": "wrong-type"})
    found = difference(
        practice(entry("eva")),
        observation(live("ana"), live("eva")),
        journal({"ana": managed()}),
        holds=holds,
    )
    assert "revoke ana" not in kinds(found)
    assert "unreadable-entry" in codes(found.effects.blocked)


def test_an_error_about_the_whole_practice_stops_grants_and_not_removals() -> None:
    """The practices named get no grants."""
    holds = Holds(grants={"santa-lucia": "different-names"})
    found = difference(
        practice(entry("ana")), observation(live("eva")), journal({"eva": managed()}), holds=holds
    )
    assert kinds(found) == ["revoke eva"]
    assert codes(found.effects.blocked) == ["practice-has-errors"]


def test_a_refused_request_is_blocked_until_the_entry_is_touched() -> None:
    """They said no."""
    declared = entry("ana", record_access=True)
    no = handoff("ana", ChangeKind.REQUEST_RECORD_ACCESS, HandoffState.REFUSED, entry=declared.meaning)
    view = journal({"ana": managed()}, no)
    assert codes(difference(practice(declared), observation(live("ana")), view).effects.blocked) == [
        "refused"
    ]
    touched = replace(declared, note="ya lo hablamos", where=HERE)
    assert kinds(difference(practice(touched), observation(live("ana")), view)) == [
        "request-record-access ana"
    ]
