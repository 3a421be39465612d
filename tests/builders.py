"""Small builders: a test says what matters to it, everything else has a plain value."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from accessctl.model.capabilities import Capabilities
from accessctl.model.change import Access, ChangeKind
from accessctl.model.fact import Fact, Source
from accessctl.model.finding import Holds, Location
from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.identity import Address, normalise_address
from accessctl.model.journal_view import Person, PracticeView, Settled
from accessctl.model.live import Facet, LiveAssistant, LiveClinic, Observation, Presence, Registration
from accessctl.model.practice import Clinic, Entry, Practice, RecordAccess
from accessctl.model.rules import Rules
from accessctl.reconcile.case import Situation
from accessctl.reconcile.diff import Difference, diff

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
OWNER = Address("elena.rojas@santalucia.example")
CENTRE = Address("accesos@cima.example")
ISSUER = Address("finanzas@santalucia.example")
SUPPORT = Address("soporte@hulipractice.example")
HERE = Location("practices/santa-lucia.yaml", 10, 5)

DIRECT = frozenset(
    {
        ChangeKind.INVITE,
        ChangeKind.RESEND,
        ChangeKind.CANCEL_INVITATION,
        ChangeKind.REVOKE,
        ChangeKind.CHANGE_CLINICS,
    }
)
CAPABILITIES = Capabilities(DIRECT, frozenset(Facet), SUPPORT)


def mail(name: str) -> Address:
    """Return somebody's address, for short: `ana` is ana@santalucia.example."""
    return normalise_address(name if "@" in name else f"{name}@santalucia.example")


def entry(who: str, /, *clinics: str, **more: object) -> Entry:
    """Return a declared assistant; clinics default to escazu."""
    record = more.pop("record_access", None)
    access = RecordAccess() if record is True else record
    plain = Entry(
        email=mail(who),
        where=HERE,
        end_line=HERE.line + 3,
        written=mail(who),
        name=who.split("@", maxsplit=1)[0].capitalize(),
        surnames=("Mora", "Jiménez"),
        clinics=clinics or ("escazu",),
        record_access=access,  # type: ignore[arg-type]
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def practice(*entries: Entry, **more: object) -> Practice:
    """Return a practice with two ordinary clinics, a single-record one and a billing issuer."""
    plain = Practice(
        slug="santa-lucia",
        name="Clínica Santa Lucía",
        owner=OWNER,
        owner_name="Elena Rojas",
        where=Location("practices/santa-lucia.yaml"),
        clinics=(
            Clinic("escazu", "Escazú", HERE),
            Clinic("heredia", "Heredia", HERE),
            Clinic("cima", "Hospital CIMA", HERE, administrator=CENTRE),
        ),
        billing_issuer=ISSUER,
        assistants=entries,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def live(who: str, presence: Presence = Presence.ACTIVE, /, *clinics: str, **more: object) -> LiveAssistant:
    """Return somebody live; clinics default to escazu, flags to no."""
    sent = {
        Presence.INVITED: NOW - 20 * HOUR,
        Presence.EXPIRED: NOW - 60 * HOUR,
    }.get(presence, NOW - 30 * DAY)
    plain = LiveAssistant(
        email=mail(who),
        presence=presence,
        name=who.split("@", maxsplit=1)[0].capitalize(),
        surnames=("Mora", "Jiménez"),
        sent_at=sent,
        attempts=1,
        clinics=frozenset(clinics or ("escazu",)),
        record_access=False,
        billing=False,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def observation(*rows: LiveAssistant, **more: object) -> Observation:
    """Return a complete observation of now."""
    plain = Observation(
        practice="santa-lucia",
        at=NOW,
        complete=True,
        assistants={row.email: row for row in rows},
        clinics=(
            LiveClinic("escazu", "Escazú"),
            LiveClinic("heredia", "Heredia"),
            LiveClinic("cima", "Hospital CIMA", single_record=True),
        ),
        registrations={},
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def fact(value: object, hours_ago: float = 24, source: Source = Source.OBSERVED) -> Fact:  # type: ignore[type-arg]
    """Return a fact of some hours ago."""
    return Fact(value, NOW - hours_ago * HOUR, source)


def managed(state: Presence = Presence.ACTIVE, /, *clinics: str, **more: object) -> Person:
    """Return somebody whom the journal has as managed, last seen a day ago as declared."""
    chosen = frozenset(clinics or ("escazu",))
    plain = Person(
        managed=True,
        seen=state is not Presence.ABSENT,
        presence=fact(state),
        sent_at=NOW - 30 * DAY,
        clinics=fact(chosen),
        record_access=fact(False),
        billing=fact(False),
        settled=Settled(chosen, record_access=False, billing=False),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def journal(people: dict[str, Person] | None = None, *handoffs: Handoff, **more: object) -> PracticeView:
    """Return the journal's view of a practice that was observed yesterday."""
    plain = PracticeView(
        provider="sandbox",
        account="santa-lucia",
        observed_at=NOW - DAY,
        people={mail(name): person for name, person in (people or {}).items()},
        handoffs=handoffs,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def handoff(name: str, kind: ChangeKind, state: HandoffState = HandoffState.SENT, **more: object) -> Handoff:
    """Return a hand-off of yesterday."""
    plain = Handoff(
        id="h-1",
        change_id="c-1",
        kind=kind,
        practice="santa-lucia",
        email=mail(name),
        recipient=SUPPORT,
        before=Access(("escazu",)),
        after=Access(("escazu",)),
        state=state,
        opened_at=NOW - DAY,
        changed_at=NOW - DAY,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def registered(name: str, *surnames: str) -> Registration:
    """Return a registered user's shown name."""
    return Registration(True, name, surnames)


def situation(
    declared: Practice,
    observed: object,
    view: PracticeView | None = None,
    rules: Rules | None = None,
    holds: Holds | None = None,
) -> Situation:
    """Return all that is known of one practice; without a view it was never seen before."""
    return Situation(
        practice=declared,
        observed=observed,  # type: ignore[arg-type]
        view=view if view is not None else PracticeView(),
        rules=rules or Rules(),
        capabilities=CAPABILITIES,
        holds=holds or Holds(),
        now=NOW,
    )


def difference(*args: object, **kwargs: object) -> Difference:
    """Return the difference of a situation built from the same arguments."""
    return diff(situation(*args, **kwargs))  # type: ignore[arg-type]


def kinds(found: Difference) -> list[str]:
    """Return what is to be done, as `kind name` in order."""
    return [f"{change.kind} {change.email.split('@')[0]}" for change in found.effects.changes]


def codes(notices: object) -> list[str]:
    """Return the codes of notices."""
    return [notice.code for notice in notices]  # type: ignore[attr-defined]
