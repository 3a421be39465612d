"""A repository's files as one command reads them: what they say, and every finding; with a memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from accessctl.declarations.discovery import Found
from accessctl.declarations.loading import declaration_of, manner_of, settings_of
from accessctl.declarations.recalling import Practices
from accessctl.declarations.source_files import POLICY, PRACTICES, SETTINGS, stem_of
from accessctl.execution.declaration_cache import Context, DeclarationCache, decode, encode
from accessctl.execution.declaration_store import read_store, store_file, write_store
from accessctl.execution.own_templates import template_findings
from accessctl.execution.reading_apart import parts_of, processes_at_hand, read_apart
from accessctl.model.finding import Finding
from accessctl.model.practice import Declaration, Practice
from accessctl.validation.checking import check
from accessctl.validation.concerning import concern_of, concerning
from accessctl.validation.context import local_date
from accessctl.validation.judging import Judgement, Known, judge

SMALL = 64 * 1024
"""Bytes of practices' files up to which reading them takes no longer than remembering them."""


@dataclass
class Reading:
    """What was found in a repository; `remembering`: earlier readings may be used, and this one kept."""

    root: Path
    found: Found
    remembering: bool = True
    today: datetime | None = None
    """The instant by which it will probably be checked: files that are read apart are judged there, too."""

    @cached_property
    def store(self) -> Path | None:
        """Where readings are kept; None where none are."""
        size = sum(len(data) for path, data in self.found.files.items() if path.startswith(f"{PRACTICES}/"))
        return store_file(self.root) if self.remembering and size > SMALL else None

    @cached_property
    def cache(self) -> DeclarationCache:
        """What earlier readings found."""
        body = None if self.store is None else read_store(self.store)
        cache = DeclarationCache() if body is None else decode(body)
        if self.store is not None:
            self._read_apart(cache)
        return cache

    def _read_apart(self, cache: DeclarationCache) -> None:
        """Let several processes read what was never read, where it is much."""
        processes = processes_at_hand()
        if processes == 1:
            return
        settings = settings_of(self.found)
        manner = manner_of(settings, self.found)
        paths = [
            path
            for path, data in self.found.files.items()
            if path.startswith(f"{PRACTICES}/") and not cache.knows(path, data, manner)
        ]
        verdicts: dict[str, tuple[Finding, ...]] = {}
        for said in read_apart(parts_of(self.found, paths, processes), self._said):
            part = decode(said)
            if part.manner == manner:
                cache.take(part)
                for found in part.verdicts.values():
                    verdicts |= found
        if verdicts and self.today is not None:
            cache.learn(_context(self.found, self.today, {*cache.zones, settings.time_zone}).key, verdicts)

    def _said(self, part: Found) -> bytes:
        """Return what a reading of some of the files would remember."""
        cache = DeclarationCache()
        declaration = declaration_of(part, cache)
        if self.today is not None:
            judge_with(cache, declaration, part, self.today)
        return encode(cache)

    @cached_property
    def declaration(self) -> Declaration:
        """What the files say."""
        return declaration_of(self.found, None if self.store is None else self.cache)

    @cached_property
    def access(self) -> str:
        """A digest of settings and policy."""
        return _access(self.found)

    def check(self, now: datetime, skip: Iterable[str] = ()) -> tuple[Finding, ...]:
        """Return all findings, as `check` does, those of own letters too, and keep what was learned."""
        found = self._check(now, skip)
        of_letters = template_findings(self.found.files, self.declaration.settings, skip)
        return tuple(sorted((*found, *of_letters), key=lambda one: one.order)) if of_letters else found

    def _check(self, now: datetime, skip: Iterable[str]) -> tuple[Finding, ...]:
        declaration = self.declaration
        practices = declaration.practices
        if self.store is None or not isinstance(practices, Practices):
            return check(declaration, now, skip)
        cache = self.cache
        judgement = judge_with(cache, declaration, self.found, now, skip)
        if cache.worth_writing:
            write_store(self.store, encode(cache))
        return judgement.findings

    def check_files(
        self, files: Iterable[str], now: datetime, skip: Iterable[str] = ()
    ) -> tuple[Finding, ...]:
        """Return the findings of `check` in some practices' files, or about them."""
        listed = frozenset(files)
        stems = [stem_of(file) for file in listed]
        findings = self.check(now, skip)
        return concerning(findings, concern_of(listed, stems, self._declared_in(listed)))

    def providers(self) -> frozenset[str]:
        """Return the providers that practices name."""
        practices = self.declaration.practices
        if self.store is None or not isinstance(practices, Practices):
            return frozenset(practice.provider for practice in practices.values())
        return frozenset(self.cache.facts[path].provider for path in practices.files().values())

    def counts(self, files: Iterable[str] | None = None) -> tuple[int, int]:
        """Return how many practices and assistants there are, or there are in some files."""
        practices = self.declaration.practices
        if files is None and self.store is not None and isinstance(practices, Practices):
            kept = self.cache.facts
            return len(practices), sum(kept[path].entries for path in practices.files().values())
        counted = [*practices.values()] if files is None else self._declared_in(frozenset(files))
        return len(counted), sum(len(practice.assistants) for practice in counted)

    def _declared_in(self, files: frozenset[str]) -> list[Practice]:
        practices = self.declaration.practices
        assert isinstance(practices, Practices)  # noqa: S101 - the loader makes no others
        return [practices[key] for key, path in practices.files().items() if path in files]


def judge_with(
    cache: DeclarationCache, declaration: Declaration, found: Found, now: datetime, skip: Iterable[str] = ()
) -> Judgement:
    """Judge a declaration that was read with a cache, by what the cache knows; it learns what is new."""
    assert isinstance(declaration.practices, Practices)  # noqa: S101 - the loader makes no others
    files = declaration.practices.files()
    facts = {key: cache.facts[path] for key, path in files.items()}
    zones = {*(one.zone for one in facts.values()), declaration.settings.time_zone}
    context = _context(found, now, zones)
    cache.carry(context, declaration.policy)
    earlier = cache.verdicts.get(context.key, {})
    verdicts = {key: earlier[path] for key, path in files.items() if path in earlier}
    judgement = judge(declaration, Known(files, facts, verdicts), now, skip)
    cache.learn(context.key, {files[key]: verdict for key, verdict in judgement.verdicts.items()})
    return judgement


def _access(found: Found) -> str:
    access = hashlib.sha256()
    for path in (SETTINGS, POLICY):
        access.update(hashlib.sha256(found.files.get(path, b"")).digest())
    return access.hexdigest()


def _context(found: Found, now: datetime, zones: Iterable[str]) -> Context:
    """Return what the rules go by besides a practice's file."""
    return Context(_access(found), {zone: local_date(now, zone) for zone in zones})
