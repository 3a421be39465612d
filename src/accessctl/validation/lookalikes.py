"""What an address looks like: two addresses with one look are one glance away from the wrong person.

The data is the Unicode confusables table, as `confusable_homoglyphs` ships it; it loads with the first
address that is not plain ASCII.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

_GLYPHS = (("0", "o"), ("1", "l"), ("|", "l"), ("rn", "m"), ("vv", "w"))
"""Plain letters and digits that are read as others in most typefaces."""


def plain_looks(addresses: Sequence[str]) -> list[str]:
    """Return what each plain ASCII address looks like; all in one piece, since there may be many."""
    looks = _plain_look("\n".join(addresses)).split("\n")
    if len(looks) != len(addresses):  # a line break within an address, or no address at all
        return [_plain_look(address) for address in addresses]
    return looks


def look(address: str) -> str:
    """Return what any address looks like: foreign letters read as the plain ones they resemble."""
    local, at, domain = address.rpartition("@")
    bare = unicodedata.normalize("NFKD", f"{local}{at}{readable_domain(domain)}".replace("I", "l"))
    letters = (_resembles(char) for char in bare.casefold() if not unicodedata.combining(char))
    return _plain_look("".join(letters))


def readable_domain(domain: str) -> str:
    """Return a domain in the letters that it is written with, not in its ASCII form."""
    if "xn--" not in domain:
        return domain
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:  # not the ASCII form of anything
        return domain


def is_odd(address: str) -> bool:
    """Say whether the address has, or stands for, other letters than plain ones."""
    return not address.isascii() or "xn--" in address


def mixed_scripts(address: str) -> tuple[str, ...]:
    """Return the scripts that are mixed within the local part or within one label of the domain, if any."""
    from confusable_homoglyphs.categories import unique_aliases  # noqa: PLC0415 - 9 ms, for rare addresses

    local, _, domain = address.rpartition("@")
    for part in (local, *readable_domain(domain).split(".")):
        scripts = set(unique_aliases(part)) - {"COMMON", "INHERITED"}
        if len(scripts) > 1:
            return tuple(sorted(script.capitalize() for script in scripts))
    return ()


def foreign_letters(address: str) -> list[str]:
    """Return the letters of an address that are not plain ones, each with its code point to tell it by."""
    local, at, domain = address.rpartition("@")
    letters = dict.fromkeys(f"{local}{at}{readable_domain(domain)}")
    return [f"{char} (U+{ord(char):04X})" for char in letters if not char.isascii()]


def _plain_look(text: str) -> str:
    text = text.replace("I", "l").lower()
    for glyph, read_as in _GLYPHS:
        text = text.replace(glyph, read_as)
    return text


@cache
def _resembles(char: str) -> str:
    """Return the letter at the centre of the character's family of look-alikes."""
    if char.isascii():
        return char
    table = _table()
    family = [other["c"] for other in table.get(char, ())]
    plain = [other for other in family if other.isascii()]
    if plain:
        return str(min(plain)).lower()
    if len(family) == 1:
        centre = family[0]
        return str(centre if len(table.get(centre, ())) > 1 else min(char, centre))
    return char


def _table() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    from confusable_homoglyphs.confusables import confusables_data  # noqa: PLC0415 - 40 ms, for rare addresses

    table: Mapping[str, Sequence[Mapping[str, Any]]] = confusables_data
    return table
