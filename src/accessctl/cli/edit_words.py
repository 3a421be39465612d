"""What people type for addresses, days and names, understood or sent back with what was probably meant."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from accessctl.errors import UsageError
from accessctl.model.days import readings

_ADDRESS = re.compile(r"[^\s<>\"',;:()]+@[^\s<>\"',;:()]+")
_TORN = re.compile(r"[^<>\"',;:()]+\s[^<>\"',;:()]+")
"""An address with a space in it: what stands behind the space may be somebody else's."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def address_of(text: str) -> str:
    """Return the address, trimmed; what is more than an address is sent back."""
    bare = text.strip()
    if _ADDRESS.fullmatch(bare):
        return bare
    found = None if _TORN.fullmatch(bare) else _ADDRESS.search(bare)
    code = "edit-not-an-address.near" if found else "edit-not-an-address"
    raise UsageError(code, email=text, near=found[0] if found else None)


def day_of(option: str, text: str) -> str:
    """Return the day as the files write it; another order is sent back with the day it seems to mean."""
    bare = text.strip()
    if _DAY.fullmatch(bare):
        with suppress(ValueError):
            return date.fromisoformat(bare).isoformat()
        raise UsageError("edit-no-such-day", option=option, value=text)
    meant = readings(bare)
    if len(meant) > 1:
        raise UsageError("edit-bad-day.either", option=option, value=text, near=meant[0], other=meant[1])
    code = "edit-bad-day.near" if meant else "edit-bad-day"
    raise UsageError(code, option=option, value=text, near=next(iter(meant), None))


def surnames_of(single: tuple[str, ...], together: str | None) -> tuple[str, ...]:
    """Return one or two surnames; several words in one option are two only where there are just two.

    A comma parts them as a space does: nobody's surname has one.
    """
    if together is None:
        if len(single) > 2:
            raise UsageError("edit-surnames", value=" ".join(single))
        return single
    words = tuple(together.replace(",", " ").split())
    if single or not 1 <= len(words) <= 2:
        raise UsageError("edit-surnames", value=together)
    return words


def clinic_of(text: str) -> dict[str, str]:
    """Return a clinic that is written ID=NAME."""
    name, equals, shown = (part.strip() for part in text.partition("="))
    if not equals or not name or not shown:
        raise UsageError("edit-clinic-form", value=text)
    return {"id": name, "name": shown}
