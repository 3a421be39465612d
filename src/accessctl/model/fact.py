"""A fact: a value with the time and the source it is known from; `None` in its place means unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Source(StrEnum):
    """Where a fact is from."""

    OBSERVED = "observed"  # a provider read it
    APPLIED = "applied"  # we did it
    ATTESTED = "attested"  # a person said so


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value known at a time from a source."""

    value: T
    at: datetime
    source: Source


def newest(one: Fact[T] | None, other: Fact[T] | None) -> Fact[T] | None:
    """Return the newer fact; on a tie the observed one, else the second."""
    if one is None or other is None:
        return one or other
    if one.at != other.at:
        return one if one.at > other.at else other
    return one if one.source is Source.OBSERVED else other
