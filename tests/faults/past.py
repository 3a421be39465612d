"""What the judge asks of what happened so far, of the declared files, and of the journal at a moment."""

from __future__ import annotations

import re
from typing import Any

from declared import wanted_of
from simulation import Simulation
from witness import Event, Journal


class Past:
    """A world's events, as far as the judge has seen them; `begun` is each run's beginning."""

    def __init__(self, world: Simulation) -> None:
        self.world = world
        self.seen = 0
        self.begun: dict[str, Event] = {}

    def is_over(self, event: Event) -> bool:
        """Say whether the event's run had been taken over, or closed, where the journal lives."""
        nonce = nonce_of(event)
        journal = self.journal_at(event)
        taken = any(record["reference"].endswith(nonce) for record in journal.records("takeover"))
        return taken or any(record["run"].endswith(nonce) for record in journal.records("closed"))

    def of(self, who: str) -> list[Event]:
        """Return what a run did to the live system, and the letters it sent."""
        return [e for e in self.world.events[: self.seen] if e.who == who and e.kind in {"write", "letter"}]

    def jumped_back(self, event: Event) -> bool:
        """Say whether the clock was set back while the run was at work."""
        begun = self.begun[event.who].number
        return any(e.kind == "jump-back" for e in self.world.events[begun : event.number])

    def last(self, event: Event) -> Event | None:
        """Return the last thing that happened to that person in that practice."""
        before = self.world.events[: event.number]
        return next(
            (
                e
                for e in reversed(before)
                if (e.practice, e.email) == (event.practice, event.email)
                and (e.kind == "person" or (e.kind == "write" and e.took))
            ),
            None,
        )

    def lied_to(self, event: Event) -> bool:
        """Say whether the run had been told something old before."""
        begun = self.begun[event.who].number
        return any(e.kind == "lie" and e.who == event.who for e in self.world.events[begun : event.number])

    def emergency(self, event: Event, practice: str = "", email: str = "") -> bool:
        """Say whether it was said of somebody (else of the event's person) that they have to go at once."""
        who = (practice or event.practice, email or event.email)
        earlier = self.declared(event, who[0]).get(who[1], {}).get("previously", ())
        return any(
            e.kind == "emergency" and e.practice == who[0] and e.email in {who[1], *earlier}
            for e in self.world.events[: event.number]
        )

    def letters(self) -> list[Event]:
        """Return every letter that went out, or lies for somebody to send."""
        return [
            e
            for e in self.world.events
            if e.kind == "letter" or (e.kind == "laid" and e.path is not None and e.path.exists())
        ]

    def asks(self, event: Event) -> list[dict[str, Any]]:
        """Return what a letter asks for, as the journal had it."""
        intents = self.journal_at(event).records("intent")
        return [record for record in intents if record.get("reference") == event.message]

    def declared(self, event: Event, slug: str) -> dict[str, Any]:
        """Return the entries of a practice, by address, at the run's commit."""
        return self.world.declared.entries(self.begun[event.who].at_commit, slug)

    def wanted(self, event: Event, email: str, practice: str = "") -> Any:
        """Return what the run's commit asks for on the day of the event."""
        entry = self.declared(event, practice or event.practice).get(email)
        return wanted_of(entry, event.at)

    def successor(self, event: Event) -> str | None:
        """Return the later address of the event's person, where it is wanted."""
        entries = self.declared(event, event.practice).values()
        return next(
            (
                entry["email"]
                for entry in entries
                if event.email in entry.get("previously", ()) and wanted_of(entry, event.at)
            ),
            None,
        )

    def journal_at(self, event: Event) -> Journal:
        """Return the journal as it was where it lives."""
        repository = self.world.journal_repository
        return Journal() if event.tip is None else Journal.at(repository, event.tip)

    def lied_to_ever(self, event: Event) -> bool:
        """Say whether anybody was told something old since, or the run before."""
        return any(e.kind == "lie" for e in self.world.events[event.number :]) or self.lied_to(event)

    def undone(self, event: Event) -> bool:
        """Say whether somebody undid it before anybody could see it."""
        return any(
            (e.practice, e.email) == (event.practice, event.email) and e.kind == "person"
            for e in self.world.events[event.number :]
        )

    def was_there(self, event: Event) -> bool:
        """Say whether somebody had come before the program ever looked at the practice."""
        first = next(iter(self.begun.values())).number
        came = [e for e in self.world.events[: event.number] if e.kind == "person" and e.what == "add"]
        mine = [e for e in came if (e.practice, e.email) == (event.practice, event.email)]
        return bool(mine) and mine[-1].number < first

    def allowed(self, at: int) -> int:
        """Return how many removals a commit lets be."""
        found = re.search(r"Allow-Removals: (\d+)", self.world.declared.editions[at].message)
        return int(found[1]) if found else 0


def nonce_of(event: Event) -> str:
    """Return the name that an event's run has in the journal."""
    return event.who.rpartition("/")[2]
