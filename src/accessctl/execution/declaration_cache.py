"""What the practices' files said when they were read last, by path and contents; and what the rules said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from accessctl.declarations.finding_codec import finding_of_plain, plain_finding
from accessctl.declarations.practice_codec import plain_practice, practice_of
from accessctl.declarations.recalling import Recalled
from accessctl.declarations.source_files import SourceFile
from accessctl.model.finding import Finding
from accessctl.model.identity import Address
from accessctl.model.policy import Policy
from accessctl.model.practice import Practice
from accessctl.validation.facts import Facts, facts_of, quiet_between

DAYS = 2
"""Verdicts are kept of so many contexts: the sandbox's clock shows another day than the machine's."""

_WRONG = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
"""What values of another shape lead to."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What one file says; `practice` is still JSON, and empty where the file is none."""

    digest: str
    facts: Facts | None
    findings: tuple[Finding, ...]
    practice: bytes | memoryview


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules go by besides a practice's file: settings and policy, by a digest, and the day."""

    access: str
    days: Mapping[str, date]

    @property
    def key(self) -> str:
        """The context as one text."""
        days = {zone: day.isoformat() for zone, day in sorted(self.days.items())}
        return json.dumps([self.access, days])


@dataclass(slots=True)
class DeclarationCache:
    """The memory that a command starts with and adds to; only what the files at hand say stays in it."""

    manner: str = ""
    known: dict[str, _Said] = field(default_factory=dict)
    verdicts: dict[str, dict[str, tuple[Finding, ...]]] = field(default_factory=dict)
    facts: dict[str, Facts] = field(default_factory=dict)
    """Of all files that are practices, those that cannot be kept too."""
    used: dict[str, _Said] = field(default_factory=dict)
    parsed: list[str] = field(default_factory=list)
    """The files that had to be read."""
    changed: bool = False

    def get(self, file: SourceFile, manner: str, read: Callable[[], Practice]) -> Recalled | None:
        """Return what the file says, if these bytes were read under this path in that manner."""
        if manner != self.manner:
            self.manner, self.known, self.verdicts = manner, {}, {}
        said = self.known.get(file.path)
        if said is None or said.digest != hashlib.sha256(file.data).hexdigest():
            return None
        self.used[file.path] = said
        if said.facts is None:
            return Recalled(file, None, read, said.findings)
        self.facts[file.path] = said.facts
        return Recalled(file, said.facts.slug, partial(_practice, file.path, said, read), said.findings)

    def knows(self, path: str, data: bytes, manner: str) -> bool:
        """Say whether these bytes were read under this path in that manner."""
        said = self.known.get(path)
        return manner == self.manner and said is not None and said.digest == hashlib.sha256(data).hexdigest()

    @property
    def zones(self) -> frozenset[str]:
        """The time zones of the practices that are known."""
        return frozenset(said.facts.zone for said in self.known.values() if said.facts is not None)

    def take(self, other: DeclarationCache) -> None:
        """Take over what a reading of other files remembers of them, but for what the rules said."""
        if self.manner != other.manner:
            self.manner, self.known, self.verdicts = other.manner, {}, {}
        self.known |= other.known
        self.parsed += other.known
        self.changed = True

    def keep(
        self, file: SourceFile, manner: str, practice: Practice | None, findings: Sequence[Finding]
    ) -> None:
        """Remember what the file says; what has no plain values is read again each time."""
        self.manner = manner
        self.parsed.append(file.path)
        facts = None if practice is None else facts_of(practice)
        if facts is not None:
            self.facts[file.path] = facts
        for verdicts in self.verdicts.values():
            verdicts.pop(file.path, None)
        try:
            for finding in findings:
                _json(plain_finding(finding))
            said = b"" if practice is None else _json(plain_practice(practice))
        except _WRONG:
            return
        digest = hashlib.sha256(file.data).hexdigest()
        self.used[file.path] = _Said(digest, facts, tuple(findings), said)
        self.changed = True

    def carry(self, context: Context, policy: Policy) -> None:
        """Take over what an earlier day found nothing in, where the days since bring nothing new."""
        if context.key in self.verdicts:
            return
        for key in reversed(self.verdicts):
            access, days = _parted(key)
            if access != context.access:
                continue
            quiet: dict[str, tuple[Finding, ...]] = {
                path: ()
                for path, found in self.verdicts[key].items()
                if not found and path in self.facts and self._quiet(path, days, context, policy)
            }
            self.learn(context.key, quiet)
            return

    def _quiet(self, path: str, days: Mapping[str, date], context: Context, policy: Policy) -> bool:
        facts = self.facts[path]
        day = days.get(facts.zone)
        return day is not None and quiet_between(facts, policy, day, context.days[facts.zone])

    def learn(self, context: str, verdicts: Mapping[str, tuple[Finding, ...]]) -> None:
        """Remember what the rules say of each file, in a context: settings, policy and day."""
        if not verdicts:
            return
        known = self.verdicts.pop(context, {})
        self.verdicts[context] = {**known, **verdicts}
        for old in [*self.verdicts][:-DAYS]:
            del self.verdicts[old]
        self.changed = True

    @property
    def worth_writing(self) -> bool:
        """Whether the file on disk says other than this."""
        return self.changed or self.known.keys() != self.used.keys()


def _practice(path: str, said: _Said, read: Callable[[], Practice]) -> Practice:
    try:
        return practice_of(path, json.loads(bytes(said.practice)))
    except _WRONG:
        return read()


def encode(cache: DeclarationCache) -> bytes:
    """Return what the cache holds as bytes: one line of what is always needed, then the practices."""
    paths = list(cache.used)
    files = [
        [
            path,
            said.digest,
            None if said.facts is None else _plain_facts(said.facts),
            [plain_finding(finding) for finding in said.findings],
            len(said.practice),
        ]
        for path, said in cache.used.items()
    ]
    verdicts = [
        [context, [_plain_verdict(found.get(path)) for path in paths]]
        for context, found in cache.verdicts.items()
    ]
    index = _json({"manner": cache.manner, "files": files, "verdicts": verdicts})
    return b"\n".join([index, b"".join(said.practice for said in cache.used.values())])


def decode(body: bytes) -> DeclarationCache:
    """Return the cache that was kept; an empty one for what has another shape."""
    start = body.find(b"\n") + 1
    try:
        value = json.loads(body[:start])
        known: dict[str, _Said] = {}
        rest = memoryview(body)  # most practices are never looked at
        for path, digest, facts, findings, length in value["files"]:
            told = tuple([finding_of_plain(plain) for plain in findings])
            practice = rest[start : start + length]
            known[path] = _Said(digest, None if facts is None else _facts(facts), told, practice)
            start += length
        verdicts = {
            context: {
                path: tuple([finding_of_plain(plain) for plain in found])
                for path, found in zip(known, listed, strict=True)
                if found is not None
            }
            for context, listed in value["verdicts"]
            if _parted(context)
        }
        return DeclarationCache(value["manner"], known, verdicts)
    except _WRONG:
        return DeclarationCache()


def _parted(key: str) -> tuple[str, Mapping[str, date]]:
    """Return what a context's key says."""
    access, days = json.loads(key)
    return access, {zone: date.fromisoformat(day) for zone, day in days.items()}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _plain_verdict(found: tuple[Finding, ...] | None) -> list[Any] | None:
    return None if found is None else [plain_finding(finding) for finding in found]


def _plain_facts(facts: Facts) -> list[Any]:
    return [
        facts.slug,
        facts.provider,
        facts.zone,
        facts.entries,
        facts.people,
        facts.mailboxes,
        facts.claims,
        facts.looks,
        [day.isoformat() for day in facts.turns],
    ]


def _facts(plain: Sequence[Any]) -> Facts:
    slug, provider, zone, entries, people, mailboxes, claims, looks, turns = plain
    pairs: list[tuple[str, Address]] = [(its_look, address) for its_look, address in looks]
    days = tuple([date.fromisoformat(day) for day in turns])
    names = tuple(people), tuple(mailboxes), tuple(claims)
    return Facts(slug, provider, zone, entries, *names, tuple(pairs), days)
