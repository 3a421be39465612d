"""Who is who: addresses and names, made comparable once."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterable
from typing import NewType

Address = NewType("Address", str)
"""A normalised e-mail address: two spellings of one mailbox give the same value."""

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


def normalise_address(text: str) -> Address:
    """Return the address in the one form that is compared: trimmed, lower case, domain in ASCII."""
    if text.isascii():
        return Address(text.strip().lower())
    # lower, not casefold: `ß` is no `ss`, and an address of the one is not the other's
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    local, at, domain = folded.rpartition("@")
    if at and not domain.isascii():
        import idna  # noqa: PLC0415 - its tables, for a domain that is not ASCII

        with contextlib.suppress(UnicodeError):  # not a domain at all: a rule of validation says so
            domain = idna.encode(domain, uts46=True).decode("ascii")
    return Address(f"{local}{at}{domain}")


def name_words(parts: Iterable[str]) -> frozenset[str]:
    """Return the words of a name without case and accents."""
    decomposed = unicodedata.normalize("NFKD", " ".join(parts)).casefold()
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return frozenset(bare.split())


def names_match(one: Iterable[str], other: Iterable[str]) -> bool:
    """Say whether all words of one name occur in the other."""
    first, second = name_words(one), name_words(other)
    return first <= second or second <= first
