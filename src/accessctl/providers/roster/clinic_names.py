"""The clinics of a cell: ids, names or labels of the declared ones, however they are set apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accessctl.model.practice import Practice
from accessctl.providers.roster.headings import fold

_SEPARATORS = "\n;|,/"
"""The strongest first: a name may hold a comma or a slash, so a piece that is known is not cut further."""


@dataclass(frozen=True, slots=True)
class ClinicNames:
    """How the clinics of a practice may be called."""

    ids: Mapping[str, frozenset[str]]
    spelled: tuple[str, ...]

    def find(self, text: str) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield each piece of the text with the clinics it may mean: one, none, or several."""
        yield from self._find(text, _SEPARATORS)

    def _find(self, text: str, separators: str) -> Iterator[tuple[str, frozenset[str]]]:
        piece = text.strip()
        if not piece:
            return
        meant = self.ids.get(fold(piece), frozenset())
        apart = next((index for index, sign in enumerate(separators) if sign in piece), None)
        if meant or apart is None:
            yield piece, meant
            return
        for part in piece.split(separators[apart]):
            yield from self._find(part, separators[apart + 1 :])


def clinic_names(practice: Practice) -> ClinicNames:
    """Return how the practice's clinics may be called; an id wins over another clinic's name."""
    called: dict[str, set[str]] = {}
    for clinic in practice.clinics:
        for word in (clinic.name, clinic.label or ""):
            if fold(word):
                called.setdefault(fold(word), set()).add(clinic.id)
    called |= {fold(clinic.id): {clinic.id} for clinic in practice.clinics}
    spelled = tuple(clinic.label or clinic.name for clinic in practice.clinics)
    return ClinicNames({word: frozenset(ids) for word, ids in called.items()}, spelled)
