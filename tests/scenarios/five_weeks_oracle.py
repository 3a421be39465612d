"""What may and what may not happen to people's access, worked out apart from the program.

Nothing here imports the program: the files are read with `yaml.safe_load`, and a few plain rules of the
design are applied to what the sandbox shows before and after each apply.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]
"""Practice (by the name it never loses) → address → row."""

LIFE = timedelta(hours=48)


def stem(slug: str) -> str:
    """Return the part of a slug that a renaming keeps."""
    return slug.split("-", maxsplit=1)[0]


@dataclass(frozen=True)
class Wish:
    """What one entry asks for today."""

    wanted: bool
    held: bool
    clinics: frozenset[str]
    record: bool
    billing: bool
    meaning: str


@dataclass
class Declared:
    """What one file asks for today."""

    slug: str
    readable: bool = True
    plan_only: bool = False
    removals_held: bool = False
    owner: str = ""
    single: frozenset[str] = frozenset()
    people: dict[str, Wish] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)


def read_files(root: Path, now: datetime) -> dict[str, Declared]:
    """Return what the files of a checkout ask for at an instant."""
    today = now.astimezone(ZoneInfo("America/Costa_Rica")).date()
    return {stem(path.stem): _read(path, today) for path in sorted((root / "practices").glob("*.yaml"))}


def _read(path: Path, today: date) -> Declared:
    try:
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError:
        return Declared(path.stem, readable=False)
    known = {clinic["id"] for clinic in value["clinics"]}
    single = frozenset(clinic["id"] for clinic in value["clinics"] if "single_record" in clinic)
    found = Declared(path.stem, owner=value["owner"]["email"], single=single)
    found.plan_only = value.get("mode") == "plan-only"
    for entry in value["assistants"]:
        if not isinstance(entry["email"], str):
            found.removals_held = True
            continue
        found.people[entry["email"]] = _wish(entry, known, today)
        found.replaced |= dict.fromkeys(entry.get("previously", ()), entry["email"])
    return found


def _wish(entry: dict[str, Any], known: set[str], today: date) -> Wish:
    record = entry.get("record_access") or {}
    record = {} if record is True else record
    begun = "from" not in entry or date.fromisoformat(entry["from"]) <= today
    ended = "until" in entry and date.fromisoformat(entry["until"]) < today
    lasts = "until" not in record or today <= date.fromisoformat(record["until"])
    return Wish(
        wanted=begun and not ended,
        held=not set(entry["clinics"]) <= known,
        clinics=frozenset(entry["clinics"]),
        record=entry.get("record_access", False) is not False and lasts,
        billing=bool(entry.get("billing")),
        meaning=json.dumps({**entry, "clinics": sorted(entry["clinics"])}, sort_keys=True),
    )


@dataclass
class Mark:
    """What is remembered of one person in one practice."""

    unmanaged: bool = False
    known: Row | None = None
    """As last left by an apply, where the person was declared then."""
    blocked: str | None = None
    """The entry's meaning when somebody had removed the person by hand."""
    emergency: str | None = None
    """The entry's meaning when the person was revoked in an emergency; empty: not declared."""


@dataclass
class Deed:
    """One command that may change access, with what it answered."""

    code: int
    outcomes: list[dict[str, Any]]
    declared: dict[str, Declared]
    faults: bool = False
    dying: bool = False
    """Whether an apply was killed before it: what it did is the deed's too."""
    restore: frozenset[tuple[str, str]] = frozenset()
    revoke_unmanaged: frozenset[str] = frozenset()
    emergency: tuple[str, str] | None = None

    @property
    def refused(self) -> bool:
        """Whether nothing may have happened."""
        return self.code not in (0, 5)

    @property
    def erring(self) -> bool:
        """Whether something did not come off, or an error in the files holds something."""
        files = self.declared.values()
        held = any(not file.readable or file.removals_held for file in files)
        held = held or any(wish.held for file in files for wish in file.people.values())
        return held or any(item["status"] not in ("done", "handed-off") for item in self.outcomes)

    def failed(self, practice: str, email: str) -> bool:
        """Say whether something did not come off for that person."""
        return any(
            (stem(item["practice"]), item["email"]) == (practice, email)
            and item["status"] not in ("done", "handed-off")
            for item in self.outcomes
        )


@dataclass
class Picture:
    """The sandbox at one moment."""

    now: datetime
    rows: Rows
    mails: list[dict[str, Any]]
    offered: dict[str, frozenset[str]]

    @classmethod
    def of(cls, dump: dict[str, Any]) -> Picture:
        """Read a dump."""
        return cls(
            now=datetime.fromisoformat(dump["now"]).astimezone(UTC),
            rows={
                stem(item["practice"]): {row["email"]: {"sent_at": None, **row} for row in item["assistants"]}
                for item in dump["practices"]
            },
            mails=dump["mails"],
            offered={
                stem(item["practice"]): frozenset(
                    clinic["id"] for clinic in item["clinics"] if not clinic["single_record"]
                )
                for item in dump["practices"]
            },
        )


class Oracle:
    """Judges each apply; yields a sentence for everything that nothing explains."""

    def __init__(self) -> None:
        self.marks: dict[tuple[str, str], Mark] = {}
        self.adopted: set[str] = set()

    def mark(self, practice: str, email: str) -> Mark:
        """Return what is remembered of somebody."""
        return self.marks.setdefault((practice, email), Mark())

    def judge(self, deed: Deed, before: Picture, after: Picture) -> list[str]:
        """Compare before and after one deed with what may happen; then remember how it is now."""
        found: list[str] = []
        for practice in sorted({*before.rows, *after.rows}):
            old, new = before.rows.get(practice, {}), after.rows.get(practice, {})
            declared = deed.declared.get(practice)
            still = (
                (deed.refused and not deed.dying)
                or declared is None
                or not declared.readable
                or declared.plan_only
            )
            if still and deed.emergency is None:
                if old != new:
                    found.append(f"{practice}: must not be touched, yet {old} became {new}")
            elif declared is not None:
                self._detect(deed, practice, declared, before)
                found += self._changes(deed, practice, declared, before, after)
                if not deed.faults and deed.emergency is None:
                    found += self._rest(deed, practice, declared, before, after)
        if deed.emergency is not None and not deed.refused:
            found += self._emergency(deed, deed.emergency, after)
        found += _mails(before, after, deed)
        if deed.code in (0, 5) and deed.emergency is None:
            self._learn(deed, before, after)
        return found

    def _emergency(self, deed: Deed, who: tuple[str, str], after: Picture) -> Iterator[str]:
        """Yield that somebody is still there of whom it was said that they are out; remember the emergency."""
        practice, email = who
        declared, mark = deed.declared[practice], self.mark(practice, email)
        row = after.rows.get(practice, {}).get(email)
        if deed.code == 0 and row is not None and set(row["clinics"]) - declared.single:
            yield f"{practice} {email}: still there after an emergency: {row}"
        wish = declared.people.get(email)
        mark.emergency = "" if wish is None else wish.meaning
        mark.known, mark.unmanaged = None, False

    # What changed

    def _detect(self, deed: Deed, practice: str, declared: Declared, before: Picture) -> None:
        """Notice who was removed by hand since the last apply."""
        if deed.refused or deed.emergency:
            return
        for (name, email), mark in self.marks.items():
            if name == practice and email not in declared.people:
                mark.blocked = None  # the entry is gone: whoever writes it again means it
        for email, wish in declared.people.items():
            mark = self.mark(practice, email)
            if (practice, email) in deed.restore or (
                mark.blocked is not None and mark.blocked != wish.meaning
            ):
                mark.blocked = None
            lifted = (practice, email) in deed.restore or mark.emergency != wish.meaning
            if lifted:
                mark.emergency = None
            known = mark.known
            if known is None or email in before.rows.get(practice, {}) or wish.held or not wish.wanted:
                continue
            recent = known["accepted"] or before.now < datetime.fromisoformat(known["sent_at"]) + LIFE
            if recent and (practice, email) not in deed.restore:
                mark.blocked = wish.meaning

    def _changes(
        self, deed: Deed, practice: str, declared: Declared, before: Picture, after: Picture
    ) -> Iterator[str]:
        old, new = before.rows.get(practice, {}), after.rows.get(practice, {})
        for email in sorted({*old, *new}):
            was, now = old.get(email), new.get(email)
            if was == now:
                continue
            if deed.emergency is not None and deed.emergency != (practice, email):
                yield f"{practice} {email}: an emergency of somebody else changed {was} to {now}"
                continue
            if deed.emergency is not None:
                continue
            if was is not None and (now is None or not set(was["clinics"]) <= set(now["clinics"])):
                yield from self._taken(deed, practice, declared, email, before, now)
            if now is not None and (was is None or now["sent_at"] != was["sent_at"]):
                yield from self._given(deed, practice, declared, email, before, now)
            if now is not None and was is not None:
                grown = set(now["clinics"]) - set(was["clinics"])
                wish = declared.people.get(email)
                if grown and not (wish and wish.wanted and not wish.held and grown <= wish.clinics):
                    yield f"{practice} {email}: given {grown} that no file asks for"
                same_sending = now["sent_at"] == was["sent_at"]
                if same_sending and (now["record_access"], now["billing"]) != (
                    was["record_access"],
                    was["billing"],
                ):
                    yield f"{practice} {email}: a flag changed without a person: {was} {now}"

    def _taken(
        self, deed: Deed, practice: str, declared: Declared, email: str, before: Picture, now: Row | None
    ) -> Iterator[str]:
        """Yield where somebody lost something without cause."""
        was, mark, wish = before.rows[practice][email], self.mark(practice, email), declared.people.get(email)
        lost = set(was["clinics"]) - set(now["clinics"] if now else ())
        if email in (declared.owner, "accesos@org.example"):
            yield f"{practice} {email}: the owner or our own account was removed"
        elif wish is not None and wish.held:
            yield f"{practice} {email}: an entry with an error, and yet {was} became {now}"
        elif mark.emergency is not None and wish is not None and mark.emergency == wish.meaning:
            return
        elif wish is None or not wish.wanted:
            if declared.removals_held:
                yield f"{practice} {email}: removed while removals are held by an unreadable entry"
            elif wish is None and mark.unmanaged and practice not in deed.revoke_unmanaged:
                yield f"{practice} {email}: unmanaged, and yet removed"
            elif wish is None and practice not in self.adopted and email not in declared.replaced:
                yield f"{practice} {email}: removed before anybody adopted the practice"
            else:
                yield from self._replaced_too_early(declared, practice, email, before)
        elif now is None:
            if wish.clinics <= declared.single:
                return  # nobody can be left without any clinic: the centre has to let the person in
            if was["accepted"] or set(was["clinics"]) == wish.clinics - declared.single:
                yield f"{practice} {email}: declared, and yet removed: {was}"
        elif lost & wish.clinics and was["accepted"]:
            yield f"{practice} {email}: lost {lost & wish.clinics} that the file asks for"

    def _replaced_too_early(
        self, declared: Declared, practice: str, email: str, before: Picture
    ) -> Iterator[str]:
        new = declared.replaced.get(email)
        if new is None or not declared.people[new].wanted:
            return
        active = before.rows[practice].get(new, {}).get("accepted")
        if before.rows[practice][email]["accepted"] and not active:
            yield f"{practice} {email}: removed before {new} was active"

    def _given(
        self, deed: Deed, practice: str, declared: Declared, email: str, before: Picture, now: Row
    ) -> Iterator[str]:
        """Yield where somebody was invited whom nothing lets be invited."""
        del before, deed
        mark, wish = self.mark(practice, email), declared.people.get(email)
        if wish is None or not wish.wanted or wish.held:
            yield f"{practice} {email}: invited, and no file asks for it: {now}"
        elif mark.blocked is not None and mark.blocked == wish.meaning:
            yield f"{practice} {email}: removed by hand or declined, and yet invited again"
        elif mark.emergency is not None and mark.emergency == wish.meaning:
            yield f"{practice} {email}: revoked in an emergency, and yet invited again"
        elif not set(now["clinics"]) <= wish.clinics:
            yield f"{practice} {email}: invited for {now['clinics']}"

    # What is there in the end

    def _rest(
        self, deed: Deed, practice: str, declared: Declared, before: Picture, after: Picture
    ) -> Iterator[str]:
        """Yield who is there, or reaches more, without anything that explains it."""
        for email, row in after.rows.get(practice, {}).items():
            mark, wish = self.mark(practice, email), declared.people.get(email)
            quiet = (
                email == declared.owner
                or (wish is not None and wish.held)
                or deed.failed(practice, email)
                or (declared.removals_held and (wish is None or not wish.wanted))
                or (wish is None and (mark.unmanaged or practice not in self.adopted))
            )
            if quiet:
                continue
            ordinary = set(row["clinics"]) - declared.single
            if mark.emergency is not None and wish is not None and mark.emergency == wish.meaning:
                if ordinary:
                    yield f"{practice} {email}: there again after an emergency: {row}"
            elif wish is not None and wish.wanted:
                offered = after.offered.get(practice, frozenset())
                if ordinary - wish.clinics and wish.clinics & offered:
                    yield f"{practice} {email}: reaches {ordinary - wish.clinics} that no file asks for"
            elif ordinary and not self._waits_for_another(declared, practice, email, before):
                yield f"{practice} {email}: is there, and nothing explains it: {row}"

    def _waits_for_another(self, declared: Declared, practice: str, email: str, before: Picture) -> bool:
        new = declared.replaced.get(email)
        if new is None or new not in declared.people or not declared.people[new].wanted:
            return False
        return not before.rows.get(practice, {}).get(new, {}).get("accepted")

    # What is remembered

    def _learn(self, deed: Deed, before: Picture, after: Picture) -> None:
        for practice in [name for name in self.adopted if name not in deed.declared]:
            self.adopted.discard(practice)  # released: whoever is there when the file comes back is not ours
            for key in [key for key in self.marks if key[0] == practice]:
                del self.marks[key]
        for practice, declared in deed.declared.items():
            if not declared.readable:
                continue
            rows = before.rows.get(practice, {})
            remembered = {email for name, email in self.marks if name == practice}
            for email in {*rows, *after.rows.get(practice, {}), *declared.people, *remembered}:
                mark, wish = self.mark(practice, email), declared.people.get(email)
                ours = (wish is not None and not wish.held) or self._waits_for_another(
                    declared, practice, email, before
                )
                if ours or email not in rows:
                    mark.unmanaged = False
                elif practice not in self.adopted:
                    mark.unmanaged = True
                if wish is None or not wish.held:
                    mark.known = after.rows.get(practice, {}).get(email) if wish is not None else None
            self.adopted.add(practice)


def _mails(before: Picture, after: Picture, deed: Deed) -> Iterator[str]:
    """Yield who got an invitation twice in one deed."""
    sent = Counter(map(_letter, after.mails)) - Counter(map(_letter, before.mails))
    if Counter(map(_letter, before.mails)) - Counter(map(_letter, after.mails)):
        yield "the sandbox lost mails"
    for letter, count in sent.items():
        if count > 1:
            yield f"{letter} was sent {count} times in one run"
    if sent and deed.refused and not deed.dying:
        yield f"a refused run sent {sent}"


def _letter(mail: dict[str, Any]) -> tuple[str, ...]:
    return stem(mail["practice"]), mail["to"], mail["kind"], mail["at"]


def unanswered(
    plan: dict[str, Any], declared: dict[str, Declared], picture: Picture, deed: Deed
) -> Iterator[str]:
    """Yield what a file asks for, or a row has too much, and the plan does not say what it waits for."""
    told = {
        (stem(item["practice"]), item["email"], item.get("kind"))
        for part in ("waiting", "blocked", "changes")
        for item in plan[part]
    }
    frozen = {stem(item["practice"]) for item in plan["frozen"]}

    def says(practice: str, email: str, *kinds: str) -> bool:
        return any(
            who[:2] == (practice, email) and (not kinds or who[2] in kinds or who[2] is None) for who in told
        )

    for practice, file in declared.items():
        if practice in frozen or not file.readable:
            continue
        for email, wish in file.people.items():
            row = picture.rows.get(practice, {}).get(email)
            if not wish.wanted or wish.held or deed.failed(practice, email):
                continue
            if row is None:
                if not says(practice, email):
                    yield f"{practice} {email}: wanted, not there, and the plan is silent"
                continue
            lacks = wish.clinics - set(row["clinics"])
            if lacks and not says(practice, email):
                yield f"{practice} {email}: lacks {sorted(lacks)}, and the plan is silent"
            if set(row["clinics"]) - wish.clinics and not says(practice, email):
                yield f"{practice} {email}: has {row['clinics']} for {wish.clinics}, and the plan is silent"
            if not row["accepted"]:
                continue
            for flag, wished, kinds in (
                ("record_access", wish.record, ("request-record-access", "request-record-removal")),
                ("billing", wish.billing, ("request-billing", "request-billing-removal")),
            ):
                if row[flag] != wished and not says(practice, email, kinds[not wished]):
                    yield f"{practice} {email}: {flag} is {row[flag]}, and the plan is silent"
