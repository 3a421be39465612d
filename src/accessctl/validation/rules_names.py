"""Rules about people's names: enough of one to invite with, and the same one everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from accessctl.model.finding import Finding, Severity, Stops
from accessctl.model.identity import Address, names_match
from accessctl.model.practice import Declaration, Entry
from accessctl.validation.context import Context, Declared
from accessctl.validation.places import entry_place
from accessctl.validation.raising import entry_warning

_QUOTES = re.compile("[\"“”„«»‹›]|^['‘’]|['‘’]$")
_ACCENTS = re.compile("[\u0300-\u036f]+")

Name = tuple[str, ...]


def name_missing(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find people without name or surnames: HuliPractice asks for both when it does not know the address."""
    del declaration
    for practice, entry in context.entries:
        if not entry.name or not entry.surnames:
            yield entry_warning("name-missing", practice, entry, "email")


def one_surname(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find people with one surname: HuliPractice's form asks for two."""
    del declaration
    for practice, entry in context.entries:
        if len(entry.surnames) == 1 and entry.name:
            yield entry_warning("one-surname", practice, entry, "surnames")


def quotes_in_name(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find names with quotation marks, as they come along with a text: they would stand in the invitation."""
    del declaration
    for practice, entry in context.entries:
        for key, texts in (("name", (entry.name or "",)), ("surnames", entry.surnames)):
            quoted = next((text for text in texts if _QUOTES.search(text)), None)
            if quoted is not None:
                bare = _QUOTES.sub("", quoted).strip()
                yield entry_warning("quotes-in-name", practice, entry, key, name=quoted, bare=bare)


def different_names(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find addresses under two names: one of the practices invites somebody whom it does not mean."""
    del declaration
    for email, declared in context.people.items():
        if len(declared) > 1:
            names = [_name(entry) for _, entry in declared]
            if len(set(names)) > 1:
                yield from _different_names(email, declared, names)


def _different_names(
    email: Address, declared: Sequence[Declared], names: Sequence[Name]
) -> Iterator[Finding]:
    """Report the rarer of two names that do not match; on a tie the later one."""
    ranked = [name for name, _ in Counter(names).most_common() if name]
    for rank, name in enumerate(ranked):
        clash = next((other for other in ranked[:rank] if not names_match(name, other)), None)
        if clash is None:
            continue
        usual, _ = declared[names.index(clash)]
        for (practice, entry), its_name in zip(declared, names, strict=True):
            if its_name == name and practice is not usual:
                yield Finding(
                    "different-names",
                    Severity.ERROR,
                    entry_place(entry, "name"),
                    {
                        "email": email,
                        "practice": practice.slug,
                        "name": " ".join(name),
                        "other": usual.slug,
                        "other_name": " ".join(clash),
                    },
                    stops=Stops.GRANTS,
                    practices=(practice.slug, usual.slug),
                    email=email,
                )


def possible_duplicate(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find the same full name twice in a practice: often it is one person with two ways in."""
    del declaration
    seen: dict[str, Address] = {}
    of = None
    for (practice, entry), name in zip(context.entries, _folded_names(context.entries), strict=True):
        if practice is not of:
            seen, of = {}, practice
        if not name or not entry.surnames:
            continue
        other = seen.setdefault(name, entry.email)
        if other != entry.email:
            found = entry_warning("possible-duplicate", practice, entry, "email", other=other)
            yield replace(found, params={**found.params, "name": entry.full_name})


def _name(entry: Entry) -> Name:
    return (entry.name, *entry.surnames) if entry.name else ()


def _folded_names(entries: Sequence[Declared]) -> list[str]:
    """Return the names without case and accents, folded in one piece: one by one takes ten times as long."""
    names = [" ".join(_name(entry)) for _, entry in entries]
    folded = _fold("\n".join(names)).split("\n")
    if len(folded) != len(names):  # a line break within a name, or no entry at all
        return [_fold(name) for name in names]
    return folded


def _fold(text: str) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()
