"""A saved plan read back, strictly: what `plan --out` did not write is refused, with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NoReturn, TypeVar

from accessctl.errors import AccessctlError
from accessctl.model.change import Access, Change, ChangeKind, Origin, Reason, Route
from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.plan import Notice, Plan, PlanScope, Violation
from accessctl.rendering.json_plan import FORMAT, NOTICES, plan_json
from accessctl.rendering.json_values import lively, parse_instant

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


def plan_from_json(value: object) -> Plan:
    """Return the plan that a JSON value holds; anything unexpected is `plan-file-invalid` with its place."""
    top = _At(value, "")
    if top.is_mapping() and top.raw.get("format") != FORMAT:
        raise AccessctlError("plan-file-format", found=str(top.raw.get("format")), expected=FORMAT)
    digest = top.get("digest").text()
    notices = {name: top.get(name).each(_notice) for name in NOTICES}
    plan = Plan(
        made_at=top.get("made_at").instant(),
        changes=top.get("changes").each(_change),
        violations=top.get("violations").each(_violation),
        commit=top.get("commit").maybe(_At.text),
        tree=top.get("tree").maybe(_tree),
        valid_until=top.get("valid_until").maybe(_At.instant),
        with_journal=top.get("with_journal").flag(),
        plan_only=frozenset(top.get("plan_only").each(_At.text)),
        withheld=frozenset(top.get("withheld").each(_At.text)),
        practices=top.get("summary").get("practices").number(),
        scope=_scope(top.get("scope")),
        **notices,
    )
    _same(plan_json(plan, digest), value, "")
    return plan


@dataclass(frozen=True, slots=True)
class _At:
    """A value and its place in the file."""

    raw: Any
    place: str

    def is_mapping(self) -> bool:
        return isinstance(self.raw, dict)

    def get(self, key: str) -> _At:
        place = f"{self.place}.{key}" if self.place else key
        if not isinstance(self.raw, dict):
            _refuse(self.place)
        if key not in self.raw:
            _refuse(place)
        return _At(self.raw[key], place)

    def each(self, read: Callable[[_At], T]) -> tuple[T, ...]:
        if not isinstance(self.raw, list):
            _refuse(self.place)
        return tuple(read(_At(item, f"{self.place}[{index}]")) for index, item in enumerate(self.raw))

    def maybe(self, read: Callable[[_At], T]) -> T | None:
        return None if self.raw is None else read(self)

    def text(self) -> str:
        return self.raw if isinstance(self.raw, str) else _refuse(self.place)

    def address(self) -> Address:
        return Address(self.text())

    def flag(self) -> bool:
        return self.raw if isinstance(self.raw, bool) else _refuse(self.place)

    def number(self) -> int:
        whole = isinstance(self.raw, int) and not isinstance(self.raw, bool)
        return int(self.raw) if whole else _refuse(self.place)

    def instant(self) -> Any:
        try:
            return parse_instant(self.text())
        except ValueError:
            _refuse(self.place)

    def member(self, of: type[E]) -> E:
        try:
            return of(self.text())
        except ValueError:
            _refuse(self.place)

    def params(self) -> Mapping[str, object]:
        if not isinstance(self.raw, dict):
            _refuse(self.place)
        return {str(key): lively(item) for key, item in self.raw.items()}


def _scope(at: _At) -> PlanScope:
    return PlanScope(
        practices=at.get("practices").maybe(lambda slugs: slugs.each(_At.text)),
        declared=at.get("declared").number(),
        since=at.get("since").maybe(_At.text),
        base=at.get("base").maybe(_At.text),
    )


def _change(at: _At) -> Change:
    reason = at.get("reason")
    return Change(
        kind=at.get("kind").member(ChangeKind),
        practice=at.get("practice").text(),
        email=at.get("email").address(),
        route=at.get("route").member(Route),
        before=_access(at.get("before")),
        after=_access(at.get("after")),
        reason=Reason(reason.get("code").text(), reason.get("params").params()),
        name=at.get("name").maybe(_At.text),
        surnames=at.get("surnames").each(_At.text),
        recipient=at.get("recipient").maybe(_At.address),
        centre=at.get("centre").maybe(_At.text),
        replaces=at.get("replaces").maybe(_At.address),
        origin=_origin(at.get("origin")),
        sensitive=at.get("sensitive").flag(),
    )


def _access(at: _At) -> Access:
    return Access(
        clinics=at.get("clinics").maybe(lambda clinics: clinics.each(_At.text)),
        record_access=at.get("record_access").maybe(_At.flag),
        billing=at.get("billing").maybe(_At.flag),
    )


def _origin(at: _At) -> Origin:
    file, line = at.get("file").maybe(_At.text), at.get("line").maybe(_At.number)
    return Origin(
        where=None if file is None or line is None else Location(file, line),
        commit=at.get("commit").maybe(_At.text),
        author=at.get("author").maybe(_At.text),
        at=at.get("at").maybe(_At.instant),
        drift_since=at.get("drift_since").maybe(_At.instant),
    )


def _notice(at: _At) -> Notice:
    return Notice(
        practice=at.get("practice").text(),
        code=at.get("code").text(),
        email=at.get("email").maybe(_At.address),
        kind=at.get("kind").maybe(lambda kind: kind.member(ChangeKind)),
        params=at.get("params").params(),
        until=at.get("until").maybe(_At.instant),
        remedy=at.get("remedy").maybe(_At.text),
    )


def _violation(at: _At) -> Violation:
    return Violation(
        guard=at.get("guard").text(),
        practice=at.get("practice").maybe(_At.text),
        email=at.get("email").maybe(_At.address),
        params=at.get("params").params(),
        flag=at.get("flag").maybe(_At.text),
    )


def _tree(at: _At) -> Mapping[str, str]:
    return {key: at.get(key).text() for key in at.raw} if at.is_mapping() else _refuse(at.place)


def _same(expected: Any, found: Any, place: str) -> None:
    """Refuse keys that nobody wrote, and derived values (ids, counts) that do not follow from the rest."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted(expected.keys() | found.keys()):
            inner = f"{place}.{key}" if place else str(key)
            if key not in expected or key not in found:
                _refuse(inner)
            _same(expected[key], found[key], inner)
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for index, pair in enumerate(zip(expected, found, strict=True)):
            _same(*pair, f"{place}[{index}]")
    elif expected != found or type(expected) is not type(found):
        _refuse(place)


def _refuse(place: str) -> NoReturn:
    raise AccessctlError("plan-file-invalid", where=place or "$")
