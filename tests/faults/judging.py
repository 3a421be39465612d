"""The judge: compares what really happened with what was declared and what the journal says.

It knows nothing of how the program decides: it reads files, rows, letters and the journal as JSON.
"""

from __future__ import annotations

import math
import traceback
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from past import Past, nonce_of
from simulation import Ended, Simulation
from witness import LIFE, Event, Journal

OWN = "accesos@org.example"
PROTECTED = "jefa@org.example"
SENDINGS = frozenset({"invite", "resend"})
REMOVALS = frozenset({"revoke", "cancel-invitation"})
DAY = timedelta(hours=24)
GRANTS = {"request-record-access": "record_access", "request-billing": "billing"}
WITHDRAWALS = {"request-record-removal": "record_access", "request-billing-removal": "billing"}


class Judge:
    """Looks at each run once it is over; `found` are sentences for everything that nothing explains."""

    def __init__(self, world: Simulation) -> None:
        self.world = world
        self.found: list[str] = []
        self.past = Past(world)
        self._before = Journal()
        self._known: set[tuple[str, str]] = set()
        """Whom a commit that a run worked from has declared."""

    # After each run

    def ended(self, ended: Ended) -> None:
        """Judge how a run ended."""
        if ended.how == "bug":
            self.found.append("a bug:\n" + "".join(traceback.format_exception(ended.value)))

    def look(self) -> None:
        """Judge what happened since the last look."""
        events = self.world.events
        for event in events[self.past.seen :]:
            self.past.seen = event.number + 1
            if event.kind == "begin":
                self.past.begun[event.who] = event
                for slug in self.world.declared.slugs:
                    for email, entry in self.past.declared(event, slug).items():
                        self._known |= {(slug, name) for name in (email, *entry.get("previously", ()))}
            if event.kind == "write":
                self.found += [f"{_shown(event)}: {said}" for said in self._write(event)]
            if event.kind in {"letter", "laid"}:
                self.found += [f"{_shown(event)}: {said}" for said in self._letter(event)]
        self._grew()

    def _grew(self) -> None:
        """Find a journal that lost or changed anything."""
        now = self.world.journal()
        for path, records in self._before.files.items():
            if now.files.get(path) != records:
                self.found.append(f"the journal's {path} was changed or lost")
        self._before = now

    def _write(self, event: Event) -> Iterator[str]:
        yield from self._written_down(event, [("change_id", event.change)])
        yield from self._lock(event)
        yield from self._again(event)
        if not event.took or event.doubled:
            return
        yield from self._given(event)
        yield from self._taken(event)

    # Written down first, and under a lock

    def _written_down(self, event: Event, wanted: list[tuple[str, str]]) -> Iterator[str]:
        journal = self.past.journal_at(event)
        nonce = nonce_of(event)
        for key, value in wanted:
            intents = (
                record
                for kind in ("intent", "handoff")
                for record in journal.records(kind)
                if record.get(key) == value and record["run"].endswith(nonce)
            )
            if next(iter(intents), None) is None:
                yield f"the journal did not know of {key} {value} before it happened"

    def _lock(self, event: Event) -> Iterator[str]:
        """Yield where a run went on that had been taken over, after the one step that was under way."""
        if self.past.jumped_back(event):
            return
        done = [earlier for earlier in self.past.of(event.who) if not earlier.doubled]
        gone_at = [earlier for earlier in done if self.past.is_over(earlier)]
        if len(gone_at) > 1 and gone_at[-1] is event:
            yield "it was done after another runner had taken over"

    # Nothing twice

    def _again(self, event: Event) -> Iterator[str]:
        """Yield where something is asked of the live system that was done already, and nothing undid it."""
        if event.doubled or self.past.lied_to(event) or event.what not in SENDINGS | REMOVALS:
            return
        if self.past.is_over(event):
            return  # under way when another runner took over: nothing can call it back
        earlier = self.past.last(event)
        if earlier is None or earlier.who == "somebody":
            return
        if event.what in SENDINGS and earlier.what in SENDINGS and event.at < earlier.at + LIFE:
            yield f"{earlier.what} of {earlier.at} was still good"
        hidden = event.practice in self.world.blind  # a removal nobody can see done is asked for again
        if event.what in REMOVALS and earlier.what in REMOVALS and earlier.after is None and not hidden:
            yield "it was done already"

    # Nobody in who does not belong, nobody out who does

    def _given(self, event: Event) -> Iterator[str]:
        had = event.before.clinics if event.before else frozenset()
        has = event.after.clinics if event.after else frozenset()
        sent = event.what in SENDINGS
        gained = has if sent else has - had
        if not gained:
            return
        wanted = self.past.wanted(event, event.email)
        if wanted is None:
            yield f"{sorted(gained)} given to somebody whom the run's commit does not ask for"
        elif gained - wanted.clinics and event.what != "resend":
            yield f"{sorted(gained - wanted.clinics)} given, which the run's commit does not ask for"

    def _taken(self, event: Event) -> Iterator[str]:
        had = event.before.clinics if event.before else frozenset()
        has = event.after.clinics if event.after else frozenset()
        if event.after is not None and not had - has:
            return
        if event.email in (OWN, PROTECTED, f"owner@{event.practice}.example"):
            yield "somebody protected was removed"
        if self.past.emergency(event):
            return
        wanted = self.past.wanted(event, event.email)
        if wanted is not None:
            yield from self._taken_from(event, wanted.clinics, had - has)
            return
        state = event.before.state if event.before else ""
        if (event.practice, event.email) not in self._known and self.past.was_there(event):
            yield "somebody was removed who was there before and never declared"
        successor = self.past.successor(event)
        if successor is not None and state == "active" and event.others.get(successor) != "active":
            yield f"removed before {successor} was active"
        yield from self._numbers(event)

    def _taken_from(self, event: Event, wanted: frozenset[str], lost: frozenset[str]) -> Iterator[str]:
        """Yield where somebody who is asked for loses what is asked for."""
        before = event.before if event.after is None else None
        pending = before is not None and before.state in {"invited", "expired"}
        if before is not None and pending and before.clinics != wanted - {"cima"}:
            return  # an invitation for other clinics: cancelled, and sent anew
        if wanted <= {"cima"}:
            return  # nobody can be left without a clinic: the centre has to let the person in
        if self.past.is_over(event):
            return  # under way when another runner did all this anew: the next run mends it
        if event.after is None or lost & wanted:
            yield f"{sorted(lost)} taken away, which the run's commit asks for"

    def _numbers(self, event: Event) -> Iterator[str]:
        """Yield where more was removed within a day than the guard on numbers lets be."""
        if event.what not in REMOVALS or self.world.loosened:
            return
        removed = {
            (e.practice, e.email)
            for e in self.world.events[: event.number + 1]
            if e.kind == "write" and e.took and e.what in REMOVALS and e.after is None
            if e.at > event.at - DAY and self._counts(e)
        }
        managed = len(self._known)
        limit = max(self.world.declared.at_least, math.floor(managed / 4))
        limit = max(limit, *(self.past.allowed(at) for at in range(self.world.main[0] + 1)))
        if len(removed) > limit and (event.practice, event.email) in removed:
            yield f"{len(removed)} removals within a day, and {limit} are let be"

    def _counts(self, event: Event) -> bool:
        replaced = self.past.wanted(event, event.email) is not None or self.past.successor(event) is not None
        return not replaced and not self.past.emergency(event)

    # Letters

    def _letter(self, event: Event) -> Iterator[str]:
        if event.message.startswith("<accessctl.notice."):
            return
        yield from self._written_down(event, [("reference", event.message)])
        if event.kind == "letter":
            yield from self._lock(event)
        same = [e for e in self.past.letters() if e.message == event.message and e.number < event.number]
        if same and event.kind == same[-1].kind:
            yield "the same letter went out twice"
        for asked in self.past.asks(event):
            yield from self._asked_rightly(event, asked)
            yield from self._asked_before(event, asked)

    def _asked_rightly(self, event: Event, asked: dict[str, Any]) -> Iterator[str]:
        if self.past.emergency(event, asked["practice"], asked["email"]):
            return
        wanted, kind = self.past.wanted(event, asked["email"], asked["practice"]), asked["change"]
        if kind in GRANTS and not (wanted and getattr(wanted, GRANTS[kind])):
            yield f"{kind} for {asked['email']}, whom the run's commit does not ask it for"
        if kind == "request-user-at-centre" and not (wanted and asked["centre"] in wanted.clinics):
            yield f"{kind} for {asked['email']}, whom the run's commit does not ask it for"
        if kind in WITHDRAWALS and wanted and getattr(wanted, WITHDRAWALS[kind]):
            yield f"{kind} for {asked['email']}, for whom the run's commit asks it"
        if kind == "request-removal-at-centre" and wanted and asked["centre"] in wanted.clinics:
            yield f"{kind} for {asked['email']}, whom the run's commit wants there"

    def _asked_before(self, event: Event, asked: dict[str, Any]) -> Iterator[str]:
        key = _key(asked)
        for earlier in reversed(self.past.letters()):
            if earlier.number >= event.number or earlier.message == event.message:
                continue
            if key in map(_key, self.past.asks(earlier)):
                if not self._explained(earlier, event, asked):
                    yield f"{asked['change']} for {asked['email']} was asked on {earlier.at} by {earlier.who}"
                return

    def _explained(self, earlier: Event, event: Event, asked: dict[str, Any]) -> bool:
        """Say whether something happened to that person in between, or was declared or asked otherwise."""
        who = (asked["practice"], asked["email"])
        between = self.world.events[earlier.number + 1 : event.number]
        if any((e.practice, e.email) == who and (e.kind == "person" or e.took) for e in between):
            return True
        if any(e.kind == "lie" for e in between) or self.past.is_over(event):
            return True
        others = (item for e in between if e.kind in {"letter", "laid"} for item in self.past.asks(e))
        if any((item["practice"], item["email"]) == who and _key(item) != _key(asked) for item in others):
            return True
        commits = {e.at_commit for e in between if e.kind == "begin"} | {
            self.past.begun[earlier.who].at_commit
        }
        says = [self.world.declared.entries(at, who[0]).get(who[1]) for at in commits]
        return any(one != says[0] for one in says) or self._day_turned(earlier, event, who)

    def _day_turned(self, earlier: Event, event: Event, who: tuple[str, str]) -> bool:
        entry = self.past.declared(event, who[0]).get(who[1], {})
        return bool({"from", "until"} & entry.keys()) and earlier.at.date() != event.at.date()

    # What is declared

    # When all is over

    def at_rest(self, planned: Ended) -> None:
        """Judge the world after the faults stopped."""
        if planned.how != "done":
            self.found.append(f"no plan can be made: {planned.how}")
            return
        plan = planned.value.plan
        if plan.applicable and not plan.violations:
            steps = [
                f"{change.kind} {change.practice} {change.email}"
                for change in plan.applicable
                if not self._cannot_be_seen(change.practice, change.email)
            ]
        else:
            steps = []
        if steps:
            self.found.append(f"it does not come to rest: {steps}")
        if planned.value.view.open_runs:
            self.found.append(f"runs stay open: {[run.run for run in planned.value.view.open_runs]}")
        self.found += self._told()

    def _cannot_be_seen(self, practice: str, email: str) -> bool:
        """Say whether somebody is not in where the live system shows those alone who are."""
        row = self.world.rows()[practice].get(email)
        return practice in self.world.blind and (row is None or row.state != "active")

    def _told(self) -> Iterator[str]:
        """Yield every effect of which the journal does not tell."""
        outcomes = list(self._before.records("outcome"))
        for event in self.world.events:
            if event.kind not in {"write", "letter"} or not event.took or event.doubled:
                continue
            if event.message.startswith("<accessctl.notice."):
                continue
            changes = (
                [event.change] if event.kind == "write" else [r["change_id"] for r in self.past.asks(event)]
            )
            for change in changes:
                yield from self._told_of(event, change, outcomes)

    def _told_of(self, event: Event, change: str, outcomes: Iterable[dict[str, Any]]) -> Iterator[str]:
        nonce = nonce_of(event)
        told = [
            record["outcome"]
            for record in outcomes
            if record.get("change_id") == change
            and str((record.get("params") or {}).get("run", record["run"])).endswith(nonce)
        ]
        good = {"done", "handed-off", "fate-unknown"}
        if good & set(told) or self.past.lied_to_ever(event):
            return
        if self.past.undone(event):
            return
        yield f"{_shown(event)}: the journal says {told or 'nothing'} of it"


def _key(record: dict[str, Any]) -> tuple[Any, ...]:
    return record["practice"], record["email"], record["change"], record.get("centre")


def _shown(event: Event) -> str:
    what = f"{event.what} {event.practice} {event.email} {event.message}".strip()
    return f"{event.at:%m-%d %H:%M} {event.who}: {event.kind} {what}"
