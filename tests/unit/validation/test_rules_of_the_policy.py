from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from validation_builders import NOW, declaration, entry, found, practice

from accessctl.model.finding import Location, Stops
from accessctl.model.identity import Address
from accessctl.model.policy import Policy, PolicyException, RecordAccessPolicy
from accessctl.model.practice import Entry, HeldEntry, RecordAccess
from accessctl.validation.checking import check, holds

LAST = date(2026, 12, 31)


def limited(*people: Entry, at_most: int = 1) -> list[dict[str, object]]:
    findings = found(
        "assistants-at-most", practice("lucia", *people), policy=Policy(assistants_at_most=at_most)
    )
    return [dict(finding.params) for finding in findings]


def with_exception(rule: str = "shared-mailbox", slug: str | None = "lucia", until: date = LAST) -> Policy:
    exception = PolicyException(rule, slug, "Acordado en junta", until)
    return Policy(shared_mailboxes_deny=("info",), exceptions=(exception,))


def test_assistants_at_most_counts_those_of_the_same_day() -> None:
    """Who takes over the day after somebody left is not one too many."""
    leaver = entry(ends=date(2026, 11, 30))
    assert not limited(leaver, entry("luz@lucia.example", 20, starts=date(2026, 12, 1)))


def test_assistants_at_most_finds_an_overlap_to_come() -> None:
    """A day's overlap next month is found today, with its day."""
    leaver = entry(ends=date(2026, 12, 1))
    (params,) = limited(leaver, entry("luz@lucia.example", 20, starts=date(2026, 12, 1)))
    assert (params["count"], params["day"]) == (2, date(2026, 12, 1))


def test_assistants_at_most_leaves_out_those_who_are_gone() -> None:
    """An entry whose last day is over takes no place."""
    assert not limited(entry(ends=date(2026, 11, 23)), entry("luz@lucia.example", 20))


def test_assistants_at_most_counts_an_entry_that_cannot_be_read_once() -> None:
    """It holds the person's earlier addresses too, and is still one person."""
    place = Location("practices/lucia.yaml", 30)
    held = tuple(HeldEntry(Address(f"{name}@lucia.example"), place) for name in ("luz", "luz.old"))
    said = practice("lucia", entry(), held=held)
    assert not found("assistants-at-most", said, policy=Policy(assistants_at_most=2))
    assert found("assistants-at-most", said, policy=Policy(assistants_at_most=1))


def test_assistants_at_most_of_none_refuses_the_first() -> None:
    """A limit of nought is a limit."""
    assert limited(entry(), at_most=0)


def test_too_many_assistants_stop_the_grants_of_the_practice() -> None:
    """Nobody can say who is the one too many; the other practices go on."""
    people = (entry(), entry("luz@lucia.example", 20))
    said = declaration(practice("lucia", *people), practice("rosa"), policy=Policy(assistants_at_most=1))
    (finding,) = check(said, NOW)
    assert finding.where == Location("practices/lucia.yaml", 9, 1)
    assert holds([finding]).grants == {"lucia": "assistants-at-most"}


def test_record_access_days_counts_from_a_later_first_day() -> None:
    """Access that begins in March is measured from March."""
    policy = Policy(record_access=RecordAccessPolicy(at_most_days=31))
    later = entry(starts=date(2027, 3, 1), record_access=date(2027, 4, 1))
    assert not found("record-access-days", practice("lucia", later), policy=policy)
    assert found(
        "record-access-days", practice("lucia", entry(record_access=date(2027, 4, 1))), policy=policy
    )


def test_record_access_without_an_end_is_reported_once() -> None:
    """Where a last day is required anyway, the length is not reported too."""
    policy = Policy(record_access=RecordAccessPolicy(until_required=True, at_most_days=31))
    findings = check(
        declaration(practice("lucia", entry(record_access=RecordAccess("x"))), policy=policy), NOW
    )
    assert [finding.rule for finding in findings] == ["record-access-until"]


def test_policy_leaves_what_is_past_in_peace() -> None:
    """Who has gone breaks no rule: an error would only keep the entry from being settled."""
    policy = Policy(domains_allow=("rosa.example",), record_access=RecordAccessPolicy(reason_required=True))
    gone = entry(ends=date(2026, 11, 23), record_access=RecordAccess())
    findings = check(declaration(practice("lucia", gone), policy=policy), NOW)
    assert [finding.rule for finding in findings] == ["date-passed"]


def test_policy_finding_of_an_entry_stops_that_entry() -> None:
    """One bad entry: no grant for it."""
    findings = found("separate", practice("lucia", entry(billing=True, record_access=LAST)), policy=Policy())
    assert not findings
    policy = Policy(separate=("billing", "record_access"))
    (finding,) = found("separate", practice("lucia", entry(billing=True, record_access=LAST)), policy=policy)
    assert finding.stops is Stops.ENTRY


@pytest.mark.parametrize("slug", ["lucia", None, "santa-lucia"])
def test_exception_for_the_practice_sets_the_rule_aside(slug: str | None) -> None:
    """It may name the practice, all of them, or the practice's earlier slug."""
    said = practice("lucia", entry("info@lucia.example"), previously=("santa-lucia",))
    assert not found("shared-mailbox", said, policy=with_exception(slug=slug))


def test_exception_for_another_practice_or_rule_sets_nothing_aside() -> None:
    """An exception covers what it names."""
    said = practice("lucia", entry("info@lucia.example"))
    assert found("shared-mailbox", said, practice("rosa"), policy=with_exception(slug="rosa"))
    assert found("shared-mailbox", said, policy=with_exception("separate"))


def test_exception_on_its_last_local_day_still_holds() -> None:
    """The day is the practice's own: in San José it ends six hours after UTC's."""
    said = practice("lucia", entry("info@lucia.example"))
    before = datetime(2027, 1, 1, 5, 59, tzinfo=UTC)
    after = datetime(2027, 1, 1, 6, 0, tzinfo=UTC)
    assert not found("shared-mailbox", said, now=before, policy=with_exception())
    assert found("shared-mailbox", said, now=after, policy=with_exception())
    assert not found("exception-expired", said, now=before, policy=with_exception())
    assert found("exception-expired", said, now=after, policy=with_exception())


def test_exception_cannot_set_aside_a_rule_that_protects() -> None:
    """The owner is never an assistant, whatever the policy says."""
    said = practice("lucia", entry("elena.rojas@lucia.example"))
    assert found("owner-as-assistant", said, policy=with_exception("owner-as-assistant"))


def test_exception_finding_stands_at_the_exception() -> None:
    """The place in access/policy.yaml is the exception's, as far as the reader knows it."""
    place = Location("access/policy.yaml", 12, 3)
    places = {
        "access/policy.yaml": {"exceptions": Location("access/policy.yaml", 11, 1), "exceptions.0": place}
    }
    (finding,) = found("exception-unknown-rule", practice(), policy=with_exception("x"), places=places)
    assert finding.where == place


def test_day_in_the_practice_is_its_own() -> None:
    """At one instant it is still yesterday in San José and already today in Madrid."""
    now = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
    gone = entry(ends=date(2026, 11, 24))
    madrid = practice("rosa", gone, time_zone="Europe/Madrid")
    findings = found("date-passed", practice("lucia", gone), madrid, now=now)
    assert [finding.practices for finding in findings] == [("rosa",)]
