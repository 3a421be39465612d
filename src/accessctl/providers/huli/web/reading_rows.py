"""What the rows of *Asistentes* say. Pure: texts in, values out, and never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from accessctl.model.days import has_room
from accessctl.model.identity import Address, normalise_address
from accessctl.model.live import INVITATION_LIFE, LiveAssistant, Presence
from accessctl.model.page_map import ListPlaces
from accessctl.model.practice import Practice
from accessctl.providers.huli.web.trouble import PageError

_LETTERS = r"[^\s@<>()\"',;:\ud800-\udfff]"  # no half characters: no address has them, and no file holds them
_ADDRESS = re.compile(rf"{_LETTERS}{{1,64}}@{_LETTERS}{{1,255}}")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the page has it: its texts, the clinics' names (None: no such list), its times."""

    texts: tuple[str, ...]
    clinics: tuple[str, ...] | None = None
    times: tuple[str, ...] = ()


def rows_of(found: Sequence[Mapping[str, object]]) -> tuple[Row, ...]:
    """Return what the script in the page found."""
    return tuple(
        Row(
            _texts(item.get("texts")),
            None if item.get("clinics") is None else _texts(item.get("clinics")),
            _texts(item.get("times")),
        )
        for item in found
    )


def people_in(rows: Iterable[Row], places: ListPlaces, practice: Practice) -> dict[Address, LiveAssistant]:
    """Return the people of the rows; `PageError` where a row is not one person's, or two are one's."""
    names = _clinic_names(practice)
    found: dict[Address, LiveAssistant] = {}
    for number, row in enumerate(rows, start=1):
        person = _person(number, row, places, names)
        if person.email in found:
            raise PageError("web-two-rows", email=person.email, row=number)
        found[person.email] = person
    return found


def _person(number: int, row: Row, places: ListPlaces, names: Mapping[str, str]) -> LiveAssistant:
    addresses = {
        normalise_address(match.rstrip(".")) for text in row.texts for match in _ADDRESS.findall(text)
    }
    if len(addresses) != 1:
        raise PageError("web-row-address", row=number, count=len(addresses))
    states = {places.states[text] for text in row.texts if text in places.states}
    if len(states) != 1:
        raise PageError("web-row-state", row=number, count=len(states), known=", ".join(places.states))
    (email,), (presence,) = addresses, states
    sent_at = _sent_at(row, places) if presence is not Presence.ACTIVE else None
    return LiveAssistant(email, presence, sent_at=sent_at, clinics=_clinics(row, names))


def _clinics(row: Row, names: Mapping[str, str]) -> frozenset[str] | None:
    """Return the clinics; unknown where none is shown, or one that the practice's file does not have."""
    if not row.clinics or any(_folded(name) not in names for name in row.clinics):
        return None
    return frozenset(names[_folded(name)] for name in row.clinics)


def _clinic_names(practice: Practice) -> Mapping[str, str]:
    """Return the clinics' ids by the one name that HuliPractice shows; a name of two is nobody's."""
    shown: dict[str, list[str]] = {}
    for clinic in practice.clinics:
        shown.setdefault(_folded(clinic.label or clinic.name), []).append(clinic.id)
    return {name: ids[0] for name, ids in shown.items() if len(ids) == 1}


def _sent_at(row: Row, places: ListPlaces) -> datetime | None:
    if not places.valid_until or len(row.times) != 1:
        return None
    try:
        until = datetime.fromisoformat(row.times[0])
    except ValueError:
        return None
    return None if until.tzinfo is None or not has_room(until) else until - INVITATION_LIFE


def _folded(name: str) -> str:
    return " ".join(name.split())


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
