"""What a run may loosen, from flags and from the trailers of the applied commit: one named thing each."""

from __future__ import annotations

from collections.abc import Iterable

from accessctl.errors import UsageError
from accessctl.model.identity import Address, normalise_address
from accessctl.model.rules import Loosened


def merged(one: Loosened, other: Loosened) -> Loosened:
    """Return what either of the two loosens."""
    return Loosened(
        removals=_larger(one.removals, other.removals),
        empty=one.empty | other.empty,
        invitations=_larger(one.invitations, other.invitations),
        record_grants=_larger(one.record_grants, other.record_grants),
        accept_live=one.accept_live | other.accept_live,
        restore=one.restore | other.restore,
        revoke_unmanaged=one.revoke_unmanaged | other.revoke_unmanaged,
        rollback=one.rollback or other.rollback,
        not_tip=one.not_tip or other.not_tip,
        send_now=one.send_now or other.send_now,
    )


def _larger(one: int | None, other: int | None) -> int | None:
    return max((value for value in (one, other) if value is not None), default=None)


_NUMBERS = ("allow-removals", "allow-invitations", "allow-record-grants")
_SLUGS = ("allow-empty", "accept-live", "revoke-unmanaged")


def loosens(name: str) -> bool:
    """Say whether a trailer of that name loosens something."""
    return name.lower() in (*_NUMBERS, *_SLUGS, "restore")


def from_trailers(trailers: Iterable[tuple[str, str]]) -> Loosened:
    """Return what a commit's trailers loosen; every other trailer is nobody's business here.

    A trailer that loosens something and cannot be read is an error: silence would look like consent.
    """
    numbers: dict[str, int] = {}
    slugs: dict[str, set[str]] = {name: set() for name in _SLUGS}
    restore: set[tuple[str, Address]] = set()
    for name, value in trailers:
        key = name.lower()
        if key in _NUMBERS:
            numbers[key] = max(numbers.get(key, 0), _number(name, value))
        elif key in slugs:
            slugs[key].update(value.split())
        elif key == "restore":
            restore.add(_pair(name, value))
    return Loosened(
        removals=numbers.get("allow-removals"),
        empty=frozenset(slugs["allow-empty"]),
        invitations=numbers.get("allow-invitations"),
        record_grants=numbers.get("allow-record-grants"),
        accept_live=frozenset(slugs["accept-live"]),
        restore=frozenset(restore),
        revoke_unmanaged=frozenset(slugs["revoke-unmanaged"]),
    )


def _number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 6):
        raise UsageError("trailer-unreadable", trailer=name, value=value)
    return int(value)


def _pair(name: str, value: str) -> tuple[str, Address]:
    words = value.split()
    if len(words) != 2:
        raise UsageError("trailer-unreadable", trailer=name, value=value)
    return words[0], normalise_address(words[1])
