"""What may and what may not happen to people's access, worked out apart from the program.

Nothing here imports the program: a few plain rules of the design are applied to what the sandbox shows
before and after each apply.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from five_weeks_facts import Declared, Deed, Picture, Row, Wish, stem

LIFE = timedelta(hours=48)
OWN_ACCOUNT = "accesos@org.example"


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

    def calls_for(self, wish: Wish | None) -> bool:
        """Say whether an emergency holds that no later commit settled."""
        return wish is not None and self.emergency == wish.meaning


@dataclass(frozen=True)
class View:
    """One practice before and after a deed."""

    deed: Deed
    practice: str
    declared: Declared
    before: Picture
    after: Picture

    @property
    def old(self) -> dict[str, Row]:
        """Who was there before."""
        return self.before.rows.get(self.practice, {})

    @property
    def new(self) -> dict[str, Row]:
        """Who is there now."""
        return self.after.rows.get(self.practice, {})

    def waits_for_another(self, email: str) -> bool:
        """Say whether this was an earlier address, and the new one was not active yet."""
        new = self.declared.replaced.get(email)
        wish = None if new is None else self.declared.people.get(new)
        return wish is not None and wish.wanted and not self.old.get(str(new), {}).get("accepted")


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
                view = View(deed, practice, declared, before, after)
                self._detect(view)
                found += self._changes(view)
                if not (deed.faults or deed.refused or deed.emergency):
                    found += self._rest(view)
        if deed.emergency is not None and not deed.refused:
            found += self._emergency(deed, deed.emergency, after)
        found += _mails(before, after, deed)
        if deed.code in (0, 5) and deed.emergency is None:
            self._learn(deed, before, after)
        return found

    def _emergency(self, deed: Deed, who: tuple[str, str], after: Picture) -> Iterator[str]:
        """Yield that somebody is still there of whom it was said that they are out; remember it."""
        practice, named = who
        declared = deed.declared[practice]
        successor = declared.replaced.get(named)  # the same person at their new address
        for email in (named,) if successor is None else (named, successor):
            yield from self._one_out(deed, practice, email, after)

    def _one_out(self, deed: Deed, practice: str, email: str, after: Picture) -> Iterator[str]:
        declared, mark = deed.declared[practice], self.mark(practice, email)
        row = after.rows.get(practice, {}).get(email)
        if deed.code == 0 and row is not None and set(row["clinics"]) - declared.single:
            yield f"{practice} {email}: still there after an emergency: {row}"
        wish = declared.people.get(email)
        mark.emergency = "" if wish is None else wish.meaning
        mark.known, mark.unmanaged = None, False

    # What changed

    def _detect(self, view: View) -> None:
        """Notice who was removed by hand since the last apply."""
        deed, practice, declared = view.deed, view.practice, view.declared
        if deed.refused or deed.emergency:
            return
        for (name, email), mark in self.marks.items():
            if name == practice and email not in declared.people:
                mark.blocked = None  # the entry is gone: whoever writes it again means it
        for email, wish in declared.people.items():
            mark = self.mark(practice, email)
            restored = (practice, email) in deed.restore
            if restored or mark.blocked != wish.meaning:
                mark.blocked = None
            if restored or mark.emergency != wish.meaning:
                mark.emergency = None
            known = mark.known
            if known is None or email in view.old or wish.held or not wish.wanted:
                continue
            recent = known["accepted"] or view.before.now < datetime.fromisoformat(known["sent_at"]) + LIFE
            if recent and not restored:
                mark.blocked = wish.meaning

    def _changes(self, view: View) -> Iterator[str]:
        for email in sorted({*view.old, *view.new}):
            was, now = view.old.get(email), view.new.get(email)
            if was == now:
                continue
            if view.deed.emergency is not None:
                practice, named = view.deed.emergency
                if practice != view.practice or email not in (named, view.declared.replaced.get(named)):
                    yield f"{view.practice} {email}: an emergency of somebody else changed {was} to {now}"
                continue
            if was is not None and (now is None or not set(was["clinics"]) <= set(now["clinics"])):
                yield from self._taken(view, email, was, now)
            if now is not None and (was is None or now["sent_at"] != was["sent_at"]):
                yield from self._given(view, email, now)
            elif now is not None and was is not None:
                yield from _grown(view, email, was, now)

    def _taken(self, view: View, email: str, was: Row, now: Row | None) -> Iterator[str]:
        """Yield where somebody lost something without cause."""
        who, wish = f"{view.practice} {email}", view.declared.people.get(email)
        if email in (view.declared.owner, OWN_ACCOUNT):
            yield f"{who}: the owner or our own account was removed"
        elif wish is not None and wish.held:
            yield f"{who}: an entry with an error, and yet {was} became {now}"
        elif self.mark(view.practice, email).calls_for(wish):
            return
        elif wish is None or not wish.wanted:
            yield from self._removed(view, email, was)
        elif now is None and wish.clinics <= view.declared.single:
            return  # nobody can be left without any clinic: the centre has to let the person in
        elif now is None:
            if was["accepted"] or set(was["clinics"]) == wish.clinics - view.declared.single:
                yield f"{who}: declared, and yet removed: {was}"
        elif was["accepted"] and (lost := (set(was["clinics"]) - set(now["clinics"])) & wish.clinics):
            yield f"{who}: lost {lost} that the file asks for"

    def _removed(self, view: View, email: str, was: Row) -> Iterator[str]:
        """Yield where somebody whom no file asks for today was removed all the same without cause."""
        who, declared = f"{view.practice} {email}", view.declared
        undeclared = email not in declared.people
        asked = view.practice in view.deed.revoke_unmanaged
        known = asked or view.practice in self.adopted or email in declared.replaced
        unmanaged = self.mark(view.practice, email).unmanaged
        if declared.removals_held:
            yield f"{who}: removed while removals are held by an unreadable entry"
        elif undeclared and unmanaged and not asked:
            yield f"{who}: unmanaged, and yet removed"
        elif undeclared and not known:
            yield f"{who}: removed before anybody adopted the practice"
        elif was["accepted"] and view.waits_for_another(email):
            yield f"{who}: removed before the new address was active"

    def _given(self, view: View, email: str, now: Row) -> Iterator[str]:
        """Yield where somebody was invited whom nothing lets be invited."""
        who, wish, mark = (
            f"{view.practice} {email}",
            view.declared.people.get(email),
            self.mark(view.practice, email),
        )
        if wish is None or not wish.wanted or wish.held:
            yield f"{who}: invited, and no file asks for it: {now}"
        elif mark.blocked == wish.meaning:
            yield f"{who}: removed by hand or declined, and yet invited again"
        elif mark.emergency == wish.meaning:
            yield f"{who}: revoked in an emergency, and yet invited again"
        elif not set(now["clinics"]) <= wish.clinics:
            yield f"{who}: invited for {now['clinics']}"

    # What is there in the end

    def _rest(self, view: View) -> Iterator[str]:
        """Yield who is there, or reaches more, without anything that explains it."""
        for email, row in view.new.items():
            if self._is_explained(view, email):
                continue
            who, wish = f"{view.practice} {email}", view.declared.people.get(email)
            ordinary = set(row["clinics"]) - view.declared.single
            if self.mark(view.practice, email).calls_for(wish):
                if ordinary:
                    yield f"{who}: there again after an emergency: {row}"
            elif wish is not None and wish.wanted:
                offered = view.after.offered.get(view.practice, frozenset())
                if ordinary - wish.clinics and wish.clinics & offered:
                    yield f"{who}: reaches {ordinary - wish.clinics} that no file asks for"
            elif ordinary and not view.waits_for_another(email):
                yield f"{who}: is there, and nothing explains it: {row}"

    def _is_explained(self, view: View, email: str) -> bool:
        """Say whether nothing of that person is touched now, and why is known."""
        wish = view.declared.people.get(email)
        before_adoption = self.mark(view.practice, email).unmanaged or view.practice not in self.adopted
        return (
            email == view.declared.owner
            or view.deed.failed(view.practice, email)
            or (wish is not None and wish.held)
            or (wish is None and before_adoption)
            or (view.declared.removals_held and (wish is None or not wish.wanted))
        )

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
                waits = View(deed, practice, declared, before, after).waits_for_another(email)
                ours = (wish is not None and not wish.held) or waits
                if ours or email not in rows:
                    mark.unmanaged = False
                elif practice not in self.adopted:
                    mark.unmanaged = True
                if wish is None or not wish.held:
                    mark.known = after.rows.get(practice, {}).get(email) if wish is not None else None
            self.adopted.add(practice)


def _grown(view: View, email: str, was: Row, now: Row) -> Iterator[str]:
    """Yield where somebody got more without a file that asks for it, or a flag that only people give."""
    wish, grown = view.declared.people.get(email), set(now["clinics"]) - set(was["clinics"])
    if grown and not (wish and wish.wanted and not wish.held and grown <= wish.clinics):
        yield f"{view.practice} {email}: given {grown} that no file asks for"
    if any(now[flag] != was[flag] for flag in ("record_access", "billing")):
        yield f"{view.practice} {email}: a flag changed without a person: {was} {now}"


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


def unanswered(oracle: Oracle, plan: dict[str, Any], picture: Picture, deed: Deed) -> Iterator[str]:
    """Yield what a file asks for, or a row has too much, and the plan does not say what it waits for."""
    told = {
        (stem(item["practice"]), item["email"], item.get("kind"))
        for part in ("waiting", "blocked", "changes")
        for item in plan[part]
    }
    frozen = {stem(item["practice"]) for item in plan["frozen"]}
    for practice, file in deed.declared.items():
        if practice in frozen or not file.readable:
            continue
        for email, wish in file.people.items():
            if not wish.wanted or wish.held or deed.failed(practice, email):
                continue
            if oracle.mark(practice, email).calls_for(wish):
                continue
            kinds = {kind for name, who, kind in told if (name, who) == (practice, email)}
            for lack in _lacks(wish, picture.rows.get(practice, {}).get(email), kinds):
                yield f"{practice} {email}: {lack}, and the plan is silent"


FLAGS = (
    ("record_access", "request-record-access", "request-record-removal"),
    ("billing", "request-billing", "request-billing-removal"),
)


def _lacks(wish: Wish, row: Row | None, kinds: set[str | None]) -> Iterator[str]:
    """Yield where somebody's row is not as wished and none of the kinds of what waits is about it."""
    if row is None:
        if not kinds:
            yield "is wanted and not there"
        return
    if set(row["clinics"]) != wish.clinics and not kinds:
        yield f"has {row['clinics']} instead of {sorted(wish.clinics)}"
    for flag, grant, withdraw in FLAGS:
        wished = wish.record if flag == "record_access" else wish.billing
        kind = grant if wished else withdraw
        if row["accepted"] and row[flag] != wished and not kinds & {kind, None}:
            yield f"{flag} is {row[flag]}"
