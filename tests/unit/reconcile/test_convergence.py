"""Properties of the whole loop, on random declarations, live states and people acting by hand.

The loop is the real one (diff, learn, fold) on a live system played in memory, in two kinds: one that the
program can change itself, and one where every change is an owner's work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accessctl.execution.asking import handoff_id
from accessctl.execution.records import outcome_record, superseded_record
from accessctl.journal.folding import fold
from accessctl.model.capabilities import Capabilities
from accessctl.model.change import GRANTS, REMOVALS, Change, ChangeKind, Route
from accessctl.model.finding import Holds
from accessctl.model.identity import Address
from accessctl.model.journal_view import JournalView
from accessctl.model.live import INVITATION_LIFE, Facet, LiveAssistant, Observation, Presence
from accessctl.model.outcome import Outcome, Status
from accessctl.model.practice import Entry, Practice
from accessctl.model.record import Record
from accessctl.model.rules import Loosened, Rules
from accessctl.model.settings import Settings
from accessctl.reconcile.case import Situation
from accessctl.reconcile.diff import Difference, diff
from accessctl.reconcile.handoff_rows import superseded
from accessctl.reconcile.learning import learn
from builders import DIRECT, NOW, SUPPORT, entry, live, mail, observation, practice
from thoroughness import examples

PEOPLE = ("ana", "eva", "sol", "luz")
CLINIC_SETS = (("escazu",), ("heredia",), ("escazu", "heredia"), ("escazu", "cima"))
SLUG = "santa-lucia"
ROUNDS = 14
UNGUARDED = Rules(
    settings=Settings(max_attempts=50), loosened=Loosened(accept_live=frozenset({SLUG}), removals=99)
)


@dataclass
class Hospital:
    """A live system in memory, and the journal of what was done to it."""

    does: frozenset[ChangeKind]
    now: datetime = NOW
    rows: dict[Address, LiveAssistant] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    runs: int = 0

    def view(self) -> JournalView:
        """Return the journal, folded."""
        return fold(self.records)

    def observed(self) -> Observation:
        """Return what a reader sees now."""
        rows = {}
        for email, row in self.rows.items():
            pending = row.presence is not Presence.ACTIVE and row.sent_at is not None
            ran_out = pending and row.sent_at is not None and self.now >= row.sent_at + INVITATION_LIFE
            rows[email] = replace(row, presence=Presence.EXPIRED) if ran_out else row
        return replace(observation(*rows.values()), at=self.now)

    def difference(self, declared: Practice, rules: Rules = UNGUARDED) -> Difference:
        """Return what there is to do now."""
        view = self.view()
        return diff(
            Situation(
                practice=declared,
                observed=self.observed(),
                view=view.of(declared),
                rules=rules,
                capabilities=Capabilities(self.does, frozenset(Facet), SUPPORT),
                holds=Holds(),
                now=self.now,
            ),
            view.unknown_fates,
        )

    def apply(self, declared: Practice) -> Difference:
        """Do what the plan says, and journal it as an apply does."""
        self.runs += 1
        found = self.difference(declared)
        records = list(learn(found))
        for change in found.effects.changes:
            status = Status.HANDED_OFF if change.route is Route.HANDOFF else Status.DONE
            if status is Status.DONE:
                self.carry_out(change)
            outcome = Outcome(change, status, self.now, reference="<mail@x.example>")
            records.append(outcome_record(outcome, handoff_id(str(self.runs), change)))
            pending = found.situation.view.pending(change.email)
            records += [superseded_record(item, self.now, change.id) for item in superseded(change, pending)]
        numbered = [
            replace(record, run=f"{self.runs:06d}-00000000", seq=seq) for seq, record in enumerate(records, 1)
        ]
        self.records += numbered
        return found

    def carry_out(self, change: Change) -> None:  # noqa: C901, PLR0912 - one arm a kind
        """Let the live system change, by us or by the person who was asked."""
        row = self.rows.get(change.email)
        match change.kind:
            case ChangeKind.INVITE:
                if row is None or row.presence is not Presence.ACTIVE:
                    self.rows[change.email] = live(
                        change.email,
                        Presence.INVITED,
                        sent_at=self.now,
                        clinics=frozenset(change.after.clinics or ()) | _centres(row),
                    )
            case ChangeKind.RESEND if row is not None:
                self.rows[change.email] = replace(row, presence=Presence.INVITED, sent_at=self.now)
            case ChangeKind.CANCEL_INVITATION:
                self.rows.pop(change.email, None)
            case ChangeKind.REVOKE:
                if row is not None and _centres(row):
                    self.rows[change.email] = replace(row, clinics=_centres(row), presence=Presence.ACTIVE)
                else:
                    self.rows.pop(change.email, None)
            case ChangeKind.CHANGE_CLINICS if row is not None:
                clinics = frozenset(change.after.clinics or ()) - {"cima"} | _centres(row)
                self.rows[change.email] = replace(row, clinics=clinics)
            case ChangeKind.REQUEST_USER_AT_CENTRE:
                there = row or live(change.email, clinics=frozenset())
                clinics = (there.clinics or frozenset()) | {"cima"}
                self.rows[change.email] = replace(there, clinics=clinics)
            case ChangeKind.REQUEST_REMOVAL_AT_CENTRE if row is not None:
                left = (row.clinics or frozenset()) - {"cima"}
                if left:
                    self.rows[change.email] = replace(row, clinics=left)
                else:
                    self.rows.pop(change.email, None)
            case ChangeKind.REQUEST_RECORD_ACCESS | ChangeKind.REQUEST_RECORD_REMOVAL if row is not None:
                granted = change.kind is ChangeKind.REQUEST_RECORD_ACCESS
                self.rows[change.email] = replace(row, record_access=granted)
            case ChangeKind.REQUEST_BILLING | ChangeKind.REQUEST_BILLING_REMOVAL if row is not None:
                self.rows[change.email] = replace(row, billing=change.kind is ChangeKind.REQUEST_BILLING)
            case _:
                pass

    def people_do_their_part(self, declared: Practice) -> None:
        """Let everybody who was asked act, and everybody invited accept."""
        view = self.view().of(declared)
        for item in view.handoffs:
            if item.pending:
                self.carry_out(_as_change(item.kind, item.email, item.after.clinics))
        for email, row in list(self.rows.items()):
            valid = row.sent_at is not None and self.now < row.sent_at + INVITATION_LIFE
            if row.presence is not Presence.ACTIVE and valid:
                self.rows[email] = replace(row, presence=Presence.ACTIVE)


def _centres(row: LiveAssistant | None) -> frozenset[str]:
    return frozenset() if row is None else (row.clinics or frozenset()) & {"cima"}


def _as_change(kind: ChangeKind, email: Address, clinics: tuple[str, ...] | None) -> Change:
    from accessctl.model.change import Access, Reason  # noqa: PLC0415 - only to play a person

    return Change(kind, SLUG, email, Route.HANDOFF, Access(), Access(clinics), Reason("asked"))


def entries() -> st.SearchStrategy[Entry]:
    """Return declared assistants."""
    return st.builds(
        lambda name, clinics, record, billing, note: entry(
            name, *clinics, record_access=True if record else None, billing=billing, note=note
        ),
        st.sampled_from(PEOPLE),
        st.sampled_from(CLINIC_SETS),
        st.booleans(),
        st.booleans(),
        st.sampled_from((None, "nota")),
    )


def declarations() -> st.SearchStrategy[Practice]:
    """Return practices."""
    return st.lists(entries(), max_size=4, unique_by=lambda item: item.email).map(
        lambda found: practice(*found)
    )


def rows() -> st.SearchStrategy[LiveAssistant]:
    """Return live assistants."""
    return st.builds(
        lambda name, presence, clinics, record: live(
            name,
            presence,
            # no invitation can name a single-record clinic
            *(clinics if presence is Presence.ACTIVE else [item for item in clinics if item != "cima"]),
            record_access=record,
        ),
        st.sampled_from(PEOPLE),
        st.sampled_from((Presence.INVITED, Presence.EXPIRED, Presence.ACTIVE)),
        st.sampled_from(CLINIC_SETS),
        st.booleans(),
    )


def lives() -> st.SearchStrategy[dict[Address, LiveAssistant]]:
    """Return live states."""
    return st.lists(rows(), max_size=4, unique_by=lambda row: row.email).map(
        lambda found: {row.email: row for row in found}
    )


ACTS = st.tuples(
    st.sampled_from(("add", "remove", "accept", "clinics", "record", "wait", "people", "nothing")),
    st.sampled_from(PEOPLE),
    st.sampled_from(CLINIC_SETS),
)
STEPS = st.lists(st.tuples(declarations(), st.lists(ACTS, max_size=3)), min_size=1, max_size=4)
KINDS = st.sampled_from((DIRECT, frozenset[ChangeKind]()))
SLOW = settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def act(hospital: Hospital, declared: Practice, what: str, name: str, clinics: tuple[str, ...]) -> None:
    """Let somebody act by hand."""
    email = mail(name)
    row = hospital.rows.get(email)
    match what:
        case "add" if row is None:
            hospital.rows[email] = live(name, Presence.ACTIVE, *clinics)
        case "remove":
            hospital.rows.pop(email, None)
        case "accept" if row is not None:
            hospital.rows[email] = replace(row, presence=Presence.ACTIVE)
        case "clinics" if row is not None and row.presence is Presence.ACTIVE:
            hospital.rows[email] = replace(row, clinics=frozenset(clinics))
        case "record" if row is not None:
            hospital.rows[email] = replace(row, record_access=not row.record_access)
        case "wait":
            hospital.now += timedelta(hours=49)
        case "people":
            hospital.people_do_their_part(declared)
        case _:
            pass


def unmanaged(hospital: Hospital, declared: Practice) -> Mapping[Address, LiveAssistant]:
    """Return the people whom nobody may touch."""
    view = hospital.view().of(declared)
    return {email: hospital.rows[email] for email in hospital.rows if view.person(email).unmanaged}


@SLOW
@given(KINDS, lives(), STEPS)
def test_the_loop_comes_to_rest_and_nobody_has_what_no_rule_explains(
    does: frozenset[ChangeKind],
    before: dict[Address, LiveAssistant],
    steps: list[tuple[Practice, list[tuple[str, str, tuple[str, ...]]]]],
) -> None:
    """Once people stop acting by hand and do what they are asked, the plan is empty within some rounds."""
    hospital = Hospital(does, rows=dict(before))
    for declared, acts in steps:
        untouched = unmanaged(hospital, declared)
        found = hospital.apply(declared)
        for change in found.effects.changes:
            known = next(case.known for case in found.cases if case.email == change.email)
            if change.kind in (ChangeKind.INVITE, ChangeKind.RESEND):
                assert known.presence is not Presence.ACTIVE
            declared_now = {item.email for item in declared.assistants}
            assert change.email not in untouched.keys() - declared_now
        for what, name, clinics in acts:
            act(hospital, declared, what, name, clinics)
    declared = steps[-1][0]
    for _ in range(ROUNDS):
        hospital.apply(declared)
        hospital.people_do_their_part(declared)
        hospital.now += timedelta(hours=1)
    last = hospital.apply(declared)
    assert last.effects.changes == ()
    assert hospital.difference(declared).effects.changes == ()
    blocked = {notice.email for notice in last.effects.blocked}
    wanted = {item.email: item for item in declared.assistants}
    for email, row in hospital.rows.items():
        if hospital.view().of(declared).person(email).unmanaged or email in blocked:
            continue
        assert email in wanted, (email, row)
        assert (row.clinics or frozenset()) <= set(wanted[email].clinics)
        assert not row.record_access or wanted[email].record_access is not None
    for email in wanted:
        assert email in hospital.rows or email in blocked


@SLOW
@given(KINDS, lives(), STEPS)
def test_a_run_that_is_repeated_at_once_does_and_learns_nothing(
    does: frozenset[ChangeKind],
    before: dict[Address, LiveAssistant],
    steps: list[tuple[Practice, list[tuple[str, str, tuple[str, ...]]]]],
) -> None:
    """A pipeline run twice sends nothing twice; what the first run removed is at most seen to be gone."""
    hospital = Hospital(does, rows=dict(before))
    for declared, acts in steps:
        hospital.apply(declared)
        again = hospital.difference(declared)
        granted = [change for change in again.effects.changes if change.kind in GRANTS | REMOVALS]
        assert granted == []
        hospital.apply(declared)
        assert learn(hospital.difference(declared)) == ()
        for what, name, clinics in acts:
            act(hospital, declared, what, name, clinics)


@SLOW
@given(lives(), declarations(), STEPS, rows())
def test_more_drift_never_means_more_access(
    before: dict[Address, LiveAssistant],
    declared: Practice,
    steps: list[tuple[Practice, list[tuple[str, str, tuple[str, ...]]]]],
    extra: LiveAssistant,
) -> None:
    """Access that somebody added by hand never makes the plan give anything more."""
    hospital = Hospital(DIRECT, rows=dict(before))
    for earlier, acts in steps:
        hospital.apply(earlier)
        for what, name, clinics in acts:
            act(hospital, earlier, what, name, clinics)
    plain = given_by(hospital.difference(declared))
    row = hospital.rows.get(extra.email)
    if row is not None and row.presence is Presence.ACTIVE:
        gained = (row.clinics or frozenset()) | (extra.clinics or frozenset())
        hospital.rows[extra.email] = replace(row, clinics=gained)
        drifted = given_by(hospital.difference(declared))
        assert drifted <= plain


def given_by(found: Difference) -> set[tuple[Address, str]]:
    """Return what a difference gives: who gets which clinic or flag."""
    given: set[tuple[Address, str]] = set()
    for change in found.effects.changes:
        if change.kind in (ChangeKind.REQUEST_RECORD_ACCESS, ChangeKind.REQUEST_BILLING):
            given.add((change.email, change.kind))
        elif change.widens:
            gained = set(change.after.clinics or ()) - set(change.before.clinics or ())
            given |= {(change.email, clinic) for clinic in gained}
    return given
