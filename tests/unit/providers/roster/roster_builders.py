"""A practice, and its list in a line or two."""

from __future__ import annotations

from datetime import UTC, datetime

from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.live import LiveAssistant, Observation
from accessctl.model.practice import Clinic, Practice
from accessctl.model.roster import CheckedRoster
from accessctl.providers.roster.reading import read_roster

NOW = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
"""16:00 in Costa Rica."""
HERE = Location("practices/santa-lucia.yaml")
FILE = "rosters/santa-lucia.csv"
ANA = Address("ana.mora@santalucia.example")

PRACTICE = Practice(
    slug="santa-lucia",
    name="Clínica Santa Lucía",
    owner=Address("elena.rojas@santalucia.example"),
    owner_name="Elena Rojas",
    where=HERE,
    previously=("lucia",),
    clinics=(
        Clinic("escazu", "Santa Lucía Escazú", HERE),
        Clinic("heredia", "Santa Lucía Heredia", HERE, label="SL Heredia"),
        Clinic("este", "Torre 2, piso 1/2", HERE),
    ),
)


def read(data: str | bytes, file: str = FILE) -> CheckedRoster:
    """Read a list."""
    return read_roster(file, data.encode() if isinstance(data, str) else data, PRACTICE, NOW)


def csv(*lines: str, as_of: str = "# fecha: 2026-11-24 10:00") -> str:
    """Return a list of these lines below its date."""
    return "\r\n".join((as_of, *lines)) + "\r\n"


def understood(data: str | bytes, file: str = FILE) -> Observation:
    """Read a list in which nothing is wrong."""
    checked = read(data, file)
    assert checked.problems == ()
    assert checked.observation is not None
    return checked.observation


def ana(*lines: str, as_of: str = "# fecha: 2026-11-24 10:00") -> LiveAssistant:
    """Read a list whose one person is Ana."""
    (person,) = understood(csv(*lines, as_of=as_of)).assistants.values()
    assert person.email == ANA
    return person


def wrong(data: str | bytes, file: str = FILE) -> list[str]:
    """Read a list, of which nothing may then be used; return its problems as `place code`."""
    checked = read(data, file)
    assert checked.observation is None
    return [f"{problem.where.removeprefix(file)} {problem.code}" for problem in checked.problems]
