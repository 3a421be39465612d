"""What truly held on the sandbox, noted while five weeks are played, to judge the journal's two clocks by.

It knows what the sandbox showed before and after each command, and nothing of how the program answers.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from five_weeks_desk import Desk
from five_weeks_facts import Rows, stem

from world import Answer, World

SECOND = timedelta(seconds=1)
SENT = frozenset({"invite", "resend"})
TAKEN = frozenset({"revoke", "cancel-invitation"})
Who = tuple[str, str]


@dataclass(frozen=True)
class Look:
    """An apply that came to its end: what it read, what it left behind, and what it did to whom."""

    at: datetime
    before: Rows
    after: Rows
    practices: frozenset[str]
    did: dict[Who, list[tuple[str, str]]]

    def saw(self, who: Who) -> dict[str, Any] | None:
        """Return the person's row as it was read."""
        return self.before.get(who[0], {}).get(who[1])

    def left(self, who: Who) -> dict[str, Any] | None:
        """Return the person's row as it was left."""
        return self.after.get(who[0], {}).get(who[1])


@dataclass
class Witness:
    """Stands beside a desk and notes what happens."""

    desk: Desk
    looks: list[Look] = field(default_factory=list)
    doubtful: list[tuple[datetime, str]] = field(default_factory=list)
    """Commands of which it is not known what they read: nothing is judged across them, by practice."""
    written: set[tuple[datetime, str]] = field(default_factory=set)
    """The looks that the journal tells of, by practice: a run that learns nothing writes nothing."""
    instants: set[datetime] = field(default_factory=set)

    def watch(self) -> None:
        """Note every command from now on."""
        plainly = self.desk.run

        def run(*arguments: str, world: World | None = None) -> Answer:
            if arguments[0] not in ("apply", "revoke"):
                return plainly(*arguments, world=world)
            before, faults = self.desk.picture(), self.desk.faults()
            readable = frozenset(map(stem, self.desk.readable()))
            answer = plainly(*arguments, world=world)
            after = self.desk.picture()
            self.instants |= {before.now, after.now}
            outcomes = json.loads(answer.out).get("outcomes", []) if answer.out.startswith("{") else []
            if arguments[0] == "apply" and answer.code in (0, 5) and not faults:
                self.looks.append(Look(before.now, before.rows, after.rows, readable, _did(outcomes)))
            else:
                everybody = before.rows.keys() | after.rows.keys() | readable
                self.doubtful += [(before.now, practice) for practice in everybody]
            return answer

        self.desk.run = run  # type: ignore[method-assign] - a witness, and no other desk

    def read_journal(self) -> None:
        """Note which looks the journal tells of."""
        for text in self.desk.journal_texts(set(self.desk.journal())):
            for record in map(json.loads, text.splitlines()[1:]):
                if record.get("kind") == "observation":
                    self.written.add((datetime.fromisoformat(record["at"]), stem(record["practice"])))

    def people(self) -> set[Who]:
        """Return everybody who was ever there."""
        rows = [rows for look in self.looks for rows in (look.before, look.after)]
        return {(slug, email) for seen in rows for slug, people in seen.items() for email in people}

    def later_at(self, look: Look) -> bool:
        """Say whether another apply came to its end at the same instant, after this one."""
        after = self.looks[self.looks.index(look) + 1 :]
        return any(other.at == look.at for other in after)

    def between(self, who: Who) -> Iterator[tuple[Look, Look]]:
        """Yield each two neighbouring looks at the person's practice with nothing doubtful between them."""
        looks = [look for look in self.looks if who[0] in look.practices and self._told(look, who)]
        for one, other in itertools.pairwise(looks):
            if not any(slug == who[0] and one.at <= at <= other.at for at, slug in self.doubtful):
                yield one, other

    def _told(self, look: Look, who: Who) -> bool:
        """Say whether the journal tells of the look at the practice, or of what it did to the person."""
        return who in look.did or (look.at, who[0]) in self.written


def _did(outcomes: list[dict[str, Any]]) -> dict[Who, list[tuple[str, str]]]:
    did: dict[Who, list[tuple[str, str]]] = {}
    for item in outcomes:
        who = (stem(item["practice"]), item["email"])
        did.setdefault(who, []).append((item["kind"], item["status"]))
    return did


def active(row: dict[str, Any] | None) -> bool:
    """Say whether somebody can work in the practice."""
    return row is not None and bool(row["accepted"])


def effective(one: Look, other: Look, who: Who) -> frozenset[str]:
    """Return what may be said of the time between two looks, both excluded."""
    was, came = active(one.left(who)), active(other.saw(who))
    asked = [kind for kind, status in one.did.get(who, []) if status == "handed-off"]
    if was != came:
        return frozenset({"unknown"})
    if was:
        return frozenset({"unknown", "yes"} if TAKEN & set(asked) else {"yes"})
    invited = one.left(who) is not None or other.saw(who) is not None
    return frozenset({"unknown", "no"} if invited else {"no"})


def record_access(one: Look, other: Look, who: Who) -> frozenset[bool | None]:
    """Return what may be said of the record, between two looks at somebody active."""
    was, came = (bool((row or {}).get("record_access")) for row in (one.left(who), other.saw(who)))
    asked = [kind for kind, status in one.did.get(who, []) if "record" in kind and status == "handed-off"]
    if was != came:
        return frozenset({None})
    return frozenset({was, None} if asked or not was else {was})
